import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile, Simulation } from "../../src/simulation/index.ts";
import { loadScenario } from "../builders/library.ts";

const COOKBOOK = join(import.meta.dirname, "../../scenarios/cookbook");
/** Examples of what is done to items, users, reach and hashes. */
const NUMBERS = new Set([25, 27, 28, 29, 30, 31, 32, 33, 36, 48, 49, 50, 55]);
const EXAMPLES = readdirSync(COOKBOOK).filter((name) => NUMBERS.has(Number.parseInt(name, 10)));

/** Variants that hold more than the base does. */
const VARIANT: Readonly<Record<string, string>> = {
  "29-action-types.yaml": "blocked-access",
  "30-copies-of-what-is-named.yaml": "similar",
};

describe("what was done to items, accounts and hashes goes on from a snapshot", () => {
  test("of every example", () => {
    expect(EXAMPLES).toHaveLength(NUMBERS.size);
  });

  test.each(EXAMPLES)("%s: to the same digest, from a third and from two thirds of its entries", (name) => {
    const compiled = compile(loadScenario(join(COOKBOOK, name), VARIANT[name]));
    const whole = new Simulation(compiled);
    whole.reset(5, 0);
    let entries = 0;
    while (whole.step()) entries++;
    const digest = whole.outcome().digest.hex();
    for (const part of [1 / 3, 2 / 3]) {
      const first = new Simulation(compiled);
      first.reset(5, 0);
      first.runSome(Math.floor(entries * part));
      const snapshot = first.snapshot();
      // What happens to the first afterwards is none of the snapshot's business.
      first.run();
      const second = new Simulation(compiled);
      second.reset(6, 0);
      second.runSome(10);
      second.restore(snapshot);
      expect(second.run().digest.hex()).toBe(digest);
    }
  });
});
