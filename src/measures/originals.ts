import type { Fact } from "../model/index.ts";
import type { Cells } from "./cells.ts";
import { type LogWords, NOTHING } from "./words.ts";

/**
 * The originals one by one: how long each was up and how often it was seen, live and as a recording, and how long its
 * service left it up once told. They are few, so each has cells of its own; flags among them are 1 or 0.
 *
 * Views of a single item stand only where a stream ends and where an original goes: while it is up, what was seen of it
 * since is not known.
 */
export class Originals {
  /** instants of going, less instants of coming */
  readonly area: Float64Array;
  /** how often each came and went: it is up when it came more often */
  readonly came: Float64Array;
  readonly went: Float64Array;
  /** views when they were last told, those of the stream included */
  readonly seen: Float64Array;
  /** found by a service's own search */
  readonly flagged: Float64Array;

  readonly isStream: Float64Array;
  readonly hasEnded: Float64Array;
  readonly startedAt: Float64Array;
  readonly endedAt: Float64Array;
  readonly seenLive: Float64Array;
  readonly reportedLive: Float64Array;
  /** something stayed, or came back, once the stream had ended */
  readonly isRecorded: Float64Array;

  /** a message that names items came to its service while it was up */
  readonly isTold: Float64Array;
  readonly toldAt: Float64Array;
  /** it went after that, the first time so much later */
  readonly isAnswered: Float64Array;
  readonly answeredAfter: Float64Array;

  private readonly platform: Float64Array;
  private readonly items: { readonly hi: number; readonly lo: number }[] = [];
  private live = 0;
  private readonly words: LogWords;

  constructor(words: LogWords, cells: Cells, originals: number) {
    this.words = words;
    const each = () => cells.take(originals);
    this.area = each();
    this.came = each();
    this.went = each();
    this.seen = each();
    this.flagged = each();
    this.isStream = each();
    this.hasEnded = each();
    this.startedAt = each();
    this.endedAt = each();
    this.seenLive = each();
    this.reportedLive = each();
    this.isRecorded = each();
    this.isTold = each();
    this.toldAt = each();
    this.isAnswered = each();
    this.answeredAfter = each();
    this.platform = each();
  }

  clear(): void {
    this.items.length = 0;
    this.live = 0;
  }

  isUp(original: number): boolean {
    return this.came[original] > this.went[original];
  }

  post(fact: Fact): void {
    const original = this.words.original.of(fact.what);
    this.items[original] = { hi: fact.itemHi, lo: fact.itemLo };
    this.platform[original] = this.words.platform.of(fact.actor);
    this.come(original, fact.at);
    if (fact.how !== this.words.livestream) return;
    this.isStream[original] = 1;
    this.startedAt[original] = fact.at;
    this.live++;
  }

  private come(original: number, at: number): void {
    this.came[original]++;
    this.area[original] -= at;
  }

  /** A stream that was cut is already gone when its end is told. */
  endStream(fact: Fact): void {
    const original = this.find(fact);
    if (original === NOTHING) return;
    this.hasEnded[original] = 1;
    this.endedAt[original] = fact.at;
    this.seenLive[original] = this.seen[original] = fact.x;
    if (this.isUp(original)) this.isRecorded[original] = 1;
    this.live--;
  }

  remove(fact: Fact): void {
    const original = this.words.original.of(fact.what);
    this.went[original]++;
    this.area[original] += fact.at;
    this.seen[original] = fact.y;
    // A stream of which nothing stays goes with its end.
    if (fact.how === this.words.over) this.isRecorded[original] = 0;
    if (this.isTold[original] === 0 || this.isAnswered[original] === 1) return;
    this.isAnswered[original] = 1;
    this.answeredAfter[original] = fact.at - this.toldAt[original];
  }

  restore(fact: Fact): void {
    const original = this.find(fact);
    if (original === NOTHING) return;
    this.come(original, fact.at);
    if (this.hasEnded[original] === 1) this.isRecorded[original] = 1;
  }

  report(fact: Fact): void {
    if (this.live === 0) return;
    const original = this.find(fact);
    if (original !== NOTHING && this.isStream[original] === 1 && this.hasEnded[original] === 0)
      this.reportedLive[original] = 1;
  }

  flag(fact: Fact): void {
    const original = this.find(fact);
    if (original !== NOTHING) this.flagged[original] = 1;
  }

  /** The fact says how many items the message names, not which: what is up there is taken to be among them. */
  tell(fact: Fact): void {
    if (fact.y === 0) return;
    const platform = this.words.actor.of(fact.actor);
    if (platform === NOTHING) return;
    for (let original = 0; original < this.came.length; original++) {
      if (this.platform[original] !== platform || !this.isUp(original) || this.isTold[original] === 1)
        continue;
      this.isTold[original] = 1;
      this.toldAt[original] = fact.at;
    }
  }

  private find(fact: Fact): number {
    const { items } = this;
    for (let original = 0; original < items.length; original++) {
      const item = items[original];
      if (item !== undefined && item.hi === fact.itemHi && item.lo === fact.itemLo) return original;
    }
    return NOTHING;
  }
}
