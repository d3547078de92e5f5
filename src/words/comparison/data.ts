import type { LogHeader, Text } from "../../model/index.ts";
import type { AssumptionLine, MovedLine } from "../run-page/lines.ts";

/**
 * What a comparison holds, as far as it is put into words: the shape of its document, which is passed as it is. Kinds are
 * closed, so that one without words does not compile where the document is made.
 */

export type TooFewWhy = "replications" | "few-differ" | "no-values" | "no-end" | "no-denominator";

export type IntervalLine =
  | {
      readonly kind: "interval";
      readonly low: number | null;
      readonly high: number | null;
      readonly level: number;
      readonly method: string;
    }
  | {
      readonly kind: "constant";
      readonly value: number;
      readonly othersAtMost: number;
      readonly level: number;
    }
  | { readonly kind: "too-few"; readonly why: TooFewWhy };

export type VerdictLine =
  | { readonly kind: "better" | "worse" | "no-difference" }
  | { readonly kind: "depends-on"; readonly on: string | null }
  | {
      readonly kind: "cannot-tell-yet";
      readonly why: "interval" | "too-few" | "open-cases" | "settings";
      readonly needed: number | null;
    }
  | {
      readonly kind: "none";
      readonly why:
        | "no-direction"
        | "no-lookalikes"
        | "scale"
        | "not-alike"
        | "not-in-variant"
        | "not-in-baseline"
        | "absent";
    };

export interface QuantileLine {
  readonly share: number;
  readonly value: number | null;
  readonly interval: IntervalLine;
}

export interface SummaryLine {
  readonly replications: number;
  readonly n: number;
  readonly open: number;
  readonly absent: number;
  readonly is: "mean" | "restricted-mean" | "ratio" | "share";
  readonly estimate: number | null;
  readonly interval: IntervalLine;
  readonly median: QuantileLine;
  readonly p5: QuantileLine;
  readonly p95: QuantileLine;
}

export interface DifferenceLine {
  readonly pairs: number;
  readonly estimate: number | null;
  readonly interval: IntervalLine;
  readonly familyInterval: IntervalLine;
  readonly relative: number | null;
  readonly openOnlyInBaseline: number;
  readonly openOnlyInVariant: number;
  readonly isAlike: boolean;
}

export type DirectionWord = "lower-better" | "higher-better" | "none";
export type KernelWord = "exponential" | "power-law";

/** What is needed to say a number of a measure. */
export interface MeasureShape {
  readonly id: string;
  readonly unit: string;
  readonly kind: string;
}

export interface ComparedLine extends MeasureShape {
  readonly platform?: string;
  readonly direction: DirectionWord;
  readonly smallestDifference: number;
  readonly smallestDifferenceIs: "absolute" | "relative";
  readonly role: "headline" | "exploratory";
  readonly baseline: SummaryLine | null;
  readonly variant: SummaryLine | null;
  readonly difference: DifferenceLine | null;
  readonly verdict: VerdictLine;
}

export interface CountLine {
  readonly count: number | null;
  readonly fewest: number;
  readonly most: number;
}

export interface KernelDoubtLine {
  readonly kernel: string;
  readonly settings: number;
  readonly estimate: number | null;
  readonly interval: IntervalLine;
  readonly counts: Readonly<Record<"lower" | "higher" | "same", CountLine>> | null;
  readonly verdict: VerdictLine;
}

export interface DoubtLine {
  readonly kernels: readonly KernelDoubtLine[];
  readonly drivers: readonly {
    readonly path: string;
    readonly kernel: string;
    readonly correlation: number;
  }[];
  readonly verdict: VerdictLine;
}

export interface HeadlineLine {
  readonly variant: string;
  readonly measure: string;
  readonly unit: string;
  readonly direction: DirectionWord;
  readonly verdict: VerdictLine;
  readonly byKernel: readonly {
    readonly kernel: KernelWord;
    readonly verdict: VerdictLine;
    readonly estimate: number | null;
    readonly interval: IntervalLine;
  }[];
  readonly turnsOver: boolean;
  readonly doubt: DoubtLine | null;
}

export interface PrecisionLine {
  readonly target: number;
  readonly looked: number;
  readonly stoppedAt: number | null;
  readonly slowest: {
    readonly name: string;
    readonly half: number | null;
    readonly wanted: number;
    readonly needed: number | null;
  } | null;
}

export interface TradeOffLine {
  readonly id: string;
  readonly exposure: number;
  readonly exposureInterval: IntervalLine;
  readonly wrongful: number;
  readonly wrongfulInterval: IntervalLine;
  readonly standing: "non-dominated" | "dominated" | "perhaps-dominated";
  readonly by: readonly string[];
}

export interface TornadoEndLine {
  readonly value: number;
  readonly estimate: number;
  readonly interval: IntervalLine;
  readonly shift: number;
  readonly shiftInterval: IntervalLine;
}

export interface TornadoBarLine {
  readonly path: string;
  readonly low: TornadoEndLine | null;
  readonly high: TornadoEndLine | null;
  readonly width: number;
  readonly turnsOver: boolean;
}

export interface TornadoLine {
  readonly variant: string;
  readonly measure: string;
  readonly unit: string;
  readonly replications: number;
  /** ranges that were looked at with fewer replications first; null where all had the full number */
  readonly screened: { readonly ranges: number; readonly replications: number } | null;
  readonly bars: readonly TornadoBarLine[];
}

export interface DistributionLine {
  readonly variant: string;
  readonly kernel: KernelWord;
  readonly measure: string;
  readonly unit: string;
  readonly n: number;
  readonly open: number;
  readonly quantiles: readonly (number | null)[];
}

export interface ComparisonLines {
  readonly scenario: string;
  readonly baseline: string;
  /** the baseline first */
  readonly variants: readonly {
    readonly name: string;
    readonly settings: readonly {
      readonly kernel: KernelWord;
      readonly id: string;
      readonly capped: number;
    }[];
  }[];
  readonly seed: number;
  readonly scale: number;
  readonly assumptions: "fixed" | "vary";
  readonly replications: number;
  readonly wanted: number;
  readonly perSetting: number;
  readonly sensitivity: number | null;
  readonly isPartial: boolean;
  readonly kernels: readonly KernelWord[];
  readonly endless: readonly KernelWord[];
  readonly family: {
    readonly measures: readonly string[];
    readonly variants: number;
    readonly level: number;
    readonly each: number;
  };
  readonly precision: PrecisionLine | null;
  readonly headlines: readonly HeadlineLine[];
  readonly tables: readonly {
    readonly variant: string;
    readonly kernel: KernelWord;
    readonly measures: readonly ComparedLine[];
  }[];
  readonly tradeOff: readonly { readonly kernel: KernelWord; readonly points: readonly TradeOffLine[] }[];
  readonly distributions: readonly DistributionLine[];
  readonly tornado: readonly TornadoLine[];
  readonly digest: string;
  readonly engine: {
    readonly engineVersion: number;
    readonly arithmetic: string;
    readonly measures: string;
  };
}

/** One variant as a reader knows it. */
export interface ComparedVariant {
  readonly name: string;
  readonly title: Text;
  /** what it is there to answer, where the scenario says so */
  readonly question?: Text;
  /** of any replication of it: what is real, counterfactual, which deadlines there are */
  readonly header: LogHeader;
}

/** A number that is assumed. `variants`: the names of those that assume it, where not all do alike. */
export interface ComparedAssumption extends AssumptionLine {
  readonly variants?: readonly string[];
}

/** Nobody named the variants: the scenario did, or its first were taken; `of` so many that could stand against the baseline. */
export interface ComparisonChoice {
  readonly by: "scenario" | "order";
  readonly taken: number;
  readonly of: number;
}

/** What a comparison's page and report are made of: the document, and what its names mean. */
export interface ComparisonPage extends ComparisonLines {
  /** of the scenario */
  readonly title: Text;
  /** every variant of the comparison */
  readonly about: readonly ComparedVariant[];
  readonly assumed: readonly ComparedAssumption[];
  readonly versions: Readonly<Record<string, string | number>>;
  /** what whoever asked for it called the scenario: its id, or the path of a file */
  readonly source: string;
  /** absent where the variants were named, or all there are were taken */
  readonly choice?: ComparisonChoice;
  /** assumed numbers that were set by hand, in every variant that makes them; absent: none */
  readonly moved?: readonly MovedLine[];
}
