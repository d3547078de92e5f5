import { BEYOND, type Fact, itemName } from "../model/index.ts";
import type { Cells } from "./cells.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Ages at which a curve of time to removal is told, milliseconds: those that laws and promises name, and some between. */
export const REMOVAL_AGES: readonly number[] = [
  ...[1, 2, 5, 10, 20, 30, 45].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12, 24, 48, 72, 168].map((hours) => hours * HOUR),
];

/**
 * How old unlawful items were when they were removed, at fixed ages.
 *
 * The end of a run hides what became of items that were young then. So each age looks only at items that went online at
 * least that long before the horizon: of those it is known whether they had been removed by that age, and nothing is
 * guessed. (A Kaplan-Meier estimate would use the younger ones too, but supposes that they are removed as fast as those
 * before them, which is just what a protocol changes.) The older the age, the fewer items stand behind it. Without a
 * horizon a run ends when nothing is left to happen, so all is known of every item.
 *
 * An item counts with its first removal, even if it was put back. A stream that ended and left nothing was removed by
 * nobody and is left out.
 */
export class RemovalAges {
  /** how many items can be watched for exactly so many of the ages: cell ages * platforms + platform */
  private readonly watched: Float64Array;
  /** items that count as removed from this age on, less those that can no longer be watched from this age on */
  private readonly steps: Float64Array;
  private readonly platforms: number;
  /** the last instant at which an item may go online to be watched up to each age */
  private readonly lastStarts: readonly number[];
  /** how many of the ages an item that goes online now can be watched for */
  private watchable = REMOVAL_AGES.length;
  /** below these places nothing was ever counted, so that sums may begin there */
  private leastWatched = REMOVAL_AGES.length;
  private leastStep = REMOVAL_AGES.length;
  /** unlawful items that were put back: they have been removed before */
  private readonly returned = new Set<string>();

  constructor(cells: Cells, platforms: number, horizon = Number.POSITIVE_INFINITY) {
    this.platforms = platforms;
    this.watched = cells.take((REMOVAL_AGES.length + 1) * platforms);
    this.steps = cells.take((REMOVAL_AGES.length + 1) * platforms);
    this.lastStarts = REMOVAL_AGES.map((age) => horizon - age);
  }

  clear(): void {
    this.watchable = REMOVAL_AGES.length;
    this.leastWatched = REMOVAL_AGES.length;
    this.leastStep = REMOVAL_AGES.length;
    if (this.returned.size > 0) this.returned.clear();
  }

  /** An item went online. Instants never fall, so the number of ages left is found in passing. */
  post(platform: number, { at, weight }: Fact): void {
    if (at >= BEYOND) return;
    while (this.watchable > 0 && at > this.lastStarts[this.watchable - 1]) this.watchable--;
    this.leastWatched = this.watchable;
    this.watched[this.watchable * this.platforms + platform] += weight;
  }

  /** An item was removed; `x` of the fact is the instant at which it went online. */
  remove(platform: number, fact: Fact): void {
    if (fact.x >= BEYOND || this.isReturned(fact)) return;
    const from = firstFrom(REMOVAL_AGES, fact.at - fact.x);
    const until = this.watchableFrom(fact.x);
    if (from >= until) return;
    if (from < this.leastStep) this.leastStep = from;
    this.steps[from * this.platforms + platform] += fact.weight;
    this.steps[until * this.platforms + platform] -= fact.weight;
  }

  /** An item went by itself. */
  leave(platform: number, fact: Fact): void {
    if (fact.x < BEYOND && !this.isReturned(fact))
      this.watched[this.watchableFrom(fact.x) * this.platforms + platform] -= fact.weight;
  }

  comeBack(fact: Fact): void {
    this.returned.add(itemName(fact.itemHi, fact.itemLo));
  }

  /** Items that went online at least this age before the horizon. */
  watchedFor(age: number, platform: number): number {
    let total = 0;
    for (let ages = Math.max(age + 1, this.leastWatched); ages <= REMOVAL_AGES.length; ages++)
      total += this.watched[ages * this.platforms + platform];
    return total;
  }

  /** Those of them that were removed by this age. */
  removedBy(age: number, platform: number): number {
    let total = 0;
    for (let step = this.leastStep; step <= age; step++)
      total += this.steps[step * this.platforms + platform];
    return total;
  }

  private isReturned(fact: Fact): boolean {
    return this.returned.size > 0 && this.returned.has(itemName(fact.itemHi, fact.itemLo));
  }

  private watchableFrom(start: number): number {
    const { lastStarts } = this;
    let ages = this.watchable;
    while (ages < lastStarts.length && start <= lastStarts[ages]) ages++;
    return ages;
  }
}

/** Position of the first of ascending numbers that is not below this one. */
function firstFrom(ascending: readonly number[], least: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
