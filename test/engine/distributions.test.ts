import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cdf,
  compileQuantile,
  type Distribution,
  mean,
  quantile,
  remaining,
  scaled,
} from "../../src/engine/index.ts";
import { gammaUpper, logGamma, normalCdf, normalQuantile, normalUpper } from "../../src/engine/special.ts";

const positive = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
const open = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
const shape = fc.double({ min: 0.05, max: 1000, noNaN: true });

const simple: fc.Arbitrary<Distribution> = fc.oneof(
  positive.map((value): Distribution => ({ kind: "fixed", value })),
  positive.map((m): Distribution => ({ kind: "exponential", mean: m })),
  fc.tuple(positive, shape).map(([m, s]): Distribution => ({ kind: "gamma", mean: m, shape: s })),
  fc
    .tuple(positive, fc.double({ min: 0.1, max: 3, noNaN: true }))
    .map(([median, sigma]): Distribution => ({ kind: "lognormal", median, sigma })),
  fc
    .tuple(positive, fc.double({ min: 0.2, max: 5, noNaN: true }))
    .map(([scale, tail]): Distribution => ({ kind: "lomax", scale, tail })),
  fc
    .array(positive, { minLength: 1, maxLength: 12 })
    .map((values): Distribution => ({ kind: "empirical", values: values.sort((a, b) => a - b) })),
  fc
    .tuple(positive, positive, positive)
    .map((three) => three.sort((a, b) => a - b))
    .map(([low, mode, high]): Distribution => ({ kind: "triangular", low, mode, high })),
  fc
    .tuple(positive, fc.double({ min: 0.01, max: 100, noNaN: true }))
    .map(([low, part]): Distribution => ({ kind: "uniform", low, high: low + part * low })),
);
const any: fc.Arbitrary<Distribution> = fc.oneof(
  simple,
  fc.tuple(positive, simple).map(([by, then]): Distribution => ({ kind: "shifted", by, then })),
);

const examples: readonly Distribution[] = [
  { kind: "fixed", value: 5000 },
  { kind: "exponential", mean: 1000 },
  { kind: "gamma", mean: 1000, shape: 0.3 },
  { kind: "gamma", mean: 1000, shape: 4 },
  { kind: "gamma", mean: 1000, shape: 400 },
  { kind: "lognormal", median: 1000, sigma: 0.8 },
  { kind: "lomax", scale: 1000, tail: 3 },
  { kind: "shifted", by: 500, then: { kind: "exponential", mean: 100 } },
  { kind: "empirical", values: [1, 2, 2, 7] },
  { kind: "triangular", low: 100, mode: 300, high: 1000 },
  { kind: "uniform", low: 10, high: 30 },
];

const expectClose = (actual: number, expected: number, relative: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));

describe("quantiles", () => {
  it("a larger draw never means a shorter delay", () => {
    fc.assert(
      fc.property(any, open, open, (d, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        // Two draws closer than the last digits of a Newton step may give the same delay up to rounding.
        expect(quantile(d, low)).toBeLessThanOrEqual(quantile(d, high) * (1 + 1e-12));
      }),
      { numRuns: 1000 },
    );
  });

  it("a larger scale never shortens the same draw", () => {
    fc.assert(
      fc.property(any, open, fc.double({ min: 1, max: 100, noNaN: true }), (d, u, factor) => {
        expect(quantile(scaled(d, factor), u)).toBeGreaterThanOrEqual(quantile(d, u) * (1 - 1e-15));
      }),
    );
  });

  it("scaling a distribution scales its draws and its mean", () => {
    fc.assert(
      fc.property(any, open, fc.double({ min: 0.01, max: 100, noNaN: true }), (d, u, factor) => {
        // Against the upper end too: a short draw between far limits has lost digits to the long limit.
        const error = Math.abs(quantile(scaled(d, factor), u) - quantile(d, u) * factor);
        expect(error).toBeLessThanOrEqual(1e-12 * factor * (quantile(d, u) + quantile(d, 0.999)));
        if (mean(d) < Infinity) expectClose(mean(scaled(d, factor)), mean(d) * factor, 1e-12);
      }),
    );
    expect(quantile(scaled({ kind: "exponential", mean: 9 }, 0), 0.5)).toBe(0);
    expect(() => scaled({ kind: "exponential", mean: 9 }, -1)).toThrow(RangeError);
  });

  it("the distribution function leads back to the draw", () => {
    const smooth = any.filter((d) => !["fixed", "empirical", "shifted", "triangular"].includes(d.kind));
    fc.assert(
      fc.property(smooth, open, (d, u) => {
        expect(Math.abs(cdf(d, quantile(d, u)) - u)).toBeLessThan(1e-9);
      }),
      { numRuns: 1000 },
    );
  });

  it("a compiled quantile gives the same delays to the last bit", () => {
    fc.assert(
      fc.property(any, open, (d, u) => {
        expect(compileQuantile(d)(u)).toBe(quantile(d, u));
      }),
      { numRuns: 1000 },
    );
  });

  it("empirical values are a step function: of n values the one numbered ceil(u n)", () => {
    const d: Distribution = { kind: "empirical", values: [10, 20, 30, 40] };
    expect([0.01, 0.25, 0.26, 0.5, 0.75, 0.76, 0.999].map((u) => quantile(d, u))).toEqual([
      10, 10, 20, 20, 30, 40, 40,
    ]);
    expect([9, 10, 29, 40, 50].map((x) => cdf(d, x))).toEqual([0, 0.25, 0.5, 1, 1]);
    expect(() => quantile({ kind: "empirical", values: [] }, 0.5)).toThrow(RangeError);
  });
});

describe("triangular", () => {
  it("the share below the mode is its place between the limits, and either side is a square root", () => {
    const d: Distribution = { kind: "triangular", low: 100, mode: 400, high: 1300 };
    expect(cdf(d, 400)).toBeCloseTo(0.25, 14);
    expect(quantile(d, 0.25)).toBeCloseTo(400, 10);
    expect(quantile(d, 0.0625)).toBeCloseTo(250, 10);
    expect(quantile(d, 1 - 0.75 / 9)).toBeCloseTo(1000, 10);
    for (let i = 1; i < 100; i++) expectClose(cdf(d, quantile(d, i / 100)), i / 100, 1e-13);
    expect(quantile({ kind: "triangular", low: 7, mode: 7, high: 7 }, 0.3)).toBe(7);
  });
});

describe("means", () => {
  it.each(examples.map((d): [string, Distribution] => [JSON.stringify(d), d]))(
    "the draws of %s average to its mean",
    (_, d) => {
      const n = 20_000;
      let sum = 0;
      for (let i = 0; i < n; i++) sum += quantile(d, (i + 0.5) / n);
      expectClose(sum / n, mean(d), 3e-3);
    },
  );

  it("a power law with a tail of at most 1 has no finite mean", () => {
    expect(mean({ kind: "lomax", scale: 10, tail: 1 })).toBe(Infinity);
    expect(mean({ kind: "lomax", scale: 10, tail: 3 })).toBe(5);
  });
});

describe("gamma", () => {
  it("the round trip through either tail errs by less than 1e-10 for shapes from 0.05 to 1000", () => {
    let worst = 0;
    for (const s of [0.05, 0.1, 0.3, 0.5, 0.9, 1, 1.5, 3, 10, 30, 100, 199.9, 200, 201, 500, 1000]) {
      const d: Distribution = { kind: "gamma", mean: s, shape: s };
      for (const tail of [1e-9, 1e-6, 1e-3, 0.01, 0.1, 0.3, 0.45, 0.5]) {
        worst = Math.max(worst, Math.abs(cdf(d, quantile(d, tail)) / tail - 1));
        const q = 1 - (1 - tail);
        worst = Math.max(worst, Math.abs(gammaUpper(s, quantile(d, 1 - tail)) / q - 1));
      }
    }
    expect(worst).toBeLessThan(1e-10);
  });

  it("shape 1 is the exponential distribution", () => {
    for (let i = 1; i < 200; i++) {
      const u = i / 200;
      expectClose(
        quantile({ kind: "gamma", mean: 7, shape: 1 }, u),
        quantile({ kind: "exponential", mean: 7 }, u),
        1e-13,
      );
    }
  });

  it("shape 2 has the closed form 1 - (1 + x) exp(-x)", () => {
    for (const x of [0.01, 0.5, 1, 2, 5, 20]) {
      expectClose(cdf({ kind: "gamma", mean: 2, shape: 2 }, x), -Math.expm1(-x) - x * Math.exp(-x), 1e-12);
      expectClose(gammaUpper(2, x), (1 + x) * Math.exp(-x), 1e-13);
    }
  });

  it("its distribution function is the integral of its density", () => {
    for (const [s, x] of [
      [2.5, 3],
      [7.3, 4],
      [40, 45],
      [198, 180],
      [205, 190],
      [205, 240],
      [950, 1000],
    ]) {
      const density = (t: number) => (t > 0 ? Math.exp((s - 1) * Math.log(t) - t - logGamma(s)) : 0);
      const n = 20_000;
      let sum = density(x);
      for (let i = 1; i < n; i++) sum += density((x * i) / n) * (i % 2 === 1 ? 4 : 2);
      expectClose(cdf({ kind: "gamma", mean: s, shape: s }, x), (sum * x) / n / 3, 1e-10);
    }
  });
});

describe("normal", () => {
  it("quantiles have their tabulated values and are symmetric", () => {
    expectClose(normalQuantile(0.975), 1.959963984540054, 1e-15);
    expectClose(normalQuantile(0.99), 2.3263478740408408, 1e-15);
    expectClose(normalQuantile(0.9999), 3.719016485455709, 1e-13);
    expect(normalQuantile(0.5)).toBe(0);
    for (let i = 1; i < 512; i++) expect(normalQuantile(i / 1024)).toBe(-normalQuantile(1 - i / 1024));
  });

  it("tails have their known values and lead back to the quantile", () => {
    expectClose(normalUpper(1), 0.15865525393145707, 1e-14);
    expectClose(normalUpper(8), 6.220960574271786e-16, 1e-13);
    for (const p of [1e-200, 1e-20, 1e-9, 0.001, 0.1, 0.4, 0.6, 0.99])
      expectClose(normalCdf(normalQuantile(p)), p, 1e-12);
  });

  it("a lognormal delay has its median in the middle and exp(sigma) a standard deviation above", () => {
    const d: Distribution = { kind: "lognormal", median: 60_000, sigma: 0.7 };
    expect(quantile(d, 0.5)).toBe(60_000);
    expectClose(quantile(d, 0.8413447460685429), 60_000 * Math.exp(0.7), 1e-14);
  });
});

describe("waiting on", () => {
  it("after no time at all, what remains is the whole delay", () => {
    fc.assert(
      fc.property(any, open, (d, u) => {
        const whole = quantile(d, u);
        expect(Math.abs(remaining(d, u, 0) - whole)).toBeLessThanOrEqual(1e-9 * whole);
      }),
    );
  });

  it("what remains is never negative, and longer for a larger draw", () => {
    fc.assert(
      fc.property(any, open, open, positive, (d, a, b, elapsed) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        const short = remaining(d, low, elapsed);
        const long = remaining(d, high, elapsed);
        expect(short).toBeGreaterThanOrEqual(0);
        expect(long - short).toBeGreaterThanOrEqual(-1e-9 * (elapsed + long));
      }),
      { numRuns: 1000 },
    );
  });

  it("the survival beyond what remains is (1 - u) of the survival so far", () => {
    for (const d of examples) {
      if (d.kind === "fixed" || d.kind === "empirical") continue;
      for (const at of [0.1, 0.5, 0.9, 0.99]) {
        const elapsed = quantile(d, at);
        for (const u of [0.01, 0.3, 0.5, 0.8, 0.99]) {
          const survival = 1 - cdf(d, elapsed + remaining(d, u, elapsed));
          expect(Math.abs(survival - (1 - u) * (1 - cdf(d, elapsed)))).toBeLessThan(1e-10);
        }
      }
    }
  });

  it("an exponential delay forgets how long it has lasted", () => {
    const d: Distribution = { kind: "exponential", mean: 1000 };
    expect(remaining(d, 0.3, 1e9)).toBe(quantile(d, 0.3));
    expectClose(remaining({ kind: "gamma", mean: 1000, shape: 1 }, 0.3, 1e6), quantile(d, 0.3), 1e-10);
  });

  it("a power law grows with what has passed", () => {
    const d: Distribution = { kind: "lomax", scale: 30_000, tail: 0.2 };
    expect(remaining(d, 0.5, 60_000)).toBe(quantile({ kind: "lomax", scale: 90_000, tail: 0.2 }, 0.5));
  });

  it("far out in a tail where the distribution function is 1, what remains is still drawn finely", () => {
    const gamma: Distribution = { kind: "gamma", mean: 5, shape: 5 };
    // Beyond x the tail falls like exp(-x) x^4, so the wait is exponential with mean 1 / (1 - 4 / x).
    expectClose(remaining(gamma, 0.5, 2000), Math.log(2) / (1 - 4 / 2000), 1e-5);
    const lognormal: Distribution = { kind: "lognormal", median: 1, sigma: 1 };
    for (const z of [9, 20, 29.9, 30.1, 37]) {
      const elapsed = Math.exp(z);
      const wait = remaining(lognormal, 0.5, elapsed);
      // To first order z moves by log 2 / z.
      expectClose(Math.log1p(wait / elapsed), Math.log(2) / z, 2 / (z * z));
    }
  });

  it("nothing remains of a delay that must have ended", () => {
    expect(remaining({ kind: "fixed", value: 10 }, 0.5, 11)).toBe(0);
    expect(remaining({ kind: "fixed", value: 10 }, 0.5, 4)).toBe(6);
    expect(remaining({ kind: "uniform", low: 0, high: 10 }, 0.5, 11)).toBe(0);
    expect(remaining({ kind: "triangular", low: 0, mode: 5, high: 10 }, 0.5, 10)).toBe(0);
    expect(remaining({ kind: "empirical", values: [1, 2, 3] }, 0.5, 3)).toBe(0);
    expect(remaining({ kind: "empirical", values: [1, 2, 3, 9] }, 0.5, 2)).toBe(1);
    expect(remaining({ kind: "shifted", by: 5, then: { kind: "fixed", value: 1 } }, 0.5, 4)).toBe(2);
    expect(remaining({ kind: "shifted", by: 5, then: { kind: "fixed", value: 1 } }, 0.5, 7)).toBe(0);
  });
});
