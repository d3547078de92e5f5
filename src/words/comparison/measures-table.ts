import type { Block } from "../blocks.ts";
import { tidy } from "../language.ts";
import { hasMeasureWords } from "../measures.ts";
import { sayNumber } from "../numbers.ts";
import { isKeyMeasure } from "../run-page/measures.ts";
import type { ComparedLine, KernelWord, SummaryLine, VerdictLine } from "./data.ts";
import { isOffScale, sayDifferenceCells } from "./headlines.ts";
import { nameOfRow, type Teller } from "./teller.ts";
import { sayEnd, sayEstimate, sayInterval, sayQuantile, sayRestriction, saySignedEnd } from "./values.ts";
import { sayVerdict, sayVerdictWord, sayWhy } from "./verdicts.ts";

/** All other measures: each stands alone. */

/** One measure of one variant against the baseline, as a table shows it. */
export interface MeasureRow {
  readonly id: string;
  readonly label: string;
  readonly restriction: string;
  readonly baseline: SideCells;
  readonly variant: SideCells;
  readonly difference: string;
  readonly interval: string;
  readonly verdict: string;
  readonly kind: VerdictLine["kind"];
  readonly word: string;
  readonly why: string;
}

export interface SideCells {
  readonly estimate: string;
  readonly interval: string;
  readonly median: string;
  readonly p5: string;
  readonly p95: string;
  readonly open: string;
}

const CURVE = "removal.within.";
const DUTIES = "duties.";

/** Totals that are neither shown as headlines, curves or deadlines; those that exist nowhere are left out. */
export function exploratoryLines({ page }: Teller, variant: string, kernel: KernelWord): ComparedLine[] {
  const table = page.tables.find((each) => each.variant === variant && each.kernel === kernel);
  return (table?.measures ?? []).filter(
    ({ id, platform, role, baseline, variant: other }) =>
      platform === undefined &&
      role === "exploratory" &&
      !id.startsWith(CURVE) &&
      hasMeasureWords(id) &&
      [baseline, other].some((side) => side !== null && side.n + side.open > 0),
  );
}

/** Zero in every replication of both sides. */
export function isZero({ baseline, variant }: ComparedLine): boolean {
  return [baseline, variant].every(
    (side) =>
      side === null ||
      (side.estimate === 0 &&
        side.open === 0 &&
        side.median.value === 0 &&
        side.p5.value === 0 &&
        side.p95.value === 0),
  );
}

export function measureRow(teller: Teller, variant: string, line: ComparedLine): MeasureRow {
  const { language } = teller;
  const { difference, verdict } = line;
  const isHidden = isOffScale(line);
  const sides = [line.baseline, line.variant].map((side) => sideCells(teller, line, isHidden ? null : side));
  const estimate = difference?.estimate ?? null;
  const interval = difference?.interval ?? { kind: "too-few", why: "no-values" };
  const end = (value: number) => saySignedEnd(value, line, language);
  return {
    id: line.id,
    label: teller.measure(nameOfRow(line), variant),
    restriction: isHidden ? "" : tidy(sayRestriction(line.baseline, line.variant, language), language),
    baseline: sides[0],
    variant: sides[1],
    ...(isHidden
      ? { difference: "–", interval: "" }
      : sayDifferenceCells(
          line,
          estimate,
          sayInterval(interval, end, difference?.pairs ?? 0, language),
          language,
        )),
    verdict: sayVerdict(verdict, language),
    kind: verdict.kind,
    word: sayVerdictWord(verdict, language),
    why: tidy(sayWhy(verdict, language), language),
  };
}

function sideCells({ language }: Teller, line: ComparedLine, side: SummaryLine | null): SideCells {
  if (side === null || side.n + side.open === 0)
    return { estimate: "–", interval: "", median: "–", p5: "–", p95: "–", open: "" };
  const [median, p5, p95] = [side.median, side.p5, side.p95].map((each) => sayQuantile(each, line, language));
  const end = (value: number) => sayEnd(value, line, language);
  return {
    estimate: sayEstimate(side, line, language),
    interval: tidy(sayInterval(side.interval, end, side.n + side.open, language), language),
    median,
    p5,
    p95,
    open: sayNumber(side.open, language),
  };
}

/** For a page: the measures that a replay shows too, with both sides and their difference; where the rest is. */
export function exploratoryBlocks(teller: Teller, variant: string): Block[] {
  const { language, own } = teller;
  const all = exploratoryLines(teller, variant, own);
  const shown = all
    .filter((line) => isKeyMeasure(line.id) && !line.id.startsWith(DUTIES) && !isZero(line))
    .map((line) => measureRow(teller, variant, line));
  const left = all.length - shown.length;
  const more = {
    en: `${sayNumber(left, language)} more measures, each platform's, and those under the other kernel: --json; --report draws them.`,
    fr: `${sayNumber(left, language)} autres mesures, celles de chaque plateforme et celles avec l’autre noyau : --json ; --report les dessine.`,
  }[language];
  return [
    differenceTable(shown, teller),
    {
      kind: "paragraph",
      text: {
        en: "How single replications spread:",
        fr: tidy("Comment les réplications se dispersent :", "fr"),
      }[language],
    },
    spreadTable(shown, teller),
    { kind: "paragraph", text: tidy(more, language) },
  ];
}

function differenceTable(rows: readonly MeasureRow[], { language }: Teller): Block {
  return {
    kind: "table",
    columns: [
      { text: { en: "measure", fr: "mesure" }[language], grows: true },
      { text: { en: "baseline", fr: "référence" }[language], right: true },
      { text: { en: "variant", fr: "variante" }[language], right: true },
      { text: { en: "difference (95 %)", fr: "différence (95 %)" }[language], grows: true },
      { text: { en: "alone", fr: "seule" }[language], grows: true },
    ],
    rows: rows.map((row) => [
      row.restriction === "" ? row.label : `${row.label} (${row.restriction})`,
      row.baseline.estimate,
      row.variant.estimate,
      row.interval === "" ? row.difference : `${row.difference} (${row.interval})`,
      row.verdict,
    ]),
  };
}

const spreadRow = (name: string, { estimate, interval, median, p5, p95, open }: SideCells) => [
  name,
  interval === "" ? estimate : `${estimate} (${interval})`,
  median,
  p5 === p95 ? p5 : `${p5} … ${p95}`,
  open,
];

function spreadTable(rows: readonly MeasureRow[], { language }: Teller): Block {
  return {
    kind: "table",
    columns: [
      { text: { en: "baseline, then variant", fr: "référence, puis variante" }[language], grows: true },
      { text: { en: "mean (95 %)", fr: "moyenne (95 %)" }[language], grows: true },
      { text: { en: "median", fr: "médiane" }[language], right: true },
      { text: "5 % … 95 %", grows: true },
      { text: { en: "open", fr: "en cours" }[language], right: true },
    ],
    rows: rows.flatMap((row) => [
      spreadRow(row.restriction === "" ? row.label : `${row.label} (${row.restriction})`, row.baseline),
      spreadRow(`\u00a0\u00a0${{ en: "variant", fr: "variante" }[language]}`, row.variant),
    ]),
  };
}
