import { beforeAll, describe, expect, test } from "vitest";
import { readShippedWith } from "../library/shipped.ts";
import { type Agreement, agreementOf, runAtScales, type SideAtScale } from "./agreement.ts";

/** The first hours of the largest shipped incident: most copies come after what stays whole. The soak runs all of it. */
const SHORT = { horizon: "PT3H" };
const SEEDS = 32;

let sides: readonly SideAtScale[] = [];
let found: readonly Agreement[] = [];
beforeAll(() => {
  const scenario = readShippedWith("christchurch-2019", "first-hours", SHORT);
  sides = runAtScales({ scenario, scales: [0.1, 0.01], seed: 20_260_107, replications: SEEDS });
  found = agreementOf(sides);
}, 600_000);

describe("an incident at a tenth and at a hundredth", () => {
  test("is simulated in part", () => {
    const [full, tenth, hundredth] = sides.map(({ attempts }) => attempts);
    expect(full).toBeGreaterThan(5 * tenth);
    expect(full).toBeGreaterThan(15 * hundredth);
  });

  test("gives the totals that survive, as far as the same seeds can tell, or but for less than matters", () => {
    const told = found.filter(({ survives, isTotal }) => survives && isTotal);
    expect(told.length).toBeGreaterThan(60);
    expect(
      told.filter(({ together }) => together === "by what matters").map(({ scale, name }) => [scale, name]),
    ).toEqual([]);
  });

  test("would show what does not survive", () => {
    const versions = found.filter(({ name }) => ["versions.found", "versions.hashed"].includes(name));
    expect(versions).toHaveLength(4);
    for (const { survives, together } of versions) {
      expect(survives).toBe(false);
      expect(together).toBe("by what matters");
    }
  });
});
