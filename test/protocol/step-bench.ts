import { createActor } from "xstate";
import type { MachineDefinition } from "../../src/model/machine-definition.ts";
import {
  buildMachine,
  type Call,
  type Host,
  MachineTables,
  type Vocabulary,
} from "../../src/protocol/index.ts";
import { makeDraw, mix } from "./draw.ts";

export interface StepBenchOptions {
  readonly seed?: number;
  /** Steps of one round on XState's actor. */
  readonly steps?: number;
  /** The tables repeat a round this often, to be measurable. */
  readonly repeats?: number;
  readonly pairs?: number;
}

export interface StepBenchResult {
  /** How many times faster the tables are: median over interleaved pairs. */
  readonly ratio: number;
  readonly lowest: number;
  readonly highest: number;
  readonly tableStepsPerSecond: number;
  readonly actorStepsPerSecond: number;
  readonly steps: number;
  readonly rows: number;
  readonly questions: number;
  readonly misses: number;
}

/**
 * Steps a second on the tables against XState's running actor: one machine, the same events, guards computed from the
 * same world, effects carried out and timers queued on both sides. Events after which the machine would have finished
 * are left out, so that no side pays for starting actors. Give it a production build of XState (vitest takes the
 * development build). `now` reads a clock in milliseconds.
 */
export function benchSteps(
  definition: MachineDefinition,
  vocabulary: Vocabulary,
  now: () => number,
  options: StepBenchOptions = {},
): StepBenchResult {
  const { seed = 1, steps = 20_000, repeats = 50, pairs = 7 } = options;
  const tables = new MachineTables(definition, vocabulary);
  const plan = planRound(tables, vocabulary, makeDraw(seed), steps);
  const onTables = new TableSide(tables, plan);
  const onActor = new ActorSide(definition, vocabulary, plan);
  const expected = onActor.round();
  if (onTables.round() !== expected) throw new Error("tables and actor left different worlds");
  const ratios: number[] = [];
  let tableBest = 0;
  let actorBest = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    const tableRate = rate(now, plan.length * repeats, () => {
      for (let again = 0; again < repeats; again += 1) onTables.round();
    });
    const actorRate = rate(now, plan.length, () => onActor.round());
    ratios.push(tableRate / actorRate);
    tableBest = Math.max(tableBest, tableRate);
    actorBest = Math.max(actorBest, actorRate);
  }
  ratios.sort((a, b) => a - b);
  return {
    ratio: ratios[Math.floor(ratios.length / 2)],
    lowest: ratios[0],
    highest: ratios[ratios.length - 1],
    tableStepsPerSecond: Math.round(tableBest),
    actorStepsPerSecond: Math.round(actorBest),
    steps: plan.length,
    ...tables.statistics(),
  };
}

function rate(now: () => number, steps: number, work: () => void): number {
  const began = now();
  work();
  return (steps * 1000) / (now() - began);
}

const CELLS = 8;
/** Time that passes between two events. */
const PACE = 1000;

/** The counters that guards read and effects change, the same on both sides, and a queue of timers. */
class Bench {
  readonly cells = new Int32Array(CELLS);
  payload = 0;
  now = 0;
  private readonly dues: number[] = [];
  private readonly orders: number[] = [];
  private started = 0;
  /** No timer is due before this. */
  private quietUntil = Number.POSITIVE_INFINITY;

  reset(): void {
    this.cells.fill(0);
    this.now = 0;
    this.started = 0;
    this.dues.fill(Number.POSITIVE_INFINITY);
    this.quietUntil = Number.POSITIVE_INFINITY;
  }

  answers(cell: number, bit: number, payload: number): boolean {
    return (((this.cells[cell] + payload) >> bit) & 1) === 1;
  }

  change(cell: number, by: number): void {
    this.cells[cell] = (this.cells[cell] + by) & 0xff;
  }

  startTimer(timer: number, length: number): void {
    while (this.dues.length <= timer) this.dues.push(Number.POSITIVE_INFINITY);
    const due = this.now + length;
    this.dues[timer] = due;
    if (due < this.quietUntil) this.quietUntil = due;
    this.started += 1;
    this.orders[timer] = this.started;
  }

  cancelTimer(timer: number): void {
    this.dues[timer] = Number.POSITIVE_INFINITY;
  }

  /** The timer due next, first started first, or -1 while none is due. */
  takeDue(): number {
    return this.now < this.quietUntil ? -1 : this.takeEarliest();
  }

  private takeEarliest(): number {
    const { dues, orders } = this;
    let next = 0;
    for (let timer = 1; timer < dues.length; timer += 1) {
      const sooner = dues[timer] < dues[next] || (dues[timer] === dues[next] && orders[timer] < orders[next]);
      if (sooner) next = timer;
    }
    this.quietUntil = dues[next];
    if (this.quietUntil > this.now) return -1;
    dues[next] = Number.POSITIVE_INFINITY;
    return next;
  }

  digest(): number {
    return this.cells.reduce((sum, cell) => Math.imul(sum, 31) + cell, 7);
  }
}

interface GuardMeaning {
  readonly cell: number;
  readonly bit: number;
}

interface EffectMeaning {
  readonly cell: number;
  readonly by: number;
}

const guardMeaning = (type: string): GuardMeaning => ({
  cell: mix(type) % CELLS,
  bit: (mix(type) >>> 8) % 2,
});
const effectMeaning = (type: string): EffectMeaning => ({
  cell: mix(type) % CELLS,
  by: 1 + ((mix(type) >>> 8) % 3),
});
const delayLength = (name: string): number => PACE + (mix(name) % (20 * PACE));

/** The tables' host: meanings found once for each number. */
class BenchHost extends Bench implements Host {
  private readonly tables: MachineTables;
  private readonly asked: (GuardMeaning & { readonly incoming: boolean })[] = [];
  private readonly told: EffectMeaning[] = [];
  private readonly lengths: readonly number[];

  constructor(tables: MachineTables) {
    super();
    this.tables = tables;
    this.lengths = tables.timers.map(({ delay }) => delayLength(delay));
  }

  ask(guard: number): boolean {
    const { cell, bit, incoming } = this.asked[guard] ?? this.meet(guard);
    return this.answers(cell, bit, incoming ? this.payload : 0);
  }

  effect(effect: number): void {
    const { cell, by } = this.told[effect] ?? this.learn(effect);
    this.change(cell, by);
  }

  override startTimer(timer: number): void {
    super.startTimer(timer, this.lengths[timer]);
  }

  private meet(guard: number) {
    const { type, about }: Call = this.tables.guards[guard];
    const meaning = { ...guardMeaning(type), incoming: about === "incoming" };
    this.asked[guard] = meaning;
    return meaning;
  }

  private learn(effect: number): EffectMeaning {
    const meaning = effectMeaning(this.tables.effects[effect].type);
    this.told[effect] = meaning;
    return meaning;
  }
}

interface Planned {
  readonly type: string;
  readonly payload: number;
}

/** Events that never let the machine finish. */
function planRound(
  tables: MachineTables,
  vocabulary: Vocabulary,
  draw: (below: number) => number,
  steps: number,
): Planned[] {
  const heard = vocabulary.events.filter((type) => tables.eventCode(type) >= 0);
  const plan: Planned[] = [];
  let side = new TableSide(tables, plan);
  side.begin();
  for (let tries = 0; plan.length < steps && tries < 4 * steps; tries += 1) {
    plan.push({ type: heard[draw(heard.length)], payload: draw(4) });
    const saved = side.copy();
    if (!side.stepTo(plan.length)) {
      plan.pop();
      side = saved;
    }
  }
  return plan;
}

/** One actor on the tables. */
class TableSide {
  private readonly tables: MachineTables;
  private readonly plan: readonly Planned[];
  private host: BenchHost;
  private codes: Int32Array = new Int32Array(0);
  private row = 0;
  private done = 0;

  constructor(tables: MachineTables, plan: readonly Planned[]) {
    this.tables = tables;
    this.plan = plan;
    this.host = new BenchHost(tables);
  }

  round(): number {
    if (this.codes.length !== this.plan.length) {
      this.codes = Int32Array.from(this.plan, ({ type }) => this.tables.eventCode(type));
    }
    this.begin();
    const { plan, codes, host, tables } = this;
    let row = this.row;
    for (let index = 0; index < plan.length; index += 1) {
      host.now += PACE;
      host.payload = 0;
      for (let timer = host.takeDue(); timer >= 0; timer = host.takeDue()) {
        row = tables.step(row, tables.timerEvent(timer), host);
      }
      host.payload = plan[index].payload;
      row = tables.step(row, codes[index], host);
    }
    return host.digest();
  }

  begin(): void {
    this.host.reset();
    this.done = 0;
    this.row = this.tables.start(this.host);
  }

  /** Goes on to this many events; false if the machine finished on the way. */
  stepTo(end: number): boolean {
    for (; this.done < end; this.done += 1) {
      this.host.now += PACE;
      this.host.payload = 0;
      for (let timer = this.host.takeDue(); timer >= 0; timer = this.host.takeDue()) {
        this.row = this.tables.step(this.row, this.tables.timerEvent(timer), this.host);
      }
      this.host.payload = this.plan[this.done].payload;
      this.row = this.tables.step(this.row, this.tables.eventCode(this.plan[this.done].type), this.host);
    }
    return !this.tables.isFinal(this.row);
  }

  copy(): TableSide {
    const twin = new TableSide(this.tables, this.plan);
    twin.host = Object.assign(
      new BenchHost(this.tables),
      structuredClone({ ...this.host, tables: undefined }),
      {
        tables: this.tables,
      },
    );
    twin.row = this.row;
    twin.done = this.done;
    return twin;
  }
}

/** XState's own actor, with nothing between it and the world but its clock. */
class ActorSide {
  private readonly world = new Bench();
  private readonly plan: readonly Planned[];
  private readonly start: () => { send(event: { readonly type: string; readonly payload: number }): void };
  private fires: (() => void)[] = [];

  constructor(definition: MachineDefinition, vocabulary: Vocabulary, plan: readonly Planned[]) {
    const { world } = this;
    this.plan = plan;
    const guards = new Map([...vocabulary.guards.keys()].map((name) => [name, guardMeaning(name)]));
    const effects = new Map([...vocabulary.effects.keys()].map((name) => [name, effectMeaning(name)]));
    const lengths = new Map<string, number>();
    const machine = buildMachine(definition, vocabulary, {
      guard: (type, _params, event) => {
        const { cell, bit } = guards.get(type) as GuardMeaning;
        return world.answers(cell, bit, (event as Partial<Planned>).payload ?? 0);
      },
      effect: (type) => {
        const { cell, by } = effects.get(type) as EffectMeaning;
        world.change(cell, by);
      },
      delay: (name) => {
        const length = lengths.get(name) ?? delayLength(name);
        lengths.set(name, length);
        return length;
      },
    });
    const clock = {
      setTimeout: (fire: () => void, length: number) => {
        const free = this.fires.indexOf(idle);
        const timer = free < 0 ? this.fires.length : free;
        this.fires[timer] = fire;
        world.startTimer(timer, length);
        return timer;
      },
      clearTimeout: (timer: number) => {
        this.fires[timer] = idle;
        world.cancelTimer(timer);
      },
    };
    this.start = () => createActor(machine, { clock }).start();
  }

  round(): number {
    const { world, plan } = this;
    world.reset();
    this.fires = [];
    const actor = this.start();
    for (const event of plan) {
      world.now += PACE;
      for (let timer = world.takeDue(); timer >= 0; timer = world.takeDue()) {
        const fire = this.fires[timer];
        this.fires[timer] = idle;
        fire();
      }
      actor.send(event);
    }
    return world.digest();
  }
}

const idle = () => undefined;
