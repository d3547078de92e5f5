import {
  type ExerciseFile,
  type ExerciseMove,
  type Inject,
  type InjectAct,
  isText,
  type MselRow,
  rowIdOf,
  TABLE_ROLES,
  type TableCommand,
  type TableRole,
} from "../model/index.ts";
import type { Move } from "../simulation/index.ts";
import { criterionOf, partsOfRow, wordlessInject } from "./added-rows.ts";
import { hold, type Pace, paceAt } from "./pace.ts";
import type { Author, Draft, Plain } from "./record.ts";
import { may, type Right, type Stretch } from "./rights.ts";
import { SharedMap } from "./shared.ts";

/**
 * The session of an exercise: who sits where, what may be asked by whom, and what it comes to. Pure, and a fold: a command
 * becomes entries of the record and moves of the model, or a refusal; the session is what its entries make of it, so that
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

export type TableRefusal =
  | "exercise/not_allowed"
  | "exercise/not_started"
  | "exercise/already_started"
  | "exercise/ended"
  | "exercise/frozen"
  | "exercise/not_frozen"
  | "exercise/waiting"
  | "exercise/unknown_participant"
  | "exercise/unknown_seat"
  | "exercise/seat_taken"
  | "exercise/not_yours"
  | "exercise/last_director"
  | "exercise/advising"
  | "exercise/unknown_actor"
  | "exercise/played_by_people"
  | "exercise/played_by_model"
  | "exercise/unknown_row"
  | "exercise/unknown_task"
  | "exercise/row_exists"
  | "exercise/reason_needed"
  | "exercise/unknown_action"
  | "exercise/action_ruled"
  | "exercise/unknown_entry"
  | "exercise/bad_speed"
  | "exercise/bad_text"
  | "exercise/no_more_moves"
  | "exercise/form_given"
  | "exercise/nothing_to_change";

/** Who asks. The server itself lets people into the waiting room and notes that they are gone. */
export type Asker = { readonly participant: string } | "system";

export interface Now {
  /** exercise time at which the simulation stands, milliseconds */
  readonly at: number;
  /** milliseconds of the outside world */
  readonly wall: number;
}

export type Proposal =
  | {
      readonly ok: true;
      readonly entries: readonly Draft[];
      /** in order, at `now.at`; where one cannot be made, nothing of the command is */
      readonly moves: readonly Move[];
    }
  /** it was done before: the number of the entry */
  | { readonly ok: true; readonly repeated: number }
  | { readonly ok: false; readonly code: TableRefusal };

const MINUTE_MS = 60_000;

export const SLOWEST_TABLE = 1;
export const FASTEST_TABLE = 60;

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

/** Roles that lead an exercise: who has one is chosen by the director. */
const leads = (role: TableRole | undefined) =>
  role === "director" || role === "controller" || role === "facilitator";

const refuse = (code: TableRefusal): Proposal => ({ ok: false, code });

export function stretchOf({ phase }: Pick<TableSession, "phase">): Stretch {
  if (phase === "planned") return "before";
  return phase === "running" ? "run" : "after";
}

/** Which right a command asks for; none: it is the server's own. */
export const RIGHT_FOR: Readonly<Record<TableCommand["kind"], Right | undefined>> = {
  enter: undefined,
  leave: undefined,
  admit: "admit",
  remove: "admit",
  start: "start",
  cancel: "cancel",
  pause: "pace",
  resume: "pace",
  speed: "pace",
  "next-move": "pace",
  step: "pace",
  "step-over": undefined,
  end: "end",
  "hot-wash": "close",
  close: "close",
  "no-duff": "no-duff",
  "resume-no-duff": "resume-no-duff",
  "hand-over": "hand-over",
  "step-out": "step-out",
  decide: "decide-own",
  "decide-for-model": "decide-for-model",
  message: "message",
  "tell-control": "tell-control",
  "free-action": "free-action",
  "rule-action": "improvise",
  row: "run-rows",
  "add-row": "change-rows",
  shift: "change-rows",
  improvise: "improvise",
  acknowledge: "see-own-seat",
  "record-room": "record-room",
  note: "note",
  rate: "rate",
  release: "release",
  correct: "correct",
  "correct-own": "correct",
  "hot-wash-form": "hot-wash",
};

/** What still goes on while a real emergency stands over the exercise. */
const THROUGH_A_FREEZE: ReadonlySet<TableCommand["kind"]> = new Set([
  "enter",
  "leave",
  "admit",
  "remove",
  "end",
  "no-duff",
  "resume-no-duff",
]);

/**
 * What the server does by itself: people come and go, a move of the plan begins when its time has come, a step is over, and
 * what everybody has left ends.
 */
const BY_ITSELF: ReadonlySet<TableCommand["kind"]> = new Set([
  "enter",
  "leave",
  "next-move",
  "step-over",
  "cancel",
  "end",
]);

/** Before STARTEX and after ENDEX a refusal says which of the two it is, where somebody would have the right in between. */
function whyNot(role: TableRole, right: Right, session: TableSession): TableRefusal {
  const stretch = stretchOf(session);
  if (stretch !== "run" && may(role, right, "run"))
    return stretch === "before" ? "exercise/not_started" : "exercise/ended";
  if (stretch === "run" && may(role, right, "before")) return "exercise/already_started";
  return "exercise/not_allowed";
}

/** What a command comes to, or why not. It changes nothing: the session changes by its entries. */
export function propose(
  session: TableSession,
  command: TableCommand,
  { by, now, id }: { readonly by: Asker; readonly now: Now; readonly id: string },
): Proposal {
  const known = session.done.get(id);
  if (known !== undefined) return { ok: true, repeated: known };
  const right = RIGHT_FOR[command.kind];
  if (by === "system") {
    if (!BY_ITSELF.has(command.kind)) return refuse("exercise/not_allowed");
    return new Asked(session, now, { role: "system" }, undefined, id).answer(command);
  }
  if (right === undefined) return refuse("exercise/not_allowed");
  const participant = session.participants.get(by.participant);
  if (participant === undefined) return refuse("exercise/unknown_participant");
  const { role, seat } = participant;
  if (role === undefined) return refuse("exercise/waiting");
  if (!may(role, right, stretchOf(session))) return refuse(whyNot(role, right, session));
  if (session.isFrozen && !THROUGH_A_FREEZE.has(command.kind)) return refuse("exercise/frozen");
  const author: Author = { role, participant: participant.id, ...(seat === undefined ? {} : { seat }) };
  return new Asked(session, now, author, participant, id).answer(command);
}

/** One command at work. */
class Asked {
  private readonly session: TableSession;
  private readonly now: Now;
  private readonly author: Author;
  private readonly participant: Participant | undefined;
  private readonly id: string;

  constructor(
    session: TableSession,
    now: Now,
    author: Author,
    participant: Participant | undefined,
    id: string,
  ) {
    this.session = session;
    this.now = now;
    this.author = author;
    this.participant = participant;
    this.id = id;
  }

  private accept(
    kind: string,
    data: Readonly<Record<string, Plain>>,
    { texts = {}, moves = [] }: { texts?: Readonly<Record<string, string>>; moves?: readonly Move[] } = {},
  ): Proposal {
    const { author, id, now } = this;
    for (const text of Object.values(texts)) if (!isText(text)) return refuse("exercise/bad_text");
    const written = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ""));
    const entry: Draft = {
      kind,
      by: author,
      data: { ...data, command: id, wall: now.wall },
      texts: written,
    };
    return { ok: true, entries: [entry], moves };
  }

  answer(command: TableCommand): Proposal {
    const { session, now } = this;
    switch (command.kind) {
      case "enter":
        return this.accept(
          "entered",
          { participant: command.participant, language: command.language },
          { texts: textsAtDoor(command) },
        );
      case "leave":
        return this.accept("left", { participant: command.participant });
      case "admit":
        return this.admit(command);
      case "remove":
        return this.remove(command.participant);
      case "start":
        return this.start();
      case "pause":
        if (session.isPaused) return refuse("exercise/nothing_to_change");
        return this.accept(
          "paused",
          { why: command.why, time: now.at },
          { texts: { reason: command.reason } },
        );
      case "resume":
        if (!session.isPaused) return refuse("exercise/nothing_to_change");
        return this.accept("resumed", { time: now.at });
      case "speed": {
        const { speed } = command;
        if (!(speed >= SLOWEST_TABLE && speed <= FASTEST_TABLE)) return refuse("exercise/bad_speed");
        return this.accept("speed-set", { speed, time: now.at });
      }
      case "next-move":
        return this.nextMove();
      case "step":
        // In discussion the model plays to the next move already.
        if (session.isStepping || session.mode === "discussion") return refuse("exercise/nothing_to_change");
        return command.to === "minute"
          ? this.accept("stepped", { time: now.at, to: "minute", until: now.at + MINUTE_MS })
          : this.accept("stepped", { time: now.at, to: "decision" });
      case "step-over":
        if (!session.isStepping) return refuse("exercise/nothing_to_change");
        return this.accept("step-ended", {
          time: now.at,
          why: command.why,
          asked: command.asked.map(({ actor, decision }) => ({ actor, decision })),
        });
      case "cancel":
        if (session.phase !== "planned") return refuse("exercise/already_started");
        return this.accept("cancelled", {}, { texts: { reason: command.reason } });
      case "end": {
        if (session.phase !== "running") return refuse("exercise/not_started");
        const data = { time: now.at };
        const isLeft = this.author.role === "system";
        return this.accept("ended", isLeft ? { ...data, why: "left-alone" } : data, {
          moves: [{ kind: "end" }],
        });
      }
      case "hot-wash":
        if (session.phase !== "ended") return refuse("exercise/nothing_to_change");
        return this.accept("hot-wash-begun", {});
      case "close":
        if (session.phase === "closed") return refuse("exercise/nothing_to_change");
        return this.accept("closed", {});
      case "no-duff":
        if (session.isFrozen) return refuse("exercise/frozen");
        return this.accept("no-duff", { time: now.at });
      case "resume-no-duff":
        if (!session.isFrozen) return refuse("exercise/not_frozen");
        return this.accept("no-duff-over", { time: now.at });
      case "hand-over":
        return this.handOver(command);
      case "step-out":
        return this.stepOut();
      case "decide":
        return this.decide(command);
      case "decide-for-model":
        return this.decideForModel(command);
      case "message":
        return this.message(command);
      case "tell-control":
        return this.accept("control-told", {}, { texts: { text: needed(command.text) } });
      case "free-action":
        return this.withVoice(() =>
          this.accept("free-action", {}, { texts: { text: needed(command.text) } }),
        );
      case "rule-action":
        return this.rule(command);
      case "row":
        return this.row(command);
      case "add-row":
        return this.addRow(command.row);
      case "shift":
        return this.accept(
          "shifted",
          { from: command.from, by: command.by },
          { moves: [{ kind: "shift", from: command.from, by: command.by }] },
        );
      case "improvise":
        return this.improvise(command);
      case "acknowledge":
        return this.withSeat(() => this.accept("acknowledged", { fact: command.fact }));
      case "record-room":
        return this.recordRoom(command);
      case "note":
        return this.note(command);
      case "rate":
        return this.rate(command);
      case "release":
        return this.accept("released", { entry: command.entry }, { texts: { text: command.text } });
      case "correct":
        return this.correct(command);
      case "correct-own":
        return this.correctOwn(command);
      case "hot-wash-form":
        return this.handIn(command);
      default:
        return command satisfies never;
    }
  }

  private nextMove(): Proposal {
    const { session, now } = this;
    const next = session.moves.find(({ number }) => number > session.move);
    if (next === undefined) return refuse("exercise/no_more_moves");
    const { number, at, speed } = next;
    const data = { move: number, goal: at, time: now.at };
    return this.accept("move-begun", speed === undefined ? data : { ...data, speed });
  }

  private admit(command: Extract<TableCommand, { readonly kind: "admit" }>): Proposal {
    const { session, author } = this;
    const { participant, role, seat } = command;
    const found = session.participants.get(participant);
    if (found === undefined) return refuse("exercise/unknown_participant");
    if (leads(role) && author.role !== "director") return refuse("exercise/not_allowed");
    const fault = this.whyNotMoved(found, role);
    if (fault !== undefined) return refuse(fault);
    if ((role === "player") !== (seat !== undefined)) return refuse("exercise/unknown_seat");
    const freed = found.seat === seat && command.deciding ? [] : this.leaving(found);
    if (seat === undefined)
      return this.accept("admitted", { participant, role, seat: null, deciding: false }, { moves: freed });
    const { actor, player } = session.seats.get(seat) ?? {};
    if (actor === undefined) return refuse("exercise/unknown_seat");
    const isTaken = [...session.participants.values()].some(
      (each) => each.seat === seat && each.isDeciding && each.id !== participant,
    );
    if (command.deciding && isTaken) return refuse("exercise/seat_taken");
    const isHandedNow = command.deciding && session.phase === "running" && player === "model";
    return this.accept(
      "admitted",
      { participant, role, seat, deciding: command.deciding },
      { moves: isHandedNow ? [...freed, { kind: "seat", actor, by: "person" }] : freed },
    );
  }

  /** Who leads is moved by who leads it all only, and the last of these by nobody: without one, nothing could end. */
  private whyNotMoved(found: Participant, to: TableRole | undefined): TableRefusal | undefined {
    if (!leads(found.role)) return undefined;
    if (this.author.role !== "director") return "exercise/not_allowed";
    if (found.role !== "director" || to === "director") return undefined;
    const others = [...this.session.participants.values()].filter(
      ({ id, role }) => role === "director" && id !== found.id,
    );
    return others.length === 0 ? "exercise/last_director" : undefined;
  }

  private remove(participant: string): Proposal {
    const { session } = this;
    const found = session.participants.get(participant);
    if (found === undefined) return refuse("exercise/unknown_participant");
    const fault = this.whyNotMoved(found, undefined);
    if (fault !== undefined) return refuse(fault);
    return this.accept("removed", { participant }, { moves: this.leaving(found) });
  }

  /** Who leaves a seat in which they decided leaves it to the model. */
  private leaving({ seat, isDeciding }: Participant): readonly Move[] {
    const { session } = this;
    const state = seat === undefined ? undefined : session.seats.get(seat);
    if (!isDeciding || state === undefined || state.player === "model" || session.phase !== "running")
      return [];
    return [{ kind: "seat", actor: state.actor, by: "model" }];
  }

  private start(): Proposal {
    const { session, now } = this;
    const taken = takenAtStart(session);
    const seated = [...taken].flatMap((seat): Move[] => {
      const actor = session.seats.get(seat)?.actor;
      return actor === undefined ? [] : [{ kind: "seat", actor, by: "person" }];
    });
    const patience: Move[] = session.patience > 0 ? [{ kind: "patience", ms: session.patience }] : [];
    // Whoever sits down later has as much time as those who sit there from the beginning.
    return this.accept("started", { time: now.at }, { moves: [...patience, ...seated] });
  }

  /** With what needs a seat that decides. */
  private withSeat(then: (actor: string, seat: string) => Proposal): Proposal {
    const { participant, session } = this;
    const seat = participant?.seat;
    const state = seat === undefined ? undefined : session.seats.get(seat);
    if (seat === undefined || state === undefined) return refuse("exercise/unknown_seat");
    if (participant?.isDeciding !== true) return refuse("exercise/advising");
    return then(state.actor, seat);
  }

  /** With what speaks for an actor: not while the model does, for which control may speak. */
  private withVoice(then: (actor: string, seat: string) => Proposal): Proposal {
    return this.withSeat((actor, seat) =>
      this.session.seats.get(seat)?.player === "model"
        ? refuse("exercise/played_by_model")
        : then(actor, seat),
    );
  }

  private handOver(command: Extract<TableCommand, { readonly kind: "hand-over" }>): Proposal {
    const { session, participant } = this;
    const { seat, to } = command;
    const state = session.seats.get(seat);
    if (state === undefined) return refuse("exercise/unknown_seat");
    if (participant?.role === "player") {
      if (participant.seat !== seat) return refuse("exercise/not_yours");
      if (!participant.isDeciding) return refuse("exercise/advising");
    }
    if (state.player === to) return refuse("exercise/nothing_to_change");
    return this.accept(
      "handed-over",
      { seat, to },
      { texts: { note: command.note }, moves: [{ kind: "seat", actor: state.actor, by: to }] },
    );
  }

  private stepOut(): Proposal {
    const { participant } = this;
    if (participant?.seat === undefined) return refuse("exercise/unknown_seat");
    return this.accept("stepped-out", { participant: participant.id }, { moves: this.leaving(participant) });
  }

  private decide(command: Extract<TableCommand, { readonly kind: "decide" }>): Proposal {
    const { decision, option, reason } = command;
    return this.withSeat((actor) =>
      this.accept(
        "decided",
        { actor, decision, option },
        { texts: { reason }, moves: [{ kind: "decide", actor, decision, option }] },
      ),
    );
  }

  private decideForModel(command: Extract<TableCommand, { readonly kind: "decide-for-model" }>): Proposal {
    const { session } = this;
    const { actor, decision, option, reason } = command;
    if (!session.actors.has(actor)) return refuse("exercise/unknown_actor");
    if ([...session.seats.values()].some((each) => each.actor === actor && each.player === "person"))
      return refuse("exercise/played_by_people");
    return this.accept(
      "decided",
      { actor, decision, option, forModel: true },
      { texts: { reason }, moves: [{ kind: "decide", actor, decision, option }] },
    );
  }

  private message(command: Extract<TableCommand, { readonly kind: "message" }>): Proposal {
    const { session, participant } = this;
    const { to, message, text } = command;
    if (!session.actors.has(to)) return refuse("exercise/unknown_actor");
    const send = (from: string) =>
      this.accept(
        "message",
        { from, to, message },
        { texts: { text: needed(text) }, moves: [{ kind: "tell", from, to, message }] },
      );
    if (participant?.role === "player") return this.withVoice(send);
    // Control speaks for whom the model plays.
    const { from } = command;
    if (from === undefined || !session.actors.has(from)) return refuse("exercise/unknown_actor");
    if ([...session.seats.values()].some((each) => each.actor === from && each.player === "person"))
      return refuse("exercise/played_by_people");
    return send(from);
  }

  private rule(command: Extract<TableCommand, { readonly kind: "rule-action" }>): Proposal {
    const { session } = this;
    const action = session.actions.get(command.action);
    const actor = action === undefined ? undefined : session.seats.get(action.seat)?.actor;
    if (action === undefined || actor === undefined) return refuse("exercise/unknown_action");
    if (action.isRuled) return refuse("exercise/action_ruled");
    const { ruling } = command;
    const row = `action-${command.action}`;
    const acts: readonly InjectAct[] = ruling.kind === "effect" ? ruling.acts : [];
    const inject: Inject = { ...RULED, to: [actor], acts };
    const moves: Move[] = ruling.kind === "none" ? [] : [{ kind: "bring", row, inject, actor }];
    const told = ruling.kind === "none" ? "" : ruling.text;
    if (ruling.kind === "message" && told === "") return refuse("exercise/bad_text");
    return this.accept(
      "action-ruled",
      { action: command.action, ruling: ruling.kind, row, acts: plainActs(acts) },
      { texts: { text: told, reason: command.reason }, moves },
    );
  }

  private row(command: Extract<TableCommand, { readonly kind: "row" }>): Proposal {
    const { session } = this;
    const { number, does, reason } = command;
    const row = session.rows.get(number);
    if (row === undefined) return refuse("exercise/unknown_row");
    if ((does === "skip" || does === "hold") && reason === "") return refuse("exercise/reason_needed");
    return this.accept(
      `row-${does}`,
      { number, row },
      { texts: { reason }, moves: [{ kind: "row", row, does }] },
    );
  }

  private addRow(row: MselRow): Proposal {
    const { session } = this;
    const id = rowIdOf(row.number);
    if (session.rows.has(row.number) || [...session.rows.values()].includes(id))
      return refuse("exercise/row_exists");
    for (const actor of row.to) if (!session.actors.has(actor)) return refuse("exercise/unknown_actor");
    const { data, texts } = partsOfRow(row);
    return this.accept(
      "row-added",
      { number: row.number, row: id, plan: data },
      { texts, moves: [{ kind: "add", row: id, inject: wordlessInject(row), ...criterionOf(row) }] },
    );
  }

  private improvise(command: Extract<TableCommand, { readonly kind: "improvise" }>): Proposal {
    const { session } = this;
    const { to, acts, title, text } = command;
    for (const actor of to) if (!session.actors.has(actor)) return refuse("exercise/unknown_actor");
    const row = `improvised-${session.entries + 1}`;
    const inject: Inject = { ...RULED, to, acts };
    return this.accept(
      "improvised",
      { row, to: [...to], acts: plainActs(acts) },
      { texts: { title: needed(title), text }, moves: [{ kind: "bring", row, inject }] },
    );
  }

  private recordRoom(command: Extract<TableCommand, { readonly kind: "record-room" }>): Proposal {
    const { session } = this;
    const { actor, decision, option, text, reason, dissent } = command;
    if (!session.actors.has(actor)) return refuse("exercise/unknown_actor");
    const isInProtocol = decision !== undefined && option !== undefined;
    const moves: Move[] = isInProtocol ? [{ kind: "decide", actor, decision, option }] : [];
    return this.accept(
      "room-decided",
      { actor, decision: decision ?? null, option: option ?? null, outside: !isInProtocol },
      { texts: { text: isInProtocol ? text : needed(text), reason, dissent }, moves },
    );
  }

  /** What it is about is one of what the exercise has: anything else would be text in the chain. */
  private note(command: Extract<TableCommand, { readonly kind: "note" }>): Proposal {
    const { session } = this;
    const { note, row, task, seat, text, tag } = command;
    if (row !== "" && !session.rows.has(row)) return refuse("exercise/unknown_row");
    if (seat !== "" && !session.seats.has(seat)) return refuse("exercise/unknown_seat");
    if (task !== "" && !session.rated.task.has(task)) return refuse("exercise/unknown_task");
    return this.accept("note", { note, row, task, seat }, { texts: { text: needed(text), tag } });
  }

  private rate(command: Extract<TableCommand, { readonly kind: "rate" }>): Proposal {
    const { of, about, rating, evidence, text } = command;
    if (!this.session.rated[of].has(about)) return refuse("exercise/unknown_task");
    return this.accept("rated", { of, about, rating, evidence: [...evidence] }, { texts: { text } });
  }

  private correctOwn({ own, text }: Extract<TableCommand, { readonly kind: "correct-own" }>): Proposal {
    const { session, author } = this;
    const entry = session.own.get(author.seat ?? "")?.[own - 1];
    if (entry === undefined) return refuse("exercise/unknown_entry");
    const { participant: writer } = author;
    if (writer === undefined || !isOwnWord(session, { id: writer, seat: author.seat }, own))
      return refuse("exercise/not_yours");
    return this.accept("corrected", { entry, own }, { texts: { text: needed(text) } });
  }

  /** A later one stands for an earlier one of the same person; once it is closed there are no more. */
  private handIn(command: Extract<TableCommand, { readonly kind: "hot-wash-form" }>): Proposal {
    const { session, participant } = this;
    if (session.phase === "closed") return refuse("exercise/ended");
    if (command.anonymous === true && session.formsBy.has(participant?.id ?? ""))
      return refuse("exercise/form_given");
    const { answers, texts } = command;
    return this.accept("hot-wash-form", { answers: { ...answers } }, { texts: { ...texts } });
  }

  private correct({ entry, text }: Extract<TableCommand, { readonly kind: "correct" }>): Proposal {
    const { session, author } = this;
    const writer = session.writers.get(entry);
    // Which numbers the record has tells how much else was done.
    if (writer === undefined || author.role === "player") return refuse("exercise/unknown_entry");
    if (writer !== author.participant && author.role !== "director") return refuse("exercise/not_yours");
    return this.accept("corrected", { entry }, { texts: { text: needed(text) } });
  }
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

/** A text that must be there: what is empty is refused as a bad one. */
function needed(text: string): string {
  return text === "" ? "\0" : text;
}

/** What is brought up by hand; its words stand in the record, not in the model. */
export const RULED: Inject = {
  at: 0,
  kind: "information",
  title: { en: "Control", fr: "Animation" },
  to: [],
  acts: [],
};

/** Acts as plain data. */
function plainActs(acts: readonly InjectAct[]): Plain {
  return JSON.parse(JSON.stringify(acts)) as Plain;
}

type Data = Readonly<Record<string, Plain>>;
const textIn = (data: Data, key: string) => String(data[key] ?? "");
const numberIn = (data: Data, key: string) => Number(data[key] ?? 0);

/** What an entry of the record makes of the session. Entries that only tell change nothing but that they are there. */
export function evolve(session: TableSession, entry: Draft & { readonly n?: number }): TableSession {
  const { kind, data, by } = entry;
  const n = entry.n ?? session.entries + 1;
  const done = typeof data.command === "string" ? session.done.and(data.command, n) : session.done;
  const writers = by.participant === undefined ? session.writers : session.writers.and(n, by.participant);
  return change(
    { ...session, entries: n, done, writers, own: ownWith(session, entry, n) },
    kind,
    data,
    n,
    by,
  );
}

function ownWith({ own }: TableSession, entry: Draft, n: number): TableSession["own"] {
  const { seat } = entry.by;
  if (seat === undefined || !isOwnWriting(entry)) return own;
  return new Map(own).set(seat, [...(own.get(seat) ?? []), n]);
}

function change(session: TableSession, kind: string, data: Data, n: number, by: Author): TableSession {
  const time = numberIn(data, "time");
  const wall = numberIn(data, "wall");
  const { pace } = session;
  const still: Pace = { ...hold(pace, wall), time };
  const going: Pace = { ...still, isRunning: true };
  switch (kind) {
    case "entered": {
      const id = textIn(data, "participant");
      const language = data.language === "fr" ? "fr" : "en";
      const known: Participant = { id, role: undefined, seat: undefined, isDeciding: false, language };
      return { ...withParticipant(session, known), entered: session.entered.and(id, n) };
    }
    case "admitted":
      return admitted(session, data);
    case "removed":
    case "stepped-out":
      return left(session, textIn(data, "participant"));
    case "started":
      return {
        ...seatedAtStart(session),
        phase: "running",
        pace: session.mode === "discussion" ? still : going,
        goal: session.moves.find(({ number }) => number === session.move)?.at ?? 0,
      };
    case "paused":
      return { ...session, isPaused: true, isStepping: false, pace: still };
    case "stepped":
      return {
        ...session,
        isPaused: false,
        isStepping: true,
        stepsTo: typeof data.until === "number" ? data.until : Number.POSITIVE_INFINITY,
        pace: still,
      };
    case "step-ended":
      return { ...session, isPaused: true, isStepping: false, pace: still };
    case "resumed":
      return {
        ...session,
        isPaused: false,
        pace: session.isFrozen || session.mode === "discussion" ? still : going,
      };
    case "speed-set":
      return { ...session, pace: { ...pace, time, wall, speed: numberIn(data, "speed") } };
    case "move-begun":
      return {
        ...session,
        move: numberIn(data, "move"),
        goal: numberIn(data, "goal"),
        pace: typeof data.speed === "number" ? { ...pace, time, wall, speed: data.speed } : pace,
      };
    case "no-duff":
      // A step that was cut off is over: it stands paused afterwards.
      return {
        ...session,
        isFrozen: true,
        ranBefore: pace.isRunning,
        isPaused: session.isPaused || session.isStepping,
        isStepping: false,
        pace: still,
      };
    case "no-duff-over":
      return { ...session, isFrozen: false, pace: session.ranBefore ? going : still };
    case "ended":
      return { ...session, phase: "ended", isFrozen: false, isPaused: false, isStepping: false, pace: still };
    case "hot-wash-begun":
      return { ...session, phase: "hot-wash" };
    case "closed":
      return { ...session, phase: "closed" };
    case "cancelled":
      return { ...session, phase: "closed", isCancelled: true };
    case "handed-over":
      return withPlayer(session, textIn(data, "seat"), data.to === "person" ? "person" : "model");
    case "free-action":
      return {
        ...session,
        actions: session.actions.and(n, { seat: by.seat ?? "", isRuled: false }),
      };
    case "action-ruled": {
      const action = numberIn(data, "action");
      const known = session.actions.get(action);
      if (known === undefined) return session;
      return { ...session, actions: session.actions.and(action, { ...known, isRuled: true }) };
    }
    case "hot-wash-form":
      return by.participant === undefined
        ? session
        : { ...session, formsBy: new Set(session.formsBy).add(by.participant) };
    case "row-added": {
      const number = textIn(data, "number");
      return {
        ...session,
        rows: new Map(session.rows).set(number, textIn(data, "row")),
        added: new Map(session.added).set(number, n),
      };
    }
    default:
      return session;
  }
}

function withParticipant(session: TableSession, participant: Participant): TableSession {
  return { ...session, participants: new Map(session.participants).set(participant.id, participant) };
}

function withPlayer(session: TableSession, seat: string, player: SeatState["player"]): TableSession {
  const known = session.seats.get(seat);
  if (known === undefined) return session;
  return { ...session, seats: new Map(session.seats).set(seat, { ...known, player }) };
}

function admitted(session: TableSession, data: Data): TableSession {
  const known = session.participants.get(textIn(data, "participant"));
  if (known === undefined) return session;
  const role = TABLE_ROLES.find((each) => each === data.role);
  const seat = typeof data.seat === "string" ? data.seat : undefined;
  const isDeciding = data.deciding === true;
  const isFreed = known.seat !== undefined && known.isDeciding && !(known.seat === seat && isDeciding);
  const before = isFreed ? withPlayer(session, known.seat, "model") : session;
  const after = withParticipant(before, { ...known, role, seat, isDeciding });
  return seat !== undefined && isDeciding && session.phase === "running"
    ? withPlayer(after, seat, "person")
    : after;
}

function left(session: TableSession, id: string): TableSession {
  const known = session.participants.get(id);
  if (known === undefined) return session;
  const after = withParticipant(session, { ...known, role: undefined, seat: undefined, isDeciding: false });
  return known.seat !== undefined && known.isDeciding ? withPlayer(after, known.seat, "model") : after;
}

/** Seats that people decide for from STARTEX on. In discussion the room decides for all of them. */
export function takenAtStart({ mode, participants, seats }: TableSession): ReadonlySet<string> {
  if (mode === "discussion") return new Set(seats.keys());
  return new Set(
    [...participants.values()].flatMap(({ seat, isDeciding }) =>
      seat !== undefined && isDeciding ? [seat] : [],
    ),
  );
}

function seatedAtStart(session: TableSession): TableSession {
  return [...takenAtStart(session)].reduce((after, seat) => withPlayer(after, seat, "person"), session);
}

/** What somebody said of themselves at the door stands beside the chain: the name always, the rest where it was said. */
function textsAtDoor({
  name,
  function: does = "",
  part = "",
}: Extract<TableCommand, { readonly kind: "enter" }>) {
  return { name, ...(does === "" ? {} : { function: does }), ...(part === "" ? {} : { part }) };
}
