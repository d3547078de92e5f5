import { describe, expect, it } from "vitest";
import { itemName } from "../../src/model/index.ts";
import { compile, Simulation } from "../../src/simulation/index.ts";
import { BRANCHED, branchedForm, branchingRunner } from "./branched.ts";
import { FOLDER, load } from "./estimate.ts";
import { judge } from "./verdict.ts";

describe("a cascade branched at an instant", () => {
  it.each(BRANCHED)("goes on by the same law: %s at %s h", (file, hours) => {
    expect(judge(branchedForm(file), branchingRunner(file, hours), 0.02).faults).toEqual([]);
  });

  it("keeps what has happened, and draws the rest anew under each epoch", () => {
    const compiled = compile(load(FOLDER, "own-age-exponential"));
    const instant = 3_600_000;
    let facts: string[] = [];
    const simulation = new Simulation(compiled, {
      keep: "all",
      // Facts about items: when a run with nothing left to happen ends is told by whatever was still awaited in vain.
      onKept: ({ kind, at, itemHi, itemLo }) => {
        if (itemHi !== 0 || itemLo !== 0) facts.push(`${at} ${kind} ${itemName(itemHi, itemLo)}`);
      },
    });
    const branch = (replication: number, epoch: number | undefined) => {
      facts = [];
      simulation.reset(3, replication);
      simulation.runUntil(instant);
      if (epoch !== undefined) simulation.branch(epoch);
      simulation.run();
      return facts;
    };
    const past = (all: readonly string[]) => all.filter((fact) => Number.parseInt(fact, 10) <= instant);
    let differing = 0;
    for (let replication = 0; replication < 100; replication++) {
      const runs = [undefined, 1, 2].map((epoch) => branch(replication, epoch));
      for (const run of runs) expect(past(run)).toEqual(past(runs[0]));
      expect(branch(replication, 2)).toEqual(runs[2]);
      if (new Set(runs.map((run) => run.join())).size === 3) differing++;
    }
    expect(differing).toBeGreaterThan(50);
  });
});
