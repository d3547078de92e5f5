import { join } from "node:path";
import type { Protocol, Scenario } from "../../src/model/index.ts";
import { BASE, type ParsedScenario, parseProtocol, parseScenario } from "../../src/scenario/index.ts";
import { type Library, openFile, readLibrary } from "../../src/store/index.ts";

/** The library as it is shipped. */
export const LIBRARY: Library = readLibrary(join(import.meta.dirname, "../../scenarios"));

export const SCENARIO_IDS: readonly string[] = LIBRARY.scenarios.map(({ id }) => id);
export const PROTOCOL_IDS: readonly string[] = LIBRARY.protocols.map(({ id }) => id);

function open(path: string) {
  const file = openFile(LIBRARY, path);
  if (!file.ok) throw new Error(JSON.stringify(file.diagnostics));
  return file;
}

/** One shipped scenario under one of its variants, with what its parsing knew. Throws on any fault. */
export function readShipped(
  id: string,
  variant: string = BASE,
): {
  readonly scenario: Scenario;
  readonly variants: readonly string[];
  readonly parsed: ParsedScenario;
} {
  const file = LIBRARY.scenarios.find((each) => each.id === id);
  if (file === undefined) throw new Error(`no shipped scenario ${id}`);
  const { text, read } = open(file.path);
  const result = parseScenario(text, { source: id, read, variant });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result;
}

/** The same file with more text at its end: a variant that only a test needs. */
export function readShippedWith(id: string, variant: string, overlay: object): Scenario {
  const file = LIBRARY.scenarios.find((each) => each.id === id);
  if (file === undefined) throw new Error(`no shipped scenario ${id}`);
  const { text, read } = open(file.path);
  const more = `\n  ${variant}: { title: A test's own, overlay: ${JSON.stringify(overlay)} }\n`;
  const withVariant = text.replace(/^variants:\n/m, `variants:${more}`);
  const result = parseScenario(withVariant, { source: id, read, variant });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.scenario;
}

export function readShippedProtocol(id: string): Protocol {
  const file = LIBRARY.protocols.find((each) => each.id === id);
  if (file === undefined) throw new Error(`no shipped protocol ${id}`);
  const result = parseProtocol(open(file.path).text, { source: id });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.protocol;
}
