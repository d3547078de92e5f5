import { describe, expect, test } from "vitest";
import type * as Experiment from "../../src/experiment/index.ts";
import type { Scenario } from "../../src/model/index.ts";
import { withMutant } from "../mutants/grow.ts";
import { meanOf, meansOf } from "./means.ts";
import { readShipped, readShippedWith } from "./shipped.ts";

const SEEDS = 20;
const night = (): Scenario => readShipped("night-watch").scenario;

/** Hours that one order costs each of the three, over those that it costs each of a large service's people. */
function timesDearer(means: ReadonlyMap<string, number>): number {
  return (
    meanOf(means, "demands.hours.head.each@local-platform") /
    meanOf(means, "demands.hours.head.each@large-platform")
  );
}

describe("burden by size of service", () => {
  test("one order costs the three-moderator service more per head, hundreds of times", () => {
    const means = meansOf(night(), SEEDS);
    expect(meanOf(means, "demands.hours.head.each@local-platform")).toBeCloseTo(1 / 3, 12);
    expect(timesDearer(means)).toBeGreaterThan(100);
    expect(meanOf(means, "demands.hours.head@local-platform")).toBeGreaterThan(
      100 * meanOf(means, "demands.hours.head@large-platform"),
    );
  });

  test("with the same people and the same time for each, it costs the same", () => {
    const staff = {
      people: { value: 3, assumed: [1, 5], because: "Alike." },
      perMessage: { value: "PT1H", assumed: ["PT15M", "PT4H"], because: "Alike." },
    };
    const alike = readShippedWith("night-watch", "alike", {
      platforms: {
        "local-platform": { staff },
        "large-platform": { staff: { ...staff, people: { ...staff.people, source: null } } },
      },
    });
    expect(timesDearer(meansOf(alike, SEEDS))).toBeCloseTo(1, 12);
  });

  test("with the burden switched off in the engine, no order costs anybody anything", async () => {
    const off = {
      file: "measures/treatment.ts",
      from: "!== NOTHING) this.demanded[platform]++;",
      to: "!== NOTHING) this.demanded[platform] += 0;",
    };
    await withMutant([off], async (open) => {
      const { prepare, Replicator } = await open<typeof Experiment>("experiment");
      const replicator = new Replicator(prepare(night()));
      replicator.run(1, 0);
      const slot = replicator.layout.findIndex(
        ({ id, platform }) => `${id}@${platform}` === "demands.hours@local-platform",
      );
      expect(replicator.values[slot]).toBe(0);
    });
  });
});
