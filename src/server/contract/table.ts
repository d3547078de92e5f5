import { z } from "zod";
import type { ExerciseReplay as Told } from "../../exercise/index.ts";
import { type FactRecord, tableCommand } from "../../model/index.ts";
import type { Cast } from "../../scenario/index.ts";
import type { Controlled } from "../table-shapes.ts";
import { exerciseCardSchema, tablePhase } from "./exercises.ts";
import { idSchema, listOf, modelled, textSchema, type titlesSchema } from "./shapes.ts";

/** An exercise that is played: commands, clocks, streams by role, how everything stands, forecasts and copies. */

export const commandName = z.string().regex(/^[\w-]{1,64}$/);

/** Each kind of command as a schema without references: of one that needs them, its kind alone. */
function describedCommand() {
  const whole = z.toJSONSchema(tableCommand, { unrepresentable: "any", io: "input", reused: "inline" });
  const kinds = (whole.oneOf ?? whole.anyOf ?? []) as { properties: { kind: object } }[];
  const oneOf = kinds.map((each) =>
    JSON.stringify(each).includes('"$ref"')
      ? { type: "object", properties: { kind: each.properties.kind }, required: ["kind"] }
      : each,
  );
  return { type: "object" as const, oneOf: oneOf as { readonly type: "object" }[] };
}

/** `id` is the client's own name for it: the same command sent twice is done once. */
export const tableCommandSchema = z
  .strictObject({
    id: commandName,
    command: z.preprocess((given) => given, tableCommand).openapi(describedCommand()),
  })
  .openapi("TableCommand");

/** `entry`: its number in the record, for those who see everything; null for others. */
export const actedSchema = z.object({ at: z.number(), entry: z.int().nullable() }).openapi("Acted");

/** `at` is exercise time; while it runs it goes on with `speed` times the time outside. */
export const tableClockSchema = z
  .object({
    phase: tablePhase,
    isPaused: z.boolean(),
    isFrozen: z.boolean(),
    isRunning: z.boolean(),
    speed: z.number(),
    at: z.number(),
    move: z.int(),
  })
  .openapi("TableClock");

/**
 * One step of a participant's stream. Its numbers are those of what the participant may see, from 1 without a gap: `learnt`
 * and `done` for a seat, `done` for observers and the projector, `entry`, `facts` and `samples` for those who see everything.
 */
export const tableItemSchema = z
  .object({
    seq: z.int().min(1),
    at: z.number(),
    learnt: modelled<object>().optional(),
    words: z.record(z.string(), modelled<object>()).optional(),
    done: z
      .object({
        kind: z.string(),
        by: z.object({ role: z.string() }),
        data: z.record(z.string(), z.unknown()),
        texts: z.record(z.string(), z.string()),
      })
      .optional(),
    entry: modelled<object>().optional(),
    texts: z.record(z.string(), z.string()).optional(),
    facts: listOf<FactRecord>().optional(),
    samples: listOf<{ readonly at: number; readonly values: readonly number[] }>().optional(),
  })
  .openapi("TableItem");

/** What a page needs once; by the role of who asks, and no more. */
export const tableStageSchema = exerciseCardSchema
  .extend({
    you: z.object({
      participant: idSchema,
      role: z.string().nullable(),
      seat: z.string().nullable(),
      isDeciding: z.boolean(),
      language: z.enum(["en", "fr"]),
    }),
    clock: tableClockSchema,
    /** name of the stream: under another one its numbers begin again */
    stream: z.string(),
    head: z.int(),
    /** the move that has begun, with what is read out */
    move: z
      .object({
        number: z.int(),
        title: textSchema,
        situation: textSchema,
        questions: z.array(textSchema),
      })
      .nullable()
      .optional(),
    seats: z.array(z.object({ id: z.string(), actor: z.string(), title: textSchema })).optional(),
    brief: textSchema.optional(),
    /** whom a seat and those who see everything may meet in the exercise: parties by name, and the protocols they act by */
    parties: z.array(z.object({ id: z.string(), kind: z.string(), title: textSchema })).optional(),
    protocols: z.array(z.object({ id: z.string(), counterfactual: z.boolean() })).optional(),
    decisions: z.array(modelled<object>()).optional(),
    /** what the scenario brings up by itself, for those who see everything */
    injects: z.record(z.string(), modelled<object>()).optional(),
    /** what a row of its list of events may name */
    cast: modelled<Cast>().optional(),
    code: z.string().nullable().optional(),
    file: modelled<object>().optional(),
    players: z.record(z.string(), z.string()).optional(),
    participants: z.array(modelled<object>()).optional(),
  })
  .openapi("TableStage");
export type TableStage = z.infer<typeof tableStageSchema>;

export const tableItemsSchema = z
  .object({ stream: z.string(), clock: tableClockSchema, items: z.array(tableItemSchema), head: z.int() })
  .openapi("TableItems");

/** How everything stands at the table, for those who see everything. */
export const tableControlSchema = modelled<Controlled>();

export const shiftQuerySchema = z.object({
  from: z.coerce.number().min(0).max(Number.MAX_SAFE_INTEGER),
  by: z.coerce.number().int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER),
});
export const shiftPreviewSchema = z
  .object({ rows: z.array(z.object({ id: z.string(), from: z.number(), to: z.number() })) })
  .openapi("ShiftPreview");

/** `variant`: the same under another one, beside it. */
export const forecastRequestSchema = z
  .strictObject({ variant: idSchema.optional() })
  .openapi("ForecastRequest");

const chance = z.object({
  protocol: z.string(),
  id: z.string(),
  debtor: z.string(),
  /** of a duty that runs already; null: it may still start */
  instance: z.number().nullable(),
  n: z.int(),
  kept: z.int(),
  chance: z.number(),
  low: z.number(),
  high: z.number(),
});

/**
 * What the model would do, not what people will do. `played`: continuations that it rests on. `other`: what was done so far
 * done again under another variant, and continued from there.
 */
export const forecastSchema = z
  .object({
    number: z.int(),
    status: z.enum(["running", "done", "failed"]),
    at: z.number(),
    ends: z.number().nullable(),
    scale: z.number(),
    wanted: z.int(),
    played: z.int(),
    chances: z.array(chance),
    other: z
      .object({
        variant: z.string(),
        compared: z.literal("moves-replayed"),
        moves: z.int(),
        notMade: z.int(),
        chances: z.array(chance),
      })
      .optional(),
  })
  .openapi("Forecast");

/** From an instant that has passed, milliseconds of exercise time; from now on where absent. */
export const branchRequestSchema = z
  .strictObject({
    at: z.number().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
    language: z.enum(["en", "fr"]).default("en"),
  })
  .openapi("BranchRequest");

/** A finished exercise as the player shows it, with what its protocols call things. */
export type ExerciseReplay = Told & { readonly titles: z.infer<typeof titlesSchema> };
export const replaySchema = modelled<ExerciseReplay>();

/** Signs in a record's file at most: far more than any exercise of a day writes. */
const MOST_RECORD = 7_500_000;
export const recordSchema = z
  .strictObject({ record: z.string().min(1).max(MOST_RECORD) })
  .openapi("RecordFile");
