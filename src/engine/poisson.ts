/**
 * Poisson counts by inversion: the smallest k with P(X <= k) >= u. Rises with u and with the mean, exactly.
 *
 * Exactly means: not only up to rounding. The mean is first rounded to single precision (one part in 1.6e7), which makes
 * means either equal or so far apart that the true probabilities differ by more than any computed one can err. Whichever
 * method computes a probability, a table, a sum or the incomplete gamma function, then decides alike.
 */
import { exp, expm1, sqrt } from "./arithmetic.ts";
import { gammaLower, gammaUpper, normalQuantile } from "./special.ts";

/** Above this mean counts come from the incomplete gamma function, up to it from sums of weights. */
const SUMMED_UP_TO = 50;
/** Where 1 - u is smaller, upper tails are summed from their far end, since 1 minus a sum has lost its digits. */
const FAR = 0.999;
/** Below this mean P(X > 0) decides about zero, since P(X <= 0) differs too little between means. */
const RARE = 0.7;
/** No mean that is summed has a weight above 1e-36 beyond this count. */
const LONGEST = 256;
const SMALLEST_WEIGHT = 1e-36;

const weights = new Float64Array(LONGEST + 1);

/**
 * Number of events of a Poisson law with this mean (0 to 1e7) at the uniform u in (0, 1).
 * @throws RangeError for a mean that is negative, NaN or above 1e9
 */
export function poissonQuantile(mean: number, u: number): number {
  const lambda = Math.fround(mean);
  if (!(lambda >= 0 && lambda <= 1e9)) throw new RangeError(`mean must lie in [0, 1e9], got ${mean}`);
  if (lambda <= SUMMED_UP_TO) return u > FAR ? countFromFarEnd(lambda, 1 - u) : countFromZero(lambda, u);
  return countNearMode(lambda, u);
}

function countFromZero(lambda: number, u: number): number {
  if (lambda < RARE && -expm1(-lambda) <= 1 - u) return 0;
  let weight = exp(-lambda);
  let sum = weight;
  let k = 0;
  if (lambda < RARE) {
    k = 1;
    weight *= lambda;
    sum += weight;
  }
  while (sum < u) {
    k++;
    weight *= lambda / k;
    sum += weight;
  }
  return k;
}

function countFromFarEnd(lambda: number, tail: number): number {
  let k = fillWeights(lambda);
  let sum = 0;
  while (k > 0 && sum + weights[k] <= tail) sum += weights[k--];
  return k;
}

/** Fills `weights` with P(X = k) up to the last one that matters and says which that is. */
function fillWeights(lambda: number): number {
  let weight = exp(-lambda);
  let k = 0;
  weights[0] = weight;
  while (k < LONGEST && (k < lambda || weight > SMALLEST_WEIGHT)) {
    k++;
    weight *= lambda / k;
    weights[k] = weight;
  }
  return k;
}

/** From the normal approximation with its first correction (Cornish and Fisher) to the count itself, one by one. */
function countNearMode(lambda: number, u: number): number {
  if (!(u > 0 && u < 1)) throw new RangeError(`u must lie in (0, 1), got ${u}`);
  const z = normalQuantile(u);
  let k = Math.floor(lambda + z * sqrt(lambda) + (z * z - 1) / 6 + 0.5);
  if (!(k > 0)) k = 0;
  if (reaches(k, lambda, u)) {
    while (k > 0 && reaches(k - 1, lambda, u)) k--;
    return k;
  }
  k++;
  while (!reaches(k, lambda, u)) k++;
  return k;
}

/** Is P(X <= k) >= u? By the gamma relation P(X <= k) = Q(k + 1, lambda), in the smaller tail. */
function reaches(k: number, lambda: number, u: number): boolean {
  return k + 1 > lambda ? gammaLower(k + 1, lambda) <= 1 - u : gammaUpper(k + 1, lambda) >= u;
}

const GUIDES = 256;

/**
 * Counts of one Poisson law drawn many times: the same counts as `poissonQuantile`, from tables for means up to 50.
 * @throws RangeError like `poissonQuantile`
 */
export class PoissonTable {
  private readonly mean: number;
  private readonly lambda: number;
  /** P(X <= k), summed in the order of `countFromZero`. */
  private readonly cumulated: Float64Array;
  /** The smallest count that u in the i-th of equal parts of (0, 1) can have. */
  private readonly guide: Uint16Array;
  /** Up to this u the count is 0. */
  private readonly chanceOfSome: number;

  constructor(mean: number) {
    this.mean = mean;
    this.lambda = Math.fround(mean);
    if (!(this.lambda >= 0 && this.lambda <= 1e9))
      throw new RangeError(`mean must lie in [0, 1e9], got ${mean}`);
    this.chanceOfSome = this.lambda < RARE ? -expm1(-this.lambda) : 2;
    const isSummed = this.lambda <= SUMMED_UP_TO;
    this.cumulated = isSummed ? cumulate(this.lambda) : new Float64Array(0);
    this.guide = new Uint16Array(GUIDES);
    if (!isSummed) return;
    for (let i = 1; i < GUIDES; i++) this.guide[i] = this.firstReaching(i / GUIDES, this.guide[i - 1]);
  }

  /** The count at the uniform u in (0, 1). */
  count(u: number): number {
    if (u > FAR || this.lambda > SUMMED_UP_TO) return poissonQuantile(this.mean, u);
    if (this.chanceOfSome <= 1 - u) return 0;
    let k = this.guide[(u * GUIDES) | 0];
    if (k === 0 && this.chanceOfSome < 1) k = 1;
    return this.firstReaching(u, k);
  }

  private firstReaching(u: number, from: number): number {
    const cumulated = this.cumulated;
    let k = from;
    while (cumulated[k] < u) k++;
    return k;
  }
}

/** P(X <= k) up to the first k that reaches every u that a table answers. */
function cumulate(lambda: number): Float64Array {
  const sums: number[] = [];
  let weight = exp(-lambda);
  let sum = weight;
  sums.push(sum);
  for (let k = 1; sum < FAR; k++) {
    weight *= lambda / k;
    sum += weight;
    sums.push(sum);
  }
  // Room beyond the last: with a rare mean the count 0 may have been refused by a rounding at the end.
  sums.push(2);
  return Float64Array.from(sums);
}
