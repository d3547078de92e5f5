import { expect, it } from "vitest";
import {
  arithmeticFingerprint,
  type Distribution,
  Draws,
  hashText,
  kernelFromHalfLife,
  kernelQuantile,
  LineageKey,
  poissonQuantile,
  quantile,
  remaining,
} from "../../src/engine/index.ts";

/** FNV-1a over the bytes of doubles. */
class Fold {
  private readonly double = new Float64Array(1);
  private readonly bytes = new Uint8Array(this.double.buffer);
  value = 0x811c9dc5;
  add(x: number): void {
    this.double[0] = x;
    for (const byte of this.bytes) this.value = Math.imul(this.value ^ byte, 0x01000193);
  }
}

const distributions: readonly Distribution[] = [
  { kind: "exponential", mean: 60_000 },
  { kind: "gamma", mean: 60_000, shape: 0.4 },
  { kind: "gamma", mean: 60_000, shape: 6 },
  { kind: "gamma", mean: 60_000, shape: 90 },
  { kind: "lognormal", median: 60_000, sigma: 1.1 },
  { kind: "lomax", scale: 30_000, tail: 0.25 },
  { kind: "triangular", low: 1, mode: 5, high: 60_000 },
];

// A change here is a change of every recorded log: it must be meant, and the version of the simulation must move.
it("the same draws have the same bits on every supported Node", () => {
  const fold = new Fold();
  const draws = new Draws();
  draws.rekey(0, 42, 7, 1);
  const key = new LineageKey();
  const { hi, lo } = hashText("platform-a");
  const kernel = kernelFromHalfLife("power-law", 11.5 * 60_000, 0.218);
  for (let i = 0; i < 400; i++) {
    key.child(hi, lo, i & 3, lo, i);
    const u = draws.uniform(key.hi, key.lo, 5, 0);
    for (const d of distributions) {
      fold.add(quantile(d, u));
      fold.add(remaining(d, u, 50_000));
    }
    fold.add(kernelQuantile(kernel, u));
    for (const mean of [0.75, 20, 80, 1e6]) fold.add(poissonQuantile(mean, u));
  }
  expect((fold.value >>> 0).toString(16)).toBe("e6d00cfd");
});

// Workers on other machines are asked for it: it must be the same wherever logs are the same.
it("the fingerprint of the arithmetic is the same on every supported Node", () => {
  expect(arithmeticFingerprint()).toBe("4c1d3b0374e06bf03d83569dd23cb9d6");
});
