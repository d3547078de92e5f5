import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { MeasureFold } from "../../src/measures/index.ts";
import type { Scenario } from "../../src/model/index.ts";
import type * as Simulated from "../../src/simulation/index.ts";
import type { Runner } from "./estimate.ts";

const ROOM = resolve(import.meta.dirname, "../../src/simulation");
/** More entries than any of the cascades here takes. */
const ENDLESS = 20_000;

/** One place of the simulation's text, and what is put there instead. */
export interface Mutation {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A copy of the simulation with some places of its text changed; the rooms it stands on are the product's own. */
export async function grow(mutations: readonly Mutation[]): Promise<typeof Simulated> {
  const folder = mkdtempSync(join(tmpdir(), "golden-hour-mutant-"));
  for (const file of readdirSync(ROOM)) {
    let text = readFileSync(join(ROOM, file), "utf8");
    for (const { from, to } of mutations.filter((each) => each.file === file)) {
      if (text.split(from).length !== 2) throw new Error(`${file} does not hold once: ${from}`);
      text = text.replace(from, () => to);
    }
    writeFileSync(join(folder, file), text.replaceAll(/from "\.\.\//g, `from "${resolve(ROOM, "..")}/`));
  }
  try {
    return (await import(/* @vite-ignore */ join(folder, "index.ts"))) as typeof Simulated;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs a scenario on a mutant, measured by the product's own measures; a run without end is an error. */
export function runnerOn({ compile, headerOf, Simulation }: typeof Simulated, scenario: Scenario): Runner {
  const compiled = compile(scenario);
  const fold = new MeasureFold(
    headerOf(compiled, { seed: 0, replication: 0, scale: 1 }),
    compiled.dictionary,
  );
  const simulation = new Simulation(compiled, { listener: fold });
  return {
    layout: fold.layout,
    values: fold.values,
    status: fold.status,
    run(seed, replication) {
      fold.reset();
      simulation.reset(seed, replication);
      for (let entries = 0; simulation.step(); entries++)
        if (entries > ENDLESS) throw new Error("a run without end");
      fold.finish();
      return simulation.outcome();
    },
  };
}
