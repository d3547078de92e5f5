import type { Right } from "../exercise/index.ts";
import type { ClientMessages } from "./contract.ts";
import type { DocumentName } from "./document-names.ts";
import type { OperationName } from "./operations.ts";

/**
 * What each route, each message of a socket and each document asks of whoever calls, as one table. Routes look at it by
 * themselves, where the table is; the documentation shows this, and a test asks a running server for every row with every
 * kind of key in every state of an exercise. A route or message without a row does not compile.
 */
export type Asks =
  | Right
  /** nothing: it only ends what the caller began */
  | "nothing"
  /** the operator's token or the key of any exercise: what tells of no run and no scenario */
  | "any-key"
  /** the operator's token; shut between STARTEX and ENDEX to who plays, watches or waits */
  | "operator"
  /** the code of a door, or a key in its body */
  | "code"
  /** the key of the exercise, in its waiting room too */
  | "key"
  /** what the command in it asks for */
  | "command"
  /** what the document asks for */
  | "document"
  /** the seat that it is for, from being seated on; or to see everything */
  | "own-seat";

export const ASKED_BY_ROUTE = {
  listScenarios: "operator",
  getScenario: "operator",
  getScenarioFile: "operator",
  listProtocols: "any-key",
  getProtocol: "any-key",
  listVariants: "operator",
  createVariant: "operator",
  getVariant: "operator",
  getVariantFile: "operator",
  deleteVariant: "operator",
  listRuns: "operator",
  createRun: "operator",
  getRun: "operator",
  deleteRun: "operator",
  getStage: "operator",
  getUpdates: "operator",
  commandRun: "operator",
  getRunResult: "operator",
  getRunPage: "operator",
  getRunLog: "operator",
  exportRun: "operator",
  listComparisons: "operator",
  createComparison: "operator",
  getComparison: "operator",
  deleteComparison: "operator",
  cancelComparison: "operator",
  resumeComparison: "operator",
  getComparisonResult: "operator",
  getPicks: "operator",
  exportComparison: "operator",
  listExerciseFiles: "operator",
  getExerciseFile: "operator",
  listExercises: "operator",
  createExercise: "operator",
  unlockExercise: "code",
  joinByCode: "code",
  joinExercise: "code",
  getTable: "key",
  deleteExercise: "delete",
  getTableItems: "see-released",
  actAtTable: "command",
  exportMsel: "see-everything",
  readMsel: "edit-plan",
  planRows: "edit-plan",
  checkRows: "edit-plan",
  changeRows: "edit-plan",
  getTableControl: "see-everything",
  previewShift: "change-rows",
  reopenDoor: "reopen-door",
  forecastExercise: "forecast",
  getForecast: "forecast",
  branchExercise: "branch",
  getTableDocument: "document",
  getTableRecord: "export",
  getTableReplay: "replay",
  replayRecord: "operator",
  deleteTableTexts: "delete-words",
  getArchive: "operator",
  importArchive: "operator",
} as const satisfies Readonly<Record<OperationName, Asks>>;

export const ASKED_BY_MESSAGE = {
  watch: "operator",
  unwatch: "nothing",
  command: "operator",
  "watch-comparison": "operator",
  "unwatch-comparison": "nothing",
  sit: "key",
  rise: "nothing",
  act: "command",
} as const satisfies Readonly<Record<keyof ClientMessages, Asks>>;

export const ASKED_BY_DOCUMENT = {
  report: "export",
  manual: "see-everything",
  handbook: "see-everything",
  brief: "own-seat",
} as const satisfies Readonly<Record<DocumentName, Asks>>;
