import { describe, expect, test } from "vitest";
import {
  betaLower,
  betaQuantile,
  binomialCdf,
  studentQuantileOfTail,
  studentUpper,
} from "../../src/engine/index.ts";

// Held to values that SciPy 1.17 gives, relatively.
describe("the incomplete beta function", () => {
  test.each([
    [0.5, 0.5, 0.3, 0.36901011956554536],
    [2, 3, 0.4, 0.5248],
    [25, 0.5, 0.99, 0.48059131207610495],
    [100, 900, 0.11, 0.8536706312207899],
    [1, 1000, 0.002, 0.8649354775533165],
    [500, 500, 0.45, 0.0007636789395264955],
  ])("I(%d, %d) at %d", (a, b, x, wanted) => {
    expect(betaLower(a, b, x) / wanted).toBeCloseTo(1, 11);
  });

  test("is 0 and 1 at its ends", () => {
    expect([betaLower(3, 2, 0), betaLower(3, 2, 1)]).toEqual([0, 1]);
  });

  test.each([
    [1, 50, 0.025, 0.000506227983040829],
    [1, 50, 0.975, 0.07112173646419764],
    [10, 41, 0.025, 0.10030223747257107],
    [180, 21, 0.0005, 0.8124386579863839],
  ])("its quantile (%d, %d) of %d", (a, b, p, wanted) => {
    expect(betaQuantile(a, b, p) / wanted).toBeCloseTo(1, 11);
  });
});

describe("the binomial distribution", () => {
  test.each([
    [0, 50, 0.05, 0.0769449752767133],
    [24, 50, 0.5, 0.4438624136703915],
    [940, 1000, 0.95, 0.0867321783848618],
    [3, 10, 0.9, 9.1216e-6],
  ])("at most %d of %d with chance %d", (k, n, p, wanted) => {
    expect(binomialCdf(k, n, p) / wanted).toBeCloseTo(1, 11);
  });

  test("is nothing below none and all at n", () => {
    expect([binomialCdf(-1, 5, 0.5), binomialCdf(5, 5, 0.5)]).toEqual([0, 1]);
  });
});

describe("Student's t", () => {
  test.each([
    [0.025, 1, 12.706204736174705],
    [0.025, 9, 2.2621571627982053],
    [0.025, 49, 2.0095752371292397],
    [0.0025, 199, 2.838673527180427],
    [0.00025, 999, 3.4922148298051856],
    [1e-6, 30, 5.871117120418882],
  ])("its point of a tail %d under %d degrees", (tail, degrees, wanted) => {
    expect(studentQuantileOfTail(tail, degrees) / wanted).toBeCloseTo(1, 11);
    expect(studentUpper(wanted, degrees) / tail).toBeCloseTo(1, 11);
  });
});
