/**
 * Intervals of quantiles by order statistics: the true quantile lies between the l-th and the u-th smallest value unless
 * too few or too many of n values fell below it, and how many do is binomial. H. A. David and H. N. Nagaraja, "Order
 * Statistics", section 7.1. Exact for any distribution, at least at its level where values repeat.
 *
 * What has not come by the end sorts above all that has. Where n is too small to bound a side, that side is open.
 */
import { binomialCdf } from "../engine/index.ts";
import { type Interval, LEVEL } from "./interval.ts";
import { quantileOfSorted } from "./statistics.ts";

/**
 * Counted from 1: the interval runs from the `lower`-th to the `upper`-th smallest of n values. 0 and n + 1 stand for
 * ends that n values cannot bound.
 */
export interface OrderRange {
  readonly lower: number;
  readonly upper: number;
}

/** Which values bound the quantile of a share (between 0 and 1), but for a chance of `tail` on either side. */
export function orderRange(n: number, share: number, tail: number): OrderRange {
  // Lower: the largest l with P(fewer than l values at or below the quantile) <= tail.
  const lower = firstAbove(n, (count) => binomialCdf(count, n, share) > tail);
  // Upper: the smallest u with P(at least u values below the quantile) <= tail, that is P(at most u - 1) >= 1 - tail.
  const upper = firstAbove(n, (count) => binomialCdf(count, n, share) >= 1 - tail) + 1;
  return { lower, upper };
}

/** The least count in 0 … n for which a test that stays true once it is true holds; it holds at n. */
function firstAbove(n: number, holds: (count: number) => boolean): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A quantile that the sample shows: null where it lies among what has not come. */
export interface Quantile {
  readonly share: number;
  readonly value: number | null;
  readonly interval: Interval;
}

/** `sorted` ascends; what has not come by the end is Infinity, what may lie anywhere below is -Infinity. */
export function quantileWithInterval(sorted: ArrayLike<number>, share: number, level = LEVEL): Quantile {
  const n = sorted.length;
  if (n === 0) return { share, value: null, interval: { kind: "too-few", why: "no-values" } };
  const { lower, upper } = orderRange(n, share, (1 - level) / 2);
  return {
    share,
    value: finite(quantileOfSorted(sorted, share)),
    interval: {
      kind: "interval",
      low: lower < 1 ? null : finite(sorted[lower - 1]),
      high: upper > n ? null : finite(sorted[upper - 1]),
      level,
      method: "order-statistics",
    },
  };
}

/** A paired difference of which only so much is known: it lies from `low` to `high`. */
export interface DifferenceBounds {
  /** one number a pair; -Infinity where nothing bounds it */
  readonly low: Float64Array;
  /** Infinity where nothing bounds it */
  readonly high: Float64Array;
}

/**
 * The quantile of paired differences (at 0.5: half of all pairs differ by less). What had not come in one of the two
 * leaves its difference bounded on one side, in both on none; the interval allows for all that it may be. The value is
 * null where it hangs on such a pair.
 */
export function pairedQuantile(differences: DifferenceBounds, share: number, level = LEVEL): Quantile {
  const low = quantileWithInterval(differences.low.toSorted(), share, level);
  const high = quantileWithInterval(differences.high.toSorted(), share, level);
  const value = low.value === high.value ? low.value : null;
  if (low.interval.kind !== "interval" || high.interval.kind !== "interval")
    return { share, value, interval: low.interval };
  return { share, value, interval: { ...low.interval, high: high.interval.high } };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
