import type { Diagnostic } from "../model/index.ts";
import { EXERCISE_WORDS } from "./diagnostics/exercise.ts";
import { FILE_WORDS } from "./diagnostics/files.ts";
import { FINDING_WORDS } from "./diagnostics/findings.ts";
import { MARK_WORDS } from "./diagnostics/marks.ts";
import { PROTOCOL_WORDS } from "./diagnostics/protocol.ts";
import { READING_WORDS } from "./diagnostics/reading.ts";
import { SCENARIO_WORDS } from "./diagnostics/scenario.ts";
import type { Detail, DiagnosticWords } from "./diagnostics/sentence.ts";
import { type Both, type Language, tidy } from "./language.ts";
import { sayNumber } from "./numbers.ts";
import { detailsInWords, type Evidence, type FindingNames } from "./statechart/finding.ts";

/**
 * What is wrong with a file, in words: one sentence for each code that a room reports, and where there is one, what to
 * do about it. The codes belong to other rooms; a test holds this table against their lists.
 */

const ALL: readonly Readonly<Record<string, DiagnosticWords>>[] = [
  READING_WORDS,
  SCENARIO_WORDS,
  EXERCISE_WORDS,
  PROTOCOL_WORDS,
  MARK_WORDS,
  FINDING_WORDS,
  FILE_WORDS,
];

function find(code: string): DiagnosticWords | undefined {
  return ALL.find((table) => Object.hasOwn(table, code))?.[code];
}

/** Whether a code has its sentence. */
export function hasDiagnosticWords(code: string): boolean {
  return find(code) !== undefined;
}

const MEANT: Both<(nearest: string) => string> = {
  en: (nearest) => `Did you mean “${nearest}”?`,
  fr: (nearest) => `Vouliez-vous dire « ${nearest} » ?`,
};

export interface DiagnosticSaid {
  readonly sentence: string;
  /** empty when there is none */
  readonly hint: string;
}

/** `names`: of what a finding of verification is about, where it is known; else it is said by the names in its file. */
export function sayDiagnostic(
  diagnostic: Pick<Diagnostic, "code" | "details"> & Evidence,
  language: Language,
  names?: FindingNames,
): DiagnosticSaid {
  const { code } = diagnostic;
  const isFinding = names !== undefined && Object.hasOwn(FINDING_WORDS, code);
  const details = isFinding ? detailsInWords(diagnostic.details, names, diagnostic) : diagnostic.details;
  const detail: Detail = (name) => {
    // A name with an exclamation mark asks for the bare number.
    if (name.endsWith("!")) return String(details[name.slice(0, -1)] ?? "");
    const value = Object.hasOwn(details, name) ? details[name] : "";
    return typeof value === "number" ? sayNumber(value, language) : value;
  };
  const found = find(code);
  if (found === undefined) return { sentence: code, hint: "" };
  const nearest = detail("nearest");
  const hint = nearest === "" ? (found.hint?.[language](detail) ?? "") : MEANT[language](nearest);
  return { sentence: tidy(found.say[language](detail), language), hint: tidy(hint, language) };
}
