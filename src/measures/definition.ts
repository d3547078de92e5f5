import type { EffectName, FactName, LogHeader } from "../model/index.ts";

/** What a number counts. Times are whole milliseconds; an instant is counted from the incident's start. */
export type Unit =
  | "items"
  | "attempts"
  | "ms"
  | "hours"
  | "views"
  | "share"
  | "count"
  | "people"
  | "money"
  | "yes/no";

/**
 * `instant`: when something happened, counted from the incident's start. `length`: how long something lasted.
 * `ratio`: a sum over a sum, so that batches can add both up again. `flag`: 1 or 0.
 */
export type MeasureKind = "sum" | "instant" | "length" | "ratio" | "peak" | "flag";

/** The finest rows a measure has. `group`: a total, members and non-members of a protocol's groups, and each platform. */
export type Breakdown = "run" | "platform" | "group" | "lane";

/** Which way is better, judged by what is true in the scenario. Volumes have no direction. */
export type Direction = "lower-better" | "higher-better" | "none";

/** An effect that a statechart may ask for, with a word among its parameters where that matters. */
export interface Origin {
  readonly effect: EffectName;
  readonly with?: { readonly key: string; readonly text: string; readonly begins?: boolean };
}

export interface MeasureDefinition {
  /** A dotted name; `<mark>` and the like stand for a part that the header fills in, one row for each. */
  readonly id: string;
  readonly unit: Unit;
  readonly per: Breakdown;
  readonly direction: Direction;
  /** The smallest difference that matters: an assumption of ours, to be argued with. */
  readonly smallestDifference: number;
  /** `absolute`: in the measure's unit. `relative`: a share of the baseline's value. */
  readonly smallestDifferenceIs: "absolute" | "relative";
  /** False when a run at another scale gives another number: compare it only at the same scale. */
  readonly survivesScale: boolean;
  /**
   * False where it hangs on what happens to items: it does not survive a scale where messages name a number of items again and
   * again (`namesItems` of the header). What such an order names is a first, a count of distinct things and a limit at once,
   * and what it takes down changes all that comes after.
   */
  readonly survivesNaming: boolean;
  /**
   * True where it hangs in part on when the first copies of a version are recognised, as all does that lawful material suffers
   * for being taken for them. At a scale that comes a little later, for of copies that were not simulated none can be the
   * first. Then rows of single services do not survive, and those of all together only down to a tenth (`FIRSTS_DOWN_TO`).
   */
  readonly hangsOnFirsts?: true;
  /**
   * True where each upload brings its own part, whatever is done about it: a sum of it over several services is right at any
   * number of uploads. Other sums need enough on each service that brings a part (`RowsAtScale`).
   */
  readonly carriedByUploads?: true;
  readonly kind: MeasureKind;
  /** The facts it is made of: a log that lacks one of them cannot answer it. */
  readonly reads: readonly FactName[];
  /** Id of the row that stands beside it and must be equal in two variants before one may be called better. */
  readonly verdictNeeds?: string;
  /**
   * Id of the measure that counts what was left at the end, for one that takes it only up to there. Who leaves more is
   * not called better for having less so far.
   */
  readonly openBeside?: string;
  /**
   * What brings it about, any of these: where no statechart can ask for one of them, it does not arise. Only for steps of a
   * protocol, never for what they are for: that nothing is ever removed is an outcome, that nobody activates is not.
   */
  readonly arisesFrom?: readonly Origin[];
}

/** A value exists. */
export const HAS_VALUE = 0;
/** It has not come by the end, or is still running: the number beside it is what had passed by then. */
export const IS_OPEN = 1;
/** It does not exist in this run, like a ratio over nothing. */
export const IS_ABSENT = 2;

/** `not-at-this-scale`: it would be another number than at full size, so there is none. */
export type MeasureStatus = "value" | "open" | "absent" | "not-at-this-scale";
export const STATUS_WORDS: readonly MeasureStatus[] = ["value", "open", "absent"];

/** One number of a layout: a measure for the whole run, for a group or for a platform. */
export interface Row {
  readonly id: string;
  readonly unit: Unit;
  readonly platform?: string;
  readonly definition: MeasureDefinition;
  /** positions in the header's platforms that it sums over */
  readonly over: readonly number[];
  /** which of the names that the id has a place for */
  readonly index: number;
}

/** The part of a header that decides which rows exist. */
export type LogShape = Pick<
  LogHeader,
  "horizon" | "marks" | "platforms" | "actors" | "originals" | "duties" | "protocols" | "hasLookalikes"
> &
  Partial<Pick<LogHeader, "scale" | "namesItems" | "words" | "languages" | "speeches">>;

/** A measured number. `value` is null unless its status is `value`; an open one says how much had passed by the end. */
export interface Measure {
  readonly id: string;
  readonly unit: Unit;
  readonly platform?: string;
  readonly value: number | null;
  readonly status: MeasureStatus;
  readonly atLeast?: number;
}
