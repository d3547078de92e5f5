import { kernelCdf } from "../engine/index.ts";
import type { CompiledScenario, SpreadLaw } from "./compile.ts";
import { FLAG, type Items, STATUS } from "./items.ts";

/** What reach is told of: the items and the present. */
export interface ReachHost {
  readonly compiled: CompiledScenario;
  readonly items: Items;
  readonly now: number;
  readonly marks: Float64Array;
  weightOf(row: number): number;
}

/**
 * Views of an item until its reach was last changed, what they would have been, the share that comes since; what a
 * restriction withholds from a territory, and the views that it withheld until then.
 */
interface Change {
  readonly views: number;
  readonly from: number;
  factor: number;
  readonly territory: string;
  readonly withheld: number;
  readonly lost: number;
}

/** Views that a restriction withheld from its territory since it last changed: all others came, and they are the rest. */
function lostSince(change: { readonly views: number; readonly withheld: number }, views: number): number {
  const kept = 1 - change.withheld;
  return kept > 0 ? ((views - change.views) / kept) * change.withheld : 0;
}

/**
 * How far items reach: their views, and what lowers them. Whatever lowers an item's reach takes the same share of its later
 * views and of its later offspring; what came stays.
 */
export class Reach {
  /** whether anything was demoted or restricted: only then children need be thinned */
  isLowered = false;
  /** by platform: share of its recommendations that no longer comes */
  private demoted: Float64Array;
  /** items whose reach was changed */
  private changes = new Map<number, Change>();
  private readonly host: ReachHost;

  constructor(host: ReachHost, platforms: number) {
    this.host = host;
    this.demoted = new Float64Array(platforms);
  }

  clear(): void {
    this.isLowered = false;
    this.demoted.fill(0);
    this.changes.clear();
  }

  saveState(): object {
    const { isLowered, demoted, changes } = this;
    return { isLowered, demoted, changes };
  }

  loadState(state: object): void {
    Object.assign(this, state);
  }

  /** Whether what goes online on a platform reaches less far from the beginning. */
  isLoweredOn(platform: number): boolean {
    return this.demoted[platform] > 0;
  }

  /** Share of a parent's offspring that still comes: demotion takes recommended ones, a restriction those of a territory. */
  keepShare(parent: number): number {
    const platform = this.host.items.platform[parent];
    let keep = 1;
    if (this.demoted[platform] > 0)
      keep -= this.host.compiled.platforms[platform].recommended * this.demoted[platform];
    return keep * (1 - (this.changes.get(parent)?.withheld ?? 0));
  }

  /** Views that an item would have had by an age if nothing had lowered its reach. */
  private potentialViews(law: SpreadLaw, age: number): number {
    if (law.live === 0) return law.views === 0 ? 0 : law.views * kernelCdf(law.kernel, age);
    const live = (age < law.live ? age : law.live) * law.liveViews;
    return law.recording && age > law.live ? live + law.views * kernelCdf(law.kernel, age - law.live) : live;
  }

  /** Views of an item that has been online until an instant, now if none is given. */
  viewsOf(row: number, at = this.host.now): number {
    const { items } = this.host;
    const law = this.host.compiled.laws[items.law[row]];
    if (law.views === 0 && law.liveViews === 0) return 0;
    let views = this.potentialViews(law, at - items.born[row]);
    if (this.host.compiled.fertility > 0 && (items.flags[row] & FLAG.lawful) === 0)
      views *= this.host.marks[row];
    if (this.changes.size === 0) return views;
    const change = this.changes.get(row);
    if (change === undefined) return views;
    return change.views + change.factor * (views - change.from);
  }

  /**
   * From now on only the share of the item's views comes that its platform's demotion and its restriction leave; what came
   * stays. An empty territory leaves its restriction as it is.
   */
  change(row: number, territory: string, withheld: number, views = this.viewsOf(row)): void {
    const before = this.changes.get(row);
    const law = this.host.compiled.laws[this.host.items.law[row]];
    let potential = this.potentialViews(law, this.host.now - this.host.items.born[row]);
    if (this.host.compiled.fertility > 0 && (this.host.items.flags[row] & FLAG.lawful) === 0)
      potential *= this.host.marks[row];
    const change = {
      views,
      from: potential,
      factor: 1,
      territory: territory || (before?.territory ?? ""),
      withheld: territory === "" ? (before?.withheld ?? 0) : withheld,
      lost: before === undefined ? 0 : before.lost + lostSince(before, views),
    };
    this.changes.set(row, change);
    change.factor = this.keepShare(row);
  }

  /** The item can no longer be seen from a territory. */
  restrict(row: number, territory: string): void {
    const { items, compiled } = this.host;
    const withheld = compiled.platforms[items.platform[row]].audience.get(territory) ?? 0;
    items.flags[row] |= FLAG.restricted;
    this.isLowered = true;
    this.change(row, territory, withheld);
  }

  /** A platform stops recommending this share of what it would have recommended. */
  demote(platform: number, by: number): void {
    const { recommended } = this.host.compiled.platforms[platform];
    if (recommended === 0 || this.demoted[platform] === by) return;
    this.demoted[platform] = by;
    this.isLowered = true;
    const { items } = this.host;
    for (let i = 0; i < items.publishedCount; i++) {
      const row = items.published[i];
      if (items.platform[row] === platform && items.status[row] === STATUS.online) this.change(row, "", 0);
    }
  }

  /** Views by territory: the audience's share of all views, less what restrictions kept from it. */
  countByTerritory(views: Float64Array, reach: readonly Map<string, number>[]): void {
    const { compiled, items } = this.host;
    // Views with a restriction in force came from everywhere but the territory: add what would have come to get the base.
    const withheldViews = compiled.platforms.map(() => new Map<string, number>());
    for (const [row, change] of this.changes) {
      if (change.withheld === 0 || (items.flags[row] & FLAG.lawful) !== 0) continue;
      // A removed item's views ended with it.
      const until = items.status[row] === STATUS.online ? this.host.now : items.since[row];
      const withheld = this.host.weightOf(row) * (change.lost + lostSince(change, this.viewsOf(row, until)));
      const byTerritory = withheldViews[items.platform[row]];
      byTerritory.set(change.territory, (byTerritory.get(change.territory) ?? 0) + withheld);
    }
    for (const platform of compiled.platforms) {
      const lost = withheldViews[platform.number];
      let base = views[platform.number];
      for (const amount of lost.values()) base += amount;
      for (const [territory, share] of platform.audience)
        reach[platform.number].set(territory, share * base - (lost.get(territory) ?? 0));
    }
  }
}
