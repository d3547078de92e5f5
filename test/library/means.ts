import { prepare, Replicator } from "../../src/experiment/index.ts";
import type { Scenario } from "../../src/model/index.ts";

/** Means of the measures over so many seeds, where they exist: by `id` of the whole run, or `id@platform`. */
export function meansOf(scenario: Scenario, seeds: number): ReadonlyMap<string, number> {
  const replicator = new Replicator(prepare(scenario));
  const { layout, values, status } = replicator;
  const sums = layout.map(() => 0);
  const counts = layout.map(() => 0);
  for (let seed = 1; seed <= seeds; seed++) {
    replicator.run(seed, 0);
    for (let slot = 0; slot < layout.length; slot++) {
      if (status[slot] !== 0) continue;
      sums[slot] += values[slot];
      counts[slot]++;
    }
  }
  return new Map(
    layout.flatMap(({ id, platform }, slot): [string, number][] =>
      counts[slot] === 0
        ? []
        : [[platform === undefined ? id : `${id}@${platform}`, sums[slot] / counts[slot]]],
    ),
  );
}

/** A mean that must be there. */
export function meanOf(means: ReadonlyMap<string, number>, id: string): number {
  const found = means.get(id);
  if (found === undefined) throw new Error(`no measure ${id}`);
  return found;
}
