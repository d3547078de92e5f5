import { describe, expect, test } from "vitest";
import {
  BATCH,
  familyOf,
  LEAST,
  levelOfEach,
  orderRange,
  PrecisionWatch,
  pairedProportionInterval,
  pairedQuantile,
  proportionInterval,
  quantileWithInterval,
  ratioValues,
} from "../../src/experiment/index.ts";
import { exponentials } from "./sides.ts";

describe("an interval of a share", () => {
  test("none of n has an upper limit, all of n a lower one: Clopper and Pearson's", () => {
    const [none, all] = [proportionInterval(0, 50), proportionInterval(50, 50)];
    if (none.kind !== "interval" || all.kind !== "interval") throw new Error("no interval");
    expect([none.low, all.high]).toEqual([0, 1]);
    expect(none.high).toBeCloseTo(1 - 0.025 ** (1 / 50), 12);
    expect(all.low).toBeCloseTo(0.025 ** (1 / 50), 12);
    const { low, high } = proportionInterval(10, 50) as { low: number; high: number };
    expect(low).toBeCloseTo(0.10030224, 7);
    expect(high).toBeCloseTo(0.33718311, 7);
  });

  test("of nothing there is none", () => {
    expect(proportionInterval(0, 0)).toEqual({ kind: "too-few", why: "no-values" });
  });

  test("a paired difference turns its sign when the sides change places, and is not certain when none differs", () => {
    const one = pairedProportionInterval({ onlyBaseline: 4, onlyVariant: 9, n: 100 });
    const other = pairedProportionInterval({ onlyBaseline: 9, onlyVariant: 4, n: 100 });
    if (one.kind !== "interval" || other.kind !== "interval") throw new Error("no interval");
    expect(one.low).toBeCloseTo(-(other.high ?? 0), 12);
    const none = pairedProportionInterval({ onlyBaseline: 0, onlyVariant: 0, n: 100 });
    expect(none).toMatchObject({ kind: "interval" });
    expect(none.kind === "interval" && (none.high ?? 0)).toBeGreaterThan(0.02);
  });
});

describe("an interval of a quantile", () => {
  test("runs between the published order statistics: the 40th and 61st of 100 for a median", () => {
    expect(orderRange(100, 0.5, 0.025)).toEqual({ lower: 40, upper: 61 });
    expect(orderRange(10, 0.5, 0.025)).toEqual({ lower: 2, upper: 9 });
  });

  test("is open where so few values cannot bound it", () => {
    const sorted = exponentials(50, 5).toSorted((a, b) => a - b);
    expect(quantileWithInterval(sorted, 0.95).interval).toMatchObject({ high: null });
    expect(quantileWithInterval(sorted, 0.05).interval).toMatchObject({ low: null });
    expect(quantileWithInterval(sorted.slice(0, 5), 0.5).interval).toMatchObject({ low: null, high: null });
  });

  test("is open above where what has not come reaches into it", () => {
    const sorted = [
      ...exponentials(60, 6).toSorted((a, b) => a - b),
      ...Array(40).fill(Number.POSITIVE_INFINITY),
    ];
    const { value, interval } = quantileWithInterval(sorted, 0.5);
    expect(value).not.toBeNull();
    expect(interval).toMatchObject({ high: null });
  });

  test("of paired differences allows for all that an open case may be", () => {
    const known = exponentials(100, 7);
    const low = Float64Array.from(known, (x, i) => (i < 30 ? Number.NEGATIVE_INFINITY : x));
    const high = Float64Array.from(known, (x, i) => (i >= 90 ? Number.POSITIVE_INFINITY : x));
    const all = pairedQuantile(
      { low: Float64Array.from(known), high: Float64Array.from(known) },
      0.5,
    ).interval;
    const some = pairedQuantile({ low, high }, 0.5);
    if (all.kind !== "interval" || some.interval.kind !== "interval") throw new Error("no interval");
    expect(some.value).toBeNull();
    expect(some.interval.low ?? Number.NEGATIVE_INFINITY).toBeLessThan(all.low ?? 0);
    expect(some.interval.high ?? Number.POSITIVE_INFINITY).toBeGreaterThan(all.high ?? 0);
  });
});

describe("a ratio of sums", () => {
  test("is that, with a mean of pseudo-values near it", () => {
    const weights = exponentials(100, 8);
    const ratios = exponentials(100, 9);
    const found = ratioValues({ ratios, weights });
    if (typeof found === "string") throw new Error(found);
    const over = ratios.reduce((sum, ratio, i) => sum + ratio * weights[i], 0);
    expect(found.value).toBeCloseTo(over / weights.reduce((sum, each) => sum + each, 0), 12);
    expect(found.values.reduce((sum, each) => sum + each, 0) / 100).toBeCloseTo(found.value, 1);
  });

  test("is exact where every replication agrees, whatever its weight", () => {
    const found = ratioValues({ ratios: [0.3, 0, 0.3], weights: [3, 0, 7] });
    expect(found).toEqual({ value: 0.3, values: Float64Array.of(0.3, 0.3, 0.3) });
  });

  test("is not said of nothing, nor where a few replications hold nearly all that is divided by", () => {
    expect(ratioValues({ ratios: [0, 0], weights: [0, 0] })).toBe("no-values");
    const weights = exponentials(100, 8).map((x, i) => (i === 0 ? 10_000 : x));
    expect(ratioValues({ ratios: exponentials(100, 9), weights })).toBe("no-denominator");
  });
});

describe("a family of verdicts", () => {
  test("shares the doubt among its measures and variants", () => {
    expect(familyOf(["a", "b", "c"], 4).each).toBeCloseTo(1 - 0.05 / 12, 12);
    expect(levelOfEach(1)).toBe(0.95);
    expect(() => familyOf(["a", "b", "c", "d", "e", "f"], 1)).toThrow(RangeError);
  });
});

describe("stopping at a precision", () => {
  const slow = exponentials(5000, 10);
  const quick = slow.map((x) => 10 + x);
  const watch = (batch?: number) => {
    const watched = [quick, slow].map((values, i) => ({
      name: ["quick", "slow"][i],
      target: 0.08,
      at: (n: number) => {
        const own = values.slice(0, n);
        return { values: own, unit: own.reduce((sum, each) => sum + each, 0) / n };
      },
    }));
    return new PrecisionWatch(watched, batch);
  };

  test("comes at the same replication however the prefix grew", () => {
    const atOnce = watch().advance(5000);
    const steps = watch();
    let state = steps.advance(0);
    for (let n = 0; n <= 5000; n += 37) state = steps.advance(n);
    expect(state).toEqual(atOnce);
    expect(atOnce.stoppedAt).toBeGreaterThan(LEAST);
    expect((atOnce.stoppedAt ?? 1) % BATCH).toBe(0);
  });

  test("names the measure that is slow, and says what it will take", () => {
    const { slowest, stoppedAt } = watch().advance(300);
    expect(stoppedAt).toBeNull();
    expect(slowest?.name).toBe("slow");
    const finally_ = watch().advance(5000).stoppedAt ?? 0;
    expect((slowest?.needed ?? 0) / finally_).toBeGreaterThan(0.5);
    expect((slowest?.needed ?? 0) / finally_).toBeLessThan(2);
  });

  test("never comes before the least, however precise", () => {
    const same = new PrecisionWatch(
      [{ name: "same", target: 0.5, at: (n) => ({ values: Array(n).fill(3), unit: 3 }) }],
      10,
    );
    expect(same.advance(1000).stoppedAt).toBe(LEAST);
  });

  test("does not come where nothing is watched", () => {
    expect(new PrecisionWatch([]).advance(1000)).toEqual({ looked: 1000, stoppedAt: null, slowest: null });
  });
});
