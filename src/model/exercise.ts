import { z } from "zod";
import { type Condition, condition } from "./condition.ts";
import { id, type Text, text } from "./ids.ts";
import { INJECT_KINDS, type InjectAct, type InjectKind, injectAct } from "./injects.ts";
import { duration } from "./quantity.ts";

/**
 * The file of an exercise: which scenario is played, by whom, for how long, what control brings up (the MSEL) and what is
 * looked at afterwards. Facts on columns, value lists and documents: facts/exercise-conventions.md.
 */
export const EXERCISE_TYPES = [
  "seminar",
  "workshop",
  "tabletop",
  "game",
  "drill",
  "functional",
  "full_scale",
] as const;
export const METHODS = [
  "email",
  "phone",
  "sms",
  "radio",
  "face_to_face",
  "handout",
  "video",
  "news",
  "social",
  "web_page",
  "intelligence",
  "order",
  "situation_report",
  "in_tool",
  "referral",
  "removal_order",
  "hash_share",
  "alert",
  "liaison_line",
] as const;
export const PLANNING_STATUSES = [
  "pending",
  "entered",
  "approved",
  "complete",
  "deployed",
  "archived",
] as const;

export type Method = (typeof METHODS)[number];
export type PlanningStatus = (typeof PLANNING_STATUSES)[number];

export type RowTrigger =
  | { readonly kind: "time" }
  | { readonly kind: "manual" }
  /** the first whole minute from the row's time to `until` at which it holds */
  | { readonly kind: "condition"; readonly when: Condition; readonly until: number }
  /** at the row's time, only where what was expected is missing */
  | { readonly kind: "contingency"; readonly unless: Condition };

/** What players should do: by criterion, by whom of them, and how long after the row's time. */
export interface Expectation extends Criterion {
  readonly text: Text;
}

/** An expected action without its words. */
export interface Criterion {
  readonly when?: Condition;
  readonly owner: "all" | "any";
  readonly actors: readonly string[];
  /** milliseconds of exercise time from the delivery of its row, after which it has expired */
  readonly within?: number;
}

/** A row of the list of events (MSEL). Times are milliseconds of exercise time. */
export interface MselRow {
  readonly number: string;
  readonly kind: InjectKind;
  readonly title: Text;
  readonly at?: number;
  readonly due?: number;
  readonly move?: number;
  readonly groupOrder?: number;
  readonly from?: Text;
  /** actors; nobody named: everybody */
  readonly to: readonly string[];
  readonly method: Method;
  readonly subject?: Text;
  readonly text?: Text;
  readonly trigger: RowTrigger;
  readonly acts: readonly InjectAct[];
  readonly expects?: Expectation;
  readonly objective?: string;
  readonly controller?: string;
  readonly notesController?: Text;
  readonly notesEvaluator?: Text;
  readonly score?: number;
  readonly planningStatus: PlanningStatus;
  readonly visibility: "shown" | "hidden";
  readonly rowStyle?: { readonly colour?: string; readonly height?: number };
}

export interface ExerciseSeat {
  readonly id: string;
  readonly actor: string;
  readonly title: Text;
  readonly brief: Text;
}

export interface ExerciseMove {
  readonly number: number;
  readonly title: Text;
  readonly at: number;
  readonly situation: Text;
  readonly questions: readonly Text[];
  readonly speed?: number;
}

export interface ExerciseFile {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly title: Text;
  readonly aim: Text;
  readonly scope: Text;
  readonly marking: Text;
  readonly scenario: string;
  readonly variant: string;
  readonly scale: number;
  readonly seed?: number;
  readonly mode: "seats" | "discussion";
  readonly type: (typeof EXERCISE_TYPES)[number];
  readonly duration: number;
  readonly speed: number;
  /** the least exercise time that people have for a decision, milliseconds */
  readonly patience: number;
  readonly overview: {
    readonly dates?: Text;
    readonly missionAreas: readonly Text[];
    readonly capabilities: readonly Text[];
    readonly threat: Text;
    readonly sponsor: Text;
    readonly organisations: readonly Text[];
    readonly contact: Text;
  };
  readonly seats: readonly ExerciseSeat[];
  readonly moves: readonly ExerciseMove[];
  readonly rows: readonly MselRow[];
  readonly objectives: readonly {
    readonly id: string;
    readonly text: Text;
    readonly capability: Text;
    readonly targets: readonly {
      readonly id: string;
      readonly text: Text;
      readonly tasks: readonly { readonly id: string; readonly text: Text; readonly source: Text }[];
    }[];
  }[];
  readonly notes: { readonly facilitator: Text; readonly controller: Text; readonly evaluator: Text };
  readonly artificialities: readonly Text[];
  readonly namesPersons: boolean;
  readonly retentionDays: number;
}

/** A stretch of an exercise that is played at one speed: exercise time in milliseconds, the speed, and whose move it is. */
export interface PlayedStretch {
  readonly from: number;
  readonly to: number;
  readonly speed: number;
  /** undefined before the first move */
  readonly move: number | undefined;
}

/** The whole exercise in stretches: each move begins one, at its own speed or else at the one before. */
export function stretchesOf({
  duration: ends,
  speed: opening,
  moves,
}: Pick<ExerciseFile, "duration" | "speed" | "moves">): readonly PlayedStretch[] {
  const stretches: PlayedStretch[] = [];
  let here: { from: number; speed: number; move: number | undefined } = {
    from: 0,
    speed: opening,
    move: undefined,
  };
  for (const { at, number, speed: own } of moves) {
    const begins = Math.min(at, ends);
    if (begins > here.from) stretches.push({ ...here, to: begins });
    here = { from: begins, speed: own ?? here.speed, move: number };
  }
  if (ends > here.from) stretches.push({ ...here, to: ends });
  return stretches;
}

/** Real time from STARTEX to ENDEX if nobody pauses, milliseconds. */
export function realTimeOf(file: Pick<ExerciseFile, "duration" | "speed" | "moves">): number {
  return stretchesOf(file).reduce((sum, { from, to, speed: at }) => sum + (to - from) / at, 0);
}

const MOST_ROWS = 5000;
const MOST_SPEED = 60;
const speed = z.number().min(1).max(MOST_SPEED);
const rowNumber = z.string().min(1).max(40).describe("The row's number, used once: ADMIN-1, 1.03.");

const trigger = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("time") }),
    z.strictObject({ kind: z.literal("manual") }),
    z.strictObject({ kind: z.literal("condition"), when: condition, until: duration }),
    z.strictObject({ kind: z.literal("contingency"), unless: condition }),
  ])
  .default({ kind: "time" })
  .describe("What brings the row: its time, a hand, a condition, or that something expected is missing.");

const expectation = z.strictObject({
  text,
  when: condition.optional().describe("What must hold for it to be met; without, somebody says so."),
  owner: z.enum(["all", "any"]).default("any"),
  actors: z.array(id).max(50).default([]),
  within: duration
    .optional()
    .describe(
      "Time from the row's delivery, after which it has expired. What happened before the row does not count then, unless the row is an expected-action, which tells nothing; without it, or with the row's due alone, everything counts since STARTEX.",
    ),
});

/** Where the delivery of a row stands. Held, skipped and cancelled rows have a reason in the record. */
export const DELIVERY_STATUSES = [
  "draft",
  "ready",
  "armed",
  "due",
  "sent",
  "delivered",
  "acknowledged",
  "held",
  "skipped",
  "cancelled",
  "failed",
] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** One row of the list of events, as it stands in a file. */
export const mselRow = z.strictObject({
  number: rowNumber,
  kind: z.enum(INJECT_KINDS).default("contextual"),
  title: text,
  at: duration.optional(),
  due: duration.optional(),
  move: z.int().min(0).max(99).optional(),
  groupOrder: z.int().min(0).max(MOST_ROWS).optional(),
  from: text.optional(),
  to: z.array(id).max(50).default([]),
  method: z.enum(METHODS).default("in_tool"),
  subject: text.optional(),
  text: text.optional(),
  trigger,
  acts: z.array(injectAct).max(10).default([]),
  expects: expectation.optional(),
  objective: id.optional(),
  controller: z.string().max(120).optional(),
  notesController: text.optional(),
  notesEvaluator: text.optional(),
  score: z.number().optional(),
  planningStatus: z.enum(PLANNING_STATUSES).default("approved"),
  visibility: z.enum(["shown", "hidden"]).default("shown"),
  rowStyle: z
    .strictObject({
      colour: z
        .string()
        .regex(/^#[0-9a-f]{6}$/i)
        .optional(),
      height: z.number().min(1).max(500).optional(),
    })
    .optional(),
});

const task = z.strictObject({ id, text, source: text });
const target = z.strictObject({ id, text, tasks: z.array(task).min(1).max(50) });

/** The file of an exercise, as it is written. */
export const exerciseFile = z.strictObject({
  schemaVersion: z.literal(1),
  id,
  title: text,
  aim: text,
  scope: text,
  marking: text,
  scenario: id,
  variant: id.default("base"),
  scale: z.number().gt(0).max(1).default(1),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  mode: z.enum(["seats", "discussion"]).default("seats"),
  type: z.enum(EXERCISE_TYPES).default("tabletop"),
  duration,
  speed: speed.default(1),
  patience: duration.default(0),
  overview: z.strictObject({
    dates: text.optional(),
    missionAreas: z.array(text).max(20).default([]),
    capabilities: z.array(text).max(40).default([]),
    threat: text,
    sponsor: text,
    organisations: z.array(text).max(60).default([]),
    contact: text,
  }),
  seats: z
    .array(z.strictObject({ id, actor: id, title: text, brief: text }))
    .min(1)
    .max(60),
  moves: z
    .array(
      z.strictObject({
        number: z.int().min(0).max(99),
        title: text,
        at: duration,
        situation: text,
        questions: z.array(text).max(20).default([]),
        speed: speed.optional(),
      }),
    )
    .max(100)
    .default([]),
  rows: z.array(mselRow).max(MOST_ROWS).default([]),
  objectives: z
    .array(z.strictObject({ id, text, capability: text, targets: z.array(target).min(1).max(20) }))
    .max(20)
    .default([]),
  notes: z.strictObject({ facilitator: text, controller: text, evaluator: text }),
  artificialities: z.array(text).max(40).default([]),
  namesPersons: z.boolean().default(false),
  retentionDays: z.int().min(1).max(3650).default(365),
});

const MOST_ID = 64;

/**
 * A row's name in the simulation: small letters, digits and hyphens, as ids are. Two numbers that differ only in other
 * characters would share one: see `rowsThatClash`.
 */
export function rowIdOf(number: string): string {
  const plain = number
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return `row-${plain}`.slice(0, MOST_ID);
}
