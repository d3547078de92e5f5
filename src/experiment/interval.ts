import { studentQuantileOfTail } from "../engine/index.ts";

/** How an interval was made; see the module of that name. */
export type IntervalMethod =
  | "hall-mover"
  | "clopper-pearson"
  | "bonett-price"
  | "order-statistics"
  | "jackknife";

/**
 * Why there is no interval. `replications`: fewer than the method needs. `few-differ`: nearly all replications agree, so
 * little is known of how far and to which side the odd ones lie. `no-values`: the measure exists in none. `no-end`:
 * something runs beyond all clocks, so there is no end up to which a mean could be taken. `no-denominator`: what is
 * divided by comes to nothing, or nearly all of it from a few replications.
 */
export type TooFew = "replications" | "few-differ" | "no-values" | "no-end" | "no-denominator";

/**
 * What is known of a number from replications.
 *
 * `interval`: it lies between `low` and `high` with confidence `level`; null is an end that the sample cannot bound.
 * `constant`: every replication gave this value; with confidence `level` at most a share `othersAtMost` of all
 * replications that could be made would give another. `too-few`: nothing that would not mislead.
 */
export type Interval =
  | {
      readonly kind: "interval";
      readonly low: number | null;
      readonly high: number | null;
      readonly level: number;
      readonly method: IntervalMethod;
    }
  | {
      readonly kind: "constant";
      readonly value: number;
      readonly othersAtMost: number;
      readonly level: number;
    }
  | { readonly kind: "too-few"; readonly why: TooFew };

/** Confidence of an interval that stands alone. */
export const LEVEL = 0.95;

const remembered = new Map<number, Map<number, number>>();

/** `studentQuantileOfTail`, remembered: one batch asks for the same point for each of its measures. */
export function studentPoint(tail: number, degrees: number): number {
  let points = remembered.get(tail);
  if (points === undefined) {
    if (remembered.size > 100) remembered.clear();
    points = new Map();
    remembered.set(tail, points);
  }
  let point = points.get(degrees);
  if (point === undefined) {
    if (points.size > 1000) points.clear();
    point = studentQuantileOfTail(tail, degrees);
    points.set(degrees, point);
  }
  return point;
}
