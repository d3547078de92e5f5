import { type Dictionary, FACT_KINDS, type Fact, type FactListener } from "../model/index.ts";
import type { LogShape } from "./definition.ts";
import { formOf, NOTHING, ORDERS, speechOf, WordIndex } from "./words.ts";

/** What is counted of one party in one run; each pair is good and bad. */
export const RELIABILITY_COUNTS = [
  "kept",
  "broken",
  "rightAlerts",
  "wrongAlerts",
  "rightOrders",
  "falseOrders",
  "answered",
  "silent",
] as const;
export type ReliabilityCount = (typeof RELIABILITY_COUNTS)[number];
const WIDTH = RELIABILITY_COUNTS.length;
const at = (count: ReliabilityCount): number => RELIABILITY_COUNTS.indexOf(count);
const KEPT = at("kept");
const BROKEN = at("broken");
const ALERTS = at("rightAlerts");
const ORDERED = at("rightOrders");
const ANSWERED = at("answered");

const codeOf = (name: keyof typeof FACT_KINDS): number => FACT_KINDS[name].code;
const SENT = codeOf("message.sent");
const DELIVERED = codeOf("message.delivered");
const OPENED = codeOf("message.opened");
const REMOVED = codeOf("content.removed");
const STARTED = codeOf("duty.started");
const STOPPED = codeOf("duty.stopped");
const EXPIRED = codeOf("duty.expired");
const FULFILLED = codeOf("order.fulfilled");
/** What a service does to an item that somebody named, and others may see. */
const DONE: ReadonlySet<number> = new Set([
  REMOVED,
  codeOf("content.queued"),
  codeOf("content.restricted"),
  codeOf("content.labelled"),
  codeOf("content.demoted"),
  codeOf("content.held"),
]);

/** A message that named something to a service: one case for who sent it, one for who received it. */
interface Case {
  readonly from: number;
  readonly to: number;
  readonly exchange: number;
  readonly isOrder: boolean;
  isWrong: boolean;
  isAnswered: boolean;
}

interface Clock {
  readonly debtor: number;
  /** the message that started it, if one did */
  readonly behind: Case | undefined;
  outcome: "running" | "kept" | "broken";
}

/**
 * How reliable each party of one run was, folded from its facts: clocks of duties kept or broken, messages that named items
 * to a service and took something lawful down (an alert of any kind, or an order), and what a service that was told did or
 * said that others could see. A clock that an order started which was false is nobody's to keep, and a message that was
 * wrong is nobody's to answer. Causes are followed from fact to fact; what a service's own reviewers take down after a look
 * is theirs and no fault of who named it.
 */
export class ReliabilityFold implements FactListener {
  /** ids of the parties: services, then all other actors */
  readonly parties: readonly string[];
  /** after `finish`: `RELIABILITY_COUNTS` of each party */
  readonly counts: Float64Array;
  private readonly party: WordIndex;
  private readonly lawful: WordIndex;
  private readonly order: WordIndex;
  private readonly deadline: WordIndex;
  private readonly services: number;
  /** number of a fact -> the case that it descends from */
  private readonly behind = new Map<number, Case>();
  private readonly cases: Case[] = [];
  private readonly clocks = new Map<number, Clock>();

  constructor(shape: LogShape, dictionary: Dictionary) {
    this.parties = [...shape.platforms.map(({ id }) => id), ...shape.actors.map(({ id }) => id)];
    this.services = shape.platforms.length;
    this.counts = new Float64Array(this.parties.length * WIDTH);
    const places = new Map(this.parties.map((id, place) => [id, place]));
    this.party = new WordIndex(dictionary, (text) => places.get(text) ?? NOTHING);
    this.lawful = new WordIndex(dictionary, speechOf);
    this.order = new WordIndex(dictionary, (text) => (ORDERS.includes(text) ? 0 : NOTHING));
    const deadlines = new Set(
      shape.duties
        .filter((duty) => formOf(duty) === "deadline" && duty.kind !== "benchmark")
        .map(({ protocol, id }) => `${protocol}/${id}`),
    );
    this.deadline = new WordIndex(dictionary, (text) => (deadlines.has(text) ? 0 : NOTHING));
  }

  reset(): void {
    this.counts.fill(0);
    if (this.behind.size > 0) this.behind.clear();
    this.cases.length = 0;
    if (this.clocks.size > 0) this.clocks.clear();
  }

  onFact(fact: Fact): void {
    const { kind } = fact;
    if (kind === DELIVERED) return this.deliver(fact);
    const known = this.behind.get(fact.cause);
    switch (kind) {
      case STARTED:
        if (this.deadline.of(fact.what) !== NOTHING) this.start(fact, known);
        break;
      case STOPPED:
        this.end(fact, fact.at <= fact.y ? "kept" : "broken");
        break;
      case EXPIRED:
        this.end(fact, "broken");
        break;
      case FULFILLED:
        this.fulfil(fact);
        break;
      default:
        if (known !== undefined) this.follow(fact, known);
    }
    if (known !== undefined) this.behind.set(fact.number, known);
  }

  private deliver(fact: Fact): void {
    const [from, to] = [this.party.of(fact.other), this.party.of(fact.actor)];
    if (fact.y === 0 || from === NOTHING || to === NOTHING || to >= this.services) return;
    const isOrder = this.order.of(fact.what) !== NOTHING;
    const each: Case = { from, to, exchange: fact.x, isOrder, isWrong: false, isAnswered: false };
    this.cases.push(each);
    this.behind.set(fact.number, each);
  }

  private follow(fact: Fact, known: Case): void {
    if (fact.kind === OPENED) return;
    if (fact.kind === SENT) {
      if (this.party.of(fact.other) === known.to) known.isAnswered = true;
      return;
    }
    if (!DONE.has(fact.kind) || this.party.of(fact.actor) !== known.to) return;
    known.isAnswered = true;
    if (fact.kind === REMOVED && this.lawful.of(fact.what) !== NOTHING) known.isWrong = true;
  }

  /** What was named is gone, whoever saw to that: then there is nothing left to answer. */
  private fulfil(fact: Fact): void {
    const to = this.party.of(fact.actor);
    for (const each of this.cases) if (each.to === to && each.exchange === fact.x) each.isAnswered = true;
  }

  private start(fact: Fact, behind: Case | undefined): void {
    const debtor = this.party.of(fact.actor);
    if (debtor !== NOTHING) this.clocks.set(fact.x, { debtor, behind, outcome: "running" });
  }

  private end(fact: Fact, outcome: "kept" | "broken"): void {
    const clock = this.clocks.get(fact.x);
    if (clock?.outcome === "running") clock.outcome = outcome;
  }

  /** Counts; may be asked once after each run. */
  finish(): void {
    const { counts } = this;
    for (const { debtor, behind, outcome } of this.clocks.values()) {
      if (outcome === "running" || (behind?.isOrder === true && behind.isWrong)) continue;
      counts[debtor * WIDTH + (outcome === "kept" ? KEPT : BROKEN)]++;
    }
    for (const { from, to, isOrder, isWrong, isAnswered } of this.cases) {
      counts[from * WIDTH + (isOrder ? ORDERED : ALERTS) + (isWrong ? 1 : 0)]++;
      if (!isWrong) counts[to * WIDTH + ANSWERED + (isAnswered ? 0 : 1)]++;
    }
  }
}
