import type { Text } from "../../model/index.ts";
import { parseProtocol, parseReference, type Reference } from "../../scenario/index.ts";
import { readTextFile } from "../../store/index.ts";
import { type Language, type LibraryPage, libraryPage } from "../../words/index.ts";
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
  json: boolean,
): Promise<ExitCode> {
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
  });
  return EXIT.ok;
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
    protocols: library.protocols.map(({ id, path }) => {
      const reading = readTextFile(path);
      const result = parseProtocol(reading.ok ? reading.text : "", { source: path });
      if (!result.ok) throw new FaultyFiles(result.diagnostics);
      const { version, title, group, binding, inForce, reconstructed } = result.protocol;
      return { id, version, title, group, binding, inForce, reconstructed };
    }),
    groups: readGroups(house),
    platforms: library.platforms.map(({ id }) => ({ id, title: { en: id, fr: id } })),
  };
}

function readGroups({ library }: House): Reference["groups"] {
  return library.reference.flatMap(({ path }) => {
    const reading = readTextFile(path);
    const result = parseReference(reading.ok ? reading.text : "", { source: path });
    if (!result.ok) throw new FaultyFiles(result.diagnostics);
    return result.reference.groups;
  });
}
