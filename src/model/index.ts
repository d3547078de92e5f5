/**
 * The nouns of Golden Hour: ids, times, quantities with their marks, platforms, actors, content, protocols and duties as
 * data, facts and the digest over them.
 *
 * In: nothing. Out: types, schemas and small pure functions over them. Never: a simulation, a sentence for a reader, a
 * file, a clock.
 */
export type {
  RemovalRule,
  RemovalRules,
  Rules,
  Switch,
} from "./bare-rules.ts";
export { epochMillis, isTimeZone, zoneOffsets } from "./calendar.ts";
export {
  addMonths,
  type CivilCalendar,
  dateOfDay,
  dayAt,
  dayOfDate,
  dayOfText,
  endOfDay,
  endOfUnits,
  epochOf,
  isWorkingDay,
  offsetAt,
  textOfDay,
  weekdayOf,
  workingDayAfter,
  workingDayFrom,
  workingDaysBetween,
  type ZoneOffsets,
} from "./civil.ts";
export {
  type Condition,
  condition,
  type FactsAsked,
  factsAskedIn,
  type StateAsked,
  statesAskedIn,
} from "./condition.ts";
export {
  BLOCKING_MEANS,
  type BlockingMeans,
  CAPABILITIES,
  type Capability,
  HASH_KINDS,
  type HashKind,
  PROVENANCES,
  type Provenance,
  REDRESS,
  type RedressBody,
  SPEECH_KINDS,
  type SpeechKind,
} from "./content-words.ts";
export {
  CLOSED_WHYS,
  type ClosedStep,
  type Diagnostic,
  type GuardAnswer,
  type TraceStep,
} from "./diagnostic.ts";
export { Digest, textWord } from "./digest.ts";
export {
  CALENDAR_UNITS,
  type CalendarLength,
  type CalendarUnit,
  type DutyLength,
  type FixedLength,
  isCalendar,
  isElapsed,
  isJudged,
  type JudgedLength,
  unitOf,
} from "./duty-length.ts";
export type { DutyOutcome, Outcome } from "./duty-outcome.ts";
export type {
  EventLog,
  LogActor,
  LogCalendar,
  LogDuty,
  LogHeader,
  LogPlatform,
  LogProtocol,
} from "./event-log.ts";
export {
  type Criterion,
  DELIVERY_STATUSES,
  type DeliveryStatus,
  EXERCISE_TYPES,
  type ExerciseFile,
  type ExerciseMove,
  type ExerciseSeat,
  type Expectation,
  exerciseFile,
  METHODS,
  type Method,
  type MselRow,
  mselRow,
  PLANNING_STATUSES,
  type PlanningStatus,
  type PlayedStretch,
  type RowTrigger,
  realTimeOf,
  rowIdOf,
  stretchesOf,
} from "./exercise.ts";
export {
  type AccountAction,
  type AccountAuthor,
  type AccountChoice,
  type AccountCorrection,
  type AccountCoverage,
  type AccountDecision,
  type AccountDuty,
  type AccountEntry,
  type AccountExpectation,
  type AccountHotWash,
  type AccountMeasure,
  type AccountNote,
  type AccountPause,
  type AccountPerson,
  type AccountRow,
  type AccountRun,
  EXPECTATION_ENDS,
  type ExerciseAccount,
  type ExpectationEnd,
  type GivenRating,
  type Rated,
  type RatedObjective,
  type RatedTarget,
  type RatedTask,
  type Rating,
  ROW_ENDS,
  type RowEnd,
  realAt,
  type SeatLoad,
  type Sight,
  type SightOfNews,
  type Typed,
} from "./exercise-account.ts";
export { actInFile, rowInFile } from "./exercise-rows.ts";
export { readOwnOffset, writeOffset } from "./exercise-time.ts";
export {
  Dictionary,
  FACT_BY_CODE,
  FACT_KINDS,
  FACT_NAMES,
  Fact,
  type FactKind,
  type FactListener,
  type FactName,
  type FactRecord,
  foldFact,
  fromRecord,
  IS_BULK,
  itemName,
  type Slot,
  toRecord,
} from "./facts.ts";
export { asWritten, BEYOND, ID_PATTERN, id, inBoth, NO_REASON, type Text, text } from "./ids.ts";
export {
  INJECT_KINDS,
  type Inject,
  type InjectAct,
  type InjectKind,
  injectAct,
  KINDS_FOR_SEATS,
} from "./injects.ts";
export { epochOfUtc, utcOf } from "./instant.ts";
export {
  type ChartState,
  type ChartTransition,
  chartMachine,
  type MachineOfProtocol,
  machinesOf,
  statesBelow,
  type Trigger,
} from "./machine-chart.ts";
export type {
  ActionCall,
  ActionList,
  GuardCall,
  MachineDefinition,
  MachineMark,
  MachineMarkName,
  PlainData,
  StateDefinition,
  TransitionDefinition,
  TransitionList,
} from "./machine-definition.ts";
export {
  type Candidate,
  expandEvents,
  listCandidates,
  listEvents,
  matchesWildcard,
  raisedEvents,
} from "./machine-events.ts";
export {
  findFallback,
  findTarget,
  isBelow,
  isRecord,
  MAX_DEPTH,
  type Outline,
  outlineMachine,
  type PathKey,
  type Place,
  type StateKind,
  timerId,
} from "./machine-outline.ts";
export { listCalls, type MachineCall } from "./machine-walk.ts";
export { findNearest } from "./nearest.ts";
export type {
  Lookalikes,
  Original,
} from "./originals.ts";
export { OVERSIGHT_EVENTS } from "./oversight-words.ts";
export {
  ACTOR_KINDS,
  type Actor,
  type ActorKind,
  type Calendar,
  type Channel,
  type Contact,
  type Lane,
  type Matching,
  PLATFORM_KINDS,
  type Platform,
  type PlatformKind,
  platformSchema,
  type Reupload,
  type Review,
  type ReviewErrors,
  type Staff,
  type Standing,
  type ThresholdPoint,
} from "./parties.ts";
export { cleanText, strangeSign } from "./plain-text.ts";
export {
  type Decision,
  type DeclaredFault,
  DUTY_FORMS,
  type Duty,
  type DutyForm,
  type DutyKind,
  type FactPattern,
  type FactPatterns,
  type Protocol,
  patternsOf,
  patternsOfDuty,
  protocolSchema,
  type Role,
  SANCTION_KINDS,
  type Sanction,
  type SanctionKind,
  type Selector,
  selector,
} from "./protocol.ts";
export type { PartsOfProtocol, ProtocolChange } from "./protocol-change.ts";
export {
  type ProtocolTexts,
  TEXT_TABLES,
  type TextTable,
  textOfName,
  textOfOption,
  textOfState,
  textOfWait,
} from "./protocol-texts.ts";
export {
  amount,
  type Delay,
  type DelayLaw,
  delay,
  duration,
  formatDuration,
  type Mark,
  markedDuration,
  NEVER,
  parseDuration,
  positiveAmount,
  positiveDuration,
  type Quantity,
  rescale,
  scaleOf,
  share,
  UNMARKED,
} from "./quantity.ts";
export {
  type Register,
  type RegisterRow,
  type RegisterSource,
  registerSchema,
  SURENESS,
} from "./register.ts";
export {
  decodeResult,
  encodeResult,
  type ReplicationResult,
  type StoredResult,
} from "./replication-result.ts";
export {
  FACTOR_NAMES,
  type FactorValue,
  type Limb,
  RIGHTS_FACTORS,
  type RightsFactor,
  type Weighed,
} from "./rights.ts";
export {
  type Incident,
  type ReportedFact,
  SCHEMA_VERSION,
  type Scenario,
  type ScenarioFile,
  scenarioSchema,
  type Variant,
} from "./scenario.ts";
export {
  HOT_WASH_QUESTIONS,
  HOT_WASH_STATEMENTS,
  isText,
  NOTE_KINDS,
  PAUSE_REASONS,
  RATINGS,
  type Ruling,
  STEP_ENDS,
  STEPS,
  type StepAsked,
  TABLE_ROLES,
  type TableCommand,
  type TableRole,
  tableCommand,
} from "./table-commands.ts";
export {
  BUILT_IN_DELAYS,
  DEMANDS,
  EFFECTS,
  type EffectName,
  eventsHeard,
  FIRST_MESSAGES,
  GUARDS,
  type GuardName,
  HEADER_WORDS,
  LATER_WAYS,
  LATER_WORDS,
  MESSAGES,
  type MessageKind,
  MISTAKES,
  SEVERAL,
  STATE_KINDS,
  WORLD_EVENTS,
} from "./vocabulary.ts";
export type { Scope, Word } from "./word.ts";
