/**
 * The special functions behind the distributions: log-gamma, incomplete gamma, normal. Dimensionless.
 *
 * Sources: C. Loader, "Fast and accurate computation of binomial probabilities" (2000) for the saddle-point form of the
 * Poisson weight; N. M. Temme's uniform expansion, DLMF 8.12; series and continued fraction, DLMF 8.7 and 8.9;
 * M. J. Wichura, algorithm AS 241, Applied Statistics 37 (1988), for the normal quantile; DLMF 8.17 for the incomplete
 * beta function, of which the tails of Student's t and of the binomial distribution are cases.
 */
import { exp, log, log1p, sqrt } from "./arithmetic.ts";

const LN_SQRT_2PI = 0.9189385332046728;
const INV_SQRT_2PI = 0.3989422804014327;
const LN_2 = 0.6931471805599453;
const EPSILON = 1e-17;

/** Stirling's remainder for x >= 10: log Gamma(x + 1) - (x + 1/2) log x + x - log sqrt(2 pi). */
function stirlingRemainder(x: number): number {
  const s = 1 / (x * x);
  return (
    (1 / 12 -
      (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - (691 / 360360 - (1 / 156) * s) * s) * s) * s) * s) * s) /
    x
  );
}

/** log Gamma(x) for x > 0: Stirling's series after raising x to at least 10. */
export function logGamma(x: number): number {
  let y = x;
  let product = 1;
  while (y < 10) {
    product *= y;
    y += 1;
  }
  return (y - 0.5) * log(y) - y + LN_SQRT_2PI + stirlingRemainder(y) - log(product);
}

/** x - log(1 + x) for x > -1, without cancellation near 0. */
export function logDeficit(x: number): number {
  if (x > 0.5 || x < -0.4) return x - log1p(x);
  // With r = x / (2 + x): log(1 + x) = 2 (r + r^3/3 + ...), and x - 2 r = x r.
  const r = x / (2 + x);
  const square = r * r;
  let term = r * square;
  let sum = 0;
  for (let n = 3; n < 80; n += 2) {
    const next = sum + term / n;
    if (next === sum) break;
    sum = next;
    term *= square;
  }
  return x * r - 2 * sum;
}

// Quantiles ask for many x under one shape.
let lastShape = 1;
let lastLogGamma = 0;

/** Logarithm of x^a exp(-x) / Gamma(a + 1), the Poisson weight of a (any a > 0) under mean x > 0. */
export function logPoissonWeight(a: number, x: number): number {
  if (a < 10) {
    if (a !== lastShape) {
      lastLogGamma = logGamma(a + 1);
      lastShape = a;
    }
    return a * log(x) - x - lastLogGamma;
  }
  return -a * logDeficit((x - a) / a) - stirlingRemainder(a) - LN_SQRT_2PI - 0.5 * log(a);
}

/** Sum of x^n / ((a + 1) ... (a + n)) over n >= 0: P(a, x) over the Poisson weight. */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < 100000; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * EPSILON) break;
  }
  return sum;
}

/** Q(a, x) Gamma(a) exp(x) x^-a by Legendre's continued fraction (modified Lentz), for x >= a + 1. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 100000; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = numerator * d + b;
    if (d > -tiny && d < tiny) d = tiny;
    c = b + numerator / c;
    if (c > -tiny && c < tiny) c = tiny;
    d = 1 / d;
    const change = d * c;
    h *= change;
    if (change > 1 - 2e-16 && change < 1 + 3e-16) break;
  }
  return h;
}

// Temme's uniform expansion (DLMF 8.12.7 to 8.12.12) from a = 40 on: d[k][n], grown once from their recurrences.
const TEMME_FROM = 40;
const TEMME_ROWS = 8;
const TEMME_TERMS = 26;
const TEMME = growTemmeCoefficients();

function growTemmeCoefficients(): Float64Array {
  // Gamma's Stirling series, DLMF 5.11.4.
  const g = [
    1,
    1 / 12,
    1 / 288,
    -139 / 51840,
    -571 / 2488320,
    163879 / 209018880,
    5246819 / 75246796800,
    -534703531 / 902961561600,
  ];
  const width = TEMME_TERMS + 2 * TEMME_ROWS;
  // mu = eta + alpha[2] eta^2 + ..., which solves mu' mu = (1 + mu) eta.
  const alpha = new Float64Array(width + 2);
  alpha[1] = 1;
  for (let n = 2; n < width + 2; n++) {
    let sum = alpha[n - 1];
    for (let j = 2; j < n; j++) sum -= j * alpha[j] * alpha[n + 1 - j];
    alpha[n] = sum / (n + 1);
  }
  const d = new Float64Array(TEMME_ROWS * width);
  for (let n = 0; n < width; n++) d[n] = (n + 2) * alpha[n + 2];
  d[0] = -1 / 3;
  for (let k = 1; k < TEMME_ROWS; k++) {
    const factor = k % 2 === 0 ? g[k] : -g[k];
    for (let n = 0; n + 2 * k < width; n++) {
      d[k * width + n] = factor * d[n] + (n + 2) * d[(k - 1) * width + n + 2];
    }
  }
  return d;
}

/** The sum over k of c_k(eta) a^-k of DLMF 8.12.7. */
function temmeSum(a: number, eta: number): number {
  const width = TEMME_TERMS + 2 * TEMME_ROWS;
  let sum = 0;
  for (let k = TEMME_ROWS - 1; k >= 0; k--) {
    let c = 0;
    // The later rows count for less, so fewer of their terms do.
    for (let n = TEMME_TERMS - 1 - 3 * k; n >= 0; n--) c = c * eta + TEMME[k * width + n];
    sum = sum / a + c;
  }
  return sum;
}

/** Logarithm of the upper tail 1 - Phi(z) of the standard normal distribution; never underflows. */
export function logNormalUpper(z: number): number {
  const half = 0.5 * z * z;
  if (half >= 1.5 && z > 0) return log(0.5 * upperFraction(0.5, half)) + logPoissonWeight(0.5, half) - LN_2;
  return log(normalUpper(z));
}

/** Upper tail 1 - Phi(z) of the standard normal distribution, to full relative accuracy in either tail. */
export function normalUpper(z: number): number {
  const half = 0.5 * z * z;
  if (half < 1.5) return 0.5 - z * INV_SQRT_2PI * exp(-half) * lowerSeries(0.5, half);
  const tail = 0.5 * INV_SQRT_2PI * exp(-half) * (z > 0 ? z : -z) * upperFraction(0.5, half);
  return z > 0 ? tail : 1 - tail;
}

/** Phi(z), the standard normal distribution function. */
export function normalCdf(z: number): number {
  return normalUpper(-z);
}

/** The parameter eta of Temme's expansion for (a, x); its sign is that of x - a. */
function temmeEta(a: number, x: number): number {
  const mu = (x - a) / a;
  const eta = sqrt(2 * logDeficit(mu));
  return mu < 0 ? -eta : eta;
}

/** Is (a, x) near enough to the middle for Temme's expansion to hold to the last digits, and its tails to be doubles? */
function isTemmeCase(a: number, x: number): boolean {
  if (a < TEMME_FROM) return false;
  const mu = (x - a) / a;
  return mu > -0.4 && mu < 0.6 && a * mu * mu < 800;
}

/**
 * P(a, x), the regularised lower incomplete gamma function: the chance that a gamma variable of shape a > 0 and mean a
 * is at most x. Relative error about 1e-13 in the tail as in the middle.
 */
export function gammaLower(a: number, x: number): number {
  if (!(x > 0)) return 0;
  if (x === Infinity) return 1;
  if (isTemmeCase(a, x)) {
    const eta = temmeEta(a, x);
    const rest = (exp(-0.5 * a * eta * eta) * INV_SQRT_2PI * temmeSum(a, eta)) / sqrt(a);
    return normalUpper(-eta * sqrt(a)) - rest;
  }
  if (x < a + 1) return exp(logPoissonWeight(a, x)) * lowerSeries(a, x);
  return 1 - exp(logPoissonWeight(a, x)) * a * upperFraction(a, x);
}

/** Q(a, x) = 1 - P(a, x), accurate in the upper tail. */
export function gammaUpper(a: number, x: number): number {
  if (!(x > 0)) return 1;
  if (x === Infinity) return 0;
  if (isTemmeCase(a, x)) {
    const eta = temmeEta(a, x);
    const rest = (exp(-0.5 * a * eta * eta) * INV_SQRT_2PI * temmeSum(a, eta)) / sqrt(a);
    return normalUpper(eta * sqrt(a)) + rest;
  }
  if (x < a + 1) return 1 - exp(logPoissonWeight(a, x)) * lowerSeries(a, x);
  return exp(logPoissonWeight(a, x)) * a * upperFraction(a, x);
}

/** log Q(a, x); a tail too small for a double is still told. */
export function logGammaUpper(a: number, x: number): number {
  if (x >= a + 1 && !isTemmeCase(a, x)) return logPoissonWeight(a, x) + log(a * upperFraction(a, x));
  return log(gammaUpper(a, x));
}

/**
 * The z with Phi(z) = p, for 0 < p < 1: algorithm AS 241 (PPND16), relative error about 1e-16 in z.
 * For an upper tail q use -normalQuantile(q), which loses nothing when q is small.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const r = 0.180625 - q * q;
    return (
      (q *
        (((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) *
          r +
          13731.69376550946) *
          r +
          1971.5909503065513) *
          r +
          133.14166789178438) *
          r +
          3.3871328727963665)) /
      (((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) *
        r +
        5394.196021424751) *
        r +
        687.1870074920579) *
        r +
        42.31333070160091) *
        r +
        1)
    );
  }
  const tail = q < 0 ? p : 1 - p;
  if (!(tail > 0)) return q < 0 ? -Infinity : Infinity;
  const z = normalTail(sqrt(-log(tail)));
  return q < 0 ? -z : z;
}

/** AS 241 outside the middle: |z| from r = sqrt(-log(tail)). */
function normalTail(root: number): number {
  if (root <= 5) {
    const r = root - 1.6;
    return (
      (((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r +
        1.2704582524523684) *
        r +
        3.6478483247632045) *
        r +
        5.769497221460691) *
        r +
        4.630337846156546) *
        r +
        1.4234371107496835) /
      (((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r +
        0.14810397642748008) *
        r +
        0.6897673349851) *
        r +
        1.6763848301838038) *
        r +
        2.053191626637759) *
        r +
        1)
    );
  }
  const r = root - 5;
  return (
    (((((((2.0103343992922881e-7 * r + 2.7115555687434876e-5) * r + 0.0012426609473880784) * r +
      0.026532189526576124) *
      r +
      0.29656057182850487) *
      r +
      1.7848265399172913) *
      r +
      5.463784911164114) *
      r +
      6.657904643501103) /
    (((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 1.8463183175100548e-5) * r +
      0.0007868691311456133) *
      r +
      0.014875361290850615) *
      r +
      0.1369298809227358) *
      r +
      0.599832206555888) *
      r +
      1)
  );
}

/**
 * The x with P(a, x) = exp(logTail) (side "lower") or Q(a, x) = exp(logTail) (side "upper"), a > 0. Newton's method on
 * the logarithm of the tail against log x, where both tails are concave, kept inside a bracket.
 */
export function gammaQuantileOfTail(a: number, lower: boolean, logTail: number): number {
  let x = guessGammaQuantile(a, lower, logTail);
  let low = 0;
  let high = Infinity;
  for (let i = 0; i < 200; i++) {
    const step = stepToTail(a, x, lower, logTail);
    let next = x * exp(-step);
    if (step < 1e-9 && step > -1e-9) return next;
    if (step > 0) high = x;
    else low = x;
    if (!(next > low && next < high)) {
      next = high === Infinity ? x * 2 : low === 0 ? x / 2 : 0.5 * (low + high);
      if (next === x || next === 0) return next;
    }
    x = next;
  }
  return x;
}

/** Newton's step in log x, positive where x lies above the quantile. The slope is a * weight / tail. */
function stepToTail(a: number, x: number, lower: boolean, logTail: number): number {
  const logWeight = logPoissonWeight(a, x);
  let ratio: number;
  let reached: number;
  if (lower === x < a + 1 && !isTemmeCase(a, x)) {
    ratio = lower ? lowerSeries(a, x) : a * upperFraction(a, x);
    reached = logWeight + log(ratio);
  } else {
    const tail = lower ? gammaLower(a, x) : gammaUpper(a, x);
    ratio = tail * exp(-logWeight);
    reached = log(tail);
  }
  return (lower ? reached - logTail : logTail - reached) * (ratio / a);
}

/** A starting point: the leading term of the series deep in the lower tail, else Wilson and Hilferty (1931). */
function guessGammaQuantile(a: number, lower: boolean, logTail: number): number {
  const leading = (logTail + logGamma(a + 1)) / a;
  if (lower && (a < 0.5 || leading < log(0.2 * (a + 1)))) return Math.max(exp(leading), 1e-300);
  if (!lower && logTail < -600) return a - logTail;
  const z = lower ? normalQuantile(exp(logTail)) : -normalQuantile(exp(logTail));
  const root = 1 - 1 / (9 * a) + z / (3 * sqrt(a));
  const cube = a * root * root * root;
  if (root > 0.1) return cube;
  return lower ? exp(leading) : Math.max(0.05 * a, 1e-300);
}

/** x^a (1 - x)^b / (a B(a, b)), the factor before the continued fraction of the incomplete beta function. */
function betaFactor(a: number, b: number, x: number): number {
  return exp(a * log(x) + b * log1p(-x) + logGamma(a + b) - logGamma(a + 1) - logGamma(b));
}

/** DLMF 8.17.22 by the modified Lentz method; quick for x < (a + 1) / (a + b + 2). */
function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const away = (y: number) => (y > -tiny && y < tiny ? tiny : y);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 100000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const change = d * c;
    h *= change;
    if (change > 1 - 1e-15 && change < 1 + 1e-15) break;
  }
  return h;
}

/** I_x(a, b), the regularised incomplete beta function, for a, b > 0 and 0 <= x <= 1. */
export function betaLower(a: number, b: number, x: number): number {
  if (!(x > 0)) return 0;
  if (x >= 1) return 1;
  if (x < (a + 1) / (a + b + 2)) return betaFactor(a, b, x) * betaFraction(a, b, x);
  return 1 - betaFactor(b, a, 1 - x) * betaFraction(b, a, 1 - x);
}

/** The x with I_x(a, b) = p, for 0 < p < 1, by halving until no double lies between. */
export function betaQuantile(a: number, b: number, p: number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 200; i++) {
    const middle = 0.5 * (low + high);
    if (middle === low || middle === high) break;
    if (betaLower(a, b, middle) < p) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}

/** P(X <= k) of a binomial count of n trials with chance p each: I_{1-p}(n - k, k + 1), DLMF 8.17.5. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return betaLower(n - k, k + 1, 1 - p);
}

/** P(T > t) of Student's t with so many degrees of freedom, for t >= 0: half of I_{v/(v+t^2)}(v/2, 1/2). */
export function studentUpper(t: number, degrees: number): number {
  return 0.5 * betaLower(0.5 * degrees, 0.5, degrees / (degrees + t * t));
}

/** The t > 0 that Student's t passes with chance `tail` (0 < tail < 1/2), for `degrees` >= 1, by halving. */
export function studentQuantileOfTail(tail: number, degrees: number): number {
  let low = 0;
  let high = 1;
  while (studentUpper(high, degrees) > tail) {
    low = high;
    high *= 2;
  }
  for (let i = 0; i < 200; i++) {
    const middle = 0.5 * (low + high);
    if (middle === low || middle === high) break;
    if (studentUpper(middle, degrees) > tail) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}
