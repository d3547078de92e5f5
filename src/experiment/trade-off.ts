/**
 * What less exposure costs in wrongful removals: which variants no other beats on both. Both axes count what is bad.
 */
import { type Interval, LEVEL } from "./interval.ts";
import { meanInterval } from "./mean-interval.ts";
import { momentsOf } from "./moments.ts";

/** One variant, the baseline among them: both measures replication by replication, all over the same replications. */
export interface TradeOffSample {
  readonly id: string;
  readonly exposure: ArrayLike<number>;
  readonly wrongful: ArrayLike<number>;
}

export interface TradeOffPoint {
  readonly id: string;
  readonly exposure: number;
  readonly exposureInterval: Interval;
  readonly wrongful: number;
  readonly wrongfulInterval: Interval;
  /**
   * `non-dominated`: by the means no other has as little of both and less of one. `dominated`: another surely has less
   * of one and surely no more of the other. `perhaps-dominated`: so by the means, but chance may explain it.
   */
  readonly standing: "non-dominated" | "dominated" | "perhaps-dominated";
  /** ids of those that dominate it by the means */
  readonly by: readonly string[];
}

/** Every variant as a point, in the order given. */
export function tradeOffOf(samples: readonly TradeOffSample[], level = LEVEL): readonly TradeOffPoint[] {
  return samples.map((sample) => {
    const others = samples.filter((other) => other !== sample && dominates(other, sample));
    const isSure = others.some((other) => surelyDominates(other, sample, level));
    return {
      id: sample.id,
      exposure: momentsOf(sample.exposure).mean,
      exposureInterval: meanInterval(sample.exposure, level),
      wrongful: momentsOf(sample.wrongful).mean,
      wrongfulInterval: meanInterval(sample.wrongful, level),
      standing: others.length === 0 ? "non-dominated" : isSure ? "dominated" : "perhaps-dominated",
      by: others.map(({ id }) => id),
    };
  });
}

function dominates(other: TradeOffSample, sample: TradeOffSample): boolean {
  const [x, y] = [excess(other.exposure, sample.exposure), excess(other.wrongful, sample.wrongful)].map(
    (values) => momentsOf(values).mean,
  );
  return x >= 0 && y >= 0 && x + y > 0;
}

function surelyDominates(other: TradeOffSample, sample: TradeOffSample, level: number): boolean {
  const [x, y] = [excess(other.exposure, sample.exposure), excess(other.wrongful, sample.wrongful)].map(
    (values) => lowEnd(meanInterval(values, level)),
  );
  return x >= 0 && y >= 0 && (x > 0 || y > 0);
}

function excess(other: ArrayLike<number>, sample: ArrayLike<number>): Float64Array {
  return Float64Array.from(other, (value, i) => sample[i] - value);
}

function lowEnd(interval: Interval): number {
  if (interval.kind === "constant") return interval.value;
  return interval.kind === "interval" ? (interval.low ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY;
}
