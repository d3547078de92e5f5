import { runCoverage } from "../../experiment/index.ts";
import type { Protocol } from "../../model/index.ts";
import { applyVariant, parseScenario } from "../../scenario/index.ts";
import { addProbes, type CoverageOfProtocol, coverageOf, type MachineUse } from "../../verification/index.ts";
import { coverageLines, type Language } from "../../words/index.ts";
import { checkScenario, type House, openScenario, placeIn } from "../compose.ts";
import { print, printJson } from "../output.ts";
import { EXIT, type ExitCode, FaultyFiles, Problem } from "../problem.ts";

export interface CoverageOptions {
  /** all of the scenario where none is named */
  readonly variants?: readonly string[];
  readonly seeds: number;
  readonly json: boolean;
}

/**
 * Says which states, transitions and guards of a scenario's protocols no run has ever used, over so many seeds under each
 * of its variants. That something was never used is no failure: the exit code is 0 either way.
 */
export async function coverage(
  house: House,
  language: Language,
  argument: string,
  { variants, seeds, json }: CoverageOptions,
): Promise<ExitCode> {
  const opened = openScenario(house, argument);
  const { result, diagnostics } = checkScenario(opened);
  const base = parseScenario(opened.text, { source: opened.source, read: opened.read });
  if (result === undefined || !base.ok) throw new FaultyFiles(diagnostics);
  const wanted = variants ?? base.variants;
  for (const variant of wanted)
    if (!base.variants.includes(variant))
      throw new Problem("cli/unknown_variant", {
        found: variant,
        nearest: "",
        all: base.variants.join(", "),
      });
  const numbers = Array.from({ length: seeds }, (_, index) => index + 1);
  const uses: MachineUse[] = [];
  const protocols = new Map<
    string,
    { readonly protocol: Protocol; readonly place: ReturnType<typeof placeIn> }
  >();
  for (const variant of wanted) {
    const applied = applyVariant(base.parsed, variant);
    if (!applied.ok) throw new FaultyFiles(applied.diagnostics);
    uses.push(...runCoverage(addProbes(applied.scenario), { seeds: numbers }));
    for (const protocol of applied.scenario.protocols)
      protocols.set(protocol.id, { protocol, place: placeIn(applied.parsed.protocols) });
  }
  const found = [...protocols.values()].map(({ protocol }) => coverageOf(protocol, uses));
  const placed = ({ protocol, unused, ...counts }: CoverageOfProtocol) => ({
    protocol,
    ...counts,
    unused: unused.map(({ kind, machine, path }) => {
      const { source, line, column } = protocols.get(protocol)?.place(protocol, path) ?? {
        source: "",
        line: 0,
        column: 0,
      };
      return { kind, machine, path: path.join("."), source, line, column };
    }),
  });
  if (json) {
    const { id } = result.scenario;
    await printJson({ scenario: id, variants: wanted, seeds, protocols: found.map(placed) });
  } else
    await print(
      `${coverageLines(found.map(placed), { seeds, variants: wanted.length }, language).join("\n")}\n`,
    );
  return EXIT.ok;
}
