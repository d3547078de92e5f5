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
 * What a rehearsal says of an exercise: how long it takes, how much comes to each seat in ten minutes of the room, which rows
 * come close together at one seat, or while decisions wait there, and which come never. Where the exercise leaves people
 * time to decide, each run is played at two paces: the model's, and that of people who take all of it.
 */

/** What came to a seat in one run, and when rows were told: milliseconds of exercise time. */
export interface SeatTimes {
  readonly decisions: readonly number[];
  readonly messages: readonly number[];
  readonly injects: readonly number[];
  /** decisions that people have before them, from when they were asked until they were taken */
  readonly open: readonly { readonly from: number; readonly to: number }[];
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
  /** all three in ten minutes of the room, on average over the exercise */
  readonly perTen: Estimate;
  /** and in the fullest ones of each run */
  readonly peak: Estimate;
  /** mean of each ten minutes of the room, from STARTEX on */
  readonly tens: readonly number[];
  /** where people take all their time; null where the exercise leaves them none of their own */
  readonly slow: SlowSeat | null;
}

/** A seat whose people take all the time that they have. */
export interface SlowSeat {
  /** decisions asked of it in a whole run, and those that it has open at ENDEX */
  readonly asked: Estimate;
  readonly left: Estimate;
  /** the most that it has open at once */
  readonly mostOpen: Estimate;
  /** decisions asked, messages and injects in the fullest ten minutes of each run */
  readonly peak: Estimate;
}

/** A row that reaches a seat while decisions wait there, people taking all the time that they have. */
export interface BusyRow {
  readonly seat: string;
  readonly number: string;
  /** runs in which the row came */
  readonly n: number;
  /** runs in which a decision was asked of the seat within a short time of the room before or after */
  readonly close: number;
  /** decisions that the seat had open when it came, on average, and at most */
  readonly open: number;
  readonly most: number;
  /** what else came to the seat in the ten minutes of the room around it, on average */
  readonly around: number;
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
  /** the least time that people have for a decision, milliseconds of exercise time; none of their own where 0 */
  readonly patience: number;
  /** when the last decision of any seat was taken: by the model, and by people who take all their time */
  readonly lastDecision: Estimate;
  readonly slowLastDecision: Estimate | null;
  readonly seats: readonly RehearsedSeat[];
  readonly rows: readonly RehearsedRow[];
  readonly collisions: readonly Collision[];
  readonly busy: readonly BusyRow[];
  /** how close rows must come at a seat to be told here, milliseconds of the room */
  readonly closeness: number;
}

const TEN = 10 * 60_000;
/** So many decisions before it, and a seat is busy; or so much else within ten minutes; or one just asked in half of the runs. */
const BUSY_OPEN = 2;
const BUSY_AROUND = 5;
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

/** In a run: decisions as they are asked of people, not as they are taken. */
const askedOf = ({ open, messages, injects }: SeatTimes) => [
  ...open.map(({ from }) => from),
  ...messages,
  ...injects,
];

/** The most stretches that lie over one instant; one that ends there is over. */
function mostAtOnce(open: SeatTimes["open"]): number {
  const steps = open.flatMap(({ from, to }) => [
    { at: from, by: 1 },
    { at: to, by: -1 },
  ]);
  steps.sort((a, b) => a.at - b.at || a.by - b.by);
  let now = 0;
  let most = 0;
  for (const { by } of steps) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}

const latest = (times: readonly number[]) => times.reduce((last, at) => Math.max(last, at), 0);

/**
 * Sums up runs of an exercise that nobody plays: with the model in every seat, and, `slow`, with people in them who take all
 * the time that they have (none where the exercise leaves them none of their own).
 */
export function sumUpRehearsal(
  file: ExerciseFile,
  { seed, closeness = CLOSE }: { readonly seed: number; readonly closeness?: number },
  runs: readonly RunTimes[],
  slow: readonly RunTimes[] = [],
): Rehearsal {
  const stretches = stretchesOf(file);
  const toRoom = roomTime(stretches);
  const realTime = realTimeOf(file);
  const tens = Math.max(1, Math.ceil(realTime / TEN));
  const binned = (times: readonly number[]) => {
    const bins = Array.from({ length: tens }, () => 0);
    for (const at of times) bins[Math.min(tens - 1, Math.floor(toRoom(at) / TEN))]++;
    return bins;
  };
  const lastOf = (given: readonly RunTimes[]) =>
    estimate(given.map((run) => latest(run.seats.flatMap(({ decisions }) => decisions))));
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
    quietFrom: estimate(everything.map(latest)),
    patience: file.patience,
    lastDecision: lastOf(runs),
    slowLastDecision: slow.length === 0 ? null : lastOf(slow),
    seats: file.seats.map(({ id, actor }, seat) => {
      const counted = (load: keyof SeatTimes) => estimate(runs.map((run) => run.seats[seat][load].length));
      const full = runs.map((run) => binned(allOf(run.seats[seat])));
      const counting = (of: (times: SeatTimes) => number) => estimate(slow.map((run) => of(run.seats[seat])));
      return {
        seat: id,
        actor,
        decisions: counted("decisions"),
        messages: counted("messages"),
        injects: counted("injects"),
        perTen: estimate(runs.map((run) => (allOf(run.seats[seat]).length * TEN) / realTime)),
        peak: estimate(full.map((bins) => Math.max(...bins))),
        tens: Array.from(
          { length: tens },
          (_, ten) => full.reduce((sum, bins) => sum + bins[ten], 0) / Math.max(1, runs.length),
        ),
        slow:
          slow.length === 0
            ? null
            : {
                asked: counting(({ open }) => open.length),
                left: counting(({ open }) => open.filter(({ to }) => to >= file.duration).length),
                mostOpen: counting(({ open }) => mostAtOnce(open)),
                peak: counting((times) => Math.max(...binned(askedOf(times)))),
              },
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
    busy: findBusyRows(file, slow, toRoom, closeness),
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

/** Rows that reach a seat while it has decisions before it, or much else comes: the busiest first. */
function findBusyRows(
  { seats, rows }: ExerciseFile,
  slow: readonly RunTimes[],
  toRoom: (at: number) => number,
  closeness: number,
): BusyRow[] {
  const found: BusyRow[] = [];
  for (const [seat, { id, actor }] of seats.entries())
    for (const [place, { number, to, kind }] of rows.entries()) {
      if (!KINDS_FOR_SEATS.includes(kind) || (to.length > 0 && !to.includes(actor))) continue;
      const met = slow.flatMap((run) => {
        const at = run.rows[place];
        if (at === null) return [];
        const times = run.seats[seat];
        const apart = (other: number) => Math.abs(toRoom(other) - toRoom(at));
        return [
          {
            open: times.open.filter((each) => each.from <= at && at < each.to).length,
            isClose: times.open.some(({ from }) => apart(from) < closeness),
            // The row itself is among what comes.
            around: askedOf(times).filter((other) => apart(other) <= TEN / 2).length - 1,
          },
        ];
      });
      if (met.length === 0) continue;
      const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / met.length;
      const row = {
        seat: id,
        number,
        n: met.length,
        close: met.filter(({ isClose }) => isClose).length,
        open: mean(met.map(({ open }) => open)),
        most: Math.max(...met.map(({ open }) => open)),
        around: mean(met.map(({ around }) => around)),
      };
      if (row.close * 2 >= row.n || row.open >= BUSY_OPEN || row.around >= BUSY_AROUND) found.push(row);
    }
  return found.sort((a, b) => b.open - a.open || b.around - a.around || b.close / b.n - a.close / a.n);
}
