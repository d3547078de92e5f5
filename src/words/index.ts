/**
 * Every sentence that a person reads, in English and French.
 *
 * What for: to turn codes and values of the other rooms into plain words. What in: facts, measures, duties, paths,
 * diagnostics, as data. What out: sentences, and pages as blocks (headings, lists, tables) that somebody else lays out.
 * What never: a judgement that the data do not hold, a number of its own, a width or a colour, a dramatic word; a
 * sentence in one language only. Whatever comes from a simulation says so at its head.
 */
export type { Block, Column, Entry, Mood, TimelineRow } from "./blocks.ts";
export {
  HELP,
  HELP_TITLES,
  help,
  PROBLEM_CODES,
  PROGRESS,
  type ProblemCode,
  sayDefault,
  sayKept,
  sayNotice,
  sayPlaceholders,
  sayProblem,
  sayStarted,
  sayWorker,
} from "./command-line.ts";
export { briefOf } from "./comparison/brief.ts";
export type {
  ComparedAssumption,
  ComparedLine,
  ComparedVariant,
  ComparisonPage,
  DistributionLine,
  IntervalLine,
  KernelWord,
  MeasureShape,
  TornadoBarLine,
  TornadoEndLine,
  TornadoLine,
  TradeOffLine,
  VerdictLine,
} from "./comparison/data.ts";
export { dutyBlocks } from "./comparison/duties.ts";
export { findingsOf, type HeadlineCell, headlineRows, sayTally } from "./comparison/headlines.ts";
export { exploratoryLines, isZero, type MeasureRow, measureRow } from "./comparison/measures-table.ts";
export { methodOf, noticesOf } from "./comparison/notices.ts";
export {
  assumptionTable,
  curveOf,
  curveTable,
  type DrawnDeadline,
  deadlinesOf,
  deadlineTable,
  distributionTable,
  isWatched,
  PICTURE_WORDS,
  sayCurves,
  sayDistributions,
  shapeOf,
} from "./comparison/pictures.ts";
export { commandOf, RECEIPT, receiptRows, sayPrecision } from "./comparison/receipt.ts";
export { type Teller, tellerOf } from "./comparison/teller.ts";
export {
  barsOf,
  middleOf,
  sayAssumedAt,
  sayTornado,
  sayTornadoMethod,
  tornadoTable,
} from "./comparison/tornado.ts";
export { EXPOSURE, sayTradeOff, tradeOffTable, WRONGFUL } from "./comparison/trade-off.ts";
export { sayEnd, sayMeasured, saySignedEnd } from "./comparison/values.ts";
export { moodOf, sayKernel, TURNS, TURNS_MARK } from "./comparison/verdicts.ts";
export { COMPARISON_HEADINGS, comparisonPage, titleOfComparison } from "./comparison.ts";
export { type CoverageLine, coverageLines } from "./coverage.ts";
export { type DiagnosticSaid, hasDiagnosticWords, sayDiagnostic } from "./diagnostics.ts";
export {
  afterActionReport,
  controllerHandbook,
  type DocumentBlock,
  ENTRY_WORDS,
  EXPECTATION_END_WORDS,
  type ExerciseDocument,
  HOT_WASH_QUESTION_WORDS,
  HOT_WASH_WORDS,
  markOf,
  PAUSE_WORDS,
  type PlanSource,
  playerBrief,
  RATING_WORDS,
  ROLE_WORDS,
  ROW_END_WORDS,
  sayExerciseTime,
  sayReal,
  situationManual,
} from "./exercise/index.ts";
export { sayFactName } from "./fact-names.ts";
export { type Names, sayFact, weightOf } from "./facts.ts";
export {
  type HindcastLine,
  type HindcastPage,
  type HindcastSection,
  type HindcastTally,
  hindcastPage,
  NOT_A_PROOF,
} from "./hindcast.ts";
export { type Both, capital, LANGUAGES, type Language, tidy, type Words } from "./language.ts";
export { hasMeasureWords, hasUnitWords, sayMeasure, sayUnit, sayValue } from "./measures.ts";
export {
  type ListedModel,
  type ModelNumber,
  type ModelRow,
  type ModelsPage,
  modelsPage,
  titleOfModelNumber,
} from "./models.ts";
export {
  EXERCISE_MARK,
  INJECT_KIND_WORDS,
  METHOD_WORDS,
  MSEL_CELL_WORDS,
  MSEL_HEADS,
  MSEL_KEYWORDS,
  type MselField,
  type MselKeyword,
  PLANNING_STATUS_WORDS,
  VISIBILITY_WORDS,
} from "./msel.ts";
export {
  MSEL_CHOICE_WORDS,
  MSEL_CLI_WORDS,
  MSEL_FAULT_WORDS,
  MSEL_NOTE_WORDS,
  MSEL_QUESTION_WORDS,
  MSEL_REFUSAL_WORDS,
  mselLine,
  sayMselFault,
  sayMselField,
  sayMselNote,
  sayMselQuestion,
  sayMselRefusal,
} from "./msel-import.ts";
export { NO_TITLES, namesOf, type ProtocolTitles, titlesOf } from "./names.ts";
export { sayClock, sayLocal, sayNumber, sayShare, saySpan } from "./numbers.ts";
export {
  ORDER_WORDS,
  type OrderWord,
  OUTSIDE,
  sayOrderCode,
  sayOrderWord,
  sayOutside,
  sayStatementFacts,
} from "./outside.ts";
export {
  checkSummary,
  diagnosticLine,
  type LibraryPage,
  type Listed,
  type ListedScenario,
  libraryPage,
} from "./pages.ts";
export { type RehearsalPage, rehearsalPage } from "./rehearsal.ts";
export { type ReliabilityLine, type ReliabilityTold, reliabilityBlocks } from "./reliability.ts";
export { type ReplicatedLine, type ReplicationsPage, replicationsPage } from "./replications.ts";
export { hasReportedUnit } from "./reported-units.ts";
export { FACTOR_WORDS, type LimbLine, rightsLines, sayFactor } from "./rights.ts";
export type { AssumptionLine, DutyLine, MeasureLine, PathLine, RunPage, StepLine } from "./run-page/lines.ts";
export { type Note, notesOf, SIMULATION_MARK } from "./run-page/notes.ts";
export { runPage } from "./run-page.ts";
export {
  SERVER_PROBLEM_CODES,
  type ServerProblemCode,
  type ServerProblemSaid,
  sayServer,
  sayServerProblem,
} from "./server.ts";
export { SHEET_WORDS, type SheetWord } from "./sheets.ts";
export { sayLength } from "./statechart/clocks.ts";
export { type DifferencePage, differencePage, sayChange } from "./statechart/difference.ts";
export type { FindingNames } from "./statechart/finding.ts";
export { LOSS_HEADING, type Loss, type LossCode, sayLoss } from "./statechart/losses.ts";
export { hasFactClause, sayPattern } from "./statechart/patterns.ts";
export { EFFECT_PHRASES, GUARD_PHRASES } from "./statechart/phrases.ts";
export { protocolPage } from "./statechart/protocol-page.ts";
export { BUILT_IN_WAIT_NAMES, ProtocolTeller } from "./statechart/teller.ts";
export { timelineOf } from "./timeline.ts";
export type { Weight } from "./told.ts";
export { closedLines, type ReplayedFinding, replayLines, traceLines } from "./trace.ts";
export { BRIEF_WORDS, type Brief, type BriefSection, type BriefTable, twoPagesOf } from "./two-pages.ts";
export {
  NAMED,
  readable,
  sayBinding,
  sayBy,
  sayDutyKind,
  sayKind,
  sayMessage,
  sayName,
  sayOutcome,
  sayStatus,
  sayWait,
} from "./vocabulary.ts";
