import type { Block } from "./blocks.ts";
import type { ComparisonPage } from "./comparison/data.ts";
import { dutyBlocks } from "./comparison/duties.ts";
import { findingsOf, headlineTable, sayTally } from "./comparison/headlines.ts";
import { exploratoryBlocks } from "./comparison/measures-table.ts";
import { methodOf, noticesOf } from "./comparison/notices.ts";
import { RECEIPT, receiptRows, sayPrecision } from "./comparison/receipt.ts";
import { type Teller, tellerOf } from "./comparison/teller.ts";
import { sayTornadoMethod, tornadoBlocks } from "./comparison/tornado.ts";
import { sayTradeOff, tradeOffTable } from "./comparison/trade-off.ts";
import { sayKernel } from "./comparison/verdicts.ts";
import { type Language, tidy, type Words } from "./language.ts";
import { assumptionBlocks } from "./run-page/assumptions.ts";
import { SIMULATION_MARK } from "./run-page/notes.ts";

/** The page of a comparison: what was found first, then what it rests on. */

export const COMPARISON_HEADINGS = {
  findings: { en: "What was found", fr: "Ce qui a été trouvé" },
  headlines: { en: "The headline measures", fr: "Les mesures principales" },
  duties: { en: "Deadlines", fr: "Délais" },
  precision: { en: "Precision", fr: "Précision" },
  tradeOff: {
    en: "What less exposure costs in wrongful removals",
    fr: "Ce que moins d’exposition coûte en retraits à tort",
  },
  tornado: { en: "What hangs on which assumption", fr: "Ce qui tient à quelle supposition" },
  measures: { en: "Other measures, exploratory", fr: "Autres mesures, exploratoires" },
  assumptions: { en: "What was assumed", fr: "Ce qui a été supposé" },
  receipt: { en: "Receipt", fr: "Reçu" },
} as const satisfies Record<string, Words>;

export function comparisonPage(page: ComparisonPage, language: Language): Block[] {
  const teller = tellerOf(page, language);
  const { others, name, own } = teller;
  const heading = (key: keyof typeof COMPARISON_HEADINGS, of = ""): Block => ({
    kind: "heading",
    text: COMPARISON_HEADINGS[key][language] + (of === "" ? "" : ` · ${of}`),
  });
  const tables = page.replications > 0 ? others : [];
  return [
    { kind: "title", text: titleOfComparison(teller), mark: SIMULATION_MARK[language] },
    ...noticesOf(teller).map((text): Block => ({ kind: "notice", text })),
    heading("findings"),
    ...others.flatMap((variant): Block[] => [
      { kind: "paragraph", text: sayTally(teller, variant) },
      { kind: "entries", rows: findingsOf(teller, variant) },
    ]),
    ...tradeOffSentence(teller),
    ...methodOf(teller).map((text): Block => ({ kind: "paragraph", text })),
    ...tables.flatMap((variant) => [heading("headlines", name(variant)), headlineTable(teller, variant)]),
    heading("duties", page.kernels.length > 1 ? sayKernel(own, language) : ""),
    ...dutyBlocks(teller, own),
    ...precisionBlocks(teller, heading("precision")),
    ...tradeOffBlocks(teller, heading("tradeOff", page.kernels.length > 1 ? sayKernel(own, language) : "")),
    ...(page.tornado.length === 0
      ? []
      : [
          heading("tornado"),
          { kind: "paragraph" as const, text: sayTornadoMethod(teller) },
          ...tornadoBlocks(teller),
        ]),
    ...tables.flatMap((variant) => [
      heading("measures", name(variant)),
      ...exploratoryBlocks(teller, variant),
    ]),
    heading("assumptions"),
    ...assumptionBlocks(page.assumed, language),
    heading("receipt"),
    {
      kind: "table",
      columns: [{ text: "" }, { text: "", grows: true }],
      rows: receiptRows(teller),
    },
    { kind: "paragraph", text: tidy(RECEIPT[language], language) },
  ];
}

export function titleOfComparison({ page, language, name }: Teller): string {
  const { en, fr } = page.title;
  return tidy(
    {
      en: `${en}: variants compared with “${name(page.baseline)}”`,
      fr: `${fr} : variantes comparées à « ${name(page.baseline)} »`,
    }[language],
    language,
  );
}

function tradeOffSentence(teller: Teller): Block[] {
  const text = sayTradeOff(teller, teller.own);
  return text === undefined ? [] : [{ kind: "paragraph", text }];
}

function precisionBlocks(teller: Teller, heading: Block): Block[] {
  const text = sayPrecision(teller);
  return text === "" ? [] : [heading, { kind: "paragraph", text }];
}

function tradeOffBlocks(teller: Teller, heading: Block): Block[] {
  const table = tradeOffTable(teller, teller.own);
  return table === undefined ? [] : [heading, table];
}
