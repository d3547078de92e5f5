/**
 * One assumption at a time: each is set to the low and to the high end of its range, all others as written, with the
 * same draws of chance. What it moves is a paired difference of effects, so chance hides little of it.
 */
import type { Interval } from "./interval.ts";
import { LEVEL } from "./interval.ts";
import { meanInterval } from "./mean-interval.ts";
import { momentsOf } from "./moments.ts";

/** The effect looked at (a paired difference, or one variant's measure), one number a replication. */
export interface EndSample {
  readonly path: string;
  readonly end: "low" | "high";
  /** the number at that end of the range */
  readonly value: number;
  readonly effect: ArrayLike<number>;
}

export interface TornadoEnd {
  readonly value: number;
  /** the effect there */
  readonly estimate: number;
  readonly interval: Interval;
  /** the effect there less that at the assumed values, pair by pair */
  readonly shift: number;
  readonly shiftInterval: Interval;
}

export interface TornadoBar {
  readonly path: string;
  readonly low: TornadoEnd | null;
  readonly high: TornadoEnd | null;
  /** from the lowest to the highest effect among both ends and the assumed values */
  readonly width: number;
  /** whether the effect has another sign at an end than at the assumed values */
  readonly turnsOver: boolean;
}

/** Bars, the widest first; equal ones by path. The samples hold the same replications as `central`. */
export function tornadoOf(
  central: ArrayLike<number>,
  ends: readonly EndSample[],
  level = LEVEL,
): readonly TornadoBar[] {
  const middle = momentsOf(central).mean;
  const paths = [...new Set(ends.map(({ path }) => path))];
  const bars = paths.map((path): TornadoBar => {
    const endOf = (end: "low" | "high") => {
      const sample = ends.find((each) => each.path === path && each.end === end);
      return sample === undefined ? null : describe(sample, central, level);
    };
    const [low, high] = [endOf("low"), endOf("high")];
    const estimates = [low, high].flatMap((each) => (each === null ? [] : [each.estimate]));
    return {
      path,
      low,
      high,
      width: Math.max(middle, ...estimates) - Math.min(middle, ...estimates),
      turnsOver: estimates.some((estimate) => estimate * middle < 0),
    };
  });
  return bars.sort((a, b) => b.width - a.width || (a.path < b.path ? -1 : 1));
}

function describe({ value, effect }: EndSample, central: ArrayLike<number>, level: number): TornadoEnd {
  const shifts = Float64Array.from(central, (base, i) => effect[i] - base);
  return {
    value,
    estimate: momentsOf(effect).mean,
    interval: meanInterval(effect, level),
    shift: momentsOf(shifts).mean,
    shiftInterval: meanInterval(shifts, level),
  };
}
