import { runCoverage } from "../../experiment/index.ts";
import type { Diagnostic, Protocol } from "../../model/index.ts";
import { applyVariant, parseProtocol, parseScenario } from "../../scenario/index.ts";
import { kindOfFile, listYaml, type OpenedFile, openFile } from "../../store/index.ts";
import { addProbes, findUnused, type MachineUse } from "../../verification/index.ts";
import { checkSummary, diagnosticLine, type Language, sayDiagnostic } from "../../words/index.ts";
import { arrange, checkMachines, checkScenario, type House, openScenario, placeIn } from "../compose.ts";
import { print, printJson } from "../output.ts";
import { EXIT, type ExitCode, FaultyFiles } from "../problem.ts";

/** Says everything that is wrong with files, at once. */
export async function check(
  house: House,
  language: Language,
  paths: readonly string[],
  json: boolean,
  seeds: number,
): Promise<ExitCode> {
  const found: Diagnostic[] = [];
  let files = 0;
  const usage = new Usage(seeds);
  for (const path of paths) {
    const listed = filesAt(house, path);
    found.push(...listed.diagnostics);
    for (const file of listed.files) {
      files++;
      found.push(...checkFile(house, file, usage));
    }
  }
  found.push(...usage.findUnused());
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

function checkFile({ library }: House, path: string, usage: Usage): readonly Diagnostic[] {
  const opened = openFile(library, path);
  if (!opened.ok) return opened.diagnostics;
  switch (kindOfFile(path, opened.text)) {
    case "scenario": {
      const { result, diagnostics } = checkScenario(opened);
      if (result !== undefined) usage.add(opened);
      return diagnostics;
    }
    case "protocol":
      return checkProtocol(opened);
    case "platforms":
      return checkPlatforms(opened);
  }
}

/** A protocol by itself: what can be judged without a scenario that uses it. */
function checkProtocol({ text, source }: OpenedFile): readonly Diagnostic[] {
  const result = parseProtocol(text, { source });
  const found = result.ok ? result.warnings : result.diagnostics;
  return [...found, ...checkMachines(result.parsed === undefined ? [] : [result.parsed])];
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

/** What took part of the protocols of all scenarios checked together, each run under each of its variants. */
class Usage {
  private readonly seeds: readonly number[];
  private readonly uses: MachineUse[] = [];
  private readonly protocols = new Map<string, { readonly protocol: Protocol; readonly place: Place }>();

  constructor(seeds: number) {
    this.seeds = Array.from({ length: seeds }, (_, index) => index + 1);
  }

  add({ text, source, read }: OpenedFile): void {
    if (this.seeds.length === 0) return;
    const base = parseScenario(text, { source, read });
    if (!base.ok) return;
    for (const variant of base.variants) {
      const result = applyVariant(base.parsed, variant);
      if (!result.ok) continue;
      const { scenario, parsed } = result;
      this.uses.push(...runCoverage(addProbes(scenario), { seeds: this.seeds }));
      for (const protocol of scenario.protocols)
        this.protocols.set(protocol.id, { protocol, place: placeIn(parsed.protocols) });
    }
  }

  findUnused(): Diagnostic[] {
    return [...this.protocols.values()].flatMap(({ protocol, place }) =>
      findUnused([protocol], this.uses).map(
        ({ kind, path }): Diagnostic => ({
          code: "verification/never_used",
          severity: "warning",
          path: path.join("."),
          details: { part: kind, protocol: protocol.id, seeds: this.seeds.length },
          ...place(protocol.id, path),
        }),
      ),
    );
  }
}

type Place = ReturnType<typeof placeIn>;
