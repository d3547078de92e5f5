import { type Fact, itemName } from "../model/index.ts";
import type { Cells } from "./cells.ts";
import type { LogShape } from "./definition.ts";
import type { Exposure } from "./exposure.ts";
import { type LogWords, NOTHING } from "./words.ts";

const HOUR = 3_600_000;

/**
 * What was done besides taking down: evidence kept or lost, uploaders told, complaints, labels, accounts, access blocks,
 * and what errors in shared hashes did. Cells are by platform unless it is said otherwise.
 */
export class Treatment {
  /** unlawful items put aside as evidence, those deleted for good without, and those that are down and were put aside */
  readonly preserved: Float64Array;
  readonly evidenceLost: Float64Array;
  readonly preservedDown: Float64Array;
  readonly told: Float64Array;
  readonly reasoned: Float64Array;
  readonly lawfulTold: Float64Array;
  readonly withheld: Float64Array;
  /** cell body * platforms + platform */
  readonly complaints: Float64Array;
  readonly decided: Float64Array;
  readonly reversed: Float64Array;
  readonly labelled: Float64Array;
  readonly lawfulLabelled: Float64Array;
  readonly labelledWrong: Float64Array;
  readonly unlabelled: Float64Array;
  readonly struck: Float64Array;
  readonly accounts: Float64Array;
  readonly refused: Float64Array;
  readonly disagreements: Float64Array;
  readonly relabelled: Float64Array;
  readonly dropped: Float64Array;
  /** members that took in a hash of lawful material, and how long they matched it: ends less beginnings */
  readonly misled: Float64Array;
  readonly misledUntil: Float64Array;
  readonly misledStill: Float64Array;
  readonly mistaken: Float64Array;
  readonly blocks: Float64Array;
  /** lawful items behind an access block: those there when it began, and those that came since */
  private readonly behind: Float64Array;
  private readonly postedBefore: Float64Array;
  private readonly blocksNow: Float64Array;
  /** lawful views kept away: so many an hour now, and ends less beginnings of those that were */
  readonly lawfulViewsRate: Float64Array;
  readonly lawfulViewsArea: Float64Array;
  /** when a service began to compare private messages, and whether it did */
  readonly scansSince: Float64Array;
  readonly scans: Float64Array;
  readonly ledgers: Float64Array;
  readonly opened: Float64Array;
  /** of these, orders and requests to take down what they name */
  readonly demanded: Float64Array;
  /** lawful items taken down, by their language */
  readonly byLanguage: Float64Array;
  private readonly evidence = new Set<string>();
  private readonly mistakes = new Set<number>();
  private readonly matching = new Map<string, number>();
  private readonly platforms: number;
  private readonly words: LogWords;
  private readonly exposure: Exposure;

  constructor(words: LogWords, cells: Cells, platforms: number, exposure: Exposure, shape: LogShape) {
    this.words = words;
    this.platforms = platforms;
    this.exposure = exposure;
    const each = () => cells.take(platforms);
    this.preserved = each();
    this.evidenceLost = each();
    this.preservedDown = each();
    this.told = each();
    this.reasoned = each();
    this.lawfulTold = each();
    this.withheld = each();
    this.complaints = cells.take(3 * platforms);
    this.decided = cells.take(3 * platforms);
    this.reversed = cells.take(3 * platforms);
    this.labelled = each();
    this.lawfulLabelled = each();
    this.labelledWrong = each();
    this.unlabelled = each();
    this.struck = each();
    this.accounts = each();
    this.refused = each();
    this.disagreements = each();
    this.relabelled = each();
    this.dropped = each();
    this.misled = each();
    this.misledUntil = each();
    this.misledStill = each();
    this.mistaken = each();
    this.blocks = each();
    this.behind = each();
    this.postedBefore = each();
    this.blocksNow = each();
    this.lawfulViewsRate = each();
    this.lawfulViewsArea = each();
    this.scansSince = each();
    this.scans = each();
    this.ledgers = each();
    this.opened = each();
    this.demanded = each();
    this.byLanguage = cells.take(Math.max(1, shape.languages?.length ?? 0));
  }

  clear(): void {
    if (this.evidence.size > 0) this.evidence.clear();
    if (this.mistakes.size > 0) this.mistakes.clear();
    if (this.matching.size > 0) this.matching.clear();
  }

  /** Whether anything was put aside: only then removals need be told. */
  get keepsEvidence(): boolean {
    return this.evidence.size > 0;
  }

  private at(fact: Fact): number {
    return this.words.platform.of(fact.actor);
  }

  private isLawful(fact: Fact): boolean {
    return this.words.speech.of(fact.what) !== NOTHING;
  }

  /** Somebody at a service opens a message. */
  open(fact: Fact): void {
    const platform = this.words.actor.of(fact.actor);
    if (platform === NOTHING) return;
    this.opened[platform]++;
    if (fact.y > 0 && this.words.demand.of(fact.what) !== NOTHING) this.demanded[platform]++;
  }

  preserve(fact: Fact): void {
    const name = itemName(fact.itemHi, fact.itemLo);
    if (this.isLawful(fact) || this.evidence.has(name)) return;
    this.evidence.add(name);
    this.preserved[this.at(fact)] += fact.weight;
    if (fact.y > 0) this.preservedDown[this.at(fact)] += fact.weight;
  }

  remove(fact: Fact): void {
    if (this.evidence.has(itemName(fact.itemHi, fact.itemLo)))
      this.preservedDown[this.at(fact)] += fact.weight;
  }

  restore(fact: Fact): void {
    if (this.evidence.has(itemName(fact.itemHi, fact.itemLo)))
      this.preservedDown[this.at(fact)] -= fact.weight;
  }

  purge(fact: Fact): void {
    if (fact.how === this.words.lost && !this.isLawful(fact)) this.evidenceLost[this.at(fact)] += fact.weight;
  }

  removeLawful(fact: Fact): void {
    const language = this.words.language.of(fact.what);
    if (language !== NOTHING) this.byLanguage[language] += fact.weight;
  }

  inform(fact: Fact): void {
    const platform = this.at(fact);
    this.told[platform] += fact.weight;
    if (fact.how === this.words.reasons) this.reasoned[platform] += fact.weight;
    if (this.isLawful(fact)) this.lawfulTold[platform] += fact.weight;
  }

  withhold(fact: Fact): void {
    this.withheld[this.at(fact)] += fact.weight;
  }

  private bodyCell(word: number, fact: Fact): number {
    return this.words.redress.of(word) * this.platforms + this.at(fact);
  }

  complain(fact: Fact): void {
    this.complaints[this.bodyCell(fact.how, fact)] += fact.weight;
  }

  decide(fact: Fact): void {
    const cell = this.bodyCell(fact.what, fact);
    this.decided[cell] += fact.weight;
    if (fact.how === this.words.reversed) this.reversed[cell] += fact.weight;
  }

  label(fact: Fact): void {
    const platform = this.at(fact);
    this.labelled[platform] += fact.weight;
    if (this.isLawful(fact)) this.lawfulLabelled[platform] += fact.weight;
    if (fact.y > 0) this.labelledWrong[platform] += fact.weight;
  }

  unlabel(fact: Fact): void {
    this.unlabelled[this.at(fact)] += fact.weight;
  }

  mistake(fact: Fact): void {
    this.mistakes.add(fact.x);
    this.mistaken[this.at(fact)]++;
  }

  /** A member takes a hash in: of lawful material, it is misled from now on. */
  ingest(fact: Fact): void {
    this.scan(fact);
    if (!this.mistakes.has(fact.x)) return;
    const platform = this.at(fact);
    this.matching.set(`${fact.x}|${platform}`, fact.at);
    this.misled[platform]++;
    this.misledStill[platform]++;
    this.misledUntil[platform] -= fact.at;
  }

  drop(fact: Fact): void {
    const platform = this.at(fact);
    this.dropped[platform]++;
    if (!this.matching.delete(`${fact.x}|${platform}`)) return;
    this.misledStill[platform]--;
    this.misledUntil[platform] += fact.at;
  }

  feedback(fact: Fact): void {
    if (fact.how === this.words.disagree) this.disagreements[this.at(fact)]++;
  }

  /** A service matches something from now on: a private one compares every message. */
  scan(fact: Fact): void {
    const platform = this.at(fact);
    if (this.scans[platform] > 0) return;
    this.scans[platform] = 1;
    this.scansSince[platform] = Math.max(0, fact.at);
  }

  block(fact: Fact): void {
    const platform = this.at(fact);
    this.blocks[platform]++;
    if (this.blocksNow[platform]++ === 0) {
      const { lawfulPosted, lawfulRemoved, lawfulRestored } = this.exposure;
      this.behind[platform] += lawfulPosted[platform] - lawfulRemoved[platform] + lawfulRestored[platform];
      this.postedBefore[platform] = lawfulPosted[platform];
    }
    this.lawfulViewsRate[platform] += fact.y;
    this.lawfulViewsArea[platform] -= (fact.at / HOUR) * fact.y;
  }

  unblock(fact: Fact): void {
    const platform = this.at(fact);
    if (--this.blocksNow[platform] === 0)
      this.behind[platform] += this.exposure.lawfulPosted[platform] - this.postedBefore[platform];
    this.lawfulViewsRate[platform] -= fact.y;
    this.lawfulViewsArea[platform] += (fact.at / HOUR) * fact.y;
  }

  /** Lawful items of the incident that stood behind an access block, there already or come since. */
  unreachable(platform: number): number {
    const since =
      this.blocksNow[platform] > 0 ? this.exposure.lawfulPosted[platform] - this.postedBefore[platform] : 0;
    return this.behind[platform] + since;
  }
}
