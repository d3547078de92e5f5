import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { MachineTables, type TableOptions } from "../../src/protocol/index.ts";
import { FEATURES } from "../arbitraries/machines.ts";
import { EVENTS_MET, type MakeRunner, runEquivalence, TableRunner } from "./equivalence.ts";
import { PLANTED_FAULTS } from "./planted-faults.ts";

const SEED = 20260;

// XState's development build warns each time a finished actor is sent something, which is just what is tested here.
beforeAll(() => void vi.spyOn(console, "warn").mockImplementation(() => undefined));
afterAll(() => vi.restoreAllMocks());

function makeWith(options: TableOptions): MakeRunner {
  return (definition, vocabulary) => new TableRunner(new MachineTables(definition, vocabulary, options));
}

describe("tables and XState's own actor", () => {
  test("agree on states, questions, effects and timers, in order, over every feature of the language", () => {
    const report = runEquivalence({ machines: 120, steps: 80, seed: SEED });
    expect(report.differences).toEqual([]);
    // A tenth of the full count of 200 machines for each feature, and each thing that can happen did happen.
    for (const feature of FEATURES) expect.soft(report.features[feature], feature).toBeGreaterThanOrEqual(20);
    for (const met of EVENTS_MET) expect.soft(report.met[met], met).toBeGreaterThanOrEqual(5);
  });

  test("agree when the tables forget after every few rows", () => {
    const makeRunner = makeWith({ maxRows: 2, maxMicrosteps: 40 });
    expect(runEquivalence({ machines: 30, steps: 80, seed: SEED + 1, makeRunner }).differences).toEqual([]);
  });

  test("agree while the parts that take part are counted", () => {
    const makeRunner = makeWith({ coverage: true, maxMicrosteps: 40 });
    expect(runEquivalence({ machines: 20, steps: 60, seed: SEED + 2, makeRunner }).differences).toEqual([]);
  });
});

describe("the comparison", () => {
  for (const [name, makeRunner] of Object.entries(PLANTED_FAULTS)) {
    test(`finds ${name}`, () => {
      const { differences } = runEquivalence({
        machines: 120,
        steps: 60,
        seed: SEED + 3,
        makeRunner,
        stopAfter: 1,
      });
      expect(differences).toHaveLength(1);
    });
  }
});
