import { type Diagnostic, type ExerciseFile, exerciseFile, type Scenario } from "../model/index.ts";
import { judgeExercise } from "./exercise-sense.ts";
import { arrange, type Fault, fault, toDiagnostic } from "./fault.ts";
import { checkShape, placeIn } from "./files.ts";
import { nearest } from "./nearest.ts";
import { asText, field } from "./raw.ts";
import { readYaml } from "./yaml-text.ts";

/** The scenario that an exercise names, under the variant that it names, or why there is none. */
export type ScenarioFound =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly unknown: "scenario" | "variant"; readonly names: readonly string[] }
  /** it is there, with faults of its own */
  | { readonly ok: false; readonly unknown: "nothing"; readonly diagnostics: readonly Diagnostic[] };

export type ScenarioFinder = (scenario: string, variant: string) => ScenarioFound;

export type ExerciseResult =
  | {
      readonly ok: true;
      readonly exercise: ExerciseFile;
      /** the scenario under its variant, without the rows of the exercise: see `playedScenario` */
      readonly scenario: Scenario;
      readonly warnings: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export interface ExerciseOptions {
  /** what places in the file are told under */
  readonly source: string;
  readonly find: ScenarioFinder;
}

const BASE = "base";

/**
 * The file of an exercise with the scenario that it plays, or everything that is wrong with it: shape, and what it says
 * against that scenario. Where the scenario cannot be had, what can be judged without it is judged all the same.
 */
export function parseExercise(given: string, { source, find }: ExerciseOptions): ExerciseResult {
  const { file, faults } = readYaml(given, source);
  if (file === undefined) return { ok: false, diagnostics: arrange(faults) };
  return judge(file.value, find, faults, (each) => placeIn(file, each));
}

/**
 * An exercise that came as data and not as a file, such as over the network: judged as `parseExercise` does, with paths but
 * without lines, which it has none of.
 */
export function parseExerciseData(given: unknown, { source, find }: ExerciseOptions): ExerciseResult {
  return judge(given, find, [], (each) => toDiagnostic(each, source, { line: 0, column: 0 }));
}

function judge(
  raw: unknown,
  find: ScenarioFinder,
  before: readonly Diagnostic[],
  place: (given: Fault) => Diagnostic,
): ExerciseResult {
  const shape = checkShape(exerciseFile, raw);
  const name = asText(field(raw, "scenario"));
  const variant = asText(field(raw, "variant")) ?? BASE;
  const found = name === undefined ? undefined : find(name, variant);
  const scenario = found?.ok === true ? found.scenario : undefined;
  const unfound = found === undefined || found.ok ? [] : missing(found, name ?? "", variant);
  const own = [
    ...shape.faults,
    ...unfound,
    ...judgeExercise(raw, scenario ?? meant(found, name, variant, find)),
  ];
  const inside = found?.ok === false && found.unknown === "nothing" ? found.diagnostics : [];
  const diagnostics = arrange([
    ...before,
    ...own.map(place),
    ...inside.filter(({ severity }) => severity === "error"),
  ]);
  const hasErrors = diagnostics.some(({ severity }) => severity === "error");
  if (shape.value === undefined || scenario === undefined || hasErrors) return { ok: false, diagnostics };
  return { ok: true, exercise: shape.value as ExerciseFile, scenario, warnings: diagnostics };
}

/** The scenario under the variant that a misspelt one comes nearest to, so that the rest is judged all the same. */
function meant(
  found: ScenarioFound | undefined,
  name: string | undefined,
  variant: string,
  find: ScenarioFinder,
): Scenario | undefined {
  if (name === undefined || found === undefined || found.ok || found.unknown !== "variant") return undefined;
  const near = nearest(variant, found.names)();
  const other = near === undefined ? undefined : find(name, near);
  return other?.ok === true ? other.scenario : undefined;
}

function missing(found: ScenarioFound & { readonly ok: false }, name: string, variant: string): Fault[] {
  if (found.unknown === "nothing") return [fault("scenario/faulty_scenario", ["scenario"], { found: name })];
  const asked = found.unknown === "scenario" ? name : variant;
  const code = found.unknown === "scenario" ? "scenario/unknown_scenario" : "scenario/unknown_variant";
  return [fault(code, [found.unknown], { found: asked, nearest: nearest(asked, found.names) })];
}
