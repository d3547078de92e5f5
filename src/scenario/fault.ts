import { cleanText, type Diagnostic } from "../model/index.ts";
import { SCENARIO_WARNINGS, type ScenarioCode } from "./codes.ts";

/** Keys and indexes from the root of a file. */
export type Path = readonly (string | number)[];

/** A fault before it has a place in a file. `at` says whether the key or its value is meant. */
export interface Fault {
  readonly code: ScenarioCode;
  readonly path: Path;
  readonly at: "key" | "value";
  readonly details: Readonly<Record<string, string | number>>;
  /** the nearest right name: looked for only when the fault is going to be told */
  readonly nearest?: Hint;
}

/** Looks for the name that was meant. */
export type Hint = () => string | undefined;

/** A diagnostic whose hint is still to be looked for. */
export interface Draft extends Diagnostic {
  readonly nearest?: Hint;
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
  details: Readonly<Record<string, string | number | undefined | Hint>> = {},
  at: "key" | "value" = "value",
): Fault {
  const kept: Record<string, string | number> = {};
  let nearest: Hint | undefined;
  for (const [name, value] of Object.entries(details)) {
    if (value === undefined) continue;
    if (typeof value === "function") nearest = value;
    else kept[name] = typeof value === "string" ? cut(cleanText(value), name) : value;
  }
  return { code, path, at, details: kept, nearest };
}

/** What was found may be of any length; what we say of it is not. */
function cut(text: string, name: string): string {
  if (name !== "found") return text;
  const characters = Array.from(text.slice(0, LONGEST_FOUND * 2));
  return characters.length > LONGEST_FOUND ? `${characters.slice(0, LONGEST_FOUND).join("")}…` : text;
}

export function toDiagnostic(given: Fault, source: string, { line, column }: Position): Draft {
  const { code, details, nearest } = given;
  const severity = SCENARIO_WARNINGS.has(code) ? "warning" : "error";
  return { code, severity, source, line, column, path: cleanText(given.path.join(".")), details, nearest };
}

/** In the order of the files as met and of their lines; each fault once; at most `FAULT_LIMIT`, the rest counted. */
export function arrange(given: readonly Draft[]): Diagnostic[] {
  const ranks = new Map<string, number>();
  for (const { source } of given) if (!ranks.has(source)) ranks.set(source, ranks.size);
  const rank = (each: Draft) => ranks.get(each.source) as number;
  const once = new Map<string, Draft>();
  for (const each of given) {
    const key = JSON.stringify([each.code, each.source, each.line, each.column, each.path, each.details]);
    if (!once.has(key)) once.set(key, each);
  }
  const sorted = [...once.values()].sort(
    (a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column,
  );
  const told = sorted.slice(0, FAULT_LIMIT).map(settle);
  if (sorted.length <= FAULT_LIMIT) return told;
  const more = fault("scenario/more_faults", [], { shown: FAULT_LIMIT, left: sorted.length - FAULT_LIMIT });
  return [...told, settle(toDiagnostic(more, sorted[0].source, { line: 0, column: 0 }))];
}

/** A draft with its hint looked for. */
function settle({ nearest, ...diagnostic }: Draft): Diagnostic {
  const name = nearest?.();
  return name === undefined
    ? diagnostic
    : { ...diagnostic, details: { ...diagnostic.details, nearest: name } };
}
