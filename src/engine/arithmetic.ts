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

// Logarithms by table: the leading bits choose a centre c, and ln x = e ln 2 + ln c + ln(1 + r) with |r| <= 1/1024 by its
// series. Only sums, products and look-ups, so the same everywhere, and no call out of compiled code. Off by at
// most 2e-15, in parts of the result where that is above 1.
const CENTRES = 512;
const LOG_CENTRE = Float64Array.from({ length: CENTRES }, (_, i) => Math.log(1 + (i + 0.5) / CENTRES));
const BY_CENTRE = Float64Array.from({ length: CENTRES }, (_, i) => 1 / (1 + (i + 0.5) / CENTRES));
/** 2^-e for e from -1 to 31, one place on. */
const SCALE = Float64Array.from({ length: 33 }, (_, place) => 2 / twice(place));
/** 2^(1023 - e) by the exponent e as a double holds it: brings any normal double up to 1 into [1, 2). */
const NORMAL = 1023;
const TO_MANTISSA = Float64Array.from({ length: NORMAL + 1 }, (_, e) => twice(NORMAL - e));
const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);

function twice(times: number): number {
  let power = 1;
  for (let i = 0; i < times; i++) power *= 2;
  return power;
}

/** ln m for m in [1, 2). */
function logOfMantissa(m: number): number {
  const i = ((m - 1) * CENTRES) | 0;
  const r = m * BY_CENTRE[i] - 1;
  const square = r * r;
  // In pairs and not term by term: of a sum like this one the processor waits for each product before the next.
  return LOG_CENTRE[i] + (r - square * (1 / 2 - r * (1 / 3) + square * (1 / 4)));
}

/** An exponential of mean 1 by inversion from a 32-bit word w: -ln((w + 1/2) / 2^32), more than 0. Falls as w rises. */
export function exponentialOfWord(word: number): number {
  const place = 32 - Math.clz32(word);
  return (33 - place) * LN2 - logOfMantissa(((word >>> 0) + 0.5) * SCALE[place]);
}

/** -ln x for a normal double x in (0, 1]; Infinity for 0. */
export function minusLog(x: number): number {
  if (x === 0) return Infinity;
  double[0] = x;
  const exponent = halves[1] >>> 20;
  // A product, not a write to half of the double: reading a double back in two pieces stalls the processor.
  const result = (NORMAL - exponent) * LN2 - logOfMantissa(x * TO_MANTISSA[exponent]);
  return Math.max(result, 0);
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
