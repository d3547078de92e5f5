import type { ReplicationResult } from "../model/index.ts";
import { zonesOf } from "../simulation/index.ts";
import { Addresses } from "./address.ts";
import { drawAssumptions } from "./assumptions.ts";
import { prepare, Replicator } from "./replicator.ts";
import { PER_SETTING, type Setting, settingOf, type Work } from "./work.ts";

/** Runs replications of one setting, one each time it is asked. */
interface Runner {
  /** attempts of the largest replication so far: what the memory of a runner grows with */
  weight: number;
  run(seed: number, replication: number): ReplicationResult;
}

/** Another table of zones here than where the work was planned: its results would be those of another scenario. */
class OtherZonesError extends Error {
  override readonly name = "OtherZonesError";

  constructor(zones: readonly string[]) {
    super(
      `experiment/other_zones: offsets of ${zones.join(", ")} are others here than where this was planned`,
    );
  }
}

function refuseOtherZones({ id, scenario, scale, vary }: Setting): void {
  const zones = zonesOf(scenario).map(({ timeZone }) => timeZone);
  if (zones.length > 0 && settingOf(scenario, { scale, vary }).id !== id) throw new OtherZonesError(zones);
}

function runnerOf(setting: Setting): Runner {
  refuseOtherZones(setting);
  return setting.vary ? varyingRunner(setting) : fixedRunner(setting);
}

function fixedRunner({ id, scenario, scale }: Setting): Runner {
  const replicator = new Replicator(prepare(scenario), scale);
  const addresses = new Addresses(scenario, scale);
  const runner: Runner = {
    weight: 0,
    run(seed, replication) {
      const result = runOnce(replicator, id, addresses, seed, replication);
      runner.weight = Math.max(runner.weight, result.attempts);
      return result;
    },
  };
  return runner;
}

/** Other numbers make another scenario: what was made ready serves the replications under one draw, no others. */
function varyingRunner({ id, scenario, scale }: Setting): Runner {
  let drawnFor = -1;
  let replicator: Replicator;
  let addresses: Addresses;
  let seedOf = Number.NaN;
  return {
    weight: 0,
    run(seed, replication) {
      const draw = Math.floor(replication / PER_SETTING);
      if (draw !== drawnFor || seed !== seedOf) {
        const drawn = drawAssumptions(scenario, seed, draw);
        replicator = new Replicator(prepare(drawn), scale);
        addresses = new Addresses(drawn, scale);
        drawnFor = draw;
        seedOf = seed;
      }
      return runOnce(replicator, id, addresses, seed, replication);
    },
  };
}

function runOnce(
  replicator: Replicator,
  setting: string,
  addresses: Addresses,
  seed: number,
  replication: number,
): ReplicationResult {
  const outcome = replicator.run(seed, replication);
  return {
    setting,
    replication,
    address: addresses.of({ seed, replication }),
    digest: replicator.digestOf(outcome),
    isCapped: outcome.isCapped,
    events: outcome.events,
    attempts: outcome.attempts,
    values: replicator.values.slice(),
    status: replicator.status.slice(),
    weights: replicator.weights.slice(),
  };
}

const MOST_WARM = 64;
/** Attempts whose memory may stay warm: somewhat more than one full-size incident, or dozens of small ones. */
const MOST_WEIGHT = 2_000_000;

/**
 * Runners that stay warm from chunk to chunk: compiled scenarios, tables and columns of their own for each setting. Those
 * not used for longest go when there are too many, or when together they hold too much.
 */
export class Workbench {
  /** least recently used first */
  private readonly warm = new Map<string, Runner>();

  run(seed: number, setting: Setting, replication: number): ReplicationResult {
    const runner = this.take(setting);
    const result = runner.run(seed, replication);
    if (this.warm.size > 1) this.makeRoom();
    return result;
  }

  private take(setting: Setting): Runner {
    const known = this.warm.get(setting.id);
    const runner = known ?? runnerOf(setting);
    if (known !== undefined) this.warm.delete(setting.id);
    this.warm.set(setting.id, runner);
    return runner;
  }

  private makeRoom(): void {
    let weight = 0;
    for (const runner of this.warm.values()) weight += runner.weight;
    for (const [id, runner] of this.warm) {
      if (this.warm.size <= 1 || (this.warm.size <= MOST_WARM && weight <= MOST_WEIGHT)) return;
      this.warm.delete(id);
      weight -= runner.weight;
    }
  }
}

/**
 * Runs one chunk in this process, a replication each time the next result is asked for. Whoever runs several chunks hands
 * in one bench for all, so that what a setting needs is made ready once. Throws what a simulation throws
 * (`TooManyItemsError`).
 */
export function* runChunk(
  { seed }: Pick<Work, "seed">,
  setting: Setting,
  from: number,
  to: number,
  bench = new Workbench(),
): Generator<ReplicationResult, void, void> {
  for (let replication = from; replication < to; replication++) yield bench.run(seed, setting, replication);
}
