import { z } from "zod";
import { id, rowId, sourceText, type Text, text } from "./ids.ts";
import type { MachineMarkName } from "./machine-definition.ts";

/**
 * What a court weighed in a law, limb by limb: facts about who decides, how fast, and what guards there are. It says what
 * is there and what a named court said of it; whether that is lawful is for courts.
 */

/** Factors that a court may weigh, each with the values that it may have. */
export const RIGHTS_FACTORS = {
  /** who decides that content must go, alone */
  decider: ["administration", "operator", "court", "independent-body"],
  /** whether unlawfulness must be manifest */
  manifest: ["required", "not-required"],
  /** whether a judge can rule before the time is up, soon after, or not in time at all */
  judge: ["before-deadline", "soon-after", "not-in-time"],
  /** whether an appeal suspends the duty to remove */
  appeal: ["suspensive", "not-suspensive", "none"],
  /** when a failure is punishable */
  penalty: ["each-miss", "systematic-failure", "none"],
  /** of what kind the punishment is */
  sanction: ["penal", "administrative", "none"],
  /** whether the law says when a failure is excused */
  defence: ["defined", "not-defined"],
  /** what must be judged within the time */
  breadth: ["named-items", "every-report"],
  /** whether an independent person learns of each request */
  independent: ["informed", "not-informed"],
} as const;

export type RightsFactor = keyof typeof RIGHTS_FACTORS;
export const FACTOR_NAMES = Object.keys(RIGHTS_FACTORS) as readonly RightsFactor[];

/** How the court weighed a factor: held against the limb, or named among what let it stand; absent: not named. */
export type Weighed = "against" | "for";

export interface FactorValue {
  readonly is: string;
  readonly weighed?: Weighed;
  /** what is special about it here */
  readonly note?: Text;
  readonly mark: MachineMarkName;
  readonly row?: string;
}

export interface Limb {
  readonly title: Text;
  /** the duty whose time is in question */
  readonly duty: string;
  readonly decision: {
    readonly court: Text;
    readonly number: string;
    readonly date: string;
    /** `struck-down` or `upheld`: what the court did, not what it should have done */
    readonly outcome: "struck-down" | "upheld";
    readonly source: Text;
    readonly row?: string;
  };
  /** Names by which the protocol itself can be asked. */
  readonly asks?: {
    /** the role that decides */
    readonly decider?: string;
    /** the duty whose time is a court's time to rule */
    readonly ruling?: string;
    /** the message or decision by which one appeals */
    readonly appeal?: string;
    /** the kind of actor that is to be informed */
    readonly independent?: string;
  };
  readonly factors: Readonly<Partial<Record<RightsFactor, FactorValue>>>;
}

function factor<const T extends readonly [string, ...string[]]>(values: T) {
  return z
    .strictObject({
      is: z.enum(values),
      weighed: z
        .enum(["against", "for"])
        .optional()
        .describe(
          "How the court weighed it: against the limb, or for it; absent: the court did not name it.",
        ),
      note: text.optional(),
      mark: z.enum(["read", "recalled", "assumed"]),
      row: rowId.optional(),
    })
    .optional();
}

const factors = z.strictObject({
  decider: factor(RIGHTS_FACTORS.decider).describe("Who decides that content must go."),
  manifest: factor(RIGHTS_FACTORS.manifest).describe("Whether unlawfulness must be manifest."),
  judge: factor(RIGHTS_FACTORS.judge).describe(
    "Whether a judge can rule before the time is up, or soon after.",
  ),
  appeal: factor(RIGHTS_FACTORS.appeal).describe("Whether an appeal suspends the duty."),
  penalty: factor(RIGHTS_FACTORS.penalty).describe("When a failure is punishable."),
  sanction: factor(RIGHTS_FACTORS.sanction).describe("Of what kind the punishment is."),
  defence: factor(RIGHTS_FACTORS.defence).describe("Whether the law says when a failure is excused."),
  breadth: factor(RIGHTS_FACTORS.breadth).describe("What must be judged within the time."),
  independent: factor(RIGHTS_FACTORS.independent).describe(
    "Whether an independent person learns of each request.",
  ),
});

export const limb = z.strictObject({
  title: text,
  duty: id.describe("The duty whose time is in question."),
  decision: z
    .strictObject({
      court: text,
      number: z.string().min(1).max(80),
      date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: "date" }),
      outcome: z.enum(["struck-down", "upheld"]).describe("What the court did."),
      source: sourceText,
      row: rowId.optional(),
    })
    .describe("The decision of a named court that weighed this limb."),
  asks: z
    .strictObject({
      decider: id.optional().describe("The role that decides."),
      ruling: id.optional().describe("The duty whose time is a court's time to rule."),
      appeal: z.string().max(64).optional().describe("The message or decision by which one appeals."),
      independent: id.optional().describe("The kind of actor that is to be informed."),
    })
    .optional()
    .describe("Where the protocol itself can be asked, so that what is declared is compared with it."),
  factors: factors.describe("The factors that courts weigh, as this limb has them."),
});
