import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Accumulator, quantileOfSorted, studentT975 } from "../../src/experiment/index.ts";

const rowsOf = (
  accumulator: Accumulator,
  rows: readonly (readonly number[])[],
  open: readonly (readonly number[])[] = [],
) => {
  for (const [place, row] of rows.entries()) {
    accumulator.add(Float64Array.from(row), Uint8Array.from(open[place] ?? row.map(() => 0)));
  }
};

describe("Student's t", () => {
  test("is the published 97.5 % point for small samples", () => {
    expect(studentT975(1)).toBeCloseTo(12.7062, 4);
    expect(studentT975(9)).toBeCloseTo(2.2622, 4);
    expect(studentT975(30)).toBeCloseTo(2.0423, 4);
  });

  test("goes over into the expansion without a step, and to the normal distribution", () => {
    expect(studentT975(31)).toBeCloseTo(2.0395134464, 6);
    expect(studentT975(100)).toBeCloseTo(1.9839715185, 8);
    expect(studentT975(1e9)).toBeCloseTo(1.95996398454, 8);
  });

  test("does not exist without a degree of freedom", () => {
    expect(studentT975(0)).toBeNaN();
  });
});

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
    const half = 3.182446305 * Math.sqrt(5 / 3 / 4);
    expect(first.low).toBeCloseTo(2.5 - half, 9);
    expect(first.high).toBeCloseTo(2.5 + half, 9);
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
    expect(accumulator.summary(0)).toEqual({ n: 0, open: 0, mean: NaN, variance: NaN, low: NaN, high: NaN });
    rowsOf(accumulator, [[7]]);
    expect(accumulator.summary(0)).toEqual({ n: 1, open: 0, mean: 7, variance: NaN, low: NaN, high: NaN });
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
