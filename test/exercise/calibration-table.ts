import { studentQuantileOfTail } from "../../src/engine/index.ts";
import type { Case } from "./calibration.ts";

/**
 * Of duties that were given a chance: how many held, and how far that may lie off by chance alone. Duties of one exercise hang
 * together (one delay breaks three of them), so the exercise is what counts as one observation: the interval is that of a
 * ratio of sums over exercises, with their variance taken between exercises (the linearised variance of cluster samples,
 * W. G. Cochran, "Sampling techniques", 3rd edition, 1977, section 6.3) and Student's t with one degree of freedom for each
 * exercise but one.
 */

export interface Calibration {
  /** the bin's limits; which duties are in it was said by other continuations than those that predict */
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly exercises: number;
  readonly predicted: number;
  readonly observed: number;
  /** observed less predicted, with the interval of the level asked for; without where there are too few exercises */
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** how many times wider than of independent duties the variance is */
  readonly design: number | undefined;
}

/** Fewer exercises than this give no interval. */
export const FEWEST_EXERCISES = 10;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const meanOf = (values: readonly number[]) => sum(values) / Math.max(1, values.length);

interface Clustered {
  readonly mean: number;
  readonly error: number | undefined;
  readonly exercises: number;
}

/** Mean of a number of each case and its standard error between exercises. */
export function clustered(cases: readonly Case[], of: (each: Case) => number): Clustered {
  const mean = meanOf(cases.map(of));
  const sums = new Map<number, number>();
  for (const each of cases) sums.set(each.exercise, (sums.get(each.exercise) ?? 0) + of(each) - mean);
  const exercises = sums.size;
  if (exercises < FEWEST_EXERCISES) return { mean, error: undefined, exercises };
  const squares = sum([...sums.values()].map((each) => each * each));
  return { mean, error: Math.sqrt((squares * exercises) / (exercises - 1)) / cases.length, exercises };
}

const kept = ({ isKept }: Case) => (isKept ? 1 : 0);

/** How well the chances of these cases were told; `doubt`: the chance that zero lies outside the interval though they are right. */
export function calibrationOf(cases: readonly Case[], doubt: number, from = 0, to = 1): Calibration {
  const { mean, error, exercises } = clustered(cases, (each) => kept(each) - each.predicted);
  const predicted = meanOf(cases.map((each) => each.predicted));
  const half = error === undefined ? undefined : error * studentQuantileOfTail(doubt / 2, exercises - 1);
  const plain = sum(cases.map((each) => each.predicted * (1 - each.predicted))) / cases.length ** 2;
  return {
    from,
    to,
    n: cases.length,
    exercises,
    predicted,
    observed: meanOf(cases.map(kept)),
    low: half === undefined ? undefined : mean - half,
    high: half === undefined ? undefined : mean + half,
    design: error === undefined || plain === 0 ? undefined : (error * error) / plain,
  };
}

/** Duties whose chance lay within a band, as the continuations say that do not predict. */
export const within = (cases: readonly Case[], from: number, to: number): readonly Case[] =>
  cases.filter(({ sorted }) => sorted >= from && (sorted < to || (to === 1 && sorted === 1)));

/** Ten bins from 0 to 100 %. */
export const reliability = (cases: readonly Case[], doubt: number): readonly Calibration[] =>
  Array.from({ length: 10 }, (_, place) =>
    calibrationOf(within(cases, place / 10, (place + 1) / 10), doubt, place / 10, (place + 1) / 10),
  ).filter(({ n }) => n > 0);

/** Whether what came lies where chance alone can put it; true where too little is there to say so. */
export const holds = ({ low, high }: Calibration): boolean =>
  low === undefined || high === undefined || (low <= 0 && high >= 0);

const square = (chance: number, came: boolean | undefined) => ((came === true ? 1 : 0) - chance) ** 2;

/** Mean squared distance of chances from what came (G. W. Brier, 1950), and of one chance for all, the share that held. */
export function scores(cases: readonly Case[]): { readonly forecast: number; readonly base: number } {
  const base = meanOf(cases.map(kept));
  return {
    forecast: meanOf(cases.map(({ predicted, isKept }) => square(predicted, isKept))),
    base: meanOf(cases.map(({ isKept }) => square(base, isKept))),
  };
}

/**
 * How much nearer the forecast is to what the exercise itself went on to do than to what another one with the same past
 * did: zero where it knows nothing of the exercise's own draws to come; below zero where it does.
 */
export function knowledgeOfDraws(cases: readonly Case[], doubt: number) {
  const both = cases.filter(({ isKeptElsewhere }) => isKeptElsewhere !== undefined);
  const { mean, error, exercises } = clustered(
    both,
    ({ predicted, isKept, isKeptElsewhere }) =>
      square(predicted, isKept) - square(predicted, isKeptElsewhere),
  );
  const half = error === undefined ? undefined : error * studentQuantileOfTail(doubt / 2, exercises - 1);
  return {
    n: both.length,
    mean,
    low: half === undefined ? undefined : mean - half,
    high: half === undefined ? undefined : mean + half,
  };
}
