import { RowsAtScale } from "../measures/index.ts";
import { FULL_SCALE } from "./address.ts";
import { type Reliability, ReliabilityRun } from "./reliability.ts";
import { headerFor, type Prepared, Replicator } from "./replicator.ts";
import { Accumulator, type Summary } from "./statistics.ts";

/** One measure over many replications. */
export interface ReplicatedMeasure extends Summary {
  readonly id: string;
  readonly unit: string;
  readonly platform?: string;
  /** it would be another number than at full size: then there is none */
  readonly status?: "not-at-this-scale";
}

export interface ReplicatedMeasures {
  readonly replications: number;
  /** share of replications in which the cap was reached */
  readonly capped: number;
  readonly events: number;
  readonly attempts: number;
  readonly measures: readonly ReplicatedMeasure[];
  readonly reliability: Reliability;
}

export interface ReplicationPlan {
  readonly seed: number;
  /** how many: numbers 0, 1, 2, … of the seed */
  readonly replications: number;
  /** from above 0 to 1, which is full size */
  readonly scale?: number;
}

const NOTHING_TOLD: Summary = {
  n: 0,
  open: 0,
  mean: Number.NaN,
  variance: Number.NaN,
  low: Number.NaN,
  high: Number.NaN,
};

/**
 * Runs replications 0, 1, 2, … of a seed and says of each measure what they say together. After the first
 * thousand nothing grows with their number. `advance` runs some and returns, so that whoever drives it can show progress or stop.
 */
export class ReplicationRun {
  private readonly replicator: Replicator;
  private readonly accumulator: Accumulator;
  private readonly plan: ReplicationPlan;
  private readonly reliability: ReliabilityRun;
  /** of each row what its values add up to, of ratios what stands above the line; nothing at full size */
  private readonly sums: Float64Array;
  private capped = 0;
  private events = 0;
  private attempts = 0;
  done = 0;

  constructor(prepared: Prepared, plan: ReplicationPlan) {
    this.plan = plan;
    this.reliability = new ReliabilityRun(headerFor(prepared, { seed: plan.seed, replication: 0 }), prepared);
    this.replicator = new Replicator(prepared, plan.scale, this.reliability.listener);
    const { layout } = this.replicator;
    this.sums = new Float64Array(this.isFullSize ? 0 : layout.length);
    this.accumulator = new Accumulator(layout.length, (slot) => layout[slot].definition.kind === "flag");
  }

  private get isFullSize(): boolean {
    return (this.plan.scale ?? FULL_SCALE) === FULL_SCALE;
  }

  /** Runs at most so many more. False once all have run. */
  advance(count: number): boolean {
    const { replicator, accumulator, plan } = this;
    const until = Math.min(plan.replications, this.done + count);
    for (; this.done < until; this.done++) {
      this.reliability.begin();
      const outcome = replicator.run(plan.seed, this.done);
      this.reliability.end();
      accumulator.add(replicator.values, replicator.status);
      const { sums } = this;
      for (let slot = 0; slot < sums.length; slot++)
        sums[slot] += replicator.values[slot] * replicator.weights[slot];
      if (outcome.isCapped) this.capped++;
      this.events += outcome.events;
      this.attempts += outcome.attempts;
    }
    return this.done < plan.replications;
  }

  result(): ReplicatedMeasures {
    const { done, events, attempts, sums, replicator } = this;
    const lost = new RowsAtScale(replicator.layout, this.plan.scale ?? FULL_SCALE).lostIn(
      done === 0 ? [] : [{ values: sums.map((sum) => sum / done), attempts: attempts / done }],
    );
    return {
      replications: done,
      capped: done === 0 ? 0 : this.capped / done,
      events,
      attempts,
      reliability: this.reliability.result(),
      measures: replicator.layout.map(({ id, unit, platform }, slot) => ({
        id,
        unit,
        ...(platform === undefined ? {} : { platform }),
        ...(lost.has(slot)
          ? { ...NOTHING_TOLD, status: "not-at-this-scale" as const }
          : this.accumulator.summary(slot)),
      })),
    };
  }
}

/** All of a plan in one go; `onProgress` hears now and then how many are done. */
export function runReplications(
  prepared: Prepared,
  plan: ReplicationPlan,
  onProgress?: (done: number) => void,
): ReplicatedMeasures {
  const run = new ReplicationRun(prepared, plan);
  while (run.advance(1024)) onProgress?.(run.done);
  return run.result();
}
