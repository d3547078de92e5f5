import { runCoverage, type Use } from "../../src/experiment/index.ts";
import type { Scenario } from "../../src/model/index.ts";
import { compile, Simulation } from "../../src/simulation/index.ts";
import { addProbes, type DefinitionPart, findUnused } from "../../src/verification/index.ts";
import { MODELS, readShipped, readShippedProtocol, SCENARIO_IDS } from "../library/shipped.ts";
import { isWithin, type Mutation } from "./mutations.ts";

const SEEDS = Array.from({ length: 100 }, (_, index) => index + 1);
/** Seeds tried under every variant before the rest is tried under any. */
const FIRST = 10;

/** Invented scenarios: real ones are larger, and every protocol stands in one of these under one variant or another. */
const SCENARIOS = SCENARIO_IDS.filter((id) => !readShipped(id).scenario.incident.real);

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The scenario under one variant, with the digests of its replications and the use of its statecharts, as asked for. */
interface Stage {
  readonly variant: string;
  readonly scenario: Scenario;
  digest(seed: number): string;
  readonly early: () => Usage;
  readonly whole: () => Usage;
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

/** Which parts of a scenario's statecharts took part over some seeds, and the first seed in which each did. */
class Usage {
  readonly uses: readonly Use[];
  private readonly firstTaken = new Map<string, number>();
  private readonly firstRefused = new Map<string, number>();

  constructor(scenario: Scenario, seeds: readonly number[]) {
    this.uses = runCoverage(addProbes(scenario), {
      seeds,
      onSeed: (seed, uses) => {
        for (const { protocol, machine, taken, refused } of uses) {
          for (const part of taken) noteFirst(this.firstTaken, `${protocol}/${machine}/${part}`, seed);
          for (const probe of refused) noteFirst(this.firstRefused, `${protocol}/${machine}/${probe}`, seed);
        }
      },
    });
  }

  /** The first seed in which one of the parts took part; undefined when none did in any. */
  firstSeed(parts: readonly DefinitionPart[]): number | undefined {
    const seeds = parts.flatMap(({ kind, protocol, machine, owner, probe }) => {
      const taken = owner === "" ? SEEDS[0] : this.firstTaken.get(`${protocol}/${machine}/${owner}`);
      if (taken === undefined || kind !== "guard") return taken ?? [];
      return this.firstRefused.get(`${protocol}/${machine}/${probe ?? ""}`) ?? [];
    });
    return seeds.length === 0 ? undefined : Math.min(...seeds);
  }
}

function noteFirst(firsts: Map<string, number>, key: string, seed: number): void {
  if (!firsts.has(key)) firsts.set(key, seed);
}

function stageOf(id: string, variant: string): Stage {
  const { scenario } = readShipped(id, variant);
  const digests = once(() => digestsOf(scenario));
  return {
    variant: `${id} ${variant}`,
    scenario,
    digest: (seed: number) => digests()(seed),
    early: once(() => new Usage(scenario, SEEDS.slice(0, FIRST))),
    whole: once(() => new Usage(scenario, SEEDS)),
  };
}

/** Models of governance stand last, and in two scenarios: what they share with others shows there first. */
const STAGES: readonly Stage[] = [
  ...SCENARIOS.flatMap((id) => readShipped(id).variants.map((variant) => stageOf(id, variant))),
  ...["unlawful-order", "livestreamed-attack"].flatMap((id) => MODELS.map((model) => stageOf(id, model))),
];

const usesProtocol = ({ scenario }: Stage, protocol: string) =>
  scenario.protocols.some(({ id }) => id === protocol);

/** What became of a change: the variant and seed whose facts it alters, or a name for why it alters none. */
export type Judgement = { readonly altered: string } | typeof NEVER_USED | "alters nothing";
export const NEVER_USED = "never used";

/**
 * Looks for a variant and a seed in which a change alters the facts: first where the changed part took part in one of
 * the first seeds, then, unless `check` would name the part as never used by 100 seeds under any variant, where it took
 * part later, then everywhere. What the soak found is tried before all that: a variant and seed are run again; a part that
 * it named as never used must be unused in the first seeds, a tenth of them all. Throws for a change that leaves no machine that could be run:
 * a fault in its structure is no difference.
 */
export function judgeChange({ mutant, parts }: Mutation, found?: string): Judgement {
  const trials = STAGES.filter((stage) => usesProtocol(stage, mutant.id)).map((stage) => {
    const protocols = stage.scenario.protocols.map((each) => (each.id === mutant.id ? mutant : each));
    const digests = once(() => digestsOf({ ...stage.scenario, protocols }));
    return { stage, alters: (seed: number) => digests()(seed) !== stage.digest(seed) };
  });
  const search = (trial: (typeof trials)[number], from: number, to: number): Judgement | undefined => {
    for (let seed = from; seed <= to; seed++)
      if (trial.alters(seed)) return { altered: `${trial.stage.variant} ${seed}` };
    return undefined;
  };
  const isEarly = ({ stage }: (typeof trials)[number]) => stage.early().firstSeed(parts) !== undefined;
  if (found === NEVER_USED && !trials.some(isEarly)) return NEVER_USED;
  const told = trials.find(({ stage }) => found?.startsWith(`${stage.variant} `));
  const seedTold = Number(found?.split(" ").at(-1));
  if (told?.alters(seedTold)) return { altered: `${told.stage.variant} ${seedTold}` };
  for (const trial of trials) {
    const from = trial.stage.early().firstSeed(parts);
    const early = from === undefined ? undefined : search(trial, from, FIRST);
    if (early !== undefined) return early;
  }
  if (isNeverUsed(mutant.id, parts)) return NEVER_USED;
  const byUse = trials.map((trial) => ({
    trial,
    from: trial.stage.whole().firstSeed(parts) ?? SEEDS.length + 1,
  }));
  for (const { trial, from } of byUse) {
    const late = search(trial, from, SEEDS.length) ?? search(trial, 1, from - 1);
    if (late !== undefined) return late;
  }
  return "alters nothing";
}

const unusedParts = new Map<string, readonly DefinitionPart[]>();

/** Whether `check` would name every one of the parts: unused under every variant of every scenario, over all seeds. */
function isNeverUsed(id: string, parts: readonly DefinitionPart[]): boolean {
  const stages = STAGES.filter((stage) => usesProtocol(stage, id));
  if (stages.some((stage) => stage.early().firstSeed(parts) !== undefined)) return false;
  const unused =
    unusedParts.get(id) ??
    findUnused(
      [readShippedProtocol(id)],
      stages.flatMap((stage) => stage.whole().uses),
    );
  unusedParts.set(id, unused);
  return parts.length > 0 && parts.every((part) => unused.some((outer) => isWithin(part.path, outer.path)));
}
