/**
 * Checks of scenarios and protocols beyond what reading them can tell.
 *
 * In: a parsed scenario and, for places, the functions that parsing gave with it. Out: diagnostics as data. Never: a
 * simulation, a draw, a file, a sentence for a reader.
 */
export { checkBehaviour, findInProtocol, writeStory } from "./behaviour.ts";
export { checkProtocols, type PlaceInProtocol } from "./check.ts";
export { MACHINE_FAULT_DETAILS, VERIFICATION_CODES, type VerificationCode } from "./codes.ts";
export {
  addProbes,
  type CoverageOfProtocol,
  coverageOf,
  type DefinitionPart,
  findUnused,
  listDefinitionParts,
  type MachineUse,
  type PartKind,
} from "./coverage.ts";
export { findSupercritical, type Place } from "./criticality.ts";
export { differenceOf } from "./difference.ts";
export { checkEnsemble, findInEnsemble, type VariantOfScenario } from "./ensemble.ts";
export { canBeBuilt, type Story, type StoryStep } from "./exploration.ts";
export type { Finding, Verdict } from "./findings.ts";
export { checkMarks, judgeMark, listMarkedParts, type MarkedPart, type MarkFault } from "./marks.ts";
export { findClosedHours, type LeastByHour, leastTimesByHour } from "./opening.ts";
export { type Confirmed, type Played, Replayer, type ReplayProblem } from "./replay.ts";
export { checkRights, type FactorListed, type LimbListed, listRights } from "./rights.ts";
