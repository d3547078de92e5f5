import { describe, expect, test } from "vitest";
import {
  type DoubtQuestion,
  judgeDoubt,
  tornadoOf,
  tradeOffOf,
  type VariedSample,
} from "../../src/experiment/index.ts";
import { exponentials, uniforms } from "./sides.ts";

const SETTINGS = 100;
const QUESTION: DoubtQuestion = {
  direction: "lower-better",
  smallestDifference: 0.05,
  smallestDifferenceIs: "relative",
};

/** An assumption that nobody knows: a number in (0, 1) for each setting; and one that has no bearing on anything. */
const unknown = uniforms(SETTINGS, 50);
const idle = uniforms(SETTINGS, 51);
const ASSUMPTIONS = [
  { path: "idle", drawn: idle },
  { path: "found", drawn: unknown },
];

/**
 * Settings in which the variant has a share `factor` of the baseline in the mean, by chance more or less of it: it
 * counts for a tenth of the replications, and they are equal in all others.
 */
function varied(
  factor: (u: number) => number,
  perSetting: number,
  kernel = "exponential",
  stream = 60,
): VariedSample {
  const sizes = exponentials(SETTINGS * perSetting, stream);
  const hits = uniforms(SETTINGS * perSetting, stream + 1);
  const baseline = sizes.map((x) => 100 * x);
  const variant = baseline.map((x, i) => {
    const share = factor(unknown[Math.floor(i / perSetting)]);
    return hits[i] < 0.2 ? x * (1 + (share - 1) / 0.2) : x;
  });
  return { kernel, perSetting, baseline, variant };
}

const always = () => 0.7;
const sometimes = (u: number) => 0.6 + 0.8 * u;

describe("what we do not know, kept apart from chance", () => {
  test("better in nearly all settings under both kernels is better, though most pairs are equal", () => {
    const kernels = ["exponential", "power-law"].map((kernel, i) => varied(always, 20, kernel, 60 + 2 * i));
    const { verdict, kernels: found } = judgeDoubt(kernels, QUESTION);
    expect(verdict).toEqual({ kind: "better" });
    expect(found.map(({ counts }) => counts?.lower.count)).toEqual([SETTINGS, SETTINGS]);
  });

  test("better in some settings and worse in others depends on the assumption that decides it, by name", () => {
    const { verdict, kernels, drivers } = judgeDoubt([varied(sometimes, 20)], {
      ...QUESTION,
      assumptions: ASSUMPTIONS,
    });
    expect(verdict).toEqual({ kind: "depends-on", on: "found" });
    expect(drivers.map(({ path }) => path)).toEqual(["found"]);
    const truly = unknown.filter((u) => sometimes(u) < 0.95).length;
    expect(Math.abs((kernels[0].counts?.lower.count ?? 0) - truly)).toBeLessThanOrEqual(10);
  });

  test("more replications narrow chance, not the spread between settings, and never turn it into better", () => {
    const found = [1, 2, 5, 20, 80].map((perSetting) =>
      judgeDoubt([varied(sometimes, perSetting)], { ...QUESTION, assumptions: ASSUMPTIONS }),
    );
    for (const { verdict } of found) expect(["depends-on", "cannot-tell-yet"]).toContain(verdict.kind);
    expect(found.at(-1)?.verdict.kind).toBe("depends-on");
    const [some, many] = [found[3].kernels[0], found[4].kernels[0]];
    expect((many.chance ?? 0) / (some.chance ?? 1)).toBeCloseTo(0.5, 1);
    // Between settings the share runs evenly over 0.8 of a baseline of 100.
    expect((many.betweenSettings ?? 0) / ((100 * 0.8) / Math.sqrt(12))).toBeCloseTo(1, 0);
    expect((many.betweenSettings ?? 0) / (some.betweenSettings ?? 1)).toBeCloseTo(1, 0);
  });

  test("one replication a setting counts no settings: chance may be all there is", () => {
    const { kernels } = judgeDoubt([varied(always, 1)], QUESTION);
    expect(kernels[0].counts?.lower.count).toBeNull();
    expect(kernels[0]).toMatchObject({ chance: null, betweenSettings: null });
  });

  test("kernels that disagree make it depend on the kernel", () => {
    const { verdict } = judgeDoubt([varied(always, 20), varied(() => 1.5, 20, "power-law", 70)], QUESTION);
    expect(verdict).toEqual({ kind: "depends-on", on: "kernel" });
  });

  test("a kernel under which nothing can be told keeps the other's word back", () => {
    const { verdict } = judgeDoubt([varied(always, 20), varied(() => 0.95, 20, "power-law", 72)], QUESTION);
    expect(verdict.kind).toBe("cannot-tell-yet");
  });

  test("what is equal in every setting makes no difference", () => {
    expect(judgeDoubt([varied(() => 1, 5)], QUESTION).verdict).toEqual({ kind: "no-difference" });
  });

  test("a few settings say nothing", () => {
    const { baseline, variant } = varied(always, 20);
    const few = { kernel: "exponential", perSetting: 100, baseline, variant };
    expect(judgeDoubt([few], QUESTION).verdict).toMatchObject({ kind: "cannot-tell-yet", why: "too-few" });
  });
});

describe("a tornado", () => {
  const effect = exponentials(200, 80).map((x) => -10 * x);
  const moved = (by: number) => effect.map((x) => x + by);

  test("orders assumptions by what they move, with both ends and their paired intervals", () => {
    const bars = tornadoOf(effect, [
      { path: "narrow", end: "low", value: 1, effect: moved(-1) },
      { path: "narrow", end: "high", value: 3, effect: moved(1) },
      { path: "wide", end: "low", value: 0, effect: moved(-2) },
      { path: "wide", end: "high", value: 9, effect: moved(30) },
    ]);
    expect(bars.map(({ path, turnsOver }) => [path, turnsOver])).toEqual([
      ["wide", true],
      ["narrow", false],
    ]);
    expect(bars[0].width).toBeCloseTo(32, 9);
    expect(bars[0].high?.shift).toBeCloseTo(30, 9);
  });

  test("a bar starts at the assumed values where both ends move the same way", () => {
    const [bar] = tornadoOf(effect, [
      { path: "one", end: "low", value: 1, effect: moved(2) },
      { path: "one", end: "high", value: 3, effect: moved(5) },
    ]);
    expect(bar.width).toBeCloseTo(5, 9);
  });
});

describe("the trade-off of exposure and wrongful removals", () => {
  const [a, b] = [exponentials(200, 90), exponentials(200, 91)];
  const scaled = (x: number, y: number, id: string) => ({
    id,
    exposure: a.map((each) => x * each),
    wrongful: b.map((each) => y * each),
  });

  test("marks what no other beats on both, and who beats the rest", () => {
    const points = tradeOffOf([
      scaled(10, 10, "base"),
      scaled(5, 20, "strict"),
      scaled(5, 9, "both"),
      scaled(20, 5, "mild"),
    ]);
    expect(points.map(({ id, standing, by }) => [id, standing, by])).toEqual([
      ["base", "dominated", ["both"]],
      ["strict", "dominated", ["both"]],
      ["both", "non-dominated", []],
      ["mild", "non-dominated", []],
    ]);
  });

  test("does not call a variant dominated when chance may explain it", () => {
    const near = {
      id: "near",
      exposure: exponentials(200, 93).map((x) => 10 * x),
      wrongful: b.map((x) => 10 * x),
    };
    const [first, second] = tradeOffOf([scaled(10, 10, "base"), near]);
    expect([first.standing, second.standing].toSorted()).toEqual(["non-dominated", "perhaps-dominated"]);
  });

  test("two that are equal in both dominate neither", () => {
    expect(tradeOffOf([scaled(1, 1, "one"), scaled(1, 1, "other")]).map(({ standing }) => standing)).toEqual([
      "non-dominated",
      "non-dominated",
    ]);
  });
});
