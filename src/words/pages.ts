import type { Diagnostic, Text } from "../model/index.ts";
import type { Block } from "./blocks.ts";
import { sayDiagnostic } from "./diagnostics.ts";
import { type Language, tidy } from "./language.ts";
import { sayNumber } from "./numbers.ts";

/** Smaller pages: what is wrong with files, and what the library holds. */

/** One fault in one line: place, code, sentence, hint. */
export function diagnosticLine(diagnostic: Diagnostic, language: Language): string {
  const { source, line, column, code, severity } = diagnostic;
  const { sentence, hint } = sayDiagnostic(diagnostic, language);
  const place = line > 0 ? `${source}:${line}:${column}` : source;
  const warning = severity === "warning" ? { en: "warning ", fr: "avertissement " }[language] : "";
  const path = diagnostic.path === "" ? "" : ` (${diagnostic.path})`;
  return `${place} ${warning}${code} ${sentence}${hint === "" ? "" : ` ${hint}`}${path}`;
}

/** What a check of files came to. */
export function checkSummary(files: number, errors: number, warnings: number, language: Language): string {
  const n = (value: number) => sayNumber(value, language);
  const many = (value: number, one: string, more: string) => `${n(value)} ${value === 1 ? one : more}`;
  if (language === "en") {
    return `${many(files, "file", "files")} checked: ${many(errors, "error", "errors")}, ${many(warnings, "warning", "warnings")}.`;
  }
  return tidy(
    `${many(files, "fichier vérifié", "fichiers vérifiés")} : ${many(errors, "erreur", "erreurs")}, ${many(warnings, "avertissement", "avertissements")}.`,
    language,
  );
}

export interface ListedScenario {
  readonly id: string;
  readonly title: Text;
  readonly real: boolean;
  readonly variants: readonly { readonly id: string; readonly title: Text }[];
}

export interface Listed {
  readonly id: string;
  readonly title: Text;
}

export interface LibraryPage {
  readonly scenarios: readonly ListedScenario[];
  readonly protocols: readonly (Listed & { readonly version: string })[];
  readonly platforms: readonly Listed[];
}

const items = (lines: readonly string[]): Block => ({ kind: "list", items: lines });

export function libraryPage(page: LibraryPage, language: Language): Block[] {
  const heading = (en: string, fr: string): Block => ({ kind: "heading", text: { en, fr }[language] });
  const real = {
    en: " (a real incident, for checking and comparison only)",
    fr: " (incident réel, pour vérifier et comparer seulement)",
  }[language];
  const variantWord = { en: "variant", fr: "variante" }[language];
  return [
    heading("Scenarios", "Scénarios"),
    items(
      page.scenarios.flatMap((each) => [
        `${each.id}: ${each.title[language]}${each.real ? real : ""}`,
        ...each.variants.map((variant) => `  ${variantWord} ${variant.id}: ${variant.title[language]}`),
      ]),
    ),
    heading("Protocols", "Protocoles"),
    items(page.protocols.map((each) => `${each.id} (${each.version}): ${each.title[language]}`)),
    heading("Shared platform profiles", "Profils de plateformes partagés"),
    items(page.platforms.map((each) => `${each.id}: ${each.title[language]}`)),
  ];
}
