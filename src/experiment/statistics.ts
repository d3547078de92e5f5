import { BEYOND } from "../model/index.ts";

/**
 * Streaming statistics: what many replications say of each measure, without keeping them. Only square roots are used,
 * so the same values give the same bits everywhere.
 */

/** 97.5 % points of Student's t for 1 to 30 degrees of freedom (Abramowitz and Stegun, table 26.10, with more digits). */
const T_975 = [
  12.706204736, 4.30265273, 3.182446305, 2.776445105, 2.570581836, 2.446911851, 2.364624252, 2.306004135,
  2.262157163, 2.228138852, 2.20098516, 2.17881283, 2.160368656, 2.144786688, 2.131449546, 2.119905299,
  2.109815578, 2.10092204, 2.093024054, 2.085963447, 2.079613845, 2.073873068, 2.06865761, 2.063898562,
  2.059538553, 2.055529439, 2.051830516, 2.048407142, 2.045229642, 2.042272456,
];

/** 97.5 % point of the normal distribution. */
const Z_975 = 1.959963984540054;

/**
 * The 97.5 % point of Student's t: half the width of a 95 % interval in standard errors. Above 30 degrees of freedom by
 * the Cornish-Fisher expansion (Abramowitz and Stegun, 26.7.5), good to seven digits there.
 */
export function studentT975(degrees: number): number {
  if (!(degrees >= 1)) return Number.NaN;
  if (degrees <= T_975.length) return T_975[Math.floor(degrees) - 1];
  const z = Z_975;
  const z2 = z * z;
  const z3 = z2 * z;
  const z5 = z3 * z2;
  const z7 = z5 * z2;
  const z9 = z7 * z2;
  const d = degrees;
  return (
    z +
    (z3 + z) / (4 * d) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * d * d) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * d * d * d) +
    (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92_160 * d * d * d * d)
  );
}

/** What many replications say of one measure. Fields are NaN where there are too few values to say anything. */
export interface Summary {
  /** replications in which the measure exists */
  readonly n: number;
  /** the others */
  readonly open: number;
  /**
   * Set where some had not come by the end: mean, variance and interval are restricted means, with what had passed by
   * then. `stillOpen` of them; the rest of `open` have no such number at all.
   */
  readonly restricted?: true;
  readonly stillOpen?: number;
  readonly mean: number;
  readonly variance: number;
  /** 95 % interval of the mean */
  readonly low: number;
  readonly high: number;
}

/** Statuses of a slot: `HAS_VALUE`, `IS_OPEN` and `IS_ABSENT` of the measures. */
const CAME = 0;
const STILL_OPEN = 1;

/**
 * Mean and variance of each slot of a row of values, added row by row (Welford). What is open takes part with what had
 * passed by the end, so that the mean is the restricted mean, and is counted apart; what is absent takes no part.
 */
export class Accumulator {
  /** values that take part: those that came and those still open */
  private readonly counts: Float64Array;
  private readonly running: Float64Array;
  private readonly means: Float64Array;
  private readonly squares: Float64Array;
  private rows = 0;

  readonly size: number;

  constructor(size: number) {
    this.size = size;
    this.counts = new Float64Array(size);
    this.running = new Float64Array(size);
    this.means = new Float64Array(size);
    this.squares = new Float64Array(size);
  }

  /** How many rows were added. */
  get total(): number {
    return this.rows;
  }

  add(values: Float64Array, status: Uint8Array): void {
    const { counts, running, means, squares, size } = this;
    this.rows++;
    for (let i = 0; i < size; i++) {
      if (status[i] > STILL_OPEN) continue;
      if (status[i] !== CAME) running[i]++;
      const count = ++counts[i];
      // Beyond all clocks there is no end up to which a mean could be taken.
      const value = values[i] < BEYOND ? values[i] : Number.POSITIVE_INFINITY;
      const distance = value - means[i];
      // Many measures stay at zero: they need no division.
      if (distance === 0) continue;
      const mean = means[i] + distance / count;
      means[i] = mean;
      squares[i] += distance * (value - mean);
    }
  }

  summary(slot: number): Summary {
    const count = this.counts[slot];
    const stillOpen = this.running[slot];
    const n = count - stillOpen;
    const mean = count > 0 ? this.means[slot] : Number.NaN;
    const variance = count > 1 ? this.squares[slot] / (count - 1) : Number.NaN;
    const half = count > 1 ? studentT975(count - 1) * Math.sqrt(variance / count) : Number.NaN;
    return {
      n,
      open: this.rows - n,
      ...(stillOpen > 0 ? { restricted: true as const, stillOpen } : {}),
      mean,
      variance,
      low: mean - half,
      high: mean + half,
    };
  }
}

/**
 * The value below which a share of the others lies, between neighbours by straight line (type 7 of Hyndman and Fan).
 * `sorted` ascends; NaN when it is empty.
 */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  const low = sorted[below];
  const high = sorted[above];
  // Infinite neighbours: nothing of what has not come may leak into what has.
  return low === high || place === below ? low : low + (place - below) * (high - low);
}
