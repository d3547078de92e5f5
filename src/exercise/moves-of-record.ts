import {
  type ExerciseFile,
  type InjectAct,
  type MessageKind,
  rowIdOf,
  type Scenario,
} from "../model/index.ts";
import type { Move } from "../simulation/index.ts";
import { addedRow, criterionOf, wordlessInject } from "./added-rows.ts";
import type { Entry } from "./record.ts";
import type { TimedMove } from "./stage.ts";
import { RULED } from "./table-asking.ts";
import { evolve } from "./table-fold.ts";
import { planTable, type TableSession, takenAtStart } from "./table-session.ts";

/** A move with the number of the entry that it came of. */
export interface RecordedMove extends TimedMove {
  readonly entry: number;
}

export interface MovesOfRecord {
  /** who sat where at STARTEX */
  readonly opening: readonly Move[];
  readonly moves: readonly RecordedMove[];
  /** the session after the last entry */
  readonly session: TableSession;
}

/** The session of an exercise before anything was done in it; `scenario` as it is played, with the rows of the file. */
export function sessionOf(file: ExerciseFile, { actors, platforms, injects }: Scenario): TableSession {
  const planned = new Set(file.rows.map(({ number }) => rowIdOf(number)));
  const own = Object.keys(injects).filter((each) => !planned.has(each));
  return planTable(file, [...Object.keys(actors), ...Object.keys(platforms)], own);
}

/**
 * What a record's entries did to the model, told from the entries alone: with the seed and the scenario they give the run
 * again. The very moves that `propose` gave when the entries were made.
 */
export function movesOfRecord(
  file: ExerciseFile,
  scenario: Scenario,
  entries: readonly Entry[],
): MovesOfRecord {
  let session = sessionOf(file, scenario);
  let opening: readonly Move[] = [];
  const moves: RecordedMove[] = [];
  for (const entry of entries) {
    const made = movesOfEntry(session, entry);
    if (entry.kind === "started") opening = made;
    else moves.push(...made.map((move) => ({ at: entry.at, move, entry: entry.n })));
    session = evolve(session, entry);
  }
  return { opening, moves, session };
}

const ROW_MOVES = {
  "row-send": "send",
  "row-hold": "hold",
  "row-release": "release",
  "row-skip": "skip",
} as const;
const isRowMove = (kind: string): kind is keyof typeof ROW_MOVES => Object.hasOwn(ROW_MOVES, kind);

function movesOfEntry(session: TableSession, { kind, data }: Entry): readonly Move[] {
  const word = (key: string) => String(data[key] ?? "");
  const acts = (Array.isArray(data.acts) ? data.acts : []) as unknown as readonly InjectAct[];
  if (isRowMove(kind)) return [{ kind: "row", row: word("row"), does: ROW_MOVES[kind] }];
  switch (kind) {
    case "started":
      return seatedAtStart(session);
    case "admitted":
      return seatedNow(session, word("seat"), data.deciding === true);
    case "removed":
    case "stepped-out":
      return leaving(session, word("participant"));
    case "handed-over": {
      const actor = session.seats.get(word("seat"))?.actor;
      const to = data.to === "person" ? "person" : "model";
      return actor === undefined ? [] : [{ kind: "seat", actor, by: to }];
    }
    case "decided":
    case "room-decided": {
      if (typeof data.decision !== "number" || typeof data.option !== "string") return [];
      return [{ kind: "decide", actor: word("actor"), decision: data.decision, option: data.option }];
    }
    case "message":
      return [{ kind: "tell", from: word("from"), to: word("to"), message: word("message") as MessageKind }];
    case "shifted":
      return [{ kind: "shift", from: Number(data.from), by: Number(data.by) }];
    case "action-ruled": {
      const action = session.actions.get(Number(data.action));
      const actor = action === undefined ? undefined : session.seats.get(action.seat)?.actor;
      if (actor === undefined || data.ruling === "none") return [];
      return [{ kind: "bring", row: word("row"), inject: { ...RULED, to: [actor], acts }, actor }];
    }
    case "row-added": {
      // Its words stand beside the record; the model plays it without them.
      const row = addedRow(data, {});
      return [{ kind: "add", row: word("row"), inject: wordlessInject(row), ...criterionOf(row) }];
    }
    case "improvised": {
      const to = (Array.isArray(data.to) ? data.to : []).map(String);
      return [{ kind: "bring", row: word("row"), inject: { ...RULED, to, acts } }];
    }
    case "ended":
      return [{ kind: "end" }];
    default:
      return [];
  }
}

function seatedAtStart(session: TableSession): readonly Move[] {
  const { seats, patience } = session;
  const seated = [...takenAtStart(session)].flatMap((seat): Move[] => {
    const actor = seats.get(seat)?.actor;
    return actor === undefined ? [] : [{ kind: "seat", actor, by: "person" }];
  });
  if (seated.length === 0) return [];
  return patience > 0 ? [{ kind: "patience", ms: patience }, ...seated] : seated;
}

function seatedNow({ seats, phase }: TableSession, seat: string, isDeciding: boolean): readonly Move[] {
  const state = seats.get(seat);
  if (state === undefined || !isDeciding || phase !== "running" || state.player === "person") return [];
  return [{ kind: "seat", actor: state.actor, by: "person" }];
}

function leaving({ participants, seats, phase }: TableSession, id: string): readonly Move[] {
  const { seat, isDeciding } = participants.get(id) ?? {};
  const state = seat === undefined ? undefined : seats.get(seat);
  if (isDeciding !== true || state === undefined || state.player === "model" || phase !== "running")
    return [];
  return [{ kind: "seat", actor: state.actor, by: "model" }];
}
