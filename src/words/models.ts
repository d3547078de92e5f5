import type { Text } from "../model/index.ts";
import type { Block } from "./blocks.ts";
import { capital, type Language, tidy, type Words } from "./language.ts";
import { sayNumber, saySpan } from "./numbers.ts";

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
  readonly source?: string;
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
  if (source !== undefined) return `${say(value)} (${read}${detail === "full" ? `: ${source}` : ""})`;
  if (low === undefined || high === undefined) return say(value);
  const range = { en: `assumed, ${say(low)} to ${say(high)}`, fr: `supposé, ${say(low)} à ${say(high)}` };
  return `${say(value)} (${range[language]})`;
}
