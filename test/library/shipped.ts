import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic, Protocol, Scenario } from "../../src/model/index.ts";
import {
  applyVariant,
  BASE,
  type ParsedScenario,
  parseProtocol,
  parseReference,
  parseScenario,
} from "../../src/scenario/index.ts";
import { type Library, type OpenedFile, openFile, readLibrary } from "../../src/store/index.ts";

/** The library as it is shipped. */
export const LIBRARY: Library = readLibrary(join(import.meta.dirname, "../../scenarios"));

export const SCENARIO_IDS: readonly string[] = LIBRARY.scenarios.map(({ id }) => id);
export const PROTOCOL_IDS: readonly string[] = LIBRARY.protocols.map(({ id }) => id);

/** What the library's own files say: its families of protocols, its glossary, its models of governance. */
export const REFERENCES = LIBRARY.reference.map(({ path }) => {
  const result = parseReference(readFileSync(path, "utf8"), { source: path });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.reference;
});

/** The models of governance: variants of every scenario. */
export const MODELS: readonly string[] = REFERENCES.flatMap(({ models }) => Object.keys(models));

function open(path: string) {
  const file = openFile(LIBRARY, path);
  if (!file.ok) throw new Error(JSON.stringify(file.diagnostics));
  return file;
}

interface Shipped {
  readonly scenario: Scenario;
  readonly variants: readonly string[];
  readonly parsed: ParsedScenario;
  readonly warnings: readonly Diagnostic[];
}

/** What was read once is not read again: nobody may change it. */
const read = new Map<string, Shipped>();
const readProtocols = new Map<string, Protocol>();

/** One shipped scenario under one of its variants, with what its parsing knew. Throws on any fault. */
export function readShipped(id: string, variant: string = BASE): Shipped {
  const key = `${id} ${variant}`;
  const found = read.get(key) ?? (variant === BASE ? parse(textOf(id), id) : vary(id, variant));
  read.set(key, found);
  return found;
}

function vary(id: string, variant: string): Shipped {
  const result = applyVariant(readShipped(id).parsed, variant);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result;
}

function textOf(id: string): OpenedFile {
  const file = LIBRARY.scenarios.find((each) => each.id === id);
  if (file === undefined) throw new Error(`no shipped scenario ${id}`);
  return open(file.path);
}

function parse(
  { text, read: reader }: Pick<OpenedFile, "text" | "read">,
  id: string,
  variant: string = BASE,
): Shipped {
  const result = parseScenario(text, { source: id, read: reader, variant });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result;
}

/** The same file with one more variant, which only a test needs. */
export function readShippedWith(id: string, variant: string, overlay: object): Scenario {
  const { text, read: reader } = textOf(id);
  const more = `variants:\n  ${variant}: { title: A test's own, overlay: ${JSON.stringify(overlay)} }\n`;
  return parse({ text: text.replace(/^variants:\n/m, more), read: reader }, id, variant).scenario;
}

export function readShippedProtocol(id: string): Protocol {
  const found = readProtocols.get(id) ?? parseShippedProtocol(id);
  readProtocols.set(id, found);
  return found;
}

function parseShippedProtocol(id: string): Protocol {
  const file = LIBRARY.protocols.find((each) => each.id === id);
  if (file === undefined) throw new Error(`no shipped protocol ${id}`);
  const result = parseProtocol(open(file.path).text, { source: id });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.protocol;
}
