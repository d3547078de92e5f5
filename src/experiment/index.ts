/**
 * Experiments: scenarios run, once with their story or many times for their numbers.
 *
 * What for: to make a scenario ready once (`prepare`), to run one replication and keep what tells its story
 * (`Recording`), to run many in the same memory (`Replicator`, `ReplicationRun`) and say of each measure what they say
 * together. What in: a checked scenario, a seed. What out: measures, duties, paths, statistics, addresses and digests.
 * What never: a file, a clock, a sentence; a statistic that depends on who ran first.
 */

export { Addresses, addressOf, FULL_SCALE, type Which } from "./address.ts";
export { whatDoesNotArise } from "./arises.ts";
export {
  type Assumption,
  assumptionsOf,
  drawAssumptions,
  isEndless,
  KERNELS,
  type MovedNumber,
  moveNumbers,
  type NotMoved,
  type OneAtATime,
  oneAtATime,
  withKernel,
} from "./assumptions.ts";
export { type ComparedFirst, comparedFirst, withOneHeadline } from "./compared-first.ts";
export {
  type ComparisonOptions,
  compareMeasures,
  type EstimateKind,
  lostAtScale,
  type MeasureComparison,
  type MeasuredReplication,
  type MeasureSummary,
  nameOfRow,
  type PairedDifference,
  type PairedValues,
  pairedValues,
  type Side,
} from "./comparison.ts";
export { ComparisonRun, TRADE_OFF } from "./comparison-run.ts";
export {
  type Comparison,
  type ComparisonRequest,
  DISTRIBUTION_STEPS,
  type Distribution,
  type Headline,
  TORNADO_OF_REPORT,
} from "./comparison-shape.ts";
export { type CoveragePlan, runCoverage, type Use } from "./coverage.ts";
export {
  type Doubt,
  type DoubtQuestion,
  type DrawnAssumption,
  type Driver,
  HOLDS_IN,
  judgeDoubt,
  type KernelDoubt,
  type SettingCount,
  type VariedSample,
} from "./doubt.ts";
export { type Family, familyOf, levelOfEach, MOST_HEADLINES } from "./family.ts";
export { type ContinuedDuty, chancesOf, type DutyChance } from "./forecast.ts";
export {
  atFarEnd,
  findSlot,
  type Hindcast,
  type HindcastCount,
  type HindcastRow,
  type HindcastRule,
  HindcastRun,
  type Simulated,
} from "./hindcast.ts";
export { type EngineIdentity, engineIdentity, identityDifference, identityName } from "./identity.ts";
export { type Interval, type IntervalMethod, LEVEL, type TooFew } from "./interval.ts";
export {
  FEWEST,
  intervalOf,
  limitsOf,
  meanDifferenceInterval,
  meanInterval,
  type Spread,
  spreadOf,
} from "./mean-interval.ts";
export {
  BATCH,
  LEAST,
  type PrecisionState,
  PrecisionWatch,
  type Slowest,
  type Watched,
} from "./precision.ts";
export { type Discordance, pairedProportionInterval, proportionInterval } from "./proportion.ts";
export {
  type DifferenceBounds,
  orderRange,
  pairedQuantile,
  type Quantile,
  quantileWithInterval,
} from "./quantile-interval.ts";
export { type RatioSample, type RatioValues, ratioValues } from "./ratio.ts";
export { type Recorded, type RecordedPath, Recording, type RecordingOptions } from "./recording.ts";
export {
  type Collision,
  type Estimate,
  type Rehearsal,
  type RehearsedRow,
  type RehearsedSeat,
  type RunTimes,
  type SeatTimes,
  sumUpRehearsal,
} from "./rehearsal.ts";
export { FEWEST_CASES, type Reliability, type ReliabilityRow, ReliabilityRun } from "./reliability.ts";
export { headerFor, type Prepared, prepare, Replicator } from "./replicator.ts";
export { gapsOf, Results } from "./results.ts";
export {
  type ReplicatedMeasure,
  type ReplicatedMeasures,
  type ReplicationPlan,
  ReplicationRun,
  runReplications,
} from "./run-replications.ts";
export { Accumulator, quantileOfSorted, type Summary } from "./statistics.ts";
export { type EndSample, type TornadoBar, type TornadoEnd, tornadoOf } from "./tornado.ts";
export { type TradeOffPoint, type TradeOffSample, tradeOffOf } from "./trade-off.ts";
export {
  type Edges,
  edgesOf,
  type Ground,
  type Margin,
  replicationsNeeded,
  type Standing,
  standingOf,
  type Untold,
  type Verdict,
  verdictOf,
  type Withheld,
} from "./verdict.ts";
export {
  type Chunk,
  cutChunks,
  PER_SETTING,
  type ReplicationResult,
  type Setting,
  settingOf,
  sizeOf,
  type Work,
} from "./work.ts";
export { runChunk, Workbench } from "./workbench.ts";
