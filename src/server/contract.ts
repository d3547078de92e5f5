/**
 * What crosses between the server and whoever talks to it: every request, answer and socket message, once, as schemas.
 * The routes parse with them, OpenAPI and AsyncAPI are made from them, the web takes its types from them.
 *
 * Times are whole milliseconds from the incident's start (exercise time) unless a name says otherwise; instants of the
 * outside world are ISO texts.
 */
export {
  type Comparison,
  type ComparisonRequest,
  comparisonRequestSchema,
  comparisonResultSchema,
  comparisonSchema,
} from "./contract/comparisons.ts";
export {
  deletedExerciseSchema,
  doorSchema,
  exerciseCardSchema,
  exerciseHeadingSchema,
  exerciseMadeSchema,
  exerciseRequestSchema,
  exerciseSummarySchema,
  foundSchema,
  joinedSchema,
  joinSchema,
  receiptSchema,
  unlockSchema,
} from "./contract/exercises.ts";
export {
  type DrawnMachine,
  machineSchema,
  type OwnVariant,
  type ProtocolCard,
  type ProtocolDetail,
  protocolCardSchema,
  protocolDetailSchema,
  type ScenarioCard,
  type ScenarioDetail,
  scenarioCardSchema,
  scenarioDetailSchema,
  type VariantRequest,
  variantRequestSchema,
  variantSchema,
} from "./contract/library.ts";
export {
  type MselAnswer,
  mselAskedSchema,
  mselReadingSchema,
  mselRowsSchema,
  type RowsChecked,
  rowsCheckedSchema,
} from "./contract/msel.ts";
export {
  type Clock,
  type Command,
  clockSchema,
  commandSchema,
  factSchema,
  PHASES,
  type Run,
  type RunRequest,
  runPageSchema,
  runRequestSchema,
  runResultSchema,
  runSchema,
  type Sample,
  type Snapshot,
  type Stage,
  sampleSchema,
  snapshotSchema,
  stageSchema,
  type Update,
  updateSchema,
} from "./contract/runs.ts";
export { idSchema, languageSchema, type ProblemDocument, problemSchema } from "./contract/shapes.ts";
export {
  actSchema,
  type ClientMessages,
  progressMessageSchema,
  proposeSchema,
  type Refusal,
  refusalSchema,
  resultMessageSchema,
  riseSchema,
  type ServerMessages,
  sitSchema,
  snapshotMessageSchema,
  tableMessageSchema,
  unwatchSchema,
  updatesMessageSchema,
  watchComparisonSchema,
  watchSchema,
} from "./contract/sockets.ts";
export {
  actedSchema,
  branchRequestSchema,
  type ExerciseReplay,
  forecastRequestSchema,
  forecastSchema,
  recordSchema,
  replaySchema,
  shiftPreviewSchema,
  shiftQuerySchema,
  type TableStage,
  tableClockSchema,
  tableCommandSchema,
  tableControlSchema,
  tableItemSchema,
  tableItemsSchema,
  tableStageSchema,
} from "./contract/table.ts";
