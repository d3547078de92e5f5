import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type FactRecord, type Scenario, toRecord } from "../../src/model/index.ts";
import { compile, Simulation } from "../../src/simulation/index.ts";
import { loadScenario } from "../builders/library.ts";

const HOUR = 3_600_000;
const ACTIONS = join(import.meta.dirname, "../../scenarios/cookbook/29-action-types.yaml");
const PLATFORM = "open-video";

/** The example of construct 29, in which the recording brings about many copies, which breed no further. */
function scenarioOf(variant: string): Scenario {
  const scenario = loadScenario(ACTIONS, variant);
  const { recording } = scenario.originals;
  const offspring = { [PLATFORM]: { value: 6000, mark: { kind: "unmarked" } } } as const;
  return { ...scenario, originals: { recording: { ...recording, offspring } } };
}

function posted(variant: string, seed: number): ReadonlyMap<string, number> {
  const facts: FactRecord[] = [];
  const simulation: Simulation = new Simulation(compile(scenarioOf(variant)), {
    keep: "all",
    onKept: (fact) => facts.push(toRecord(fact, simulation.dictionary)),
  });
  simulation.reset(seed, 0);
  simulation.run();
  return new Map(
    facts
      .filter(({ kind, origin }) => kind === "content.posted" && origin === "copy")
      .map(({ item, at }) => [String(item), Number(at)]),
  );
}

/** What each measure leaves of the copies that come after it: the same share as of the views. */
const LEFT: readonly (readonly [string, number])[] = [
  ["demotion", 1 - 0.6 * 0.5],
  ["no-recommendation", 1 - 0.6],
  ["redirection", 1 - 0.2 * 0.5],
  ["information", 1 - 0.1],
  ["label", 1 - 0.25],
  ["blocked-access", 1 - 0.5 * 0.8 * 0.75],
  ["blocked-search", 1 - 0.5 * 0.2],
  ["blocked-store", 1 - 0.5 * 0.1],
];

describe("what lowers reach", () => {
  const all = posted("base", 11);

  test.each(LEFT)(
    "%s: thins later copies by its documented share and touches no earlier one",
    (variant, left) => {
      const some = posted(variant, 11);
      let before = 0;
      let after = 0;
      for (const [item, at] of all) {
        if (at < HOUR) {
          before++;
          expect(some.get(item)).toBe(at);
        } else after++;
      }
      // Nothing comes that did not come without it, and nothing at another time.
      for (const [item, at] of some) expect(all.get(item)).toBe(at);
      const share = (some.size - before) / after;
      const error = Math.sqrt((left * (1 - left)) / after);
      expect(Math.abs(share - left)).toBeLessThan(4 * error);
    },
  );

  test("takes the same children first, whatever it is: the stronger leaves a part of what the weaker leaves", () => {
    const [weak, strong] = ["redirection", "no-recommendation"].map((variant) => posted(variant, 11));
    for (const item of strong.keys()) expect(weak.has(item)).toBe(true);
    expect(strong.size).toBeLessThan(weak.size);
  });
});
