/**
 * Arithmetic between wall time and exercise time. It has no clock: whoever asks says what the wall clock shows. A pause
 * excludes its time exactly, and however often the pace changes, nothing of the exercise is gained or lost by it.
 */
export interface Pace {
  readonly isRunning: boolean;
  /** exercise milliseconds in a millisecond of wall time */
  readonly speed: number;
  /** exercise time at `wall`, milliseconds */
  readonly time: number;
  /** wall time at which this pace began, milliseconds from anywhere */
  readonly wall: number;
}

export const SLOWEST = 1;
export const FASTEST = 3600;

export function paceAt(time: number, wall: number): Pace {
  return { isRunning: false, speed: SLOWEST, time, wall };
}

/** Exercise time in whole milliseconds. A wall clock that went back stands still meanwhile. */
export function timeAt({ isRunning, speed, time, wall }: Pace, now: number): number {
  return isRunning ? time + Math.floor(Math.max(0, now - wall) * speed) : time;
}

export function start(pace: Pace, now: number): Pace {
  return pace.isRunning ? pace : { ...pace, isRunning: true, wall: now };
}

export function hold(pace: Pace, now: number): Pace {
  return { ...pace, isRunning: false, time: timeAt(pace, now), wall: now };
}

/** @throws RangeError for a speed out of bounds */
export function changeSpeed(pace: Pace, speed: number, now: number): Pace {
  if (!(speed >= SLOWEST && speed <= FASTEST)) throw new RangeError(`exercise/speed: ${speed}`);
  return { ...pace, speed, time: timeAt(pace, now), wall: now };
}

/** Goes on from another instant, running or not as before. */
export function moveTo(pace: Pace, time: number, now: number): Pace {
  return { ...pace, time, wall: now };
}
