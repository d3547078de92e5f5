import {
  compareMeasures,
  type Family,
  type Interval,
  LEVEL,
  levelOfEach,
  type MeasureComparison,
  nameOfRow,
  type Side,
} from "../../src/experiment/index.ts";
import { MeasureFold } from "../../src/measures/index.ts";
import type { Scenario } from "../../src/model/index.ts";
import { compile, headerOf, Simulation } from "../../src/simulation/index.ts";

/** The same seeds at full size and at scales: what each measure that survives says, and how far apart they are. */

export interface Plan {
  readonly scenario: Scenario;
  readonly scales: readonly number[];
  readonly seed: number;
  readonly replications: number;
  /** uploads of each platform that stay whole, where not the product's own number */
  readonly wholeUploads?: number;
}

export interface SideAtScale extends Side {
  readonly scale: number;
  /** simulated, not what they stand for */
  readonly attempts: number;
  readonly events: number;
}

/** One size, ready to run: its own memory, so that no size warms another. */
class Size {
  readonly scale: number;
  readonly replications: { values: Float64Array; status: Uint8Array; weights: Float64Array }[] = [];
  readonly fold: MeasureFold;
  attempts = 0;
  events = 0;
  private readonly simulation: Simulation;

  constructor({ scenario, wholeUploads }: Plan, scale: number) {
    const compiled = compile(scenario);
    this.scale = scale;
    this.fold = new MeasureFold(headerOf(compiled, { seed: 0, replication: 0, scale }), compiled.dictionary);
    this.simulation = new Simulation(compiled, { listener: this.fold, scale, wholeUploads });
  }

  run(seed: number, replication: number): void {
    const { fold, simulation } = this;
    fold.reset();
    simulation.reset(seed, replication);
    const { attempts, events } = simulation.run();
    fold.finish();
    this.attempts += attempts;
    this.events += events;
    this.replications.push({
      values: fold.values.slice(),
      status: fold.status.slice(),
      weights: fold.weights.slice(),
    });
  }

  side(): SideAtScale {
    const { scale, replications, attempts, events, fold } = this;
    return { scale, replications, attempts, events, layout: fold.layout };
  }
}

/** Full size first, then the scales as they are given. */
export function runAtScales(plan: Plan, onReplication?: (scale: number) => void): readonly SideAtScale[] {
  const sizes = [1, ...plan.scales].map((scale) => new Size(plan, scale));
  for (let replication = 0; replication < plan.replications; replication++) {
    for (const size of sizes) {
      size.run(plan.seed, replication);
      onReplication?.(size.scale);
    }
  }
  return sizes.map((size) => size.side());
}

/** One measure at a scale against itself at full size. */
export interface Agreement {
  readonly scale: number;
  readonly name: string;
  readonly row: MeasureComparison;
  /** zero lies within the interval of the paired difference: of this measure alone, and of all together */
  readonly alone: boolean;
  readonly together: boolean;
}

/** Every row that survives: totals, groups and platforms. */
export function agreementOf(sides: readonly SideAtScale[]): readonly Agreement[] {
  const [full, ...scaled] = sides;
  const told = full.layout.filter(({ definition }) => definition.survivesScale).length * scaled.length;
  const each = levelOfEach(told, LEVEL);
  const family: Family = { measures: [], variants: scaled.length, level: LEVEL, each };
  return scaled.flatMap((side) =>
    compareMeasures(full, side, { family }).flatMap((row, slot): Agreement[] => {
      if (!full.layout[slot].definition.survivesScale || row.difference === null) return [];
      const { interval, familyInterval } = row.difference;
      return [
        {
          scale: side.scale,
          name: nameOfRow(row),
          row,
          alone: holdsZero(interval),
          together: holdsZero(familyInterval),
        },
      ];
    }),
  );
}

/** What too few replications differ in to be told apart is not told apart. */
function holdsZero(interval: Interval): boolean {
  if (interval.kind === "too-few") return true;
  if (interval.kind === "constant") return interval.value === 0;
  return (interval.low ?? Number.NEGATIVE_INFINITY) <= 0 && (interval.high ?? Number.POSITIVE_INFINITY) >= 0;
}
