import { z } from "zod";
import { DOCUMENT_FORMATS, LOG_FORMAT_NAMES } from "../exchange/index.ts";
import {
  actedSchema,
  branchRequestSchema,
  clockSchema,
  commandSchema,
  comparisonRequestSchema,
  comparisonResultSchema,
  comparisonSchema,
  deletedExerciseSchema,
  doorSchema,
  exerciseCardSchema,
  exerciseHeadingSchema,
  exerciseMadeSchema,
  exerciseRequestSchema,
  exerciseSummarySchema,
  factSchema,
  forecastRequestSchema,
  forecastSchema,
  foundSchema,
  idSchema,
  joinedSchema,
  joinSchema,
  mselAskedSchema,
  mselReadingSchema,
  mselRowsSchema,
  protocolCardSchema,
  protocolDetailSchema,
  receiptSchema,
  recordSchema,
  replaySchema,
  rowsCheckedSchema,
  runPageSchema,
  runRequestSchema,
  runResultSchema,
  runSchema,
  scenarioCardSchema,
  scenarioDetailSchema,
  shiftPreviewSchema,
  shiftQuerySchema,
  stageSchema,
  tableCommandSchema,
  tableControlSchema,
  tableItemsSchema,
  tableStageSchema,
  unlockSchema,
  updateSchema,
  variantRequestSchema,
  variantSchema,
} from "./contract.ts";
import { DOCUMENTS } from "./document-names.ts";

/** Every operation of the API below `/api/v1`, once: the routes, OpenAPI and the tests are made from this table. */

/** An answer that is no JSON: a file to take away. */
export interface FileAnswer {
  readonly file: string;
  readonly type: string;
  readonly description: string;
}

export interface Operation {
  readonly method: "get" | "post" | "delete";
  /** with `:name` for parameters */
  readonly path: string;
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** status of success, and what comes with it; nothing: no content */
  readonly status: 200 | 201 | 204;
  readonly answer?: z.ZodType;
  /** media type of an answer that is no JSON */
  readonly file?: string;
}

const language = z.enum(["en", "fr"]).optional();
const lang = z.object({ lang: language });
const byId = z.object({ id: idSchema });
const textLike = z.object({ en: z.string(), fr: z.string() });

export const RUN_FORMATS = ["html", "xlsx", "csv", "json", "log", ...LOG_FORMAT_NAMES] as const;
export const COMPARISON_FORMATS = ["html", "docx", "xlsx", "csv", "json"] as const;
/** Another name is told as such: it is a resource that is not there. */
const formatOf = (names: readonly string[]) =>
  z
    .string()
    .max(40)
    .openapi({ description: `One of: ${names.join(", ")}.`, enum: [...names] });
const pick = z.object({ replication: z.int(), value: z.number() });

export const OPERATIONS = {
  listScenarios: {
    method: "get",
    path: "/scenarios",
    summary: "What ships and what was made here; invented incidents first",
    status: 200,
    answer: z.object({
      scenarios: z.array(scenarioCardSchema),
      groups: z.array(z.object({ id: z.string(), title: textLike })),
    }),
  },
  getScenario: {
    method: "get",
    path: "/scenarios/:id",
    summary: "A scenario under one of its variants",
    params: byId,
    query: z.object({ variant: idSchema.default("base") }),
    status: 200,
    answer: scenarioDetailSchema,
  },
  getScenarioFile: {
    method: "get",
    path: "/scenarios/:id/file",
    summary: "The file of a scenario",
    params: byId,
    status: 200,
    file: "application/yaml",
  },
  listProtocols: {
    method: "get",
    path: "/protocols",
    summary: "Protocols that ship",
    status: 200,
    answer: z.object({ protocols: z.array(protocolCardSchema) }),
  },
  getProtocol: {
    method: "get",
    path: "/protocols/:id",
    summary: "A protocol: its statecharts to be drawn, its sentences, its definition",
    params: byId,
    status: 200,
    answer: protocolDetailSchema,
  },
  listVariants: {
    method: "get",
    path: "/variants",
    summary: "Variants that were made here",
    query: z.object({ scenario: idSchema.optional() }),
    status: 200,
    answer: z.object({ variants: z.array(variantSchema) }),
  },
  createVariant: {
    method: "post",
    path: "/variants",
    summary: "Keeps a variant, if it passes the check",
    body: variantRequestSchema,
    status: 201,
    answer: variantSchema,
  },
  getVariant: {
    method: "get",
    path: "/variants/:scenario/:id",
    summary: "A variant that was made here",
    params: z.object({ scenario: idSchema, id: idSchema }),
    status: 200,
    answer: variantSchema,
  },
  getVariantFile: {
    method: "get",
    path: "/variants/:scenario/:id/file",
    summary: "The scenario with this variant, as a file that passes the check by itself",
    params: z.object({ scenario: idSchema, id: idSchema }),
    status: 200,
    file: "application/yaml",
  },
  deleteVariant: {
    method: "delete",
    path: "/variants/:scenario/:id",
    summary: "Deletes a variant that was made here",
    params: z.object({ scenario: idSchema, id: idSchema }),
    status: 204,
  },
  listRuns: {
    method: "get",
    path: "/runs",
    summary: "Runs, oldest first",
    status: 200,
    answer: z.object({ runs: z.array(runSchema) }),
  },
  createRun: {
    method: "post",
    path: "/runs",
    summary: "Runs one replication at once, and opens a player for it",
    body: runRequestSchema,
    status: 201,
    answer: runSchema,
  },
  getRun: {
    method: "get",
    path: "/runs/:id",
    summary: "A run",
    params: byId,
    status: 200,
    answer: runSchema,
  },
  deleteRun: {
    method: "delete",
    path: "/runs/:id",
    summary: "Deletes a run with all that belongs to it",
    params: byId,
    status: 204,
  },
  getStage: {
    method: "get",
    path: "/runs/:id/stage",
    summary: "What a page needs once before it follows the stream",
    params: byId,
    status: 200,
    answer: stageSchema,
  },
  getUpdates: {
    method: "get",
    path: "/runs/:id/updates",
    summary: "Numbered updates after one of them, at most 500",
    params: byId,
    query: z.object({
      since: z.coerce.number().int().min(0).default(0),
      most: z.coerce.number().int().min(1).max(500).default(500),
    }),
    status: 200,
    answer: z.object({ updates: z.array(updateSchema), head: z.int() }),
  },
  commandRun: {
    method: "post",
    path: "/runs/:id/commands",
    summary: "Play, pause, speed, step, seek",
    params: byId,
    body: z.strictObject({
      id: z
        .string()
        .regex(/^[\w-]{1,64}$/)
        .optional(),
      command: commandSchema,
    }),
    status: 200,
    answer: z.object({ seq: z.int(), clock: clockSchema }),
  },
  getRunResult: {
    method: "get",
    path: "/runs/:id/result",
    summary: "What `run --json` prints, without what hangs on the machine",
    params: byId,
    query: lang,
    status: 200,
    answer: runResultSchema,
  },
  getRunPage: {
    method: "get",
    path: "/runs/:id/page",
    summary: "The page of a run, ready for its sentences",
    params: byId,
    status: 200,
    answer: runPageSchema,
  },
  getRunLog: {
    method: "get",
    path: "/runs/:id/log",
    summary: "Header and facts about actors, decisions, messages, duties and originals",
    params: byId,
    status: 200,
    answer: z.object({ header: z.looseObject({}), facts: z.array(factSchema) }),
  },
  exportRun: {
    method: "get",
    path: "/runs/:id/exports/:format",
    summary:
      "A run as a file, marked as simulated: a page, a workbook, tables, its log, and forms for other programs",
    params: z.object({ id: idSchema, format: formatOf(RUN_FORMATS) }),
    query: lang,
    status: 200,
    file: "application/octet-stream",
  },
  listComparisons: {
    method: "get",
    path: "/comparisons",
    summary: "Comparisons, oldest first",
    status: 200,
    answer: z.object({ comparisons: z.array(comparisonSchema) }),
  },
  createComparison: {
    method: "post",
    path: "/comparisons",
    summary: "Compares variants over many replications",
    body: comparisonRequestSchema,
    status: 201,
    answer: comparisonSchema,
  },
  getComparison: {
    method: "get",
    path: "/comparisons/:id",
    summary: "A comparison and how far it has come",
    params: byId,
    status: 200,
    answer: comparisonSchema,
  },
  deleteComparison: {
    method: "delete",
    path: "/comparisons/:id",
    summary: "Deletes a comparison; finished replications stay for others",
    params: byId,
    status: 204,
  },
  cancelComparison: {
    method: "post",
    path: "/comparisons/:id/cancel",
    summary: "Calls it off; what is finished stands",
    params: byId,
    body: z.strictObject({}),
    status: 200,
    answer: comparisonSchema,
  },
  resumeComparison: {
    method: "post",
    path: "/comparisons/:id/resume",
    summary: "Goes on with one that was called off",
    params: byId,
    body: z.strictObject({}),
    status: 200,
    answer: comparisonSchema,
  },
  getComparisonResult: {
    method: "get",
    path: "/comparisons/:id/result",
    summary:
      "What `compare --json` prints: the whole, or the unbroken prefix so far; null before there is one. `brief=1`: only headline measures in its tables",
    params: byId,
    query: lang.extend({ brief: z.enum(["0", "1"]).optional() }),
    status: 200,
    answer: comparisonResultSchema.nullable(),
  },
  getPicks: {
    method: "get",
    path: "/comparisons/:id/picks",
    summary: "In which replications a measure of a variant is least, in the middle and greatest",
    params: byId,
    query: z.object({ variant: idSchema, measure: z.string().min(1).max(120) }),
    status: 200,
    answer: z.object({
      scenario: idSchema,
      variant: idSchema,
      seed: z.number(),
      scale: z.number(),
      picks: z.object({ low: pick, median: pick, high: pick }).nullable(),
    }),
  },
  exportComparison: {
    method: "get",
    path: "/comparisons/:id/exports/:format",
    summary:
      "A comparison as a file, marked as simulated: a report, a brief of two pages, a workbook, tables",
    params: z.object({ id: idSchema, format: formatOf(COMPARISON_FORMATS) }),
    query: lang,
    status: 200,
    file: "application/octet-stream",
  },
  listExerciseFiles: {
    method: "get",
    path: "/exercise-files",
    summary: "Finished exercises of the library, ready to be played",
    status: 200,
    answer: z.object({ exercises: z.array(exerciseHeadingSchema) }),
  },
  getExerciseFile: {
    method: "get",
    path: "/exercise-files/:id",
    summary: "One of them, as far as those may know who choose it and may play it",
    params: byId,
    status: 200,
    answer: exerciseSummarySchema,
  },
  listExercises: {
    method: "get",
    path: "/exercises",
    summary: "Exercises, oldest first",
    status: 200,
    answer: z.object({ exercises: z.array(exerciseCardSchema) }),
  },
  createExercise: {
    method: "post",
    path: "/exercises",
    summary: "Plans an exercise; whoever does directs it",
    body: exerciseRequestSchema,
    status: 201,
    answer: exerciseMadeSchema,
  },
  unlockExercise: {
    method: "post",
    path: "/exercises/:id/session",
    summary: "A key that came in a link, for a cookie that no script can read",
    params: byId,
    body: unlockSchema,
    status: 200,
    answer: joinedSchema,
  },
  joinByCode: {
    method: "post",
    path: "/join",
    summary: "With a code alone: which exercise it opens, and into its waiting room",
    body: joinSchema,
    status: 200,
    answer: foundSchema,
  },
  joinExercise: {
    method: "post",
    path: "/exercises/:id/join",
    summary: "With the code of the door into the waiting room; the cookie leads back to the same place",
    params: byId,
    body: joinSchema,
    status: 200,
    answer: joinedSchema,
  },
  getTable: {
    method: "get",
    path: "/exercises/:id",
    summary: "What a page of the exercise needs once, by the role of who asks",
    params: byId,
    status: 200,
    answer: tableStageSchema,
  },
  deleteExercise: {
    method: "delete",
    path: "/exercises/:id",
    summary:
      "Deletes an exercise that is over, or one that is planned and in which nobody else sits; answers with the receipt and what is left of the record",
    params: byId,
    status: 200,
    answer: deletedExerciseSchema,
  },
  getTableItems: {
    method: "get",
    path: "/exercises/:id/updates",
    summary: "Numbered steps of one's own stream above `since`",
    params: byId,
    query: z.object({
      since: z.coerce.number().int().min(0).default(0),
      stream: z.string().max(40).optional(),
    }),
    status: 200,
    answer: tableItemsSchema,
  },
  actAtTable: {
    method: "post",
    path: "/exercises/:id/commands",
    summary: "Asks the table for something; what is acknowledged is written down",
    params: byId,
    body: tableCommandSchema,
    status: 200,
    answer: actedSchema,
  },
  exportMsel: {
    method: "get",
    path: "/exercises/:id/msel/:format",
    summary: "The list of events as a sheet, marked as exercise: CSV, a workbook, CEXF",
    params: z.object({ id: idSchema, format: formatOf(["csv", "xlsx", "cexf"]) }),
    query: lang,
    status: 200,
    file: "application/octet-stream",
  },
  readMsel: {
    method: "post",
    path: "/exercises/:id/msel",
    summary:
      "A team's own list of events: the rows that would come of it, questions and faults; nothing is saved",
    params: byId,
    body: mselAskedSchema,
    status: 200,
    answer: mselReadingSchema,
  },
  planRows: {
    method: "post",
    path: "/exercises/:id/rows",
    summary: "Plans another exercise with other rows, before STARTEX; the one that is asked stays as it was",
    params: byId,
    body: mselRowsSchema,
    status: 201,
    answer: exerciseMadeSchema,
  },
  checkRows: {
    method: "post",
    path: "/exercises/:id/rows/check",
    summary: "What other rows would change in this exercise, and what is wrong with them; nothing is saved",
    params: byId,
    query: lang,
    body: mselRowsSchema,
    status: 200,
    answer: rowsCheckedSchema,
  },
  changeRows: {
    method: "post",
    path: "/exercises/:id/rows/accept",
    summary: "Other rows for this exercise, before STARTEX: its address, its code and who is there stay",
    params: byId,
    body: mselRowsSchema,
    status: 200,
    answer: rowsCheckedSchema.pick({ changes: true }),
  },
  getTableControl: {
    method: "get",
    path: "/exercises/:id/control",
    summary: "How rows, open decisions and everybody stand, for those who see everything",
    params: byId,
    status: 200,
    answer: tableControlSchema,
  },
  previewShift: {
    method: "get",
    path: "/exercises/:id/shift",
    summary: "What a shift of the rest of the plan would do: each row that would move",
    params: byId,
    query: shiftQuerySchema,
    status: 200,
    answer: shiftPreviewSchema,
  },
  reopenDoor: {
    method: "post",
    path: "/exercises/:id/door",
    summary: "Opens the door again with another code",
    params: byId,
    status: 200,
    answer: doorSchema,
  },
  forecastExercise: {
    method: "post",
    path: "/exercises/:id/forecast",
    summary: "Begins a forecast from the present state: what the model would do, not what people will do",
    params: byId,
    body: forecastRequestSchema,
    status: 200,
    answer: forecastSchema,
  },
  getForecast: {
    method: "get",
    path: "/exercises/:id/forecast",
    summary: "The latest forecast, as far as it has come",
    params: byId,
    status: 200,
    answer: forecastSchema,
  },
  branchExercise: {
    method: "post",
    path: "/exercises/:id/branch",
    summary: "A copy of the exercise that goes its own way from an instant on",
    params: byId,
    body: branchRequestSchema,
    status: 201,
    answer: exerciseMadeSchema,
  },
  getTableDocument: {
    method: "get",
    path: "/exercises/:id/documents/:name/:format",
    summary: "The after-action report, the situation manual, the handbook of control, or the brief of a seat",
    params: byId.extend({ name: z.enum(DOCUMENTS), format: z.enum(DOCUMENT_FORMATS) }),
    query: z.object({ lang: language, seat: z.string().max(64).optional() }),
    status: 200,
    file: "application/octet-stream",
  },
  getTableRecord: {
    method: "get",
    path: "/exercises/:id/record",
    summary: "The record as one file: a chain of entries, and beside it what is left of names and texts",
    params: byId,
    status: 200,
    file: "application/x-ndjson",
  },
  getTableReplay: {
    method: "get",
    path: "/exercises/:id/replay",
    summary: "A finished exercise for the player: its run again, and beside it what was done at the table",
    params: byId,
    status: 200,
    answer: replaySchema,
  },
  replayRecord: {
    method: "post",
    path: "/replays",
    summary: "The same from a record's file, whose chain is looked at first; nothing of it is kept",
    body: recordSchema,
    status: 200,
    answer: replaySchema,
  },
  deleteTableTexts: {
    method: "delete",
    path: "/exercises/:id/texts",
    summary:
      "Deletes names and typed texts for good, all or those of one participant; the chain still verifies",
    params: byId,
    query: z.object({ participant: idSchema.optional() }),
    status: 200,
    answer: receiptSchema,
  },
  getArchive: {
    method: "get",
    path: "/archive",
    summary: "Everything that is kept, as one file of JSON lines",
    status: 200,
    file: "application/x-ndjson",
  },
  importArchive: {
    method: "post",
    path: "/archive",
    summary: "Takes in what another server gave out; what is here already stays",
    body: z.strictObject({ archive: z.string() }),
    status: 200,
    answer: z.object({ added: z.int(), known: z.int() }),
  },
} as const satisfies Readonly<Record<string, Operation>>;

export type OperationName = keyof typeof OPERATIONS;
