import { hashText } from "../engine/index.ts";
import type { Channel, Delay, EffectName, GuardName, Selector } from "../model/index.ts";
import type { Host } from "../protocol/index.ts";
import { untilOpen } from "./calendar.ts";
import { type CompiledDelay, type CompiledRole, fitsActor } from "./compile.ts";
import { KIND } from "./facts-out.ts";
import { type Bound, bindEffect, bindGuard } from "./item-life.ts";
import { FLAG, STATUS } from "./items.ts";
import { chancePurpose, PRIORITY, PURPOSE } from "./purposes.ts";
import type { Workload } from "./workload.ts";
import { ENTRY, type World } from "./world.ts";

/** A wait under way: whose, what for, which time, and since when. */
interface Running {
  readonly protocol: number;
  readonly owner: number;
  readonly name: string;
  readonly keyLo: number;
  readonly index: number;
  readonly since: number;
}

interface Message {
  readonly number: number;
  /** number of the message that began the exchange: an answer about the same items keeps it */
  readonly exchange: number;
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly items: readonly number[];
  /** how many it names: as many as `items`, but at a scale some that it names may not be simulated */
  readonly named: number;
  fact: number;
  /** which time this sender sends this kind to this receiver */
  readonly time: number;
  readonly sentAt: number;
  /** items named that are still up where it was delivered */
  outstanding: number;
}

interface Instance {
  readonly number: number;
  readonly role: number;
  readonly actor: number;
  row: number;
  state: string;
  /** the message that it last heard, or that it was opened for */
  message: Message | undefined;
  /** the message that it was opened for, if it was: it hears of no other exchange */
  readonly openedFor: Message | undefined;
  readonly timers: number[];
  /** names this role of this actor, or the message that opened it, in draws */
  readonly keyLo: number;
  /** how often it did what, so that each time has its own draws */
  readonly counts: Map<string, number>;
}

interface Timer extends Running {
  readonly instance: number;
  readonly timer: number;
  cause: number;
  readonly word: number;
}

interface Choice extends Running {
  readonly instance: number;
  readonly decision: string;
  cause: number;
  readonly message: Message | undefined;
}

/** What a message is about. */
type Named = Pick<Message, "items" | "named">;
const NOTHING_NAMED: Named = { items: [], named: 0 };

/** What the actors' wishes mean for items and hashes. */
export interface ItemOrders {
  confirm(row: number): void;
}

/**
 * Whether an instance should hear of a message. One that was opened for a message hears that one, answers to it, and
 * what begins an exchange of another kind; not another message of its kind, nor answers within other exchanges.
 */
function concerns(message: Message, { openedFor }: Instance): boolean {
  if (openedFor === undefined || message === openedFor) return true;
  if (message.kind === openedFor.kind) return false;
  return message.exchange === openedFor.exchange || message.exchange === message.number;
}

/** Number of the fact that the scenario began: always the first. */
const BEGINNING = 1;

const value = (quantity: unknown) => (quantity as { value: number }).value;

/**
 * The roles of actors: one statechart for each role that an actor plays, or for each message that opens one. They hear
 * what happens, ask and act through the world; messages between them take their time and may be lost.
 */
export class ActorRuntime {
  private readonly world: World;
  private readonly workload: Workload;
  private readonly orders: ItemOrders;
  private readonly roles: readonly CompiledRole[];
  private readonly rolesOf: readonly (readonly number[])[];
  private readonly guards: (Bound<GuardName> | undefined)[][];
  private readonly effects: (Bound<EffectName> | undefined)[][];
  private readonly channels: readonly { readonly channel: Channel; readonly delay: CompiledDelay }[];
  /** how long each decision takes where the actor has no figure of its own, by protocol */
  private readonly usualTimes: readonly { readonly delays: Readonly<Record<string, Delay>> }[];
  private instances: Instance[] = [];
  private byActor: Instance[][] = [];
  private messages: Message[] = [];
  private timers: Timer[] = [];
  private choices: Choice[] = [];
  private counts = new Map<string, number>();
  private counters = new Map<string, number>();
  private contacts = new Map<string, number>();
  /** messages delivered that name an item which is still up, by item */
  private named = new Map<number, Message[]>();
  /** exchanges whose named items are gone, with the receiver */
  private fulfilled = new Set<string>();
  private agenda: {
    instance: Instance;
    event: string;
    message: Message | undefined;
    cause: number;
    wait: number;
  }[] = [];
  private isStepping = false;
  private current!: Instance;
  private readonly hosts: readonly Host[];
  private readonly words: {
    readonly channel: number;
    readonly officeHours: number;
    readonly activation: number;
  };

  constructor(world: World, workload: Workload, orders: ItemOrders) {
    this.world = world;
    this.workload = workload;
    this.orders = orders;
    const { compiled } = world;
    this.roles = compiled.roles;
    this.rolesOf = compiled.actors.map((actor) =>
      this.roles.flatMap((role, number) => (role.actors.includes(actor.number) ? [number] : [])),
    );
    // A run without roles never begins with `reset`, but its platforms are told of removals all the same.
    this.byActor = compiled.actors.map(() => []);
    this.guards = this.roles.map(() => []);
    this.effects = this.roles.map(() => []);
    this.channels = compiled.scenario.channels.map((channel) => {
      const named = compiled.delayOf({ delays: { channel: channel.delay } }, -1, "channel");
      return { channel, delay: named as CompiledDelay };
    });
    this.usualTimes = compiled.scenario.protocols.map(({ decisions }) => ({
      delays: Object.fromEntries(
        Object.entries(decisions).map(([name, { takes }]) => [`decide-${name}`, takes]),
      ),
    }));
    const number = (word: string) => compiled.dictionary.number(word);
    this.words = {
      channel: number("channel"),
      officeHours: number("office-hours"),
      activation: number("activation"),
    };
    this.hosts = this.roles.map((_, role) => ({
      ask: (guard: number) => this.ask(role, guard),
      effect: (effect: number) => this.effect(role, effect),
      startTimer: (timer: number) => this.startTimer(role, timer),
      cancelTimer: (timer: number) => {
        this.current.timers[timer] = -1;
      },
    }));
  }

  reset(): void {
    this.instances = [];
    this.byActor = this.world.compiled.actors.map(() => []);
    this.messages = [];
    this.timers = [];
    this.choices = [];
    this.counts.clear();
    this.counters.clear();
    this.contacts.clear();
    this.named = new Map();
    this.fulfilled = new Set();
    this.agenda = [];
    this.isStepping = false;
    for (let role = 0; role < this.roles.length; role++) {
      if (this.roles[role].per !== undefined) continue;
      for (const actor of this.roles[role].actors) {
        this.world.cause = BEGINNING;
        this.open(role, actor, undefined);
      }
    }
  }

  private countIn(instance: Instance, what: string): number {
    const next = instance.counts.get(what) ?? 0;
    instance.counts.set(what, next + 1);
    return next;
  }

  /** The delay of a wait under way: the owner's own, the protocol's, or a decision's usual time. */
  private delayFor({ protocol, owner, name }: Running): CompiledDelay | undefined {
    const { compiled } = this.world;
    return (
      compiled.delayOf(compiled.actors[owner], protocol, name) ??
      compiled.delayOf(this.usualTimes[protocol], protocol, name)
    );
  }

  private open(role: number, actor: number, message: Message | undefined): Instance {
    const { compiled } = this.world;
    const { protocol, id } = this.roles[role];
    const about = message === undefined ? "" : `|${compiled.actors[message.from].id}|${message.time}`;
    const instance: Instance = {
      number: this.instances.length,
      role,
      actor,
      row: -1,
      state: "",
      message,
      openedFor: message,
      timers: [],
      keyLo: hashText(`${compiled.scenario.protocols[protocol].id}|${id}${about}`).lo,
      counts: new Map(),
    };
    this.instances.push(instance);
    this.byActor[actor].push(instance);
    this.run(instance, () => this.roles[role].tables.start(this.hosts[role]));
    this.workOff();
    return instance;
  }

  private run(instance: Instance, step: () => number): void {
    const { world } = this;
    const { cause, wait } = world;
    const firstTimer = this.timers.length;
    const firstChoice = this.choices.length;
    const outer = this.current;
    const wasStepping = this.isStepping;
    this.current = instance;
    this.isStepping = true;
    instance.row = step();
    const { tables, word } = this.roles[instance.role];
    const state = tables.stateName(instance.row);
    // A step that ends a wait and begins others: these hang on what happens now, not on what that wait hung on.
    const begun =
      wait === 0
        ? []
        : [...this.timers.slice(firstTimer), ...this.choices.slice(firstChoice)].filter(
            (running) => running.cause === cause,
          );
    if (state !== instance.state || begun.length > 0) {
      instance.state = state;
      world.cause = world.facts.about(
        KIND["state.entered"],
        world.compiled.actors[instance.actor].word,
        0,
        word,
        world.compiled.dictionary.number(state),
        0,
        0,
        world.cause,
        world.wait,
      );
      world.wait = 0;
      for (const running of begun) running.cause = world.cause;
    }
    this.current = outer;
    this.isStepping = wasStepping;
  }

  /** Tells every role of an actor what happened. */
  tell(actor: number, event: string, message?: Message): void {
    if (actor < 0) return;
    const { cause, wait } = this.world;
    for (const instance of this.byActor[actor])
      if (message === undefined || concerns(message, instance))
        this.agenda.push({ instance, event, message, cause, wait });
    this.workOff();
  }

  /** Tells the roles that an actor plays under one protocol. */
  tellUnder(actor: number, protocol: number, event: string): void {
    if (actor < 0) return;
    for (const instance of this.byActor[actor])
      if (this.roles[instance.role].protocol === protocol)
        this.agenda.push({ instance, event, message: undefined, cause: this.world.cause, wait: 0 });
    this.workOff();
  }

  /** Tells every actor; the scenario itself is the cause. */
  tellEveryone(event: string, wait: number): void {
    for (const { number } of this.world.compiled.actors) {
      this.world.cause = BEGINNING;
      this.world.wait = wait;
      this.tell(number, event);
    }
  }

  private workOff(): void {
    if (this.isStepping) return;
    const { world } = this;
    for (let next = this.agenda.shift(); next !== undefined; next = this.agenda.shift()) {
      const { instance, event, message, cause, wait } = next;
      const { tables } = this.roles[instance.role];
      const code = tables.eventCode(event);
      if (code < 0) continue;
      world.cause = cause;
      world.wait = wait;
      if (message !== undefined) instance.message = message;
      this.run(instance, () => tables.step(instance.row, code, this.hosts[instance.role]));
    }
  }

  // ---- messages -----------------------------------------------------------------------------------------------------

  private count(key: string): number {
    const next = this.counts.get(key) ?? 0;
    this.counts.set(key, next + 1);
    return next;
  }

  /** Messages of one kind from the actor at work to another: each has its number among them. */
  private lineOf(kind: string, to: number): string {
    const { actors } = this.world.compiled;
    return `message|${actors[this.current.actor].id}|${actors[to].id}|${kind}`;
  }

  private send(params: Readonly<Record<string, unknown>>): void {
    const kind = params.message as string;
    const { current, world } = this;
    for (const to of this.receivers(params.to as Selector)) {
      const about = this.itemsFor(params, to);
      if (about === undefined) continue;
      const message: Message = {
        number: this.messages.length + 1,
        exchange:
          params.items === "same" && current.message !== undefined
            ? current.message.exchange
            : this.messages.length + 1,
        kind,
        from: current.actor,
        to,
        items: about.items,
        named: about.named,
        fact: 0,
        time: this.count(this.lineOf(kind, to)),
        sentAt: world.now,
        outstanding: 0,
      };
      this.messages.push(message);
      this.keepingCause(() => {
        message.fact = this.record(KIND["message.sent"], message);
        this.transmit(message);
      });
    }
  }

  /** Does several things for one reason: each hangs on it, and so does what comes after. */
  private keepingCause(work: () => void): void {
    const { world } = this;
    const { cause, wait } = world;
    work();
    world.cause = cause;
    world.wait = wait;
  }

  private record(kind: number, message: Message): number {
    const { world } = this;
    const { compiled } = world;
    world.cause = world.facts.about(
      kind,
      compiled.actors[message.to].word,
      compiled.actors[message.from].word,
      compiled.dictionary.number(message.kind),
      0,
      message.exchange,
      message.named,
      world.cause,
      world.wait,
    );
    world.wait = 0;
    return world.cause;
  }

  private transmit(message: Message): void {
    const { world } = this;
    const { lo, way, from } = this.wayOf(message);
    if (
      way !== undefined &&
      way.channel.loss.value > 0 &&
      world.drawUniform(from.hash, lo, PURPOSE.channel, message.time) < way.channel.loss.value
    ) {
      this.record(KIND["message.lost"], message);
      return;
    }
    const wait = way === undefined ? 0 : world.drawWait(way.delay, from.hash, lo, message.time);
    world.post(world.now + wait, PRIORITY.action, ENTRY.delivery, message.number - 1);
  }

  /** The first channel that carries this message, and the words under which its draws are made. */
  private wayOf(message: Message) {
    const { actors } = this.world.compiled;
    const from = actors[message.from];
    const to = actors[message.to];
    const fits = (wanted: string | undefined, actor: (typeof actors)[number]) =>
      wanted === undefined || wanted === actor.id || wanted === actor.kind;
    const way = this.channels.find(
      ({ channel }) =>
        (channel.message === undefined || channel.message === message.kind) &&
        fits(channel.from, from) &&
        fits(channel.to, to),
    );
    return { way, from, lo: hashText(`${to.id}|${message.kind}`).lo };
  }

  /** A message arrives at its contact point. */
  deliveryDue(number: number): void {
    const { world } = this;
    const message = this.messages[number];
    world.cause = message.fact;
    world.wait = this.words.channel;
    message.fact = this.record(KIND["message.delivered"], message);
    const contactKey = `${message.from}|${message.to}|${message.kind}`;
    this.contacts.set(contactKey, (this.contacts.get(contactKey) ?? 0) + 1);
    for (const role of this.rolesOf[message.to])
      if (this.roles[role].per === message.kind) this.open(role, message.to, message);
    this.expectFulfilment(message);
    world.cause = message.fact;
    this.tell(message.to, `${message.kind}.delivered`, message);
    const { contact } = world.compiled.actors[message.to];
    const wait = untilOpen(contact, world.compiled.startEpoch + world.now);
    if (wait === 0) {
      world.cause = message.fact;
      this.opened(message);
    } else world.post(world.now + wait, PRIORITY.action, ENTRY.opening, number);
  }

  /** From now on the message is watched: it is fulfilled once everything that it named is gone, whoever saw to that. */
  private expectFulfilment(message: Message): void {
    const { world } = this;
    const { platform } = world.compiled.actors[message.to];
    if (platform < 0 || message.items.length === 0) return;
    message.outstanding = 0;
    for (const row of message.items) {
      if (world.items.platform[row] !== platform || this.isGone(row)) continue;
      message.outstanding++;
      const others = this.named.get(row);
      if (others === undefined) this.named.set(row, [message]);
      else others.push(message);
    }
    if (message.outstanding === 0) this.fulfil(message, 0);
  }

  private isGone(row: number): boolean {
    const { status, flags } = this.world.items;
    return status[row] !== STATUS.online || (flags[row] & FLAG.restricted) !== 0;
  }

  /** An item is gone: messages of which it was the last are fulfilled. */
  gone(row: number): void {
    if (this.named.size === 0) return;
    const messages = this.named.get(row);
    if (messages === undefined) return;
    this.named.delete(row);
    for (const message of messages) {
      message.outstanding--;
      if (message.outstanding === 0) this.keepingCause(() => this.fulfil(message, message.items.length));
    }
  }

  /** Records that what a message named is done with; once for each exchange and receiver. */
  private fulfil(message: Message, done: number): void {
    const { world } = this;
    const { actors } = world.compiled;
    const exchange = `${message.exchange}|${message.to}`;
    if (this.fulfilled.has(exchange)) return;
    this.fulfilled.add(exchange);
    world.cause = world.facts.about(
      KIND["order.fulfilled"],
      actors[message.to].word,
      actors[message.from].word,
      0,
      0,
      message.exchange,
      done,
      world.cause,
      world.wait,
    );
    world.wait = 0;
  }

  /** A contact point opens and somebody reads a message. */
  openingDue(number: number): void {
    const message = this.messages[number];
    this.world.cause = message.fact;
    this.world.wait = this.words.officeHours;
    this.opened(message);
  }

  private opened(message: Message): void {
    this.record(KIND["message.opened"], message);
    this.tell(message.to, `${message.kind}.opened`, message);
  }

  private receivers(selector: Selector): readonly number[] {
    const { compiled } = this.world;
    if (selector === "self") return [this.current.actor];
    if (selector === "sender") return this.current.message === undefined ? [] : [this.current.message.from];
    const others = compiled.actors.filter(({ number }) => number !== this.current.actor);
    if (selector === "everyone") return others.map(({ number }) => number);
    if ("actor" in selector) {
      const actor = compiled.actorNumbers.get(selector.actor);
      return actor === undefined ? [] : [actor];
    }
    return others
      .filter(
        (actor) =>
          fitsActor(selector, actor) &&
          (selector.hosting === undefined || this.isHost(actor.platform, selector.hosting)),
      )
      .map(({ number }) => number);
  }

  private isHost(platform: number, what: "original" | "items"): boolean {
    if (platform < 0) return false;
    const { world } = this;
    if (what === "original") return this.originalsOn(platform).length > 0;
    return world.online[platform] > 0;
  }

  private originalsOn(platform: number): number[] {
    const { items } = this.world;
    const rows: number[] = [];
    for (let i = 0; i < items.publishedCount; i++) {
      const row = items.published[i];
      if (
        (items.flags[row] & FLAG.original) !== 0 &&
        items.platform[row] === platform &&
        items.status[row] === STATUS.online
      )
        rows.push(row);
      // Originals come first in practice; a long list is not searched to its end once all have been met.
      if (rows.length === this.world.compiled.originals.length) break;
    }
    return rows;
  }

  /** The items a message names; undefined when it should name some and the receiver hosts none. */
  private itemsFor(params: Readonly<Record<string, unknown>>, to: number): Named | undefined {
    const wanted = params.items;
    const { world } = this;
    if (wanted === undefined) return NOTHING_NAMED;
    if (wanted === "same") return this.current.message ?? NOTHING_NAMED;
    const platform = world.compiled.actors[to].platform;
    const rows =
      wanted === "original" ? this.originalsOn(platform) : this.oldestOn(platform, wanted as number);
    if (rows.length === 0) return undefined;
    const wrong = params.wrong === undefined ? 0 : value(params.wrong);
    if (world.isThinned && wanted !== "original") {
      const time = this.counts.get(this.lineOf(params.message as string, to)) ?? 0;
      return this.nameByWeight(rows, platform, wanted as number, wrong, time);
    }
    return { items: wrong > 0 ? this.mixUp(rows, platform, wrong) : rows, named: rows.length };
  }

  /**
   * At a scale: of an item that stands for more than are still to be named, only so many are. It is mixed up, or not, as the
   * one that it is at full size: then that many lookalikes are named instead. What is named right goes or stays as a whole,
   * so it is named with the chance that leaves the expected number as it is.
   */
  private nameByWeight(
    rows: readonly number[],
    platform: number,
    most: number,
    wrong: number,
    time: number,
  ): Named {
    const { world } = this;
    const { keyHi, keyLo } = world.items;
    const lawful = this.lawfulOn(platform, wrong > 0 ? most : 0);
    const items: number[] = [];
    let left = most;
    for (const row of rows) {
      const weight = world.weightOf(row);
      const share = Math.min(left, weight);
      left -= share;
      const isWrong =
        lawful.length > 0 && world.drawUniform(keyHi[row], keyLo[row], PURPOSE.wrongItem, 0) < wrong;
      const u =
        share === 1 && weight === 1 ? 0 : world.drawUniform(keyHi[row], keyLo[row], PURPOSE.scale, 1 + time);
      if (isWrong) items.push(...lawful.splice(0, Math.floor(share + u)));
      else if (u * weight < share) items.push(row);
      if (left <= 0) break;
    }
    return { items, named: Math.round(most - left) };
  }

  /** Whether a message names what is not simulated: it stays up until the receiver acts. */
  private namesOthers({ items, named }: Named): boolean {
    const { world } = this;
    return world.isThinned && named > items.reduce((sum, row) => sum + world.weightOf(row), 0);
  }

  private oldestOn(platform: number, most: number): number[] {
    const { items, compiled } = this.world;
    if (platform < 0 || !compiled.platforms[platform].public) return [];
    const rows: number[] = [];
    for (let i = 0; i < items.publishedCount && rows.length < most; i++) {
      const row = items.published[i];
      if (
        items.platform[row] === platform &&
        items.status[row] === STATUS.online &&
        (items.flags[row] & (FLAG.lawful | FLAG.restricted)) === 0
      )
        rows.push(row);
    }
    return rows;
  }

  /** Names a lawful lookalike instead of each item whose own draw says so, as long as there are any. */
  private mixUp(named: readonly number[], platform: number, wrong: number): number[] {
    const { items } = this.world;
    const lawful = this.lawfulOn(platform, named.length);
    return named.map((row) => {
      if (
        lawful.length === 0 ||
        this.world.drawUniform(items.keyHi[row], items.keyLo[row], PURPOSE.wrongItem, 0) >= wrong
      )
        return row;
      return lawful.shift() as number;
    });
  }

  /** The first lawful lookalikes of those that are up. */
  private lawfulOn(platform: number, most: number): number[] {
    const { items } = this.world;
    const lawful: number[] = [];
    for (let i = 0; i < items.publishedCount && lawful.length < most; i++) {
      const row = items.published[i];
      if (
        items.platform[row] === platform &&
        items.status[row] === STATUS.online &&
        (items.flags[row] & FLAG.lawful) !== 0
      )
        lawful.push(row);
    }
    return lawful;
  }

  // ---- going on from an instant: waits under way drawn anew, given that they have lasted so long ----------------------

  /** New due time of a message under way. */
  redrawDelivery(number: number): number {
    const message = this.messages[number];
    const { way, from, lo } = this.wayOf(message);
    return way === undefined
      ? message.sentAt
      : this.world.redrawWait(way.delay, from.hash, lo, message.time, message.sentAt);
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

  saveState(): object {
    const { instances, byActor, messages, timers, choices, counts, counters, contacts, named, fulfilled } =
      this;
    return { instances, byActor, messages, timers, choices, counts, counters, contacts, named, fulfilled };
  }

  loadState(state: object): void {
    Object.assign(this, state);
  }

  // ---- decisions and timers -----------------------------------------------------------------------------------------

  private decide(name: string): void {
    const { world, current } = this;
    const { protocol } = this.roles[current.role];
    const actor = world.compiled.actors[current.actor];
    const index = this.countIn(current, `decide-${name}`);
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
    const instance = this.instances[who];
    const { protocol, tables } = this.roles[instance.role];
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
    if (code >= 0) this.run(instance, () => tables.step(instance.row, code, this.hosts[instance.role]));
    this.workOff();
  }

  private startTimer(role: number, timer: number): void {
    const { world, current } = this;
    const { compiled } = world;
    const { tables, protocol } = this.roles[role];
    const { delay: name } = tables.timers[timer];
    const actor = compiled.actors[current.actor];
    const delay = compiled.delayOf(actor, protocol, name);
    current.timers[timer] = -1;
    if (delay === undefined || delay.never) return;
    const index = this.countIn(current, name);
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
    const instance = this.instances[who];
    if (instance.timers[timer] !== number) return;
    instance.timers[timer] = -1;
    const { tables } = this.roles[instance.role];
    world.cause = cause;
    world.wait = word;
    this.run(instance, () => tables.step(instance.row, tables.timerEvent(timer), this.hosts[instance.role]));
    this.workOff();
  }

  // ---- guards and effects -------------------------------------------------------------------------------------------

  private guardOf(role: number, guard: number): Bound<GuardName> {
    const known = this.guards[role][guard];
    if (known !== undefined) return known;
    const { type, params } = this.roles[role].tables.guards[guard];
    const bound = bindGuard(type, params);
    this.guards[role][guard] = bound;
    return bound;
  }

  private effectOf(role: number, effect: number): Bound<EffectName> {
    const known = this.effects[role][effect];
    if (known !== undefined) return known;
    const { type, params } = this.roles[role].tables.effects[effect];
    const bound = bindEffect(type, params);
    this.effects[role][effect] = bound;
    return bound;
  }

  private ask(role: number, guard: number): boolean {
    const bound = this.guardOf(role, guard);
    const { world, current } = this;
    const { compiled } = world;
    const { params } = bound;
    const actor = compiled.actors[current.actor];
    switch (bound.type) {
      case "flagIs":
        return world.flags.has(params.flag as string);
      case "counterAtLeast":
        return (this.counters.get(`${actor.id}|${params.counter as string}`) ?? 0) >= (params.n as number);
      case "isMember":
        return actor.members.has(params.group as string);
      case "isPublic":
        return actor.public;
      case "firstContact":
        return this.isFirstContact(params);
      case "crossBorder":
        return (
          current.message !== undefined &&
          compiled.actors[current.message.from].jurisdiction !== actor.jurisdiction
        );
      case "emergency":
        return world.now <= compiled.endsAt + 86_400_000;
      case "originalIs":
        return compiled.originals.some(
          ({ form, by }) =>
            (params.form === undefined || (params.form as string[]).includes(form)) &&
            (params.by === undefined || (params.by as string[]).includes(by)),
        );
      case "originalOnMember":
        return compiled.originals.some(({ platform }) =>
          compiled.platforms[platform].members.has(params.group as string),
        );
      case "originalUp":
        return compiled.platforms.some(({ number }) => this.originalsOn(number).length > 0);
      case "anythingNamed":
        return (current.message?.named ?? 0) > 0;
      case "namedItemsUp":
        return (
          current.message !== undefined &&
          (current.message.items.some((row) => world.items.status[row] === STATUS.online) ||
            this.namesOthers(current.message))
        );
      case "incidentOver":
        return world.now >= compiled.endsAt + (params.since === undefined ? 0 : value(params.since));
      case "uploadsBelow":
        return world.uploadsLastHour() < value(params.perHour);
      case "uploadsAtLeast":
        return world.uploadsLastHour() >= value(params.perHour);
      case "chance": {
        const time = this.countIn(current, `chance-${params.name as string}`);
        return (
          world.drawUniform(actor.hash, current.keyLo, chancePurpose(params.name as string), time) <
          value(params.of)
        );
      }
      default:
        throw new Error(`simulation/guard_not_for_actors: ${bound.type}`);
    }
  }

  private isFirstContact(params: Readonly<Record<string, unknown>>): boolean {
    const { current } = this;
    const others = params.to === undefined ? [] : this.receivers(params.to as Selector);
    if (params.to === undefined)
      return (
        (this.contacts.get(`${current.message?.from}|${current.actor}|${params.message as string}`) ?? 0) <= 1
      );
    return others.every((to) => !this.contacts.has(`${current.actor}|${to}|${params.message as string}`));
  }

  private effect(role: number, effect: number): void {
    const bound = this.effectOf(role, effect);
    const { world, current } = this;
    const { compiled } = world;
    const { params } = bound;
    const actor = compiled.actors[current.actor];
    switch (bound.type) {
      case "send":
        return this.send(params);
      case "decide":
        return this.decide(params.decision as string);
      case "count": {
        const key = `${actor.id}|${params.counter as string}`;
        this.counters.set(key, (this.counters.get(key) ?? 0) + ((params.by as number | undefined) ?? 1));
        return;
      }
      case "clearCounter":
        this.counters.delete(`${actor.id}|${params.counter as string}`);
        return;
      case "setFlag":
        world.flags.add(params.flag as string);
        return;
      case "clearFlag":
        world.flags.delete(params.flag as string);
        return;
      case "surge":
        return this.surge(actor.platform, value(params.reviewers));
      case "endSurge":
        return this.surge(actor.platform, 1);
      case "removeNamed":
        return this.actOnNamed("removal.asked");
      case "restrictNamed":
        world.askedTerritory = params.territory as string;
        return this.actOnNamed("restriction.asked");
      case "restoreNamed":
        return this.actOnNamed("restoration.asked");
      case "confirmNamed":
        for (const row of current.message?.items ?? [])
          if ((world.items.flags[row] & FLAG.lawful) === 0) this.keepingCause(() => this.orders.confirm(row));
        return;
      case "demote":
        if (actor.platform >= 0) world.reach.demote(actor.platform, value(params.by));
        return;
      case "matchUploads":
        return this.keepingCause(() => this.matchUploads(params));
      case "note":
        return this.makeNote(params.what as string);
      default:
        throw new Error(`simulation/effect_not_for_actors: ${bound.type}`);
    }
  }

  private surge(platform: number, factor: number): void {
    if (platform < 0) return;
    const { world } = this;
    const kind = factor === 1 ? KIND["crisis.left"] : KIND["crisis.entered"];
    world.cause = world.facts.about(
      kind,
      world.compiled.platforms[platform].word,
      0,
      0,
      0,
      Math.round((world.compiled.platforms[platform].review?.reviewers ?? 0) * factor),
      0,
      world.cause,
      world.wait,
    );
    world.wait = 0;
    const { cause } = world;
    this.workload.surge(platform, factor);
    world.cause = cause;
  }

  /** What the message at hand named is asked of each item's own life, on this actor's platform only. */
  private actOnNamed(event: string): void {
    const { world, current } = this;
    const { message } = current;
    if (message === undefined) return;
    const platform = world.compiled.actors[current.actor].platform;
    let done = 0;
    for (const row of message.items) {
      if (world.items.platform[row] !== platform) continue;
      const before = world.facts.count;
      this.keepingCause(() => world.machines?.tell(row, event));
      if (world.facts.count > before) done++;
    }
    if (event !== "restoration.asked") this.fulfil(message, done);
  }

  private matchUploads(params: Readonly<Record<string, unknown>>): void {
    const { world } = this;
    const { platforms } = world.compiled;
    const wanted =
      params.platforms === undefined
        ? [world.compiled.actors[this.current.actor].platform].filter((number) => number >= 0)
        : platforms
            .filter(({ id }) => params.platforms === "all" || (params.platforms as string[]).includes(id))
            .map(({ number }) => number);
    world.switchMatching(
      wanted,
      () => value(params.block),
      () => value(params.sweep),
    );
  }

  private makeNote(what: string): void {
    const { world } = this;
    world.cause = world.facts.about(
      KIND["note.made"],
      world.compiled.actors[this.current.actor].word,
      0,
      world.compiled.dictionary.number(what),
      0,
      0,
      0,
      world.cause,
      world.wait,
    );
    world.wait = 0;
    if (what === "activated") {
      const { cause } = world;
      world.countViews(this.words.activation);
      world.cause = cause;
    }
  }
}
