/**
 * From the text of a scenario file to a `Scenario`, or to everything that is wrong with it.
 *
 * In: YAML text and a reader for the files it names. Out: a scenario with its protocols resolved, or diagnostics with
 * file, line, column, path, what was found and the nearest right name; variants; the stable text that addresses are made
 * of; every number with its mark. Never: a file, a sentence for a reader, an exception for what an author wrote.
 *
 * Keys of tables are sorted, so the order in which an author wrote them never matters; lists keep their order.
 */
export { addVariant, type VariantText } from "./add-variant.ts";
export { canonicalText } from "./canonical.ts";
export { type Cast, castOf } from "./cast.ts";
export { SCENARIO_CODES, SCENARIO_WARNINGS, type ScenarioCode } from "./codes.ts";
export {
  type ExerciseOptions,
  type ExerciseResult,
  parseExercise,
  parseExerciseData,
  type ScenarioFinder,
  type ScenarioFound,
} from "./exercise.ts";
export { type ExerciseHeading, exerciseHeadingOf } from "./exercise-heading.ts";
export { FAULT_LIMIT, type Path, type Position } from "./fault.ts";
export { type FileReader, type ParsedProtocol, type ProtocolResult, parseProtocol } from "./files.ts";
export { type Heading, headingOf } from "./heading.ts";
export { jsonSchema, SCHEMA_NAMES, type SchemaName } from "./json-schema.ts";
export { numbersOf, numbersOfProtocols, type ScenarioNumber, withNumbers } from "./numbers.ts";
export {
  applyVariant,
  BASE,
  type ParsedScenario,
  type ParseOptions,
  parseScenario,
  type ScenarioResult,
} from "./parse.ts";
export { type GovernanceModel, parseReference, type Reference, type ReferenceResult } from "./reference.ts";
export { parseRegister, type RegisterResult } from "./register.ts";
export type { MeasureLister } from "./scenario-sense.ts";
export { writeScenario } from "./write.ts";
