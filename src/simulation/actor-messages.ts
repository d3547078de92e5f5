import { hashText } from "../engine/index.ts";
import type { Channel, Selector } from "../model/index.ts";
import type { Addressing } from "./actor-addressing.ts";
import { incidentAt, type Message, type Named, type Stage, value } from "./actor-parts.ts";
import type { Records } from "./actor-records.ts";
import { untilOpen } from "./calendar.ts";
import type { CompiledDelay } from "./compile.ts";
import { KIND } from "./facts-out.ts";
import { FLAG, STATUS } from "./items.ts";
import type { Mechanisms } from "./mechanisms.ts";
import { PRIORITY, PURPOSE } from "./purposes.ts";
import { redrawWait } from "./redraw.ts";
import { ENTRY, type World } from "./world.ts";

/** Times of messages that no protocol sends begin here. */
const INJECTED = 1_000_000;

/** Messages under way and delivered: channels, contact points, and whether what they named is gone. */
export class Mail {
  private readonly stage: Stage;
  private readonly world: World;
  private readonly addressing: Addressing;
  private readonly records: Records;
  private readonly mechanisms: Mechanisms;
  private readonly channels: readonly { readonly channel: Channel; readonly delay: CompiledDelay }[];
  private readonly words: { readonly channel: number; readonly officeHours: number; readonly relay: number };
  private messages: Message[] = [];
  private counts = new Map<string, number>();
  private contacts = new Map<string, number>();
  /** messages delivered that name an item which is still up, by item */
  private named = new Map<number, Message[]>();
  /** exchanges whose named items are gone, with the receiver */
  private fulfilled = new Set<string>();
  /** items named in messages sent, by receiver, kind and incident */
  private sent = new Map<string, Set<number>>();
  /** number of the first message delivered that named an item, by receiver, kind and item */
  private firstNamed = new Map<string, number>();
  /** instants before which nobody opens what arrives, by actor */
  private closedUntil = new Map<number, number>();

  constructor(stage: Stage, addressing: Addressing, records: Records, mechanisms: Mechanisms) {
    this.records = records;
    this.mechanisms = mechanisms;
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
      relay: compiled.dictionary.number("relay"),
    };
  }

  reset(): void {
    this.messages.length = 0;
    if (this.counts.size > 0) this.counts.clear();
    if (this.contacts.size > 0) this.contacts.clear();
    if (this.named.size > 0) this.named.clear();
    if (this.fulfilled.size > 0) this.fulfilled.clear();
    if (this.sent.size > 0) this.sent.clear();
    if (this.firstNamed.size > 0) this.firstNamed.clear();
    if (this.closedUntil.size > 0) this.closedUntil.clear();
  }

  saveState(): object {
    const { messages, counts, contacts, named, fulfilled, sent, firstNamed, closedUntil } = this;
    return { messages, counts, contacts, named, fulfilled, sent, firstNamed, closedUntil };
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

  /**
   * What somebody found with another, as if a message had come from there: it can be answered with `to: sender`, and names
   * items. Nobody sent it, so there is no fact of it and it takes no time.
   */
  finding(from: number, to: number, items: readonly number[]): Message {
    const { actors } = this.world.compiled;
    const message: Message = {
      number: this.messages.length + 1,
      exchange: this.messages.length + 1,
      kind: "finding",
      protocol: -1,
      from,
      to,
      items,
      named: items.length,
      fact: 0,
      time: this.count(`finding|${actors[from].id}|${actors[to].id}`),
      sentAt: this.world.now,
      outstanding: 0,
      incident: -1,
      language: undefined,
      within: undefined,
      via: -1,
      leg: "straight",
      legSince: this.world.now,
    };
    this.messages.push(message);
    return message;
  }

  /** Nobody opens what arrives at an actor's contact point before an instant. */
  closeContact(actor: number, until: number): void {
    this.closedUntil.set(actor, until);
  }

  /** Sends what the statechart at work asks for, to each of its receivers. */
  send(params: Readonly<Record<string, unknown>>, isInject = false): void {
    const kind = params.message as string;
    const { world } = this;
    const { current } = this.stage;
    const via = params.via === undefined ? -1 : (this.addressing.receivers(params.via as Selector)[0] ?? -1);
    for (const to of this.addressing.receivers(params.to as Selector)) {
      // What a scenario brings up has a line of its own: it moves no draw of what a protocol sends.
      const line = isInject ? `inject|${this.lineOf(kind, to)}` : this.lineOf(kind, to);
      const known = params.onlyNew === true ? this.sent.get(this.placeOf(kind, to)) : undefined;
      const all = this.addressing.itemsFor(params, to, this.counts.get(line) ?? 0, known);
      if (all === undefined) continue;
      const about = this.leaveOut(all, params, to);
      if (about === undefined) continue;
      this.remember(kind, to, params.onlyNew === true ? [...(all.meant ?? []), ...about.items] : about.items);
      const message: Message = {
        number: this.messages.length + 1,
        exchange:
          params.items === "same" && current.message !== undefined
            ? current.message.exchange
            : this.messages.length + 1,
        kind,
        from: current.actor,
        to,
        protocol: current.role < 0 ? -1 : this.stage.roles[current.role].protocol,
        items: about.items,
        named: about.named,
        fact: 0,
        time: isInject ? INJECTED + this.count(line) : this.count(line),
        sentAt: world.now,
        outstanding: 0,
        incident: incidentAt(current),
        language: (params.language as string | undefined) ?? world.compiled.actors[current.actor].language,
        within: params.within === undefined ? undefined : value(params.within),
        via: via === to ? -1 : via,
        leg: via < 0 || via === to ? "straight" : "to-relay",
        legSince: world.now,
      };
      this.messages.push(message);
      this.stage.keepingCause(() => {
        message.fact = this.record(KIND["message.sent"], message);
        this.dispatch(message, params.posting === undefined ? undefined : value(params.posting));
      });
    }
  }

  /** What is left of a message's items once duplicates and what is held for an investigation are out; undefined: nothing is sent. */
  private leaveOut(about: Named, params: Readonly<Record<string, unknown>>, to: number): Named | undefined {
    const kind = params.message as string;
    let left = about;
    if (params.deduplicate === true) {
      const known = this.sent.get(this.placeOf(kind, to));
      if (about.items.length === 0 && known !== undefined) {
        this.withhold(params, to, "duplicate", 0);
        return undefined;
      }
      left = this.without(left, params, to, "duplicate", (row) => known?.has(row) === true);
    }
    if (params.deconflict === true)
      left = this.without(left, params, to, "investigation", (row) => this.records.isHeld(row));
    return left.items.length === 0 && about.items.length > 0 ? undefined : left;
  }

  private without(
    about: Named,
    params: Readonly<Record<string, unknown>>,
    to: number,
    why: string,
    isOut: (row: number) => boolean,
  ): Named {
    const items = about.items.filter((row) => !isOut(row));
    const out = about.items.length - items.length;
    if (out === 0) return about;
    this.withhold(params, to, why, out);
    return { items, named: Math.max(about.named - out, items.length) };
  }

  private withhold(params: Readonly<Record<string, unknown>>, to: number, why: string, items: number): void {
    const { world } = this;
    const { compiled } = world;
    this.stage.keepingCause(() => {
      world.facts.about(
        KIND["message.withheld"],
        compiled.actors[to].word,
        compiled.actors[this.stage.current.actor].word,
        compiled.dictionary.number(params.message as string),
        compiled.dictionary.number(why),
        0,
        items,
        world.cause,
        world.wait,
      );
    });
  }

  /** Where it is kept what messages of a kind have named to a receiver, for the incident at hand. */
  private placeOf(kind: string, to: number): string {
    return `${to}|${kind}|${incidentAt(this.stage.current)}`;
  }

  private remember(kind: string, to: number, items: readonly number[]): void {
    const key = this.placeOf(kind, to);
    const known = this.sent.get(key) ?? new Set<number>();
    for (const row of items) known.add(row);
    this.sent.set(key, known);
  }

  /** Whether what a message names was named to its receiver before, by an earlier message of one of these kinds. */
  wasNamedBefore({ number, to, items }: Message, kinds: readonly string[], how: "all" | "any"): boolean {
    if (items.length === 0) return false;
    const isKnown = (row: number) =>
      kinds.some((kind) => (this.firstNamed.get(`${to}|${kind}|${row}`) ?? number) !== number);
    return how === "all" ? items.every(isKnown) : items.some(isKnown);
  }

  /** Sends a message on its way: straight, to who passes it on, by posting in public, or nowhere. */
  private dispatch(message: Message, posting: number | undefined): void {
    const { world } = this;
    const isReachable = world.compiled.actors[message.to].contact.reachable !== false;
    if (isReachable || message.via >= 0) return this.transmit(message);
    if (posting === undefined) {
      this.record(KIND["message.undeliverable"], message);
      return;
    }
    message.fact = this.record(KIND["message.posted"], message);
    world.post(world.now + posting, PRIORITY.action, ENTRY.delivery, message.number - 1);
  }

  private record(kind: number, message: Message): number {
    const { world } = this;
    const { compiled } = world;
    world.given = message.within ?? 0;
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
    world.given = 0;
    world.wait = 0;
    return world.cause;
  }

  /** Names an exchange by the message that began it: whose, to whom, what and which time, whatever was sent before. */
  nameOf(exchange: number): string {
    const begun = this.messages[exchange - 1];
    const { actors } = this.world.compiled;
    return begun === undefined
      ? ""
      : `${actors[begun.from].id}|${actors[begun.to].id}|${begun.kind}|${begun.time}`;
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
    const entry = message.leg === "to-relay" ? ENTRY.relay : ENTRY.delivery;
    message.legSince = world.now;
    world.post(world.now + wait, PRIORITY.action, entry, message.number - 1);
  }

  /** A message arrives at who passes it on, or is passed on. */
  relayDue(number: number): void {
    const { world } = this;
    const { compiled } = world;
    const message = this.messages[number];
    world.cause = message.fact;
    world.wait = message.leg === "to-relay" ? this.words.channel : this.words.relay;
    if (message.leg === "to-relay") {
      message.leg = "at-relay";
      message.legSince = world.now;
      const { contact } = compiled.actors[message.via];
      const closed = untilOpen(contact, compiled.startEpoch + world.now);
      world.post(world.now + closed + this.relayWait(message), PRIORITY.action, ENTRY.relay, number);
      return;
    }
    message.leg = "from-relay";
    world.cause = world.facts.about(
      KIND["message.relayed"],
      compiled.actors[message.via].word,
      compiled.actors[message.from].word,
      compiled.dictionary.number(message.kind),
      0,
      message.exchange,
      message.named,
      world.cause,
      world.wait,
    );
    world.wait = 0;
    message.fact = world.cause;
    this.transmit(message);
  }

  /** How long who passes it on takes: its own delay named `relay`, or none. */
  private relayWait(message: Message, since?: number): number {
    const { world } = this;
    const relay = world.compiled.actors[message.via];
    const delay = world.compiled.delayOf(relay, 0, "relay");
    if (delay === undefined || delay.never) return 0;
    const { lo } = hashText(`${world.compiled.actors[message.to].id}|${message.kind}|relay`);
    if (since !== undefined && since < world.now)
      return redrawWait(world, delay, relay.hash, lo, message.time, since) - since;
    return world.drawWait(delay, relay.hash, lo, message.time);
  }

  /** The ends of the leg that a message is on, and the words of its draws there. */
  private legOf({ leg, from, to, via, kind }: Message) {
    const { actors } = this.world.compiled;
    switch (leg) {
      case "to-relay":
      case "at-relay":
        return { from: actors[from], to: actors[via], about: `${actors[via].id}|${kind}|${actors[to].id}` };
      case "from-relay":
        return { from: actors[via], to: actors[to], about: `${actors[to].id}|${kind}|${actors[from].id}` };
      case "straight":
        return { from: actors[from], to: actors[to], about: `${actors[to].id}|${kind}` };
    }
  }

  /** The first channel that carries this message, and the words under which its draws are made. */
  private wayOf(message: Message) {
    const { actors } = this.world.compiled;
    const { from, to, about } = this.legOf(message);
    const fits = (wanted: string | undefined, actor: (typeof actors)[number]) =>
      wanted === undefined || wanted === actor.id || wanted === actor.kind;
    const way = this.channels.find(
      ({ channel }) =>
        (channel.message === undefined || channel.message === message.kind) &&
        fits(channel.from, from) &&
        fits(channel.to, to),
    );
    return { way, from, lo: hashText(about).lo };
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
    for (const row of message.items) {
      const place = `${message.to}|${message.kind}|${row}`;
      if (!this.firstNamed.has(place)) this.firstNamed.set(place, message.number);
    }
    this.mechanisms.receive(message);
    this.stage.openFor(message);
    this.expectFulfilment(message);
    world.cause = message.fact;
    this.stage.tell(message.to, `${message.kind}.delivered`, message);
    const { contact } = world.compiled.actors[message.to];
    // Served by posting: it counts as delivered, and nobody opens it.
    if (contact.reachable === false && message.via < 0) return;
    const closed = Math.max(0, (this.closedUntil.get(message.to) ?? 0) - world.now);
    const wait = closed + untilOpen(contact, world.compiled.startEpoch + world.now + closed);
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
      world.items.flags[row] |= FLAG.named;
    }
    if (message.outstanding === 0) this.fulfil(message, 0);
  }

  private isGone(row: number): boolean {
    const { status, flags } = this.world.items;
    return status[row] !== STATUS.online || (flags[row] & FLAG.restricted) !== 0;
  }

  /** An item is gone: messages of which it was the last are fulfilled. */
  gone(row: number): void {
    if ((this.world.items.flags[row] & FLAG.named) !== 0) this.countGone(row);
  }

  private countGone(row: number): void {
    this.world.items.flags[row] &= ~FLAG.named;
    const messages = this.named.get(row) ?? [];
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
      ? message.legSince
      : redrawWait(this.world, way.delay, from.hash, lo, message.time, message.legSince);
  }

  /** New due time of a message on its way to, or with, who passes it on. */
  redrawRelay(number: number): number {
    const message = this.messages[number];
    if (message.leg === "to-relay") return this.redrawDelivery(number);
    const { compiled } = this.world;
    const { contact } = compiled.actors[message.via];
    const since = message.legSince + untilOpen(contact, compiled.startEpoch + message.legSince);
    return since + this.relayWait(message, since);
  }
}
