/**
 * Exercises: a simulation whose clock is paced and, with people in its seats, whose decisions come from them. A replay is
 * one with no seat taken.
 *
 * What for: to say what may be asked of a session and where that leaves it (`handle`), to reckon between wall time and
 * exercise time (`Pace`), and to take one replication forward by exercise time (`Stage`). What in: a scenario, commands,
 * what the wall clock shows. What out: facts, samples of what stands on the platforms, refusals as codes. What never: a
 * clock or a timer of its own, a sentence, a fact that hangs on how fast or with how many pauses it was played.
 */
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
  type Answer,
  advance,
  type Command,
  type Going,
  handle,
  openSession,
  type Phase,
  type Progress,
  phaseOf,
  positionOf,
  type RefusalCode,
  rest,
  type Session,
  standAt,
  wanted,
} from "./session.ts";
export {
  gridOf,
  STAGE_COLUMNS,
  STAGE_MEASURES,
  Stage,
  type StageOptions,
  type StagePiece,
  type StageSample,
} from "./stage.ts";
