import { z } from "zod";
import { type ExerciseFile, TABLE_ROLES } from "../../model/index.ts";
import { idSchema, instant, modelled, textSchema } from "./shapes.ts";

/** Exercises as they are listed, planned and entered: the headings of the library, the door and its keys. */

const key = z
  .string()
  .max(200)
  .openapi({ description: "Opens the place of one participant; sent once, in a body." });

export const exerciseRequestSchema = z
  .strictObject({
    /** one of the library's, by its id */
    exercise: idSchema.optional(),
    /** or one's own: as it stands in a file of an exercise */
    file: z.record(z.string(), z.unknown()).optional(),
    language: z.enum(["en", "fr"]).default("en"),
  })
  .refine(({ exercise, file }) => (exercise === undefined) !== (file === undefined), {
    error: "either exercise or file",
  })
  .openapi("ExerciseRequest");

/** What stands at the head of a finished exercise of the library; durations in milliseconds. */
export const exerciseHeadingSchema = z
  .object({
    id: idSchema,
    title: textSchema,
    aim: textSchema,
    scenario: z.string(),
    variant: z.string(),
    mode: z.enum(["seats", "discussion"]),
    type: z.string(),
    duration: z.number(),
    /** from STARTEX to ENDEX without a pause, at the speeds of its moves */
    realTime: z.number(),
    seats: z.int(),
    rows: z.int(),
  })
  .openapi("ExerciseHeading");
/** Enough to choose it by: nothing that players must not know. */
export const exerciseSummarySchema = z
  .object({
    ...exerciseHeadingSchema.shape,
    scope: textSchema,
    marking: textSchema,
    overview: modelled<ExerciseFile["overview"]>(),
    places: z.array(z.object({ id: z.string(), actor: z.string(), title: textSchema })),
    objectives: z.array(z.object({ id: z.string(), text: textSchema, capability: textSchema })),
    artificialities: z.array(textSchema),
  })
  .openapi("ExerciseSummary");

export const tablePhase = z.enum(["planned", "running", "ended", "hot-wash", "closed"]);

export const exerciseCardSchema = z
  .object({
    id: idSchema,
    createdAt: instant,
    title: textSchema,
    marking: textSchema,
    mode: z.enum(["seats", "discussion"]),
    duration: z.number(),
    phase: tablePhase,
  })
  .openapi("ExerciseCard");

/** Who made it directs it: the key goes into a link behind `#`, and is in this browser's cookie already. */
export const exerciseMadeSchema = exerciseCardSchema
  .extend({ participant: idSchema, key })
  .openapi("ExerciseMade");

/** What somebody may say that they come for; a director is made by whoever plans. */
const ASKED_PARTS = TABLE_ROLES.filter((role) => role !== "director");

export const unlockSchema = z.strictObject({ key });
export const joinSchema = z
  .strictObject({
    code: z.string().max(40),
    name: z.string().max(80).default(""),
    /** what they do where they come from; shown to control only, and kept as names are */
    function: z.string().max(80).default(""),
    /** as what they would come in: who lets them in decides */
    part: z.enum(["", ...ASKED_PARTS]).default(""),
    language: z.enum(["en", "fr"]).default("en"),
  })
  .openapi("Join");
export const joinedSchema = z.object({ participant: idSchema }).openapi("Joined");
export const foundSchema = joinedSchema.extend({ exercise: idSchema }).openapi("Found");

export const doorSchema = z.object({ code: z.string() }).openapi("Door");

export const receiptSchema = z
  .object({ real: instant, deleted: z.array(z.string()), entry: z.int(), hash: z.string() })
  .openapi("Receipt");

/** Of a whole exercise that was deleted: kept by nobody but who asked. The record verifies, and holds the receipt's entry. */
export const deletedExerciseSchema = receiptSchema.extend({ record: z.string() }).openapi("DeletedExercise");
