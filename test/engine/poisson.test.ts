import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PoissonTable, poissonQuantile } from "../../src/engine/index.ts";

const open = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
const anyMean = fc.oneof(
  fc.double({ min: 0, max: 2, noNaN: true }),
  fc.double({ min: 0, max: 60, noNaN: true }),
  fc.double({ min: 49.9, max: 50.1, noNaN: true }),
  fc.double({ min: 0, max: 1e7, noNaN: true }),
);

const count = (m: number, u: number, fromTable: boolean) =>
  fromTable ? new PoissonTable(m).count(u) : poissonQuantile(m, u);

/** P(X <= k) and P(X > k), each summed from its small end, in plain arithmetic on logarithms. */
function tails(mean: number, k: number): [number, number] {
  const logs = (n: number) => {
    let sum = -mean + n * Math.log(mean);
    for (let i = 2; i <= n; i++) sum -= Math.log(i);
    return sum;
  };
  let weight = Math.exp(logs(k));
  let below = 0;
  for (let i = k; i >= 0 && weight > 0; i--) {
    below += weight;
    weight *= i / mean;
  }
  weight = Math.exp(logs(k + 1));
  let above = 0;
  for (let i = k + 2; weight > 1e-40; i++) {
    above += weight;
    weight *= mean / i;
  }
  return [below, above];
}

describe("counts", () => {
  it("a count is the smallest whose probability of not being passed reaches u", () => {
    const mean = fc.oneof(
      fc.double({ min: 1e-4, max: 3, noNaN: true }),
      fc.double({ min: 1e-4, max: 400, noNaN: true }),
    );
    fc.assert(
      fc.property(mean, open, (raw, u) => {
        const m = Math.fround(raw);
        const k = poissonQuantile(m, u);
        const [below, above] = tails(m, k);
        expect(u < 0.5 ? below >= u * (1 - 1e-9) : above <= (1 - u) * (1 + 1e-9)).toBe(true);
        if (k === 0) return;
        const [short, long] = tails(m, k - 1);
        expect(u < 0.5 ? short <= u * (1 + 1e-9) : long >= (1 - u) * (1 - 1e-9)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("a larger draw never gives a smaller count", () => {
    fc.assert(
      fc.property(anyMean, open, open, (m, a, b) => {
        expect(poissonQuantile(m, Math.min(a, b))).toBeLessThanOrEqual(poissonQuantile(m, Math.max(a, b)));
      }),
      { numRuns: 2000 },
    );
  });

  it("a larger mean never gives a smaller count, between methods as within them, from tables as without", () => {
    fc.assert(
      fc.property(
        anyMean,
        fc.oneof(anyMean, fc.constant(-1)),
        fc.double({ min: 0, max: 1e-6, noNaN: true }),
        open,
        fc.boolean(),
        fc.boolean(),
        (a, other, nudge, u, x, y) => {
          const b = other < 0 ? a * (1 + nudge) : other;
          const [low, high] = a < b ? [a, b] : [b, a];
          expect(count(low, u, x)).toBeLessThanOrEqual(count(high, u, y));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("a draw that lies on a jump is decided alike for the mean and its nearest neighbours", () => {
    for (const m of [0.3, 0.69, 0.71, 2, 20, 49.99, 50, 50.01, 199, 250]) {
      for (const k of [0, 1, 2, Math.round(m), Math.round(m * 1.3 + 2)]) {
        const [below, above] = tails(m, k);
        for (const jump of [below, 1 - above]) {
          if (!(jump > 0 && jump < 1)) continue;
          for (let i = -3; i <= 3; i++) {
            const u = jump * (1 + i * 1.2e-16);
            if (!(u > 0 && u < 1)) continue;
            let last = -1;
            for (let j = -40; j <= 40; j++) {
              const near = m * (1 + j * 4e-9);
              const now = poissonQuantile(near, u);
              expect(new PoissonTable(near).count(u)).toBe(now);
              expect(now).toBeGreaterThanOrEqual(last);
              last = now;
            }
          }
        }
      }
    }
  });

  it("a table gives the counts of the plain function", () => {
    for (const m of [0, 1e-9, 0.01, 0.69, 0.71, 1, 3, 17, 49.9, 50, 50.5, 1000]) {
      const table = new PoissonTable(m);
      for (let i = 0; i < 2000; i++) {
        const u =
          i < 1000 ? (i + 0.5) / 1000 : i < 1500 ? Math.exp(1000 - i) / 3 : 1 - Math.exp((1500 - i) / 14);
        if (!(u > 0 && u < 1)) continue;
        expect(table.count(u)).toBe(poissonQuantile(m, u));
      }
    }
  });

  it.each([0.05, 0.75, 4, 49, 51, 230, 9000])(
    "over all draws a mean of %d has that mean and that variance",
    (m) => {
      const n = 50_000;
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < n; i++) {
        const k = poissonQuantile(m, (i + 0.5) / n);
        sum += k;
        squares += (k - m) * (k - m);
      }
      expect(Math.abs(sum / n / m - 1)).toBeLessThan(2e-3);
      expect(Math.abs(squares / n / m - 1)).toBeLessThan(1e-2);
    },
  );

  it("large means are met where the normal law says, without a long search", () => {
    for (const m of [1e3, 1e5, 1e7]) {
      expect(Math.abs(poissonQuantile(m, 0.5) - m)).toBeLessThan(2);
      const sigma = Math.sqrt(m);
      expect(Math.abs((poissonQuantile(m, 0.975) - m) / sigma - 1.96)).toBeLessThan(3 / sigma + 1e-3);
      expect(Math.abs((poissonQuantile(m, 1e-9) - m) / sigma + 5.9978)).toBeLessThan(10 / sigma + 1e-3);
    }
  });

  it("nothing happens under mean 0, and no mean is negative", () => {
    expect(poissonQuantile(0, 0.999999)).toBe(0);
    for (const bad of [-1, NaN, Infinity]) {
      expect(() => poissonQuantile(bad, 0.5)).toThrow(RangeError);
      expect(() => new PoissonTable(bad)).toThrow(RangeError);
    }
    for (const u of [0, 1, NaN]) expect(() => poissonQuantile(80, u)).toThrow(RangeError);
  });
});
