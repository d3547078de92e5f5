import type { Fact } from "../model/index.ts";
import type { Cells } from "./cells.ts";
import { type LogWords, NOTHING } from "./words.ts";

/** Messages, hashes, decisions and the instants at which a response got going. All its facts are rare. */
export class Coordination {
  readonly sentByKind: Float64Array;
  /** 1 for a platform that an alert reached */
  readonly alerted: Float64Array;
  readonly ingested: Float64Array;
  sent = 0;
  delivered = 0;
  opened = 0;
  lost = 0;
  duplicates = 0;
  openedAfter = 0;
  decisions = 0;
  ordersFulfilled = 0;
  withdrawn = 0;
  withheld = 0;
  relayed = 0;
  undeliverable = 0;
  /** decisions that waited for a desk, how long all of them together, and how many at once at most */
  waited = 0;
  waitedFor = 0;
  mostWaiting = 0;
  sanctions = 0;
  money = 0;
  refused = 0;
  /** items that a second mechanism named to the same service, those of which it asked the opposite, and those set aside */
  repeated = 0;
  contradicted = 0;
  setAside = 0;
  correction: number | undefined;
  crises = 0;
  firstAssessment: number | undefined;
  firstShare: number | undefined;
  activation: number | undefined;
  firstReport: number | undefined;
  firstConfirmation: number | undefined;
  readonly found = new Set<number>();
  readonly hashed = new Set<number>();
  readonly shared = new Set<number>();
  private readonly deliveries = new Set<string>();
  /** when a message was sent, by exchange, kind and parties: answers share the number of their exchange */
  private readonly sentAt = new Map<string, number>();
  private readonly words: LogWords;

  constructor(words: LogWords, cells: Cells, platforms: number, messages: number) {
    this.words = words;
    this.sentByKind = cells.take(messages);
    this.alerted = cells.take(platforms);
    this.ingested = cells.take(platforms);
  }

  clear(): void {
    this.sent = this.delivered = this.opened = this.lost = this.duplicates = this.openedAfter = 0;
    this.decisions = this.ordersFulfilled = this.withdrawn = this.crises = 0;
    this.withheld = this.relayed = this.undeliverable = 0;
    this.waited = this.waitedFor = this.mostWaiting = 0;
    this.sanctions = this.money = this.refused = 0;
    this.repeated = this.contradicted = this.setAside = 0;
    this.correction = undefined;
    this.firstAssessment = this.firstShare = this.activation = undefined;
    this.firstReport = this.firstConfirmation = undefined;
    if (this.found.size > 0) this.found.clear();
    if (this.hashed.size > 0) this.hashed.clear();
    if (this.shared.size > 0) this.shared.clear();
    if (this.deliveries.size > 0) this.deliveries.clear();
    if (this.sentAt.size > 0) this.sentAt.clear();
  }

  send(fact: Fact): void {
    this.sent++;
    const kind = this.words.message.of(fact.what);
    if (kind !== NOTHING) this.sentByKind[kind]++;
    this.sentAt.set(nameOf(fact), fact.at);
  }

  /** A second message of the same kind from the same sender is a duplicate to its receiver. */
  deliver(fact: Fact): void {
    this.delivered++;
    const seen = `${fact.what} ${fact.other} ${fact.actor}`;
    if (this.deliveries.has(seen)) this.duplicates++;
    else this.deliveries.add(seen);
    if (fact.what !== this.words.alert) return;
    const platform = this.words.actor.of(fact.actor);
    if (platform !== NOTHING) this.alerted[platform] = 1;
  }

  open(fact: Fact): void {
    const sentAt = this.sentAt.get(nameOf(fact));
    if (sentAt === undefined) return;
    this.opened++;
    this.openedAfter += fact.at - sentAt;
  }

  decide(fact: Fact): void {
    this.decisions++;
    if (this.words.assessment.of(fact.what) !== NOTHING) this.firstAssessment ??= fact.at;
  }

  contradict(fact: Fact): void {
    this.contradicted += fact.y;
    if (fact.how !== this.words.obeyed) this.setAside += fact.y;
  }

  queue(fact: Fact): void {
    this.mostWaiting = Math.max(this.mostWaiting, fact.x);
  }

  begin(fact: Fact): void {
    this.waited++;
    this.waitedFor += fact.x;
  }

  /** Sums of money are added up; years of prison and lost safe harbours are not. */
  sanction(fact: Fact): void {
    this.sanctions++;
    if (this.words.money.of(fact.how) !== NOTHING) this.money += fact.x;
  }

  share(fact: Fact): void {
    this.shared.add(fact.x);
    this.firstShare ??= fact.at;
  }

  ingest(fact: Fact): void {
    this.ingested[this.words.platform.of(fact.actor)]++;
  }
}

const nameOf = ({ x, what, actor, other }: Fact): string => `${x} ${what} ${other} ${actor}`;
