/**
 * Outside formats, out and in.
 *
 * What for: to write what a run made so that another program can read it, and to read it back as checked records. Today
 * the log as JSON Lines and in the forms of `outside` (process mining, events, statements of reasons, removal orders, hash
 * lists), runs and comparisons as CSV, HTML and workbooks, a comparison as a brief of two pages, statecharts as SCXML,
 * Mermaid and XState's JSON, documents of exercises. What in: facts, headers, measures, comparisons, protocols. What out: texts and bytes, or a
 * log, or the one place where a text breaks its form. What never: a file (somebody else reads and writes those), a
 * judgement, a sentence of its own for a reader; and nothing that could be taken for real: whatever leaves says that it is
 * simulated, names nobody real and leads to no address that somebody could own.
 */
export { type ComparisonRow, comparisonCsv } from "./comparison-csv.ts";
export { type ComparedSubject, comparisonDocument } from "./comparison-document.ts";
export { comparisonReport } from "./comparison-report.ts";
export {
  DOCUMENT_FORMATS,
  DOCUMENT_TYPES,
  type DocumentFormat,
  writeDocument,
} from "./exercise-report/formats.ts";
export {
  beginsLikeLog,
  endLine,
  FactLines,
  headerLine,
  type LogEnd,
  type LogFault,
  type LogMeasure,
  type LogReading,
  readLog,
} from "./log-file.ts";
export {
  type FreeAnswer,
  type MselAnswers,
  type MselQuestion,
  QUESTION_KINDS,
  type QuestionKind,
} from "./msel/asking.ts";
export { mselCexf, uuidOf } from "./msel/cexf.ts";
export type { ColumnField, Sureness } from "./msel/heads.ts";
export { readMsel } from "./msel/import.ts";
export { MSEL_LIMITS, MSEL_REFUSALS, type MselRefusal } from "./msel/limits.ts";
export {
  type MappedColumn,
  MSEL_FAULTS,
  MSEL_NOTES,
  type MselFault,
  type MselFaultCode,
  type MselNote,
  type MselParty,
  type MselPreview,
  type MselReading,
  type MselSubject,
} from "./msel/preview.ts";
export { type MselSource, type MselWorkbook, mselCsv, mselWorkbook } from "./msel/sheet.ts";
export {
  readActs,
  readCondition,
  readTrigger,
  writeActs,
  writeCondition,
  writeTrigger,
} from "./msel/written.ts";
export { comparisonBrief } from "./office/brief.ts";
export { comparisonWorkbook } from "./office/comparison-workbook.ts";
export { runWorkbook } from "./office/run-workbook.ts";
export {
  isLogFormat,
  LOG_FORMAT_NAMES,
  LOG_FORMATS,
  type LogFormat,
  type LogFormatName,
} from "./outside/formats.ts";
export { type HashListReading, hashEntries, readHashList } from "./outside/hash-list.ts";
export { HASH_PREFIX } from "./outside/names.ts";
export type { RemovalDocument } from "./outside/orders.ts";
export type { LogSource } from "./outside/source.ts";
export { ARCHIVE_COLUMNS, STATEMENT_FACTS, type Statement } from "./outside/statements.ts";
export { runCsv } from "./run-csv.ts";
export {
  type RunSubject,
  runDocument,
  runPageOf,
  shownOf,
  type Versions,
  versionsOf,
} from "./run-document.ts";
export { runReport } from "./run-report.ts";
export type { Exported } from "./statechart/losses.ts";
export { exportMermaid } from "./statechart/mermaid.ts";
export { exportScxml } from "./statechart/scxml.ts";
export { exportXState, type XStateConfig } from "./statechart/xstate.ts";
