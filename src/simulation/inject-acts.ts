import type { InjectAct } from "../model/index.ts";
import type { ActorRuntime } from "./actor-runtime.ts";
import { KIND } from "./facts-out.ts";
import { FLAG, STATUS } from "./items.ts";
import { CHILD, PURPOSE } from "./purposes.ts";
import type { Workload } from "./workload.ts";
import type { World } from "./world.ts";

/** Children that injects bring up are numbered from here: no draw of an item's own children is moved. */
const BROUGHT = 1_000_000;

/** Acts that last for a time, and then end. */
export type LastingAct = Extract<InjectAct, { readonly lasts: unknown }>;
export type PassingAct = Exclude<InjectAct, LastingAct>;

export function isLasting(act: InjectAct): act is LastingAct {
  return "lasts" in act;
}

/** Whom an act that lasts concerns. */
export function partyOf(act: LastingAct): string {
  if ("unreachable" in act) return act.unreachable;
  return "matchingDown" in act ? act.matchingDown : act.reviewers;
}

export interface InjectParts {
  readonly world: World;
  readonly actors: ActorRuntime;
  readonly workload: Workload;
  /** a platform takes a lawful item for unlawful */
  readonly mistake: (row: number) => void;
}

/** What injects do in the model. The cause at hand is the inject's own fact; each act leaves its facts. */
export class InjectActs {
  private readonly parts: InjectParts;
  /** how many items injects have brought up so far, each with its own draws */
  private brought = 0;

  constructor(parts: InjectParts) {
    this.parts = parts;
  }

  reset(): void {
    this.brought = 0;
  }

  saveState(): object {
    return { brought: this.brought };
  }

  loadState(state: object): void {
    Object.assign(this, state);
  }

  private platformOf(id: string): number {
    const { actorNumbers, actors } = this.parts.world.compiled;
    const actor = actorNumbers.get(id);
    return actor === undefined ? -1 : actors[actor].platform;
  }

  /** Does what passes at once. */
  perform(act: PassingAct): void {
    if ("send" in act) this.send(act);
    else if ("wrongHash" in act) this.mistake(this.platformOf(act.wrongHash));
    else if ("mirror" in act) this.mirror(this.platformOf(act.mirror), act.copies);
    else if ("excerpts" in act) this.excerpts(this.platformOf(act.excerpts), act.copies);
    else if ("appeals" in act) this.appeal(this.platformOf(act.appeals), act.copies);
    else this.correct(act.corrected);
  }

  private send(act: Extract<InjectAct, { readonly send: unknown }>): void {
    const { world, actors } = this.parts;
    const from = world.compiled.actorNumbers.get(act.from);
    if (from === undefined) return;
    const { send: message, to, items, wrong, lawful } = act;
    actors.sendFrom(from, { message, to, items, wrong, lawful });
  }

  /** Begins or ends what lasts. `until`: the instant at which it ends. */
  change(act: LastingAct, isOver: boolean, until: number): void {
    const { world, actors, workload } = this.parts;
    const actor = world.compiled.actorNumbers.get(partyOf(act));
    if (actor === undefined) return;
    const { platform } = world.compiled.actors[actor];
    if ("unreachable" in act) actors.closeContact(actor, isOver ? 0 : until);
    else if (platform < 0) return;
    else if ("matchingDown" in act) world.matchingDown[platform] = isOver ? 0 : 1;
    else workload.staff(platform, isOver ? 1 : act.factor.value);
  }

  /** Rows of what was published on a platform, the oldest first, that fit. */
  private found(platform: number, fits: (row: number) => boolean): readonly number[] {
    const { items } = this.parts.world;
    const rows: number[] = [];
    for (let i = 0; i < items.publishedCount; i++) {
      const row = items.published[i];
      if (items.platform[row] === platform && fits(row)) rows.push(row);
    }
    return rows;
  }

  /** The oldest lawful item that is up is taken for unlawful; nothing happens where none is. */
  private mistake(platform: number): void {
    const { items } = this.parts.world;
    const [row] = this.found(
      platform,
      (each) => items.status[each] === STATUS.online && (items.flags[each] & FLAG.lawful) !== 0,
    );
    if (row !== undefined) this.parts.mistake(row);
  }

  /** Uploads of the first original; none as long as it has not been up anywhere. */
  private mirror(platform: number, copies: number): void {
    const { world } = this.parts;
    const { items, compiled, key, draws } = world;
    const [original] = compiled.originals;
    if (platform < 0 || original === undefined) return;
    const { keyHi, keyLo } = original;
    const isOriginal = (row: number) => items.keyHi[row] === keyHi && items.keyLo[row] === keyLo;
    const [parent] = this.found(original.platform, isOriginal);
    if (parent === undefined) return;
    this.bring(copies, () => {
      key.child(keyHi, keyLo, CHILD.copy, compiled.platforms[platform].hash, BROUGHT + this.brought);
      const { hi, lo } = key;
      draws.block(hi, lo, PURPOSE.child, 0);
      const { law } = compiled.platforms[platform];
      return { hi, lo, parent, platform, flags: 0, law, block: draws.w2, version: items.version[parent] };
    });
  }

  /** Lawful excerpts, as the platform's first kind of lookalike is made; none where it has none. */
  private excerpts(platform: number, copies: number): void {
    const { world } = this.parts;
    const { compiled, key, draws } = world;
    const source = compiled.lookalikes.findIndex((each) => each.platform === platform);
    if (source < 0) return;
    const { hashHi, hashLo, law } = compiled.lookalikes[source];
    const version = compiled.originals.length > 0 ? 0 : -1;
    this.bring(copies, () => {
      key.child(hashHi, hashLo, CHILD.lookalike, 0, BROUGHT + this.brought);
      const { hi, lo } = key;
      draws.block(hi, lo, PURPOSE.lookalike, 0);
      return { hi, lo, parent: -1 - source, platform, flags: FLAG.lawful, law, block: draws.w2, version };
    });
  }

  private bring(copies: number, next: () => Brought): void {
    const { world } = this.parts;
    const { items } = world;
    const { cause } = world;
    for (let i = 0; i < copies; i++) {
      const { hi, lo, parent, platform, flags, law, block, version } = next();
      this.brought++;
      const row = items.take();
      items.keyHi[row] = hi;
      items.keyLo[row] = lo;
      items.parent[row] = parent;
      items.platform[row] = platform;
      items.status[row] = STATUS.pending;
      items.flags[row] = flags;
      items.law[row] = law;
      items.block[row] = block;
      items.version[row] = version;
      world.cause = cause;
      world.wait = 0;
      world.counting = 1;
      world.attempt(row, (flags & FLAG.lawful) === 0);
    }
  }

  /** Removals are contested: each is a fact, and waits for a second look in the service's last lane. */
  private appeal(platform: number, copies: number): void {
    const { world, workload } = this.parts;
    const { items, compiled } = world;
    if (platform < 0) return;
    const lane = compiled.platforms[platform].review?.lanes.at(-1)?.id;
    const isOpen = (row: number) =>
      items.status[row] === STATUS.removed && (items.flags[row] & FLAG.complained) === 0;
    const { cause } = world;
    for (const row of this.found(platform, isOpen).slice(0, copies)) {
      world.cause = cause;
      world.wait = 0;
      items.flags[row] |= FLAG.complained;
      world.note(KIND["content.appealed"], row, 0, 0, 0, 0);
      if (lane !== undefined) workload.enqueue(row, lane);
    }
  }

  private correct(original: string): void {
    const { world, actors } = this.parts;
    const number = world.compiled.originals.findIndex(({ id }) => id === original);
    if (number >= 0) actors.correct(number, -1, "inject");
  }
}

interface Brought {
  readonly hi: number;
  readonly lo: number;
  readonly parent: number;
  readonly platform: number;
  readonly flags: number;
  readonly law: number;
  readonly block: number;
  readonly version: number;
}
