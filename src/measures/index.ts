/**
 * Measures: facts to numbers with units. What was up and seen, when it was found and gone, which duties were met, what
 * lawful material suffered, what the response cost, and whose wait an outcome hung on.
 *
 * What in: a log's header and its facts, one by one while a run happens (`MeasureFold`) or from a stored log
 * (`measure`). What out: numbers, each with its unit, direction and whether it exists, is still open or cannot exist;
 * verdicts on duties (`dutiesOf`); chains of causes (`criticalPath`). Both ways give the same number, and its digest
 * (`digestOf`), because there is only one fold.
 *
 * What never: a scenario, a simulation, a sentence; a judgement by labels. Direction looks at what is true: only
 * unlawful items are exposure, lawful items taken down stand under `lawful.`, and a duty that an unlawful order started
 * keeps its outcome on lines of its own. What has not come is open, never zero and never left out. Every measure is
 * declared once, in the file of its family under `table/`.
 */
export { RowsAtScale, type RunAtScale } from "./at-scale.ts";
export {
  type CriticalPath,
  criticalPath,
  criticalPaths,
  type FactLookup,
  type PathStep,
} from "./critical-path.ts";
export {
  type Breakdown,
  type Direction,
  HAS_VALUE,
  IS_ABSENT,
  IS_OPEN,
  type LogShape,
  type Measure,
  type MeasureDefinition,
  type MeasureKind,
  type MeasureStatus,
  type Origin,
  type Row,
  STATUS_WORDS,
  type Unit,
} from "./definition.ts";
export { dutiesOf } from "./duties.ts";
export { KeptFacts } from "./kept-facts.ts";
export { MEASURES } from "./layout.ts";
export { MeasureFold } from "./measure-fold.ts";
export { RELIABILITY_COUNTS, type ReliabilityCount, ReliabilityFold } from "./reliability.ts";
export { REMOVAL_AGES } from "./removal-ages.ts";
export { type TerritoryViews, type TimeInState, timeInStates, viewsByTerritory } from "./states.ts";
export { digestOf, measure } from "./stored-log.ts";
export { activeIn, type UnconfirmedStep, unconfirmedSteps } from "./unconfirmed.ts";
