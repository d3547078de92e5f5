import type { Diagnostic } from "../model/index.ts";
import { SCENARIO_WARNINGS, type ScenarioCode } from "./codes.ts";

/** Keys and indexes from the root of a file. */
export type Path = readonly (string | number)[];

/** A fault before it has a place in a file. `at` says whether the key or its value is meant. */
export interface Fault {
  readonly code: ScenarioCode;
  readonly path: Path;
  readonly at: "key" | "value";
  readonly details: Readonly<Record<string, string | number>>;
}

export interface Position {
  /** from 1 */
  readonly line: number;
  readonly column: number;
}

/** Most faults listed for one file; the rest is counted. */
export const FAULT_LIMIT = 200;

const LONGEST_FOUND = 80;

/** A fault; a detail that is undefined is left out, a long text is cut. */
export function fault(
  code: ScenarioCode,
  path: Path,
  details: Readonly<Record<string, string | number | undefined>> = {},
  at: "key" | "value" = "value",
): Fault {
  const kept: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(details)) {
    if (value === undefined) continue;
    kept[name] = name === "found" && typeof value === "string" ? cut(value) : value;
  }
  return { code, path, at, details: kept };
}

function cut(text: string): string {
  const characters = Array.from(text.slice(0, LONGEST_FOUND * 2));
  return characters.length > LONGEST_FOUND ? `${characters.slice(0, LONGEST_FOUND).join("")}…` : text;
}

export function toDiagnostic(given: Fault, source: string, { line, column }: Position): Diagnostic {
  const severity = SCENARIO_WARNINGS.has(given.code) ? "warning" : "error";
  return { code: given.code, severity, source, line, column, path: given.path.join("."), details: given.details };
}

/** In the order of the files as met and of their lines; each fault once; at most `FAULT_LIMIT`, the rest counted. */
export function arrange(given: readonly Diagnostic[]): Diagnostic[] {
  const sources = [...new Set(given.map((each) => each.source))];
  const once = new Map(given.map((each) => [JSON.stringify(each), each]));
  const sorted = [...once.values()].sort(
    (a, b) => sources.indexOf(a.source) - sources.indexOf(b.source) || a.line - b.line || a.column - b.column,
  );
  if (sorted.length <= FAULT_LIMIT) return sorted;
  const left = sorted.length - FAULT_LIMIT;
  const { source } = sorted[0];
  const more = fault("scenario/more_faults", [], { shown: FAULT_LIMIT, left });
  return [...sorted.slice(0, FAULT_LIMIT), toDiagnostic(more, source, { line: 0, column: 0 })];
}
