import type { Digest, Dictionary, Fact, FactListener } from "../model/index.ts";
import type { CompiledScenario } from "./compile.ts";
import { type Keep, KIND } from "./facts-out.ts";
import { PRIORITY } from "./purposes.ts";
import { ENTRY, type Stretch, World } from "./world.ts";

export interface SimulationOptions {
  /** hears every fact, kept or not: the measures */
  readonly listener?: FactListener;
  /** which facts `onKept` is given; the row is reused, so copy what you keep */
  readonly keep?: Keep;
  readonly onKept?: (fact: Fact) => void;
  readonly onWait?: (keyHi: number, keyLo: number, purpose: number, index: number, ms: number) => void;
  readonly stretch?: Stretch;
}

export interface RunOutcome {
  /** facts recorded, kept or not */
  readonly facts: number;
  /** entries taken from the event list */
  readonly events: number;
  /** upload attempts of unlawful items, blocked ones too */
  readonly attempts: number;
  readonly isCapped: boolean;
  readonly endedAt: number;
  /** every fact folded; measures may be folded on top */
  readonly digest: Digest;
}

/** One scenario, run as often as wanted: reset, then run to the end or to an instant. */
export class Simulation {
  readonly compiled: CompiledScenario;
  readonly world: World;

  constructor(compiled: CompiledScenario, options: SimulationOptions = {}) {
    this.compiled = compiled;
    this.world = new World(compiled, options);
  }

  /** Numbers and words of this scenario's facts. */
  get dictionary(): Dictionary {
    return this.compiled.dictionary;
  }

  /** Milliseconds since the incident's start. */
  get now(): number {
    return this.world.now;
  }

  /** Starts replication `replication` of `seed`; whatever ran before leaves no trace. */
  reset(seed: number, replication: number): void {
    const { world, compiled } = this;
    world.reset(seed, replication);
    world.facts.about(KIND["scenario.began"], 0, 0, 0, 0, 0, 0, 0, 0);
    for (let i = 0; i < compiled.originals.length; i++) world.scheduleOriginal(i);
    for (let i = 0; i < compiled.lookalikes.length; i++) world.scheduleLookalikes(i);
    for (let i = 0; i < compiled.switches.length; i++) {
      const { at } = compiled.switches[i];
      world.schedule(world.drawWait(at, 0, i, 0), PRIORITY.switch, ENTRY.switch, i);
    }
    if (compiled.horizon < Number.POSITIVE_INFINITY) {
      for (let i = 0; i < compiled.marks.length; i++) world.schedule(compiled.marks[i].at, PRIORITY.mark, ENTRY.mark, i);
      world.schedule(compiled.horizon, PRIORITY.end, ENTRY.end, 0);
    }
  }

  /** To the end: the horizon, or when nothing is left to happen. */
  run(): RunOutcome {
    while (this.step());
    return this.outcome();
  }

  /** Until everything due up to and including an instant has happened. False once the run has ended. */
  runUntil(time: number): boolean {
    const { world } = this;
    while (!world.ended && world.era === 0 && world.list.peek() <= time) this.step();
    return !world.ended;
  }

  outcome(): RunOutcome {
    const { world } = this;
    return {
      facts: world.facts.count,
      events: world.events + world.list.taken,
      attempts: world.attempts,
      isCapped: world.isCapped,
      endedAt: world.facts.now,
      digest: world.facts.digest,
    };
  }

  /** Takes the next entry. False once the run has ended. */
  step(): boolean {
    const { world } = this;
    if (world.ended) return false;
    const { list } = world;
    if (!list.next()) {
      if (world.nextEra()) return true;
      this.end(world.endWords["nothing-left"]);
      return false;
    }
    if (list.time !== world.now) world.setNow(list.time);
    world.cause = 0;
    world.wait = 0;
    this.take(list.kind, list.subject);
    return !world.ended;
  }

  private take(kind: number, subject: number): void {
    const { world, compiled } = this;
    switch (kind) {
      case ENTRY.birth:
        return world.birth(subject);
      case ENTRY.removal:
        return world.removalDue(subject);
      case ENTRY.streamEnd:
        return world.streamEnd(subject);
      case ENTRY.switch:
        return this.switchDue(subject);
      case ENTRY.mark:
        return world.countViews(compiled.marks[subject].word);
      case ENTRY.end:
        return this.end(world.endWords.horizon);
      default:
        throw new Error(`simulation/unknown_entry: ${kind}`);
    }
  }

  private switchDue(index: number): void {
    const { world, compiled } = this;
    const given = compiled.switches[index];
    world.wait = given.at.word;
    const all = compiled.platforms.map(({ number }) => number);
    world.switchMatching(all, (platform) => given.block[platform], (platform) => given.sweep[platform]);
    if (given.removal !== undefined) world.changeRules(given.removal, index + 1);
  }

  private end(why: number): void {
    const { world } = this;
    world.countViews(world.endWords.end);
    world.facts.about(KIND["scenario.ended"], 0, 0, 0, world.isCapped ? world.endWords.capped : why, 0, 0, 0, 0);
    world.ended = true;
  }
}
