import { BEYOND } from "../model/index.ts";
import { type Interval, type IntervalMethod, LEVEL, type TooFew } from "./interval.ts";
import { intervalOf, type Limits, limitsOf, type Spread, spreadOf } from "./mean-interval.ts";
import type { Moments } from "./moments.ts";
import { proportionInterval } from "./proportion.ts";

/**
 * Streaming statistics: what many replications say of each measure, without keeping them. Only square roots are used,
 * so the same values give the same bits everywhere.
 */

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
  /** 95 % interval of the mean; NaN where there is none */
  readonly low: number;
  readonly high: number;
  /** how the interval was made; absent where every value is equal, and where `tooFew` says why it is not to be trusted */
  readonly method?: IntervalMethod;
  /**
   * Why nothing can be told that would not mislead: it covers less than it says, so a page shows none. It stands there all the
   * same for whoever only wants to know what these few give.
   */
  readonly tooFew?: TooFew;
}

/** Statuses of a slot: `HAS_VALUE`, `IS_OPEN` and `IS_ABSENT` of the measures. */
const CAME = 0;
const STILL_OPEN = 1;

/**
 * So many replications are kept. Intervals take values apart at a middle, and it need not be the median of all: the mean is
 * the middle, plus the mean distance above it, less that below it, wherever it stands. So the median of the first ones
 * serves, and of the rest only sums are kept. With no more than these the interval is to the bit that of a comparison.
 */
const KEPT = 1024;

/**
 * Mean, variance and interval of each slot of a row of values, added row by row (Welford). What is open takes part with what
 * had passed by the end, so that the mean is the restricted mean, and is counted apart; what is absent takes no part.
 */
export class Accumulator {
  /** values that take part: those that came and those still open */
  private readonly counts: Float64Array;
  private readonly running: Float64Array;
  private readonly means: Float64Array;
  private readonly squares: Float64Array;
  private rows = 0;
  /** rows that are kept, one after the other; what is absent is NaN. Undefined once there are more. */
  private kept: Float64Array | undefined;
  /** about the middle: values that differ from it, and sums of the first three powers of distances above and below */
  private readonly middles: Float64Array;
  private readonly others: Float64Array;
  private readonly above: readonly Float64Array[];
  private readonly below: readonly Float64Array[];
  private readonly isFlag: (slot: number) => boolean;

  readonly size: number;

  /** `isFlag`: slots of yes (1) and no (0), whose mean is a proportion */
  constructor(size: number, isFlag: (slot: number) => boolean = () => false) {
    const slots = () => new Float64Array(size);
    this.size = size;
    this.isFlag = isFlag;
    this.counts = slots();
    this.running = slots();
    this.means = slots();
    this.squares = slots();
    this.middles = slots();
    this.others = slots();
    this.above = [slots(), slots(), slots()];
    this.below = [slots(), slots(), slots()];
    this.kept = slots();
  }

  /** How many rows were added. */
  get total(): number {
    return this.rows;
  }

  add(values: Float64Array, status: Uint8Array): void {
    const { counts, running, means, squares, size } = this;
    const kept = this.roomForRow();
    const start = this.rows * size;
    this.rows++;
    for (let i = 0; i < size; i++) {
      if (status[i] > STILL_OPEN) {
        if (kept !== undefined) kept[start + i] = Number.NaN;
        continue;
      }
      if (status[i] !== CAME) running[i]++;
      const count = ++counts[i];
      // Beyond all clocks there is no end up to which a mean could be taken.
      const value = values[i] < BEYOND ? values[i] : Number.POSITIVE_INFINITY;
      if (kept !== undefined) kept[start + i] = value;
      else if (value !== this.middles[i]) this.split(i, value);
      const distance = value - means[i];
      // Many measures stay at zero: they need no division.
      if (distance === 0) continue;
      const mean = means[i] + distance / count;
      means[i] = mean;
      squares[i] += distance * (value - mean);
    }
  }

  /** Where the next row is kept; undefined from the first that is not. */
  private roomForRow(): Float64Array | undefined {
    const { kept, rows, size } = this;
    if (kept === undefined) return undefined;
    if (rows === KEPT) {
      this.forget(kept);
      return undefined;
    }
    if ((rows + 1) * size <= kept.length) return kept;
    const longer = new Float64Array(Math.min(KEPT, 2 * rows) * size);
    longer.set(kept);
    this.kept = longer;
    return longer;
  }

  /** The rows that were kept become sums about their medians. */
  private forget(kept: Float64Array): void {
    this.kept = undefined;
    for (let slot = 0; slot < this.size; slot++) {
      const values = this.valuesOf(kept, slot);
      this.middles[slot] = spreadOf(values).median;
      for (const value of values) if (value !== this.middles[slot]) this.split(slot, value);
    }
  }

  private valuesOf(kept: Float64Array, slot: number): Float64Array {
    const { rows, size } = this;
    return Float64Array.from({ length: rows }, (_, row) => kept[row * size + slot]).filter(
      (value) => !Number.isNaN(value),
    );
  }

  private split(slot: number, value: number): void {
    const distance = value - this.middles[slot];
    this.others[slot]++;
    const [first, second, third] = distance > 0 ? this.above : this.below;
    const size = distance > 0 ? distance : -distance;
    first[slot] += size;
    second[slot] += size * size;
    third[slot] += size * size * size;
  }

  private spread(slot: number): Spread {
    const { kept, middles, others } = this;
    if (kept !== undefined) return spreadOf(this.valuesOf(kept, slot));
    const n = this.counts[slot];
    return {
      n,
      mean: this.means[slot],
      variance: this.squares[slot] / (n - 1),
      median: middles[slot],
      others: others[slot],
      above: momentsOfSums(n, this.above, slot),
      below: momentsOfSums(n, this.below, slot),
    };
  }

  private interval(slot: number): Interval {
    const n = this.counts[slot];
    if (this.isFlag(slot) && this.running[slot] === 0)
      return proportionInterval(Math.round(this.means[slot] * n), n);
    return intervalOf(this.spread(slot));
  }

  private limits(slot: number): Pick<Summary, "low" | "high" | "method" | "tooFew"> {
    const interval = this.interval(slot);
    switch (interval.kind) {
      case "interval":
        return {
          low: interval.low ?? Number.NEGATIVE_INFINITY,
          high: interval.high ?? Number.POSITIVE_INFINITY,
          method: interval.method,
        };
      case "constant":
        return { low: interval.value, high: interval.value };
      default: {
        const { why } = interval;
        const isShort = why === "replications" || why === "few-differ";
        const { low, high } = isShort ? limitsOf(this.spread(slot), (1 - LEVEL) / 2) : NO_LIMITS;
        return { low, high, tooFew: why };
      }
    }
  }

  summary(slot: number): Summary {
    const count = this.counts[slot];
    const stillOpen = this.running[slot];
    const n = count - stillOpen;
    const mean = count > 0 ? this.means[slot] : Number.NaN;
    const variance = count > 1 ? this.squares[slot] / (count - 1) : Number.NaN;
    return {
      n,
      open: this.rows - n,
      ...(stillOpen > 0 ? { restricted: true as const, stillOpen } : {}),
      mean,
      variance,
      ...this.limits(slot),
    };
  }
}

const NO_LIMITS: Limits = { low: Number.NaN, high: Number.NaN };

/** Moments of distances of which those that are not zero were summed up, in three powers. */
function momentsOfSums(n: number, sums: readonly Float64Array[], slot: number): Moments {
  const [first, second, third] = sums.map((powers) => powers[slot]);
  const mean = first / n;
  return {
    n,
    mean,
    variance: Math.max(0, second - n * mean * mean) / (n - 1),
    third: (n * (third - 3 * mean * second + 2 * n * mean * mean * mean)) / ((n - 1) * (n - 2)),
  };
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
