import type { Fact } from "../model/index.ts";
import type { Cells } from "./cells.ts";
import type { LogWords } from "./words.ts";

const HOUR = 3_600_000;

/** What overseers did and found, by platform unless it is said otherwise. */
export class Oversight {
  /** hours of reviewers inside, of those who left; people inside now, and since when: people times instants */
  private readonly stayed: Float64Array;
  private readonly inside: Float64Array;
  private readonly insideSince: Float64Array;
  readonly corrected: Float64Array;
  readonly looked: Float64Array;
  readonly foundWrong: Float64Array;
  readonly controlled: Float64Array;
  /** labels that said what is not true, and were taken off */
  readonly withdrawnWrong: Float64Array;
  /** one cell each */
  private readonly pledges: Float64Array;
  /** teams inside, by who placed them and where */
  private readonly teams = new Map<string, { readonly people: number; readonly since: number }>();
  private readonly words: LogWords;

  constructor(words: LogWords, cells: Cells, platforms: number) {
    this.words = words;
    const each = () => cells.take(platforms);
    this.stayed = each();
    this.inside = each();
    this.insideSince = each();
    this.corrected = each();
    this.looked = each();
    this.foundWrong = each();
    this.controlled = each();
    this.withdrawnWrong = each();
    this.pledges = cells.take(2);
  }

  clear(): void {
    if (this.teams.size > 0) this.teams.clear();
  }

  private at(fact: Fact): number {
    return this.words.platform.of(fact.actor);
  }

  /** Reviewers come; those of the same authority who were there make room for them. */
  begin(fact: Fact): void {
    this.leave(fact);
    const platform = this.at(fact);
    this.teams.set(`${fact.other}|${fact.actor}`, { people: fact.x, since: fact.at });
    this.inside[platform] += fact.x;
    this.insideSince[platform] += fact.x * fact.at;
  }

  end(fact: Fact): void {
    this.leave(fact);
  }

  private leave(fact: Fact): void {
    const key = `${fact.other}|${fact.actor}`;
    const team = this.teams.get(key);
    if (team === undefined) return;
    this.teams.delete(key);
    const platform = this.at(fact);
    this.inside[platform] -= team.people;
    this.insideSince[platform] -= team.people * team.since;
    this.stayed[platform] += team.people * (fact.at - team.since);
  }

  /** Hours of reviewers inside these services up to an instant. */
  hours(over: readonly number[], now: number): number {
    let sum = 0;
    for (const platform of over)
      sum += this.stayed[platform] + this.inside[platform] * now - this.insideSince[platform];
    return sum / HOUR;
  }

  correct(fact: Fact): void {
    this.corrected[this.at(fact)] += fact.weight;
  }

  sample(fact: Fact): void {
    const platform = this.at(fact);
    this.looked[platform] += fact.x;
    this.foundWrong[platform] += fact.y;
  }

  control(fact: Fact): void {
    const platform = this.at(fact);
    this.controlled[platform] += fact.weight;
    if (fact.how === this.words.withdrawn && fact.x > 0) this.withdrawnWrong[platform] += fact.weight;
  }

  follow(fact: Fact): void {
    this.pledges[0] += fact.x;
    this.pledges[1] += fact.y;
  }

  get kept(): number {
    return this.pledges[0];
  }

  get broken(): number {
    return this.pledges[1];
  }
}

/** 97.5 % of a normal distribution lie below. */
const Z = 1.959963984540054;

/**
 * Half of the 95 % interval of a share of which `found` of `looked` were so (E. B. Wilson, "Probable inference, the law of
 * succession, and statistical inference", Journal of the American Statistical Association 22 (1927)): it narrows with the
 * root of the sample, and with nothing looked at the share may be anything.
 */
export function margin(found: number, looked: number): number {
  if (looked === 0) return 0.5;
  const share = found / looked;
  const spread = (share * (1 - share)) / looked + (Z * Z) / (4 * looked * looked);
  return (Z * Math.sqrt(spread)) / (1 + (Z * Z) / looked);
}
