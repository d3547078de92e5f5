/**
 * Verdicts on one measure of a variant against the baseline, from paired values.
 *
 * *Better* and *worse* are said when the whole interval of the difference lies beyond the smallest difference that
 * matters; *no difference* when it lies within (two one-sided tests: D. J. Schuirmann, Journal of Pharmacokinetics and
 * Biopharmaceutics 15 (1987)); else the verdict is *cannot tell yet*, with how many replications it may take. So a
 * verdict never turns on a difference that nobody would care about, and none is said for want of data.
 *
 * Where the smallest difference is a share s of the baseline's value, the question "is variant < (1 - s) baseline?" is
 * asked of the mean of variant - (1 - s) baseline, replication by replication: the doubt about the baseline is in it.
 */
import { normalQuantile } from "../engine/index.ts";
import type { MeasureDefinition } from "../measures/index.ts";
import { FEWEST, faultOf, limitsOf, type Spread, spreadOf } from "./mean-interval.ts";

/** Why no verdict is given at all, whatever the number of replications. */
export type Withheld =
  /** a volume: neither way is better */
  | "no-direction"
  /** exposure, where nothing lawful is there to be hit: what less of it costs could not be seen */
  | "no-lookalikes"
  /** the measure is another number at this scale */
  | "scale"
  /** the row that must be equal in both is not: other duties were started, say */
  | "not-alike"
  /** nothing in this variant can bring it about */
  | "not-in-variant"
  /** nothing in the baseline can */
  | "not-in-baseline"
  /** it exists in one and not in the other, or in other replications */
  | "absent";

/** Why it cannot be told yet. */
export type Untold =
  | "interval"
  | "too-few"
  /** the means say one thing, the cases still open at the end the other */
  | "open-cases"
  /** settings of what is not known, or kernels, do not agree well enough for either word */
  | "settings";

export type Verdict =
  | { readonly kind: "better" | "worse" | "no-difference" }
  /** `on`: the assumption by its path, or "kernel"; null where no single one accounts for it */
  | { readonly kind: "depends-on"; readonly on: string | null }
  /** `needed`: replications in all that would probably settle it; null where that cannot be said */
  | { readonly kind: "cannot-tell-yet"; readonly why: Untold; readonly needed: number | null }
  | { readonly kind: "none"; readonly why: Withheld };

/** What is sure about the size of a difference: beyond the smallest that matters below or above, within, or nothing. */
export type Standing = "lower" | "higher" | "same" | "unsure" | "too-few";

/** The smallest difference that matters. */
export type Margin = Pick<MeasureDefinition, "smallestDifference" | "smallestDifferenceIs">;

/** How far a variant lies from the baseline, and from the two edges of what does not matter. */
export interface Edges {
  readonly difference: Spread;
  /** variant less the lower edge: below 0 where the variant is lower by what matters */
  readonly lower: Spread;
  /** variant less the upper edge: above 0 where it is higher by what matters */
  readonly upper: Spread;
}

/** Pairs stand side by side: one number a replication. */
export function edgesOf(baseline: ArrayLike<number>, variant: ArrayLike<number>, margin: Margin): Edges {
  const size = margin.smallestDifference;
  const isRelative = margin.smallestDifferenceIs === "relative";
  const less = (side: number) => {
    const values = new Float64Array(baseline.length);
    for (let i = 0; i < values.length; i++) {
      values[i] = variant[i] - baseline[i] - side * (isRelative ? size * baseline[i] : size);
    }
    return spreadOf(values);
  };
  const difference = less(0);
  return size === 0
    ? { difference, lower: difference, upper: difference }
    : { difference, lower: less(-1), upper: less(1) };
}

/** What is sure at a confidence `level` (two-sided). */
export function standingOf({ difference, lower, upper }: Edges, level: number): Standing {
  const { n, others } = difference;
  // What differs nowhere needs no more, nor what differs everywhere by the same.
  if (faultOf(others === 0 ? { ...difference, others: n } : difference, level) !== undefined)
    return "too-few";
  if (others === 0 && difference.mean === 0) return "same";
  const [below, above] = [lower, upper].map((edge) => limitsOf(edge, (1 - level) / 2));
  if (below.high < 0) return "lower";
  if (above.low > 0) return "higher";
  // Equal to an edge is not beyond it.
  return below.low >= 0 && above.high <= 0 ? "same" : "unsure";
}

/** Beyond this it is not worth saying how many. */
const MOST_NEEDED = 10_000_000;

/** Chance with which a verdict should come at the number of replications that is said to be needed. */
const POWER = 0.9;

/**
 * How many replications in all it probably takes to settle a difference spread like this one: the verdict comes with a chance
 * of 90 %, if what has been seen is right. Null where that cannot be said: too few so far, or a difference so near the
 * edge of what matters that ten million would not do.
 */
export function replicationsNeeded({ difference, lower, upper }: Edges, level: number): number | null {
  if (faultOf({ ...difference, others: difference.n }, level) !== undefined) return null;
  const tail = (1 - level) / 2;
  const margin = -normalQuantile(1 - POWER);
  const chance = (spread: Spread, n: number) => margin * Math.sqrt(spread.variance / n);
  const isLower = (n: number) => limitsOf(lower, tail, n).high + chance(lower, n) < 0;
  const isHigher = (n: number) => limitsOf(upper, tail, n).low - chance(upper, n) > 0;
  const isSame = (n: number) =>
    limitsOf(lower, tail, n).low - chance(lower, n) >= 0 &&
    limitsOf(upper, tail, n).high + chance(upper, n) <= 0;
  const isSettled = lower.mean < 0 ? isLower : upper.mean > 0 ? isHigher : isSame;
  if (!isSettled(MOST_NEEDED)) return null;
  let few = 1;
  let enough = MOST_NEEDED;
  while (enough - few > 1) {
    const middle = (few + enough) >>> 1;
    if (isSettled(Math.max(2, middle))) enough = middle;
    else few = middle;
  }
  return Math.max(enough, FEWEST, leastFor(difference, level));
}

/** Replications that it takes until enough of them will differ from the rest, at the share seen so far. */
function leastFor({ n, others }: Spread, level: number): number {
  let wanted = 1;
  for (let oneSided = 1; oneSided > 1 - level; oneSided /= 2) wanted++;
  return others === 0 ? 0 : Math.ceil((wanted * n) / others);
}

/** What a verdict on means rests on. */
export interface Ground {
  readonly direction: MeasureDefinition["direction"];
  readonly edges: Edges;
  readonly level: number;
  /** pairs of which only the variant, or only the baseline, had not come by the end */
  readonly openOnlyInVariant: number;
  readonly openOnlyInBaseline: number;
}

/** The verdict where the measure exists alike in both. */
export function verdictOf(ground: Ground): Verdict {
  if (ground.direction === "none") return { kind: "none", why: "no-direction" };
  const standing = standingOf(ground.edges, ground.level);
  return orient(standing, ground);
}

function orient(standing: Standing, ground: Ground): Verdict {
  const { direction, openOnlyInVariant, openOnlyInBaseline } = ground;
  const more = openOnlyInVariant - openOnlyInBaseline;
  switch (standing) {
    case "lower":
    case "higher": {
      // What has not come counts with what had passed by the end, which may be far too little. So the side with more
      // cases open may be higher in truth, and is not called lower.
      const isLowerSideOpen = standing === "lower" ? more > 0 : more < 0;
      if (isLowerSideOpen) return { kind: "cannot-tell-yet", why: "open-cases", needed: null };
      return { kind: (standing === "lower") === (direction === "lower-better") ? "better" : "worse" };
    }
    case "same":
      return more === 0
        ? { kind: "no-difference" }
        : { kind: "cannot-tell-yet", why: "open-cases", needed: null };
    default:
      return {
        kind: "cannot-tell-yet",
        why: standing === "too-few" ? "too-few" : "interval",
        needed: replicationsNeeded(ground.edges, ground.level),
      };
  }
}
