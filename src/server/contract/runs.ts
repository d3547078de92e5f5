import { z } from "zod";
import type { FactRecord, LogHeader } from "../../model/index.ts";
import type { RunPage } from "../../words/index.ts";
import { idSchema, instant, modelled, textSchema, titlesSchema } from "./shapes.ts";

/** One run and its player: what is asked, the clock, and the numbered stream of what became known. */

export const seed = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
export const scale = z.number().gt(0).max(1);
/** assumptions that the page's sliders moved, by path, durations in milliseconds: set in every variant before it is run */
export const assume = z.record(z.string().max(300), z.number());

export const runRequestSchema = z
  .strictObject({
    scenario: idSchema,
    variant: idSchema.default("base"),
    seed: seed.default(1),
    replication: z.int().min(0).max(1_000_000_000).default(0),
    scale: scale.default(1),
    assume: assume.default({}),
  })
  .openapi("RunRequest");
export type RunRequest = z.input<typeof runRequestSchema>;

export const PHASES = ["ready", "playing", "paused", "moving", "ended"] as const;

/**
 * The clock of a run's player. Between two updates a page reckons on: position + speed × time passed since the update
 * came, never beyond `endsAt`. `moving` is on its way to an instant (`seek`) or to the next decision (`step`).
 */
export const clockSchema = z
  .object({
    phase: z.enum(PHASES),
    /** exercise milliseconds in a millisecond of real time, 1 to 3600 */
    speed: z.number(),
    /** exercise time that is shown */
    position: z.number(),
    /** exercise time that has been simulated: what is before it is known */
    frontier: z.number(),
    /** when the run ends, once that is known or set by the horizon */
    endsAt: z.number().nullable(),
  })
  .openapi("Clock");
export type Clock = z.infer<typeof clockSchema>;

export const runSchema = z
  .object({
    id: idSchema,
    scenario: idSchema,
    variant: z.string(),
    title: textSchema,
    variantTitle: textSchema,
    seed: z.number(),
    replication: z.number(),
    scale: z.number(),
    assume: z.record(z.string(), z.number()),
    address: z.string(),
    createdAt: instant,
    /** of the result, which is computed at once at full speed, whatever the player does */
    status: z.enum(["running", "done", "failed"]),
    digest: z.string().nullable(),
    problem: z.string().nullable(),
    clock: clockSchema,
  })
  .openapi("Run");
export type Run = z.infer<typeof runSchema>;

/** A fact as a log holds it: number, time and kind, and the slots of its kind under their names. */
export const factSchema = modelled<FactRecord>();

/**
 * What stood on the platforms at an instant: one number for each of `columns` of each platform, in the order of the
 * header's platforms: value of column c of platform p at `values[p * columns.length + c]`.
 */
export const sampleSchema = z
  .object({ at: z.number(), values: z.array(z.number()).readonly() })
  .openapi("Sample");
export type Sample = z.infer<typeof sampleSchema>;

/** What the player of a run may be asked. The exercise adds seats to it, not a second player. */
export const commandSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("play") }),
    z.strictObject({ kind: z.literal("pause") }),
    z.strictObject({ kind: z.literal("speed"), speed: z.number().min(1).max(3600) }),
    /** to the next decision, and pause there */
    z.strictObject({ kind: z.literal("step") }),
    /** to an instant of exercise time; what was playing goes on playing from there */
    z.strictObject({ kind: z.literal("seek"), to: z.number().min(0).max(Number.MAX_SAFE_INTEGER) }),
  ])
  .openapi("Command");
export type Command = z.infer<typeof commandSchema>;

/** One numbered step of a run's stream. Numbers begin at 1 and have no gap. */
export const updateSchema = z
  .object({
    seq: z.int().min(1),
    clock: clockSchema,
    /** facts that became known with it, about actors, decisions, messages, duties and originals, in order */
    facts: z.array(factSchema),
    /** at equal steps of exercise time: what charts are drawn from */
    samples: z.array(sampleSchema),
    /** what stands now; absent where nothing moved */
    now: sampleSchema.optional(),
    /** the command that it comes from: the client's name for it, or its kind */
    command: z.string().optional(),
    /** that command itself: whoever takes the run over plays the commands again */
    asked: commandSchema.optional(),
  })
  .openapi("Update");
export type Update = z.infer<typeof updateSchema>;

/**
 * Many updates in one: for who joins, or is too slow for each of them. Holds all that came after `from` (0: everything,
 * forget what you have) up to and including `seq`.
 */
export const snapshotSchema = z
  .object({
    from: z.int().min(0),
    seq: z.int().min(0),
    clock: clockSchema,
    facts: z.array(factSchema),
    samples: z.array(sampleSchema),
    now: sampleSchema.optional(),
  })
  .openapi("Snapshot");
export type Snapshot = z.infer<typeof snapshotSchema>;

/** What a page needs once, before the stream. */
export const stageSchema = z
  .object({
    run: runSchema,
    /** header of the log: parties, originals, duties and protocols with their titles */
    header: modelled<LogHeader>(),
    titles: titlesSchema,
    columns: z.array(z.string()),
    /** exercise time between two samples */
    grid: z.number(),
    /** number of the last update */
    head: z.int(),
  })
  .openapi("Stage");
export type Stage = z.infer<typeof stageSchema>;

/** As `run --json` prints it. */
export const runResultSchema = z
  .looseObject({
    mark: z.string(),
    scenario: z.string(),
    variant: z.string(),
    seed: z.number(),
    address: z.string(),
    digest: z.string(),
    measures: z.array(z.looseObject({ id: z.string(), unit: z.string(), value: z.number().nullable() })),
    duties: z.array(z.looseObject({ id: z.string(), outcome: z.string() })),
  })
  .openapi("RunResult");

/** What the words make a page of (`runPage`): titles as tables where `RunPage` has maps. */
export const runPageSchema = z
  .object({ page: modelled<Omit<RunPage, "titles">>(), titles: titlesSchema })
  .openapi("RunPage");
