import { existsSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { ID_PATTERN } from "../../model/index.ts";
import { codeOf, openFile } from "../../store/index.ts";
import { type Language, sayStarted } from "../../words/index.ts";
import type { House } from "../compose.ts";
import { print } from "../output.ts";
import { EXIT, type ExitCode, FaultyFiles, Problem } from "../problem.ts";

const STARTERS: Readonly<Record<Language, string>> = { en: "starter", fr: "demarrage" };

/** Writes a commented scenario to begin with, named as its file; what is there already is left alone. */
export async function startNew({ library }: House, language: Language, path: string): Promise<ExitCode> {
  const id = basename(path).replace(/\.ya?ml$/, "");
  if (!ID_PATTERN.test(id)) throw new Problem("cli/not_an_id", { found: id });
  const name = STARTERS[language];
  const starter = openFile(library, join(library.root, "templates", `${name}.yaml`));
  if (!starter.ok) throw new FaultyFiles(starter.diagnostics);
  const file = /\.ya?ml$/.test(path) ? path : `${path}.yaml`;
  try {
    const text = withSchema(starter.text, library.root).replace(`\nid: ${name}\n`, `\nid: ${id}\n`);
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    const problem = codeOf(error);
    throw problem === "EEXIST"
      ? new Problem("cli/file_exists", { found: file })
      : new Problem("cli/file_not_written", { found: file, problem });
  }
  await print(`${sayStarted(file, language)}\n`);
  return EXIT.ok;
}

const MODELINE = /^# yaml-language-server: .*\n/;

/** The first line tells editors where the schema is, as built beside the library; none where nothing was built. */
function withSchema(text: string, library: string): string {
  const schema = join(library, "..", "dist", "schema", "scenario.json");
  const line = existsSync(schema) ? `# yaml-language-server: $schema=${pathToFileURL(schema).href}\n` : "";
  return line + text.replace(MODELINE, "");
}
