import { extendZodWithOpenApi } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { MSEL_LIMITS, type MselReading } from "../exchange/index.ts";
import {
  type ExerciseFile,
  type FactRecord,
  type LogHeader,
  type Protocol,
  type Scenario,
  tableCommand,
} from "../model/index.ts";
import type { Block, ComparisonPage, Note, RunPage } from "../words/index.ts";
import type { Controlled } from "./table-shapes.ts";

/**
 * What crosses between the server and whoever talks to it: every request, answer and socket message, once, as schemas.
 * The routes parse with them, OpenAPI and AsyncAPI are made from them, the web takes its types from them.
 *
 * Times are whole milliseconds from the incident's start (exercise time) unless a name says otherwise; instants of the
 * outside world are ISO texts.
 */
extendZodWithOpenApi(z);

/** Longest texts that are taken from outside. */
const MOST_TITLE = 200;
const MOST_QUESTION = 1000;

export const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
  .openapi({ description: "Small letters, digits and hyphens.", example: "base" });

const textSchema = z.object({ en: z.string(), fr: z.string() });
const givenText = z.strictObject({
  en: z.string().min(1).max(MOST_TITLE),
  fr: z.string().min(1).max(MOST_TITLE),
});
/** Data of the model that pass as they are: their types are the model's, which checks them where they are made. */
const modelled = <T>() =>
  z.custom<T>((given) => typeof given === "object" && given !== null).openapi({ type: "object" });

const listOf = <T>() =>
  z
    .custom<readonly T[]>((given) => Array.isArray(given))
    .openapi({ type: "array", items: { type: "object" } });

const titlesSchema = z.object({
  decisions: z.record(z.string(), textSchema),
  /** by `protocol/role` */
  roles: z.record(z.string(), textSchema),
});
const instant = z.string().openapi({ description: "An ISO instant of the outside world." });

export const languageSchema = z.enum(["en", "fr"]).default("en");

/** RFC 9457. `code` is stable; `title` and `detail` are sentences in the asked language. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    /** where a field of the request is at fault */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** where a scenario or an overlay is at fault: as `check --json` tells it */
    diagnostics: z
      .array(
        z.object({
          code: z.string(),
          severity: z.string(),
          source: z.string(),
          line: z.number(),
          column: z.number(),
          path: z.string(),
          message: z.string(),
          hint: z.string().optional(),
        }),
      )
      .optional(),
  })
  .openapi("Problem");
export type ProblemDocument = z.infer<typeof problemSchema>;

// ---- the library -----------------------------------------------------------------------------------------------------

const variantCard = z.object({
  id: z.string(),
  title: textSchema,
  question: textSchema.optional(),
  /** `shipped` stands in the scenario's file, `own` was made here */
  origin: z.enum(["shipped", "own"]),
});

export const scenarioCardSchema = z
  .object({
    id: idSchema,
    title: textSchema,
    aim: textSchema.optional(),
    story: textSchema.optional(),
    /** a real incident: serves hindcast and comparison only, never as a first demonstration */
    real: z.boolean(),
    /** ms; null where it ends when nothing is left to happen */
    horizon: z.number().nullable(),
    platforms: z.int(),
    actors: z.int(),
    originals: z.int(),
    protocols: z.array(idSchema),
    /** `base` first */
    variants: z.array(variantCard),
  })
  .openapi("ScenarioCard");
export type ScenarioCard = z.infer<typeof scenarioCardSchema>;

const assumption = z.object({
  path: z.string(),
  value: z.number(),
  low: z.number(),
  high: z.number(),
  unit: z.enum(["ms", "1"]),
  because: z.string(),
});

export const scenarioDetailSchema = z
  .object({
    ...scenarioCardSchema.shape,
    variant: z.string(),
    variantTitle: textSchema,
    objectives: z.array(textSchema),
    /** what each party knows before it starts, by its id */
    briefs: z.record(z.string(), textSchema),
    /** the header of its log at seed 1: parties, originals, duties, protocols with their titles */
    header: modelled<LogHeader>(),
    /** the scenario with this variant applied, as the model holds it; its protocols by their ids */
    scenario: modelled<Omit<Scenario, "protocols"> & { readonly protocols: readonly string[] }>(),
    assumptions: z.array(assumption),
    /** every number with its mark, by path */
    numbers: z.array(
      z.object({
        path: z.string(),
        value: z.number(),
        unit: z.enum(["ms", "1"]),
        mark: z.looseObject({ kind: z.string() }),
      }),
    ),
    /** titles of decisions, and of roles by `protocol/role` */
    titles: titlesSchema,
    /** its protocols as data */
    definitions: z.array(modelled<Protocol>()),
    notes: z.object({ en: z.array(modelled<Note>()), fr: z.array(modelled<Note>()) }),
  })
  .openapi("ScenarioDetail");
export type ScenarioDetail = z.infer<typeof scenarioDetailSchema>;

export const protocolCardSchema = z
  .object({
    id: idSchema,
    version: z.string(),
    title: textSchema,
    description: textSchema,
    group: z.string().nullable(),
    binding: z.string(),
    reconstructed: z.boolean(),
    /** shipped scenarios that use it as they stand */
    usedBy: z.array(idSchema),
  })
  .openapi("ProtocolCard");
export type ProtocolCard = z.infer<typeof protocolCardSchema>;

const drawnState = z.object({
  id: z.string(),
  /** id of the state around it; null for the machine itself */
  parent: z.string().nullable(),
  name: z.string(),
  title: textSchema,
  kind: z.string(),
  /** id of the child entered first */
  initial: z.string().nullable(),
  history: z.enum(["shallow", "deep"]).nullable(),
  fallback: z.string().nullable(),
  isEnd: z.boolean(),
  /** `assumed` and `recalled` parts are drawn dashed */
  mark: z.enum(["read", "recalled", "assumed"]).nullable(),
  /** what is done on entering and on leaving, as a sentence; empty where nothing is */
  entry: textSchema,
  exit: textSchema,
});

const drawnTransition = z.object({
  /** unique in its machine */
  id: z.string(),
  source: z.string(),
  /** null where the state is kept */
  target: z.string().nullable(),
  /** in the words of the protocol */
  label: textSchema,
  trigger: z.looseObject({ kind: z.enum(["event", "after", "always", "done"]) }),
  isGuarded: z.boolean(),
  mark: z.enum(["read", "recalled", "assumed"]).nullable(),
});

export const machineSchema = z
  .object({
    /** the role's id, or `item` or `hash` */
    name: z.string(),
    scope: z.string(),
    title: textSchema,
    /** each state before those inside it; the first is the machine itself */
    states: z.array(drawnState),
    transitions: z.array(drawnTransition),
  })
  .openapi("Machine");
export type DrawnMachine = z.infer<typeof machineSchema>;

export const protocolDetailSchema = z
  .object({
    ...protocolCardSchema.shape,
    machines: z.array(machineSchema),
    /** the protocol in plain sentences: blocks as the command line lays them out */
    page: z.object({ en: z.array(modelled<Block>()), fr: z.array(modelled<Block>()) }),
    /** the definition as data */
    protocol: modelled<Protocol>(),
  })
  .openapi("ProtocolDetail");
export type ProtocolDetail = z.infer<typeof protocolDetailSchema>;

/** A variant made by form. `overlay` is RFC 7396: objects merge, lists and values replace, null takes away. */
export const variantRequestSchema = z
  .strictObject({
    scenario: idSchema,
    id: idSchema,
    title: givenText,
    question: z
      .strictObject({ en: z.string().max(MOST_QUESTION), fr: z.string().max(MOST_QUESTION) })
      .optional(),
    overlay: z.record(z.string().max(64), z.unknown()),
  })
  .openapi("VariantRequest");
export type VariantRequest = z.infer<typeof variantRequestSchema>;

export const variantSchema = z
  .object({
    ...variantRequestSchema.shape,
    title: textSchema,
    question: textSchema.optional(),
    createdAt: instant,
  })
  .openapi("Variant");
export type OwnVariant = z.infer<typeof variantSchema>;

// ---- runs ------------------------------------------------------------------------------------------------------------

const seed = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const scale = z.number().gt(0).max(1);
/** assumptions that the page's sliders moved, by path, durations in milliseconds: set in every variant before it is run */
const assume = z.record(z.string().max(300), z.number());

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

// ---- comparisons -----------------------------------------------------------------------------------------------------

const MOST_REPLICATIONS = 1_000_000;

export const comparisonRequestSchema = z
  .strictObject({
    scenario: idSchema,
    /** those that the scenario compares first, if not given, else its first three by id; those made here are named */
    variants: z.array(idSchema).min(1).max(20).optional(),
    baseline: idSchema.default("base"),
    replications: z.int().min(1).max(MOST_REPLICATIONS).default(200),
    precision: z.number().gt(0).max(1).optional(),
    assumptions: z.enum(["fixed", "vary"]).default("fixed"),
    scale: scale.default(1),
    seed: seed.default(1),
    /** replications at each end of each assumed range; 0: no tornado; absent: as for a report, screened first */
    sensitivity: z.int().min(0).max(MOST_REPLICATIONS).optional(),
    assume: assume.optional(),
  })
  .openapi("ComparisonRequest");
export type ComparisonRequest = z.input<typeof comparisonRequestSchema>;

export const comparisonSchema = z
  .object({
    id: idSchema,
    scenario: idSchema,
    title: textSchema,
    variants: z.array(z.object({ id: z.string(), title: textSchema })),
    baseline: z.string(),
    replications: z.int(),
    precision: z.number().nullable(),
    assumptions: z.enum(["fixed", "vary"]),
    scale: z.number(),
    seed: z.number(),
    sensitivity: z.number().nullable(),
    assume: z.record(z.string(), z.number()),
    /** where nobody named the variants, and not all were taken: whose choice, and of how many */
    choice: z.object({ by: z.enum(["scenario", "order"]), taken: z.number(), of: z.number() }).nullable(),
    createdAt: instant,
    status: z.enum(["waiting", "running", "done", "cancelled", "failed"]),
    /** replications that are there, and that may have to be run in all */
    done: z.int(),
    total: z.int(),
    digest: z.string().nullable(),
    problem: z.string().nullable(),
  })
  .openapi("Comparison");
export type Comparison = z.infer<typeof comparisonSchema>;

/** As `compare --json` prints it, timing apart; `isPartial` while it is running or where it was called off. */
export const comparisonResultSchema = modelled<ComparisonPage & { readonly mark: string }>().openapi(
  "ComparisonResult",
);

// ---- exercises --------------------------------------------------------------------------------------------------------

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

const tablePhase = z.enum(["planned", "running", "ended", "hot-wash", "closed"]);

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

export const unlockSchema = z.strictObject({ key });
export const joinSchema = z
  .strictObject({
    code: z.string().max(40),
    name: z.string().max(80).default(""),
    language: z.enum(["en", "fr"]).default("en"),
  })
  .openapi("Join");
export const joinedSchema = z.object({ participant: idSchema }).openapi("Joined");
export const foundSchema = joinedSchema.extend({ exercise: idSchema }).openapi("Found");

const commandName = z.string().regex(/^[\w-]{1,64}$/);

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

export const receiptSchema = z
  .object({ real: instant, deleted: z.array(z.string()), entry: z.int(), hash: z.string() })
  .openapi("Receipt");

/** Signs in base64 of a file that is one byte too large: it comes in, and is refused with a sentence. */
const MOST_CONTENT = Math.ceil((MSEL_LIMITS.bytes + 1) / 3) * 4;

/** A team's own list of events, and what was answered so far, by the ids of the questions. */
export const mselAskedSchema = z
  .strictObject({
    content: z.base64().max(MOST_CONTENT).openapi({ description: "The file, XLSX or CSV, in base64." }),
    answers: z.record(z.string().max(300), z.string().max(300)).default({}),
  })
  .openapi("MselAsked");
/** What would come of it: rows, questions, faults, notes; or why it is not read. Nothing is saved. */
export const mselReadingSchema = modelled<MselReading>().openapi("MselReading");
export type MselAnswer = z.infer<typeof mselReadingSchema>;
export const mselRowsSchema = z
  .strictObject({ rows: z.array(z.record(z.string(), z.unknown())).max(MSEL_LIMITS.rows) })
  .openapi("MselRows");

// ---- sockets ---------------------------------------------------------------------------------------------------------

/** `since`: the number of the last update that one has; without it a snapshot of everything comes first. */
export const watchSchema = z.strictObject({ run: idSchema, since: z.int().min(0).optional() });
export const unwatchSchema = z.strictObject({ run: idSchema });
/** `id` is the client's own: the same command sent twice is done once. */
export const proposeSchema = z.strictObject({
  run: idSchema,
  id: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
  command: commandSchema,
});
export const watchComparisonSchema = z.strictObject({ comparison: idSchema });

/** How everything stands at the table, for those who see everything. */
export const tableControlSchema = modelled<Controlled>();

export const shiftQuerySchema = z.object({
  from: z.coerce.number().min(0).max(Number.MAX_SAFE_INTEGER),
  by: z.coerce.number().int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER),
});
export const shiftPreviewSchema = z
  .object({ rows: z.array(z.object({ id: z.string(), from: z.number(), to: z.number() })) })
  .openapi("ShiftPreview");

export const doorSchema = z.object({ code: z.string() }).openapi("Door");

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

/** `since` and `stream`: the last number that one has, and of which stream. */
export const sitSchema = z.strictObject({
  exercise: idSchema,
  since: z.int().min(0).default(0),
  stream: z.string().max(40).optional(),
});
export const riseSchema = z.strictObject({ exercise: idSchema });
export const actSchema = z.strictObject({ exercise: idSchema, id: commandName, command: tableCommand });
export const tableMessageSchema = z.object({
  exercise: idSchema,
  stream: z.string(),
  clock: tableClockSchema,
  items: z.array(tableItemSchema),
  /** for those who see everything, where it has changed */
  control: tableControlSchema.optional(),
});

export const refusalSchema = z.object({ ok: z.literal(false), problem: problemSchema });
export type Refusal = z.infer<typeof refusalSchema>;

export const updatesMessageSchema = z.object({ run: idSchema, updates: z.array(updateSchema) });
export const snapshotMessageSchema = z.object({ run: idSchema, snapshot: snapshotSchema });
export const progressMessageSchema = z.object({ comparison: comparisonSchema });
export const resultMessageSchema = z.object({ run: runSchema });

/** Socket.IO events, client to server; each is answered by its acknowledgement. */
export interface ClientMessages {
  watch(
    given: z.infer<typeof watchSchema>,
    answer: (answer: { ok: true; stage: Stage } | Refusal) => void,
  ): void;
  unwatch(given: z.infer<typeof unwatchSchema>, answer: (answer: { ok: true } | Refusal) => void): void;
  command(
    given: z.infer<typeof proposeSchema>,
    answer: (answer: { ok: true; seq: number; clock: Clock } | Refusal) => void,
  ): void;
  "watch-comparison"(
    given: z.infer<typeof watchComparisonSchema>,
    answer: (answer: { ok: true; comparison: Comparison } | Refusal) => void,
  ): void;
  "unwatch-comparison"(
    given: z.infer<typeof watchComparisonSchema>,
    answer: (answer: { ok: true } | Refusal) => void,
  ): void;
  sit(
    given: z.input<typeof sitSchema>,
    answer: (answer: { ok: true; stage: TableStage } | Refusal) => void,
  ): void;
  rise(given: z.input<typeof riseSchema>, answer: (answer: { ok: true } | Refusal) => void): void;
  act(
    given: z.input<typeof actSchema>,
    answer: (answer: { ok: true; at: number; entry: number | null } | Refusal) => void,
  ): void;
}

/** Socket.IO events, server to client. */
export interface ServerMessages {
  /** follow without a gap on what one has: the first is one above the last number seen */
  updates(given: z.infer<typeof updatesMessageSchema>): void;
  snapshot(given: z.infer<typeof snapshotMessageSchema>): void;
  /** the run's result is there (`GET /runs/:id/result`), or failed */
  result(given: z.infer<typeof resultMessageSchema>): void;
  progress(given: z.infer<typeof progressMessageSchema>): void;
  /** of one's own stream; without steps it tells the clock alone */
  table(given: z.infer<typeof tableMessageSchema>): void;
}
