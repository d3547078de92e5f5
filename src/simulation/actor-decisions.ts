import { hashText } from "../engine/index.ts";
import type { Delay } from "../model/index.ts";
import { type Choice, exchangeOf, type Running, type Stage, type Timer } from "./actor-parts.ts";
import type { CompiledDelay } from "./compile.ts";
import { BEGINNING, KIND } from "./facts-out.ts";
import { PRIORITY, PURPOSE } from "./purposes.ts";
import { redrawWait } from "./redraw.ts";
import { ENTRY, type World } from "./world.ts";

/** A decision that a person may take. `number` names it in facts. */
export interface OpenChoice {
  readonly number: number;
  readonly decision: string;
  readonly due: number;
  readonly options: readonly string[];
}

export type AnswerFault = "unknown_decision" | "decision_closed" | "unknown_option";

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
  private readonly playerWords: { readonly person: number; readonly model: number };
  /** how many decisions each actor was asked for */
  private asked = new Map<number, number>();
  /** actors whose decisions people take */
  private people = new Set<number>();
  /** the least time that people have for a decision, milliseconds */
  patience = 0;

  constructor(stage: Stage) {
    this.stage = stage;
    this.world = stage.world;
    const { dictionary } = stage.world.compiled;
    this.deskWord = dictionary.number("desk");
    this.playerWords = { person: dictionary.number("person"), model: dictionary.number("model") };
    this.usualTimes = stage.world.compiled.scenario.protocols.map(({ decisions }) => ({
      delays: Object.fromEntries(
        Object.entries(decisions).map(([name, { takes }]) => [`decide-${name}`, takes]),
      ),
    }));
  }

  reset(): void {
    this.timers.length = 0;
    this.choices.length = 0;
    if (this.busy.size > 0) this.busy.clear();
    if (this.lines.size > 0) this.lines.clear();
    if (this.people.size > 0) this.people.clear();
    if (this.asked.size > 0) this.asked.clear();
  }

  saveState(): object {
    const { timers, choices, busy, lines, people, patience, asked } = this;
    return { timers, choices, busy, lines, people, patience, asked };
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
      due: Number.POSITIVE_INFINITY,
      modelDue: Number.POSITIVE_INFINITY,
      opened: 0,
      isTaken: false,
      own: (this.asked.get(current.actor) ?? 0) + 1,
    };
    this.asked.set(current.actor, choice.own);
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
    choice.due = world.now + wait;
    choice.modelDue = choice.due;
    world.post(choice.due, PRIORITY.action, ENTRY.decision, number);
    if (this.people.has(choice.owner)) this.open(number);
  }

  /** A decision is open to a person: until the model would take it, and for as long as people are given at least. */
  private open(number: number): void {
    const { world } = this;
    const choice = this.choices[number];
    const until = Math.max(choice.modelDue, world.now + this.patience);
    if (until !== choice.due) world.post(until, PRIORITY.action, ENTRY.decision, number);
    choice.due = until;
    this.stage.keepingCause(() => {
      world.cause = choice.cause;
      choice.opened = this.tellOf(KIND["decision.opened"], choice, choice.own, 0, { y: until });
    });
  }

  /** Whether people take this actor's decisions. */
  isPlayed(actor: number): boolean {
    return this.people.has(actor);
  }

  /** How many actors people play. */
  get played(): number {
    return this.people.size;
  }

  /**
   * From now on a person or the model takes an actor's decisions. What is under way is open to the person, or taken by the
   * model when it would have taken it, now where that is past. False where nothing changes.
   */
  handOver(actor: number, toPerson: boolean): boolean {
    if (this.people.has(actor) === toPerson) return false;
    const { world } = this;
    if (toPerson) this.people.add(actor);
    else this.people.delete(actor);
    const { word } = world.compiled.actors[actor];
    const { person, model } = this.playerWords;
    const how = toPerson ? person : model;
    world.facts.about(KIND["seat.handed"], word, 0, 0, how, 0, 0, BEGINNING, 0);
    for (const [number, choice] of this.choices.entries()) {
      if (choice.owner !== actor || choice.isTaken || choice.isWaiting) continue;
      if (toPerson) this.open(number);
      else {
        choice.opened = 0;
        choice.due = Math.max(choice.modelDue, world.now);
        // A branch may have left it only the entry of the time that people had.
        world.post(choice.due, PRIORITY.action, ENTRY.decision, number);
      }
    }
    return true;
  }

  /** Decisions that are open to people: whose, which, until when and what may be chosen. */
  openTo(actor: number): readonly OpenChoice[] {
    return this.choices.flatMap((choice) =>
      choice.owner === actor && choice.opened > 0 && !choice.isTaken
        ? [
            {
              number: choice.own,
              decision: choice.decision,
              due: choice.due,
              options: this.optionsOf(choice),
            },
          ]
        : [],
    );
  }

  /** Shares of the default policy, by option. */
  private sharesOf({ instance, decision: name }: Choice) {
    const { compiled } = this.world;
    const { actor: owner, role } = this.stage.instances[instance];
    const actor = compiled.actors[owner];
    const decision = compiled.scenario.protocols[this.stage.roles[role].protocol].decisions[name];
    return { ...decision.options, ...actor.decisions[name] };
  }

  private optionsOf(choice: Choice): readonly string[] {
    return Object.keys(this.sharesOf(choice)).sort();
  }

  /** A person takes a decision; a code where that cannot be. `number` as the fact that it is open tells it. */
  answer(actor: number, number: number, option: string): AnswerFault | undefined {
    const choice = this.choices.find((each) => each.owner === actor && each.own === number);
    if (choice === undefined) return "unknown_decision";
    if (choice.isTaken || choice.opened === 0) return "decision_closed";
    if (!this.optionsOf(choice).includes(option)) return "unknown_option";
    const { world } = this;
    world.cause = choice.opened;
    const how = world.compiled.dictionary.number(option);
    const wait = world.compiled.dictionary.number(`decide:${choice.decision}`);
    choice.cause = this.tellOf(KIND["decision.answered"], choice, number, wait, { how });
    this.take(choice, option, 0);
    return undefined;
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

  private tellOf(
    kind: number,
    { owner, decision }: Choice,
    x: number,
    wait: number,
    { how = 0, y = 0 }: { readonly how?: number; readonly y?: number } = {},
  ): number {
    const { world } = this;
    const { compiled } = world;
    return world.facts.about(
      kind,
      compiled.actors[owner].word,
      0,
      compiled.dictionary.number(decision),
      how,
      x,
      y,
      world.cause,
      wait,
    );
  }

  /** A decision is due, unless a person took it or was given longer: an option is drawn. */
  decisionDue(number: number): void {
    const { world } = this;
    const choice = this.choices[number];
    if (choice.isTaken || (choice.due > choice.modelDue && world.now < choice.due)) return;
    const { instance: who, decision: name, index } = choice;
    const instance = this.stage.instances[who];
    const actor = world.compiled.actors[instance.actor];
    const shares = this.sharesOf(choice);
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
    const wait = world.compiled.dictionary.number(`decide:${name}`);
    if (choice.opened === 0) return this.take(choice, chosen, wait);
    world.cause = choice.opened;
    choice.cause = this.tellOf(KIND["decision.lapsed"], choice, choice.own, wait);
    this.take(choice, chosen, 0);
  }

  /** A decision is taken, and the statechart that asked hears it. */
  private take(choice: Choice, chosen: string, wait: number): void {
    const { world } = this;
    const { compiled } = world;
    const { instance: who, decision: name, cause, message } = choice;
    const instance = this.stage.instances[who];
    const { tables } = this.stage.roles[instance.role];
    const actor = compiled.actors[instance.actor];
    choice.isTaken = true;
    world.cause = cause;
    world.wait = wait;
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

  /** New due time of a decision under way; people keep the time that they were given. */
  redrawChoice(number: number): number {
    const choice = this.choices[number];
    choice.modelDue = Math.max(this.redrawRunning(choice), this.world.now);
    choice.due = choice.opened > 0 ? Math.max(choice.modelDue, choice.due) : choice.modelDue;
    return choice.due;
  }

  redrawTimer(number: number): number {
    return this.redrawRunning(this.timers[number]);
  }

  private redrawRunning(running: Running): number {
    const actor = this.world.compiled.actors[running.owner];
    return redrawWait(
      this.world,
      this.delayFor(running) as CompiledDelay,
      actor.hash,
      running.keyLo,
      running.index,
      running.since,
    );
  }
}
