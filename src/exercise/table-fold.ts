import { TABLE_ROLES } from "../model/index.ts";
import { hold, type Pace } from "./pace.ts";
import type { Author, Draft, Plain } from "./record.ts";
import {
  isOwnWriting,
  type Participant,
  type SeatState,
  type TableSession,
  takenAtStart,
} from "./table-session.ts";

/** What entries of the record make of the session of an exercise, one after the other. */

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

function seatedAtStart(session: TableSession): TableSession {
  return [...takenAtStart(session)].reduce((after, seat) => withPlayer(after, seat, "person"), session);
}
