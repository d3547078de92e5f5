import { unit } from "../engine/index.ts";
import { BEYOND, EFFECTS, type EffectName, GUARDS, type GuardName } from "../model/index.ts";
import type { Host, MachineTables } from "../protocol/index.ts";
import type { CompiledDelay } from "./compile.ts";
import type { ContentActs } from "./content-acts.ts";
import { untilReport, untilScan } from "./detection.ts";
import { KIND } from "./facts-out.ts";
import { AHEAD, FLAG, growFloat, STATUS, STEP, STEP_SHIFT } from "./items.ts";
import { LINE } from "./lines.ts";
import { chancePurpose, PRIORITY, PURPOSE } from "./purposes.ts";
import { redrawFound, redrawWait } from "./redraw.ts";
import { KNOWN } from "./versions.ts";
import type { Workload } from "./workload.ts";
import { ENTRY, type ItemMachines, type World } from "./world.ts";

/** A guard or effect with its parameters read once. */
export interface Bound<Name extends string> {
  readonly type: Name;
  // Parameters have the shape that the vocabulary's own schema gave them.
  readonly params: Readonly<Record<string, unknown>>;
}

/** Reads a guard's parameters by its schema; throws on what the checks should have refused. */
export function bindGuard(type: string, params: unknown): Bound<GuardName> {
  return {
    type: type as GuardName,
    params: GUARDS[type as GuardName].params.parse(params ?? {}) as Record<string, unknown>,
  };
}

/** Reads an effect's parameters by its schema; throws on what the checks should have refused. */
export function bindEffect(type: string, params: unknown): Bound<EffectName> {
  return {
    type: type as EffectName,
    params: EFFECTS[type as EffectName].params.parse(params ?? {}) as Record<string, unknown>,
  };
}

const value = (quantity: unknown) => (quantity as { value: number }).value;

/** A clock, in the step from one row to the next: when it is due, since when it runs, which fact set it going, how often. */
const DUE = 0;
const SINCE = 1;
const CAUSE = 2;
const STARTS = 3;
/** Timers whose running and started bits share a word. */
const IN_A_WORD = 16;

/** What an item's statechart tells the rest of the world. */
export interface ItemNews {
  /** `isMistaken`: the reviewer took lawful material for unlawful, and a hash is made of what was found */
  onConfirmed(row: number, isMistaken: boolean): void;
}

/**
 * The lives of copies: one statechart, on tables, for every upload attempt. Rows are columns of numbers; only the row at
 * work is known here.
 */
export class ItemLives implements ItemMachines, Host {
  private readonly world: World;
  private readonly tables: MachineTables;
  private readonly workload: Workload;
  private readonly news: ItemNews;
  private readonly acts: ContentActs;
  private readonly guards: Bound<GuardName>[] = [];
  private readonly effects: Bound<EffectName>[] = [];
  /** dictionary numbers of the effects' `by` */
  private readonly effectWords: number[] = [];
  /** by timer: the clocks of all rows; what is not running means nothing */
  private clocks: Float64Array<ArrayBuffer>[];
  /** by row: which timers run (low halves of the words) and which ever ran (high halves) */
  private states = new Int32Array(0);
  private readonly wordsOfState: number;
  private readonly delays: (CompiledDelay | undefined)[][];
  private readonly kinds: readonly ("userReport" | "platformScan" | "named")[];
  private readonly timerWords: readonly number[];
  private readonly timerEvents: readonly number[];
  /** kept only so that fetching ahead is not optimised away */
  fetched = 0;
  private row = -1;
  private isStepping = false;
  private readonly waiting: { row: number; event: number; cause: number; chance: number; number: number }[] =
    [];
  private sweepChance = 0;
  private sweepNumber = 0;
  private readonly words: { readonly right: number; readonly wrong: number };

  constructor(
    world: World,
    tables: MachineTables,
    protocol: number,
    workload: Workload,
    news: ItemNews,
    acts: ContentActs,
  ) {
    this.world = world;
    this.acts = acts;
    this.tables = tables;
    this.workload = workload;
    this.news = news;
    const { compiled } = world;
    this.clocks = tables.timers.map(() => new Float64Array(0));
    this.wordsOfState = Math.ceil(tables.timers.length / IN_A_WORD);
    this.kinds = tables.timers.map(({ delay }) =>
      delay === "userReport" || delay === "platformScan" ? delay : "named",
    );
    this.timerWords = tables.timers.map(({ delay }) =>
      compiled.dictionary.number(
        delay === "userReport" ? "report" : delay === "platformScan" ? "scan" : delay,
      ),
    );
    this.timerEvents = tables.timers.map((_, timer) => tables.timerEvent(timer));
    this.delays = tables.timers.map(({ delay }, timer) =>
      this.kinds[timer] === "named"
        ? compiled.platforms.map(({ actor }) => compiled.delayOf(compiled.actors[actor], protocol, delay))
        : [],
    );
    this.words = { right: compiled.dictionary.number("right"), wrong: compiled.dictionary.number("wrong") };
  }

  reset(): void {
    this.waiting.length = 0;
    this.isStepping = false;
    this.sweepChance = 0;
  }

  /**
   * Whether the statechart, asked once, blocks every upload that matches a known hash and does nothing else then: no other
   * question, effect or timer. Its answer is the tables' own; the world may then take the short way.
   */
  get blocksAtOnce(): boolean {
    const { tables } = this;
    const seen: string[] = [];
    tables.start({
      ask: (guard) => {
        seen.push(`ask ${tables.guards[guard].type}`);
        return tables.guards[guard].type === "matchesKnownHash";
      },
      effect: (effect) => seen.push(tables.effects[effect].type),
      startTimer: () => seen.push("timer"),
      cancelTimer: () => seen.push("cancel"),
    });
    return seen.join() === "ask matchesKnownHash,block";
  }

  /** An upload attempt begins its life. */
  start(row: number): void {
    const { life } = this.world.items;
    const outer = this.row;
    const wasStepping = this.isStepping;
    const { wordsOfState } = this;
    const first = this.stateOf(row, 0);
    if (first >= this.states.length) this.grow();
    for (let word = first; word < first + wordsOfState; word++) this.states[word] = 0;
    this.row = row;
    this.isStepping = true;
    this.sweepChance = 0;
    const next = this.tables.start(this);
    life[row] = next;
    this.row = outer;
    this.isStepping = wasStepping;
    if (!wasStepping) this.workOff();
  }

  /** Tells an item's statechart an event, now or, while another step is at work, right after it. */
  tell(row: number, event: string): void {
    const code = this.tables.eventCode(event);
    if (code < 0) return;
    this.deliver(row, code, 0, 0);
  }

  private deliver(row: number, event: number, chance: number, number: number): void {
    if (this.isStepping) {
      this.waiting.push({ row, event, cause: this.world.cause, chance, number });
      return;
    }
    this.sweepChance = chance;
    this.sweepNumber = number;
    this.step(row, event);
    this.workOff();
  }

  /** A sweep over one item: its platform just began to match its version, at this share. */
  sweep(row: number, chance: number, number: number): void {
    const code = this.tables.eventCode("hash.ingested");
    if (code >= 0) this.deliver(row, code, chance, number);
  }

  private workOff(): void {
    if (this.waiting.length === 0) return;
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
      this.world.cause = next.cause;
      this.world.wait = 0;
      this.sweepChance = next.chance;
      this.sweepNumber = next.number;
      this.step(next.row, next.event);
    }
  }

  private step(row: number, event: number): void {
    const { items } = this.world;
    if (items.status[row] === STATUS.free || items.status[row] === STATUS.pending) return;
    const outer = this.row;
    this.row = row;
    this.isStepping = true;
    items.life[row] = this.tables.step(items.life[row], event, this);
    this.row = outer;
    this.isStepping = false;
  }

  touch(timer: number, row: number): number {
    return this.states[this.stateOf(row, timer)] ^ this.clocks[timer][row];
  }

  /** Place of the word that has a timer's bits for a row. */
  private stateOf(row: number, timer: number): number {
    return (row >> STEP_SHIFT) * this.wordsOfState + ((timer / IN_A_WORD) | 0);
  }

  private isRunning(timer: number, row: number): boolean {
    return ((this.states[this.stateOf(row, timer)] >>> (timer & 15)) & 1) !== 0;
  }

  private stop(timer: number, row: number): void {
    this.states[this.stateOf(row, timer)] &= ~(1 << (timer & 15));
  }

  /** A timer of an item's statechart is due, unless it was cancelled or started again. */
  timerDue(timer: number, row: number): void {
    if (!this.isRunning(timer, row)) return;
    const clocks = this.clocks[timer];
    const { world } = this;
    const due = clocks[row + DUE];
    // What was due beyond 2^53 ms comes at the beginning of the next era, whose time starts again.
    if (due !== world.now && !(world.era > 0 && due >= BEYOND)) return;
    this.stop(timer, row);
    world.cause = clocks[row + CAUSE];
    world.wait = this.timerWords[timer];
    this.sweepChance = 0;
    this.step(row, this.timerEvents[timer]);
    this.workOff();
  }

  // ---- going on from an instant --------------------------------------------------------------------------------------

  /** Draws anew every running timer of every item that has been online, given that it has lasted so long. */
  redrawTimers(): void {
    const { world } = this;
    const { items } = world;
    for (let i = 0; i < items.publishedCount; i++) {
      const row = items.published[i];
      for (let timer = 0; timer < this.clocks.length; timer++) {
        const clocks = this.clocks[timer];
        if (!this.isRunning(timer, row) || clocks[row + DUE] < world.now) continue;
        const due = this.redrawTimer(timer, row, clocks[row + SINCE]);
        clocks[row + DUE] = due;
        if (due < Number.POSITIVE_INFINITY) world.post(due, PRIORITY.removal, ENTRY.itemTimer + timer, row);
      }
    }
  }

  private redrawTimer(timer: number, row: number, since: number): number {
    const { world } = this;
    const { items, compiled } = world;
    const time = this.clocks[timer][row + STARTS] - 1;
    const platform = compiled.platforms[items.platform[row]];
    if (this.kinds[timer] === "userReport") return world.now + untilReport(world, row, time);
    if (this.kinds[timer] === "platformScan") {
      const chance = (items.flags[row] & FLAG.lawful) !== 0 ? platform.scanFalseAlarm : platform.scanRecall;
      return redrawFound(
        world,
        platform.scanDelay,
        chance,
        items.keyHi[row],
        items.keyLo[row],
        PURPOSE.scan,
        time,
        since,
      );
    }
    const delay = this.delays[timer][platform.number];
    return delay === undefined || delay.never
      ? Number.POSITIVE_INFINITY
      : redrawWait(world, delay, items.keyHi[row], items.keyLo[row], time, since);
  }

  saveState(): object {
    return { clocks: this.clocks, states: this.states };
  }

  loadState(state: object): void {
    Object.assign(this, state);
  }

  // ---- Host ---------------------------------------------------------------------------------------------------------

  ask(guard: number): boolean {
    let bound = this.guards[guard];
    if (bound === undefined) {
      const call = this.tables.guards[guard];
      bound = bindGuard(call.type, call.params);
      this.guards[guard] = bound;
    }
    const { world, row } = this;
    const { items, compiled } = world;
    const platform = compiled.platforms[items.platform[row]];
    switch (bound.type) {
      case "matchesKnownHash":
        return unit(items.block[row]) < world.blockChance(row);
      case "sweepFinds":
        return this.sweepFinds(row);
      case "isOriginal":
        return (items.flags[row] & FLAG.original) !== 0;
      case "isLawful":
        return (items.flags[row] & FLAG.lawful) !== 0;
      case "isLive":
        return (items.flags[row] & FLAG.live) !== 0;
      case "rightCategory":
        return (
          world.drawUniform(items.keyHi[row], items.keyLo[row], PURPOSE.category, 0) < platform.rightCategory
        );
      case "versionIsKnown":
        return (
          items.version[row] >= 0 &&
          (world.versions.known[world.versions.place(items.version[row], platform.number)] &
            KNOWN.matched) !==
            0
        );
      case "flagIs":
        return world.flags.has(bound.params.flag as string);
      case "chance":
        return (
          world.drawUniform(
            items.keyHi[row],
            items.keyLo[row],
            chancePurpose(bound.params.name as string),
            world.removalPhase,
          ) < value(bound.params.of)
        );
      case "platformIs":
        return world.platformFits(platform.number, bound.params);
      default: {
        const answer = this.acts.ask(bound.type, bound.params, row);
        if (answer !== undefined) return answer;
        throw new Error(`simulation/guard_not_for_items: ${bound.type}`);
      }
    }
  }

  /** Nothing is found where nothing is swept: outside a sweep, or in one of no share. */
  private sweepFinds(row: number): boolean {
    if (this.sweepChance <= 0) return false;
    const { world } = this;
    const { items } = world;
    let chance = this.sweepChance;
    const version = items.version[row];
    if ((items.flags[row] & FLAG.lawful) !== 0 && world.versions.isLawful[version] === 0)
      chance = world.falseMatchOf(version, items.platform[row]);
    return world.drawUniform(items.keyHi[row], items.keyLo[row], PURPOSE.sweep, this.sweepNumber) < chance;
  }

  effect(effect: number): void {
    let bound = this.effects[effect];
    if (bound === undefined) {
      const call = this.tables.effects[effect];
      bound = bindEffect(call.type, call.params);
      this.effects[effect] = bound;
      this.effectWords[effect] = this.world.compiled.dictionary.number(String(bound.params.by ?? ""));
    }
    const { world, row } = this;
    const { items } = world;
    switch (bound.type) {
      case "block":
        return world.block(row);
      case "publish":
        return world.goOnline(row);
      case "report":
        return this.report(row);
      case "flag":
        world.note(KIND["content.flagged"], row, world.statusWord(row), this.effectWords[effect], 0, 0);
        return;
      case "enqueueReview":
        this.workload.enqueue(row, bound.params.lane as string);
        return;
      case "remove":
        if (items.status[row] === STATUS.removed) return this.acts.finishHold(row);
        return world.remove(row, this.effectWords[effect]);
      case "keep":
        world.note(KIND["content.kept"], row, world.statusWord(row), 0, 0, 0);
        return;
      case "restore":
        return world.restore(row);
      case "restrict":
        return this.restrict(row, bound.params);
      case "appeal":
        world.note(KIND["content.appealed"], row, 0, 0, 0, 0);
        return;
      case "confirm":
        if ((items.flags[row] & FLAG.lawful) === 0) this.news.onConfirmed(row, false);
        else if (bound.params.asFound === true) this.news.onConfirmed(row, true);
        return;
      default:
        if (this.acts.act(bound.type, bound.params, row)) return;
        throw new Error(`simulation/effect_not_for_items: ${bound.type}`);
    }
  }

  /** From the territory named here, or from the one that the platform's actor asked for, with its leak. */
  private restrict(row: number, { territory, leak }: Bound<EffectName>["params"]): void {
    const { world } = this;
    if (territory === undefined) world.restrict(row, world.askedTerritory, world.askedLeak);
    else world.restrict(row, territory as string, leak === undefined ? 0 : value(leak));
  }

  private report(row: number): void {
    const { world } = this;
    const { items, compiled } = world;
    const platform = compiled.platforms[items.platform[row]];
    const isRight =
      world.drawUniform(items.keyHi[row], items.keyLo[row], PURPOSE.category, 0) < platform.rightCategory;
    world.note(
      KIND["content.reported"],
      row,
      world.statusWord(row),
      isRight ? this.words.right : this.words.wrong,
      0,
      0,
    );
    if ((items.flags[row] & FLAG.lawful) === 0) world.watchers?.onReported(row);
  }

  startTimer(timer: number): void {
    const { world, row } = this;
    const { items } = world;
    const state = this.stateOf(row, timer);
    const bits = 0x10001 << (timer & 15);
    const started = this.states[state];
    const clocks = this.clocks[timer];
    const time = (started & bits & ~0xffff) === 0 ? 0 : clocks[row + STARTS];
    this.states[state] = started | bits;
    const kind = this.kinds[timer];
    let wait: number;
    if (kind === "userReport") wait = untilReport(world, row, time);
    else if (kind === "platformScan") wait = untilScan(world, row, time);
    else {
      const delay = this.delays[timer][items.platform[row]];
      wait =
        delay === undefined
          ? Number.POSITIVE_INFINITY
          : world.drawWait(delay, items.keyHi[row], items.keyLo[row], time);
    }
    const due = world.now + wait;
    if (row % AHEAD === 0) this.fetchAhead(timer, row + AHEAD);
    clocks[row + DUE] = due;
    clocks[row + SINCE] = world.now;
    clocks[row + CAUSE] = world.cause;
    clocks[row + STARTS] = time + 1;
    if (wait < Number.POSITIVE_INFINITY) world.post(due, PRIORITY.removal, ENTRY.itemTimer + timer, row);
  }

  /** Fetches from memory the clocks of a timer that one row just started: most of the next rows will do the same. */
  private fetchAhead(timer: number, from: number): void {
    const clocks = this.clocks[timer];
    const to = from + AHEAD;
    if (to > clocks.length) return;
    let sum = 0;
    for (let row = from; row < to; row += LINE / 8) sum ^= clocks[row];
    for (let word = this.stateOf(from, 0); word < this.stateOf(to, 0); word += LINE / 4)
      sum ^= this.states[word];
    this.fetched = sum;
  }

  cancelTimer(timer: number): void {
    this.stop(timer, this.row);
  }

  private grow(): void {
    const size = this.world.items.capacity;
    const states = new Int32Array((size / STEP) * this.wordsOfState);
    states.set(this.states);
    this.states = states;
    this.clocks = this.clocks.map((old) => growFloat(old, size));
  }
}
