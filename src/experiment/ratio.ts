/**
 * Ratios over a batch: the sum of what is counted over the sum of what it is counted of, never a mean of ratios.
 *
 * Interval: jackknife pseudo-values (J. W. Tukey, 1958; R. G. Miller, "The jackknife: a review", Biometrika 61 (1974)),
 * n R - (n - 1) R without the i-th, one for each replication. Their mean is the ratio with its bias removed and they
 * behave like independent values, so means, paired differences and verdicts take them as they take any others. On
 * branching cascades they cover as well as Fieller's interval or better, and pair where Fieller's does not.
 */
import type { TooFew } from "./interval.ts";

/** A ratio per replication and what it was divided by. */
export interface RatioSample {
  readonly ratios: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

export interface RatioValues {
  /** sum over sum */
  readonly value: number;
  /** pseudo-values, one a replication */
  readonly values: Float64Array;
}

/** Denominators worth fewer replications than this are too few, by Kish's count (sum w)² / sum w². */
const FEWEST_WORTH = 10;

/** The ratio of a batch with a value for each replication; or why there is none. */
export function ratioValues({ ratios, weights }: RatioSample): RatioValues | TooFew {
  const n = ratios.length;
  let over = 0;
  let under = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    over += weights[i] === 0 ? 0 : ratios[i] * weights[i];
    under += weights[i];
    squares += weights[i] * weights[i];
  }
  if (under === 0) return "no-values";
  if (!Number.isFinite(over / under)) return "no-end";
  const common = commonRatio({ ratios, weights });
  // What is the same in every replication is so to the last bit.
  if (common !== undefined) return { value: common, values: new Float64Array(n).fill(common) };
  const value = over / under;
  if (under * under < FEWEST_WORTH * squares) return "no-denominator";
  const values = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const own = weights[i] === 0 ? 0 : ratios[i] * weights[i];
    values[i] = n * value - (n - 1) * ((over - own) / (under - weights[i]));
  }
  return { value, values };
}

function commonRatio({ ratios, weights }: RatioSample): number | undefined {
  let common: number | undefined;
  for (let i = 0; i < ratios.length; i++) {
    if (weights[i] === 0) continue;
    common ??= ratios[i];
    if (ratios[i] !== common) return undefined;
  }
  return common;
}
