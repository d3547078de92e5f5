/**
 * Exercises: a simulation whose clock is paced and, with people in its seats, whose decisions come from them. A replay is
 * one with no seat taken.
 *
 * What for: to say what may be asked of a session and where that leaves it (`handle`), to reckon between wall time and
 * exercise time (`Pace`), and to take one replication forward by exercise time (`Stage`). What in: a scenario, commands,
 * what the wall clock shows. What out: facts, samples of what stands on the platforms, refusals as codes. What never: a
 * clock or a timer of its own, a sentence, a fact that hangs on how fast or with how many pauses it was played.
 */

/** A name of the model; whoever drives an exercise finds it here. */
export { rowIdOf } from "../model/index.ts";
export { type AccountSource, accountOf } from "./account.ts";
export { addedRow, partsOfRow, wordlessInject } from "./added-rows.ts";
export { type BranchPast, goneBefore } from "./branched.ts";
export type { FirstHeld, Watched } from "./condition-watch.ts";
export {
  CODE_CHARACTERS,
  CODE_LENGTH,
  closeForGood,
  codeFrom,
  codeTyped,
  type Door,
  type Knock,
  knock,
  openDoor,
  reopen,
} from "./door.ts";
export { type ExpectedOf, expectedOf, judgeExpected, type Stand, watchedOf } from "./evaluation.ts";
export { type ForecastDuty, Forecaster, type ForecastOptions, type KnownMove } from "./forecast.ts";
export { LEARNING } from "./learning.ts";
export { type MovesOfRecord, movesOfRecord, type RecordedMove, sessionOf } from "./moves-of-record.ts";
export {
  deliveryOf,
  type ExpectationState,
  expectationState,
  injectOf,
  playedScenario,
  previewShift,
  type RowProgress,
  rowsThatClash,
} from "./msel.ts";
export {
  changeSpeed,
  FASTEST,
  hold,
  moveTo,
  type Pace,
  paceAt,
  SLOWEST,
  start,
  timeAt,
} from "./pace.ts";
export {
  type Author,
  append,
  beginRecord,
  canonical,
  type Draft,
  deleteTexts,
  type Entry,
  type ExerciseRecord,
  entriesAfter,
  entryAt,
  faultOf,
  type Hash,
  hashesOf,
  isReceiptOf,
  type KeptText,
  keptUntil,
  type Plain,
  type Played,
  pinnedIn,
  type ReadRecord,
  type Receipt,
  type RecordFault,
  type RecordHeading,
  readRecord,
  textOf,
  withEntry,
  writeRecord,
} from "./record.ts";
export { type RehearsalPace, type RehearsedRun, Rehearser, SEAT_LOADS, type SeatLoad } from "./rehearsal.ts";
export { type ExerciseReplay, replayOf } from "./replay.ts";
export { type PartsTaken, type RetellingOptions, type Retold, retell } from "./retelling.ts";
export { may, RIGHTS, type Right, STRETCHES, type Stretch } from "./rights.ts";
export { differenceOfRows, type RowChange } from "./row-difference.ts";
export {
  decisionsOf,
  EMPTY_SEAT,
  foldSeat,
  type OpenDecision,
  protocolsTold,
  type SeatDecision,
  type SeatDuty,
  type SeatState as SeatOverview,
} from "./seat-state.ts";
export {
  type Answer,
  advance,
  type Command,
  type Going,
  goingAfter,
  handle,
  type LeftOff,
  OPENING_SPEED,
  openSession,
  type Phase,
  type Progress,
  phaseOf,
  positionOf,
  type RefusalCode,
  rest,
  type Session,
  standAt,
  takeUp,
  wanted,
} from "./session.ts";
export { SharedList, SharedMap } from "./shared.ts";
export {
  gridOf,
  STAGE_COLUMNS,
  STAGE_MEASURES,
  Stage,
  type StageAnswer,
  type StageOptions,
  type StagePiece,
  type StageSample,
  type StageWatch,
  type TimedMove,
} from "./stage.ts";
export { type Asker, type Now, type Proposal, propose } from "./table-asking.ts";
export { evolve } from "./table-fold.ts";
export { RIGHT_FOR, type TableRefusal } from "./table-rules.ts";
export {
  type FreeAction,
  isOwnWord,
  isOwnWriting,
  type Participant,
  planTable,
  type SeatState,
  stretchOf,
  type TablePhase,
  type TableSession,
} from "./table-session.ts";
export { type SeatFact, type SeatLinks, type SeatUpdate, Views } from "./view.ts";
