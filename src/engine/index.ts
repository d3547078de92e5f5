/**
 * The engine: what a discrete-event simulation needs whatever it is about.
 *
 * What for: to say what is due next (`EventList`), to draw chance as a function of what it is about (`Draws`,
 * `LineageKey`, `hashText`), and to turn such draws into delays, ages and counts by inversion.
 *
 * What in: numbers. Times are milliseconds in doubles; keys are pairs of 32-bit words; uniforms lie in the open
 * interval (0, 1). What out: numbers, the same to the last bit on every supported Node version and whatever ran before.
 *
 * What never: a word of the subject that is simulated; a clock, a file, the console; a sequential stream of random
 * numbers; a transcendental function outside `arithmetic.ts`; a draw by rejection.
 */
export {
  cos,
  exp,
  expm1,
  exponentialOfWord,
  LN2,
  log,
  log1p,
  lomaxCdf,
  lomaxQuantile,
  minusLog,
  sin,
  sqrt,
  standardExponential,
  standardExponentialCdf,
} from "./arithmetic.ts";
export {
  cdf,
  compileQuantile,
  type Distribution,
  mean,
  quantile,
  remaining,
  scaled,
} from "./distributions.ts";
export { EventList, type EventListSnapshot, type PendingVisitor } from "./event-list.ts";
export { arithmeticFingerprint } from "./fingerprint.ts";
export {
  type Kernel,
  kernelCdf,
  kernelFromHalfLife,
  kernelQuantile,
  kernelQuantileOfShare,
  kernelQuantileWithin,
} from "./kernels.ts";
export { PoissonTable, poissonQuantile } from "./poisson.ts";
export { Draws, hashText, LineageKey, splitSeed, unit, wordFor } from "./random.ts";
export {
  betaLower,
  betaQuantile,
  binomialCdf,
  normalCdf,
  normalQuantile,
  studentQuantileOfTail,
  studentUpper,
} from "./special.ts";
