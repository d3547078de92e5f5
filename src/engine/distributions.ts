/**
 * Distributions of delays: plain data, drawn by inversion. All times are milliseconds in doubles; a caller rounds.
 *
 * `quantile` rises with u, and for a fixed u with every scale, so a changed parameter moves the same draw up or down.
 * Parameters are taken as valid (positive means, scales, shapes and tails; sorted empirical values): whoever reads a
 * scenario checks them.
 */
import {
  exp,
  log,
  log1p,
  lomaxCdf,
  lomaxQuantile,
  sqrt,
  standardExponential,
  standardExponentialCdf,
} from "./arithmetic.ts";
import {
  gammaLower,
  gammaQuantileOfTail,
  gammaUpper,
  logGammaUpper,
  logNormalUpper,
  normalCdf,
  normalQuantile,
  normalUpper,
} from "./special.ts";

/** A distribution of delays in milliseconds; `shape`, `sigma` and `tail` are pure numbers. */
export type Distribution =
  | { readonly kind: "fixed"; readonly value: number }
  | { readonly kind: "exponential"; readonly mean: number }
  | { readonly kind: "gamma"; readonly mean: number; readonly shape: number }
  | { readonly kind: "lognormal"; readonly median: number; readonly sigma: number }
  /** Power law: survival (scale / (scale + x))^tail. */
  | { readonly kind: "lomax"; readonly scale: number; readonly tail: number }
  /** `by` later than a draw of `then`. */
  | { readonly kind: "shifted"; readonly by: number; readonly then: Distribution }
  /** Each of the values, sorted ascending, equally likely. */
  | { readonly kind: "empirical"; readonly values: readonly number[] }
  | { readonly kind: "triangular"; readonly low: number; readonly mode: number; readonly high: number }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number };

/**
 * The delay in ms that a share u of draws does not pass, for u in the open interval (0, 1): the smallest x with
 * cdf(x) >= u. For empirical values it is a step function: of n values the one numbered ceil(u n), counted from 1.
 */
export function quantile(distribution: Distribution, u: number): number {
  const d = distribution;
  switch (d.kind) {
    case "fixed":
      return d.value;
    case "exponential":
      return d.mean * standardExponential(u);
    case "gamma":
      return (d.mean / d.shape) * gammaQuantile(d.shape, u);
    case "lognormal":
      return d.median * exp(d.sigma * normalQuantile(u));
    case "lomax":
      return lomaxQuantile(d.scale, d.tail, u);
    case "shifted":
      return d.by + quantile(d.then, u);
    case "empirical":
      return empiricalQuantile(d.values, u);
    case "triangular":
      return triangularQuantile(d.low, d.mode, d.high, u);
    case "uniform":
      return d.low + u * (d.high - d.low);
    default:
      return unknownKind(d);
  }
}

/** `quantile` of one distribution as a function of u, with its kind decided once: the same results, bit for bit. */
export function compileQuantile(distribution: Distribution): (u: number) => number {
  const d = distribution;
  switch (d.kind) {
    case "fixed": {
      const value = d.value;
      return () => value;
    }
    case "exponential": {
      const expected = d.mean;
      return (u) => expected * standardExponential(u);
    }
    case "gamma": {
      const shape = d.shape;
      const scale = d.mean / d.shape;
      return (u) => scale * gammaQuantile(shape, u);
    }
    case "lognormal": {
      const median = d.median;
      const sigma = d.sigma;
      return (u) => median * exp(sigma * normalQuantile(u));
    }
    case "lomax": {
      const scale = d.scale;
      const tail = d.tail;
      return (u) => lomaxQuantile(scale, tail, u);
    }
    case "shifted": {
      const by = d.by;
      const then = compileQuantile(d.then);
      return (u) => by + then(u);
    }
    case "empirical": {
      const values = Float64Array.from(d.values);
      return (u) => empiricalQuantile(values, u);
    }
    case "triangular": {
      const { low, mode, high } = d;
      return (u) => triangularQuantile(low, mode, high, u);
    }
    case "uniform": {
      const { low, high } = d;
      return (u) => low + u * (high - low);
    }
    default:
      return unknownKind(d);
  }
}

/** The share of draws that is at most x ms. */
export function cdf(distribution: Distribution, x: number): number {
  const d = distribution;
  switch (d.kind) {
    case "fixed":
      return x >= d.value ? 1 : 0;
    case "exponential":
      return x > 0 ? standardExponentialCdf(x / d.mean) : 0;
    case "gamma":
      return gammaLower(d.shape, (x / d.mean) * d.shape);
    case "lognormal":
      return x > 0 ? normalCdf(log(x / d.median) / d.sigma) : 0;
    case "lomax":
      return x > 0 ? lomaxCdf(d.scale, d.tail, x) : 0;
    case "shifted":
      return cdf(d.then, x - d.by);
    case "empirical":
      return d.values.length === 0 ? 0 : countUpTo(d.values, x) / d.values.length;
    case "triangular":
      return triangularCdf(d.low, d.mode, d.high, x);
    case "uniform":
      return x >= d.high ? 1 : x <= d.low ? 0 : (x - d.low) / (d.high - d.low);
    default:
      return unknownKind(d);
  }
}

/** The mean in ms; Infinity for a power law with a tail of at most 1. */
export function mean(distribution: Distribution): number {
  const d = distribution;
  switch (d.kind) {
    case "fixed":
      return d.value;
    case "exponential":
    case "gamma":
      return d.mean;
    case "lognormal":
      return d.median * exp(0.5 * d.sigma * d.sigma);
    case "lomax":
      return d.tail > 1 ? d.scale / (d.tail - 1) : Infinity;
    case "shifted":
      return d.by + mean(d.then);
    case "empirical":
      return meanOf(d.values);
    case "triangular":
      return (d.low + d.mode + d.high) / 3;
    case "uniform":
      return 0.5 * (d.low + d.high);
    default:
      return unknownKind(d);
  }
}

/**
 * A draw, from a uniform u in (0, 1), of the ms still to wait given that the delay has already lasted `elapsed` ms: the
 * conditional quantile less `elapsed`. Worked out in the upper tail (survival times 1 - u), so it stays accurate where
 * the distribution function has long rounded to 1. 0 where nothing of the distribution lies beyond `elapsed`.
 */
export function remaining(distribution: Distribution, u: number, elapsed: number): number {
  const left = remainingBeyond(distribution, u, elapsed > 0 ? elapsed : 0);
  return left > 0 ? left : 0;
}

function remainingBeyond(d: Distribution, u: number, elapsed: number): number {
  switch (d.kind) {
    case "fixed":
      return d.value - elapsed;
    case "exponential":
      return d.mean * standardExponential(u);
    case "gamma":
      return remainingGamma(d.shape, d.mean / d.shape, u, elapsed);
    case "lognormal":
      return remainingLognormal(d.median, d.sigma, u, elapsed);
    case "lomax":
      return lomaxQuantile(d.scale + elapsed, d.tail, u);
    case "shifted":
      if (elapsed <= d.by) return d.by + quantile(d.then, u) - elapsed;
      return remaining(d.then, u, elapsed - d.by);
    case "empirical":
      return remainingEmpirical(d.values, u, elapsed);
    case "triangular":
      return remainingTriangular(d.low, d.mode, d.high, u, elapsed);
    case "uniform": {
      const from = elapsed > d.low ? elapsed : d.low;
      return from + u * (d.high - from) - elapsed;
    }
    default:
      return unknownKind(d);
  }
}

/**
 * The distribution with all its times multiplied by `factor`.
 * @throws RangeError unless the factor is finite and not negative
 */
export function scaled(distribution: Distribution, factor: number): Distribution {
  if (!(factor >= 0 && factor < Infinity))
    throw new RangeError(`factor must be finite and >= 0, got ${factor}`);
  if (factor === 0) return { kind: "fixed", value: 0 };
  const d = distribution;
  switch (d.kind) {
    case "fixed":
      return { kind: "fixed", value: d.value * factor };
    case "exponential":
      return { kind: "exponential", mean: d.mean * factor };
    case "gamma":
      return { kind: "gamma", mean: d.mean * factor, shape: d.shape };
    case "lognormal":
      return { kind: "lognormal", median: d.median * factor, sigma: d.sigma };
    case "lomax":
      return { kind: "lomax", scale: d.scale * factor, tail: d.tail };
    case "shifted":
      return { kind: "shifted", by: d.by * factor, then: scaled(d.then, factor) };
    case "empirical":
      return { kind: "empirical", values: d.values.map((value) => value * factor) };
    case "triangular":
      return { kind: "triangular", low: d.low * factor, mode: d.mode * factor, high: d.high * factor };
    case "uniform":
      return { kind: "uniform", low: d.low * factor, high: d.high * factor };
    default:
      return unknownKind(d);
  }
}

/** Quantile of the gamma distribution with scale 1, by whichever tail is the smaller. */
function gammaQuantile(shape: number, u: number): number {
  return u < 0.5 ? gammaQuantileOfTail(shape, true, log(u)) : gammaQuantileOfTail(shape, false, log1p(-u));
}

function remainingGamma(shape: number, scale: number, u: number, elapsed: number): number {
  const from = elapsed / scale;
  const below = gammaLower(shape, from);
  const p = below + u * gammaUpper(shape, from);
  const beyond =
    p < 0.5
      ? gammaQuantileOfTail(shape, true, log(p))
      : gammaQuantileOfTail(shape, false, logGammaUpper(shape, from) + log1p(-u));
  return scale * beyond - elapsed;
}

function remainingLognormal(median: number, sigma: number, u: number, elapsed: number): number {
  if (elapsed <= 0) return median * exp(sigma * normalQuantile(u));
  const from = log(elapsed / median) / sigma;
  return median * exp(sigma * normalBeyond(from, u)) - elapsed;
}

/** Conditional quantile of the standard normal distribution above `from`. */
function normalBeyond(from: number, u: number): number {
  // Beyond 30 the tail exp(-z^2/2)/z falls as its exponent alone, to about one part in 10^6 of the step.
  if (from > 30) return sqrt(from * from + 2 * standardExponential(u));
  const p = normalCdf(from) + u * normalUpper(from);
  return p < 0.5 ? normalQuantile(p) : -normalQuantile(exp(logNormalUpper(from) + log1p(-u)));
}

function empiricalQuantile(values: ArrayLike<number>, u: number): number {
  const n = values.length;
  if (n === 0) throw new RangeError("an empirical distribution needs at least one value");
  const place = Math.ceil(u * n) - 1;
  return values[place < 0 ? 0 : place < n ? place : n - 1];
}

function remainingEmpirical(values: readonly number[], u: number, elapsed: number): number {
  const first = countUpTo(values, elapsed);
  const n = values.length - first;
  if (n === 0) return 0;
  const place = Math.ceil(u * n) - 1;
  return values[first + (place < 0 ? 0 : place < n ? place : n - 1)] - elapsed;
}

/** How many of the sorted values are at most x. */
function countUpTo(values: readonly number[], x: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function meanOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function triangularQuantile(low: number, mode: number, high: number, u: number): number {
  const width = high - low;
  if (width <= 0) return low;
  const rise = mode - low;
  if (u * width <= rise) return low + sqrt(u * width * rise);
  return high - sqrt((1 - u) * width * (high - mode));
}

function triangularCdf(low: number, mode: number, high: number, x: number): number {
  if (x >= high) return 1;
  if (x <= low) return 0;
  const width = high - low;
  if (x <= mode) return ((x - low) / width) * ((x - low) / (mode - low));
  return 1 - ((high - x) / width) * ((high - x) / (high - mode));
}

function remainingTriangular(low: number, mode: number, high: number, u: number, elapsed: number): number {
  if (elapsed <= low) return triangularQuantile(low, mode, high, u) - elapsed;
  if (elapsed >= high) return 0;
  if (elapsed < mode) {
    const below = triangularCdf(low, mode, high, elapsed);
    return triangularQuantile(low, mode, high, below + u * (1 - below)) - elapsed;
  }
  // On the falling side the survival is a square, so its conditional quantile needs no mode.
  return (high - elapsed) * (1 - sqrt(1 - u));
}

function unknownKind(d: never): never {
  throw new TypeError(`unknown kind of distribution: ${JSON.stringify(d)}`);
}
