import type { Diagnostic, Scenario } from "../../model/index.ts";
import { parseProtocol, parseScenario } from "../../scenario/index.ts";
import { kindOfFile, listYaml, type OpenedFile, openFile } from "../../store/index.ts";
import { checkProtocols } from "../../verification/index.ts";
import { checkSummary, diagnosticLine, type Language, sayDiagnostic } from "../../words/index.ts";
import { arrange, checkScenario, type House, openScenario, placeIn } from "../compose.ts";
import { print, printJson } from "../output.ts";
import { EXIT, type ExitCode, FaultyFiles } from "../problem.ts";

/** Says everything that is wrong with files, at once. */
export async function check(
  house: House,
  language: Language,
  paths: readonly string[],
  json: boolean,
): Promise<ExitCode> {
  const found: Diagnostic[] = [];
  let files = 0;
  for (const path of paths) {
    const listed = filesAt(house, path);
    found.push(...listed.diagnostics);
    for (const file of listed.files) {
      files++;
      found.push(...checkFile(house, file));
    }
  }
  const diagnostics = arrange(found);
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const warnings = diagnostics.length - errors;
  if (json) {
    const told = diagnostics.map((each) => ({ ...each, ...sayDiagnostic(each, language) }));
    await printJson({ files, errors, warnings, diagnostics: told });
  } else {
    const lines = [
      ...diagnostics.map((each) => diagnosticLine(each, language)),
      checkSummary(files, errors, warnings, language),
    ];
    await print(`${lines.join("\n")}\n`);
  }
  return errors > 0 ? EXIT.badInput : EXIT.ok;
}

interface Listed {
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A file, all files of a folder, or a shipped scenario by its id. */
function filesAt(house: House, path: string): Listed {
  const listed = listYaml(path);
  if ("files" in listed) {
    if (listed.files.length > 0) return { files: listed.files, diagnostics: [] };
    return {
      files: [],
      diagnostics: [
        {
          code: "store/no_files",
          severity: "error",
          source: path,
          line: 0,
          column: 0,
          path: "",
          details: {},
        },
      ],
    };
  }
  try {
    return { files: [openScenario(house, path).path], diagnostics: [] };
  } catch (error) {
    if (error instanceof FaultyFiles) return { files: [], diagnostics: error.diagnostics };
    throw error;
  }
}

function checkFile({ library }: House, path: string): readonly Diagnostic[] {
  const opened = openFile(library, path);
  if (!opened.ok) return opened.diagnostics;
  switch (kindOfFile(path, opened.text)) {
    case "scenario":
      return checkScenario(opened).diagnostics;
    case "protocol":
      return checkProtocol(opened);
    case "platforms":
      return checkPlatforms(opened);
  }
}

/** A protocol by itself: what can be judged without a scenario that uses it. */
function checkProtocol({ text, source }: OpenedFile): readonly Diagnostic[] {
  const result = parseProtocol(text, { source });
  if (!result.ok) return result.diagnostics;
  const alone: Pick<Scenario, "protocols"> = { protocols: [result.protocol] };
  return [...result.warnings, ...checkProtocols(alone as Scenario, placeIn([result.parsed]))];
}

/** Shared profiles, read as an empty scenario would include them; only what concerns the file itself is told. */
function checkPlatforms({ text, source, read }: OpenedFile): readonly Diagnostic[] {
  const around = "schemaVersion: 1\nid: around\ninclude: [this]\nplatforms: {}\noriginals: {}\n";
  const result = parseScenario(around, {
    source: "",
    read: (name, kind) => (name === "this" ? { source, text } : read(name, kind)),
  });
  const found = result.ok ? result.warnings : result.diagnostics;
  return found.filter((each) => each.source !== "");
}
