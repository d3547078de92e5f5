import { describe, expect, it } from "vitest";
import { FACT_KINDS, itemName, type Scenario } from "../../src/model/index.ts";
import { compile, Simulation } from "../../src/simulation/index.ts";
import { load } from "../closed-forms/estimate.ts";

const SEEDS = 200;
const FATES = new Map(
  (["content.posted", "content.blocked", "content.removed"] as const).map((name) => [
    FACT_KINDS[name].code,
    name,
  ]),
);

interface Counts {
  posted: number;
  blocked: number;
  removed: number;
}

/** What happens to items under a scenario: one line for each birth, block and removal, by lineage and time. */
class Fates {
  readonly counts: Counts = { posted: 0, blocked: 0, removed: 0 };
  private lines: string[] = [];
  private readonly simulation: Simulation;

  constructor(scenario: Scenario) {
    const compiled = compile(scenario);
    const { dictionary } = compiled;
    this.simulation = new Simulation(compiled, {
      keep: "all",
      onKept: ({ kind, itemHi, itemLo, at, actor, what, how, x }) => {
        const name = FATES.get(kind);
        if (name === undefined) return;
        this.counts[name.slice(8) as keyof Counts]++;
        const words = [actor, what, how].map((word) => dictionary.text(word));
        this.lines.push([itemName(itemHi, itemLo), at, name, ...words, x].join(" "));
      },
    });
  }

  of(seed: number): string[] {
    this.lines = [];
    this.simulation.reset(seed, 0);
    this.simulation.run();
    return this.lines.sort();
  }
}

/** What a scenario says besides its rules and its protocols. */
const worldOf = ({ kernel, mutation, platforms, originals, horizon }: Scenario) => ({
  kernel,
  mutation,
  platforms,
  originals,
  horizon,
});

describe("one engine", () => {
  it.each([
    ["original-goes", { blocked: 0 }],
    ["all-go", { blocked: 100 }],
    ["each-goes", { blocked: 100 }],
    ["ever-after", { blocked: 0 }],
    ["two-phases", { blocked: 100 }],
  ])(
    "gives the same items, births, removals and blocks for %s, bare and as a statechart",
    (rule, { blocked }) => {
      const bare = load(import.meta.dirname, `${rule}-bare`);
      const chart = load(import.meta.dirname, `${rule}-statechart`);
      expect(worldOf(chart)).toEqual(worldOf(bare));
      expect([bare.protocols.length, chart.rules]).toEqual([0, undefined]);

      const byRule = new Fates(bare);
      const byChart = new Fates(chart);
      for (let seed = 0; seed < SEEDS; seed++) expect(byChart.of(seed)).toEqual(byRule.of(seed));
      expect(byRule.counts.posted).toBeGreaterThan(2 * SEEDS);
      expect(byRule.counts.removed).toBeGreaterThan(SEEDS);
      expect(byRule.counts.blocked).toBeGreaterThanOrEqual(blocked);
    },
  );
});
