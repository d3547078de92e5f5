import { HAS_VALUE, IS_OPEN, type Row } from "../measures/index.ts";
import type { ReportedFact, Scenario } from "../model/index.ts";
import { withNumbers } from "../scenario/index.ts";
import { assumptionsOf } from "./assumptions.ts";
import { type Prepared, Replicator } from "./replicator.ts";
import { quantileOfSorted } from "./statistics.ts";

/** What a simulation gave for a reported figure, over all seeds. A quantile that was not reached is infinite. */
export interface Simulated {
  readonly p5: number;
  readonly median: number;
  readonly p95: number;
  /** share of seeds that say yes, where the question is one of yes or no */
  readonly yes: number;
  /** seeds in which the measure exists */
  readonly n: number;
  /** seeds in which it had not come by the end */
  readonly open: number;
}

/** By which rule a row is judged. */
export type HindcastRule = "range" | "bound" | "yes-no" | "zero" | "none";

export interface HindcastRow {
  readonly fact: ReportedFact;
  readonly simulated: Simulated | null;
  readonly rule: HindcastRule;
  /** null where there is nothing to judge */
  readonly holds: boolean | null;
}

/** Rows that count, each group once. */
export interface HindcastCount {
  readonly rows: number;
  readonly hold: number;
}

export interface Hindcast {
  readonly seeds: number;
  readonly rows: readonly HindcastRow[];
  readonly given: number;
  readonly leftOut: number;
  readonly fitted: HindcastCount;
  readonly predicted: HindcastCount;
}

/** A measure of a reported fact: `id`, or `id@platform` for one platform's. */
export function findSlot(layout: readonly Row[], measure: string): number {
  const [id, platform] = measure.split("@");
  return layout.findIndex((row) => row.id === id && row.platform === platform);
}

/** The scenario with every assumed number at the same end of its range. */
export function atFarEnd(scenario: Scenario, end: "low" | "high"): Scenario {
  return withNumbers(scenario, new Map(assumptionsOf(scenario).map((each) => [each.path, each[end]])));
}

/** Runs seeds 1, 2, 3, … of one scenario and holds its measures against what was reported. */
export class HindcastRun {
  private readonly replicator: Replicator;
  private readonly facts: readonly ReportedFact[];
  private readonly slots: readonly number[];
  private readonly values: readonly number[][];
  private readonly seeds: number;
  done = 0;

  constructor(prepared: Prepared, seeds: number) {
    this.seeds = seeds;
    this.replicator = new Replicator(prepared);
    this.facts = prepared.scenario.reported;
    const { layout } = this.replicator;
    this.slots = this.facts.map(({ measure }) => (measure === undefined ? -1 : findSlot(layout, measure)));
    this.values = this.facts.map(() => []);
  }

  /** Runs one more seed. False once all have run. */
  advance(): boolean {
    if (this.done < this.seeds) {
      this.done++;
      this.replicator.run(this.done, 0);
      for (const [index, { scale }] of this.facts.entries()) this.note(index, scale);
    }
    return this.done < this.seeds;
  }

  private note(index: number, scale: number): void {
    const slot = this.slots[index];
    if (slot === -1) return;
    const { values, status, layout } = this.replicator;
    const { kind } = layout[slot].definition;
    if (status[slot] === HAS_VALUE) this.values[index].push(values[slot] * scale);
    else if (status[slot] === IS_OPEN) {
      // What has not come by the end comes later than anything that has.
      this.values[index].push(
        kind === "instant" || kind === "length" ? Number.POSITIVE_INFINITY : values[slot] * scale,
      );
    }
  }

  result(): Hindcast {
    const rows = this.facts.map((fact, index) =>
      judge(fact, this.slots[index] === -1 ? undefined : this.values[index], this.done),
    );
    return {
      seeds: this.done,
      rows,
      given: rows.filter(({ fact }) => fact.status === "given").length,
      leftOut: rows.filter(({ fact }) => fact.status === "left-out").length,
      fitted: count(rows, "fitted"),
      predicted: count(rows, "predicted"),
    };
  }
}

function judge(fact: ReportedFact, values: readonly number[] | undefined, seeds: number): HindcastRow {
  if (fact.status === "left-out") return { fact, simulated: null, rule: "none", holds: null };
  // A figure that claims to be fitted or predicted and has nothing to be held against does not hold.
  if (values === undefined)
    return { fact, simulated: null, rule: "none", holds: fact.status === "given" ? null : false };
  const sorted = [...values].sort((a, b) => a - b);
  const simulated: Simulated = {
    p5: quantileOfSorted(sorted, 0.05),
    median: quantileOfSorted(sorted, 0.5),
    p95: quantileOfSorted(sorted, 0.95),
    yes: sorted.filter((each) => Number.isFinite(each) && each !== 0).length / seeds,
    n: sorted.filter(Number.isFinite).length,
    open: seeds - sorted.filter(Number.isFinite).length,
  };
  const rule = ruleOf(fact);
  return { fact, simulated, rule, holds: holds(fact, rule, simulated, sorted) };
}

function ruleOf({ value, low, high }: ReportedFact): HindcastRule {
  if (typeof value === "boolean") return "yes-no";
  if (value === 0 && (low ?? 0) === 0 && (high ?? 0) === 0) return "zero";
  if (value !== undefined) return "range";
  if (low !== undefined && high !== undefined) return "range";
  return low === undefined && high === undefined ? "none" : "bound";
}

/**
 * Whether a figure holds. A range: it overlaps the simulated 5th to 95th percentile, the median lies within a factor of
 * 2 of the reported value (of the nearer end of the range where no value was reported), and the 95th percentile is at
 * most 10 times the 5th. A bound: the median respects it. A yes or no: half the seeds agree. A zero: the 5th percentile is 0.
 */
function holds(
  { value, low, high }: ReportedFact,
  rule: HindcastRule,
  { p5, median, p95, yes }: Simulated,
  values: readonly number[],
): boolean | null {
  if (rule === "none") return null;
  if (rule === "yes-no") return (value === true ? yes : 1 - yes) >= 0.5;
  if (values.length === 0) return false;
  if (rule === "zero") return p5 === 0;
  if (rule === "bound") return low === undefined ? median <= (high as number) : median >= low;
  const point = value as number | undefined;
  const from = low ?? (point as number);
  const to = high ?? (point as number);
  const near = point ?? Math.min(Math.max(median, from), to);
  return from <= p95 && p5 <= to && areWithin(median, near, 2) && areWithin(p95, p5, 10);
}

/** Neither is more than so many times the other, and both lie on the same side of zero. */
function areWithin(a: number, b: number, factor: number): boolean {
  if (a === b) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b) || a * b <= 0) return false;
  const ratio = a / b;
  return ratio <= factor && ratio * factor >= 1;
}

/**
 * Rows of one status that can be judged. Rows of one group count once, hold together or not at all, and are fitted as
 * soon as one of them is.
 */
function count(rows: readonly HindcastRow[], status: "fitted" | "predicted"): HindcastCount {
  const held = new Map<string, { holds: boolean; isFitted: boolean }>();
  for (const { fact, holds: good } of rows) {
    if ((fact.status !== "fitted" && fact.status !== "predicted") || good === null) continue;
    const key = fact.group === undefined ? `row ${fact.id}` : `group ${fact.group}`;
    const known = held.get(key) ?? { holds: true, isFitted: false };
    held.set(key, { holds: known.holds && good, isFitted: known.isFitted || fact.status === "fitted" });
  }
  const counted = [...held.values()].filter(({ isFitted }) => isFitted === (status === "fitted"));
  return { rows: counted.length, hold: counted.filter((each) => each.holds).length };
}
