import { hashText } from "../engine/index.ts";
import type { Channel, Selector } from "../model/index.ts";
import type { Addressing } from "./actor-addressing.ts";
import type { Message, Stage } from "./actor-parts.ts";
import { untilOpen } from "./calendar.ts";
import type { CompiledDelay } from "./compile.ts";
import { KIND } from "./facts-out.ts";
import { FLAG, STATUS } from "./items.ts";
import { PRIORITY, PURPOSE } from "./purposes.ts";
import { ENTRY, type World } from "./world.ts";

/** Messages under way and delivered: channels, contact points, and whether what they named is gone. */
export class Mail {
  private readonly stage: Stage;
  private readonly world: World;
  private readonly addressing: Addressing;
  private readonly channels: readonly { readonly channel: Channel; readonly delay: CompiledDelay }[];
  private readonly words: { readonly channel: number; readonly officeHours: number };
  private messages: Message[] = [];
  private counts = new Map<string, number>();
  private contacts = new Map<string, number>();
  /** messages delivered that name an item which is still up, by item */
  private named = new Map<number, Message[]>();
  /** exchanges whose named items are gone, with the receiver */
  private fulfilled = new Set<string>();

  constructor(stage: Stage, addressing: Addressing) {
    this.stage = stage;
    this.world = stage.world;
    this.addressing = addressing;
    const { compiled } = stage.world;
    this.channels = compiled.scenario.channels.map((channel) => {
      const named = compiled.delayOf({ delays: { channel: channel.delay } }, -1, "channel");
      return { channel, delay: named as CompiledDelay };
    });
    this.words = {
      channel: compiled.dictionary.number("channel"),
      officeHours: compiled.dictionary.number("office-hours"),
    };
  }

  reset(): void {
    this.messages = [];
    this.counts.clear();
    this.contacts.clear();
    this.named = new Map();
    this.fulfilled = new Set();
  }

  saveState(): object {
    const { messages, counts, contacts, named, fulfilled } = this;
    return { messages, counts, contacts, named, fulfilled };
  }

  loadState(state: object): void {
    Object.assign(this, state);
  }

  /** How many messages of a kind one actor has been delivered by another. */
  contactsBetween(from: number | undefined, to: number, kind: string): number {
    return this.contacts.get(`${from}|${to}|${kind}`) ?? 0;
  }

  private count(key: string): number {
    const next = this.counts.get(key) ?? 0;
    this.counts.set(key, next + 1);
    return next;
  }

  /** Messages of one kind from the actor at work to another: each has its number among them. */
  private lineOf(kind: string, to: number): string {
    const { actors } = this.world.compiled;
    return `message|${actors[this.stage.current.actor].id}|${actors[to].id}|${kind}`;
  }

  /** Sends what the statechart at work asks for, to each of its receivers. */
  send(params: Readonly<Record<string, unknown>>): void {
    const kind = params.message as string;
    const { world } = this;
    const { current } = this.stage;
    for (const to of this.addressing.receivers(params.to as Selector)) {
      const line = this.lineOf(kind, to);
      const about = this.addressing.itemsFor(params, to, this.counts.get(line) ?? 0);
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
        time: this.count(line),
        sentAt: world.now,
        outstanding: 0,
      };
      this.messages.push(message);
      this.stage.keepingCause(() => {
        message.fact = this.record(KIND["message.sent"], message);
        this.transmit(message);
      });
    }
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
    this.stage.openFor(message);
    this.expectFulfilment(message);
    world.cause = message.fact;
    this.stage.tell(message.to, `${message.kind}.delivered`, message);
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
      if (message.outstanding === 0)
        this.stage.keepingCause(() => this.fulfil(message, message.items.length));
    }
  }

  /** Records that what a message named is done with; once for each exchange and receiver. */
  fulfil(message: Message, done: number): void {
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
    this.stage.tell(message.to, `${message.kind}.opened`, message);
  }

  /** New due time of a message under way. */
  redrawDelivery(number: number): number {
    const message = this.messages[number];
    const { way, from, lo } = this.wayOf(message);
    return way === undefined
      ? message.sentAt
      : this.world.redrawWait(way.delay, from.hash, lo, message.time, message.sentAt);
  }
}
