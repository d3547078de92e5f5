import { z } from "zod";
import { type Rules, rules } from "./bare-rules.ts";
import { id, sourceText, type Text, text } from "./ids.ts";
import { type Inject, inject } from "./injects.ts";
import { type Lookalikes, lookalikes, type Original, original } from "./originals.ts";
import {
  type Actor,
  actor,
  type Calendar,
  type Channel,
  calendar,
  channel,
  type Platform,
  platformSchema,
  type Reupload,
  reupload,
} from "./parties.ts";
import { type DeclaredFault, declaredFault, type Protocol } from "./protocol.ts";
import {
  amount,
  duration,
  positiveAmount,
  positiveDuration,
  type Quantity,
  share,
  ZERO,
} from "./quantity.ts";

/**
 * The scenario language. A scenario says what happens (originals, lookalikes), where (platforms, from shared profiles),
 * who acts (actors, channels), by which protocols, and which variants are worth comparing. A scenario without actors may
 * give bare `rules` instead: removal ages and switches, for validation and teaching.
 */

export const SCHEMA_VERSION = 1;

/** A figure that was reported about the real incident, and the measure that should come near it. */
export interface ReportedFact {
  readonly id: string;
  readonly title: Text;
  readonly measure?: string;
  readonly scale: number;
  readonly value?: number | boolean;
  readonly low?: number;
  readonly high?: number;
  readonly unit: string;
  readonly source: Text;
  readonly confidence: "confirmed" | "secondary" | "derived";
  readonly status: "given" | "fitted" | "predicted" | "left-out";
  readonly reason?: Text;
  /** rows that are arithmetic on each other share a group and count once */
  readonly group?: string;
}

const reported = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9_]{0,95}$/, { error: "id" }),
  title: text.optional(),
  measure: z.string().max(120).optional(),
  scale: z.number().default(1).describe("What one unit of the measure is worth in this row's unit."),
  value: z.union([z.number(), z.boolean()]).optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  unit: z.string().max(80),
  source: sourceText,
  confidence: z.enum(["confirmed", "secondary", "derived"]),
  status: z.enum(["given", "fitted", "predicted", "left-out"]),
  reason: text.optional(),
  group: id.optional(),
});

/** An alternative design: what changes against the scenario as it stands (RFC 7396: objects merge, null removes). */
export interface Variant {
  readonly title: Text;
  /** what one asks by comparing it */
  readonly question?: Text;
  readonly overlay: Readonly<Record<string, unknown>>;
}

/** A further incident of the same scenario: times from the start of the first. */
export interface Incident {
  readonly title: Text;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly harm?: string;
}

const incident = z.strictObject({
  title: text.optional(),
  startsAt: duration.describe("When it begins, from the start of the scenario's own incident."),
  endsAt: duration.optional().describe("When the attack itself is over, counted alike; absent: at once."),
  harm: id.optional().describe("The kind of harm, for the guard matrix."),
});

export interface Scenario {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly title: Text;
  readonly story?: Text;
  /** what one plays or replays it for, in a sentence */
  readonly aim?: Text;
  /** what should be seen or practised */
  readonly objectives: readonly Text[];
  /** what an actor or platform knows before it starts, by id: its part */
  readonly briefs: Readonly<Record<string, Text>>;
  readonly incident: {
    readonly date?: string;
    readonly startsAt: string;
    readonly real: boolean;
    readonly endsAt: number;
    readonly harm?: string;
  };
  /** further incidents, at their own times */
  readonly incidents?: Readonly<Record<string, Incident>>;
  /** protocols by rank: the first goes before the others where they meet */
  readonly precedence?: readonly string[];
  readonly kernel: "exponential" | "power-law";
  readonly horizon?: number;
  readonly cap?: number;
  readonly population?: Quantity;
  readonly mutation: Quantity;
  /** share of edits that are translations */
  readonly translated?: Quantity;
  /** between which values the quality of a hash lies, from 0 to 100; 100 if absent */
  readonly hashQuality?: { readonly low: Quantity; readonly high: Quantity };
  readonly fertility?: { readonly tail: Quantity };
  readonly reupload?: Reupload;
  readonly platforms: Readonly<Record<string, Platform>>;
  readonly originals: Readonly<Record<string, Original>>;
  readonly lookalikes: Readonly<Record<string, Lookalikes>>;
  readonly actors: Readonly<Record<string, Actor>>;
  readonly channels: readonly Channel[];
  /** by jurisdiction */
  readonly calendars?: Readonly<Record<string, Calendar>>;
  readonly protocols: readonly Protocol[];
  readonly rules?: Rules;
  readonly marks: readonly number[];
  readonly injects: Readonly<Record<string, Inject>>;
  readonly headline: readonly string[];
  readonly reported: readonly ReportedFact[];
  readonly variants: Readonly<Record<string, Variant>>;
  /** ids of the variants that a comparison takes when none are named; empty where the author names none */
  readonly compared: readonly string[];
  readonly variant: string;
  /** what these actors cannot do together, and is meant: `check` tells it and goes on */
  readonly declaredFaults?: readonly DeclaredFault[];
}

/** Fields of a scenario file. `use` names a shared profile that a platform starts from; `protocols` names protocols. */
export const scenarioSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  id,
  title: text.optional(),
  story: text.optional(),
  aim: text.optional().describe("What one plays or replays it for, in a sentence."),
  objectives: z.array(text).max(12).default([]).describe("What should be seen or practised."),
  briefs: z
    .record(id, text)
    .default({})
    .describe("What an actor or platform knows before it starts, by its id: its part."),
  incident: z
    .strictObject({
      startsAt: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/, { error: "instant" })
        .default("2030-01-07T12:00:00Z"),
      real: z.boolean().default(false).describe("A real incident: serves hindcast and comparison only."),
      endsAt: duration.default(0).describe("When the attack itself is over."),
      harm: id.optional().describe("The kind of harm, for the guard matrix."),
    })
    .default({ startsAt: "2030-01-07T12:00:00Z", real: false, endsAt: 0 }),
  incidents: z
    .record(id, incident)
    .optional()
    .describe("Further incidents beside the first, each with its own start and end; originals name theirs."),
  precedence: z
    .array(id)
    .max(20)
    .optional()
    .describe(
      "Protocols by rank: where several are live for one incident, the first goes before the others.",
    ),
  kernel: z.enum(["exponential", "power-law"]).default("exponential"),
  horizon: positiveDuration.optional(),
  cap: z
    .int()
    .min(1)
    .max(50_000_000)
    .optional()
    .describe("Most items ever online; where it is hit every measure says so."),
  population: positiveAmount
    .optional()
    .describe("Finite population: each rate is multiplied by 1 - items/population."),
  mutation: share.default(ZERO),
  translated: share.optional().describe("Share of edited copies that are translations."),
  hashQuality: z
    .strictObject({ low: amount, high: amount })
    .optional()
    .describe("Between which values a hash's quality lies, each as likely, from 0 to 100; 100 if absent."),
  fertility: z
    .strictObject({ tail: positiveAmount.refine((given) => given.value > 1, { error: "tail-above-one" }) })
    .optional()
    .describe("Pareto marks with mean 1."),
  reupload: reupload.optional(),
  include: z
    .array(z.string().min(1).max(200))
    .max(20)
    .default([])
    .describe("Files with shared platforms, beside this one or library:NAME."),
  platforms: z.record(id, platformSchema),
  originals: z.record(id, original),
  lookalikes: z.record(id, lookalikes).default({}),
  actors: z.record(id, actor).default({}),
  channels: z.array(channel).max(200).default([]),
  calendars: z
    .record(id, calendar)
    .optional()
    .describe("Civil time by jurisdiction, for clocks that run in days, working days, months or years."),
  protocols: z.array(id).max(20).default([]),
  rules: rules.optional(),
  marks: z
    .array(positiveDuration)
    .max(12)
    .default([3_600_000, 86_400_000])
    .describe("Instants at which views and copies are counted."),
  injects: z
    .record(id, inject)
    .default({})
    .describe("What the scenario brings up at set times: told, and where it says so, done."),
  headline: z.array(z.string().max(120)).max(5).default([]),
  reported: z.array(reported).max(300).default([]),
  variants: z
    .record(
      id,
      z.strictObject({
        title: text.optional(),
        question: text.optional(),
        overlay: z.record(z.string().max(64), z.unknown()),
      }),
    )
    .default({}),
  compared: z
    .array(id)
    .max(5)
    .default([])
    .describe(
      "Variants that a comparison takes when none are named: at most five; the first three by id if not given.",
    ),
  declaredFaults: z
    .array(declaredFault)
    .max(200)
    .optional()
    .describe(
      "What these actors cannot do together, and is meant: check tells it and still agrees; one that it does not find is an error.",
    ),
});

export type ScenarioFile = z.output<typeof scenarioSchema>;
