import type { DutyOutcome, FactRecord, LogHeader, Text } from "../../model/index.ts";
import type { ProtocolTitles } from "../names.ts";

/** What the page of a run is made from: measures, duties, paths and assumptions as codes and values. */

export interface MeasureLine {
  readonly id: string;
  readonly unit: string;
  readonly platform?: string;
  readonly value: number | null;
  readonly status?: string;
  readonly atLeast?: number;
}

/** What the page tells of a duty as judged. */
export type DutyLine = Omit<
  DutyOutcome,
  "instance" | "title" | "form" | "earlyBy" | "startedBy" | "stoppedBy" | "expiredBy"
>;

export interface StepLine {
  readonly record: FactRecord;
  readonly at: number;
  readonly waited: number;
  readonly wait: string;
  readonly count: number;
  readonly broken: boolean;
}

export interface PathLine {
  readonly of: "duty" | "original" | "last-removal";
  readonly id: string;
  readonly outcome?: string;
  readonly steps: readonly StepLine[];
}

/** A number that somebody assumed, with the range in which it could as well lie. */
export interface AssumptionLine {
  readonly path: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly because: Text;
}

/** An assumed number that was set by hand, and what its author wrote. */
export interface MovedLine extends AssumptionLine {
  readonly written: number;
}

/** A step that the outcome passed through and that nobody has confirmed. */
export interface UnconfirmedLine {
  readonly protocol: string;
  readonly machine: string;
  readonly kind: "state" | "transition" | "duty";
  readonly name: string;
  readonly event?: string;
  readonly target?: string;
  readonly mark: "recalled" | "assumed";
  readonly outcomes: number;
}

export interface RunPage {
  readonly header: LogHeader;
  readonly title: Text;
  readonly variantTitle: Text;
  readonly titles: ProtocolTitles;
  readonly facts: readonly FactRecord[];
  readonly capped: boolean;
  readonly duties: readonly DutyLine[];
  /** how many duties started; more than `duties` where single items have theirs */
  readonly dutiesTotal: number;
  readonly measures: readonly MeasureLine[];
  readonly headline: readonly string[];
  readonly paths: readonly PathLine[];
  /** states, transitions and duties that the outcome passed through, recalled or assumed */
  readonly unconfirmed: readonly UnconfirmedLine[];
  readonly assumptions: readonly AssumptionLine[];
  /** those among them that were set by hand; absent: none */
  readonly moved?: readonly MovedLine[];
  readonly digest: string;
  readonly versions: Readonly<Record<string, string | number>>;
}
