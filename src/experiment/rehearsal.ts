import {
  type ExerciseFile,
  KINDS_FOR_SEATS,
  type PlayedStretch,
  realTimeOf,
  stretchesOf,
} from "../model/index.ts";
import type { Interval } from "./interval.ts";
import { meanInterval } from "./mean-interval.ts";
import { proportionInterval } from "./proportion.ts";

/**
 * What a rehearsal says of an exercise: how long it takes, how much comes to each seat in a quarter of an hour of the room,
 * which rows come close together at one seat, and which come never.
 */

/** What came to a seat in one run, and when rows were told: milliseconds of exercise time. */
export interface SeatTimes {
  readonly decisions: readonly number[];
  readonly messages: readonly number[];
  readonly injects: readonly number[];
}
export interface RunTimes {
  readonly seats: readonly SeatTimes[];
  readonly rows: readonly (number | null)[];
}

/** A mean over the replications with its 95 % interval; no interval where there are too few, or too few that differ. */
export interface Estimate {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface RehearsedSeat {
  readonly seat: string;
  readonly actor: string;
  /** in a whole run */
  readonly decisions: Estimate;
  readonly messages: Estimate;
  readonly injects: Estimate;
  /** all three in a quarter of an hour of the room, on average over the exercise */
  readonly perQuarter: Estimate;
  /** and in the fullest one of each run */
  readonly peak: Estimate;
  /** mean of each quarter of an hour of the room, from STARTEX on */
  readonly quarters: readonly number[];
}

export interface RehearsedRow {
  readonly number: string;
  readonly trigger: ExerciseFile["rows"][number]["trigger"]["kind"];
  /** runs in which it came, of so many, and the share of all runs that this lets expect (Clopper and Pearson) */
  readonly came: number;
  readonly n: number;
  readonly low: number;
  readonly high: number;
  /** earliest and latest instant of exercise time at which it came; null where it never did */
  readonly earliest: number | null;
  readonly latest: number | null;
}

/** Two rows that reach one seat within a short time of the room. */
export interface Collision {
  readonly seat: string;
  readonly first: string;
  readonly second: string;
  /** runs in which they did, of so many in which both came */
  readonly runs: number;
  readonly n: number;
  /** how far apart they were on average in these, milliseconds of the room */
  readonly apart: number;
}

export interface Rehearsal {
  readonly exercise: string;
  readonly replications: number;
  readonly seed: number;
  /** milliseconds of exercise time, and of the room without a pause */
  readonly duration: number;
  readonly realTime: number;
  /** stretches at one speed, with decisions, messages and injects of all seats together in each */
  readonly stretches: readonly (PlayedStretch & { readonly load: Estimate })[];
  /** when the last thing came to any seat, milliseconds of exercise time */
  readonly quietFrom: Estimate;
  readonly seats: readonly RehearsedSeat[];
  readonly rows: readonly RehearsedRow[];
  readonly collisions: readonly Collision[];
  /** how close rows must come at a seat to be told here, milliseconds of the room */
  readonly closeness: number;
}

const QUARTER = 15 * 60_000;
/** Reading a row and saying who takes it needs about this long. */
const CLOSE = 60_000;

/** Time of the room at an instant of exercise time, if nobody pauses, milliseconds. */
function roomTime(stretches: readonly PlayedStretch[]): (at: number) => number {
  const begins: number[] = [];
  let sum = 0;
  for (const { from, to, speed } of stretches) {
    begins.push(sum);
    sum += (to - from) / speed;
  }
  return (at) => {
    let place = stretches.length - 1;
    while (place > 0 && stretches[place].from > at) place--;
    const { from, speed } = stretches[place];
    return begins[place] + (at - from) / speed;
  };
}

function estimate(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const interval: Interval = meanInterval(values);
  const isKnown = interval.kind === "interval";
  return { mean, low: isKnown ? interval.low : null, high: isKnown ? interval.high : null };
}

const allOf = ({ decisions, messages, injects }: SeatTimes) => [...decisions, ...messages, ...injects];

/** Sums up runs of an exercise with the model in every seat. */
export function sumUpRehearsal(
  file: ExerciseFile,
  { seed, closeness = CLOSE }: { readonly seed: number; readonly closeness?: number },
  runs: readonly RunTimes[],
): Rehearsal {
  const stretches = stretchesOf(file);
  const toRoom = roomTime(stretches);
  const realTime = realTimeOf(file);
  const quarters = Math.max(1, Math.ceil(realTime / QUARTER));
  const quarterOf = (at: number) => Math.min(quarters - 1, Math.floor(toRoom(at) / QUARTER));
  const everything = runs.map((run) => run.seats.flatMap(allOf));
  return {
    exercise: file.id,
    replications: runs.length,
    seed,
    duration: file.duration,
    realTime,
    stretches: stretches.map((stretch, place) => {
      const isLast = place === stretches.length - 1;
      const isIn = (at: number) => at >= stretch.from && (at < stretch.to || (isLast && at === stretch.to));
      return { ...stretch, load: estimate(everything.map((times) => times.filter(isIn).length)) };
    }),
    quietFrom: estimate(everything.map((times) => times.reduce((last, at) => Math.max(last, at), 0))),
    seats: file.seats.map(({ id, actor }, seat) => {
      const counted = (load: keyof SeatTimes) => estimate(runs.map((run) => run.seats[seat][load].length));
      const full = runs.map((run) => {
        const bins = Array.from({ length: quarters }, () => 0);
        for (const at of allOf(run.seats[seat])) bins[quarterOf(at)]++;
        return bins;
      });
      return {
        seat: id,
        actor,
        decisions: counted("decisions"),
        messages: counted("messages"),
        injects: counted("injects"),
        perQuarter: estimate(runs.map((run) => (allOf(run.seats[seat]).length * QUARTER) / realTime)),
        peak: estimate(full.map((bins) => Math.max(...bins))),
        quarters: Array.from(
          { length: quarters },
          (_, quarter) => full.reduce((sum, bins) => sum + bins[quarter], 0) / Math.max(1, runs.length),
        ),
      };
    }),
    rows: file.rows.map(({ number, trigger }, place) => {
      const times = runs.flatMap((run) => run.rows[place] ?? []);
      const interval = proportionInterval(times.length, runs.length);
      const { low, high } = interval.kind === "interval" ? interval : { low: 0, high: 1 };
      return {
        number,
        trigger: trigger.kind,
        came: times.length,
        n: runs.length,
        low: low ?? 0,
        high: high ?? 1,
        earliest: times.length === 0 ? null : Math.min(...times),
        latest: times.length === 0 ? null : Math.max(...times),
      };
    }),
    collisions: findCollisions(file, runs, toRoom, closeness),
    closeness,
  };
}

function findCollisions(
  { seats, rows }: ExerciseFile,
  runs: readonly RunTimes[],
  toRoom: (at: number) => number,
  closeness: number,
): Collision[] {
  const found: Collision[] = [];
  for (const { id, actor } of seats) {
    const own = [...rows.keys()].filter((place) => {
      const { to, kind } = rows[place];
      return KINDS_FOR_SEATS.includes(kind) && (to.length === 0 || to.includes(actor));
    });
    for (const [index, first] of own.entries())
      for (const second of own.slice(index + 1)) {
        const apart = runs.flatMap((run) => {
          const [a, b] = [run.rows[first], run.rows[second]];
          return a === null || b === null ? [] : [toRoom(b) - toRoom(a)];
        });
        const close = apart.map(Math.abs).filter((each) => each < closeness);
        if (close.length === 0) continue;
        const isTurned = apart.reduce((sum, each) => sum + each, 0) < 0;
        found.push({
          seat: id,
          first: rows[isTurned ? second : first].number,
          second: rows[isTurned ? first : second].number,
          runs: close.length,
          n: apart.length,
          apart: close.reduce((sum, each) => sum + each, 0) / close.length,
        });
      }
  }
  return found.sort((a, b) => b.runs / b.n - a.runs / a.n || a.apart - b.apart);
}
