import { hashText } from "../engine/index.ts";
import type { Delay } from "../model/index.ts";
import type { Choice, Running, Stage, Timer } from "./actor-parts.ts";
import type { CompiledDelay } from "./compile.ts";
import { KIND } from "./facts-out.ts";
import { PRIORITY, PURPOSE } from "./purposes.ts";
import { ENTRY, type World } from "./world.ts";

/** What actors wait for of their own: decisions that take their time, and timers of their statecharts. */
export class Waits {
  private readonly stage: Stage;
  private readonly world: World;
  /** how long each decision takes where the actor has no figure of its own, by protocol */
  private readonly usualTimes: readonly { readonly delays: Readonly<Record<string, Delay>> }[];
  private timers: Timer[] = [];
  private choices: Choice[] = [];

  constructor(stage: Stage) {
    this.stage = stage;
    this.world = stage.world;
    this.usualTimes = stage.world.compiled.scenario.protocols.map(({ decisions }) => ({
      delays: Object.fromEntries(
        Object.entries(decisions).map(([name, { takes }]) => [`decide-${name}`, takes]),
      ),
    }));
  }

  reset(): void {
    this.timers = [];
    this.choices = [];
  }

  saveState(): object {
    const { timers, choices } = this;
    return { timers, choices };
  }

  loadState(state: object): void {
    Object.assign(this, state);
  }

  /** Where waits stand now, for `begunSince`. */
  mark(): readonly [timers: number, choices: number] {
    return [this.timers.length, this.choices.length];
  }

  /** Waits begun since a mark that hang on this cause. */
  begunSince([timers, choices]: readonly [number, number], cause: number): (Timer | Choice)[] {
    return [...this.timers.slice(timers), ...this.choices.slice(choices)].filter(
      (running) => running.cause === cause,
    );
  }

  /** The delay of a wait under way: the owner's own, the protocol's, or a decision's usual time. */
  private delayFor({ protocol, owner, name }: Running): CompiledDelay | undefined {
    const { compiled } = this.world;
    return (
      compiled.delayOf(compiled.actors[owner], protocol, name) ??
      compiled.delayOf(this.usualTimes[protocol], protocol, name)
    );
  }

  /** The statechart at work asks for a decision: it takes its time. */
  decide(name: string): void {
    const { world } = this;
    const { current } = this.stage;
    const { protocol } = this.stage.roles[current.role];
    const actor = world.compiled.actors[current.actor];
    const index = this.stage.countIn(current, `decide-${name}`);
    const running: Running = {
      protocol,
      owner: current.actor,
      name: `decide-${name}`,
      keyLo: current.keyLo,
      index,
      since: world.now,
    };
    const wait = world.drawWait(this.delayFor(running) as CompiledDelay, actor.hash, current.keyLo, index);
    this.choices.push({
      ...running,
      instance: current.number,
      decision: name,
      cause: world.cause,
      message: current.message,
    });
    world.post(world.now + wait, PRIORITY.action, ENTRY.decision, this.choices.length - 1);
  }

  /** A decision is due: an option is drawn and the statechart that asked hears it. */
  decisionDue(number: number): void {
    const { world } = this;
    const { compiled } = world;
    const { instance: who, decision: name, cause, message, index } = this.choices[number];
    const instance = this.stage.instances[who];
    const { protocol, tables } = this.stage.roles[instance.role];
    const actor = compiled.actors[instance.actor];
    const decision = compiled.scenario.protocols[protocol].decisions[name];
    const shares = { ...decision.options, ...actor.decisions[name] };
    const options = Object.keys(shares).sort();
    const u = world.drawUniform(actor.hash, instance.keyLo ^ hashText(name).lo, PURPOSE.decision, index);
    let sum = 0;
    let chosen = options[options.length - 1];
    for (const option of options) {
      sum += shares[option].value;
      if (u < sum) {
        chosen = option;
        break;
      }
    }
    world.cause = cause;
    world.wait = compiled.dictionary.number(`decide:${name}`);
    world.cause = world.facts.about(
      KIND["decision.taken"],
      actor.word,
      0,
      compiled.dictionary.number(name),
      compiled.dictionary.number(chosen),
      0,
      0,
      world.cause,
      world.wait,
    );
    world.wait = 0;
    if (message !== undefined) instance.message = message;
    const code = tables.eventCode(`${name}.${chosen}`);
    this.stage.stepTo(instance, code);
  }

  startTimer(role: number, timer: number): void {
    const { world } = this;
    const { current } = this.stage;
    const { compiled } = world;
    const { tables, protocol } = this.stage.roles[role];
    const { delay: name } = tables.timers[timer];
    const actor = compiled.actors[current.actor];
    const delay = compiled.delayOf(actor, protocol, name);
    current.timers[timer] = -1;
    if (delay === undefined || delay.never) return;
    const index = this.stage.countIn(current, name);
    const wait = world.drawWait(delay, actor.hash, current.keyLo, index);
    this.timers.push({
      protocol,
      owner: current.actor,
      name,
      keyLo: current.keyLo,
      index,
      since: world.now,
      instance: current.number,
      timer,
      cause: world.cause,
      word: delay.word,
    });
    current.timers[timer] = this.timers.length - 1;
    world.post(world.now + wait, PRIORITY.action, ENTRY.actorTimer, this.timers.length - 1);
  }

  /** A timer of an actor's statechart is due, unless it was cancelled or started again. */
  timerDue(number: number): void {
    const { world } = this;
    const { instance: who, timer, cause, word } = this.timers[number];
    const instance = this.stage.instances[who];
    if (instance.timers[timer] !== number) return;
    instance.timers[timer] = -1;
    const { tables } = this.stage.roles[instance.role];
    world.cause = cause;
    world.wait = word;
    this.stage.stepTo(instance, tables.timerEvent(timer));
  }

  redrawChoice(number: number): number {
    return this.redrawRunning(this.choices[number]);
  }

  redrawTimer(number: number): number {
    return this.redrawRunning(this.timers[number]);
  }

  private redrawRunning(running: Running): number {
    const actor = this.world.compiled.actors[running.owner];
    return this.world.redrawWait(
      this.delayFor(running) as CompiledDelay,
      actor.hash,
      running.keyLo,
      running.index,
      running.since,
    );
  }
}
