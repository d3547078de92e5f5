import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exponentialOfWord, minusLog, unit } from "../../src/engine/index.ts";

const TOLERANCE = 2e-15;
const word = fc.integer({ min: -2147483648, max: 2147483647 });
const EDGES = [0, 1, 2, 3, 127, 128, 2147483647, -2147483648, -2, -1];

function holds(each: number): void {
  const expected = -Math.log(unit(each));
  expect(Math.abs(exponentialOfWord(each) - expected)).toBeLessThan(TOLERANCE * Math.max(1, expected));
}

describe("logarithms by table", () => {
  it("turn a word into the exponential that the logarithm of its uniform gives", () => {
    for (const each of EDGES) holds(each);
    fc.assert(fc.property(word, holds), { numRuns: 20_000 });
  });

  it("are above zero, and fall as the word rises", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4294967294 }), (each) => {
        expect(exponentialOfWord(each + 1)).toBeLessThan(exponentialOfWord(each));
        expect(exponentialOfWord(each + 1)).toBeGreaterThan(0);
      }),
      { numRuns: 20_000 },
    );
  });

  it("are those of any number from 0 to 1, never below zero", () => {
    expect(minusLog(0)).toBe(Number.POSITIVE_INFINITY);
    expect(minusLog(1)).toBe(0);
    fc.assert(
      fc.property(fc.double({ min: 2.3e-308, max: 1, noNaN: true }), (x) => {
        expect(Math.abs(minusLog(x) + Math.log(x))).toBeLessThan(TOLERANCE * Math.max(1, -Math.log(x)));
        expect(minusLog(x)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 20_000 },
    );
  });
});
