import { type Protocol, type Text, textOfOption, textOfState, textOfWait } from "../model/index.ts";
import type { Block } from "./blocks.ts";
import { capital, LANGUAGES, type Language, tidy, type Words } from "./language.ts";
import { sayNumber, saySpan } from "./numbers.ts";
import { readable } from "./vocabulary.ts";

/** Models of governance: what each stands for, and their parameters side by side. */

/** A model of governance: a variant of every scenario. */
export interface ListedModel {
  readonly id: string;
  readonly title: Text;
  readonly summary: { readonly deciders: Text; readonly orders: Text; readonly clocks: Text };
}

const SUMMARY_WORDS = {
  deciders: { en: "who decides", fr: "qui décide" },
  orders: { en: "what binds", fr: "ce qui lie" },
  clocks: { en: "by when", fr: "dans quel délai" },
} as const satisfies Readonly<Record<keyof ListedModel["summary"], Words>>;

/** Models of governance with who decides, what binds and by when; nothing where the library has none. */
export function modelBlocks(models: readonly ListedModel[], language: Language): Block[] {
  if (models.length === 0) return [];
  const colon = language === "en" ? ":" : " :";
  const lines = models.flatMap(({ id, title, summary }) => [
    `${id}${colon} ${title[language]}`,
    ...(["deciders", "orders", "clocks"] as const).map(
      (key) => `  ${SUMMARY_WORDS[key][language]}${colon} ${summary[key][language]}`,
    ),
  ]);
  const title = {
    en: "Models of governance: variants of every scenario",
    fr: "Modèles de gouvernance : variantes de tout scénario",
  };
  const more = {
    en: "Their parameters side by side: list --models.",
    fr: "Leurs paramètres côte à côte : list --models.",
  };
  return [
    { kind: "heading", text: title[language] },
    { kind: "list", items: lines.map((line) => tidy(line, language)) },
    { kind: "paragraph", text: tidy(more[language], language) },
  ];
}

/** What one model has in a row: a number with where it comes from. */
export interface ModelNumber {
  readonly value: number;
  readonly unit: "ms" | "1";
  /** the range of an assumption */
  readonly low?: number;
  readonly high?: number;
  readonly source?: Text;
}

/** One parameter in all models, in their order; undefined where a model knows no such thing. */
export interface ModelRow {
  readonly path: string;
  readonly title: Text;
  readonly numbers: readonly (ModelNumber | undefined)[];
}

export interface ModelsPage {
  readonly models: readonly ListedModel[];
  readonly rows: readonly ModelRow[];
}

/**
 * The models' parameters side by side: who decides, what binds, by when, and every number with its mark; `full` says where
 * it was read.
 */
export function modelsPage(
  { models, rows }: ModelsPage,
  language: Language,
  { detail = "short" }: { readonly detail?: "short" | "full" } = {},
): Block[] {
  const said = (key: keyof ListedModel["summary"]) => [
    capital(SUMMARY_WORDS[key][language]),
    ...models.map(({ summary }) => summary[key][language]),
  ];
  const columns = [
    { text: "", grows: true },
    ...models.map(({ title }) => ({ text: title[language], grows: true })),
  ];
  return [
    {
      kind: "heading",
      text: { en: "Models of governance, side by side", fr: "Modèles de gouvernance, côte à côte" }[language],
    },
    {
      kind: "table",
      columns,
      rows: [
        said("deciders"),
        said("orders"),
        said("clocks"),
        ...rows.map(({ title, numbers }) => [
          title[language],
          ...numbers.map((number) => tidy(sayModelNumber(number, language, detail), language)),
        ]),
      ],
    },
  ];
}

function sayModelNumber(
  number: ModelNumber | undefined,
  language: Language,
  detail: "short" | "full",
): string {
  if (number === undefined) return { en: "none", fr: "néant" }[language];
  const { value, unit, low, high, source } = number;
  const say = (each: number) => (unit === "ms" ? saySpan(each, language) : sayNumber(each, language));
  const read = { en: "read", fr: "lu" }[language];
  const colon = language === "en" ? ":" : " :";
  if (source !== undefined)
    return `${say(value)} (${read}${detail === "full" ? `${colon} ${source[language]}` : ""})`;
  if (low === undefined || high === undefined) return say(value);
  const range = { en: `assumed, ${say(low)} to ${say(high)}`, fr: `supposé, de ${say(low)} à ${say(high)}` };
  return `${say(value)} (${range[language]})`;
}

const TAKES: Words = { en: "time it takes", fr: "durée" };

/** What the numbers are that statecharts ask for something with, by effect and parameter. */
const EFFECT_NUMBERS: Readonly<Record<string, Words>> = {
  "send.wrong": { en: "share named wrongly", fr: "part désignée à tort" },
  "surge.reviewers": { en: "reviewers, times so many", fr: "modérateurs, multipliés par" },
  "demote.by": {
    en: "cut in what recommendation and search bring",
    fr: "réduction de ce qu’apportent recommandation et recherche",
  },
  "blockAccess.coverage": { en: "share of people kept away", fr: "part des personnes privées d’accès" },
  "blockAccess.leak": { en: "share that gets around it", fr: "part qui contourne la mesure" },
  "sampleRemovals.missed": { en: "share of wrongful ones missed", fr: "part des injustifiés manqués" },
  "sampleRemovals.size": { en: "removals drawn", fr: "retraits tirés au sort" },
  "sampleRemovals.wrongful": {
    en: "share of the others taken for wrongful",
    fr: "part des autres jugés injustifiés",
  },
  "controlProvenance.missed": {
    en: "share of wrong labels missed",
    fr: "part des mentions fausses manquées",
  },
  "controlProvenance.share": { en: "share of labels controlled", fr: "part des mentions contrôlées" },
  "controlProvenance.wrongful": {
    en: "share of right labels taken off",
    fr: "part des mentions exactes retirées",
  },
  "placeReviewers.for": { en: "for how long", fr: "durée de leur présence" },
  "placeReviewers.missed": {
    en: "share of what is unlawful that they would keep",
    fr: "part de l’illicite qu’ils laisseraient",
  },
  "placeReviewers.reviewers": { en: "reviewers in each service", fr: "modérateurs dans chaque service" },
  "placeReviewers.sees": { en: "share of verdicts that they see", fr: "part des verdicts qu’ils voient" },
  "placeReviewers.wrongful": {
    en: "share of what is lawful that they would take down",
    fr: "part du licite qu’ils retireraient",
  },
};

/** What is there at so many keys from the root of a protocol; an event's name is one key, and has a dot in it. */
function valueAt(value: unknown, steps: readonly string[]): unknown {
  if (steps.length === 0) return value;
  if (typeof value !== "object" || value === null) return undefined;
  for (let length = 1; length <= steps.length; length++) {
    const key = steps.slice(0, length).join(".");
    if (Object.hasOwn(value, key))
      return valueAt((value as Readonly<Record<string, unknown>>)[key], steps.slice(length));
  }
  return undefined;
}

/** A number that a statechart asks for something with, and when, where it is asked for on leaving a state. */
function sayEffectNumber(protocol: Protocol, steps: readonly string[], language: Language): string {
  const [, role, , ...inner] = steps;
  const last = steps.at(-1) ?? "";
  const { type } = (valueAt(protocol, steps.slice(0, -2)) ?? {}) as { readonly type?: unknown };
  const name = `${String(type)}.${last}`;
  const said = Object.hasOwn(EFFECT_NUMBERS, name) ? EFFECT_NUMBERS[name][language] : readable(last);
  const exit = inner.indexOf("exit");
  if (exit < 0) return said;
  const keys = inner.slice(0, exit).filter((_, index) => index % 2 === 1);
  const state = textOfState(protocol, role, keys)?.[language] ?? readable(keys.at(-1) ?? "");
  return { en: `${said}, on leaving “${state}”`, fr: `${said}, en quittant « ${state} »` }[language];
}

/**
 * What a number of a protocol is, by the keys that lead to it: a duty or a wait by its title, a choice with its option, a
 * sanction, or what a role asks for.
 */
export function titleOfModelNumber(protocol: Protocol, steps: readonly string[]): Text {
  const [part, name, key, last = key] = steps;
  const [en, fr] = LANGUAGES.map((language) => {
    const join = (title: string, tail: string) => {
      const said = title.endsWith("?")
        ? `${title} ${capital(tail)}`
        : `${title}${{ en: ":", fr: " :" }[language]} ${tail}`;
      return tidy(said, language);
    };
    switch (part) {
      case "duties":
        return protocol.duties[name].title[language];
      case "decisions": {
        const { title } = protocol.decisions[name];
        if (key === "takes") return join(title[language], TAKES[language]);
        return join(title[language], textOfOption(protocol, name, last)?.[language] ?? readable(last));
      }
      case "delays":
        return capital(textOfWait(protocol, name)?.[language] ?? readable(name));
      case "sanctions":
        return protocol.sanctions?.[name]?.title[language] ?? readable(name);
      case "roles":
        return join(protocol.roles[name].title[language], sayEffectNumber(protocol, steps, language));
      default:
        return readable(steps.join(" "));
    }
  });
  return { en, fr };
}
