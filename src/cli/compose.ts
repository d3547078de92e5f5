import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { RunSubject } from "../exchange/index.ts";
import { MeasureFold } from "../measures/index.ts";
import {
  type Diagnostic,
  Dictionary,
  type DutyKind,
  HEADER_WORDS,
  ID_PATTERN,
  type Scenario,
  type Text,
} from "../model/index.ts";
import {
  applyVariant,
  BASE,
  type ExerciseResult,
  type MeasureLister,
  type ParsedProtocol,
  type ParsedScenario,
  parseExercise,
  parseExerciseData,
  parseScenario,
  type ScenarioFinder,
} from "../scenario/index.ts";
import {
  type FileKind,
  findPlayed,
  findShipped,
  kindOfFile,
  type Library,
  type OpenedFile,
  openFile,
  readLibrary,
  tell,
} from "../store/index.ts";
import { checkProtocols, findSupercritical } from "../verification/index.ts";
import { titlesOf } from "../words/index.ts";
import { nearestOf } from "./nearest.ts";
import { FaultyFiles, Problem } from "./problem.ts";

/** The one place where parts are chosen and joined: the library, reading, checking. */
export interface House {
  readonly library: Library;
  readonly version: string;
}

/** The folder with `package.json`: two above this file, from `src` as from `dist`. */
const ROOT = resolve(import.meta.dirname, "../..");

export function openHouse(): House {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
  return { library: readLibrary(join(ROOT, "scenarios")), version };
}

/** The file that an argument names: a shipped scenario's id, or a path. */
export function openScenario({ library }: House, argument: string): OpenedFile {
  const shipped = findShipped(library, argument);
  const path = shipped?.path ?? argument;
  const opened = openFile(library, path, shipped === undefined ? argument : tell(path));
  if (opened.ok) {
    const kind = kindOfFile(path, opened.text);
    if (kind !== "scenario") throw notAScenario(opened.source, kind);
    return opened;
  }
  if (
    shipped === undefined &&
    ID_PATTERN.test(argument) &&
    opened.diagnostics[0].code === "store/file_missing"
  ) {
    for (const [folder, kind] of OTHERS) {
      const other = library[folder].find(({ id }) => id === argument);
      if (other !== undefined) throw notAScenario(tell(other.path), kind);
    }
    const nearest = nearestOf(
      argument,
      library.scenarios.map(({ id }) => id),
    );
    throw new Problem("cli/unknown_scenario", { found: argument, nearest });
  }
  throw new FaultyFiles(opened.diagnostics);
}

const OTHERS = [
  ["protocols", "protocol"],
  ["platforms", "platforms"],
  ["exercises", "exercise"],
] as const;

function notAScenario(source: string, found: Exclude<FileKind, "scenario">): FaultyFiles {
  const details = { found };
  return new FaultyFiles([
    { code: "cli/not_a_scenario", severity: "error", source, line: 0, column: 0, path: "", details },
  ]);
}

export interface CheckedScenario extends RunSubject {
  readonly warnings: readonly Diagnostic[];
}

/** Reads a scenario under one of its variants and checks all that can be checked before it runs. */
export function loadScenario(house: House, argument: string, variant: string = BASE): CheckedScenario {
  const opened = openScenario(house, argument);
  const { result, diagnostics } = checkScenario(opened, variant);
  if (result === undefined) throw new FaultyFiles(diagnostics);
  return result;
}

/** The file of an exercise that an argument names: a shipped one's id, or a path. */
export function openExercise({ library }: House, argument: string): OpenedFile {
  const shipped = library.exercises.find(({ id }) => id === argument);
  const path = shipped?.path ?? argument;
  const opened = openFile(library, path, shipped === undefined ? argument : tell(path));
  if (opened.ok) {
    if (kindOfFile(path, opened.text) === "exercise") return opened;
    throw new Problem("cli/not_an_exercise", { found: argument });
  }
  const isMissing = opened.diagnostics[0].code === "store/file_missing";
  if (shipped !== undefined || !isMissing || !ID_PATTERN.test(argument))
    throw new FaultyFiles(opened.diagnostics);
  if ([...library.scenarios, ...library.protocols].some(({ id }) => id === argument))
    throw new Problem("cli/not_an_exercise", { found: argument });
  const nearest = nearestOf(
    argument,
    library.exercises.map(({ id }) => id),
  );
  throw new Problem("cli/unknown_exercise", { found: argument, nearest });
}

/** An exercise with the scenario that it plays, or its faults. */
export type LoadedExercise = Extract<ExerciseResult, { readonly ok: true }>;

/** Reads an exercise and checks all that can be checked before it is played. */
export function loadExercise(house: House, argument: string): LoadedExercise {
  const result = checkExercise(house, openExercise(house, argument));
  if (!result.ok) throw new FaultyFiles(result.diagnostics);
  return result;
}

/** An exercise's file, judged against the scenario that it plays. */
export function checkExercise(house: House, { text, source, path }: OpenedFile): ExerciseResult {
  const result = parseExercise(text, { source, find: finderBeside(house, path) });
  const expected = basename(path, ".yaml");
  if (!result.ok || result.exercise.id === expected || !path.endsWith(".yaml")) return result;
  const details = { found: result.exercise.id, expected };
  const misnamed: Diagnostic = {
    code: "scenario/id_not_file",
    severity: "warning",
    source,
    line: 0,
    column: 0,
    path: "id",
    details,
  };
  return { ...result, warnings: [...result.warnings, misnamed] };
}

/** An exercise that came as data: it may name scenarios of the library only. */
export function checkExerciseData(house: House, given: unknown, source: string): ExerciseResult {
  return parseExerciseData(given, { source, find: finderBeside(house, join(house.library.root, source)) });
}

/** The scenarios that an exercise at some path may name. */
function finderBeside({ library }: House, path: string): ScenarioFinder {
  return (id, variant) => {
    const played = findPlayed(library, path, id);
    const names = library.scenarios.map((each) => each.id);
    if (played === undefined) return { ok: false, unknown: "scenario", names };
    const opened = openFile(library, played, tell(played));
    if (!opened.ok) return { ok: false, unknown: "nothing", diagnostics: opened.diagnostics };
    const parsing = parseScenario(opened.text, { ...opened, variant, judgeVariants: false });
    if (parsing.ok) return { ok: true, scenario: parsing.scenario };
    if (parsing.diagnostics[0].code !== "scenario/unknown_variant")
      return { ok: false, unknown: "nothing", diagnostics: parsing.diagnostics };
    const base = parseScenario(opened.text, { ...opened, variant: BASE, judgeVariants: false });
    return { ok: false, unknown: "variant", names: base.ok ? base.variants : [] };
  };
}

/** A scenario with everything that is wrong with it; none where it cannot run. */
export function checkScenario(
  { text, source, read, path }: OpenedFile,
  variant?: string,
): { readonly result?: CheckedScenario; readonly diagnostics: readonly Diagnostic[] } {
  const parsing = parseScenario(text, { source, read, variant, measures: listMeasures });
  if (!parsing.ok) {
    const [first] = parsing.diagnostics;
    if (first.code === "scenario/unknown_variant" && first.details.found === variant) {
      const base = parseScenario(text, { source, read });
      throw new Problem("cli/unknown_variant", {
        found: variant,
        nearest: String(first.details.nearest ?? ""),
        all: base.ok ? base.variants.join(", ") : "",
      });
    }
    return { diagnostics: arrange([...parsing.diagnostics, ...checkMachines(parsing.protocols)]) };
  }
  const { scenario, warnings, parsed, variants } = parsing;
  const others = variant === undefined ? variants.filter((each) => each !== BASE) : [];
  const diagnostics = [...warnings, ...verify(scenario, parsed), ...compareName(scenario, parsed, path)];
  for (const each of others) {
    const other = applyVariant(parsed, each);
    if (other.ok) diagnostics.push(...other.warnings, ...verify(other.scenario, other.parsed));
    else diagnostics.push(...other.diagnostics, ...checkMachines(other.protocols));
  }
  const sorted = arrange(diagnostics);
  if (sorted.some(({ severity }) => severity === "error")) return { diagnostics: sorted };
  return { result: { ...subjectOf(scenario), warnings: sorted }, diagnostics: sorted };
}

/** A resolved scenario with the names that stand outside its log. */
export function subjectOf(scenario: Scenario): RunSubject {
  const base: Text = { en: "as it stands", fr: "tel quel" };
  return {
    scenario,
    variantTitle: scenario.variant === BASE ? base : scenario.variants[scenario.variant].title,
    titles: titlesOf(scenario.protocols),
  };
}

/** Whoever asks for a scenario by its id looks for a file of that name. */
function compareName({ id }: Scenario, parsed: ParsedScenario, path: string): Diagnostic[] {
  const expected = basename(path, ".yaml");
  if (id === expected || !path.endsWith(".yaml")) return [];
  const details = { found: id, expected };
  return [
    { code: "scenario/id_not_file", severity: "warning", path: "id", details, ...parsed.place(["id"]) },
  ];
}

const PHANTOMS = [" inside", " outside"];
/** A service of which everything is counted that can be. */
const EVERYTHING = { public: false, messagesPerHour: 1, staff: { people: 1, perMessage: 1 } };
const EVERY_DUTY: readonly DutyKind[] = ["law", "voluntary", "own-target", "benchmark"];

/**
 * Measures by name. Which of them a run has hangs on its protocols, groups and lookalikes; a name is good when any
 * scenario with these platforms, originals and marks could have it, so it is looked up in one that has some of each.
 */
const listMeasures: MeasureLister = ({ marks, originals, platforms }) => {
  const title: Text = { en: "", fr: "" };
  const shape: ConstructorParameters<typeof MeasureFold>[0] = {
    marks,
    platforms: [
      ...platforms.map((each) => ({ ...each, ...EVERYTHING, kind: "community", title, members: [] })),
      ...PHANTOMS.map((id, index) => ({
        id,
        kind: "large-social",
        title,
        members: index === 0 ? ["any"] : [],
        public: true,
        lanes: ["any"],
      })),
    ],
    actors: [{ id: "any", kind: "court", title }],
    originals: originals.map((id) => ({ id, platform: PHANTOMS[0], item: "" })),
    duties: EVERY_DUTY.map((kind) => ({
      id: kind,
      protocol: "any",
      title,
      instrument: title,
      kind,
      source: title,
      within: 1,
      counterfactual: false,
    })),
    protocols: [],
    hasLookalikes: true,
    words: HEADER_WORDS,
  };
  const { layout } = new MeasureFold(shape, new Dictionary());
  const names = layout.filter(({ platform }) => platform === undefined || !PHANTOMS.includes(platform));
  return new Set(names.map(({ id, platform }) => (platform === undefined ? id : `${id}@${platform}`)));
};

/** Checks that need the whole scenario; each takes it and gives diagnostics. */
function verify(scenario: Scenario, parsed: ParsedScenario): Diagnostic[] {
  const supercritical = findSupercritical(scenario, (path) => parsed.place(path));
  return [...checkMachines(parsed.protocols), ...(supercritical === undefined ? [] : [supercritical])];
}

/** The statecharts of protocols, whatever else is wrong in their files. */
export function checkMachines(protocols: readonly ParsedProtocol[]): Diagnostic[] {
  return protocols.flatMap(({ raw, source, locate }) =>
    checkProtocols({ protocols: [raw] }, (_, path) => ({ source, ...locate(path) })),
  );
}

/** Places of a protocol's parts, by the protocol's id. */
export function placeIn(protocols: readonly ParsedProtocol[]) {
  const byId = new Map(protocols.map((parsed) => [(parsed.raw as { id?: unknown } | null)?.id, parsed]));
  return (protocol: string, path: readonly (string | number)[]) => {
    const parsed = byId.get(protocol);
    if (parsed === undefined) return { source: protocol, line: 0, column: 0 };
    return { source: parsed.source, ...parsed.locate(path) };
  };
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Each fault once, by file, line and column. */
export function arrange(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const once = new Map(diagnostics.map((each) => [JSON.stringify(each), each]));
  return [...once.values()].sort(
    (a, b) => order(a.source, b.source) || a.line - b.line || a.column - b.column || order(a.code, b.code),
  );
}
