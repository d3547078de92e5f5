import { Digest, type ReplicationResult } from "../model/index.ts";
import type { Chunk } from "./work.ts";

/** The unbroken pieces of `from` to `to` (not included) that are not there. */
export function gapsOf(
  from: number,
  to: number,
  has: (replication: number) => boolean,
): { readonly from: number; readonly to: number }[] {
  const gaps: { from: number; to: number }[] = [];
  let start = -1;
  for (let i = from; i <= to; i++) {
    const isMissing = i < to && !has(i);
    if (isMissing && start === -1) start = i;
    if (isMissing || start === -1) continue;
    gaps.push({ from: start, to: i });
    start = -1;
  }
  return gaps;
}

/** What came of one setting. */
interface Shelf {
  readonly results: (ReplicationResult | undefined)[];
  /** all before this number are there */
  unbroken: number;
}

/**
 * Keeps results as they come, in any order, and gives the unbroken prefix of each setting in the order of replications:
 * what a partial result, a stop at a wanted precision and every statistic are made of, never what finished first.
 */
export class Results {
  private readonly shelves: ReadonlyMap<string, Shelf>;

  /** Ids of settings, in the order of the plan. */
  constructor(settings: readonly string[]) {
    this.shelves = new Map(settings.map((id) => [id, { results: [], unbroken: 0 }]));
  }

  /**
   * Takes one in. False when the same was there already. Throws where the same replication came with another digest: the
   * program that gave it is not the same, or not deterministic.
   */
  add(result: ReplicationResult): boolean {
    const shelf = this.shelf(result.setting);
    const known = shelf.results[result.replication];
    if (known !== undefined) {
      if (known.digest === result.digest && known.address === result.address) return false;
      throw new Error(`experiment/results_differ ${result.setting} ${result.replication}`);
    }
    shelf.results[result.replication] = result;
    while (shelf.results[shelf.unbroken] !== undefined) shelf.unbroken++;
    return true;
  }

  private shelf(setting: string): Shelf {
    const shelf = this.shelves.get(setting);
    if (shelf === undefined) throw new Error(`experiment/unknown_setting ${setting}`);
    return shelf;
  }

  /** Whether a setting is one of those that are kept here. */
  knows(setting: string): boolean {
    return this.shelves.has(setting);
  }

  has(setting: string, replication: number): boolean {
    return this.shelf(setting).results[replication] !== undefined;
  }

  /** Replications 0, 1, 2, … of a setting, as far as none is missing. */
  prefix(setting: string): readonly ReplicationResult[] {
    const { results, unbroken } = this.shelf(setting);
    return results.slice(0, unbroken) as ReplicationResult[];
  }

  /** How many replications, from 0, are there of every setting. */
  get unbroken(): number {
    let least = Number.POSITIVE_INFINITY;
    for (const { unbroken } of this.shelves.values()) least = Math.min(least, unbroken);
    return Number.isFinite(least) ? least : 0;
  }

  /** What is missing of replications `from` to `to` (not included), in unbroken pieces, by place of the setting. */
  missing(from: number, to: number): Chunk[] {
    return [...this.shelves.values()].flatMap(({ results }, setting) =>
      gapsOf(from, to, (replication) => results[replication] !== undefined).map((gap) => ({
        setting,
        ...gap,
      })),
    );
  }

  /**
   * The digest of the first `count` replications of every setting (as many as every setting has): folded over setting,
   * replication and digest, in the order of the plan. It depends on nothing else: no backend, chunk or order of arrival.
   */
  digest(count = this.unbroken): string {
    const digest = new Digest();
    for (const [setting, { results, unbroken }] of this.shelves) {
      if (unbroken < count) throw new Error(`experiment/results_missing ${setting} ${unbroken}`);
      digest.text(setting);
      for (let i = 0; i < count; i++) {
        digest.float(i);
        digest.text((results[i] as ReplicationResult).digest);
      }
    }
    return digest.hex();
  }
}
