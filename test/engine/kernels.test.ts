import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Kernel,
  kernelCdf,
  kernelFromHalfLife,
  kernelQuantile,
  kernelQuantileOfShare,
  kernelQuantileWithin,
} from "../../src/engine/index.ts";

const halfLife = fc.double({ min: 1000, max: 1e9, noNaN: true });
const tail = fc.double({ min: 0.1, max: 5, noNaN: true });
const kernel: fc.Arbitrary<Kernel> = fc
  .tuple(fc.constantFrom<Kernel["kind"]>("exponential", "power-law"), halfLife, tail)
  .map(([kind, half, gamma]) => kernelFromHalfLife(kind, half, gamma));
const open = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });

describe("kernels", () => {
  it("half of the offspring comes by the half-life", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Kernel["kind"]>("exponential", "power-law"),
        halfLife,
        tail,
        (kind, half, gamma) => {
          expect(kernelCdf(kernelFromHalfLife(kind, half, gamma), half)).toBeCloseTo(0.5, 12);
        },
      ),
    );
  });

  it("the share at an age and the age at a share are inverse", () => {
    fc.assert(
      fc.property(kernel, open, (k, share) => {
        expect(Math.abs(kernelCdf(k, kernelQuantileOfShare(k, share)) - share)).toBeLessThan(1e-12);
        expect(kernelQuantile(k, share)).toBe(kernelQuantileOfShare(k, share));
      }),
    );
  });

  it("nothing has come at birth, everything at last", () => {
    fc.assert(
      fc.property(kernel, (k) => {
        expect([kernelCdf(k, 0), kernelCdf(k, -5)]).toEqual([0, 0]);
        expect([kernelQuantileOfShare(k, 0), kernelQuantileOfShare(k, 1)]).toEqual([0, Infinity]);
        for (const bad of [-0.1, 1.1, NaN]) expect(() => kernelQuantileOfShare(k, bad)).toThrow(RangeError);
      }),
    );
  });

  it("given that it is older, an age is older, and as likely among the older ones as u says", () => {
    fc.assert(
      fc.property(kernel, open, fc.double({ min: 0, max: 0.99, noNaN: true }), (k, u, share) => {
        const from = kernelQuantileOfShare(k, share);
        const age = kernelQuantileWithin(k, u, from);
        expect(age).toBeGreaterThanOrEqual(from);
        const survival = 1 - kernelCdf(k, age);
        expect(Math.abs(survival - (1 - u) * (1 - kernelCdf(k, from)))).toBeLessThan(1e-10);
      }),
    );
  });

  it("the power law has the half-life c (2^(1/gamma) - 1) of its definition", () => {
    const k = kernelFromHalfLife("power-law", 30_000 * (2 ** (1 / 0.25) - 1), 0.25);
    expect(k.kind === "power-law" && k.c).toBeCloseTo(30_000, 6);
    expect(kernelCdf(k, 60_000)).toBeCloseTo(1 - (30 / 90) ** 0.25, 12);
  });

  it("a half-life or tail that is not positive is refused", () => {
    for (const bad of [0, -1, NaN, Infinity]) {
      expect(() => kernelFromHalfLife("exponential", bad, 1)).toThrow(RangeError);
      expect(() => kernelFromHalfLife("power-law", 1000, bad)).toThrow(RangeError);
    }
  });
});
