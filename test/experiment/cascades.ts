import { Draws, unit } from "../../src/engine/index.ts";
import { prepare, Replicator } from "../../src/experiment/index.ts";
import { scenarioOf } from "./scenarios.ts";

/**
 * Cascades under rule (c): one critical platform (half-life 1 h, one copy a copy), every item removed at its own age.
 * Common random numbers couple them: the slower removal has all items that the faster one has.
 */
const CASCADES = {
  /** n_e = 1 - 2^(-25/60), about 0.25 */
  "25 min": { removal: "{ after: PT25M }", effective: 1 - 2 ** (-25 / 60) },
  "1 h": { removal: "{ after: PT1H }", effective: 0.5 },
  "2 h": { removal: "{ after: PT2H }", effective: 0.75 },
  /** exponential ages of mean 1/b and 3/b, b = ln 2 an hour: n_e = b / (b + mu) */
  "exp 1/b": { removal: "{ after: { exponential: { mean: PT5193.705S } } }", effective: 0.5 },
  "exp 3/b": { removal: "{ after: { exponential: { mean: PT15581.115S } } }", effective: 0.75 },
} as const;

export type CascadeName = keyof typeof CASCADES;

/** Mean ages in hours of the exponential ones. */
export const MEAN_AGE = { "exp 1/b": 5193.705 / 3600, "exp 3/b": 15581.115 / 3600 } as const;

export const effectiveOf = (name: CascadeName): number => CASCADES[name].effective;

/** Expected items of a cascade, the original included. */
export const meanTotal = (name: CascadeName): number => 1 / (1 - effectiveOf(name));

/** A cascade's numbers, one array a measure, one place a replication. */
export interface Pool {
  readonly size: number;
  readonly totals: Float64Array;
  readonly hours: Float64Array;
  /** hours an item, and by how many items they were divided */
  readonly hoursEach: Float64Array;
  readonly items: Float64Array;
  /** hours that the original was online */
  readonly original: Float64Array;
}

/** So many cascades of the product's own simulation: replications 0, 1, 2, … of one seed, the same for every kind. */
export function poolOf(name: CascadeName, size: number, seed = 20_260_301): Pool {
  const replicator = new Replicator(
    prepare(
      scenarioOf(`
schemaVersion: 1
id: cascade
platforms:
  social: { halfLife: PT1H, offspring: { social: 1 } }
originals:
  first: { platform: social }
rules:
  removal: ${CASCADES[name].removal}
`),
    ),
  );
  const slot = (id: string) =>
    replicator.layout.findIndex((row) => row.id === id && row.platform === undefined);
  const [total, hours, each, original] = [
    "items.total",
    "item.hours",
    "item.hours.mean",
    "original.online",
  ].map(slot);
  const pool: Pool = {
    size,
    totals: new Float64Array(size),
    hours: new Float64Array(size),
    hoursEach: new Float64Array(size),
    items: new Float64Array(size),
    original: new Float64Array(size),
  };
  for (let i = 0; i < size; i++) {
    replicator.run(seed, i);
    pool.totals[i] = replicator.values[total];
    pool.hours[i] = replicator.values[hours];
    pool.hoursEach[i] = replicator.values[each];
    pool.items[i] = replicator.weights[each];
    pool.original[i] = replicator.values[original] / 3_600_000;
  }
  return pool;
}

/**
 * Experiments drawn from a pool, with replacement, by Philox: the pool is the whole world, so its own mean is the truth
 * to the last digit, and no two experiments share a draw.
 */
export class Sampler {
  private readonly draws = new Draws();
  private readonly size: number;

  constructor(size: number, seed: number) {
    this.size = size;
    this.draws.rekey(0, seed, 0, 0);
  }

  /** Places in the pool for experiment number `experiment`. */
  places(experiment: number, n: number): Int32Array {
    const { draws, size } = this;
    const places = new Int32Array(n);
    for (let i = 0; i < n; i += 4) {
      draws.block(experiment, i, 0, 0);
      // What falls beyond the end of the array is lost.
      places[i] = unit(draws.w0) * size;
      places[i + 1] = unit(draws.w1) * size;
      places[i + 2] = unit(draws.w2) * size;
      places[i + 3] = unit(draws.w3) * size;
    }
    return places;
  }
}

export const meanOf = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
};

/** P(N = k) of a cascade's total: Borel's distribution. */
export function borel(effective: number, k: number): number {
  let log = -effective * k;
  for (let i = 2; i <= k; i++) log -= Math.log(i);
  return Math.exp(log + (k - 1) * Math.log(effective * k));
}

/** P(N >= k). */
export function borelUpper(effective: number, k: number): number {
  let below = 0;
  for (let i = 1; i < k; i++) below += borel(effective, i);
  return 1 - below;
}
