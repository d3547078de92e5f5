import { join } from "node:path";
import { prepare, Replicator } from "../../src/experiment/index.ts";
import { type FactRecord, toRecord } from "../../src/model/index.ts";
import { ENGINE_VERSION, Simulation } from "../../src/simulation/index.ts";
import { readShipped } from "../library/shipped.ts";

/** The replications that are kept: seed 1 of one scenario under three of its variants. */
export const GOLDEN: readonly { readonly id: string; readonly variant: string }[] = [
  { id: "livestreamed-attack", variant: "base" },
  { id: "livestreamed-attack", variant: "eu-one-hour-order" },
  { id: "livestreamed-attack", variant: "as-in-2019" },
];
const SEED = 1;

export interface GoldenLog {
  readonly head: {
    readonly scenario: string;
    readonly variant: string;
    readonly seed: number;
    readonly engineVersion: number;
    /** of every fact and of the measures */
    readonly digest: string;
    readonly facts: number;
    readonly endedAt: number;
  };
  /** those about actors, messages, decisions and duties */
  readonly facts: readonly FactRecord[];
}

export function pathOf({ id, variant }: { readonly id: string; readonly variant: string }): string {
  return join(import.meta.dirname, `${id}.${variant}.jsonl`);
}

export function play({ id, variant }: { readonly id: string; readonly variant: string }): GoldenLog {
  const prepared = prepare(readShipped(id, variant).scenario);
  const replicator = new Replicator(prepared);
  const outcome = replicator.run(SEED, 0);
  const facts: FactRecord[] = [];
  const simulation: Simulation = new Simulation(prepared.compiled, {
    keep: "actors",
    onKept: (fact) => facts.push(toRecord(fact, simulation.dictionary)),
  });
  simulation.reset(SEED, 0);
  simulation.run();
  return {
    head: {
      scenario: id,
      variant,
      seed: SEED,
      engineVersion: ENGINE_VERSION,
      digest: replicator.digestOf(outcome),
      facts: outcome.facts,
      endedAt: outcome.endedAt,
    },
    facts,
  };
}

/** One line for the head, then one for each fact. */
export function write({ head, facts }: GoldenLog): string {
  return `${[head, ...facts].map((each) => JSON.stringify(each)).join("\n")}\n`;
}

export function read(text: string): GoldenLog {
  const [head, ...facts] = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  return { head: head as GoldenLog["head"], facts: facts as FactRecord[] };
}
