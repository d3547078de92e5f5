import { changeSpeed, FASTEST, hold, moveTo, type Pace, paceAt, SLOWEST, start, timeAt } from "./pace.ts";

/**
 * The session of one run: what may be asked of it and where that leaves it. Pure: who hosts it hands in what the wall clock
 * shows and what the simulation has reached, and carries out what it wants.
 */
export type Phase = "ready" | "playing" | "paused" | "moving" | "ended";

export type Command =
  | { readonly kind: "play" }
  | { readonly kind: "pause" }
  | { readonly kind: "speed"; readonly speed: number }
  /** to the next decision, and pause there */
  | { readonly kind: "step" }
  /** to an instant of exercise time; what was playing goes on playing from there */
  | { readonly kind: "seek"; readonly to: number };

export type RefusalCode = "exercise/ended" | "exercise/bad_speed" | "exercise/bad_instant";

/** Where the session is going, apart from its pace. */
export type Going =
  | { readonly kind: "instant"; readonly to: number; readonly thenPlays: boolean }
  | { readonly kind: "decision" };

export interface Session {
  readonly pace: Pace;
  readonly hasBegun: boolean;
  /** undefined: nowhere but on */
  readonly going: Going | undefined;
  /** exercise time up to which everything is known, milliseconds */
  readonly frontier: number;
  /** when the simulation ended; undefined as long as it has not */
  readonly endedAt: number | undefined;
}

/** Speed at which a session opens: an hour of the crisis in a minute. */
export const OPENING_SPEED = 60;

export function openSession(wall: number): Session {
  return {
    pace: { ...paceAt(0, wall), speed: OPENING_SPEED },
    hasBegun: false,
    going: undefined,
    frontier: 0,
    endedAt: undefined,
  };
}

/** What was written down of a session last, by whoever had it. */
export interface LeftOff {
  readonly phase: Phase;
  readonly speed: number;
  readonly position: number;
  readonly frontier: number;
  readonly endedAt: number | undefined;
  /** where it was on its way to */
  readonly going: Going | undefined;
}

/**
 * The session taken up where it was left off: what played plays on from there, what was on its way goes on its way. The wall
 * time in between counts for nothing.
 */
export function takeUp(left: LeftOff, wall: number): Session {
  const { phase, speed, position, frontier, endedAt, going } = left;
  const pace = { ...paceAt(position, wall), speed };
  return {
    pace: phase === "playing" ? start(pace, wall) : pace,
    hasBegun: phase !== "ready",
    going: phase === "moving" && endedAt === undefined ? going : undefined,
    frontier,
    endedAt,
  };
}

/**
 * Where a command sends a session that was in some phase and on some way before: read off the commands when they are played
 * again, as `handle` has it.
 */
export function goingAfter(command: Command, phase: Phase, before: Going | undefined): Going | undefined {
  switch (command.kind) {
    case "step":
      return { kind: "decision" };
    case "seek": {
      const { to } = command;
      const thenPlays = before?.kind === "instant" ? before.thenPlays : phase === "playing";
      return { kind: "instant", to, thenPlays };
    }
    case "speed":
      return before;
    case "play":
    case "pause":
      return undefined;
    default:
      return command satisfies never;
  }
}

/** Exercise time that is shown: never beyond what has been simulated. */
export function positionOf({ pace, frontier }: Session, wall: number): number {
  return Math.min(timeAt(pace, wall), frontier);
}

export function phaseOf(session: Session, wall: number): Phase {
  const { pace, going, endedAt, hasBegun } = session;
  if (going !== undefined) return "moving";
  if (endedAt !== undefined && positionOf(session, wall) >= endedAt) return "ended";
  if (pace.isRunning) return "playing";
  return hasBegun ? "paused" : "ready";
}

export type Answer =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly code: RefusalCode };

const refuse = (code: RefusalCode): Answer => ({ ok: false, code });

/** What a command makes of the session, or why not. A refused command changes nothing. */
export function handle(session: Session, command: Command, wall: number): Answer {
  const here = settle(session, wall);
  const phase = phaseOf(here, wall);
  switch (command.kind) {
    case "play":
      if (phase === "ended") return refuse("exercise/ended");
      return begun({ ...here, pace: start(here.pace, wall), going: undefined });
    case "pause":
      return begun({ ...here, pace: hold(here.pace, wall), going: undefined });
    case "speed": {
      const { speed } = command;
      if (!(speed >= SLOWEST && speed <= FASTEST)) return refuse("exercise/bad_speed");
      return { ok: true, session: { ...here, pace: changeSpeed(here.pace, speed, wall) } };
    }
    case "step":
      if (phase === "ended") return refuse("exercise/ended");
      return begun({ ...here, pace: hold(here.pace, wall), going: { kind: "decision" } });
    case "seek": {
      const { to } = command;
      if (!Number.isSafeInteger(to) || to < 0) return refuse("exercise/bad_instant");
      return begun(seek(here, to, wall));
    }
    default:
      return command satisfies never;
  }
}

function begun(session: Session): Answer {
  return { ok: true, session: { ...session, hasBegun: true } };
}

function seek(session: Session, to: number, wall: number): Session {
  const { pace, frontier, endedAt, going } = session;
  const target = endedAt === undefined ? to : Math.min(to, endedAt);
  const thenPlays = going?.kind === "instant" ? going.thenPlays : pace.isRunning;
  if (target <= frontier) {
    const moved = moveTo(pace, target, wall);
    return { ...session, going: undefined, pace: thenPlays ? start(moved, wall) : moved };
  }
  const held = hold(pace, wall);
  return { ...session, going: { kind: "instant", to: target, thenPlays }, pace: held };
}

/** The pace brought back to what is known: a simulation that lags makes its clock wait, not skip. */
function settle(session: Session, wall: number): Session {
  const time = timeAt(session.pace, wall);
  const position = Math.min(time, session.frontier);
  return position === time ? session : { ...session, pace: moveTo(session.pace, position, wall) };
}

/** What the simulation is to do next; undefined: nothing. */
export function wanted(session: Session, wall: number): Going | undefined {
  const { pace, going, frontier, endedAt } = session;
  if (endedAt !== undefined) return undefined;
  if (going !== undefined) return going;
  if (!pace.isRunning) return undefined;
  const to = timeAt(pace, wall);
  return to > frontier ? { kind: "instant", to, thenPlays: true } : undefined;
}

export interface Progress {
  /** exercise time up to which everything is known now */
  readonly frontier: number;
  /** it got to where it was told to */
  readonly isThere: boolean;
  readonly endedAt?: number;
}

/** The simulation got somewhere. `lagsBy`: how much wall time it may be behind before its clock waits, milliseconds. */
export function advance(session: Session, progress: Progress, wall: number, lagsBy: number): Session {
  const moved = { ...session, frontier: progress.frontier, endedAt: progress.endedAt ?? session.endedAt };
  const { going, pace } = moved;
  const hasArrived = progress.isThere || moved.endedAt !== undefined;
  if (going === undefined) {
    const behind = timeAt(pace, wall) - moved.frontier;
    if (moved.endedAt !== undefined && behind >= 0) return stopAt(moved, moved.endedAt, wall);
    return behind > lagsBy * pace.speed ? settle(moved, wall) : moved;
  }
  if (!hasArrived) return moved;
  const at = going.kind === "instant" ? Math.min(going.to, moved.frontier) : moved.frontier;
  const there = stopAt({ ...moved, going: undefined }, at, wall);
  return going.kind === "instant" && going.thenPlays && moved.endedAt === undefined
    ? { ...there, pace: start(there.pace, wall) }
    : there;
}

function stopAt(session: Session, time: number, wall: number): Session {
  return { ...session, pace: moveTo(hold(session.pace, wall), time, wall) };
}

/** At the end of what there is, the pace comes to rest. */
export function rest(session: Session, wall: number): Session {
  const { endedAt, pace } = session;
  return endedAt !== undefined && pace.isRunning && timeAt(pace, wall) >= endedAt
    ? stopAt(session, endedAt, wall)
    : session;
}

/** Stands at a known decision, paused: for a step within what has been simulated already. */
export function standAt(session: Session, time: number, wall: number): Session {
  return stopAt({ ...session, going: undefined }, time, wall);
}
