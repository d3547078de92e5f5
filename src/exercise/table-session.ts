import { type ExerciseFile, type ExerciseMove, rowIdOf, type TableRole } from "../model/index.ts";
import { type Pace, paceAt } from "./pace.ts";
import type { Draft } from "./record.ts";
import type { Stretch } from "./rights.ts";
import { SharedMap } from "./shared.ts";

/**
 * The session of an exercise: who sits where, and how far it has come. Pure: a command becomes entries of the record and
 * moves of the model, or a refusal (`table-asking.ts`); the session is what its entries make of it (`table-fold.ts`), so that
 * a record read back is the session again.
 */
export type TablePhase = "planned" | "running" | "ended" | "hot-wash" | "closed";

export interface Participant {
  readonly id: string;
  /** undefined while in the waiting room */
  readonly role: TableRole | undefined;
  readonly seat: string | undefined;
  /** who decides for the seat; others at it advise and see the same */
  readonly isDeciding: boolean;
  readonly language: "en" | "fr";
}

export interface SeatState {
  readonly actor: string;
  readonly player: "person" | "model";
}

export type PlannedMove = Pick<ExerciseMove, "number" | "at" | "speed">;

export interface FreeAction {
  readonly seat: string;
  readonly isRuled: boolean;
}

export interface TableSession {
  readonly phase: TablePhase;
  /** it never began and never will */
  readonly isCancelled: boolean;
  readonly mode: "seats" | "discussion";
  readonly isPaused: boolean;
  /** a real emergency stands over everything */
  readonly isFrozen: boolean;
  /** whether it was running when it was frozen */
  readonly ranBefore: boolean;
  readonly pace: Pace;
  readonly patience: number;
  readonly move: number;
  /** moves of the plan in order of their numbers */
  readonly moves: readonly PlannedMove[];
  /** it is played on, however fast: to the next decision of somebody who sits */
  readonly isStepping: boolean;
  /** or, where a step goes so far and no further, to this exercise time; otherwise infinite */
  readonly stepsTo: number;
  /** discussion: the exercise time to which the model plays before the room goes on */
  readonly goal: number;
  readonly participants: ReadonlyMap<string, Participant>;
  readonly seats: ReadonlyMap<string, SeatState>;
  /** actors that the scenario has */
  readonly actors: ReadonlySet<string>;
  /** rows of the plan by number: their ids in the simulation */
  readonly rows: ReadonlyMap<string, string>;
  /** ids of what evaluators rate: critical tasks, capability targets, and capabilities by their objectives */
  readonly rated: Readonly<Record<"task" | "target" | "capability", ReadonlySet<string>>>;
  readonly actions: SharedMap<number, FreeAction>;
  /** entries by which each participant came to the door, the last of each, and those that added a row, by its number */
  readonly entered: SharedMap<string, number>;
  readonly added: ReadonlyMap<string, number>;
  /** entries so far, and who wrote each, for corrections */
  readonly entries: number;
  readonly writers: SharedMap<number, string>;
  /** what was written from each seat, in order: the seat's own numbers, from 1, of entries */
  readonly own: ReadonlyMap<string, readonly number[]>;
  /** who handed in a form of the hot wash under their seat and role */
  readonly formsBy: ReadonlySet<string>;
  /** ids of commands that were accepted, so that one that comes twice counts once */
  readonly done: SharedMap<string, number>;
}

export function planTable(
  file: Pick<ExerciseFile, "mode" | "speed" | "patience" | "seats" | "rows" | "moves" | "objectives">,
  actors: readonly string[],
  injects: readonly string[],
): TableSession {
  return {
    phase: "planned",
    isCancelled: false,
    mode: file.mode,
    isPaused: false,
    isFrozen: false,
    ranBefore: false,
    pace: { ...paceAt(0, 0), speed: file.moves.find(({ number }) => number === 0)?.speed ?? file.speed },
    patience: file.patience,
    move: 0,
    moves: [...file.moves].sort((a, b) => a.number - b.number),
    isStepping: false,
    stepsTo: Number.POSITIVE_INFINITY,
    goal: 0,
    participants: new Map(),
    seats: new Map(file.seats.map(({ id, actor }) => [id, { actor, player: "model" }])),
    actors: new Set(actors),
    rows: new Map([
      ...injects.map((id) => [id, id] as const),
      ...file.rows.map(({ number }) => [number, rowIdOf(number)] as const),
    ]),
    rated: ratedIn(file),
    actions: SharedMap.of(),
    entered: SharedMap.of(),
    added: new Map(),
    entries: 0,
    writers: SharedMap.of(),
    own: new Map(),
    formsBy: new Set(),
    done: SharedMap.of(),
  };
}

const idsOf = (given: readonly { readonly id: string }[]) => new Set(given.map(({ id }) => id));

function ratedIn({ objectives }: Pick<ExerciseFile, "objectives">): TableSession["rated"] {
  const targets = objectives.flatMap((each) => each.targets);
  const tasks = targets.flatMap((each) => each.tasks);
  return { task: idsOf(tasks), target: idsOf(targets), capability: idsOf(objectives) };
}

export function stretchOf({ phase }: Pick<TableSession, "phase">): Stretch {
  if (phase === "planned") return "before";
  return phase === "running" ? "run" : "after";
}

/**
 * Whether somebody wrote what their seat has under this number of its own. Several sit at one seat and see the same; each
 * answers for their own words, and may put no others right.
 */
export function isOwnWord(
  { own, writers }: TableSession,
  { id, seat }: Pick<Participant, "id" | "seat">,
  number: number,
): boolean {
  const entry = own.get(seat ?? "")?.[number - 1];
  return entry !== undefined && writers.get(entry) === id;
}

/** Whether somebody in a seat wrote something with this entry that the seat may come back to. */
export function isOwnWriting({ kind, by, texts = {} }: Pick<Draft, "kind" | "by" | "texts">): boolean {
  return (
    by.role === "player" && by.seat !== undefined && OWN_KINDS.has(kind) && Object.keys(texts).length > 0
  );
}

const OWN_KINDS: ReadonlySet<string> = new Set([
  "decided",
  "message",
  "control-told",
  "free-action",
  "handed-over",
]);

/** Seats that people decide for from STARTEX on. In discussion the room decides for all of them. */
export function takenAtStart({ mode, participants, seats }: TableSession): ReadonlySet<string> {
  if (mode === "discussion") return new Set(seats.keys());
  return new Set(
    [...participants.values()].flatMap(({ seat, isDeciding }) =>
      seat !== undefined && isDeciding ? [seat] : [],
    ),
  );
}
