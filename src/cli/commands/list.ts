import type { Protocol, Text } from "../../model/index.ts";
import {
  exerciseHeadingOf,
  numbersOfProtocols,
  parseProtocol,
  parseReference,
  type Reference,
} from "../../scenario/index.ts";
import { readTextFile } from "../../store/index.ts";
import {
  type Language,
  type LibraryPage,
  libraryPage,
  type ModelNumber,
  type ModelRow,
  modelsPage,
  titleOfModelNumber,
} from "../../words/index.ts";
import { type House, loadScenario } from "../compose.ts";
import type { Config } from "../config.ts";
import { layOut } from "../layout.ts";
import { print, printJson } from "../output.ts";
import { EXIT, type ExitCode, FaultyFiles } from "../problem.ts";

/** Lists what came with the program. */
export async function list(
  house: House,
  config: Config,
  language: Language,
  { json, models }: { readonly json: boolean; readonly models: boolean },
): Promise<ExitCode> {
  if (models) return listModels(house, config, language, json);
  const page = readPage(house);
  if (!json) {
    await print(layOut(libraryPage(page, language), config));
    return EXIT.ok;
  }
  const said = <T extends { readonly title: Text }>({ title, ...rest }: T) => ({
    ...rest,
    title: title[language],
  });
  await printJson({
    scenarios: page.scenarios.map((each) => ({ ...said(each), variants: each.variants.map(said) })),
    groups: page.groups.map(said),
    protocols: page.protocols.map(said),
    platforms: page.platforms.map(said),
    exercises: page.exercises.map((each) => ({ ...said(each), aim: each.aim[language] })),
    models: page.models.map(({ summary, ...model }) => ({ ...said(model), ...sayAll(summary, language) })),
  });
  return EXIT.ok;
}

function sayAll<T extends Readonly<Record<string, Text>>>(
  texts: T,
  language: Language,
): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text[language]]));
}

/** The models of governance with all their parameters, side by side. */
async function listModels(
  house: House,
  config: Config,
  language: Language,
  json: boolean,
): Promise<ExitCode> {
  const page = { models: readModels(house), rows: rowsOfModels(house) };
  if (!json) {
    await print(layOut(modelsPage(page, language), config));
    return EXIT.ok;
  }
  const ids = page.models.map(({ id }) => id);
  await printJson({
    models: page.models.map(({ id, title, summary }) => ({
      id,
      title: title[language],
      ...sayAll(summary, language),
    })),
    parameters: page.rows.map(({ path, title, numbers }) => ({
      path,
      title: title[language],
      ...Object.fromEntries(ids.map((id, place) => [id, numbers[place] ?? null])),
    })),
  });
  return EXIT.ok;
}

/** The models of governance as they are listed. */
export function readModels(house: House): LibraryPage["models"] {
  return readReferences(house).flatMap(({ models }) =>
    Object.entries(models).map(([id, { title, summary }]) => ({ id, title, summary })),
  );
}

/** Every number of the models' own protocols, in one row for all models that have it; clocks and choices come first. */
export function rowsOfModels(house: House): ModelRow[] {
  const models = readReferences(house).flatMap(({ models: all }) => Object.values(all));
  const rows = new Map<string, { title: Text; numbers: (ModelNumber | undefined)[] }>();
  for (const [place, { protocols }] of models.entries()) {
    const own = protocols.map((id) => readProtocol(house, id)).filter(({ model }) => model === true);
    for (const { path, value, unit, mark } of numbersOfProtocols(own)) {
      const [, id, ...steps] = path.split(".");
      const protocol = own.find((each) => each.id === id) as Protocol;
      const key = steps.join(".");
      const row = rows.get(key) ?? {
        title: titleOfModelNumber(protocol, steps),
        numbers: models.map(() => undefined),
      };
      const { low, high } = mark.kind === "assumed" ? mark : {};
      row.numbers[place] = {
        value,
        unit,
        ...(low !== undefined && high !== undefined && { low, high }),
        ...(mark.kind === "sourced" && { source: mark.source }),
      };
      rows.set(key, row);
    }
  }
  return [...rows].map(([path, row]) => ({ path, ...row })).sort((a, b) => rank(a.path) - rank(b.path));
}

/** What a reader of the table asks first. */
const ORDER = ["duties", "decisions", "delays", "sanctions", ""];

function rank(path: string): number {
  return ORDER.findIndex((part) => path.startsWith(part));
}

function readProtocol({ library }: House, id: string): Protocol {
  const path = library.protocols.find((each) => each.id === id)?.path ?? id;
  const reading = readTextFile(path);
  const result = parseProtocol(reading.ok ? reading.text : "", { source: path });
  if (!result.ok) throw new FaultyFiles(result.diagnostics);
  return result.protocol;
}

function readPage(house: House): LibraryPage {
  const { library } = house;
  return {
    scenarios: library.scenarios.map(({ id }) => {
      const { scenario, variantTitle } = loadScenario(house, id);
      const variants = Object.entries(scenario.variants).map(([name, { title }]) => ({ id: name, title }));
      return {
        id,
        title: scenario.title,
        real: scenario.incident.real,
        variants: [{ id: scenario.variant, title: variantTitle }, ...variants],
      };
    }),
    protocols: library.protocols.map(({ id }) => {
      const { version, title, group, binding, inForce, reconstructed } = readProtocol(house, id);
      return { id, version, title, group, binding, inForce, reconstructed };
    }),
    groups: readReferences(house).flatMap(({ groups }) => groups),
    models: readModels(house),
    exercises: library.exercises.flatMap(({ path }) => {
      const reading = readTextFile(path);
      return reading.ok ? (exerciseHeadingOf(reading.text) ?? []) : [];
    }),
    platforms: library.platforms.map(({ id }) => ({ id, title: { en: id, fr: id } })),
  };
}

function readReferences({ library }: House): readonly Reference[] {
  return library.reference.map(({ path }) => {
    const reading = readTextFile(path);
    const result = parseReference(reading.ok ? reading.text : "", { source: path });
    if (!result.ok) throw new FaultyFiles(result.diagnostics);
    return result.reference;
  });
}
