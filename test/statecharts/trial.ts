import { runCoverage } from "../../src/experiment/index.ts";
import type { Protocol, Scenario } from "../../src/model/index.ts";
import { compile, Simulation } from "../../src/simulation/index.ts";
import { addProbes, type DefinitionPart, findUnused } from "../../src/verification/index.ts";
import { MODELS, readShipped, SCENARIO_IDS } from "../library/shipped.ts";
import { isWithin, type Mutation } from "./mutations.ts";

const SEEDS = Array.from({ length: 100 }, (_, index) => index + 1);
/** Seeds tried under every variant before the rest is tried under any. */
const FIRST = 8;

/** Invented scenarios: real ones are larger, and every protocol stands in one of these under one variant or another. */
const SCENARIOS = SCENARIO_IDS.filter((id) => !readShipped(id).scenario.incident.real);

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The scenario under one variant, with the digests of its replications as they are asked for. */
interface Stage {
  readonly variant: string;
  readonly scenario: Scenario;
  digest(seed: number): string;
}

export function digestsOf(scenario: Scenario): (seed: number) => string {
  const simulation = new Simulation(compile(scenario));
  const known = new Map<number, string>();
  return (seed) => {
    const before = known.get(seed);
    if (before !== undefined) return before;
    simulation.reset(seed, 0);
    const digest = simulation.run().digest.hex();
    known.set(seed, digest);
    return digest;
  };
}

function stageOf(id: string, variant: string): Stage {
  const { scenario } = readShipped(id, variant);
  const digests = once(() => digestsOf(scenario));
  return { variant: `${id} ${variant}`, scenario, digest: (seed: number) => digests()(seed) };
}

/** Models of governance stand last, and in two scenarios: what they share with others shows there first. */
const STAGES: readonly Stage[] = [
  ...SCENARIOS.flatMap((id) => readShipped(id).variants.map((variant) => stageOf(id, variant))),
  ...["unlawful-order", "livestreamed-attack"].flatMap((id) => MODELS.map((model) => stageOf(id, model))),
];

const usesProtocol = ({ scenario }: Stage, protocol: string) =>
  scenario.protocols.some(({ id }) => id === protocol);

/** Parts that `check` would name: unused under every variant of the scenario, over all seeds. */
export function findNeverUsed(protocol: Protocol): readonly DefinitionPart[] {
  const uses = STAGES.filter((stage) => usesProtocol(stage, protocol.id)).flatMap(({ scenario }) =>
    runCoverage(addProbes(scenario), { seeds: SEEDS }),
  );
  return findUnused([protocol], uses);
}

export function isNamed({ parts }: Mutation, unused: readonly DefinitionPart[]): boolean {
  return parts.length > 0 && parts.every((part) => unused.some((outer) => isWithin(part.path, outer.path)));
}

/**
 * The first variant and seed in which a change alters the facts; undefined when it alters none of 100 seeds under any
 * variant. Throws for a change that leaves no machine that could be run: a fault in its structure is no difference.
 */
export function findAltered({ mutant }: Mutation): string | undefined {
  const trials = STAGES.filter((stage) => usesProtocol(stage, mutant.id)).map((stage) => {
    const protocols = stage.scenario.protocols.map((each) => (each.id === mutant.id ? mutant : each));
    const digests = once(() => digestsOf({ ...stage.scenario, protocols }));
    return { stage, digest: (seed: number) => digests()(seed) };
  });
  for (const seeds of [SEEDS.slice(0, FIRST), SEEDS.slice(FIRST)]) {
    for (const { stage, digest } of trials) {
      const seed = seeds.find((each) => digest(each) !== stage.digest(each));
      if (seed !== undefined) return `${stage.variant} ${seed}`;
    }
  }
  return undefined;
}
