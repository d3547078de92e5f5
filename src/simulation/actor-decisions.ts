import { hashText } from "../engine/index.ts";
import type { Delay } from "../model/index.ts";
import { type Choice, exchangeOf, type Running, type Stage, type Timer } from "./actor-parts.ts";
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
  /** decisions that each actor is taking */
  private busy = new Map<number, number>();
  /** decisions that wait for a desk of an actor's */
  private lines = new Map<number, { readonly first: number[]; readonly others: number[] }>();
  private readonly deskWord: number;

  constructor(stage: Stage) {
    this.stage = stage;
    this.world = stage.world;
    this.deskWord = stage.world.compiled.dictionary.number("desk");
    this.usualTimes = stage.world.compiled.scenario.protocols.map(({ decisions }) => ({
      delays: Object.fromEntries(
        Object.entries(decisions).map(([name, { takes }]) => [`decide-${name}`, takes]),
      ),
    }));
  }

  reset(): void {
    this.timers.length = 0;
    this.choices.length = 0;
    this.busy.clear();
    this.lines.clear();
  }

  saveState(): object {
    const { timers, choices, busy, lines } = this;
    return { timers, choices, busy, lines };
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
  decide(name: string, isFirst = false): void {
    const { world } = this;
    const { current } = this.stage;
    const { protocol } = this.stage.roles[current.role];
    const actor = world.compiled.actors[current.actor];
    const index = this.stage.countIn(current, `decide-${name}`);
    const isWaiting = this.busyAt(current.actor) >= actor.desks;
    const choice: Choice = {
      protocol,
      owner: current.actor,
      name: `decide-${name}`,
      keyLo: current.keyLo,
      index,
      since: world.now,
      askedAt: world.now,
      instance: current.number,
      decision: name,
      cause: world.cause,
      message: current.message,
      isWaiting,
    };
    const number = this.choices.push(choice) - 1;
    if (!isWaiting) return this.takeUp(number);
    const line = this.lines.get(current.actor) ?? { first: [], others: [] };
    this.lines.set(current.actor, line);
    (isFirst ? line.first : line.others).push(number);
    const waiting = line.first.length + line.others.length;
    this.stage.keepingCause(() => this.tellOf(KIND["decision.queued"], choice, waiting, world.wait));
  }

  private busyAt(actor: number): number {
    return this.busy.get(actor) ?? 0;
  }

  /** Somebody sits down to a decision: from now on it takes its time. */
  private takeUp(number: number): void {
    const { world } = this;
    const choice = this.choices[number];
    const actor = world.compiled.actors[choice.owner];
    choice.since = world.now;
    choice.isWaiting = false;
    this.busy.set(choice.owner, this.busyAt(choice.owner) + 1);
    const wait = world.drawWait(
      this.delayFor(choice) as CompiledDelay,
      actor.hash,
      choice.keyLo,
      choice.index,
    );
    world.post(world.now + wait, PRIORITY.action, ENTRY.decision, number);
  }

  /** A desk is free: the next decision in the actor's line is taken up, because the one before it was taken. */
  private freeDesk(actor: number, cause: number): void {
    const { world } = this;
    this.busy.set(actor, this.busyAt(actor) - 1);
    const line = this.lines.get(actor);
    const next = line?.first.shift() ?? line?.others.shift();
    if (next === undefined) return;
    const choice = this.choices[next];
    world.cause = cause;
    choice.cause = this.tellOf(KIND["decision.begun"], choice, world.now - choice.askedAt, this.deskWord);
    this.takeUp(next);
  }

  private tellOf(kind: number, { owner, decision }: Choice, x: number, wait: number): number {
    const { world } = this;
    const { compiled } = world;
    return world.facts.about(
      kind,
      compiled.actors[owner].word,
      0,
      compiled.dictionary.number(decision),
      0,
      x,
      0,
      world.cause,
      wait,
    );
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
    world.exchange = exchangeOf(instance, message);
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
    world.exchange = 0;
    const taken = world.cause;
    this.freeDesk(instance.actor, taken);
    world.cause = taken;
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
