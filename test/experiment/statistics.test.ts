import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  Accumulator,
  meanInterval,
  proportionInterval,
  quantileOfSorted,
} from "../../src/experiment/index.ts";

const rowsOf = (
  accumulator: Accumulator,
  rows: readonly (readonly number[])[],
  open: readonly (readonly number[])[] = [],
) => {
  for (const [place, row] of rows.entries()) {
    accumulator.add(Float64Array.from(row), Uint8Array.from(open[place] ?? row.map(() => 0)));
  }
};

/** Cubes of a linear congruential sequence: a long tail on one side, the same everywhere. */
const skewed = (count: number) => {
  let state = 1;
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    const u = state / 2_147_483_647;
    return u * u * u * 100;
  });
};

describe("an accumulator", () => {
  test("gives mean, variance and interval of an exact small case", () => {
    const accumulator = new Accumulator(2);
    rowsOf(accumulator, [
      [1, 5],
      [2, 5],
      [3, 5],
      [4, 5],
    ]);
    const [first, second] = [accumulator.summary(0), accumulator.summary(1)];
    expect(first).toMatchObject({ n: 4, open: 0, mean: 2.5 });
    expect(first.variance).toBeCloseTo(5 / 3, 12);
    expect([first.low < 2.5, first.high > 2.5, first.tooFew]).toEqual([true, true, "replications"]);
    expect(second).toEqual({ n: 4, open: 0, mean: 5, variance: 0, low: 5, high: 5 });
  });

  test("takes what is still open into the mean with what had passed, and leaves out what does not exist", () => {
    const accumulator = new Accumulator(1);
    rowsOf(accumulator, [[10], [30], [20], [0]], [[0], [1], [0], [2]]);
    expect(accumulator.summary(0)).toMatchObject({
      n: 2,
      open: 2,
      restricted: true,
      stillOpen: 1,
      mean: 20,
      variance: 100,
    });
  });

  test("does not call a mean restricted because some have no such number", () => {
    const accumulator = new Accumulator(1);
    rowsOf(accumulator, [[10], [0], [20]], [[0], [2], [0]]);
    const summary = accumulator.summary(0);
    expect(summary).toMatchObject({ n: 2, open: 1, mean: 15 });
    expect(summary.restricted).toBeUndefined();
  });

  test("has a mean up to the end where nothing ever came, and none beyond all clocks", () => {
    const accumulator = new Accumulator(2);
    const beyond = 2 ** 53;
    rowsOf(
      accumulator,
      [
        [36, 5],
        [36, beyond],
        [36, 5],
      ],
      [
        [1, 0],
        [1, 1],
        [1, 0],
      ],
    );
    expect(accumulator.summary(0)).toMatchObject({ n: 0, open: 3, mean: 36, variance: 0, low: 36, high: 36 });
    expect(Number.isFinite(accumulator.summary(1).mean)).toBe(false);
  });

  test("says nothing where there is nothing to say", () => {
    const accumulator = new Accumulator(1);
    const nothing = { n: 0, open: 0, mean: NaN, variance: NaN, low: NaN, high: NaN, tooFew: "no-values" };
    expect(accumulator.summary(0)).toEqual(nothing);
    rowsOf(accumulator, [[7]]);
    expect(accumulator.summary(0)).toMatchObject({ n: 1, open: 0, mean: 7, variance: NaN });
  });

  test("gives the interval of a comparison to the bit, skewness and all, and that of a proportion for yes and no", () => {
    const values = skewed(200);
    const flags = values.map((value) => (value > 60 ? 1 : 0));
    const accumulator = new Accumulator(2, (slot) => slot === 1);
    rowsOf(
      accumulator,
      values.map((value, i) => [value, flags[i]]),
    );
    const wanted = meanInterval(values);
    const { low, high, method, mean } = accumulator.summary(0);
    expect({ kind: "interval", low, high, method, level: 0.95 }).toEqual(wanted);
    // Nothing symmetrical about it.
    expect(high - mean).toBeGreaterThan(1.05 * (mean - low));
    const share = accumulator.summary(1);
    const yes = flags.filter((flag) => flag === 1).length;
    expect({ kind: "interval", low: share.low, high: share.high, method: share.method, level: 0.95 }).toEqual(
      proportionInterval(yes, 200),
    );
  });

  test("gives, of more replications than are kept, what it would give of all of them", () => {
    const values = skewed(20_000);
    const accumulator = new Accumulator(3);
    rowsOf(
      accumulator,
      values.map((value, i) => [value, 5, i < 3000 ? 0 : value]),
      values.map((_, i) => [i % 7 === 0 ? 2 : 0, 0, 0]),
    );
    const there = values.filter((_, i) => i % 7 !== 0);
    const close = (slot: number, all: readonly number[]) => {
      const { low, high, n } = accumulator.summary(slot);
      const wanted = meanInterval(all);
      if (wanted.kind !== "interval") throw new Error(wanted.kind);
      const width = (wanted.high ?? 0) - (wanted.low ?? 0);
      expect(n).toBe(all.length);
      // The middle is that of the first replications only, so limits differ, by next to nothing.
      expect(Math.abs(low - (wanted.low ?? 0)) / width).toBeLessThan(0.002);
      expect(Math.abs(high - (wanted.high ?? 0)) / width).toBeLessThan(0.002);
    };
    close(0, there);
    close(
      2,
      values.map((value, i) => (i < 3000 ? 0 : value)),
    );
    expect(accumulator.summary(1)).toMatchObject({ low: 5, high: 5, mean: 5 });
    expect(accumulator.summary(1).tooFew).toBeUndefined();
  });

  test("says where there are too few to tell: replications, or such as differ", () => {
    const accumulator = new Accumulator(2);
    rowsOf(
      accumulator,
      Array.from({ length: 29 }, (_, i) => [i, i]),
    );
    expect(accumulator.summary(0).tooFew).toBe("replications");
    rowsOf(
      accumulator,
      Array.from({ length: 3000 }, () => [5, 14]),
    );
    expect(accumulator.summary(0)).toMatchObject({ method: "hall-mover" });
    const hardly = new Accumulator(1);
    rowsOf(
      hardly,
      Array.from({ length: 3000 }, (_, i) => [i === 2000 ? 1 : 0]),
    );
    expect(hardly.summary(0)).toMatchObject({ tooFew: "few-differ", n: 3000 });
  });

  test("agrees with the two-pass formulas, far from zero too", () => {
    const values = fc.array(fc.double({ min: 1e9, max: 1e9 + 1000, noNaN: true }), {
      minLength: 2,
      maxLength: 50,
    });
    fc.assert(
      fc.property(values, (given) => {
        const accumulator = new Accumulator(1);
        rowsOf(
          accumulator,
          given.map((value) => [value]),
        );
        const mean = given.reduce((a, b) => a + (b - 1e9), 0) / given.length;
        const variance = given.reduce((a, b) => a + (b - 1e9 - mean) ** 2, 0) / (given.length - 1);
        const summary = accumulator.summary(0);
        expect(summary.mean - 1e9).toBeCloseTo(mean, 5);
        expect(Math.abs(summary.variance - variance)).toBeLessThan(1e-4 + variance * 1e-8);
      }),
    );
  });
});

describe("a quantile", () => {
  test("lies between neighbours by straight line", () => {
    expect(quantileOfSorted([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantileOfSorted([10], 0.95)).toBe(10);
    expect(quantileOfSorted([0, 10], 0.05)).toBe(0.5);
    expect(quantileOfSorted([], 0.5)).toBeNaN();
  });

  test("what was not reached stays infinite and leaks into nothing below it", () => {
    expect(quantileOfSorted([1, 2, Number.POSITIVE_INFINITY], 0.5)).toBe(2);
    expect(quantileOfSorted([1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY], 0.5)).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
});
