import {
  type ComparedLine,
  type ComparisonPage,
  findingsOf,
  hasMeasureWords,
  type IntervalLine,
  type Language,
  methodOf,
  noticesOf,
  receiptRows,
  SHEET_WORDS,
  type SheetWord,
  SIMULATION_MARK,
  sayKernel,
  sayTally,
  sayUnit,
  type Teller,
  tellerOf,
  titleOfComparison,
} from "../../words/index.ts";
import { assumptionSheet } from "./run-workbook.ts";
import { type Sheet, workbook } from "./workbook.ts";

/** A comparison's tables as a workbook: the document's numbers as they are, so that they can be reckoned with. */
export function comparisonWorkbook(page: ComparisonPage, language: Language): Promise<Uint8Array> {
  const teller = tellerOf(page, language);
  const columns = (...keys: readonly SheetWord[]) => keys.map((key) => SHEET_WORDS[key][language]);
  const sheet = (name: SheetWord, of: readonly string[], rows: Sheet["rows"]): Sheet => ({
    name: SHEET_WORDS[name][language],
    columns: of,
    rows,
  });
  return workbook(SIMULATION_MARK[language], [
    sheet("about", columns("name", "content"), [
      ["", titleOfComparison(teller)],
      ...[...noticesOf(teller), ...methodOf(teller)].map((text) => ["", text]),
      ...page.variants.map(({ name }) => [name, teller.name(name)]),
    ]),
    sheet(
      "headlines",
      columns("variant", "id", "verdict", "finding", "content"),
      teller.others.flatMap((variant) => [
        [teller.name(variant), "", "", sayTally(teller, variant)],
        ...findingsOf(teller, variant).map(({ measure, label, text, detail }) => [
          teller.name(variant),
          measure,
          label,
          text,
          detail,
        ]),
      ]),
    ),
    sheet(
      "measures",
      columns(
        "variant",
        "kernel",
        "id",
        "platform",
        "measure",
        "unit",
        "baseline",
        "mean",
        "replications",
        "open",
        "difference",
        "low",
        "high",
        "verdict",
      ),
      page.tables.flatMap(({ variant, kernel, measures }) =>
        measures.map((line) => [
          teller.name(variant),
          sayKernel(kernel, language),
          ...measureCells(teller, variant, line),
        ]),
      ),
    ),
    assumptionSheet(page.assumed, language),
    sheet("receipt", columns("name", "content"), receiptRows(teller)),
  ]);
}

function measureCells({ language, measure }: Teller, variant: string, line: ComparedLine) {
  const { id, platform, unit, difference, verdict } = line;
  const [low, high] = endsOf(difference?.interval);
  return [
    id,
    platform,
    hasMeasureWords(id) ? measure(id, variant) : id,
    sayUnit(unit, language),
    line.baseline?.estimate,
    line.variant?.estimate,
    line.variant?.n,
    line.variant?.open,
    difference?.estimate,
    low,
    high,
    verdict.kind,
  ];
}

function endsOf(interval: IntervalLine | undefined): readonly [number | null, number | null] {
  return interval !== undefined && "low" in interval ? [interval.low, interval.high] : [null, null];
}
