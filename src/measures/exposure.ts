import { BEYOND, type Fact, itemName } from "../model/index.ts";
import type { Cells } from "./cells.ts";
import { RemovalAges } from "./removal-ages.ts";
import type { LogWords } from "./words.ts";
import { CAUSES, NOTHING, SPEECHES } from "./words.ts";

/**
 * What was up, for how long, and what lawful material was taken down. Time online needs no memory of single items: the
 * instants at which items went away, less those at which they came, exact in whole milliseconds. An item that stands for
 * several counts as so many.
 *
 * An instant at `BEYOND` cannot be told apart from a later one, so what came there lasts no time, and what went only
 * there has no length that could be told: then the sum is open.
 */
export class Exposure {
  readonly posted: Float64Array;
  readonly blocked: Float64Array;
  readonly removed: Float64Array;
  /** unlawful items put back */
  readonly returned: Float64Array;
  /** instants of going, less instants of coming */
  readonly area: Float64Array;
  /** items that came before `BEYOND` and did not go before it */
  readonly running: Float64Array;
  readonly peak: Float64Array;
  readonly postedAtActivation: Float64Array;
  readonly reported: Float64Array;
  readonly reportedWrong: Float64Array;
  readonly firstReport: Float64Array;
  readonly found: Float64Array;
  readonly firstFound: Float64Array;
  readonly takenDown: Float64Array;
  readonly firstRemoval: Float64Array;
  readonly lastRemoval: Float64Array;
  readonly kept: Float64Array;
  readonly restricted: Float64Array;

  /** uploads that were simulated, whatever they stand for */
  readonly simulated: Float64Array;

  readonly lawfulPosted: Float64Array;
  readonly lawfulBlocked: Float64Array;
  readonly lawfulRemoved: Float64Array;
  readonly lawfulRestored: Float64Array;
  readonly lawfulDown: Float64Array;
  readonly restoredAfter: Float64Array;
  readonly appealed: Float64Array;
  readonly byCause: Float64Array;
  readonly bySpeech: Float64Array;
  private readonly down = new Set<string>();

  readonly ages: RemovalAges;

  up = 0;
  highest = 0;
  private readonly words: LogWords;

  constructor(words: LogWords, cells: Cells, platforms: number, horizon: number | undefined) {
    this.words = words;
    this.ages = new RemovalAges(cells, platforms, horizon);
    const each = () => cells.take(platforms);
    this.posted = each();
    this.blocked = each();
    this.removed = each();
    this.returned = each();
    this.area = each();
    this.running = each();
    this.peak = each();
    this.postedAtActivation = each();
    this.reported = each();
    this.reportedWrong = each();
    this.firstReport = each();
    this.found = each();
    this.firstFound = each();
    this.takenDown = each();
    this.firstRemoval = each();
    this.lastRemoval = each();
    this.kept = each();
    this.restricted = each();
    this.simulated = cells.take(1);
    this.lawfulPosted = each();
    this.lawfulBlocked = each();
    this.lawfulRemoved = each();
    this.lawfulRestored = each();
    this.lawfulDown = each();
    this.restoredAfter = each();
    this.appealed = each();
    this.byCause = cells.take(CAUSES.length);
    this.bySpeech = cells.take(SPEECHES.length);
  }

  clear(): void {
    this.up = 0;
    this.highest = 0;
    if (this.down.size > 0) this.down.clear();
    this.ages.clear();
  }

  /** Unlawful items online now. */
  online(platform: number): number {
    return this.posted[platform] - this.removed[platform] + this.returned[platform];
  }

  post(fact: Fact): void {
    const platform = this.words.platform.of(fact.actor);
    if (this.words.speech.of(fact.how) !== NOTHING) {
      this.lawfulPosted[platform] += fact.weight;
      return;
    }
    this.posted[platform] += fact.weight;
    this.simulated[0]++;
    this.ages.post(platform, fact);
    this.come(platform, fact);
  }

  private come(platform: number, { at, weight }: Fact): void {
    if (at < BEYOND) {
      this.area[platform] -= at * weight;
      this.running[platform] += weight;
    }
    const online = this.online(platform);
    if (online > this.peak[platform]) this.peak[platform] = online;
    this.up += weight;
    if (this.up > this.highest) this.highest = this.up;
  }

  block(fact: Fact): void {
    const platform = this.words.platform.of(fact.actor);
    if (this.words.speech.of(fact.how) !== NOTHING) {
      this.lawfulBlocked[platform] += fact.weight;
      return;
    }
    this.blocked[platform] += fact.weight;
    this.simulated[0]++;
  }

  remove(fact: Fact): void {
    const platform = this.words.platform.of(fact.actor);
    const speech = this.words.speech.of(fact.what);
    if (speech !== NOTHING) {
      this.removeLawful(fact, platform, speech);
      return;
    }
    this.removed[platform] += fact.weight;
    this.lastRemoval[platform] = fact.at;
    // A stream that was over went by itself: nobody took it down.
    if (fact.how === this.words.over) this.ages.leave(platform, fact);
    else {
      if (this.takenDown[platform] === 0) this.firstRemoval[platform] = fact.at;
      this.takenDown[platform] += fact.weight;
      this.ages.remove(platform, fact);
    }
    this.up -= fact.weight;
    if (fact.at < BEYOND) {
      this.area[platform] += fact.at * fact.weight;
      this.running[platform] -= fact.weight;
    }
  }

  private removeLawful(fact: Fact, platform: number, speech: number): void {
    this.lawfulRemoved[platform] += fact.weight;
    this.byCause[this.words.cause.of(fact.how)] += fact.weight;
    this.bySpeech[speech] += fact.weight;
    this.lawfulDown[platform] -= fact.at * fact.weight;
    this.down.add(itemName(fact.itemHi, fact.itemLo));
  }

  /** The fact does not say what the item is in truth: its removal did. */
  restore(fact: Fact): void {
    const platform = this.words.platform.of(fact.actor);
    if (this.down.delete(itemName(fact.itemHi, fact.itemLo))) {
      this.lawfulRestored[platform] += fact.weight;
      this.lawfulDown[platform] += fact.at * fact.weight;
      this.restoredAfter[platform] += (fact.at - fact.x) * fact.weight;
      return;
    }
    this.returned[platform] += fact.weight;
    this.ages.comeBack(fact);
    this.come(platform, fact);
  }

  report(fact: Fact): void {
    if (this.words.speech.of(fact.what) !== NOTHING) return;
    const platform = this.words.platform.of(fact.actor);
    if (this.reported[platform] === 0) this.firstReport[platform] = fact.at;
    this.reported[platform] += fact.weight;
    if (fact.how === this.words.wrongCategory) this.reportedWrong[platform] += fact.weight;
    this.find(platform, fact.at);
  }

  flag(fact: Fact): void {
    if (this.words.speech.of(fact.what) === NOTHING) this.find(this.words.platform.of(fact.actor), fact.at);
  }

  private find(platform: number, at: number): void {
    if (this.found[platform]++ === 0) this.firstFound[platform] = at;
  }

  keep(fact: Fact): void {
    if (this.words.speech.of(fact.what) === NOTHING)
      this.kept[this.words.platform.of(fact.actor)] += fact.weight;
  }

  restrict(fact: Fact): void {
    this.restricted[this.words.platform.of(fact.actor)] += fact.weight;
  }

  appeal(fact: Fact): void {
    this.appealed[this.words.platform.of(fact.actor)] += fact.weight;
  }

  activate(): void {
    this.postedAtActivation.set(this.posted);
  }
}
