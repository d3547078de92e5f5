/** What is asked of a comparison, and what comes out of it: plain data, which is the document as it is shown. */
import type { Row } from "../measures/index.ts";
import type { Scenario } from "../model/index.ts";
import type { MeasureComparison } from "./comparison.ts";
import type { Doubt } from "./doubt.ts";
import type { Family } from "./family.ts";
import type { EngineIdentity } from "./identity.ts";
import type { Interval } from "./interval.ts";
import type { PrecisionState } from "./precision.ts";
import type { TornadoBar } from "./tornado.ts";
import type { TradeOffPoint } from "./trade-off.ts";
import type { Verdict } from "./verdict.ts";

export type Kernel = Scenario["kernel"];

/** What is asked. Variants are resolved scenarios; the baseline is one of them. */
export interface ComparisonRequest {
  readonly variants: readonly { readonly name: string; readonly scenario: Scenario }[];
  readonly baseline: string;
  readonly seed: number;
  /** with `precision` the most; under `vary` so many settings */
  readonly replications: number;
  /** stop when half of each headline interval is at most this share of the larger of the two means */
  readonly precision?: number;
  readonly assumptions: "fixed" | "vary";
  readonly scale: number;
  /** replications at each end of each assumed range, for the tornado; 0 for none */
  readonly sensitivity: number;
  /** look at every range with so few first, and give the full number only to those that seem to move most */
  readonly screen?: { readonly replications: number; readonly keep: number };
}

/** How a measure lies over replications: quantiles at equal steps from the least to the most. Null: not come by the end. */
export interface Distribution {
  readonly variant: string;
  readonly kernel: Kernel;
  readonly measure: string;
  readonly unit: Row["unit"];
  readonly n: number;
  readonly open: number;
  readonly quantiles: readonly (number | null)[];
}

export const DISTRIBUTION_STEPS = 40;

/** One verdict of the family. */
export interface Headline {
  readonly variant: string;
  /** row of the layout: `id` or `id@platform` */
  readonly measure: string;
  readonly unit: Row["unit"];
  readonly direction: MeasureComparison["direction"];
  /** under the scenario's own kernel, by chance alone; under `vary`, over all settings and both kernels */
  readonly verdict: Verdict;
  readonly byKernel: readonly {
    readonly kernel: Kernel;
    readonly verdict: Verdict;
    readonly estimate: number | null;
    readonly interval: Interval;
  }[];
  /** the kernels do not give the same word */
  readonly turnsOver: boolean;
  /** null where assumed numbers stood still */
  readonly doubt: Doubt | null;
}

export interface Comparison {
  readonly scenario: string;
  readonly baseline: string;
  readonly variants: readonly {
    readonly name: string;
    /** address of each setting by kernel */
    readonly settings: readonly { readonly kernel: Kernel; readonly id: string; readonly capped: number }[];
  }[];
  readonly seed: number;
  readonly scale: number;
  readonly assumptions: "fixed" | "vary";
  /** of each variant under each kernel; `PER_SETTING` to a setting under `vary` */
  readonly replications: number;
  readonly wanted: number;
  /** replications to a setting: 1 where assumed numbers stood still */
  readonly perSetting: number;
  /** replications asked for at each end of each assumed range, 0 for none; null where ranges were screened first */
  readonly sensitivity: number | null;
  /** cut short before what was wanted */
  readonly isPartial: boolean;
  /** the scenario's own first */
  readonly kernels: readonly Kernel[];
  /** kernels under which some variant would spread for ever */
  readonly endless: readonly Kernel[];
  readonly family: Family;
  readonly precision: (PrecisionState & { readonly target: number }) | null;
  readonly headlines: readonly Headline[];
  readonly tables: readonly {
    readonly variant: string;
    readonly kernel: Kernel;
    readonly measures: readonly MeasureComparison[];
  }[];
  readonly tradeOff: readonly { readonly kernel: Kernel; readonly points: readonly TradeOffPoint[] }[];
  readonly distributions: readonly Distribution[];
  readonly tornado: readonly {
    readonly variant: string;
    readonly measure: string;
    readonly unit: Row["unit"];
    readonly replications: number;
    /** ranges that were looked at, and with how many replications each; null where all had the full number */
    readonly screened: { readonly ranges: number; readonly replications: number } | null;
    readonly bars: readonly TornadoBar[];
  }[];
  readonly digest: string;
  readonly engine: EngineIdentity;
}

/**
 * For the tornado of a report: every range is looked at with a few replications, and those that seem to move most get the
 * fewest that an interval is given for.
 */
export const TORNADO_OF_REPORT = { sensitivity: 30, screen: { replications: 2, keep: 12 } } as const;
