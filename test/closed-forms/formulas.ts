/**
 * What the spread model must give, by algebra or by numerical integration: nothing of the simulation is used here.
 * Hours throughout. N is the number of items ever online, the original included.
 */

/** A random time, known by what it makes of functions. */
export interface Law {
  mean(of: (time: number) => number): number;
}

export const fixed = (time: number): Law => ({ mean: (of) => of(time) });
export const never: Law = fixed(Number.POSITIVE_INFINITY);
export const empirical = (times: readonly number[]): Law => ({
  mean: (of) => times.reduce((sum, time) => sum + of(time), 0) / times.length,
});
export const shifted = (by: number, law: Law): Law => ({ mean: (of) => law.mean((time) => of(by + time)) });
/** found with probability p, else never */
export const found = (p: number, law: Law): Law => ({
  mean: (of) => (1 - p) * of(Number.POSITIVE_INFINITY) + p * law.mean(of),
});

/**
 * By the trapezoidal rule over y = log(time), where these densities are smooth and die out at both ends, so that it
 * converges faster than any power of the step. `weight` is the density over y, up to a factor.
 */
function byLogarithm(weight: (y: number) => number, from: number, to: number): Law {
  const steps = 20_000;
  const times = new Float64Array(steps);
  const weights = new Float64Array(steps);
  let total = 0;
  for (let i = 0; i < steps; i++) {
    const y = from + ((to - from) * (i + 0.5)) / steps;
    times[i] = Math.exp(y);
    weights[i] = weight(y);
    total += weights[i];
  }
  return {
    mean(of) {
      let sum = 0;
      for (let i = 0; i < steps; i++) if (weights[i] > 0) sum += weights[i] * of(times[i]);
      return sum / total;
    },
  };
}

export const exponential = (mean: number): Law =>
  byLogarithm((y) => Math.exp(y - Math.exp(y) / mean), Math.log(mean) - 36, Math.log(mean) + 6);
export const gamma = (mean: number, shape: number): Law =>
  byLogarithm(
    (y) => Math.exp(shape * (y - Math.log(mean) - Math.exp(y) / mean)),
    Math.log(mean) - 36 / shape,
    Math.log(mean) + 6,
  );
export const lognormal = (median: number, sigma: number): Law =>
  byLogarithm(
    (y) => Math.exp(-(((y - Math.log(median)) / sigma) ** 2) / 2),
    Math.log(median) - 12 * sigma,
    Math.log(median) + 12 * sigma,
  );

/** Share of an item's offspring that has come by an age. */
export type Kernel = (age: number) => number;

export const exponentialKernel =
  (halfLife: number): Kernel =>
  (age) =>
    -Math.expm1((-Math.LN2 / halfLife) * age);
export const powerKernel = (halfLife: number, tail: number): Kernel => {
  const c = halfLife / (2 ** (1 / tail) - 1);
  return (age) => 1 - (c / (c + age)) ** tail;
};

/** Generalised exponential integral E_s(x), from t = 1 up, by Simpson's rule over log t. */
export function exponentialIntegral(s: number, x: number): number {
  const to = Math.log(1 + 60 / x);
  const steps = 20_000;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const y = (to * i) / steps;
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp(y * (1 - s) - x * Math.exp(y));
  }
  return (sum * to) / steps / 3;
}

export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

export const plus = (...parts: readonly Moments[]): Moments => ({
  mean: parts.reduce((sum, { mean }) => sum + mean, 0),
  variance: parts.reduce((sum, { variance }) => sum + variance, 0),
});

/** Total progeny where each item has a number of successors with this mean and variance. */
export const progeny = (mean: number, variance: number): Moments => ({
  mean: 1 / (1 - mean),
  variance: variance / (1 - mean) ** 3,
});

/** A mean and a variance of a function of a random time. */
export function momentsOf(law: Law, of: (time: number) => number): Moments {
  const mean = law.mean(of);
  return { mean, variance: law.mean((time) => (of(time) - mean) ** 2) };
}

/** (c): every item at its own age. `again`: probability of a successful re-upload after the removal. */
export function ownAge(n: number, kernel: Kernel, age: Law, again = 0): Moments {
  const share = momentsOf(age, kernel);
  const offspring = n * share.mean;
  return progeny(offspring + again, offspring + n * n * share.variance + again * (1 - again));
}

/** A root with Poisson offspring of random mean, each the first of an independent cluster. */
export const rooted = (offspring: Moments, cluster: Moments): Moments => ({
  mean: 1 + offspring.mean * cluster.mean,
  variance: offspring.mean * (cluster.variance + cluster.mean ** 2) + offspring.variance * cluster.mean ** 2,
});

/** No moderation, n below 1 (Borel). */
export const unmoderated = (n: number): Moments => progeny(n, n);

/** (b): everything goes at T, exponential kernel. */
export function allAtOnce(n: number, halfLife: number, at: Law): Moments {
  const beta = Math.LN2 / halfLife;
  const mean = (t: number) => (n === 1 ? 1 + beta * t : 1 + (n / (1 - n)) * -Math.expm1(-beta * (1 - n) * t));
  const variance = (t: number) => {
    const x = beta * t;
    if (n === 1) return x + x * x + x ** 3 / 3;
    const y = Math.exp(-beta * (1 - n) * t);
    return (n / (1 - n) ** 3) * (1 - (1 - n * n) * y - n * n * y * y - 2 * n * (1 - n) * x * y);
  };
  const overall = momentsOf(at, mean);
  return { mean: overall.mean, variance: at.mean(variance) + overall.variance };
}

/** Item-hours of (b). */
export function hoursAllAtOnce(n: number, halfLife: number, at: Law): number {
  const beta = Math.LN2 / halfLife;
  const kappa = beta * (1 - n);
  return at.mean((t) =>
    n === 1 ? t + (beta * t * t) / 2 : t / (1 - n) + (n * Math.expm1(-kappa * t)) / ((1 - n) * kappa),
  );
}

export interface TwoPhase {
  readonly n: number;
  readonly halfLife: number;
  readonly at: Law;
  /** mean ages of removal before and after, hours; Infinity for none */
  readonly before: number;
  readonly after: number;
  readonly sweep: number;
  readonly block: number;
}

export interface Flow {
  readonly total: number;
  readonly blocked: number;
  readonly removed: number;
  /** NaN where items stay for ever */
  readonly hours: number;
}

/** Two phases under the exponential kernel: the closed form, and item-hours by integrating the number online. */
export function twoPhase({ n, halfLife, at, before, after, sweep, block }: TwoPhase): Flow {
  const beta = Math.LN2 / halfLife;
  const mu1 = 1 / before;
  const mu2 = 1 / after;
  const s1 = beta * (1 - n) + mu1;
  const s2 = beta * (1 - n * (1 - block)) + mu2;
  const flow = (t: number): Flow => {
    const x = Math.exp(-s1 * t);
    const shed = s1 === 0 ? t : (1 - x) / s1;
    const early = 1 + n * beta * shed;
    const attempts = ((1 - sweep) * n * beta * x) / s2;
    const online = Math.exp(-mu1 * t) + (n / (1 - n)) * (Math.exp(-mu1 * t) - x);
    const total = early + (1 - block) * attempts;
    const hoursBefore = mu1 > 0 ? (early - online) / mu1 : t + (n * beta * (t - shed)) / s1;
    const hoursAfter = ((1 - sweep) * online + (1 - block) * attempts) / mu2;
    return {
      total,
      blocked: block * attempts,
      removed: mu2 > 0 ? total : early - online + sweep * online,
      hours: mu2 > 0 ? hoursBefore + hoursAfter : Number.NaN,
    };
  };
  return {
    total: at.mean((t) => flow(t).total),
    blocked: at.mean((t) => flow(t).blocked),
    removed: at.mean((t) => flow(t).removed),
    hours: at.mean((t) => flow(t).hours),
  };
}

/** From T on every item goes at a fixed age counted from the later of T and its posting. */
export function twoPhaseFixedAge(
  given: Omit<TwoPhase, "at" | "after"> & { readonly at: number; readonly after: number },
): Flow {
  const { n, halfLife, at, before, after, sweep, block } = given;
  const beta = Math.LN2 / halfLife;
  const mu1 = 1 / before;
  const s1 = beta * (1 - n) + mu1;
  const x = Math.exp(-s1 * at);
  const share = -Math.expm1(-beta * after);
  const early = 1 + (n * beta * (1 - x)) / s1;
  const late = ((1 - sweep) * (1 - block) * n * x * share) / (1 - n * (1 - block) * share);
  const online = Math.exp(-mu1 * at) + (n / (1 - n)) * (Math.exp(-mu1 * at) - x);
  return {
    total: early + late,
    blocked: (late * block) / (1 - block),
    removed: early + late,
    hours: (early - online) / mu1 + ((1 - sweep) * online + late) * after,
  };
}

/** Variants: from T all matched items are gone and blocked, edited ones are not. */
export function variants(
  n: number,
  halfLife: number,
  v: number,
  at: number,
): { total: number; removed: number } {
  const g = n * (1 - v);
  const grown = -Math.expm1((-Math.LN2 / halfLife) * (1 - g) * at);
  const matched = 1 + (g * grown) / (1 - g);
  return { total: matched + (n * v * grown) / (1 - g) / (1 - n), removed: matched };
}

/** (c) at an exponential age, seen at a horizon; no removal when `age` is Infinity. */
export function seenAt(
  n: number,
  halfLife: number,
  age: number,
  horizon: number,
): { total: number; online: number; removed: number; hours: number } {
  const beta = Math.LN2 / halfLife;
  const mu = 1 / age;
  const s = beta * (1 - n) + mu;
  const x = Math.exp(-s * horizon);
  const total = 1 + (n * beta * (1 - x)) / s;
  const stays = Math.exp(-mu * horizon);
  const online = stays + (n * beta * (stays - x)) / (s - mu);
  const hours = mu > 0 ? (total - online) / mu : horizon + (n * beta * (horizon - (1 - x) / s)) / s;
  return { total, online, removed: total - online, hours };
}

/**
 * (c) at a fixed age, any kernel, seen at a horizon: N = 1 + M with M(t) = Phi(t) + the integral of phi(s) M(t - s),
 * phi cut off at the age; by the trapezoidal rule on the measure of phi.
 */
export function renewal(
  n: number,
  kernel: Kernel,
  age: number,
  horizon: number,
  steps = 8000,
): { total: number; online: number; removed: number; hours: number } {
  const step = horizon / steps;
  const born = (t: number) => n * kernel(Math.min(Math.max(t, 0), age));
  const mass = Array.from({ length: steps }, (_, j) => born((j + 1) * step) - born(j * step));
  const items = new Float64Array(steps + 1);
  for (let i = 1; i <= steps; i++) {
    let sum = born(i * step);
    for (let j = 0; j < i; j++) {
      // The offspring of the j-th step of age: half of its mass at either end; the term with M(t) itself goes to the left.
      sum += mass[j] * 0.5 * (items[i - j - 1] + (j > 0 ? items[i - j] : 0));
    }
    items[i] = sum / (1 - 0.5 * mass[0]);
  }
  const countAt = (t: number) => {
    if (t < 0) return 0;
    const place = Math.min(t / step, steps);
    const below = Math.min(Math.floor(place), steps - 1);
    return 1 + items[below] + (place - below) * (items[below + 1] - items[below]);
  };
  let hours = 0;
  for (let i = 0; i < steps; i++) {
    const t = (i + 0.5) * step;
    hours += (countAt(t) - countAt(t - age)) * step;
  }
  const total = countAt(horizon);
  const removed = countAt(horizon - age);
  return { total, online: total - removed, removed, hours };
}

/** A finite population: the k-th upload to be tried is taken with probability 1 - items/population, whenever it comes. */
export function finitePopulation(n: number, population: number): Moments {
  const most = 400;
  const offspring = poissonWeights(n, 60);
  let waiting = new Float64Array(most + 1);
  for (let k = 0; k < offspring.length; k++) waiting[k] = offspring[k];
  let first = 0;
  let second = 0;
  for (let items = 1; items <= population; items++) {
    const refused = items / population;
    const next = new Float64Array(most + 1);
    for (let m = 0; m <= most; m++) {
      if (waiting[m] === 0) continue;
      let reach = waiting[m];
      for (let left = m - 1; left >= 0; left--) {
        const taken = reach * (1 - refused);
        if (taken > 0)
          for (let k = 0; k < offspring.length && left + k <= most; k++)
            next[left + k] += taken * offspring[k];
        reach *= refused;
      }
      first += reach * items;
      second += reach * items * items;
    }
    waiting = next;
  }
  return { mean: first, variance: second - first * first };
}

/** The smaller of a cascade's total and a cap, and how often the cap is hit: P(N = k) = e^(-nk) (nk)^(k-1) / k!. */
export function capped(n: number, cap: number): Moments & { readonly share: number } {
  let logFactorial = 0;
  let below = 0;
  let first = 0;
  let second = 0;
  let atCap = 0;
  for (let k = 1; k <= cap; k++) {
    logFactorial += Math.log(k);
    const p = Math.exp(-n * k + (k - 1) * Math.log(n * k) - logFactorial);
    if (k === cap) {
      atCap = p;
      break;
    }
    below += p;
    first += k * p;
    second += k * k * p;
  }
  const mean = first + (1 - below) * cap;
  return { mean, variance: second + (1 - below) * cap * cap - mean * mean, share: 1 - below - atCap };
}

function poissonWeights(mean: number, most: number): number[] {
  const weights = [Math.exp(-mean)];
  for (let k = 1; k <= most; k++) weights.push((weights[k - 1] * mean) / k);
  return weights;
}

// ---- several platforms --------------------------------------------------------------------------------------------

export type Matrix = readonly (readonly number[])[];

/** Solves A x = b by elimination with row exchange. */
export function solve(a: Matrix, b: readonly number[]): number[] {
  const rows = a.map((row, i) => [...row, b[i]]);
  const size = rows.length;
  for (let i = 0; i < size; i++) {
    let best = i;
    for (let k = i + 1; k < size; k++) if (Math.abs(rows[k][i]) > Math.abs(rows[best][i])) best = k;
    [rows[i], rows[best]] = [rows[best], rows[i]];
    for (let k = 0; k < size; k++) {
      if (k === i) continue;
      const factor = rows[k][i] / rows[i][i];
      for (let j = i; j <= size; j++) rows[k][j] -= factor * rows[i][j];
    }
  }
  return rows.map((row, i) => row[size] / row[i]);
}

export interface Types {
  /** direct offspring of type j from one item of type i */
  readonly offspring: Matrix;
  readonly kernels: readonly Kernel[];
  readonly ages: readonly Law[];
  /** blocked from the start, by target */
  readonly block: readonly number[];
}

export interface TypeFlow {
  /** items of each type, the root included */
  readonly items: readonly number[];
  readonly blocked: readonly number[];
  readonly total: Moments;
}

/** (c) on several platforms, from one root: kernel and removal belong to the parent. */
export function severalPlatforms({ offspring, kernels, ages, block }: Types, root: number): TypeFlow {
  const shares = kernels.map((kernel, i) => momentsOf(ages[i], kernel));
  const effective = offspring.map((row, i) => row.map((n, j) => n * shares[i].mean * (1 - block[j])));
  const size = offspring.length;
  const system = effective.map((row, i) => row.map((value, j) => (i === j ? 1 : 0) - value));
  const transposed = system.map((_, i) => system.map((row) => row[i]));
  const unitVector = Array.from({ length: size }, (_, i) => (i === root ? 1 : 0));
  const items = solve(transposed, unitVector);
  const totals = solve(system, new Array<number>(size).fill(1));
  const second = effective.map((row, i) => {
    const spread = offspring[i].reduce((sum, n, j) => sum + n * (1 - block[j]) * totals[j], 0);
    return row.reduce((sum, value, j) => sum + value * totals[j] ** 2, 0) + shares[i].variance * spread ** 2;
  });
  return {
    items,
    blocked: block.map((q, j) =>
      items.reduce((sum, count, i) => sum + count * offspring[i][j] * shares[i].mean * q, 0),
    ),
    total: { mean: totals[root], variance: solve(system, second)[root] },
  };
}

export interface Phase {
  /** hours; the last one ends when nothing is left */
  readonly until: number;
  /** mean ages of removal, hours; Infinity for none */
  readonly ages: readonly number[];
  readonly block: readonly number[];
  /** swept at the beginning of the phase */
  readonly sweep: readonly number[];
}

export interface PhaseFlow {
  readonly items: readonly number[];
  readonly blocked: readonly number[];
  readonly removed: readonly number[];
  readonly hours: readonly number[];
}

/**
 * Phases on several platforms under exponential kernels: x' = A x with A = B N_q^T - B - diag(mu), where x_i is the sum
 * over items online of beta_i e^(-beta_i age); integrated together with what it sheds, by Runge and Kutta's fourth order.
 */
export function inPhases(
  offspring: Matrix,
  halfLives: readonly number[],
  phases: readonly Phase[],
  root: number,
): PhaseFlow {
  const size = offspring.length;
  const beta = halfLives.map((halfLife) => Math.LN2 / halfLife);
  // x, online, items, blocked, removed, hours
  let state = new Float64Array(6 * size);
  state[root] = beta[root];
  state[size + root] = 1;
  state[2 * size + root] = 1;
  let now = 0;
  for (const { until, ages, block, sweep } of phases) {
    for (let i = 0; i < size; i++) {
      state[4 * size + i] += sweep[i] * state[size + i];
      state[i] *= 1 - sweep[i];
      state[size + i] *= 1 - sweep[i];
    }
    const slope = (given: Float64Array): Float64Array<ArrayBuffer> => {
      const change = new Float64Array(6 * size);
      for (let j = 0; j < size; j++) {
        let attempts = 0;
        for (let i = 0; i < size; i++) attempts += given[i] * offspring[i][j];
        const births = attempts * (1 - block[j]);
        const online = given[size + j];
        change[j] = beta[j] * births - (beta[j] + 1 / ages[j]) * given[j];
        change[size + j] = births - online / ages[j];
        change[2 * size + j] = births;
        change[3 * size + j] = attempts * block[j];
        change[4 * size + j] = online / ages[j];
        change[5 * size + j] = online;
      }
      return change;
    };
    const length = until - now;
    const steps = Math.ceil(length * 100);
    for (let step = 0; step < steps; step++) state = advance(state, slope, length / steps);
    now = until;
  }
  const part = (from: number) => Array.from(state.subarray(from * size, (from + 1) * size));
  return { items: part(2), blocked: part(3), removed: part(4), hours: part(5) };
}

const along = (base: Float64Array, change: Float64Array, by: number) =>
  base.map((value, i) => value + by * change[i]);

function advance(
  state: Float64Array<ArrayBuffer>,
  slope: (given: Float64Array) => Float64Array<ArrayBuffer>,
  step: number,
): Float64Array<ArrayBuffer> {
  const k1 = slope(state);
  const k2 = slope(along(state, k1, step / 2));
  const k3 = slope(along(state, k2, step / 2));
  const k4 = slope(along(state, k3, step));
  return state.map((value, i) => value + (step / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]));
}
