import { MeasureFold, type Row } from "../measures/index.ts";
import type { Fact, FactListener, LogHeader, Scenario } from "../model/index.ts";
import {
  type CompiledScenario,
  compile,
  headerOf,
  type RunOutcome,
  Simulation,
} from "../simulation/index.ts";
import { addressOf, FULL_SCALE, type Which } from "./address.ts";

/** A scenario made ready once, to be run as often as wanted. */
export interface Prepared {
  readonly scenario: Scenario;
  readonly compiled: CompiledScenario;
}

/** Makes a checked scenario ready to run. */
export function prepare(scenario: Scenario): Prepared {
  return { scenario, compiled: compile(scenario) };
}

export function headerFor(
  { scenario, compiled }: Prepared,
  { seed, replication }: Which,
  scale = FULL_SCALE,
): LogHeader {
  const address = addressOf(scenario, { seed, replication }, scale);
  return headerOf(compiled, { seed, replication, scale, address });
}

function hearBoth(first: FactListener, second: FactListener, fact: Fact): void {
  first.onFact(fact);
  second.onFact(fact);
}

/**
 * Runs replications one after the other in the same memory: one simulation and one fold of measures, reset each time.
 * Nothing of one replication is left in the next.
 */
export class Replicator {
  /** After `run`: one number a row of `layout`, and whether it exists (0), is open (1) or absent (2). */
  readonly values: Float64Array;
  readonly status: Uint8Array;
  /** what each ratio was divided by, 1 for other rows: a batch adds up numerators and denominators apart */
  readonly weights: Float64Array;
  readonly layout: readonly Row[];
  private readonly simulation: Simulation;
  private readonly fold: MeasureFold;

  /** `scale`: from above 0 to 1, which is full size; `also` hears every fact beside the measures. */
  constructor(prepared: Prepared, scale = FULL_SCALE, also?: FactListener) {
    const header = headerOf(prepared.compiled, { seed: 0, replication: 0, scale });
    this.fold = new MeasureFold(header, prepared.compiled.dictionary);
    const { fold } = this;
    const listener = also === undefined ? fold : { onFact: (fact: Fact) => hearBoth(fold, also, fact) };
    this.simulation = new Simulation(prepared.compiled, { listener, scale });
    this.layout = this.fold.layout;
    this.values = this.fold.values;
    this.status = this.fold.status;
    this.weights = this.fold.weights;
  }

  run(seed: number, replication: number): RunOutcome {
    this.fold.reset();
    this.simulation.reset(seed, replication);
    const outcome = this.simulation.run();
    this.fold.finish();
    return outcome;
  }

  /** The digest of what `run` did: facts, then measures. Asked for once after each `run`, or not at all. */
  digestOf(outcome: RunOutcome): string {
    this.fold.foldInto(outcome.digest);
    return outcome.digest.hex();
  }
}
