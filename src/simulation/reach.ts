import { kernelCdf } from "../engine/index.ts";
import type { BlockingMeans } from "../model/index.ts";
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

/** A share of an item's audience that does not see it, by territory. */
interface Cut {
  readonly territory: string;
  readonly share: number;
}

/** What was done to one item's reach, apart from what was done to its platform. */
interface Own {
  /** where it is restricted, and the share of the whole audience that this withholds */
  territory: string;
  withheld: number;
  /** share of the territory's audience that gets around the restriction */
  leak: number;
  /** share of its recommendations that no longer comes */
  demoted: number;
  /** share that its labels leave */
  labelled: number;
}

/**
 * Views of an item until its reach was last changed, what they would have been, the share that comes since; who has been
 * kept from it since, and the views that this withheld from each territory until then.
 */
interface Change extends Own {
  readonly views: number;
  readonly from: number;
  factor: number;
  cuts: readonly Cut[];
  readonly lost: ReadonlyMap<string, number>;
}

const NOTHING_LOST: ReadonlyMap<string, number> = new Map();
const UNCUT: readonly Cut[] = [];
const UNTOUCHED: Own = { territory: "", withheld: 0, leak: 0, demoted: 0, labelled: 1 };

const cutBy = (cuts: readonly Cut[]): number => {
  let sum = 0;
  for (const { share } of cuts) sum += share;
  return sum;
};

/** Views withheld from each territory by an instant: those since the last change are the rest of what came to the others. */
function lostBy(change: Change, views: number): ReadonlyMap<string, number> {
  if (change.cuts.length === 0) return change.lost;
  const kept = 1 - cutBy(change.cuts);
  const lost = new Map(change.lost);
  for (const { territory, share } of change.cuts) {
    const since = kept > 0 ? ((views - change.views) / kept) * share : 0;
    lost.set(territory, (lost.get(territory) ?? 0) + since);
  }
  return lost;
}

/** An access block in force: who keeps which part of a territory's audience from a platform. */
interface Block {
  readonly by: number;
  readonly platform: number;
  readonly territory: string;
  readonly means: BlockingMeans;
  /** share of the territory's audience that no longer comes */
  readonly share: number;
}

/** What a block changed: the share of a platform's whole audience that it cut off, or gave back. */
export interface BlockChange {
  readonly platform: number;
  readonly means: BlockingMeans;
  readonly share: number;
}

/** What can be done to everything that a platform shows of the event. */
export type ReachMeasure = "demotion" | "redirection" | "recommendation" | "information";

/**
 * How far items reach: their views, and what lowers them. Whatever lowers an item's reach takes the same share of its later
 * views and of its later offspring; what came stays. Shares go by where views come from (spread-model.md section 4: each
 * lowered rate thins by the child's own uniform):
 *
 *   left = (1 - recommended d - searched r) (1 - i) (1 - l) (1 - sum over territories of a (1 - (1 - w) (1 - b)))
 *
 * d: share of recommendations that no longer comes (1 while recommendation is off; an item's own demotion d' makes it
 * 1 - (1 - d)(1 - d')); r: share of searchers who are led elsewhere; i: share that official information prevents; l: the
 * same for the item's labels; a: a territory's share of the audience, w the share of it that a restriction keeps out, b the
 * share that access blocks keep out.
 */
export class Reach {
  /** whether anything ever lowered reach: only then children need be thinned */
  isLowered = false;
  /** by platform: share of its recommendations that no longer comes; whether it recommends nothing at all */
  private demoted: Float64Array;
  private off: Uint8Array;
  private redirected: Float64Array;
  private informed: Float64Array;
  private blocks: Block[] = [];
  /** items whose reach was changed */
  private changes = new Map<number, Change>();
  private readonly host: ReachHost;

  constructor(host: ReachHost, platforms: number) {
    this.host = host;
    this.demoted = new Float64Array(platforms);
    this.off = new Uint8Array(platforms);
    this.redirected = new Float64Array(platforms);
    this.informed = new Float64Array(platforms);
  }

  clear(): void {
    this.isLowered = false;
    this.demoted.fill(0);
    this.off.fill(0);
    this.redirected.fill(0);
    this.informed.fill(0);
    this.blocks = [];
    if (this.changes.size > 0) this.changes.clear();
  }

  saveState(): object {
    const { isLowered, demoted, off, redirected, informed, blocks, changes } = this;
    return { isLowered, demoted, off, redirected, informed, blocks, changes };
  }

  loadState(state: object): void {
    Object.assign(this, state);
  }

  /** Whether what goes online on a platform reaches less far from the beginning. */
  isLoweredOn(platform: number): boolean {
    return (
      this.isLowered &&
      (this.demoted[platform] > 0 ||
        this.off[platform] !== 0 ||
        this.redirected[platform] > 0 ||
        this.informed[platform] > 0 ||
        this.isBlocked(platform))
    );
  }

  /** Share of a parent's offspring that still comes. */
  keepShare(parent: number): number {
    const platform = this.host.items.platform[parent];
    const own = this.changes.get(parent);
    const keep = this.platformShare(platform, own?.demoted ?? 0);
    return own === undefined ? keep : keep * own.labelled * (1 - cutBy(own.cuts));
  }

  /** Share of views and offspring that what was done on a platform leaves to its items, before labels and territories. */
  platformShare(platform: number, itemDemoted = 0): number {
    const { recommended, searched } = this.host.compiled.platforms[platform];
    let demoted = this.off[platform] !== 0 ? 1 : this.demoted[platform];
    if (itemDemoted > 0) demoted = 1 - (1 - demoted) * (1 - itemDemoted);
    let keep = 1;
    if (demoted > 0) keep -= recommended * demoted;
    if (this.redirected[platform] > 0) keep -= searched * this.redirected[platform];
    return keep * (1 - this.informed[platform]);
  }

  /** Who does not see an item of this platform: its own restriction, and access blocks. */
  private cutsOf(platform: number, { territory, withheld, leak }: Own): readonly Cut[] {
    if (!this.isBlocked(platform)) return withheld > 0 ? [{ territory, share: withheld }] : UNCUT;
    const { audience } = this.host.compiled.platforms[platform];
    const cuts: Cut[] = [];
    for (const [name, part] of audience) {
      const isRestricted = name === territory && withheld > 0;
      const left = (isRestricted ? leak : 1) * (1 - this.blockedIn(platform, name));
      if (left < 1) cuts.push({ territory: name, share: part * (1 - left) });
    }
    return cuts;
  }

  private isBlocked(platform: number): boolean {
    for (const block of this.blocks) if (block.platform === platform) return true;
    return false;
  }

  /** Share of a territory's audience that access blocks keep from a platform; each takes its part of who is left. */
  private blockedIn(platform: number, territory: string): number {
    let left = 1;
    for (const block of this.blocks)
      if (block.platform === platform && block.territory === territory) left *= 1 - block.share;
    return 1 - left;
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
    if ((items.flags[row] & FLAG.changed) === 0) return views;
    const change = this.changes.get(row);
    if (change === undefined) return views;
    return change.views + change.factor * (views - change.from);
  }

  /** From now on only the share of the item's views comes that is left to it; what came stays. */
  change(row: number, own: Partial<Own> = {}, views = this.viewsOf(row)): void {
    const { host } = this;
    const before = this.changes.get(row);
    const law = host.compiled.laws[host.items.law[row]];
    let potential = this.potentialViews(law, host.now - host.items.born[row]);
    if (host.compiled.fertility > 0 && (host.items.flags[row] & FLAG.lawful) === 0)
      potential *= host.marks[row];
    const { territory, withheld, leak, demoted, labelled } = { ...(before ?? UNTOUCHED), ...own };
    const change: Change = {
      territory,
      withheld,
      leak,
      demoted,
      labelled,
      views,
      from: potential,
      factor: 1,
      cuts: UNCUT,
      lost: before === undefined ? NOTHING_LOST : lostBy(before, views),
    };
    this.changes.set(row, change);
    host.items.flags[row] |= FLAG.changed;
    change.cuts = this.cutsOf(host.items.platform[row], change);
    change.factor = this.keepShare(row);
  }

  private changeAll(platform: number): void {
    this.isLowered = true;
    const { items } = this.host;
    for (let i = 0; i < items.publishedCount; i++) {
      const row = items.published[i];
      if (items.platform[row] === platform && items.status[row] === STATUS.online) this.change(row);
    }
  }

  /** The item can no longer be seen from a territory, but for those who get around it. */
  restrict(row: number, territory: string, leak: number): void {
    const { items, compiled } = this.host;
    const part = compiled.platforms[items.platform[row]].audience.get(territory) ?? 0;
    items.flags[row] |= FLAG.restricted;
    this.isLowered = true;
    this.change(row, { territory, withheld: part * (1 - leak), leak });
  }

  /** One item is recommended less; it stays as demoted as it ever was. */
  demoteItem(row: number, by: number): boolean {
    if (by <= (this.changes.get(row)?.demoted ?? 0)) return false;
    this.isLowered = true;
    this.change(row, { demoted: by });
    return true;
  }

  /** A label on one item prevents a share of what still comes. */
  label(row: number, effect: number): void {
    if (effect <= 0) return;
    this.isLowered = true;
    this.change(row, { labelled: (this.changes.get(row)?.labelled ?? 1) * (1 - effect) });
  }

  /** What an item's labels prevent, once one of them was taken back. */
  relabel(row: number, effects: readonly number[]): void {
    const before = this.changes.get(row);
    const labelled = effects.reduce((left, effect) => left * (1 - effect), 1);
    if (before === undefined || before.labelled === labelled) return;
    // What is down has no views to count from here; what was seen before stays as it is.
    if (this.host.items.status[row] === STATUS.online) this.change(row, { labelled });
    else this.changes.set(row, { ...before, labelled });
  }

  /** A platform stops recommending this share of what it would have recommended. */
  demote(platform: number, by: number): void {
    const { recommended } = this.host.compiled.platforms[platform];
    if (recommended === 0 || this.demoted[platform] === by) return;
    this.demoted[platform] = by;
    this.changeAll(platform);
  }

  /** Does something to all that a platform shows of the event; false when that is how it is already. */
  set(platform: number, measure: Exclude<ReachMeasure, "demotion">, share: number): boolean {
    const column =
      measure === "redirection"
        ? this.redirected
        : measure === "information"
          ? this.informed
          : measure === "recommendation"
            ? this.off
            : undefined;
    if (column === undefined || column[platform] === share) return false;
    column[platform] = share;
    this.changeAll(platform);
    return true;
  }

  /** Somebody keeps a territory's people from platforms, by one way; undefined where nothing changes. */
  block(block: {
    readonly by: number;
    readonly platform: number;
    readonly territory: string;
    readonly means: BlockingMeans;
    readonly coverage: number;
    readonly leak: number;
  }): BlockChange | undefined {
    const { by, platform, territory, means, coverage, leak } = block;
    const { audience, searched } = this.host.compiled.platforms[platform];
    const isThere = this.blocks.some(
      (each) =>
        each.by === by && each.platform === platform && each.territory === territory && each.means === means,
    );
    if (isThere) return undefined;
    const before = this.blockedIn(platform, territory);
    const share = coverage * (1 - leak) * (means === "search" ? searched : 1);
    this.blocks.push({ by, platform, territory, means, share });
    this.changeAll(platform);
    const part = audience.get(territory) ?? 0;
    return { platform, means, share: part * (this.blockedIn(platform, territory) - before) };
  }

  /** Ends what somebody blocked there. */
  unblock(by: number, platform: number, territory: string): BlockChange | undefined {
    const own = this.blocks.filter(
      (each) => each.by === by && each.platform === platform && each.territory === territory,
    );
    if (own.length === 0) return undefined;
    const before = this.blockedIn(platform, territory);
    this.blocks = this.blocks.filter((each) => !own.includes(each));
    this.changeAll(platform);
    const part = this.host.compiled.platforms[platform].audience.get(territory) ?? 0;
    return { platform, means: own[0].means, share: part * (before - this.blockedIn(platform, territory)) };
  }

  /** Views by territory: the audience's share of all views, less what was kept from it. */
  countByTerritory(views: Float64Array, reach: readonly Map<string, number>[]): void {
    const { compiled, items } = this.host;
    // What a territory was kept from came from everywhere else: add what would have come to get the base.
    const withheldViews = compiled.platforms.map(() => new Map<string, number>());
    for (const [row, change] of this.changes) {
      if ((change.cuts.length === 0 && change.lost.size === 0) || (items.flags[row] & FLAG.lawful) !== 0)
        continue;
      // A removed item's views ended with it.
      const until = items.status[row] === STATUS.online ? this.host.now : items.since[row];
      const byTerritory = withheldViews[items.platform[row]];
      for (const [territory, lost] of lostBy(change, this.viewsOf(row, until)))
        byTerritory.set(territory, (byTerritory.get(territory) ?? 0) + this.host.weightOf(row) * lost);
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
