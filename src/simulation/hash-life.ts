import type { EffectName, GuardName } from "../model/index.ts";
import type { Host, MachineTables } from "../protocol/index.ts";
import type { CompiledDelay } from "./compile.ts";
import { KIND } from "./facts-out.ts";
import { type Bound, bindEffect, bindGuard } from "./item-life.ts";
import { STATUS } from "./items.ts";
import { chancePurpose, PRIORITY, PURPOSE } from "./purposes.ts";
import { redrawWait } from "./redraw.ts";
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
  /** bits of KNOWN that say as which kinds it is taken in */
  readonly kinds: number;
  /** a withdrawn or relabelled hash that the member is about to drop */
  readonly isDrop: boolean;
  /** on its way: nobody takes it in any more */
  isWithdrawn: boolean;
}

/** A hash that was passed on to a group, so that a change of its labels finds its way there. */
interface Passed {
  readonly version: number;
  readonly finder: number;
  readonly group: string;
  readonly kinds: number;
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
  /** the same by version: there are thousands, of one version a few */
  private ingestsOf = new Map<number, Ingest[]>();
  private timerSubjects: { instance: number; timer: number; since: number }[] = [];
  /** by version */
  private passed = new Map<number, Passed[]>();
  /** how many agreed and disagreed, by version and verdict */
  private feedback = new Map<string, number>();
  /** what is told while a step is at work waits for its end */
  private heard: { readonly version: number; readonly event: string; readonly cause: number }[] = [];
  private current: HashInstance | undefined;
  private readonly onIngest: IngestListener;
  private readonly ingestWord: number;
  private readonly withdrawalWord: number;

  constructor(world: World, tables: MachineTables, protocol: number, onIngest: IngestListener) {
    this.world = world;
    this.tables = tables;
    this.protocol = protocol;
    this.onIngest = onIngest;
    this.timerWords = tables.timers.map(({ delay }) => world.compiled.dictionary.number(delay));
    this.ingestWord = world.compiled.dictionary.number("ingest");
    this.withdrawalWord = world.compiled.dictionary.number("withdrawal");
  }

  reset(): void {
    this.instances.length = 0;
    this.ingests.length = 0;
    this.timerSubjects.length = 0;
    if (this.ingestsOf.size > 0) this.ingestsOf.clear();
    if (this.passed.size > 0) this.passed.clear();
    if (this.feedback.size > 0) this.feedback.clear();
    this.heard.length = 0;
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
    if (versions.isLawful[version] !== 0) this.noteMistake(version, platform);
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
    if (outer === undefined) this.hearAll();
  }

  private noteMistake(version: number, platform: number): void {
    const { world } = this;
    world.cause = world.facts.about(
      KIND["hash.mistaken"],
      world.compiled.platforms[platform].word,
      0,
      0,
      world.compiled.dictionary.number("lawful"),
      world.versions.name[version],
      0,
      world.cause,
      world.wait,
    );
  }

  /** A member that looked at matched content says whether it agrees with the hash that matched it. */
  hear(row: number, verdict: string): void {
    const { world } = this;
    const { items, compiled, versions } = world;
    const platform = items.platform[row];
    const version = world.matchedVersion(row, platform);
    if (version < 0) return;
    const key = `${version}|${verdict}`;
    this.feedback.set(key, (this.feedback.get(key) ?? 0) + 1);
    world.note(KIND["hash.feedback"], row, 0, compiled.dictionary.number(verdict), versions.name[version], 0);
    this.heard.push({ version, event: `feedback.${verdict}`, cause: world.cause });
    if (this.current === undefined) this.hearAll();
  }

  /** Every life of the version hears it: each service that found it may have passed its own hash on. */
  private hearAll(): void {
    if (this.heard.length === 0) return;
    const { world } = this;
    const { cause, wait } = world;
    for (let next = this.heard.shift(); next !== undefined; next = this.heard.shift()) {
      const { version, event, cause: heardBecause } = next;
      const code = this.tables.eventCode(event);
      if (code < 0) continue;
      // A step may begin further lives, of other versions.
      const last = this.instances.length;
      for (let number = 0; number < last; number++) {
        const instance = this.instances[number];
        if (instance.version !== version) continue;
        world.cause = heardBecause;
        world.wait = 0;
        this.run(instance, () => this.tables.step(instance.row, code, this));
      }
    }
    world.cause = cause;
    world.wait = wait;
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
    const { version, platform, cause, isWithdrawn, isDrop, kinds } = this.ingests[subject];
    if (isWithdrawn) return;
    this.world.cause = cause;
    if (isDrop) {
      this.world.wait = this.withdrawalWord;
      this.drop(version, platform, true);
      return;
    }
    this.world.wait = this.ingestWord;
    this.match(version, platform, false, kinds);
  }

  /** From now on a platform matches a version: uploads by its recall, and what is up by its sweep. */
  private match(version: number, platform: number, isOwn: boolean, kinds = 0): void {
    const { world } = this;
    const { versions, compiled } = world;
    const place = versions.place(version, platform);
    const known = versions.known[place];
    const isMatched = (known & KNOWN.matched) !== 0;
    // The same version, now by a hash of another kind too.
    const more = (known & (KNOWN.exact | KNOWN.perceptual)) !== 0 ? kinds : 0;
    const first = (known | KNOWN.matched | kinds) & ~KNOWN.ingesting;
    versions.known[place] = isMatched ? known | more : first;
    if (isMatched) return;
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
    this.sweep(version, platform, sweep, fact);
    if ((kinds & KNOWN.perceptual) !== 0 && compiled.matchesEdits)
      for (let edit = version + 1; edit < versions.count; edit++)
        if (versions.isMutant[edit] !== 0 && world.knownAsEdit(edit, platform) === version)
          this.sweep(edit, platform, sweep, fact);
    world.cause = fact;
    this.onIngest(platform);
  }

  private sweep(version: number, platform: number, share: number, fact: number): void {
    const { world } = this;
    const { versions, items } = world;
    // The list may grow at its end while items are told; only what is up now is swept.
    const last = versions.tail[version];
    for (let row = versions.head[version]; row >= 0; row = items.next[row]) {
      // Lawful material that was taken for unlawful since has a version of its own.
      const isMeant = items.platform[row] === platform && items.version[row] === version;
      if (isMeant && items.status[row] === STATUS.online) {
        world.cause = fact;
        world.wait = 0;
        // One draw for each item: it is swept once, when its platform begins to match its version.
        world.machines?.sweep(row, share, 0);
      }
      if (row === last) break;
    }
  }

  /** A platform no longer matches a version. */
  private drop(version: number, platform: number, isTold: boolean): void {
    const { world } = this;
    const { versions, compiled } = world;
    const place = versions.place(version, platform);
    if ((versions.known[place] & KNOWN.matched) === 0) return;
    versions.known[place] &= ~(KNOWN.matched | KNOWN.exact | KNOWN.perceptual);
    if (!isTold) return;
    world.facts.about(
      KIND["hash.dropped"],
      compiled.platforms[platform].word,
      0,
      0,
      0,
      versions.name[version],
      0,
      world.cause,
      world.wait,
    );
  }

  // ---- going on from an instant --------------------------------------------------------------------------------------

  redrawTimer(subject: number): number {
    const { world } = this;
    const { instance: number, timer, since } = this.timerSubjects[subject];
    const { platform, version } = this.instances[number];
    const delay = this.delayOn(platform, this.tables.timers[timer].delay) as CompiledDelay;
    return redrawWait(
      world,
      delay,
      world.versions.keyHi[version],
      world.versions.keyLo[version],
      platformIndex(world, platform),
      since,
    );
  }

  redrawIngest(subject: number): number {
    const { world } = this;
    const { version, platform, since, isDrop } = this.ingests[subject];
    const delay = this.delayOn(platform, isDrop ? "withdrawal" : "ingest");
    if (delay === undefined) return since;
    return redrawWait(
      world,
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
    const { instances, ingests, ingestsOf, timerSubjects, passed, feedback } = this;
    return { instances, ingests, ingestsOf, timerSubjects, passed, feedback };
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
      case "hashLabelIs":
        return (world.versions.labels.get(version) ?? []).includes(bound.params.label as string);
      case "hashQualityAtLeast": {
        const { low, high } = world.compiled.hashQuality;
        const { keyHi, keyLo } = world.versions;
        const u = world.drawUniform(keyHi[version], keyLo[version], PURPOSE.quality, 0);
        return low + u * (high - low) >= (bound.params.quality as { value: number }).value;
      }
      case "feedbackAtLeast":
        return (
          (this.feedback.get(`${version}|${bound.params.verdict as string}`) ?? 0) >=
          (bound.params.n as number)
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
        this.setLabels(version, bound.params.labels);
        return this.match(version, platform, true, kindBits(bound.params.kind));
      case "shareHash":
        this.setLabels(version, bound.params.labels);
        return this.share(version, platform, bound.params.group as string);
      case "withdrawHash":
        return this.withdraw(version, platform);
      case "relabelHash":
        return this.relabel(version, platform, bound.params.labels as readonly string[]);
      default:
        throw new Error(`simulation/effect_not_for_hashes: ${bound.type}`);
    }
  }

  private setLabels(version: number, labels: unknown): void {
    if (labels !== undefined) this.world.versions.labels.set(version, labels as readonly string[]);
  }

  /** Whether a platform acts on hashes with the labels that this one has. */
  private isWanted(version: number, platform: number): boolean {
    const { takes } = this.world.compiled.platforms[platform];
    return (
      takes === undefined || (this.world.versions.labels.get(version) ?? []).some((label) => takes.has(label))
    );
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
    const kinds = versions.known[versions.place(version, finder)] & (KNOWN.exact | KNOWN.perceptual);
    const passed = this.passed.get(version) ?? [];
    if (!passed.some((each) => each.group === group))
      this.passed.set(version, [...passed, { version, finder, group, kinds }]);
    for (const ingest of this.ingestsOf.get(version) ?? []) if (ingest.isDrop) ingest.isWithdrawn = true;
    this.passOn({ version, finder, group, kinds }, shared);
  }

  /** Members that want a hash and do not have it take it in, each after its own wait. */
  private passOn({ version, finder, group, kinds }: Passed, shared: number): void {
    const { world } = this;
    const { versions, compiled } = world;
    for (const platform of compiled.platforms) {
      if (platform.number === finder || !platform.members.has(group)) continue;
      const place = versions.place(version, platform.number);
      if ((versions.known[place] & (KNOWN.matched | KNOWN.ingesting)) !== 0) continue;
      if (!this.isWanted(version, platform.number)) {
        world.facts.about(
          KIND["hash.passed-over"],
          platform.word,
          0,
          0,
          0,
          versions.name[version],
          0,
          shared,
          0,
        );
        continue;
      }
      const delay = compiled.delayOf(compiled.actors[platform.actor], this.protocol, "ingest");
      if (delay?.never === true) continue;
      versions.known[place] |= KNOWN.ingesting;
      const wait =
        delay === undefined
          ? 0
          : world.drawWait(delay, versions.keyHi[version], versions.keyLo[version], platform.hash);
      this.expect(wait, {
        version,
        platform: platform.number,
        cause: shared,
        since: world.now,
        kinds,
        isDrop: false,
        isWithdrawn: false,
      });
    }
  }

  /** A member is about to take a hash in or to drop it. */
  private expect(wait: number, ingest: Ingest): void {
    const { world, ingests, ingestsOf } = this;
    const others = ingestsOf.get(ingest.version);
    if (others === undefined) ingestsOf.set(ingest.version, [ingest]);
    else others.push(ingest);
    world.post(world.now + wait, PRIORITY.switch, ENTRY.ingest, ingests.push(ingest) - 1);
  }

  /** Labels change: members that no longer want the hash drop it, others that do now take it in. */
  private relabel(version: number, finder: number, labels: readonly string[]): void {
    const { world } = this;
    const { versions, compiled } = world;
    versions.labels.set(version, labels);
    world.cause = world.facts.about(
      KIND["hash.relabelled"],
      compiled.platforms[finder].word,
      0,
      compiled.dictionary.number(labels.join(", ")),
      0,
      versions.name[version],
      0,
      world.cause,
      world.wait,
    );
    world.wait = 0;
    const relabelled = world.cause;
    for (const { number } of compiled.platforms)
      if (number !== finder && !this.isWanted(version, number)) this.startDropping(version, number);
    for (const passed of this.passed.get(version) ?? []) this.passOn(passed, relabelled);
    world.cause = relabelled;
  }

  /** A hash is withdrawn: who is about to take it in does not, who matches it stops, after the wait `withdrawal` if one is given. */
  private withdraw(version: number, finder: number): void {
    const { world } = this;
    const { versions, compiled } = world;
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
    this.passed.delete(version);
    for (const { number } of compiled.platforms) this.startDropping(version, number);
  }

  private startDropping(version: number, platform: number): void {
    const { world } = this;
    const { versions, compiled } = world;
    const place = versions.place(version, platform);
    versions.known[place] &= ~KNOWN.ingesting;
    const ofVersion = this.ingestsOf.get(version) ?? [];
    for (const ingest of ofVersion)
      if (ingest.platform === platform && !ingest.isDrop) ingest.isWithdrawn = true;
    if ((versions.known[place] & KNOWN.matched) === 0) return;
    const delay = this.delayOn(platform, "withdrawal");
    if (delay === undefined) {
      // A mistake is followed until its last member lets go of it.
      this.drop(version, platform, versions.isLawful[version] !== 0);
      return;
    }
    const isDropping = ofVersion.some(
      (each) => each.platform === platform && each.isDrop && !each.isWithdrawn,
    );
    if (delay.never || isDropping) return;
    const { hash } = compiled.platforms[platform];
    const wait = world.drawWait(delay, versions.keyHi[version], versions.keyLo[version], hash);
    this.expect(wait, {
      version,
      platform,
      cause: world.cause,
      since: world.now,
      kinds: 0,
      isDrop: true,
      isWithdrawn: false,
    });
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

/** Bits of KNOWN for a kind of hash; none where a platform's one recall counts. */
function kindBits(kind: unknown): number {
  return kind === "exact" ? KNOWN.exact : kind === "perceptual" ? KNOWN.perceptual : 0;
}
