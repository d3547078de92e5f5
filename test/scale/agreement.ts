import {
  compareMeasures,
  type Family,
  type Interval,
  LEVEL,
  levelOfEach,
  lostAtScale,
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
  readonly replications: {
    values: Float64Array;
    status: Uint8Array;
    weights: Float64Array;
    attempts: number;
  }[] = [];
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
      attempts,
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

/** How far a measure at a scale is from itself at full size. */
export type Apart =
  /** zero lies within the interval of the paired difference */
  | "not at all"
  /** surely apart, by surely less than the measure's own smallest difference that matters */
  | "less than matters"
  | "by what matters";

export interface Agreement {
  readonly scale: number;
  readonly name: string;
  /** it gets a number at this scale */
  readonly survives: boolean;
  /** false for rows of groups and platforms */
  readonly isTotal: boolean;
  readonly row: MeasureComparison;
  /**
   * By the interval of this measure alone; and, for all rows that get a number together, apart only if a wider interval says
   * so. Less than matters is said of each alone.
   */
  readonly alone: Apart;
  readonly together: Apart;
}

/** Every row in which both sizes can be told apart at all. */
export function agreementOf(sides: readonly SideAtScale[]): readonly Agreement[] {
  const [full, ...scaled] = sides;
  const totals = full.layout.map(({ id, platform }) => platform === undefined && !id.endsWith("members"));
  const lost = new Map(scaled.map((side) => [side, lostAtScale(side, side.scale)]));
  const told = scaled.reduce((sum, side) => sum + side.layout.length - (lost.get(side)?.size ?? 0), 0);
  const each = levelOfEach(Math.max(1, told), LEVEL);
  const family: Family = { measures: [], variants: scaled.length, level: LEVEL, each };
  return scaled.flatMap((side) =>
    compareMeasures(full, side, { family }).flatMap((row, slot): Agreement[] => {
      const { difference } = row;
      if (difference === null || difference.estimate === null) return [];
      return [
        {
          scale: side.scale,
          name: nameOfRow(row),
          survives: lost.get(side)?.has(nameOfRow(row)) === false,
          isTotal: totals[slot],
          row,
          alone: apart(difference.interval, row),
          together: holdsZero(difference.familyInterval) ? "not at all" : apart(difference.interval, row),
        },
      ];
    }),
  );
}

/** What differs in hardly any replication is not told apart by them. */
function limitsOf(interval: Interval): readonly [low: number, high: number] {
  switch (interval.kind) {
    case "too-few":
      return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    case "constant":
      return [interval.value, interval.value];
    default:
      return [interval.low ?? Number.NEGATIVE_INFINITY, interval.high ?? Number.POSITIVE_INFINITY];
  }
}

function holdsZero(interval: Interval): boolean {
  const [low, high] = limitsOf(interval);
  return low <= 0 && high >= 0;
}

function apart(interval: Interval, row: MeasureComparison): Apart {
  if (holdsZero(interval)) return "not at all";
  const [low, high] = limitsOf(interval);
  const size = row.smallestDifferenceIs === "relative" ? Math.abs(row.baseline?.estimate ?? 0) : 1;
  return Math.max(-low, high) <= row.smallestDifference * size ? "less than matters" : "by what matters";
}
