import type { Both, Language, Words } from "../language.ts";

/** What a sentence about a fault is made of: the details of a diagnostic by name, and the hint of what to do about it. */

/** Details by name, as they are read in a sentence. */
export type Detail = (name: string) => string;

export interface DiagnosticWords {
  readonly say: Both<(detail: Detail) => string>;
  readonly hint?: Both<(detail: Detail) => string>;
}

export type Made = (detail: Detail) => string;

export const words = (en: Made, fr: Made, hintEn?: Made, hintFr?: Made): DiagnosticWords =>
  hintEn === undefined || hintFr === undefined
    ? { say: { en, fr } }
    : { say: { en, fr }, hint: { en: hintEn, fr: hintFr } };

/** "no platform “x”": the sentence of every reference that leads nowhere. */
export const missing = (en: string, fr: string): DiagnosticWords =>
  words(
    (d) => `There is no ${en} “${d("found")}”.`,
    (d) => `Il n’y a pas de ${fr} « ${d("found")} ».`,
  );

const TYPES: Readonly<Record<string, Words>> = {
  text: { en: "a text", fr: "un texte" },
  number: { en: "a number", fr: "un nombre" },
  "whole-number": { en: "a whole number", fr: "un nombre entier" },
  "true-or-false": { en: "true or false", fr: "true ou false" },
  list: { en: "a list", fr: "une liste" },
  table: { en: "a table of keys and values", fr: "une table de clés et de valeurs" },
  duration: { en: "a duration", fr: "une durée" },
  "positive-duration": { en: "a duration longer than nothing", fr: "une durée supérieure à zéro" },
  "non-negative-duration": { en: "a duration that is not negative", fr: "une durée non négative" },
  nothing: { en: "nothing", fr: "rien" },
  clock: { en: "a clock time", fr: "une heure" },
  offset: { en: "an offset from UTC", fr: "un décalage par rapport à UTC" },
  instant: { en: "an instant", fr: "un instant" },
  date: { en: "a date", fr: "une date" },
  name: { en: "a name", fr: "un nom" },
  include: { en: "included file", fr: "fichier inclus" },
  protocol: { en: "protocol", fr: "protocole" },
  object: { en: "a table of keys and values", fr: "une table de clés et de valeurs" },
  boolean: { en: "true or false", fr: "true ou false" },
  "state kind": {
    en: "a kind of state (parallel, final, history)",
    fr: "une sorte d’état (parallel, final, history)",
  },
  "history kind": { en: "shallow or deep", fr: "shallow ou deep" },
  mark: { en: "a mark (read, recalled, assumed)", fr: "une marque (read, recalled, assumed)" },
  transition: {
    en: "a transition: a target, or a table with target, guard, actions",
    fr: "une transition : une cible, ou une table avec target, guard, actions",
  },
  action: {
    en: "an effect: its name, or a table with type and params",
    fr: "un effet : son nom, ou une table avec type et params",
  },
  guard: {
    en: "a guard: its name, or a table with type and params",
    fr: "une garde : son nom, ou une table avec type et params",
  },
};

export function sayTypes(names: string, language: Language): string {
  const said = names.split(", ").map((name) => TYPES[name]?.[language] ?? name);
  const last = said.pop() ?? "";
  return said.length === 0 ? last : `${said.join(", ")} ${language === "en" ? "or" : "ou"} ${last}`;
}
