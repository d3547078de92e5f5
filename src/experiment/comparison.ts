/**
 * A variant against the baseline, measure by measure: plain data, codes and values, for words, reports and pages.
 *
 * What is paired is the replication index: both sides drew the same fate of everything, so a difference of one pair is
 * due to the variant. Each row says what it is (a mean, a mean up to the end, a ratio of sums, a share), how sure, how
 * the replications spread, how many had not come by the end or do not exist, the paired difference, what pairing was
 * worth, and the verdict.
 */
import {
  HAS_VALUE,
  IS_ABSENT,
  IS_OPEN,
  type MeasureDefinition,
  type MeasureKind,
  type Row,
  RowsAtScale,
  type Unit,
} from "../measures/index.ts";
import { BEYOND } from "../model/index.ts";
import type { Family } from "./family.ts";
import { type Interval, LEVEL, type TooFew } from "./interval.ts";
import { meanInterval } from "./mean-interval.ts";
import { covarianceOf, momentsOf } from "./moments.ts";
import { type Discordance, pairedProportionInterval, proportionInterval } from "./proportion.ts";
import { pairedQuantile, type Quantile, quantileWithInterval } from "./quantile-interval.ts";
import { ratioValues } from "./ratio.ts";
import { edgesOf, type Verdict, verdictOf } from "./verdict.ts";

/** What one replication gave: a number, a status and a weight for each row of the layout. */
export interface MeasuredReplication {
  readonly values: ArrayLike<number>;
  readonly status: ArrayLike<number>;
  /** what ratios were divided by; without it no ratio of sums can be said */
  readonly weights?: ArrayLike<number>;
  /** uploads that were simulated, which is fewer than there are at a scale */
  readonly attempts?: number;
}

/** One side of a comparison: replications 0, 1, 2, … none left out. */
export interface Side {
  readonly layout: readonly Row[];
  /** ids of definitions of what nothing in it can bring about */
  readonly doesNotArise?: ReadonlySet<string>;
  readonly replications: readonly MeasuredReplication[];
}

export interface ComparisonOptions {
  readonly family: Family;
  /** the part of the incident that was simulated; 1 is all of it */
  readonly scale?: number;
  /** both sides are one and the same setting, so that all differences are zero by construction */
  readonly isSameSetting?: boolean;
  /** false where one side has nothing lawful in it: then no verdict on exposure is given */
  readonly hasLookalikes?: boolean;
}

/** What a number of a batch is. `restricted-mean`: some had not come, and count with what had passed by the end. */
export type EstimateKind = "mean" | "restricted-mean" | "ratio" | "share";

/** What a batch says of one measure. */
export interface MeasureSummary {
  readonly replications: number;
  /** replications in which it has a value */
  readonly n: number;
  /** in which it had not come by the end */
  readonly open: number;
  /** in which it does not exist */
  readonly absent: number;
  readonly is: EstimateKind;
  readonly estimate: number | null;
  readonly interval: Interval;
  /** of single replications, not of their mean; what has not come lies above all that has: null is "not reached" */
  readonly median: Quantile;
  readonly p5: Quantile;
  readonly p95: Quantile;
}

/** The variant less the baseline, replication by replication. */
export interface PairedDifference {
  /** replications in which both sides have it */
  readonly pairs: number;
  readonly estimate: number | null;
  /** at the level of one interval alone */
  readonly interval: Interval;
  /** at the level of the family: the one that the verdict of a headline measure was read from */
  readonly familyInterval: Interval;
  /** as a share of the baseline; null where that is zero or unknown */
  readonly relative: number | null;
  /** half of all pairs differ by less */
  readonly median: Quantile;
  /** pairs in which only one side had come by the end */
  readonly openOnlyInBaseline: number;
  readonly openOnlyInVariant: number;
  /** of the two sides over the pairs; null where one of them does not vary */
  readonly correlation: number | null;
  /** variance of the difference of a pair, and what it would be if the sides had drawn apart */
  readonly variancePaired: number | null;
  readonly varianceUnpaired: number | null;
  /** true where every pair is equal, in value and in status */
  readonly isAlike: boolean;
}

export interface MeasureComparison {
  readonly id: string;
  readonly unit: Row["unit"];
  readonly platform?: string;
  readonly kind: MeasureKind;
  readonly direction: MeasureDefinition["direction"];
  readonly smallestDifference: number;
  readonly smallestDifferenceIs: MeasureDefinition["smallestDifferenceIs"];
  readonly role: "headline" | "exploratory";
  /**
   * null where this side has no such row, where nothing in it can bring it about, and where the measure is another number at
   * this scale
   */
  readonly baseline: MeasureSummary | null;
  readonly variant: MeasureSummary | null;
  /** null where one side is null */
  readonly difference: PairedDifference | null;
  readonly verdict: Verdict;
}

/** One row of one side, taken out of its replications. */
interface Column {
  readonly row: Row;
  readonly values: Float64Array;
  readonly status: Uint8Array;
  readonly weights: Float64Array | undefined;
}

/** `id`, or `id@platform` for one platform's row. */
export function nameOfRow({ id, platform }: Pick<Row, "id" | "platform">): string {
  return platform === undefined ? id : `${id}@${platform}`;
}

/**
 * Every row of either side. Sides of different length are compared over the replications that both have; each summary
 * tells of all its own.
 */
export function compareMeasures(
  baseline: Side,
  variant: Side,
  options: ComparisonOptions,
): readonly MeasureComparison[] {
  const sides: Sides = {
    before: columnsOf(baseline),
    after: columnsOf(variant),
    // One and the same setting differs by nothing from itself, in what never comes too.
    missing: { baseline: neverIn(baseline, options), variant: neverIn(variant, options) },
    lost: new Set([...lostAtScale(baseline, options.scale), ...lostAtScale(variant, options.scale)]),
  };
  const names = [...new Set([...sides.before.keys(), ...sides.after.keys()])];
  return names.map((name) => compareRow(name, sides, options));
}

/** Both sides of one row as they take part in means: one number a replication in which both have it. */
export interface PairedValues {
  readonly baseline: Float64Array;
  readonly variant: Float64Array;
}

/**
 * The pairs of a row (`id` or `id@platform`) over the first so many replications: what precision, settings, tornado and
 * trade-off are made of. Of a ratio of sums its pseudo-values. Undefined where a side lacks it or nothing can be said.
 */
export function pairedValues(
  baseline: Side,
  variant: Side,
  name: string,
  replications = Math.min(baseline.replications.length, variant.replications.length),
): PairedValues | undefined {
  const take = ({ layout, replications: all }: Side) => {
    const slot = layout.findIndex((row) => nameOfRow(row) === name);
    return slot < 0 ? undefined : columnOf(layout[slot], slot, all.slice(0, replications));
  };
  const [base, other] = [take(baseline), take(variant)];
  if (base === undefined || other === undefined) return undefined;
  const { values } = pairUp(base, other);
  return typeof values === "string" ? undefined : values;
}

/** Names of the rows of a side that are not told at its scale, what its runs found being what it is. */
export function lostAtScale({ layout, replications }: Side, scale = 1): ReadonlySet<string> {
  if (scale === 1) return NONE;
  return new Set(
    [...new RowsAtScale(layout, scale).lostIn(replications)].map((slot) => nameOfRow(layout[slot])),
  );
}

interface Sides {
  readonly before: ReadonlyMap<string, Column>;
  readonly after: ReadonlyMap<string, Column>;
  readonly missing: Readonly<Record<"baseline" | "variant", ReadonlySet<string>>>;
  /** names of rows that are not told at this scale */
  readonly lost: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

function neverIn({ doesNotArise }: Side, { isSameSetting }: ComparisonOptions): ReadonlySet<string> {
  return isSameSetting === true ? NONE : (doesNotArise ?? NONE);
}

function compareRow(name: string, sides: Sides, options: ComparisonOptions): MeasureComparison {
  const [base, other] = [sides.before.get(name), sides.after.get(name)];
  const { row } = (base ?? other) as Column;
  const { definition } = row;
  const role = options.family.measures.includes(name) ? "headline" : "exploratory";
  const isTold = !sides.lost.has(name);
  const [inBase, inOther] = [sides.missing.baseline, sides.missing.variant].map(
    (missing) => isTold && !missing.has(definition.id),
  );
  const pair =
    base === undefined || other === undefined || !inBase || !inOther ? undefined : pairUp(base, other);
  return {
    id: row.id,
    unit: row.unit,
    ...(row.platform === undefined ? {} : { platform: row.platform }),
    kind: definition.kind,
    direction: definition.direction,
    smallestDifference: definition.smallestDifference,
    smallestDifferenceIs: definition.smallestDifferenceIs,
    role,
    baseline: base === undefined || !inBase ? null : summaryOf(base),
    variant: other === undefined || !inOther ? null : summaryOf(other),
    difference: pair === undefined ? null : differenceOf(pair, options.family.each),
    verdict: judge(row, pair, sides, options, role === "headline" ? options.family.each : LEVEL),
  };
}

function columnsOf({ layout, replications }: Side): Map<string, Column> {
  return new Map(layout.map((row, slot) => [nameOfRow(row), columnOf(row, slot, replications)]));
}

function columnOf(row: Row, slot: number, replications: readonly MeasuredReplication[]): Column {
  return {
    row,
    values: Float64Array.from(replications, ({ values }) => values[slot]),
    status: Uint8Array.from(replications, ({ status }) => status[slot]),
    weights: replications.every(({ weights }) => weights !== undefined)
      ? Float64Array.from(replications, ({ weights }) => weights?.[slot] ?? 0)
      : undefined,
  };
}

// What one side says.

/** A ratio of sums as values, or why there is none. */
function ratiosOf({ values, weights }: Column) {
  return weights === undefined ? "no-denominator" : ratioValues({ ratios: values, weights });
}

const isPresent = (_: number, i: number, status: Uint8Array) => status[i] !== IS_ABSENT;

/** A value as it takes part in means: beyond all clocks there is no end up to which a mean could be taken. */
function inMeans(value: number): number {
  return value < BEYOND ? value : Number.POSITIVE_INFINITY;
}

function summaryOf(column: Column): MeasureSummary {
  const { status } = column;
  const count = (wanted: number) => status.reduce((sum, each) => sum + (each === wanted ? 1 : 0), 0);
  const [n, open, absent] = [count(HAS_VALUE), count(IS_OPEN), count(IS_ABSENT)];
  const present = column.values.filter((value, i) => isPresent(value, i, status));
  const came = column.values
    .map((value, i) => (status[i] === IS_OPEN ? Number.POSITIVE_INFINITY : value))
    .filter((value, i) => isPresent(value, i, status))
    .sort();
  const quantile = (share: number) => quantileWithInterval(came, share);
  return {
    replications: status.length,
    n,
    open,
    absent,
    ...estimateOf(column, present, open),
    median: quantile(0.5),
    p5: quantile(0.05),
    p95: quantile(0.95),
  };
}

function estimateOf(
  column: Column,
  present: Float64Array,
  open: number,
): Pick<MeasureSummary, "is" | "estimate" | "interval"> {
  const { kind } = column.row.definition;
  if (kind === "ratio") {
    const ratios = ratiosOf(column);
    if (typeof ratios === "string") return { is: "ratio", estimate: null, interval: tooFew(ratios) };
    return { is: "ratio", estimate: ratios.value, interval: byJackknife(meanInterval(ratios.values)) };
  }
  if (kind === "flag" && open === 0) {
    const yes = present.reduce((sum, value) => sum + value, 0);
    return {
      is: "share",
      estimate: present.length === 0 ? null : yes / present.length,
      interval: proportionInterval(yes, present.length),
    };
  }
  const values = present.map(inMeans);
  return {
    is: open > 0 ? "restricted-mean" : "mean",
    estimate: finite(momentsOf(values).mean),
    interval: meanInterval(values),
  };
}

const tooFew = (why: TooFew): Interval => ({ kind: "too-few", why });

const byJackknife = (interval: Interval): Interval =>
  interval.kind === "interval" ? { ...interval, method: "jackknife" } : interval;

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

// What both sides say together.

/** Both sides of a row over the replications that both have. */
interface Pair {
  readonly kind: MeasureKind;
  /** as they take part in means, one number a pair; undefined with the reason where they cannot */
  readonly values: PairedValues | TooFew;
  readonly estimates: { readonly baseline: number; readonly variant: number } | undefined;
  readonly bounds: { readonly low: Float64Array; readonly high: Float64Array };
  readonly openOnlyInBaseline: number;
  readonly openOnlyInVariant: number;
  /** replications in which only one side has it */
  readonly absentInOne: number;
  readonly isAlike: boolean;
}

function pairUp(base: Column, other: Column): Pair {
  const replications = Math.min(base.status.length, other.status.length);
  const [before, after] = [shorten(base, replications), shorten(other, replications)];
  const present: number[] = [];
  let openOnlyInBaseline = 0;
  let openOnlyInVariant = 0;
  let absentInOne = 0;
  for (let i = 0; i < replications; i++) {
    const [a, b] = [before.status[i], after.status[i]];
    if (a !== IS_ABSENT && b !== IS_ABSENT) present.push(i);
    else if (a !== b) absentInOne++;
    if (a === IS_OPEN && b !== IS_OPEN) openOnlyInBaseline++;
    if (b === IS_OPEN && a !== IS_OPEN) openOnlyInVariant++;
  }
  const { kind } = base.row.definition;
  const low = new Float64Array(present.length);
  const high = new Float64Array(present.length);
  for (const [place, i] of present.entries()) {
    const difference = after.values[i] - before.values[i];
    low[place] = before.status[i] === IS_OPEN ? Number.NEGATIVE_INFINITY : difference;
    high[place] = after.status[i] === IS_OPEN ? Number.POSITIVE_INFINITY : difference;
  }
  return {
    kind,
    ...(kind === "ratio" ? pairedRatios(before, after) : pairedMeans(before, after, present)),
    bounds: { low, high },
    openOnlyInBaseline,
    openOnlyInVariant,
    absentInOne,
    isAlike: areAlike(before, after),
  };
}

function shorten(column: Column, replications: number): Column {
  return {
    row: column.row,
    values: column.values.subarray(0, replications),
    status: column.status.subarray(0, replications),
    weights: column.weights?.subarray(0, replications),
  };
}

function pairedRatios(before: Column, after: Column): Pick<Pair, "values" | "estimates"> {
  const [a, b] = [ratiosOf(before), ratiosOf(after)];
  if (typeof a === "string") return { values: a, estimates: undefined };
  if (typeof b === "string") return { values: b, estimates: undefined };
  return {
    values: { baseline: a.values, variant: b.values },
    estimates: { baseline: a.value, variant: b.value },
  };
}

function pairedMeans(
  before: Column,
  after: Column,
  present: readonly number[],
): Pick<Pair, "values" | "estimates"> {
  const take = ({ values }: Column) => Float64Array.from(present, (i) => inMeans(values[i]));
  const [baseline, variant] = [take(before), take(after)];
  return {
    values: { baseline, variant },
    estimates: { baseline: momentsOf(baseline).mean, variant: momentsOf(variant).mean },
  };
}

function areAlike(before: Column, after: Column): boolean {
  for (let i = 0; i < before.status.length; i++) {
    if (before.status[i] !== after.status[i] || before.values[i] !== after.values[i]) return false;
  }
  return before.status.length === after.status.length;
}

function differenceOf(pair: Pair, familyLevel: number): PairedDifference {
  const { values, estimates, bounds, openOnlyInBaseline, openOnlyInVariant, isAlike } = pair;
  const shared = {
    pairs: bounds.low.length,
    median: pairedQuantile(bounds, 0.5),
    openOnlyInBaseline,
    openOnlyInVariant,
    isAlike,
  };
  if (typeof values === "string" || estimates === undefined) {
    const interval = tooFew(typeof values === "string" ? values : "no-values");
    return {
      ...shared,
      estimate: null,
      interval,
      familyInterval: interval,
      relative: null,
      correlation: null,
      variancePaired: null,
      varianceUnpaired: null,
    };
  }
  const { baseline, variant } = values;
  const difference = estimates.variant - estimates.baseline;
  const [a, b] = [momentsOf(baseline).variance, momentsOf(variant).variance];
  const differences = variant.map((value, i) => value - baseline[i]);
  return {
    ...shared,
    estimate: finite(difference),
    interval: intervalOfPair(pair.kind, baseline, variant, LEVEL),
    familyInterval: intervalOfPair(pair.kind, baseline, variant, familyLevel),
    relative: estimates.baseline === 0 ? null : finite(difference / estimates.baseline),
    correlation: a > 0 && b > 0 ? finite(covarianceOf(baseline, variant) / Math.sqrt(a * b)) : null,
    variancePaired: finite(momentsOf(differences).variance),
    varianceUnpaired: finite(a + b),
  };
}

function intervalOfPair(
  kind: MeasureKind,
  baseline: Float64Array,
  variant: Float64Array,
  level: number,
): Interval {
  if (kind === "flag" && isYesNo(baseline) && isYesNo(variant)) {
    return pairedProportionInterval(discordanceOf(baseline, variant), level);
  }
  const interval = meanInterval(
    variant.map((value, i) => value - baseline[i]),
    level,
  );
  return kind === "ratio" ? byJackknife(interval) : interval;
}

const isYesNo = (values: Float64Array) => values.every((value) => value === 0 || value === 1);

function discordanceOf(baseline: Float64Array, variant: Float64Array): Discordance {
  let onlyBaseline = 0;
  let onlyVariant = 0;
  for (let i = 0; i < baseline.length; i++) {
    if (baseline[i] > variant[i]) onlyBaseline++;
    if (variant[i] > baseline[i]) onlyVariant++;
  }
  return { onlyBaseline, onlyVariant, n: baseline.length };
}

/** What is counted in these is exposure, where there is nothing lawful. */
const EXPOSURE: ReadonlySet<string> = new Set(["items", "hours", "views"] satisfies Unit[]);

function judge(
  row: Row,
  pair: Pair | undefined,
  sides: Sides,
  { isSameSetting = false, hasLookalikes = true }: ComparisonOptions,
  level: number,
): Verdict {
  const { definition } = row;
  if (sides.missing.variant.has(definition.id)) return { kind: "none", why: "not-in-variant" };
  if (sides.missing.baseline.has(definition.id)) return { kind: "none", why: "not-in-baseline" };
  if (sides.lost.has(nameOfRow(row))) return { kind: "none", why: "scale" };
  if (definition.direction === "none") return { kind: "none", why: "no-direction" };
  if (!hasLookalikes && EXPOSURE.has(definition.unit)) return { kind: "none", why: "no-lookalikes" };
  if (pair === undefined) return { kind: "none", why: "absent" };
  const { values } = pair;
  const isNowhere = typeof values === "string" ? values === "no-values" : values.baseline.length === 0;
  // A ratio of sums needs no value in each replication, only something to divide by.
  if (isNowhere || (pair.kind !== "ratio" && pair.absentInOne > 0)) return { kind: "none", why: "absent" };
  if (!needIsEqual(definition, sides)) return { kind: "none", why: "not-alike" };
  if (isSameSetting && pair.isAlike) return { kind: "no-difference" };
  if (typeof values === "string") return { kind: "cannot-tell-yet", why: "too-few", needed: null };
  const left = moreLeftOpen(row, sides);
  return verdictOf({
    direction: definition.direction,
    edges: edgesOf(values.baseline, values.variant, definition),
    level,
    openOnlyInBaseline: pair.openOnlyInBaseline + Math.max(0, -left),
    openOnlyInVariant: pair.openOnlyInVariant + Math.max(0, left),
  });
}

/** Is the row that must be equal in both so, in every replication? */
function needIsEqual({ verdictNeeds }: MeasureDefinition, { before, after }: Sides): boolean {
  if (verdictNeeds === undefined) return true;
  const [a, b] = [before.get(verdictNeeds), after.get(verdictNeeds)];
  if (a === undefined || b === undefined) return false;
  const replications = Math.min(a.status.length, b.status.length);
  return areAlike(shorten(a, replications), shorten(b, replications));
}

/**
 * By how much more the variant had left open at the end, where another row counts that: 0 unless it matters by that
 * row's own smallest difference.
 */
function moreLeftOpen(row: Row, { before, after }: Sides): number {
  const { openBeside, id } = row.definition;
  if (openBeside === undefined) return 0;
  const name = nameOfRow({ ...row, id: openBeside + row.id.slice(id.length) });
  const [a, b] = [before.get(name), after.get(name)];
  if (a === undefined || b === undefined) return 0;
  const replications = Math.min(a.status.length, b.status.length);
  const sum = ({ values }: Column) =>
    values.subarray(0, replications).reduce((total, each) => total + each, 0);
  const [base, other] = [sum(a), sum(b)];
  const { smallestDifference, smallestDifferenceIs } = a.row.definition;
  const edge = smallestDifference * (smallestDifferenceIs === "relative" ? base : replications);
  const more = other - base;
  return more > edge || more < -edge ? more : 0;
}
