import type { Block, Entry } from "../blocks.ts";
import { type Language, tidy } from "../language.ts";
import { sayNumber, sayShare } from "../numbers.ts";
import type { ComparedLine, HeadlineLine, IntervalLine, KernelWord, VerdictLine } from "./data.ts";
import type { Teller } from "./teller.ts";
import {
  isInstant,
  sayDifference,
  sayDifferenceEnds,
  sayEstimate,
  sayInterval,
  sayRestriction,
  saySigned,
  saySignedEnd,
  saySize,
  unbroken,
} from "./values.ts";
import {
  moodOf,
  sayCounts,
  sayDrivers,
  sayKernel,
  sayVerdict,
  sayVerdictWord,
  sayWhy,
  TURNS,
  TURNS_MARK,
} from "./verdicts.ts";

/** The headline measures of a comparison: a sentence for each finding, and the table of both kernels. */

/** What one kernel says of one headline measure. */
export interface HeadlineCell {
  readonly kernel: KernelWord;
  readonly baseline: string;
  readonly variant: string;
  readonly difference: string;
  readonly interval: string;
  /** the verdict with its reason, and both apart */
  readonly verdict: string;
  readonly kind: VerdictLine["kind"];
  readonly word: string;
  readonly why: string;
  /** in how many settings of what we do not know; empty where assumed numbers stood still */
  readonly settings: string;
  /** that means go up to the end only, and how many had not come; empty where nothing is to be said */
  readonly restriction: string;
}

export interface HeadlineRow {
  /** row of the layout */
  readonly measure: string;
  readonly label: string;
  readonly cells: readonly HeadlineCell[];
  readonly turnsOver: boolean;
}

const COLON = { en: ":", fr: "\u00a0:" } as const;

const NOT_AT_SCALE = { en: "not at this scale", fr: "pas à cette échelle" } as const;

export const isOffScale = ({ verdict }: Pick<ComparedLine, "verdict">): boolean =>
  verdict.kind === "none" && verdict.why === "scale";

const headlinesOf = ({ page }: Teller, variant: string): readonly HeadlineLine[] =>
  page.headlines.filter((headline) => headline.variant === variant);

/** The interval that the verdict was read from: with what we do not know in it, where that was drawn. */
function intervalUnder({ doubt, byKernel }: HeadlineLine, kernel: KernelWord): IntervalLine {
  const found =
    doubt?.kernels.find((each) => each.kernel === kernel) ?? byKernel.find((each) => each.kernel === kernel);
  return found?.interval ?? { kind: "too-few", why: "no-values" };
}

export function headlineRows(teller: Teller, variant: string): HeadlineRow[] {
  return headlinesOf(teller, variant).map((headline) => {
    const rows = headline.byKernel.map(({ kernel }) => teller.row(variant, kernel, headline.measure));
    return {
      measure: headline.measure,
      label: teller.measure(headline.measure, variant),
      cells: headline.byKernel.map((each, place) => cellOf(teller, headline, each, rows[place])),
      turnsOver: headline.turnsOver,
    };
  });
}

function cellOf(
  { language }: Teller,
  headline: HeadlineLine,
  { kernel, verdict, estimate }: HeadlineLine["byKernel"][number],
  row: ComparedLine | undefined,
): HeadlineCell {
  const shape = { unit: headline.unit, kind: row?.kind ?? "sum" };
  const isHidden = row === undefined || isOffScale(row);
  const doubt = headline.doubt?.kernels.find((each) => each.kernel === kernel);
  const end = (value: number) => saySignedEnd(value, shape, language);
  const interval = intervalUnder(headline, kernel);
  const said = isHidden
    ? { difference: NOT_AT_SCALE[language], interval: "" }
    : sayDifferenceCells(
        row,
        estimate,
        sayInterval(interval, end, row.difference?.pairs ?? 0, language),
        language,
      );
  return {
    kernel,
    baseline: isHidden ? "–" : sayEstimate(row.baseline, shape, language),
    variant: isHidden ? "–" : sayEstimate(row.variant, shape, language),
    ...said,
    verdict: sayVerdict(verdict, language),
    kind: verdict.kind,
    word: sayVerdictWord(verdict, language),
    why: tidy(sayWhy(verdict, language), language),
    restriction: isHidden ? "" : tidy(sayRestriction(row.baseline, row.variant, language), language),
    settings: doubt === undefined ? "" : tidy(sayCounts(doubt, headline.direction, language, true), language),
  };
}

/** A difference and its interval; what is equal in every replication needs neither. */
export function sayDifferenceCells(
  { difference, unit }: Pick<ComparedLine, "difference" | "unit">,
  estimate: number | null,
  interval: string,
  language: Language,
): { readonly difference: string; readonly interval: string } {
  if (difference === null) return { difference: "–", interval: "" };
  if (difference.isAlike)
    return {
      difference: { en: "equal in every replication", fr: "égal dans chaque réplication" }[language],
      interval: "",
    };
  return {
    difference: estimate === null ? "–" : saySigned(estimate, { unit }, language),
    interval: tidy(interval, language),
  };
}

/** One table a variant: each measure under the scenario's own kernel, then under the other. */
export function headlineTable(teller: Teller, variant: string): Block {
  const { language } = teller;
  const rows = headlineRows(teller, variant).flatMap(({ label, cells, turnsOver }) =>
    cells.map((cell, place) => [
      (place === 0 ? label : `\u00a0\u00a0${sayKernel(cell.kernel, language)}`) +
        (cell.restriction === "" ? "" : ` (${cell.restriction})`),
      cell.baseline,
      cell.variant,
      cell.interval === "" ? cell.difference : `${cell.difference} (${cell.interval})`,
      (place > 0 && turnsOver ? `${TURNS_MARK} ` : "") +
        (cell.settings === "" ? cell.verdict : `${cell.word}${COLON[language]} ${cell.settings}`),
    ]),
  );
  return {
    kind: "table",
    columns: [
      { text: { en: "measure", fr: "mesure" }[language], grows: true },
      { text: { en: "baseline", fr: "référence" }[language], right: true },
      { text: { en: "variant", fr: "variante" }[language], right: true },
      { text: { en: "difference (interval)", fr: "différence (intervalle)" }[language], grows: true },
      { text: { en: "verdict", fr: "verdict" }[language], grows: true },
    ],
    rows,
  };
}

/** One finding: the verdict's word, a sentence, and what stands behind it. */
export interface Finding extends Entry {
  readonly measure: string;
  readonly kind: VerdictLine["kind"];
}

export function findingsOf(teller: Teller, variant: string): Finding[] {
  return headlinesOf(teller, variant).map((headline) => findingOf(teller, headline));
}

function findingOf(teller: Teller, headline: HeadlineLine): Finding {
  const { language } = teller;
  const { measure, variant, verdict, byKernel } = headline;
  const row = teller.row(variant, byKernel[0].kernel, measure);
  return {
    measure,
    kind: verdict.kind,
    mood: moodOf(verdict),
    label: sayVerdictWord(verdict, language),
    text: tidy(sayFinding(teller, headline, row), language),
    detail: tidy(sayBehind(teller, headline, row), language),
  };
}

function sayFinding(teller: Teller, headline: HeadlineLine, row: ComparedLine | undefined): string {
  const { language } = teller;
  const { verdict, measure, variant } = headline;
  const colon = COLON[language];
  const said = `${teller.measure(measure, variant)}${colon} ${sayEffect(teller, headline, row)}`;
  if (verdict.kind === "no-difference" && row !== undefined && row.difference?.isAlike !== true) {
    const edge =
      row.smallestDifferenceIs === "relative"
        ? sayShare(row.smallestDifference, language)
        : saySize(row.smallestDifference, row, language);
    return {
      en: `${said}: less than matters (${edge}).`,
      fr: `${said} : moins que ce qui compte (${edge}).`,
    }[language];
  }
  const isSaid = verdict.kind === "cannot-tell-yet" && verdict.why === "too-few" && verdict.needed === null;
  const why = isSaid ? "" : sayWhy(verdict, language);
  if (why === "") return `${said}.`;
  if (verdict.kind === "depends-on")
    return { en: `${said}; it depends on ${why}.`, fr: `${said} ; ce qui en décide : ${why}.` }[language];
  return { en: `${said}; ${why}.`, fr: `${said} ; ${why}.` }[language];
}

/** “23 min shorter on average (12 min to 35 min)”. */
function sayEffect({ language }: Teller, headline: HeadlineLine, row: ComparedLine | undefined): string {
  const none = { en: "no difference can be given", fr: "aucune différence ne peut être donnée" }[language];
  if (row === undefined || isOffScale(row) || row.difference === null) return none;
  const { difference, variant } = row;
  const [{ kernel, estimate }] = headline.byKernel;
  if (difference.isAlike) {
    return {
      en: "the same in every replication",
      fr: "la même chose dans chaque réplication",
    }[language];
  }
  if (estimate === null) return none;
  const mean =
    variant?.is === "ratio" || variant?.is === "share"
      ? ""
      : { en: " on average", fr: " en moyenne" }[language];
  const ends = sayDifferenceEnds(intervalUnder(headline, kernel), row, difference.pairs, language);
  return `${sayDifference(estimate, row, language)}${mean} (${ends})`;
}

function sayBehind(teller: Teller, headline: HeadlineLine, row: ComparedLine | undefined): string {
  const { language } = teller;
  const parts: string[] = [];
  if (row !== undefined && !isOffScale(row)) {
    const [before, after] = [row.baseline, row.variant].map((side) => sayEstimate(side, row, language));
    const relative = row.difference?.relative ?? null;
    const share =
      relative === null || isInstant(row) || row.difference?.isAlike === true
        ? ""
        : ` (${saySignedShare(relative, language)})`;
    parts.push(`${before} → ${after}${share}`);
    const restriction = sayRestriction(row.baseline, row.variant, language);
    if (restriction !== "") parts.push(restriction);
  }
  const { doubt, direction, byKernel, turnsOver } = headline;
  for (const [place, { kernel, verdict, estimate }] of byKernel.entries()) {
    const counted = doubt?.kernels.find((each) => each.kernel === kernel);
    const counts = counted === undefined ? "" : sayCounts(counted, direction, language, place > 0);
    if (place === 0 && counts === "") continue;
    const other = teller.row(headline.variant, kernel, headline.measure);
    const effect =
      place === 0 || estimate === null || other === undefined || isOffScale(other)
        ? ""
        : `${sayDifference(estimate, other, language)}, `;
    const what = counts === "" ? `${effect}${sayVerdict(verdict, language)}` : `${effect}${counts}`;
    parts.push(`${sayKernel(kernel, language)}${COLON[language]} ${what}`);
  }
  if (turnsOver) parts.push(`${TURNS_MARK} ${TURNS[language]}`);
  if (doubt !== null) {
    const drivers = sayDrivers(doubt, language);
    if (drivers !== "") parts.push(drivers);
  }
  return parts.join(" · ");
}

function saySignedShare(value: number, language: Teller["language"]): string {
  const size = unbroken(sayShare(Math.abs(value), language));
  return `${value < 0 ? "−" : "+"}${size}`;
}

/** “Under “A” rather than “B”: better on 1 of 5 headline measures, worse on 2, cannot tell yet on 2.” */
export function sayTally(teller: Teller, variant: string): string {
  const { language, page, name } = teller;
  const headlines = headlinesOf(teller, variant);
  const kinds = ["better", "worse", "no-difference", "depends-on", "cannot-tell-yet", "none"] as const;
  const counted = kinds
    .map((kind) => headlines.filter(({ verdict }) => verdict.kind === kind))
    .filter((found) => found.length > 0)
    .map((found) => {
      const word = sayVerdictWord(found[0].verdict, language);
      const count = sayNumber(found.length, language);
      return { en: `${word} on ${count}`, fr: `${word} sur ${count}` }[language];
    });
  const all = sayNumber(headlines.length, language);
  const [who, base] = [name(variant), name(page.baseline)];
  return tidy(
    {
      en: `In this model, “${who}” against “${base}”, of ${all} headline ${headlines.length === 1 ? "measure" : "measures"}: ${counted.join(", ")}.`,
      fr: `Dans ce modèle, « ${who} » face à « ${base} », sur ${all} ${headlines.length < 2 ? "mesure principale" : "mesures principales"} : ${counted.join(", ")}.`,
    }[language],
    language,
  );
}
