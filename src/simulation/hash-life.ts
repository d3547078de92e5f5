import type { EffectName, GuardName } from "../model/index.ts";
import type { Host, MachineTables } from "../protocol/index.ts";
import type { CompiledDelay } from "./compile.ts";
import { KIND } from "./facts-out.ts";
import { type Bound, bindEffect, bindGuard } from "./item-life.ts";
import { STATUS } from "./items.ts";
import { chancePurpose, PRIORITY } from "./purposes.ts";
import { KNOWN } from "./versions.ts";
import { ENTRY, type World } from "./world.ts";

interface HashInstance {
  readonly number: number;
  readonly version: number;
  readonly platform: number;
  row: number;
  readonly timers: number[];
  readonly timerCauses: number[];
}

interface Ingest {
  readonly version: number;
  readonly platform: number;
  readonly cause: number;
  readonly since: number;
  /** on its way: nobody takes it in any more */
  isWithdrawn: boolean;
}

/** Told when a platform starts to match a version. */
export type IngestListener = (platform: number) => void;

/**
 * The lives of hashes: one statechart for each version and platform that confirmed it, on shared tables. What they ask
 * for: the finder matches the version, members of a group ingest it after their own wait, or it is withdrawn.
 */
export class HashLives implements Host {
  private readonly world: World;
  private readonly tables: MachineTables;
  private readonly protocol: number;
  private readonly guards: Bound<GuardName>[] = [];
  private readonly effects: Bound<EffectName>[] = [];
  private readonly timerWords: readonly number[];
  private instances: HashInstance[] = [];
  private ingests: Ingest[] = [];
  private timerSubjects: { instance: number; timer: number; since: number }[] = [];
  private current: HashInstance | undefined;
  private readonly onIngest: IngestListener;
  private readonly ingestWord: number;

  constructor(world: World, tables: MachineTables, protocol: number, onIngest: IngestListener) {
    this.world = world;
    this.tables = tables;
    this.protocol = protocol;
    this.onIngest = onIngest;
    this.timerWords = tables.timers.map(({ delay }) => world.compiled.dictionary.number(delay));
    this.ingestWord = world.compiled.dictionary.number("ingest");
  }

  reset(): void {
    this.instances = [];
    this.ingests = [];
    this.timerSubjects = [];
    this.current = undefined;
  }

  /** A platform confirmed a version for the first time. */
  begin(version: number, platform: number): void {
    const { world } = this;
    const { compiled, versions } = world;
    world.cause = world.facts.about(
      KIND["hash.found"],
      compiled.platforms[platform].word,
      0,
      0,
      0,
      versions.name[version],
      0,
      world.cause,
      world.wait,
    );
    world.wait = 0;
    const instance: HashInstance = {
      number: this.instances.length,
      version,
      platform,
      row: -1,
      timers: [],
      timerCauses: [],
    };
    this.instances.push(instance);
    this.run(instance, () => this.tables.start(this));
  }

  /** One step of one hash; what it sets going may confirm another version meanwhile, whose life then begins inside. */
  private run(instance: HashInstance, step: () => number): void {
    const outer = this.current;
    this.current = instance;
    instance.row = step();
    this.current = outer;
  }

  /** A timer of a hash's statechart is due. */
  timerDue(subject: number): void {
    const { world } = this;
    const { instance: number, timer } = this.timerSubjects[subject];
    const instance = this.instances[number];
    if (instance.timers[timer] !== subject) return;
    instance.timers[timer] = -1;
    world.cause = instance.timerCauses[timer];
    world.wait = this.timerWords[timer];
    this.run(instance, () => this.tables.step(instance.row, this.tables.timerEvent(timer), this));
  }

  /** A member has taken a shared hash in. */
  ingestDue(subject: number): void {
    const { version, platform, cause, isWithdrawn } = this.ingests[subject];
    if (isWithdrawn) return;
    this.world.cause = cause;
    this.world.wait = this.ingestWord;
    this.match(version, platform, false);
  }

  /** From now on a platform matches a version: uploads by its recall, and what is up by its sweep. */
  private match(version: number, platform: number, isOwn: boolean): void {
    const { world } = this;
    const { versions, compiled, items } = world;
    const place = versions.place(version, platform);
    if ((versions.known[place] & KNOWN.matched) !== 0) return;
    versions.known[place] = (versions.known[place] | KNOWN.matched) & ~KNOWN.ingesting;
    const kind = isOwn ? KIND["hash.made"] : KIND["hash.ingested"];
    const fact = world.facts.about(
      kind,
      compiled.platforms[platform].word,
      0,
      0,
      0,
      versions.name[version],
      0,
      world.cause,
      world.wait,
    );
    world.wait = 0;
    const { sweep } = compiled.platforms[platform];
    // The list may grow at its end while items are told; only what is up now is swept.
    const last = versions.tail[version];
    for (let row = versions.head[version]; row >= 0; row = items.next[row]) {
      if (items.platform[row] === platform && items.status[row] === STATUS.online) {
        world.cause = fact;
        world.wait = 0;
        // One draw for each item: it is swept once, when its platform begins to match its version.
        world.machines?.sweep(row, sweep, 0);
      }
      if (row === last) break;
    }
    world.cause = fact;
    this.onIngest(platform);
  }

  // ---- going on from an instant --------------------------------------------------------------------------------------

  redrawTimer(subject: number): number {
    const { world } = this;
    const { instance: number, timer, since } = this.timerSubjects[subject];
    const { platform, version } = this.instances[number];
    const delay = this.delayOn(platform, this.tables.timers[timer].delay) as CompiledDelay;
    return world.redrawWait(
      delay,
      world.versions.keyHi[version],
      world.versions.keyLo[version],
      platformIndex(world, platform),
      since,
    );
  }

  redrawIngest(subject: number): number {
    const { world } = this;
    const { version, platform, since } = this.ingests[subject];
    const delay = this.delayOn(platform, "ingest");
    if (delay === undefined) return since;
    return world.redrawWait(
      delay,
      world.versions.keyHi[version],
      world.versions.keyLo[version],
      platformIndex(world, platform),
      since,
    );
  }

  private delayOn(platform: number, name: string): CompiledDelay | undefined {
    const { compiled } = this.world;
    return compiled.delayOf(compiled.actors[compiled.platforms[platform].actor], this.protocol, name);
  }

  saveState(): object {
    const { instances, ingests, timerSubjects } = this;
    return { instances, ingests, timerSubjects };
  }

  loadState(state: object): void {
    Object.assign(this, state);
  }

  // ---- Host ---------------------------------------------------------------------------------------------------------

  ask(guard: number): boolean {
    let bound = this.guards[guard];
    if (bound === undefined) {
      bound = bindGuard(this.tables.guards[guard].type, this.tables.guards[guard].params);
      this.guards[guard] = bound;
    }
    const { world } = this;
    const { platform, version } = this.current as HashInstance;
    switch (bound.type) {
      case "platformIs":
        return world.platformFits(platform, bound.params);
      case "flagIs":
        return world.flags.has(bound.params.flag as string);
      case "chance":
        return (
          world.drawUniform(
            world.versions.keyHi[version],
            world.versions.keyLo[version],
            chancePurpose(bound.params.name as string),
            platformIndex(world, platform),
          ) < (bound.params.of as { value: number }).value
        );
      default:
        throw new Error(`simulation/guard_not_for_hashes: ${bound.type}`);
    }
  }

  effect(effect: number): void {
    let bound = this.effects[effect];
    if (bound === undefined) {
      bound = bindEffect(this.tables.effects[effect].type, this.tables.effects[effect].params);
      this.effects[effect] = bound;
    }
    const { platform, version } = this.current as HashInstance;
    switch (bound.type) {
      case "makeHash":
        return this.match(version, platform, true);
      case "shareHash":
        return this.share(version, platform, bound.params.group as string);
      case "withdrawHash":
        return this.withdraw(version, platform);
      default:
        throw new Error(`simulation/effect_not_for_hashes: ${bound.type}`);
    }
  }

  private share(version: number, finder: number, group: string): void {
    const { world } = this;
    const { versions, compiled } = world;
    const shared = world.facts.about(
      KIND["hash.shared"],
      compiled.platforms[finder].word,
      0,
      0,
      0,
      versions.name[version],
      0,
      world.cause,
      world.wait,
    );
    world.cause = shared;
    world.wait = 0;
    for (const platform of compiled.platforms) {
      if (platform.number === finder || !platform.members.has(group)) continue;
      const place = versions.place(version, platform.number);
      if ((versions.known[place] & (KNOWN.matched | KNOWN.ingesting)) !== 0) continue;
      const delay = compiled.delayOf(compiled.actors[platform.actor], this.protocol, "ingest");
      if (delay?.never === true) continue;
      versions.known[place] |= KNOWN.ingesting;
      const wait =
        delay === undefined
          ? 0
          : world.drawWait(delay, versions.keyHi[version], versions.keyLo[version], platform.hash);
      this.ingests.push({
        version,
        platform: platform.number,
        cause: shared,
        since: world.now,
        isWithdrawn: false,
      });
      world.post(world.now + wait, PRIORITY.switch, ENTRY.ingest, this.ingests.length - 1);
    }
  }

  private withdraw(version: number, finder: number): void {
    const { world } = this;
    const { versions, compiled } = world;
    for (const platform of compiled.platforms)
      versions.known[versions.place(version, platform.number)] &= ~(KNOWN.matched | KNOWN.ingesting);
    for (const ingest of this.ingests) if (ingest.version === version) ingest.isWithdrawn = true;
    world.cause = world.facts.about(
      KIND["hash.withdrawn"],
      compiled.platforms[finder].word,
      0,
      0,
      0,
      versions.name[version],
      0,
      world.cause,
      world.wait,
    );
    world.wait = 0;
  }

  startTimer(timer: number): void {
    const { world } = this;
    const instance = this.current as HashInstance;
    const { delay: name } = this.tables.timers[timer];
    const owner = world.compiled.actors[world.compiled.platforms[instance.platform].actor];
    const delay = world.compiled.delayOf(owner, this.protocol, name);
    if (delay === undefined || delay.never) return;
    const wait = world.drawWait(
      delay,
      world.versions.keyHi[instance.version],
      world.versions.keyLo[instance.version],
      platformIndex(world, instance.platform),
    );
    this.timerSubjects.push({ instance: instance.number, timer, since: world.now });
    instance.timers[timer] = this.timerSubjects.length - 1;
    instance.timerCauses[timer] = world.cause;
    world.post(world.now + wait, PRIORITY.action, ENTRY.hashTimer, this.timerSubjects.length - 1);
  }

  cancelTimer(timer: number): void {
    const instance = this.current as HashInstance;
    instance.timers[timer] = -1;
  }
}

/** A platform as the index of a draw: by its id, never by its number. */
function platformIndex(world: World, platform: number): number {
  return world.compiled.platforms[platform].hash;
}
