import { z } from "zod";
import { type DutyLength, dutyLength, type FixedLength, fixedLength } from "./duty-length.ts";
import { id, instrumentText, rowId, sourceText, type Text, text } from "./ids.ts";
import type { MachineMarkName, StateDefinition } from "./machine-definition.ts";
import { type ProtocolTexts, protocolTexts } from "./protocol-texts.ts";
import {
  amount,
  type Delay,
  delay,
  markedDuration,
  protocolDelay,
  type Quantity,
  share,
} from "./quantity.ts";
import { type Limb, limb } from "./rights.ts";

/**
 * A protocol as data: who plays which part (`roles`, one statechart each), how a copy of content lives (`item`), how a
 * hash travels (`hash`), its clocks (`duties`), its choices (`decisions`), its waits (`delays`) and what it is in the
 * world (law or promise, since when, read where). The statecharts use XState's own words; their shape is checked when
 * they are built, their guards and effects against `vocabulary.ts`.
 */

/** Whom a message goes to, or whom a role or a duty concerns. `sender`: who sent what was just received; `finder`: whose platform found this hash. */
export type Selector =
  | "self"
  | "sender"
  | "everyone"
  | { readonly actor: string }
  | {
      readonly kind: string | readonly string[];
      readonly member?: string;
      readonly jurisdiction?: string;
      readonly public?: boolean;
      readonly hosting?: "original" | "items";
    }
  | { readonly member: string; readonly public?: boolean; readonly hosting?: "original" | "items" };

const kinds = z.union([id, z.array(id).min(1).max(20)]);
const hosting = z.enum(["original", "items"]);
export const selector = z
  .union([
    z.enum(["self", "sender", "everyone"]),
    z.strictObject({ actor: id }),
    z.strictObject({
      kind: kinds,
      member: id.optional(),
      jurisdiction: id.optional(),
      public: z.boolean().optional(),
      hosting: hosting.optional(),
    }),
    z.strictObject({ member: id, public: z.boolean().optional(), hosting: hosting.optional() }),
  ])
  .describe("self, sender, everyone, one actor, all of a kind, or all members of a group.");

/** Which facts start or stop a clock: the kind of fact and, where given, its fields. */
export interface FactPattern {
  readonly fact: string;
  /** the fact's actor or platform */
  readonly actor?: Selector;
  /** the other party: a message's sender */
  readonly other?: Selector;
  /** message kind, decision, state or note */
  readonly what?: string;
  /** option, verdict, lane or reason */
  readonly how?: string;
  /** only facts about an original, or only about copies */
  readonly item?: "original" | "copy";
}

const factPattern = z.strictObject({
  fact: z.string().max(64),
  actor: selector.optional(),
  other: selector.optional(),
  what: z.string().max(64).optional(),
  how: z.string().max(64).optional(),
  item: z.enum(["original", "copy"]).optional(),
});

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: "date" });

export type DutyKind = "law" | "voluntary" | "own-target" | "benchmark";

/** What a clock asks of its debtor when its time runs. */
export const DUTY_FORMS = ["deadline", "minimum-wait", "window", "expiry"] as const;
/**
 * `deadline`: to be done before the time is up. `minimum-wait`: not to be done before it is up. `window`: a right that may be
 * used until it is up. `expiry`: a measure that lapses when it is up.
 */
export type DutyForm = (typeof DUTY_FORMS)[number];

/** One pattern, or several of which any will do. */
export type FactPatterns = FactPattern | readonly FactPattern[];

export function patternsOf(patterns: FactPatterns | undefined): readonly FactPattern[] {
  if (patterns === undefined) return [];
  return "fact" in patterns ? [patterns] : patterns;
}

/** A clock as data. It never judges: facts start and stop it, the measures say whether it was met. */
export interface Duty {
  readonly title: Text;
  /** the law, promise or document as each language calls it */
  readonly instrument: Text;
  readonly kind: DutyKind;
  readonly source: Text;
  /** how sure it is that there is this duty, with this start, stop and time */
  readonly mark?: MachineMarkName;
  /** the row of the register of facts that it stands on */
  readonly row?: string;
  /** entry in the register of clocks, such as C02 */
  readonly clock?: string;
  /** a deadline where absent */
  readonly form?: DutyForm;
  readonly starts: FactPattern;
  /** what does it, or uses it, or ends it before its time; only an `expiry` needs none */
  readonly stops?: FactPattern;
  /** Who owes it: the starting fact's actor (default), its other party, or one actor by id. */
  readonly debtor: "actor" | "other" | { readonly actor: string };
  /** One clock for each debtor, for each message (an order), for each item, or one for the whole incident. */
  readonly per: "debtor" | "message" | "item" | "incident";
  /** Time allowed; milliseconds where it is elapsed time. */
  readonly within: DutyLength;
  /** What holds the clock. Lists of equal length here and in `restartedBy` belong together pair by pair. */
  readonly suspendedBy?: FactPatterns;
  /** What ends the suspension. */
  readonly restartedBy?: FactPatterns;
  /** After a suspension: `keep` goes on with what was left, `restart` (where absent) begins anew. */
  readonly suspends?: "keep" | "restart";
  /** What gives a running clock more time, as long as `extension`, at most `extensions` times (1 where absent). */
  readonly extendedBy?: FactPatterns;
  readonly extension?: FixedLength;
  readonly extensions?: number;
  /** What ends the clock without anybody being held to it. */
  readonly waivedBy?: FactPatterns;
  /** A measure that may be prolonged before it lapses: by what, how often (without end where absent), from when. */
  readonly renewable?: {
    readonly by: FactPatterns;
    readonly times?: number;
    /** a further length from the old end (`due`, where absent) or from the renewal (`then`) */
    readonly from?: "due" | "then";
    readonly within?: FixedLength;
  };
  /** When it has ended, the next one is due so much after it was: reports each quarter or year. */
  readonly repeats?: FixedLength;
  /** Starts only where so many facts of this pattern (its own start, where absent) lie within the window before. */
  readonly counts?: { readonly of?: FactPattern; readonly within: FixedLength; readonly n: number };
  /** Dates (YYYY-MM-DD, both included) between which a clock may start. */
  readonly inForce?: { readonly from?: string; readonly to?: string };
}

/** Every pattern that a duty watches for. */
export function patternsOfDuty(duty: Duty): readonly FactPattern[] {
  const { starts, stops, suspendedBy, restartedBy, extendedBy, waivedBy, renewable, counts } = duty;
  const several = [stops, suspendedBy, restartedBy, extendedBy, waivedBy, renewable?.by, counts?.of];
  return [starts, ...several.flatMap(patternsOf)];
}

const patterns = z.union([factPattern, z.array(factPattern).min(1).max(20)]);
const times = z.int().min(1).max(1000);

const duty = z.strictObject({
  title: text,
  instrument: instrumentText,
  kind: z.enum(["law", "voluntary", "own-target", "benchmark"]),
  source: sourceText,
  mark: z
    .enum(["read", "recalled", "assumed"])
    .optional()
    .describe("How sure it is that there is this duty."),
  row: rowId.optional(),
  clock: z
    .string()
    .regex(/^C\d\d$/)
    .optional()
    .describe("Entry in the register of clocks, such as C02."),
  form: z
    .enum(DUTY_FORMS)
    .optional()
    .describe(
      "deadline: do it before the time is up (where absent). minimum-wait: not before. window: a right until then. expiry: lapses then.",
    ),
  starts: factPattern.describe("The fact that starts the clock."),
  stops: factPattern.optional().describe("The fact that stops it: done, used, or ended before its time."),
  debtor: z
    .union([z.enum(["actor", "other"]), z.strictObject({ actor: id })])
    .default("actor")
    .describe("Who owes it: the starting fact's actor, its other party, or one actor."),
  per: z
    .enum(["debtor", "message", "item", "incident"])
    .default("debtor")
    .describe("One clock for each debtor, message, item, or for the incident."),
  within: dutyLength,
  suspendedBy: patterns.optional().describe("The fact, or one of several, that holds the clock."),
  restartedBy: patterns
    .optional()
    .describe(
      "The fact, or one of several, that lets it run again. Lists as long as suspendedBy go with it pair by pair.",
    ),
  suspends: z
    .enum(["keep", "restart"])
    .optional()
    .describe(
      "After a suspension the clock goes on with what was left (keep), or anew (restart, where absent).",
    ),
  extendedBy: patterns
    .optional()
    .describe("The fact, or one of several, that gives a running clock more time."),
  extension: fixedLength.optional().describe("How much more time; where absent, its own length again."),
  extensions: times.optional().describe("How often it may be extended; once where absent."),
  waivedBy: patterns.optional().describe("The fact, or one of several, that frees the debtor of it."),
  renewable: z
    .strictObject({
      by: patterns.describe("The fact, or one of several, that renews it."),
      times: times.optional().describe("How often; without end where absent."),
      from: z
        .enum(["due", "then"])
        .optional()
        .describe("From its old end (due, where absent) or from the renewal (then)."),
      within: fixedLength.optional().describe("For how long; where absent, its own length."),
    })
    .optional()
    .describe("A measure that may be prolonged before it lapses."),
  repeats: fixedLength
    .optional()
    .describe("When it has ended, the next is due so much later: reports each quarter or year."),
  counts: z
    .strictObject({
      of: factPattern.optional().describe("What is counted; where absent, what starts it."),
      within: fixedLength.describe("The window that ends with the start."),
      n: z.int().min(1).max(1000).describe("How many must lie in the window, the last one included."),
    })
    .optional()
    .describe("A rolling window: starts only where so many facts lie in it."),
  inForce: z
    .strictObject({ from: date.optional(), to: date.optional() })
    .optional()
    .describe("Dates between which a clock may start, both included, in the debtor's calendar."),
});

/** A named choice: its options with their default probabilities (they add up to 1) and how long the choice takes. */
export interface Decision {
  readonly title: Text;
  readonly options: Readonly<Record<string, Quantity>>;
  readonly takes: Delay;
}

const decision = z.strictObject({
  title: text,
  options: z
    .record(id, share)
    .refine((given) => Object.keys(given).length >= 1 && Object.keys(given).length <= 20, {
      error: "option-count",
    }),
  takes: delay,
});

export interface Role {
  readonly title: Text;
  readonly for: Selector;
  /**
   * One statechart for each actor (absent), one for each message of this kind that the actor is delivered, or one for each
   * incident of the scenario (`incident`).
   */
  readonly per?: string;
  /** the row of the register of facts that all of it stands on, where no part names another */
  readonly row?: string;
  /** a scenario may do without anybody who plays it */
  readonly optional?: boolean;
  readonly machine: StateDefinition;
}

/** A fault that the real protocol has, so that nobody takes it for a slip of the file: `check` tells it and goes on. */
export interface DeclaredFault {
  /** code of the finding, such as verification/message_unheard */
  readonly code: string;
  /** keys from the protocol's root, joined by dots, as the finding tells them */
  readonly path: string;
  readonly because: Text;
  readonly source: Text;
}

export const declaredFault = z.strictObject({
  code: z.string().min(1).max(80).describe("Code of the finding, such as verification/message_unheard."),
  path: z.string().min(1).max(500).describe("Where it is, as check tells it: keys joined by dots."),
  because: text.describe("Why this is a fault of the real protocol, not of the file."),
  source: sourceText,
});

export const SANCTION_KINDS = ["turnover", "per-day", "fixed", "prison", "safe-harbour", "none"] as const;
export type SanctionKind = (typeof SANCTION_KINDS)[number];

/** What a protocol threatens for a failure. Data: it is incurred by the effect `sanction` and says nothing of guilt. */
export interface Sanction {
  readonly title: Text;
  readonly kind: SanctionKind;
  /** share of a year's turnover, sum a day, fixed sum, or years of prison: at most */
  readonly amount?: Quantity;
  /** failures of the same actor within a time, from which on it is incurred at all */
  readonly systematic?: { readonly n: number; readonly within: Quantity };
  readonly source: Text;
}

const sanction = z
  .strictObject({
    title: text,
    kind: z
      .enum(SANCTION_KINDS)
      .describe(
        "Share of turnover, a sum for each day, a fixed sum, prison, loss of safe harbour, or none at all.",
      ),
    amount: amount
      .optional()
      .describe("At most: share of a year's turnover (0.04), sum a day, fixed sum, or years of prison."),
    systematic: z
      .strictObject({ n: z.int().min(2).max(10_000), within: markedDuration })
      .optional()
      .describe("Only if systematic: incurred from the n-th failure within this time on."),
    source: sourceText,
  })
  .describe("What the protocol threatens for a failure.");

/** From when on a protocol covers what. */
export interface ScopeStep {
  readonly from: string;
  readonly covers: readonly string[];
}

export interface Protocol {
  readonly id: string;
  readonly version: string;
  readonly title: Text;
  readonly description: Text;
  readonly reconstructed: boolean;
  /** a model of governance: nobody's law or promise, so that a real incident under it is counterfactual */
  readonly model?: boolean;
  readonly binding: "law" | "voluntary" | "practice";
  /** Which family it belongs to, such as all versions of one body's protocol: one of `scenarios/library/groups.yaml`. */
  readonly group?: string;
  readonly sources: readonly Text[];
  /** the row of the register of facts that its parts stand on, where none names another */
  readonly row?: string;
  /** Dates (YYYY-MM-DD) between which it was in force; a scenario outside them is counterfactual. */
  readonly inForce?: { readonly from?: string; readonly to?: string; readonly struckDown?: boolean };
  readonly uses: readonly string[];
  readonly roles: Readonly<Record<string, Role>>;
  readonly item?: StateDefinition;
  readonly hash?: StateDefinition;
  readonly delays: Readonly<Record<string, Delay>>;
  readonly decisions: Readonly<Record<string, Decision>>;
  readonly duties: Readonly<Record<string, Duty>>;
  readonly sanctions?: Readonly<Record<string, Sanction>>;
  /** categories that it covers, growing by date: the guard `inScope` */
  readonly scope?: readonly ScopeStep[];
  /** where its orders bind: an order that reaches beyond is outside its scope */
  readonly territory?: readonly string[];
  /** what a named court weighed in it, limb by limb */
  readonly rights?: Readonly<Record<string, Limb>>;
  readonly declaredFaults?: readonly DeclaredFault[];
  /** what people read instead of the names that stand in the file */
  readonly texts?: ProtocolTexts;
}

/** A statechart: an object here, looked into by `findMachineFaults`. */
const statechart = z
  .record(z.string().max(64), z.unknown())
  .transform((given) => given as unknown as StateDefinition);

export const protocolSchema = z.strictObject({
  schemaVersion: z.literal(1),
  id,
  version: z.string().min(1).max(40),
  title: text,
  description: text,
  reconstructed: z
    .boolean()
    .default(false)
    .describe("Reconstructed from public sources: said on every page."),
  model: z
    .boolean()
    .optional()
    .describe("A model of governance, nobody's law or promise: a real incident under it is counterfactual."),
  binding: z
    .enum(["law", "voluntary", "practice"])
    .describe("A law, a voluntary promise, or what is simply done."),
  group: id.optional().describe("The family that the library lists it under."),
  sources: z.array(sourceText).max(100).default([]),
  row: rowId.optional(),
  inForce: z
    .strictObject({ from: date.optional(), to: date.optional(), struckDown: z.boolean().optional() })
    .optional(),
  uses: z.array(id).max(20).default([]).describe("Protocols that this one builds on."),
  roles: z
    .record(
      id,
      z.strictObject({
        title: text,
        for: selector,
        per: id
          .optional()
          .describe("A message kind: one statechart for each such message; incident: one for each incident."),
        row: rowId.optional(),
        optional: z
          .boolean()
          .optional()
          .describe(
            "true: a scenario may do without anybody who plays it, and check says nothing about that.",
          ),
        machine: statechart,
      }),
    )
    .default({}),
  item: statechart.optional().describe("The life of a copy."),
  hash: statechart.optional().describe("The life of a hash, one for each visually distinct version."),
  delays: z.record(z.string().regex(/^[a-z][A-Za-z0-9-]{0,63}$/), protocolDelay).default({}),
  decisions: z.record(id, decision).default({}),
  duties: z.record(id, duty).default({}),
  sanctions: z
    .record(id, sanction)
    .optional()
    .describe("What it threatens for failures: the effect sanction."),
  scope: z
    .array(
      z.strictObject({
        from: date.describe("From this day on."),
        covers: z
          .array(id)
          .min(1)
          .max(50)
          .describe("Categories of content (original.category) that it adds."),
      }),
    )
    .min(1)
    .max(50)
    .optional()
    .describe("What the protocol covers since when: it may grow. The guard inScope asks."),
  territory: z
    .array(id)
    .min(1)
    .max(50)
    .optional()
    .describe("Jurisdictions in which its orders bind; check tells an order that reaches beyond."),
  rights: z
    .record(id, limb)
    .optional()
    .describe(
      "What a named court weighed in it, limb by limb: check lists it and never says lawful or unlawful.",
    ),
  declaredFaults: z
    .array(declaredFault)
    .max(200)
    .optional()
    .describe(
      "Faults of the real protocol: check tells them and still agrees; one that it does not find is an error.",
    ),
  texts: protocolTexts.optional(),
});
