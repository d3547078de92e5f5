import {
  type Diagnostic,
  type Protocol,
  type Scenario,
  type ScenarioFile,
  scenarioSchema,
  type Text,
} from "../model/index.ts";
import { arrange, FAULT_LIMIT, type Fault, fault, type Path, type Position, toDiagnostic } from "./fault.ts";
import { checkShape, type FileReader, locator, type ParsedProtocol, placeIn, splitPath } from "./files.ts";
import { type Models, originIn, overlayOf, underModel } from "./models.ts";
import { findNearest } from "./nearest.ts";
import { asTable, at, field, isTable } from "./raw.ts";
import { judgeReach } from "./reach.ts";
import type { GovernanceModel } from "./reference.ts";
import { type Change, type Origin, type Resolved, resolve } from "./resolve.ts";
import { judgeScenario, type MeasureLister } from "./scenario-sense.ts";
import { sortKeys } from "./sort-keys.ts";
import { type LoadedProtocol, Sources } from "./sources.ts";
import { judgeNumbers } from "./unmarked.ts";
import { readYaml, type YamlFile } from "./yaml-text.ts";

const MOST_VARIANTS = 50;
/** Characters read again for variants; in a file so large that this is passed, the rest are judged when applied. */
const MOST_VARIANT_TEXT = 4_000_000;

/** The scenario as it stands, without any variant. */
export const BASE = "base";

/** A scenario's file with all that it includes, as read: what `applyVariant` starts from. */
export interface ParsedScenario {
  readonly source: string;
  readonly variants: readonly string[];
  readonly protocols: readonly ParsedProtocol[];
  /** Place of a part of one of the files, by keys from its root, as a list or joined by dots. */
  locate(source: string, path: Path | string): Position;
  /** Place of a part of the scenario, wherever it was written: variant, scenario, or shared profile. */
  place(path: Path | string): Position & { readonly source: string };
  /** Place of a part of a protocol's file, by the protocol's id. */
  placeInProtocol(protocol: string, path: Path | string): Position & { readonly source: string };
  readonly file: YamlFile;
  readonly sources: Sources;
}

export type ScenarioResult =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      /** `base` first, then the file's own */
      readonly variants: readonly string[];
      readonly warnings: readonly Diagnostic[];
      readonly parsed: ParsedScenario;
    }
  | {
      readonly ok: false;
      readonly diagnostics: readonly Diagnostic[];
      /** the protocols that it names, as far as they could be read, faulty or not */
      readonly protocols: readonly ParsedProtocol[];
    };

export interface ParseOptions {
  /** what places in the file are told under */
  readonly source: string;
  readonly read: FileReader;
  readonly variant?: string;
  /** false: leaves the other variants unread, for who has checked the file before */
  readonly judgeVariants?: boolean;
  /** without it, nobody asks whether the measures named are there */
  readonly measures?: MeasureLister;
}

/**
 * A scenario file, with what it includes, to a scenario; or every fault of every file at once. Without a variant named,
 * all variants are held to the same rules, so a faulty one is found before anybody compares.
 */
export function parseScenario(
  text: string,
  { source, read, variant, judgeVariants = true, measures }: ParseOptions,
): ScenarioResult {
  const { file, faults } = readYaml(text, source);
  if (file === undefined) return { ok: false, diagnostics: arrange(faults), protocols: [] };
  if (!isTable(file.value))
    return {
      ok: false,
      diagnostics: arrange([
        ...faults,
        ...checkShape(scenarioSchema, file.value).faults.map((each) => placeIn(file, each)),
      ]),
      protocols: [],
    };
  const sources = new Sources(read);
  const base = build(file, sources, variant, faults, measures);
  if (!judgeVariants || (variant !== undefined && variant !== BASE)) return base.result;
  const known = base.result.ok ? [] : base.result.diagnostics;
  const told = new Set(known.map((each) => JSON.stringify(each)));
  const crowded = known.length > FAULT_LIMIT;
  const affordable = Math.min(MOST_VARIANTS, Math.floor(MOST_VARIANT_TEXT / Math.max(1, text.length)));
  const more = variantIds(file)
    .slice(0, crowded ? 0 : affordable)
    .flatMap((id) => {
      const { result } = build(file, sources, id, [], measures);
      const fresh = result.ok ? [] : result.diagnostics.filter((each) => !told.has(JSON.stringify(each)));
      return fresh.map((each) => ({ ...each, details: { ...each.details, variant: id } }));
    });
  if (more.length === 0) return base.result;
  return { ok: false, diagnostics: arrange([...known, ...more]), protocols: protocolsOf(base.result) };
}

/** The same file under one of its variants, or under a model of governance of the library; `base` is the scenario as it stands. */
export function applyVariant(parsed: ParsedScenario, variant: string): ScenarioResult {
  return build(parsed.file, parsed.sources, variant, []).result;
}

function protocolsOf(result: ScenarioResult): readonly ParsedProtocol[] {
  return result.ok ? result.parsed.protocols : result.protocols;
}

function variantIds(file: YamlFile): string[] {
  return Object.keys(asTable(field(file.value, "variants")));
}

function build(
  file: YamlFile,
  sources: Sources,
  asked: string | undefined,
  before: readonly Diagnostic[],
  measures?: MeasureLister,
): { result: ScenarioResult } {
  const ids = variantIds(file);
  const variant = asked === BASE ? undefined : asked;
  const change = variant === undefined ? undefined : changeOf(file, sources, variant);
  if (variant !== undefined && change === undefined) {
    const known = [BASE, ...ids, ...Object.keys(sources.models()?.models ?? {})];
    const unknown = fault(
      "scenario/unknown_variant",
      ["variants"],
      { found: variant, nearest: findNearest(variant, known) },
      "key",
    );
    return {
      result: {
        ok: false,
        diagnostics: arrange([...before, toDiagnostic(unknown, file.source, file.find(["variants"], "key"))]),
        protocols: [],
      },
    };
  }
  const diagnostics: Diagnostic[] = [...before];
  const included = field(file.value, "include");
  const overlaid = field(change?.overlay, "include");
  const early: Fault[] = [];
  const libraries = sources.loadLibraries(
    { include: variant !== undefined && overlaid !== undefined ? overlaid : included },
    (each) => early.push(each),
  );
  const whole = resolve(file, libraries.libraries, change);
  const loaded: Fault[] = [];
  const protocols = sources.loadProtocols(whole.value, (each) => loaded.push(each));
  const resolved =
    change?.models === undefined
      ? whole
      : {
          ...whole,
          value: underModel(
            whole.value,
            protocols.protocols.map(({ parsed }) => parsed?.raw),
            change.models,
          ),
        };
  const report = (each: Fault) => diagnostics.push(placeResolved(resolved, each));
  for (const each of [...early, ...resolved.faults]) report(each);
  for (const each of libraries.diagnostics) diagnostics.push(each);
  for (const each of loaded) report(each);
  for (const each of protocols.diagnostics) diagnostics.push(each);
  const shape = checkShape(scenarioSchema, resolved.value);
  for (const each of shape.faults) report(each);
  const sense = judgeScenario(resolved.value, {
    protocols: protocols.protocols,
    measures,
    // A variant inherits what is said of the scenario as it stands, and answers for its own words only.
    isSaidHere: (key) => change === undefined || field(change.overlay, key) !== undefined,
    isOwn: (path) =>
      resolved
        .origins(path)
        .some((each) => each.file === file && each.file.find(each.path).depth === each.path.length),
  });
  for (const each of sense.faults) report(each);
  const isMeant = (code: string) => change?.model === undefined || !EMPTY_SEATS.includes(code);
  for (const each of sense.elsewhere) if (isMeant(each.code)) diagnostics.push(each);
  const parsed = describe(
    file,
    sources,
    resolved,
    libraries.libraries.map((each) => each.file),
    protocols.protocols,
  );
  const errors = diagnostics.filter((each) => each.severity === "error");
  const runnable = protocols.protocols.flatMap(({ result }) => (result.ok ? [result.protocol] : []));
  if (shape.value === undefined || errors.length > 0)
    return { result: { ok: false, diagnostics: arrange(errors), protocols: parsed.protocols } };
  const filled = fill(shape.value, runnable, variant ?? BASE);
  const scenario = sortKeys(change?.model === undefined ? filled : withModel(filled, change));
  for (const each of judgeNumbers(scenario, (path) => isWritten(path, resolved, parsed.protocols)))
    report(each);
  for (const each of judgeReach(scenario)) report(each);
  return { result: { ok: true, scenario, variants: [BASE, ...ids], warnings: arrange(diagnostics), parsed } };
}

/** A model is made for whoever is there: a part that nobody plays is no slip of the scenario's author. */
const EMPTY_SEATS: readonly string[] = ["scenario/role_of_nobody", "scenario/empty_group"];

/** A variant of the file's own, or a model of governance, which the file's own of that name goes before. */
interface Applied extends Change {
  readonly name: string;
  readonly model?: GovernanceModel;
  readonly models?: Models;
}

function changeOf(file: YamlFile, sources: Sources, name: string): Applied | undefined {
  if (variantIds(file).includes(name)) {
    const overlay = asTable(at(file.value, ["variants", name, "overlay"]));
    return { name, overlay, origin: (path) => ({ file, path: ["variants", name, "overlay", ...path] }) };
  }
  const models = sources.models();
  if (models === undefined || !Object.hasOwn(models.models, name)) return undefined;
  const model = models.models[name];
  return {
    name,
    model,
    models,
    overlay: overlayOf(model, file.value),
    origin: (path) => originIn(models, name, path),
  };
}

/** The scenario with the model under which it stands among its variants. */
function withModel(scenario: Scenario, { name, model, overlay }: Applied): Scenario {
  if (model === undefined) return scenario;
  const { title, question } = model;
  const variant = { title, ...(question !== undefined && { question }), overlay };
  return { ...scenario, variants: { ...scenario.variants, [name]: variant } };
}

/** Whether something stands in one of the files, or is a default. */
function isWritten(path: Path, resolved: Resolved, protocols: readonly ParsedProtocol[]): boolean {
  const [top, index, ...inner] = path;
  const written = top === "protocols" ? at(protocols[Number(index)].raw, inner) : at(resolved.value, path);
  return written !== undefined;
}

/** A fault's place: in the file that wrote the part, or the one that came nearest to it. */
function placeResolved(resolved: Resolved, given: Fault): Diagnostic {
  const { origin, position } = nearestOrigin(resolved, given.path, given.at);
  return toDiagnostic(
    { ...given, path: origin.path.length === given.path.length ? given.path : origin.path },
    origin.file.source,
    position,
  );
}

function nearestOrigin(
  resolved: Resolved,
  path: Path,
  where: "key" | "value",
): { origin: Origin; position: Position } {
  let best: { origin: Origin; position: Position & { depth: number }; missing: number } | undefined;
  for (const origin of resolved.origins(path)) {
    const position = origin.file.find(origin.path, where);
    const missing = origin.path.length - position.depth;
    if (best === undefined || missing < best.missing) best = { origin, position, missing };
  }
  if (best === undefined) throw new Error("scenario/no_origin");
  return best;
}

function describe(
  file: YamlFile,
  sources: Sources,
  resolved: Resolved,
  libraries: readonly YamlFile[],
  loaded: readonly LoadedProtocol[],
): ParsedScenario {
  const protocols = loaded.flatMap(({ parsed }) => (parsed === undefined ? [] : [parsed]));
  const files = [file, ...libraries, ...protocols.map((each) => each.file)];
  return {
    source: file.source,
    variants: [BASE, ...variantIds(file)],
    protocols,
    locate: (source, path) => {
      const found = files.find((each) => each.source === source);
      return found === undefined ? { line: 0, column: 0 } : locator(found)(path);
    },
    place: (path) => {
      const steps = typeof path === "string" ? splitPath(resolved.value, path) : path;
      const { origin, position } = nearestOrigin(resolved, steps, "value");
      return { source: origin.file.source, line: position.line, column: position.column };
    },
    placeInProtocol: (protocol, path) => {
      const found = loaded.find((each) => each.id === protocol)?.parsed;
      return found === undefined
        ? { source: protocol, line: 0, column: 0 }
        : { source: found.source, ...found.locate(path) };
    },
    file,
    sources,
  };
}

const both = (given: Text | undefined, otherwise: string): Text => given ?? { en: otherwise, fr: otherwise };

function mapValues<A, B>(
  table: Readonly<Record<string, A>>,
  change: (value: A, key: string) => B,
): Record<string, B> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, change(value, key)]));
}

/** The file's content as a scenario: titles for what has none, protocols instead of their names. */
function fill(given: ScenarioFile, protocols: readonly Protocol[], variant: string): Scenario {
  const { include: _, incidents, ...rest } = given;
  return {
    ...rest,
    ...(incidents !== undefined && {
      incidents: mapValues(incidents, (each, name) => ({
        ...each,
        title: both(each.title, name),
        endsAt: each.endsAt ?? each.startsAt,
      })),
    }),
    title: both(given.title, given.id),
    platforms: mapValues(given.platforms, ({ use: __, ...platform }, name) => ({
      ...platform,
      title: both(platform.title, name),
    })),
    actors: mapValues(given.actors, (actor, name) => ({ ...actor, title: both(actor.title, name) })),
    reported: given.reported.map((fact) => ({ ...fact, title: both(fact.title, fact.id) })),
    variants: mapValues(given.variants, (each, name) => ({ ...each, title: both(each.title, name) })),
    protocols,
    variant,
  };
}
