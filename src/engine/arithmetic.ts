/**
 * The only place of the engine that calls transcendental functions.
 *
 * Results must be equal to the last bit on every supported Node version. `log`, `exp`, `log1p`, `expm1`, `sin`, `cos`
 * are computed by V8's own port of fdlibm and were found equal between versions; `sqrt` is correctly rounded by the
 * hardware; powers (`Math.pow`, `**`) differ in their last bits, so nothing here or elsewhere uses them.
 */

/** Natural logarithm; -Infinity at 0, NaN below. */
export function log(x: number): number {
  return Math.log(x);
}

/** e to the x. */
export function exp(x: number): number {
  return Math.exp(x);
}

/** log(1 + x), accurate for small x. */
export function log1p(x: number): number {
  return Math.log1p(x);
}

/** exp(x) - 1, accurate for small x. */
export function expm1(x: number): number {
  return Math.expm1(x);
}

/** Sine of an angle in radians. */
export function sin(x: number): number {
  return Math.sin(x);
}

/** Cosine of an angle in radians. */
export function cos(x: number): number {
  return Math.cos(x);
}

/** Square root, correctly rounded. */
export function sqrt(x: number): number {
  return Math.sqrt(x);
}

/** ln 2. */
export const LN2 = 0.6931471805599453;

/** Inverse of the exponential distribution function with mean 1: the x with 1 - exp(-x) = u, for u in [0, 1). */
export function standardExponential(u: number): number {
  return -Math.log1p(-u);
}

/** 1 - exp(-x): distribution function of the exponential distribution with mean 1, for x >= 0. */
export function standardExponentialCdf(x: number): number {
  return -Math.expm1(-x);
}

/**
 * Inverse of the Lomax (power law) distribution function F(x) = 1 - (c / (c + x))^gamma, for u in [0, 1).
 * The result has the unit of `scale`. The usual c * (v^(-1/gamma) - 1) without a power and with v = 1 - u.
 */
export function lomaxQuantile(scale: number, tail: number, u: number): number {
  return scale * Math.expm1(-Math.log1p(-u) / tail);
}

/** Lomax distribution function 1 - (c / (c + x))^gamma for x >= 0, accurate for small x. */
export function lomaxCdf(scale: number, tail: number, x: number): number {
  return -Math.expm1(-tail * Math.log1p(x / scale));
}
