import { z } from "zod";
import { type MselRow, mselRow } from "./exercise.ts";
import { type InjectAct, injectAct } from "./injects.ts";
import { MESSAGES, type MessageKind } from "./vocabulary.ts";

/** What may be asked of an exercise, as it comes from outside: read once, here. */

/** Parts that people have in an exercise. A planner is a director before it starts. */
export const TABLE_ROLES = [
  "director",
  "facilitator",
  "controller",
  "evaluator",
  "player",
  "observer",
  "projector",
] as const;
export type TableRole = (typeof TABLE_ROLES)[number];

const MOST_TEXT = 4000;

/** Tabs and ends of lines. */
const LAYOUT: ReadonlySet<number> = new Set([9, 10, 13]);

/** Whether a text may be written down: not too long, and of characters that a page can show. */
export function isText(text: string): boolean {
  if (text.length > MOST_TEXT) return false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if ((unit < 32 && !LAYOUT.has(unit)) || unit === 127) return false;
  }
  return true;
}

export type Ruling =
  | { readonly kind: "none" }
  | { readonly kind: "message"; readonly text: string }
  | { readonly kind: "effect"; readonly text: string; readonly acts: readonly InjectAct[] };

export const PAUSE_REASONS = ["break", "discussion", "technical", "welfare", "other"] as const;
export const STEPS = ["decision", "minute"] as const;
/** a decision is asked for, one that waited was taken by default, a minute is over, the plan goes no further */
export const STEP_ENDS = ["decision", "ran-out", "minute", "end"] as const;
export interface StepAsked {
  readonly actor: string;
  readonly decision: string;
}
export const RATINGS = ["P", "S", "M", "U", "unrated"] as const;
export const NOTE_KINDS = ["strength", "area", "note"] as const;

/** Statements of the form after the hot wash, each from 1 (not at all) to 5 (fully); conventions section 9, part II. */
export const HOT_WASH_STATEMENTS = [
  "structure",
  "plausible",
  "pace",
  "documents",
  "right",
  "mix",
  "practised",
  "prepared",
] as const;
/** Questions of the same form that are answered in words; parts I and III. */
export const HOT_WASH_QUESTIONS = ["strengths", "areas", "missed", "actions", "review", "comments"] as const;

export type TableCommand =
  /** the server lets somebody into the waiting room, or notes that they are gone */
  | {
      readonly kind: "enter";
      readonly participant: string;
      readonly name: string;
      /** what they do where they come from, and as what they would come in: absent or empty where they do not say */
      readonly function?: string;
      readonly part?: string;
      readonly language: "en" | "fr";
    }
  | { readonly kind: "leave"; readonly participant: string }
  | {
      readonly kind: "admit";
      readonly participant: string;
      readonly role: TableRole;
      readonly seat?: string;
      readonly deciding: boolean;
    }
  | { readonly kind: "remove"; readonly participant: string }
  | { readonly kind: "start" }
  /** before STARTEX: it is not played */
  | { readonly kind: "cancel"; readonly reason: string }
  | { readonly kind: "pause"; readonly why: (typeof PAUSE_REASONS)[number]; readonly reason: string }
  | { readonly kind: "resume" }
  | { readonly kind: "speed"; readonly speed: number }
  | { readonly kind: "next-move" }
  /**
   * on, as fast as it can be played, and pause there: to the next instant at which somebody who sits is asked for a decision
   * or runs out of time for one that waits, which is where it goes when nothing else is said; or a minute of exercise time
   */
  | { readonly kind: "step"; readonly to?: (typeof STEPS)[number] }
  /** the server's own: it has come there, or as far as the plan goes; `asked`: whose decisions it stands at */
  | {
      readonly kind: "step-over";
      readonly why: (typeof STEP_ENDS)[number];
      readonly asked: readonly StepAsked[];
    }
  | { readonly kind: "end" }
  | { readonly kind: "hot-wash" }
  | { readonly kind: "close" }
  | { readonly kind: "no-duff" }
  | { readonly kind: "resume-no-duff" }
  | {
      readonly kind: "hand-over";
      readonly seat: string;
      readonly to: "person" | "model";
      readonly note: string;
    }
  | { readonly kind: "step-out" }
  | { readonly kind: "decide"; readonly decision: number; readonly option: string; readonly reason: string }
  | {
      readonly kind: "decide-for-model";
      readonly actor: string;
      readonly decision: number;
      readonly option: string;
      readonly reason: string;
    }
  | {
      readonly kind: "message";
      readonly to: string;
      readonly message: MessageKind;
      readonly text: string;
      /** for whom control speaks */
      readonly from?: string;
    }
  | { readonly kind: "tell-control"; readonly text: string }
  | { readonly kind: "free-action"; readonly text: string }
  /** `action`: number of the entry that asked for it */
  | {
      readonly kind: "rule-action";
      readonly action: number;
      readonly ruling: Ruling;
      readonly reason: string;
    }
  | {
      readonly kind: "row";
      readonly number: string;
      readonly does: "send" | "hold" | "release" | "skip";
      readonly reason: string;
    }
  | { readonly kind: "add-row"; readonly row: MselRow }
  | { readonly kind: "shift"; readonly from: number; readonly by: number }
  | {
      readonly kind: "improvise";
      readonly title: string;
      readonly text: string;
      readonly to: readonly string[];
      readonly acts: readonly InjectAct[];
    }
  /** a seat has read what its view shows under this number */
  | { readonly kind: "acknowledge"; readonly fact: number }
  | {
      readonly kind: "record-room";
      readonly actor: string;
      readonly decision?: number;
      readonly option?: string;
      readonly text: string;
      readonly reason: string;
      readonly dissent: string;
    }
  | {
      readonly kind: "note";
      readonly note: (typeof NOTE_KINDS)[number];
      readonly text: string;
      /** a word of the evaluator's own */
      readonly tag: string;
      /** each of what the exercise has, or empty */
      readonly row: string;
      readonly task: string;
      readonly seat: string;
    }
  | {
      readonly kind: "rate";
      readonly of: "task" | "target" | "capability";
      readonly about: string;
      readonly rating: (typeof RATINGS)[number];
      readonly evidence: readonly number[];
      readonly text: string;
    }
  | { readonly kind: "release"; readonly entry: number; readonly text: string }
  /** by its number in the record, or by the seat's own number of what it wrote: who plays knows no other */
  | { readonly kind: "correct"; readonly entry: number; readonly text: string }
  | { readonly kind: "correct-own"; readonly own: number; readonly text: string }
  | {
      readonly kind: "hot-wash-form";
      /** 1 (not at all) to 5, by statement; statements and questions are those of the form */
      readonly answers: Readonly<Partial<Record<(typeof HOT_WASH_STATEMENTS)[number], number>>>;
      readonly texts: Readonly<Partial<Record<(typeof HOT_WASH_QUESTIONS)[number], string>>>;
      /** nothing of it leads to who handed it in */
      readonly anonymous?: boolean;
    };

const given = z.string().max(MOST_TEXT);
const optional = given.default("");
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
const number = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const acts = z.array(injectAct).max(10);
const bare = <Kind extends string>(kind: Kind) => z.strictObject({ kind: z.literal(kind) });

/** Everything that a participant may ask; what only the server asks for is not among it. */
export const tableCommand: z.ZodType<
  Exclude<TableCommand, { readonly kind: "enter" | "leave" | "step-over" }>
> = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("admit"),
    participant: id,
    role: z.enum(TABLE_ROLES),
    seat: id.optional(),
    deciding: z.boolean().default(true),
  }),
  z.strictObject({ kind: z.literal("remove"), participant: id }),
  bare("start"),
  z.strictObject({ kind: z.literal("cancel"), reason: optional }),
  z.strictObject({
    kind: z.literal("pause"),
    why: z.enum(PAUSE_REASONS).default("other"),
    reason: optional,
  }),
  bare("resume"),
  z.strictObject({ kind: z.literal("speed"), speed: z.number() }),
  bare("next-move"),
  z.strictObject({ kind: z.literal("step"), to: z.enum(STEPS).default("decision") }),
  bare("end"),
  bare("hot-wash"),
  bare("close"),
  bare("no-duff"),
  bare("resume-no-duff"),
  z.strictObject({
    kind: z.literal("hand-over"),
    seat: id,
    to: z.enum(["person", "model"]),
    note: optional,
  }),
  bare("step-out"),
  z.strictObject({ kind: z.literal("decide"), decision: number, option: id, reason: optional }),
  z.strictObject({
    kind: z.literal("decide-for-model"),
    actor: id,
    decision: number,
    option: id,
    reason: optional,
  }),
  z.strictObject({
    kind: z.literal("message"),
    to: id,
    message: z.enum(MESSAGES),
    text: given,
    from: id.optional(),
  }),
  z.strictObject({ kind: z.literal("tell-control"), text: given }),
  z.strictObject({ kind: z.literal("free-action"), text: given }),
  z.strictObject({
    kind: z.literal("rule-action"),
    action: number,
    ruling: z.discriminatedUnion("kind", [
      bare("none"),
      z.strictObject({ kind: z.literal("message"), text: given }),
      z.strictObject({ kind: z.literal("effect"), text: optional, acts }),
    ]),
    reason: optional,
  }),
  z.strictObject({
    kind: z.literal("row"),
    number: z.string().min(1).max(64),
    does: z.enum(["send", "hold", "release", "skip"]),
    reason: optional,
  }),
  z.strictObject({ kind: z.literal("add-row"), row: mselRow }),
  z.strictObject({ kind: z.literal("shift"), from: number, by: z.int() }),
  z.strictObject({
    kind: z.literal("improvise"),
    title: given,
    text: optional,
    to: z.array(id).max(50).default([]),
    acts: acts.default([]),
  }),
  z.strictObject({ kind: z.literal("acknowledge"), fact: number }),
  z.strictObject({
    kind: z.literal("record-room"),
    actor: id,
    decision: number.optional(),
    option: id.optional(),
    text: optional,
    reason: optional,
    dissent: optional,
  }),
  z.strictObject({
    kind: z.literal("note"),
    note: z.enum(NOTE_KINDS).default("note"),
    text: given,
    tag: z.string().max(60).default(""),
    row: z.string().max(64).default(""),
    task: z.string().max(64).default(""),
    seat: z.string().max(64).default(""),
  }),
  z.strictObject({
    kind: z.literal("rate"),
    of: z.enum(["task", "target", "capability"]),
    about: id,
    rating: z.enum(RATINGS),
    evidence: z.array(number).max(100).default([]),
    text: optional,
  }),
  z.strictObject({ kind: z.literal("release"), entry: number.default(0), text: optional }),
  z.strictObject({ kind: z.literal("correct"), entry: number, text: given }),
  z.strictObject({ kind: z.literal("correct-own"), own: number, text: given }),
  z.strictObject({
    kind: z.literal("hot-wash-form"),
    // What is asked is known: a key that is free would stand in the chain for ever.
    answers: z.partialRecord(z.enum(HOT_WASH_STATEMENTS), z.int().min(1).max(5)).default({}),
    texts: z.partialRecord(z.enum(HOT_WASH_QUESTIONS), given).default({}),
    anonymous: z.boolean().default(false),
  }),
]);
