/**
 * Intervals of means, with skewness removed on either side.
 *
 * Counts of copies, and differences of such counts, have long tails, often on both sides. So the values are taken apart
 * at their median: mean = median + mean(above) - mean(below), where each part is zero for the values of the other.
 *
 * 1. Each part gets limits by P. Hall, "On the removal of skewness by transformation", Journal of the Royal Statistical
 *    Society B 54 (1992). With T the distance of a sample mean from the true one in standard errors and L the skewness
 *    of the mean (skewness / sqrt n), T + L T²/3 + L² T³/27 + L/6 is free of skewness to second order and rises with T,
 *    so it is inverted in closed form. Skewness is G1 of Joanes and Gill, "Comparing measures of sample skewness and
 *    kurtosis", The Statistician 47 (1998); the transformed distance is referred to Student's t.
 * 2. The parts are put together by G. Y. Zou and A. Donner, "Construction of confidence limits about effect measures: a
 *    general approach", Statistics in Medicine 27 (2008): what each limit lies off its mean is added as standard errors
 *    are, with the covariance of the parts.
 *
 * Why this and not another: on totals of branching cascades and on differences of coupled ones it covers better than
 * Student's t, Johnson's modified t, bootstrap-t and Hall's transformation with or without a bootstrap; only it holds
 * where both tails are long. It needs no draws, and gives any level for the price of a few sums.
 */
import { exp, log } from "../engine/index.ts";
import { type Interval, LEVEL, studentPoint, type TooFew } from "./interval.ts";
import { type Moments, momentsOf } from "./moments.ts";
import { proportionInterval } from "./proportion.ts";

/**
 * Fewer replications than this give no interval of a mean. A sample of ten from a skewed distribution often looks
 * symmetrical, and nothing in it says that it is not: of cascades, 95 % intervals from 10 cover 85 %.
 */
export const FEWEST = 30;

/** What a sample says of its mean, ready for limits of any level, and for those that more replications would give. */
export interface Spread {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
  readonly median: number;
  /** values that are not the median */
  readonly others: number;
  /** how far values lie above the median, 0 for the rest */
  readonly above: Moments;
  /** how far they lie below it, 0 for the rest */
  readonly below: Moments;
}

export function spreadOf(values: ArrayLike<number>): Spread {
  const n = values.length;
  const sorted = Float64Array.from(values).sort();
  const median = n === 0 ? Number.NaN : (sorted[(n - 1) >> 1] + sorted[n >> 1]) / 2;
  const above = new Float64Array(n);
  const below = new Float64Array(n);
  let others = 0;
  for (let i = 0; i < n; i++) {
    const distance = values[i] - median;
    if (distance !== 0) others++;
    if (distance > 0) above[i] = distance;
    else below[i] = 0 - distance;
  }
  const { mean, variance } = momentsOf(values);
  return { n, mean, variance, median, others, above: momentsOf(above), below: momentsOf(below) };
}

/** x^(1/3), also below zero. */
function cubeRoot(x: number): number {
  if (x === 0) return 0;
  const size = x < 0 ? -x : x;
  const guess = exp(log(size) / 3);
  const root = guess - (guess * guess * guess - size) / (3 * guess * guess);
  return x < 0 ? -root : root;
}

/** How many standard errors T a mean lies off where the transformed distance is y. */
function untransformed(y: number, skewness: number): number {
  // Below, the cubic is the straight line to ten digits, and the closed form only cancels.
  if (skewness < 1e-8 && skewness > -1e-8) return y;
  return (3 / skewness) * (cubeRoot(1 + skewness * (y - skewness / 6)) - 1);
}

/** How far the true mean of one part may lie under and over that of the sample, and the standard error. */
function reachOf({ variance, third }: Moments, n: number, point: number) {
  if (variance === 0) return { under: 0, over: 0, error: 0 };
  const error = Math.sqrt(variance / n);
  const skewness = third / (n * n * error * error * error);
  return {
    under: error * untransformed(point, skewness),
    over: -error * untransformed(-point, skewness),
    error,
  };
}

/** Limits of a mean. */
export interface Limits {
  readonly low: number;
  readonly high: number;
}

/**
 * Where the true mean lies, but for a chance of `tail` on either side; with `n` given, the limits to be expected of so
 * many replications that are spread alike.
 */
export function limitsOf({ mean, above, below, n: given }: Spread, tail: number, n = given): Limits {
  const point = studentPoint(tail, n - 1);
  const up = reachOf(above, n, point);
  const down = reachOf(below, n, point);
  // A value lies on one side only, so the product of the parts is always zero.
  const covariance = (-above.mean * below.mean) / (n - 1);
  const correlation = up.error > 0 && down.error > 0 ? covariance / (up.error * down.error) : 0;
  const together = (a: number, b: number) => Math.sqrt(Math.max(0, a * a + b * b - 2 * correlation * a * b));
  return { low: mean - together(up.under, down.over), high: mean + together(up.over, down.under) };
}

/**
 * Why a sample does not tell how far its mean may be off; undefined where it does. Beside the number of replications,
 * so many must differ from the rest that not even a fair coin would put all of them on one side but for `1 - level`:
 * with fewer, nothing is known of the other side.
 */
export function faultOf({ n, mean, others }: Spread, level: number): TooFew | undefined {
  if (n === 0) return "no-values";
  // A mean of something beyond all clocks.
  if (!Number.isFinite(mean)) return "no-end";
  if (n < FEWEST) return "replications";
  let oneSided = 2;
  for (let i = 0; i < others; i++) oneSided /= 2;
  return oneSided > 1 - level ? "few-differ" : undefined;
}

/** The interval of a mean from what its sample says. */
export function intervalOf(spread: Spread, level = LEVEL): Interval {
  if (spread.n > 0 && spread.others === 0) return constantInterval(spread.mean, spread.n, level);
  const why = faultOf(spread, level);
  if (why !== undefined) return { kind: "too-few", why };
  return { kind: "interval", ...limitsOf(spread, (1 - level) / 2), level, method: "hall-mover" };
}

/** The interval of the mean of values, paired differences among them. */
export function meanInterval(values: ArrayLike<number>, level = LEVEL): Interval {
  return intervalOf(spreadOf(values), level);
}

/** What n equal values say. */
function constantInterval(value: number, n: number, level: number): Interval {
  if (!Number.isFinite(value)) return { kind: "too-few", why: "no-end" };
  const others = proportionInterval(0, n, level);
  return {
    kind: "constant",
    value,
    othersAtMost: others.kind === "interval" ? (others.high ?? 1) : 1,
    level,
  };
}

/**
 * The interval of mean(second) - mean(first) of samples that have nothing to do with each other: their own intervals
 * put together as above.
 */
export function meanDifferenceInterval(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  level = LEVEL,
): Interval {
  const [a, b] = [spreadOf(first), spreadOf(second)];
  const [whyA, whyB] = [a, b].map((spread) => (spread.others === 0 ? undefined : faultOf(spread, level)));
  const n = Math.min(a.n, b.n);
  const difference = b.mean - a.mean;
  if (n > 0 && a.others === 0 && b.others === 0) return constantInterval(difference, n, level);
  const why = whyA ?? whyB ?? (n < FEWEST ? "replications" : undefined);
  if (why !== undefined) return { kind: "too-few", why };
  const tail = (1 - level) / 2;
  const [ofA, ofB] = [limitsOf(a, tail), limitsOf(b, tail)];
  return {
    kind: "interval",
    low: difference - hypotenuse(b.mean - ofB.low, ofA.high - a.mean),
    high: difference + hypotenuse(ofB.high - b.mean, a.mean - ofA.low),
    level,
    method: "hall-mover",
  };
}

/** How far two that lie off independently lie off together. */
export function hypotenuse(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}
