/**
 * Kernels of reaction times: how the offspring of something are spread over its age. F(age) is the share that has come
 * by that age. Ages in milliseconds.
 *
 * Exponential: F(a) = 1 - exp(-beta a). Power law (Lomax): F(a) = 1 - (c / (c + a))^gamma, half-life c (2^(1/gamma) - 1);
 * the kernel of P. J. Schneider and M.-A. Rizoiu, PNAS 120(34) e2307360120 (2023).
 */
import {
  expm1,
  LN2,
  lomaxCdf,
  lomaxQuantile,
  minusLog,
  standardExponential,
  standardExponentialCdf,
} from "./arithmetic.ts";

/** A kernel: `beta` per millisecond and its inverse `mean`; `c` in milliseconds, `gamma` a pure number. */
export type Kernel =
  | { readonly kind: "exponential"; readonly beta: number; readonly mean: number }
  | { readonly kind: "power-law"; readonly c: number; readonly gamma: number };

/**
 * The kernel with F(halfLifeMs) = 1/2. `gamma` is the tail exponent of the power law, ignored by the exponential.
 * @throws RangeError for a half-life (or, for the power law, a gamma) that is not positive and finite
 */
export function kernelFromHalfLife(kind: Kernel["kind"], halfLifeMs: number, gamma: number): Kernel {
  if (!(halfLifeMs > 0 && halfLifeMs < Infinity))
    throw new RangeError(`half-life must be positive, got ${halfLifeMs}`);
  // Words of our own, not those handed in: a text that was read from a file is compared letter by letter, millions of times.
  if (kind === "exponential") return { kind: "exponential", beta: LN2 / halfLifeMs, mean: halfLifeMs / LN2 };
  if (!(gamma > 0 && gamma < Infinity)) throw new RangeError(`gamma must be positive, got ${gamma}`);
  return { kind: "power-law", c: halfLifeMs / expm1(LN2 / gamma), gamma };
}

/** Share of the offspring that has come by `age` ms; 0 for ages below 0. */
export function kernelCdf(kernel: Kernel, age: number): number {
  if (!(age > 0)) return 0;
  if (kernel.kind === "exponential") return standardExponentialCdf(kernel.beta * age);
  return lomaxCdf(kernel.c, kernel.gamma, age);
}

/** Age in ms at which an offspring comes, from a uniform u in (0, 1); rises with u. */
export function kernelQuantile(kernel: Kernel, u: number): number {
  if (kernel.kind === "exponential") return minusLog(1 - u) * kernel.mean;
  return lomaxQuantile(kernel.c, kernel.gamma, u);
}

/**
 * Age in ms (counted from 0, so more than `from`) at which an offspring comes, given that it comes after the age `from`
 * ms: exponential ages forget, a power law goes on as a power law of scale c + from.
 */
export function kernelQuantileWithin(kernel: Kernel, u: number, from: number): number {
  const start = from > 0 ? from : 0;
  if (kernel.kind === "exponential") return start + standardExponential(u) / kernel.beta;
  return start + lomaxQuantile(kernel.c + start, kernel.gamma, u);
}

/**
 * The age in ms by which the given share of all offspring has come: the inverse of F with its ends, 0 for share 0 and
 * Infinity for share 1.
 * @throws RangeError for a share outside [0, 1]
 */
export function kernelQuantileOfShare(kernel: Kernel, share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share must lie in [0, 1], got ${share}`);
  return kernelQuantile(kernel, share);
}
