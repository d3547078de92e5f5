import type { Text } from "./ids.ts";
import type { DutyForm, DutyKind } from "./protocol.ts";

/**
 * How a clock stands at the end. `too-early`: done before a wait was over; `used` and `lapsed`: a right, and `lapsed` or
 * `ended` before its time: a measure; `judged-…`: as a judge drew the line of an open standard afterwards.
 */
export type Outcome =
  | "met"
  | "missed"
  | "open"
  | "suspended"
  | "too-early"
  | "waived"
  | "used"
  | "lapsed"
  | "ended"
  | "judged-met"
  | "judged-missed";

/** One duty of one debtor, judged. */
export interface DutyOutcome {
  /** the duty's id within its protocol */
  readonly id: string;
  readonly protocol: string;
  readonly instance: number;
  readonly title: Text;
  readonly instrument: Text;
  readonly kind: DutyKind;
  readonly form: DutyForm;
  readonly counterfactual: boolean;
  readonly debtor: string;
  readonly creditor: string;
  readonly item: string | null;
  readonly startedAt: number;
  /** null while suspended, and while nobody knows it */
  readonly dueAt: number | null;
  readonly stoppedAt: number | null;
  readonly outcome: Outcome;
  /** milliseconds; for one that was never stopped, how late it was at the end */
  readonly lateBy?: number;
  /** milliseconds, of what was done too early */
  readonly earlyBy?: number;
  /** started by an order that was unlawful in truth: stands outside every headline of duties met */
  readonly wrongfulOrder: boolean;
  /** numbers of the facts that started and ended it */
  readonly startedBy: number;
  readonly stoppedBy: number | null;
  readonly expiredBy: number | null;
}
