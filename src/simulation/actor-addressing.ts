import type { Selector } from "../model/index.ts";
import { incidentAt, type Named, NOTHING_NAMED, type Stage, value } from "./actor-parts.ts";
import { fitsActor } from "./compile.ts";
import { FLAG, STATUS } from "./items.ts";
import { PURPOSE } from "./purposes.ts";
import type { World } from "./world.ts";

const HOUR = 3_600_000;

const NOTHING_KNOWN: ReadonlySet<number> = new Set();

/** Whom a message goes to and which items it names. */
export class Addressing {
  private readonly stage: Stage;
  private readonly world: World;

  constructor(stage: Stage) {
    this.stage = stage;
    this.world = stage.world;
  }

  /** The actors that a selector means for the statechart at work. */
  receivers(selector: Selector): readonly number[] {
    const { compiled } = this.world;
    if (selector === "self") return [this.stage.current.actor];
    if (selector === "sender")
      return this.stage.current.message === undefined ? [] : [this.stage.current.message.from];
    const others = compiled.actors.filter(({ number }) => number !== this.stage.current.actor);
    if (selector === "everyone") return others.map(({ number }) => number);
    if ("actor" in selector) {
      const actor = compiled.actorNumbers.get(selector.actor);
      return actor === undefined ? [] : [actor];
    }
    return others
      .filter(
        (actor) =>
          fitsActor(selector, actor) &&
          (selector.hosting === undefined || this.isHost(actor.platform, selector.hosting)),
      )
      .map(({ number }) => number);
  }

  private isHost(platform: number, what: "original" | "items"): boolean {
    if (platform < 0) return false;
    const { world } = this;
    if (what === "original") return this.originalsOn(platform).length > 0;
    return world.online[platform] > 0;
  }

  /** Numbers of the originals that the statechart at work is about. */
  originals(): readonly number[] {
    const incident = incidentAt(this.stage.current);
    const { originals } = this.world.compiled;
    return originals.flatMap((original, number) =>
      incident < 0 || original.incident === incident ? [number] : [],
    );
  }

  /** Number of the incident that an item comes from; -1 for a lawful lookalike. */
  incidentOf(row: number): number {
    const { items, compiled } = this.world;
    if ((items.flags[row] & FLAG.lawful) !== 0) return -1;
    let root = row;
    while (items.parent[root] >= 0) root = items.parent[root];
    return compiled.originals[-1 - items.parent[root]].incident;
  }

  /** Whether an unlawful item belongs to what the statechart at work is about. */
  private isMeant(row: number): boolean {
    if (this.world.compiled.incidents.length === 1) return true;
    const incident = incidentAt(this.stage.current);
    return incident < 0 || this.incidentOf(row) === incident;
  }

  /** Upload attempts in the last hour; for one of several incidents, its items that went online in it. */
  uploadsLastHour(): number {
    const { world } = this;
    const { items, compiled } = world;
    const incident = incidentAt(this.stage.current);
    if (incident < 0 || compiled.incidents.length === 1) return world.uploadsLastHour();
    let sum = 0;
    for (let i = items.publishedCount - 1; i >= 0; i--) {
      const row = items.published[i];
      if (items.born[row] <= world.now - HOUR) break;
      if (this.incidentOf(row) === incident) sum += world.weightOf(row);
    }
    return sum;
  }

  /** Share of the unlawful items that went online and are down by now; 1 where none ever was. */
  shareDown(group: string | undefined): number {
    const { items, compiled } = this.world;
    let all = 0;
    let down = 0;
    for (let i = 0; i < items.publishedCount; i++) {
      const row = items.published[i];
      if ((items.flags[row] & FLAG.lawful) !== 0) continue;
      if (group !== undefined && !compiled.platforms[items.platform[row]].members.has(group)) continue;
      if (!this.isMeant(row)) continue;
      const weight = this.world.weightOf(row);
      all += weight;
      if (items.status[row] !== STATUS.online || (items.flags[row] & FLAG.restricted) !== 0) down += weight;
    }
    return all === 0 ? 1 : down / all;
  }

  /** The originals that are up on a platform. */
  originalsOn(platform: number): number[] {
    const { items } = this.world;
    const rows: number[] = [];
    for (let i = 0; i < items.publishedCount; i++) {
      const row = items.published[i];
      if (
        (items.flags[row] & FLAG.original) !== 0 &&
        items.platform[row] === platform &&
        items.status[row] === STATUS.online &&
        this.isMeant(row)
      )
        rows.push(row);
      // Originals come first in practice; a long list is not searched to its end once all have been met.
      if (rows.length === this.world.compiled.originals.length) break;
    }
    return rows;
  }

  /**
   * The items a message names; undefined when it should name some and the receiver hosts none. `time`: which of its line it
   * is; `known`: what is not named again.
   */
  itemsFor(
    params: Readonly<Record<string, unknown>>,
    to: number,
    time: number,
    known: ReadonlySet<number> = NOTHING_KNOWN,
  ): Named | undefined {
    const lawful = params.lawful as number | undefined;
    if (lawful === undefined) return this.unlawfulFor(params, to, time, known);
    const { platform } = this.world.compiled.actors[to];
    const about = params.items === undefined ? NOTHING_NAMED : this.unlawfulFor(params, to, time, known);
    const { items, named } = about ?? NOTHING_NAMED;
    const more = this.lawfulOn(platform, lawful, new Set([...known, ...items]));
    if (items.length + more.length === 0) return undefined;
    return { ...about, items: [...items, ...more], named: named + more.length };
  }

  /** What a message names because it is, or is taken to be, unlawful. */
  private unlawfulFor(
    params: Readonly<Record<string, unknown>>,
    to: number,
    time: number,
    known: ReadonlySet<number>,
  ): Named | undefined {
    const wanted = params.items;
    const { world } = this;
    if (wanted === undefined) return NOTHING_NAMED;
    if (wanted === "same") return this.stage.current.message ?? NOTHING_NAMED;
    const platform = world.compiled.actors[to].platform;
    const rows =
      wanted === "original" ? this.originalsOn(platform) : this.oldestOn(platform, wanted as number, known);
    if (rows.length === 0) return undefined;
    const wrong = params.wrong === undefined ? 0 : value(params.wrong);
    if (world.isThinned && wanted !== "original") {
      const lawful = this.lawfulOn(platform, wrong > 0 ? (wanted as number) : 0, known);
      return this.nameByWeight(rows, lawful, wanted as number, wrong, time);
    }
    const items = wrong > 0 ? this.mixUp(rows, this.lawfulOn(platform, rows.length, known), wrong) : rows;
    return { items, named: rows.length, meant: rows };
  }

  /**
   * At a scale: of an item that stands for more than are still to be named, only so many are. It is mixed up, or not, as the
   * one that it is at full size: then that many lookalikes are named instead. What is named right goes or stays as a whole,
   * so it is named with the chance that leaves the expected number as it is.
   */
  private nameByWeight(
    rows: readonly number[],
    lawful: number[],
    most: number,
    wrong: number,
    time: number,
  ): Named {
    const { world } = this;
    const { keyHi, keyLo } = world.items;
    const items: number[] = [];
    let left = most;
    for (const row of rows) {
      const weight = world.weightOf(row);
      const share = Math.min(left, weight);
      left -= share;
      const isWrong =
        lawful.length > 0 && world.drawUniform(keyHi[row], keyLo[row], PURPOSE.wrongItem, 0) < wrong;
      const u =
        share === 1 && weight === 1 ? 0 : world.drawUniform(keyHi[row], keyLo[row], PURPOSE.scale, 1 + time);
      if (isWrong) items.push(...lawful.splice(0, Math.floor(share + u)));
      else if (u * weight < share) items.push(row);
      if (left <= 0) break;
    }
    return { items, named: Math.round(most - left), meant: rows };
  }

  /** Whether a message names what is not simulated: it stays up until the receiver acts. */
  namesOthers({ items, named }: Named): boolean {
    const { world } = this;
    return world.isThinned && named > items.reduce((sum, row) => sum + world.weightOf(row), 0);
  }

  private oldestOn(platform: number, most: number, known: ReadonlySet<number>): number[] {
    const { items, compiled } = this.world;
    if (platform < 0 || !compiled.platforms[platform].public) return [];
    const rows: number[] = [];
    for (let i = 0; i < items.publishedCount && rows.length < most; i++) {
      const row = items.published[i];
      if (
        items.platform[row] === platform &&
        items.status[row] === STATUS.online &&
        (items.flags[row] & (FLAG.lawful | FLAG.restricted)) === 0 &&
        !known.has(row) &&
        this.isMeant(row)
      )
        rows.push(row);
    }
    return rows;
  }

  /** Names a lawful lookalike instead of each item whose own draw says so, as long as there are any. */
  private mixUp(named: readonly number[], lawful: number[], wrong: number): number[] {
    const { items } = this.world;
    return named.map((row) => {
      if (
        lawful.length === 0 ||
        this.world.drawUniform(items.keyHi[row], items.keyLo[row], PURPOSE.wrongItem, 0) >= wrong
      )
        return row;
      return lawful.shift() as number;
    });
  }

  /** The first lawful lookalikes of those that are up. */
  private lawfulOn(platform: number, most: number, known: ReadonlySet<number>): number[] {
    const { items } = this.world;
    const lawful: number[] = [];
    for (let i = 0; i < items.publishedCount && lawful.length < most; i++) {
      const row = items.published[i];
      if (
        items.platform[row] === platform &&
        items.status[row] === STATUS.online &&
        (items.flags[row] & FLAG.lawful) !== 0 &&
        !known.has(row)
      )
        lawful.push(row);
    }
    return lawful;
  }
}
