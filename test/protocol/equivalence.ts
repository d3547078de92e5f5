import { sample } from "fast-check";
import type { MachineDefinition } from "../../src/model/machine-definition.ts";
import {
  type Call,
  EndlessStepError,
  type Host,
  Interpreter,
  MachineTables,
  type Timer,
  type Vocabulary,
} from "../../src/protocol/index.ts";
import {
  CELLS,
  FEATURES,
  type Feature,
  listFeatures,
  machines,
  TEST_VOCABULARY,
} from "../arbitraries/machines.ts";
import { makeDraw } from "./draw.ts";
import { World } from "./world.ts";

/** Something that runs one machine for one host: the tables, or a faulty imitation of them. */
export interface Runner {
  readonly guards: readonly Call[];
  readonly effects: readonly Call[];
  readonly timers: readonly Timer[];
  start(host: Host): void;
  send(type: string, host: Host): void;
  fire(timer: number, host: Host): void;
  stateName(): string;
  isFinal(): boolean;
  hasTag(tag: string): boolean;
}

/** One actor on tables. */
export class TableRunner implements Runner {
  readonly tables: MachineTables;
  private row = -1;

  constructor(tables: MachineTables) {
    this.tables = tables;
  }

  get guards() {
    return this.tables.guards;
  }

  get effects() {
    return this.tables.effects;
  }

  get timers() {
    return this.tables.timers;
  }

  start(host: Host): void {
    this.row = this.tables.start(host);
  }

  send(type: string, host: Host): void {
    this.row = this.tables.step(this.row, this.tables.eventCode(type), host);
  }

  fire(timer: number, host: Host): void {
    this.row = this.tables.step(this.row, this.tables.timerEvent(timer), host);
  }

  stateName(): string {
    return this.tables.stateName(this.row);
  }

  isFinal(): boolean {
    return this.tables.isFinal(this.row);
  }

  hasTag(tag: string): boolean {
    return this.tables.hasTag(this.row, tag);
  }
}

export type MakeRunner = (definition: MachineDefinition, vocabulary: Vocabulary) => Runner;

/** What happened differently, and on which machine. */
export interface Difference {
  readonly definition: MachineDefinition;
  readonly step: number;
  readonly event: string;
  readonly judge: unknown;
  readonly tables: unknown;
}

/** What steps really met, counted in machines. */
export const EVENTS_MET = [
  "finished",
  "asked after an effect",
  "timer restarted in one step",
  "asked about a raised event",
  "asked about the end of a state",
  "timer fired",
  "ran in a circle",
] as const;
export type Met = (typeof EVENTS_MET)[number];

export interface EquivalenceReport {
  readonly machines: number;
  readonly steps: number;
  readonly differences: readonly Difference[];
  /** Machines written with each feature. */
  readonly features: Readonly<Record<Feature, number>>;
  /** Machines that met each of these while running. */
  readonly met: Readonly<Record<Met, number>>;
  readonly misses: number;
}

export interface EquivalenceOptions {
  readonly machines: number;
  readonly steps: number;
  readonly seed: number;
  readonly makeRunner?: MakeRunner;
  /** Stop at this many differences. */
  readonly stopAfter?: number;
}

const MAX_MICROSTEPS = 40;
/** Circles cost much and tell little: a machine that ran in this many is left. */
const MAX_CIRCLES = 2;

const makeTables: MakeRunner = (definition, vocabulary) =>
  new TableRunner(new MachineTables(definition, vocabulary, { maxMicrosteps: MAX_MICROSTEPS }));

/** Runs generated machines through tables and XState's actor, side by side, with the same events, payloads and timers. */
export function runEquivalence(options: EquivalenceOptions): EquivalenceReport {
  const { makeRunner = makeTables, stopAfter = 3 } = options;
  const definitions = sample(machines, { numRuns: options.machines, seed: options.seed });
  const features = count(FEATURES);
  const met = count(EVENTS_MET);
  const differences: Difference[] = [];
  let steps = 0;
  let misses = 0;
  definitions.forEach((definition, index) => {
    if (differences.length >= stopAfter) return;
    for (const feature of listFeatures(definition)) features[feature] += 1;
    const runner = makeRunner(definition, TEST_VOCABULARY);
    const comparison = new Comparison(definition, TEST_VOCABULARY, runner, options.seed + index);
    const difference = comparison.run(options.steps);
    if (difference !== undefined) differences.push(difference);
    for (const name of comparison.met) met[name] += 1;
    steps += comparison.taken;
    if (runner instanceof TableRunner) misses += runner.tables.statistics().misses;
  });
  return { machines: definitions.length, steps, differences, features, met, misses };
}

/** The same for one machine; undefined if nothing differed. */
export function compareMachine(
  definition: MachineDefinition,
  vocabulary: Vocabulary,
  options: { readonly seed: number; readonly steps: number; readonly makeRunner?: MakeRunner },
): Difference | undefined {
  const { makeRunner = makeTables } = options;
  return new Comparison(definition, vocabulary, makeRunner(definition, vocabulary), options.seed).run(
    options.steps,
  );
}

/** One thing that happens to both. */
interface Act {
  readonly name: string;
  readonly act: () => void;
  readonly actRunner: () => void;
}

class Comparison {
  taken = 0;
  readonly met = new Set<Met>();
  private readonly definition: MachineDefinition;
  private readonly vocabulary: Vocabulary;
  private readonly runner: Runner;
  private readonly judge: Interpreter;
  private judgeWorld: World;
  private runnerWorld: World;
  private readonly draw: (below: number) => number;

  constructor(definition: MachineDefinition, vocabulary: Vocabulary, runner: Runner, seed: number) {
    this.definition = definition;
    this.vocabulary = vocabulary;
    this.runner = runner;
    this.draw = makeDraw(seed);
    this.judge = new Interpreter(definition, vocabulary, { maxMicrosteps: MAX_MICROSTEPS });
    this.judgeWorld = new World(this.judge);
    this.runnerWorld = new World(runner);
  }

  run(steps: number): Difference | undefined {
    let living = false;
    let circles = 0;
    for (let step = 0; step < steps; step += 1) {
      this.taken += 1;
      const event: Act = living
        ? this.chooseEvent()
        : { name: "start", act: () => this.restart(), actRunner: () => this.runner.start(this.runnerWorld) };
      if (living) this.disturb();
      const judged = observe(event.act, () => this.look(this.judge, this.judgeWorld, true));
      const done = observe(event.actRunner, () => this.look(this.runner, this.runnerWorld, false));
      if (JSON.stringify(judged) !== JSON.stringify(done))
        return { definition: this.definition, step, event: event.name, judge: judged, tables: done };
      if (typeof judged === "string") {
        this.met.add("ran in a circle");
        circles += 1;
        if (event.name === "start" || circles === MAX_CIRCLES) return undefined;
        living = false;
      } else {
        this.note(judged.trace);
        // A finished machine must stay deaf for a while before the next one starts.
        living = !judged.final || this.draw(3) > 0;
        if (judged.final) this.met.add("finished");
      }
    }
    return undefined;
  }

  private restart(): void {
    this.judgeWorld = new World(this.judge);
    this.runnerWorld = new World(this.runner);
    this.judge.start(this.judgeWorld);
  }

  private chooseEvent(): Act {
    const timers = [...this.judgeWorld.running.keys()].sort((a, b) => a - b);
    const timer = timers.length > 0 && this.draw(10) < 4 ? timers[this.draw(timers.length)] : undefined;
    const payload = timer === undefined ? this.draw(4) : 0;
    for (const world of [this.judgeWorld, this.runnerWorld]) world.payload = payload;
    if (timer === undefined) {
      const name = this.vocabulary.events[this.draw(this.vocabulary.events.length)];
      return {
        name,
        act: () => this.judge.send(name, this.judgeWorld),
        actRunner: () => this.runner.send(name, this.runnerWorld),
      };
    }
    this.met.add("timer fired");
    for (const world of [this.judgeWorld, this.runnerWorld]) world.running.delete(timer);
    return {
      name: this.judge.timers[timer].id,
      act: () => this.judge.fire(timer, this.judgeWorld),
      actRunner: () => this.runner.fire(timer, this.runnerWorld),
    };
  }

  /** Now and then the world changes by itself. */
  private disturb(): void {
    if (this.draw(4) > 0) return;
    const cell = this.draw(CELLS);
    const value = this.draw(5);
    for (const world of [this.judgeWorld, this.runnerWorld]) world.cells[cell] = value;
  }

  private look(
    runner: Pick<Runner, "stateName" | "isFinal" | "hasTag" | "timers">,
    world: World,
    byClock: boolean,
  ) {
    const running = [...world.running]
      .map(([timer, length]) => `${runner.timers[timer].id}: ${length}`)
      .sort();
    if (byClock) {
      const clock = this.judge
        .runningTimers()
        .map((timer) => runner.timers[timer].id)
        .sort();
      const told = [...world.running.keys()].map((timer) => runner.timers[timer].id).sort();
      if (JSON.stringify(clock) !== JSON.stringify(told))
        throw new Error(`XState's clock holds ${clock}, its host was told ${told}`);
    }
    return {
      state: runner.stateName(),
      final: runner.isFinal(),
      marked: runner.hasTag("marked"),
      trace: world.takeTrace(),
      running,
      cells: [...world.cells],
    };
  }

  private note(trace: readonly string[]): void {
    let effects = 0;
    const cancelled = new Set<string>();
    for (const line of trace) {
      if (line.startsWith("effect ")) effects += 1;
      if (line.startsWith("ask ") && effects > 0) this.met.add("asked after an effect");
      if (line.startsWith("cancel ")) cancelled.add(line.slice(7));
      if (line.startsWith("start ") && cancelled.has(line.slice(6).split(" by ")[0]))
        this.met.add("timer restarted in one step");
      if (line.startsWith("ask ") && line.includes(" about xstate.done."))
        this.met.add("asked about the end of a state");
      else if (line.startsWith("ask ") && !line.includes(" about incoming"))
        this.met.add("asked about a raised event");
    }
  }
}

/** What an act led to, or that it ran in a circle; anything else thrown is a fault of its own. */
function observe<T>(act: () => void, look: () => T): T | "endless" {
  try {
    act();
  } catch (error) {
    if (error instanceof EndlessStepError) return "endless";
    throw error;
  }
  return look();
}

function count<T extends string>(names: readonly T[]): Record<T, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<T, number>;
}
