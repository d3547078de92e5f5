/**
 * Chance and ignorance, kept apart. With assumed numbers drawn anew for each *setting*, and several replications in each
 * setting, the difference between two variants spreads for two reasons: chance, which more replications in each setting
 * narrow, and what we do not know, which nothing narrows but knowledge.
 *
 * One-way components of variance split the two: the variance of the means of settings, less the share that chance has in
 * it (the mean variance within settings over their replications), is that between settings. "Better in 83 of 100
 * settings" counts means of settings from which chance is taken out by drawing them towards the overall mean until they
 * spread as the settings themselves do: constrained empirical Bayes, T. A. Louis, "Estimating a population of parameter
 * values using Bayes and empirical Bayes methods", Journal of the American Statistical Association 79 (1984), the answer
 * to "how many" of W. Shen and T. A. Louis, "Triple-goal estimates in two-stage hierarchical models", Journal of the
 * Royal Statistical Society B 60 (1998). A raw count would call a variant that is always better so in a third of the
 * settings where chance leaves most pairs equal.
 *
 * The spread between settings is itself uncertain: a count is given with the fewest and the most that agree with its
 * interval. With one replication a setting nothing can be split, and only those ends are known. Verdicts use the end
 * that speaks against them, so no number of replications turns *depends on* into *better*.
 */
import type { MeasureDefinition } from "../measures/index.ts";
import { type Interval, LEVEL, studentPoint } from "./interval.ts";
import { FEWEST, hypotenuse, limitsOf, meanInterval, spreadOf } from "./mean-interval.ts";
import { covarianceOf, momentsOf } from "./moments.ts";
import { proportionInterval } from "./proportion.ts";
import { edgesOf, type Margin, type Standing, standingOf, type Verdict } from "./verdict.ts";

/** Paired values under one kernel: replications of setting 0, then of setting 1, … `perSetting` of each. */
export interface VariedSample {
  readonly kernel: string;
  readonly perSetting: number;
  readonly baseline: ArrayLike<number>;
  readonly variant: ArrayLike<number>;
}

/** One assumption as it was drawn: a number for each setting, its uniform or its value. */
export interface DrawnAssumption {
  readonly path: string;
  readonly drawn: ArrayLike<number>;
}

/** Settings in which something is so: the best count, and the fewest and most that agree with what was seen. */
export interface SettingCount {
  /** null with one replication a setting */
  readonly count: number | null;
  readonly fewest: number;
  readonly most: number;
}

/** What one kernel shows. */
export interface KernelDoubt {
  readonly kernel: string;
  readonly settings: number;
  readonly perSetting: number;
  /** mean difference over all settings, its interval (both doubts in it), and what is sure of it */
  readonly estimate: number | null;
  readonly interval: Interval;
  readonly standing: Standing;
  /** settings in which the variant is lower, or higher, by what matters, and the rest; null with too few settings */
  readonly counts: Readonly<Record<"lower" | "higher" | "same", SettingCount>> | null;
  /** standard deviation between settings, chance taken out: what we do not know; null where it cannot be split off */
  readonly betweenSettings: number | null;
  /** standard deviation that chance leaves in the mean of a setting; null with one replication a setting */
  readonly chance: number | null;
  readonly verdict: Verdict;
}

/** An assumption that the difference follows: its correlation with the means of settings. */
export interface Driver {
  readonly path: string;
  readonly kernel: string;
  readonly correlation: number;
}

export interface Doubt {
  readonly kernels: readonly KernelDoubt[];
  /** strongest first; only those that chance does not explain, all assumptions taken together */
  readonly drivers: readonly Driver[];
  readonly verdict: Verdict;
}

export interface DoubtQuestion extends Margin {
  readonly direction: MeasureDefinition["direction"];
  /** confidence of the verdict, corrected for its family */
  readonly level?: number;
  readonly assumptions?: readonly DrawnAssumption[];
}

/** A word holds when it does so in at least this share of all settings: an assumption of ours, said beside it. */
export const HOLDS_IN = 0.9;

/** Judges one measure under every kernel that was tried. */
export function judgeDoubt(samples: readonly VariedSample[], question: DoubtQuestion): Doubt {
  const assumptions = question.assumptions ?? [];
  const drivers = samples
    .flatMap((sample) => driversOf(sample, assumptions, samples.length))
    .sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation));
  const kernels = samples.map((sample) => judgeKernel(sample, question, drivers));
  return { kernels, drivers, verdict: joinKernels(kernels) };
}

function joinKernels(kernels: readonly KernelDoubt[]): Verdict {
  const verdicts = kernels.map(({ verdict }) => verdict);
  const [first] = verdicts;
  if (verdicts.every(({ kind }) => kind === first.kind)) return first;
  const depends = verdicts.find(({ kind }) => kind === "depends-on");
  if (depends !== undefined) return depends;
  const decided = new Set(verdicts.map(({ kind }) => kind).filter((kind) => kind !== "cannot-tell-yet"));
  return decided.size > 1 ? { kind: "depends-on", on: "kernel" } : unsettled;
}

const unsettled: Verdict = { kind: "cannot-tell-yet", why: "settings", needed: null };

function judgeKernel(sample: VariedSample, question: DoubtQuestion, drivers: readonly Driver[]): KernelDoubt {
  const { kernel, perSetting } = sample;
  const { direction, level = LEVEL } = question;
  const [baseline, variant] = [sample.baseline, sample.variant].map((values) => meansOf(values, perSetting));
  const settings = baseline.length;
  const standing = standingOf(edgesOf(baseline, variant, question), level);
  const differences = variant.map((value, i) => value - baseline[i]);
  const split = splitOf(weigh(sample, 1), perSetting);
  const counts = settings < FEWEST ? null : countsOf(sample, question);
  return {
    kernel,
    settings,
    perSetting,
    estimate: settings === 0 ? null : finite(momentsOf(differences).mean),
    interval: meanInterval(differences, level),
    standing,
    counts,
    betweenSettings: split.between === undefined ? null : Math.sqrt(split.between),
    chance: split.chance === undefined ? null : Math.sqrt(split.chance),
    verdict: verdictOfCounts(counts, settings, {
      direction,
      standing,
      level,
      driver: drivers.find((each) => each.kernel === kernel)?.path ?? null,
    }),
  };
}

function meansOf(values: ArrayLike<number>, perSetting: number): Float64Array {
  const settings = Math.floor(values.length / perSetting);
  const means = new Float64Array(settings);
  for (let setting = 0; setting < settings; setting++) {
    let sum = 0;
    for (let k = 0; k < perSetting; k++) sum += values[setting * perSetting + k];
    means[setting] = sum / perSetting;
  }
  return means;
}

/** Variant less so much of the baseline, replication by replication. */
function weigh({ baseline, variant }: VariedSample, share: number, less = 0): Float64Array {
  return Float64Array.from(baseline, (base, i) => variant[i] - share * base - less);
}

/** Where the values of settings lie, and how far they spread but for chance. */
interface Split {
  readonly means: Float64Array;
  readonly mean: number;
  /** variance of the means, chance in it */
  readonly seen: number;
  /** variance between settings: best, and the least and most that agree with what was seen */
  readonly between: number | undefined;
  readonly least: number;
  readonly most: number;
  /** variance that chance leaves in a mean; undefined with one replication a setting */
  readonly chance: number | undefined;
}

function splitOf(values: Float64Array, perSetting: number): Split {
  const means = meansOf(values, perSetting);
  const { mean, variance: seen } = momentsOf(means);
  const squares = means.map((each) => (each - mean) * (each - mean));
  const ofSeen = limitsWhereKnown(squares);
  if (perSetting < 2) {
    return { means, mean, seen, between: undefined, least: 0, most: ofSeen.high, chance: undefined };
  }
  const within = means.map((_, setting) => {
    const own = values.subarray(setting * perSetting, (setting + 1) * perSetting);
    return momentsOf(own).variance / perSetting;
  });
  const ofChance = limitsWhereKnown(within);
  const between = seen - ofChance.mean;
  // Limits of a difference, as `meanDifferenceInterval` puts them together.
  return {
    means,
    mean,
    seen,
    between: Math.max(0, between),
    least: Math.max(0, between - hypotenuse(ofSeen.mean - ofSeen.low, ofChance.high - ofChance.mean)),
    most: Math.max(0, between + hypotenuse(ofSeen.high - ofSeen.mean, ofChance.mean - ofChance.low)),
    chance: ofChance.mean,
  };
}

function limitsWhereKnown(values: Float64Array) {
  const spread = spreadOf(values);
  if (spread.n < 2 || spread.others === 0) return { mean: spread.mean, low: spread.mean, high: spread.mean };
  return { mean: spread.mean, ...limitsOf(spread, (1 - LEVEL) / 2) };
}

/** How many settings lie on a side of 0, once they spread by so much about their mean. */
function countBeyond({ means, mean, seen }: Split, between: number, sign: 1 | -1): number {
  const share = seen > 0 ? Math.sqrt(Math.min(1, between / seen)) : 0;
  let count = 0;
  for (const each of means) if (sign * (mean + share * (each - mean)) > 0) count++;
  return count;
}

function countsOf(sample: VariedSample, { smallestDifference: size, smallestDifferenceIs }: Margin) {
  const isRelative = smallestDifferenceIs === "relative";
  const edge = (side: 1 | -1) =>
    splitOf(isRelative ? weigh(sample, 1 + side * size) : weigh(sample, 1, side * size), sample.perSetting);
  const settings = Math.floor(sample.baseline.length / sample.perSetting);
  const [below, above] = [edge(-1), edge(1)];
  const lower = countIn(below, -1);
  const higher = countIn(above, 1);
  const isSplit = lower.count !== null && higher.count !== null;
  return {
    lower,
    higher,
    same: {
      count: isSplit ? settings - (lower.count ?? 0) - (higher.count ?? 0) : null,
      fewest: Math.max(0, settings - lower.most - higher.most),
      most: settings - lower.fewest - higher.fewest,
    },
  };
}

function countIn(split: Split, sign: 1 | -1): SettingCount {
  const at = (between: number) => countBeyond(split, between, sign);
  const ends = [at(split.least), at(split.most)];
  const count = split.between === undefined ? null : at(split.between);
  return { count, fewest: Math.min(...ends, count ?? ends[0]), most: Math.max(...ends, count ?? ends[0]) };
}

interface CountGround {
  readonly direction: DoubtQuestion["direction"];
  readonly standing: Standing;
  readonly level: number;
  readonly driver: string | null;
}

function verdictOfCounts(
  counts: KernelDoubt["counts"],
  settings: number,
  { direction, standing, level, driver }: CountGround,
): Verdict {
  if (direction === "none") return { kind: "none", why: "no-direction" };
  if (counts === null) return { kind: "cannot-tell-yet", why: "too-few", needed: null };
  const least = ({ fewest }: SettingCount) => endOf(proportionInterval(fewest, settings, level), "low");
  const greatest = ({ most }: SettingCount) => endOf(proportionInterval(most, settings, level), "high");
  const words = ["lower", "higher", "same"] as const;
  if (words.every((word) => greatest(counts[word]) < HOLDS_IN)) return { kind: "depends-on", on: driver };
  const word = words.find((each) => each === standing && least(counts[each]) >= HOLDS_IN);
  if (word === undefined) return unsettled;
  if (word === "same") return { kind: "no-difference" };
  return { kind: (word === "lower") === (direction === "lower-better") ? "better" : "worse" };
}

function endOf(interval: Interval, end: "low" | "high"): number {
  const found = interval.kind === "interval" ? interval[end] : null;
  return found ?? (end === "low" ? 0 : 1);
}

/** Assumptions that the means of settings follow, by a t test of the correlation at 5 % over all of them together. */
function driversOf(
  sample: VariedSample,
  assumptions: readonly DrawnAssumption[],
  kernels: number,
): readonly Driver[] {
  const means = meansOf(weigh(sample, 1), sample.perSetting);
  const settings = means.length;
  if (settings < FEWEST || assumptions.length === 0) return [];
  const point = studentPoint((1 - LEVEL) / (2 * assumptions.length * kernels), settings - 2);
  const { variance } = momentsOf(means);
  return assumptions.flatMap(({ path, drawn }) => {
    const own = momentsOf(drawn).variance;
    if (!(own > 0 && variance > 0)) return [];
    const correlation = covarianceOf(drawn, means) / Math.sqrt(own * variance);
    const rest = 1 - correlation * correlation;
    const t = Math.abs(correlation) * Math.sqrt((settings - 2) / rest);
    return rest <= 0 || t > point ? [{ path, kernel: sample.kernel, correlation }] : [];
  });
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
