import type { Scenario } from "../../src/model/index.ts";
import type * as Simulated from "../../src/simulation/index.ts";
import { type Mutation as AnyMutation, withMutant } from "../mutants/grow.ts";
import { measured, type Runner } from "./estimate.ts";

/** More entries than any of the cascades here takes. */
const ENDLESS = 20_000;

/** One place of the simulation's text (a file of that room), and what is put there instead. */
export type Mutation = AnyMutation;

/** A copy of the simulation with some places of its text changed; the rooms it stands on are the product's own. */
export function grow(mutations: readonly Mutation[]): Promise<typeof Simulated> {
  const below = mutations.map((each) => ({ ...each, file: `simulation/${each.file}` }));
  // An unchanged copy is a copy all the same.
  const all =
    below.length > 0
      ? below
      : [{ file: "simulation/version.ts", from: "ENGINE_VERSION", to: "ENGINE_VERSION" }];
  return withMutant(all, (open) => open<typeof Simulated>("simulation"));
}
/** Runs a scenario on a mutant, measured by the product's own measures; a run without end is an error. */
export function runnerOn(mutant: typeof Simulated, scenario: Scenario): Runner {
  return measured(mutant, scenario, (simulation) => {
    for (let entries = 0; simulation.step(); entries++)
      if (entries > ENDLESS) throw new Error("a run without end");
    return simulation.outcome();
  });
}
