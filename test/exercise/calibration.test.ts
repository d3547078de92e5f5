import { afterEach, describe, expect, test, vi } from "vitest";
import { Draws } from "../../src/engine/index.ts";
import { Forecaster } from "../../src/exercise/index.ts";
import { addressOf } from "../../src/experiment/index.ts";
import { type Case, playExercises } from "./calibration.ts";
import { BAND } from "./calibration-page.ts";
import { small } from "./calibration-settings.ts";
import { calibrationOf, holds, knowledgeOfDraws, reliability, scores, within } from "./calibration-table.ts";

/** A tenth of `npm run soak forecast`, which writes docs/forecast.md. */
const EXERCISES = 20;
const CONTINUATIONS = 30;
const SEED = 500;
const FAILS = 0.01;
const MINUTE = 60_000;

/**
 * Exercises of six duties each that hang together: half of the time one and the same uniform decides them. Chances are told
 * `off` too low.
 */
function invented(draws: Draws, exercises: number, off = 0): readonly Case[] {
  return Array.from({ length: exercises }, (_, exercise) => {
    const shared = draws.uniform(0, exercise, 1, 0);
    return Array.from({ length: 6 }, (__, duty): Case => {
      const uniform = (purpose: number) => draws.uniform(duty + 1, exercise, purpose, 0);
      const chance = 0.7 + 0.2 * uniform(2);
      const isKept = (uniform(3) < 0.5 ? shared : uniform(4)) < chance;
      const predicted = chance - off;
      return { exercise, setting: "invented", duty: "d", sorted: chance, predicted, told: predicted, isKept };
    });
  }).flat();
}

/** How often the interval of such exercises has room for what held. */
const share = (off: number, doubt: number) => {
  const draws = new Draws();
  const held = Array.from({ length: 200 }, (_, seed) => {
    draws.rekey(0, seed, 0, 0);
    return holds(calibrationOf(invented(draws, 60, off), doubt, ...BAND));
  });
  return held.filter((each) => each).length / held.length;
};

describe("the interval of what held", () => {
  test("has room for chances that are right as often as it says, though duties of one exercise hang together", () => {
    // 200 trials of 95 %: 91 to 98 % in all but one of five thousand such tests.
    expect(share(0, 0.05)).toBeGreaterThan(0.9);
    expect(share(0, 0.05)).toBeLessThan(0.99);
  });

  test("has none for chances that are told ten points too low", () => {
    expect(share(0.1, 0.05)).toBeLessThan(0.2);
  });

  test("is wider than that of duties that have nothing to do with each other", () => {
    const draws = new Draws();
    draws.rekey(0, 1, 0, 0);
    expect(calibrationOf(invented(draws, 400), 0.05).design).toBeGreaterThan(1.5);
  });

  test("is not told of fewer than ten exercises", () => {
    const draws = new Draws();
    draws.rekey(0, 1, 0, 0);
    expect(calibrationOf(invented(draws, 9), 0.05).low).toBeUndefined();
  });
});

describe("of duties that are forecast in exercises", () => {
  const { cases } = playExercises(small(), EXERCISES, CONTINUATIONS, { seed: SEED });

  test("those given 70 to 90 % hold in that share of cases, and so do the others", () => {
    const band = calibrationOf(within(cases, ...BAND), FAILS, ...BAND);
    expect(band).toSatisfy(holds);
    expect(calibrationOf(cases, FAILS)).toSatisfy(holds);
    for (const line of reliability(cases, FAILS / 10)) expect(line).toSatisfy(holds);
    expect(band.exercises).toBeGreaterThanOrEqual(10);
    expect(cases.length).toBeGreaterThan(100);
  });

  test("chances say more than the share that holds anyway", () => {
    const { forecast, base } = scores(cases);
    expect(forecast).toBeLessThan(base * 0.8);
  });

  test("chances are no nearer to what the exercise goes on to do than to what another with the same past does", () => {
    const { n, low, high } = knowledgeOfDraws(cases, FAILS);
    expect(n).toBeGreaterThan(100);
    expect(low).toBeLessThanOrEqual(0);
    expect(high).toBeGreaterThanOrEqual(0);
  });
});

describe("a continuation", () => {
  afterEach(() => vi.restoreAllMocks());

  test("draws nothing that the exercise would draw: with all of these changed it is the same to the last fact", () => {
    const [{ scenario, scale }] = small();
    const which = { seed: 12, replication: 0 };
    const options = { ...which, scale, address: addressOf(scenario, which), opening: [] };
    const epochs = [1, 2, 3, 4, 5];
    const plain = new Forecaster(scenario, options, [], 60 * MINUTE);
    const expected = epochs.map((epoch) => plain.continue(epoch));

    const own = new Draws();
    own.rekey(0, which.seed, which.replication, 0);
    const key = [Reflect.get(own, "key0"), Reflect.get(own, "key1")];
    const forecaster = new Forecaster(scenario, options, [], 60 * MINUTE);
    let changed = 0;
    const { block } = Draws.prototype;
    vi.spyOn(Draws.prototype, "block").mockImplementation(function spy(this: Draws, hi, lo, purpose, index) {
      block.call(this, hi, lo, purpose, index);
      if (Reflect.get(this, "key0") !== key[0] || Reflect.get(this, "key1") !== key[1]) return;
      changed++;
      this.w0 = ~this.w0;
      this.w1 = ~this.w1;
      this.w2 = ~this.w2;
      this.w3 = ~this.w3;
    });
    expect(epochs.map((epoch) => forecaster.continue(epoch))).toEqual(expected);
    expect(changed).toBe(0);
    // And the spy is one that would be noticed: another past is another forecast.
    const other = new Forecaster(scenario, options, [], 60 * MINUTE);
    expect(changed).toBeGreaterThan(0);
    expect(epochs.map((epoch) => other.continue(epoch))).not.toEqual(expected);
  });
});
