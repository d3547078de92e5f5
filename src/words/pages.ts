import type { Diagnostic, Protocol, Text } from "../model/index.ts";
import type { Block } from "./blocks.ts";
import { sayDiagnostic } from "./diagnostics.ts";
import { type Language, tidy, type Words } from "./language.ts";
import { type ListedModel, modelBlocks } from "./models.ts";
import { sayNumber, saySpan } from "./numbers.ts";
import type { FindingNames } from "./statechart/finding.ts";
import { sayBinding } from "./vocabulary.ts";

/** Smaller pages: what is wrong with files, and what the library holds. */

/** One fault in one line: place, code, sentence, hint. */
export function diagnosticLine(diagnostic: Diagnostic, language: Language, names?: FindingNames): string {
  const { source, line, column, code, severity } = diagnostic;
  const { sentence, hint } = sayDiagnostic(diagnostic, language, names);
  const place = line > 0 ? `${source}:${line}:${column}` : source;
  const warning = severity === "warning" ? { en: "warning ", fr: "avertissement " }[language] : "";
  const path = diagnostic.path === "" ? "" : ` (${diagnostic.path})`;
  return `${place} ${warning}${code} ${sentence}${hint === "" ? "" : ` ${hint}`}${path}`;
}

/** What a check of files came to. */
export function checkSummary(files: number, errors: number, warnings: number, language: Language): string {
  const n = (value: number) => sayNumber(value, language);
  // French counts none as one.
  const isOne = (value: number) => value === 1 || (language === "fr" && value === 0);
  const many = (value: number, one: string, more: string) => `${n(value)} ${isOne(value) ? one : more}`;
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

export interface ListedProtocol extends Listed, Pick<Protocol, "group" | "binding" | "inForce"> {
  readonly version: string;
  readonly reconstructed: boolean;
}

export interface LibraryPage {
  readonly scenarios: readonly ListedScenario[];
  /** Families of protocols, in the order in which they are shown. */
  readonly groups: readonly Listed[];
  readonly protocols: readonly ListedProtocol[];
  readonly exercises: readonly ListedExercise[];
  readonly platforms: readonly Listed[];
  readonly models: readonly ListedModel[];
}

/** An exercise as it is listed. */
export interface ListedExercise extends Listed {
  readonly aim: Text;
  readonly scenario: string;
  /** exercise time and real time, milliseconds */
  readonly duration: number;
  readonly realTime: number;
  readonly seats: number;
  readonly rows: number;
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
        `${titled(each, language)}${each.real ? real : ""}`,
        ...each.variants.map((variant) => `  ${variantWord} ${titled(variant, language)}`),
      ]),
    ),
    heading("Exercises", "Exercices"),
    items(page.exercises.map((each) => sayExercise(each, language))),
    ...modelBlocks(page.models, language),
    heading("Protocols", "Protocoles"),
    ...protocolBlocks(page, language),
    heading("Shared platform profiles", "Profils de plateformes partagés"),
    items(page.platforms.map((each) => titled(each, language))),
  ];
}

function sayExercise(
  { id, title, scenario, duration, realTime, seats, rows }: ListedExercise,
  language: Language,
): string {
  const [time, real] = [duration, realTime].map((span) => saySpan(span, language));
  const said = {
    en: `${time} of exercise time, ${real} in the room; seats: ${seats}; rows in the MSEL: ${rows}; scenario ${scenario}`,
    fr: `${time} de temps d’exercice, ${real} en salle ; postes : ${seats} ; lignes du chronogramme : ${rows} ; scénario ${scenario}`,
  }[language];
  return `${titled({ id, title }, language)} (${said})`;
}

const WITHOUT_GROUP: Words = { en: "Without a group", fr: "Sans groupe" };
export const RECONSTRUCTED: Words = {
  en: "reconstructed from public sources",
  fr: "reconstitué d’après des sources publiques",
};

/** Protocols below the titles of their groups; a group without any is not shown. */
function protocolBlocks({ groups, protocols }: LibraryPage, language: Language): Block[] {
  const known = new Set(groups.map(({ id }) => id));
  const shelves = [
    ...groups.map(({ id, title }) => ({
      text: `${title[language]} (${id})`,
      held: protocols.filter(({ group }) => group === id),
    })),
    {
      text: WITHOUT_GROUP[language],
      held: protocols.filter(({ group }) => group === undefined || !known.has(group)),
    },
  ];
  return shelves
    .filter(({ held }) => held.length > 0)
    .flatMap(({ text, held }): Block[] => [
      { kind: "paragraph", text },
      items(held.map((each) => tidy(sayListed(each, language), language))),
    ]);
}

function sayListed(
  { id, version, title, binding, inForce, reconstructed }: ListedProtocol,
  language: Language,
): string {
  const facts = [
    sayBinding(binding, language),
    sayInForce(inForce, language),
    reconstructed ? RECONSTRUCTED[language] : "",
  ].filter((each) => each !== "");
  const colon = language === "en" ? ":" : " :";
  return `${id} (${version})${colon} ${title[language]} [${facts.join(language === "en" ? "; " : " ; ")}]`;
}

/** "in force 2022-06-07 to 2024-05-14"; nothing where no date is known. */
export function sayInForce(inForce: Protocol["inForce"], language: Language): string {
  const { from, to, struckDown } = inForce ?? {};
  if (struckDown === true)
    return { en: "struck down, never in force", fr: "censuré, jamais en vigueur" }[language];
  if (from !== undefined && to !== undefined)
    return { en: `in force ${from} to ${to}`, fr: `en vigueur du ${from} au ${to}` }[language];
  if (from !== undefined)
    return { en: `in force since ${from}`, fr: `en vigueur depuis le ${from}` }[language];
  if (to !== undefined) return { en: `in force until ${to}`, fr: `en vigueur jusqu’au ${to}` }[language];
  return "";
}

/** An id and what it stands for. */
function titled({ id, title }: { readonly id: string; readonly title: Text }, language: Language): string {
  return tidy(`${id}${language === "en" ? ":" : " :"} ${title[language]}`, language);
}
