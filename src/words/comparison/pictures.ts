import type { LogDuty } from "../../model/index.ts";
import type { Block } from "../blocks.ts";
import { tidy, type Words } from "../language.ts";
import { sayNumber, sayShare, saySpan } from "../numbers.ts";
import { COUNTERFACTUAL, sayDutyKind } from "../vocabulary.ts";
import type { ComparedLine, DistributionLine, KernelWord, MeasureShape, SummaryLine } from "./data.ts";
import type { Teller } from "./teller.ts";
import { sayEstimate, sayInterval, sayMeasured, sayQuantile } from "./values.ts";
import { sayKernel } from "./verdicts.ts";

/** What stands beside the pictures of a report: a sentence above each, a table below, names of axes and marks. */

export const PICTURE_WORDS = {
  key: { en: "Variants", fr: "Variantes" },
  baseline: { en: "baseline", fr: "référence" },
  variant: { en: "variant", fr: "variante" },
  against: { en: "against", fr: "face à" },
  measure: { en: "measure", fr: "mesure" },
  difference: { en: "difference (interval)", fr: "différence (intervalle)" },
  verdict: { en: "verdict", fr: "verdict" },
  notices: { en: "Before reading", fr: "Avant de lire" },
  method: { en: "How to read it", fr: "Comment lire" },
  contents: { en: "Contents", fr: "Sommaire" },
  skip: { en: "Skip to the findings", fr: "Aller aux résultats" },
  numbers: { en: "The numbers of this picture", fr: "Les nombres de cette image" },
  distributions: { en: "How single replications spread", fr: "Comment les réplications se dispersent" },
  curves: { en: "Time to removal", fr: "Délai de retrait" },
  distributionIs: {
    en: "Thick line: median. Box: the middle half. Thin line: from 5 % to 95 %. Dots: every fortieth part. What had not come by the end lies open at the right edge.",
    fr: "Trait épais : médiane. Boîte : la moitié centrale. Trait fin : de 5 % à 95 %. Points : chaque quarantième. Ce qui n’était pas venu à la fin reste ouvert au bord droit.",
  },
  curveIs: {
    en: "Each line: the share of unlawful items removed by that age, of those that went online at least so long before the end. Upright strokes: 95 % intervals. Dashed uprights: deadlines. A line that ends in a hollow mark was not watched longer: what lies above it was still up, and is open.",
    fr: "Chaque ligne : la part des contenus illicites retirés à cet âge, parmi ceux mis en ligne au moins aussi longtemps avant la fin. Traits verticaux : intervalles à 95 %. Pointillés verticaux : délais. Une ligne qui finit par une marque creuse n’a pas été observée plus longtemps : ce qui est au-dessus était encore en ligne, et reste ouvert.",
  },
  tradeOffIs: {
    en: "Further left: less exposure. Further down: fewer wrongful removals. Crosses: 95 % intervals. Filled marks, joined: no other variant has less of both. Hollow: another has; dashed: perhaps.",
    fr: "Plus à gauche : moins d’exposition. Plus bas : moins de retraits à tort. Croix : intervalles à 95 %. Marques pleines, reliées : aucune autre variante n’a moins des deux. Creuses : une autre a moins ; en pointillé : peut-être.",
  },
  tornadoIs: {
    en: "Each bar: the difference, from one end of the assumption's range to the other. Hollow mark: at the low end; filled: at the high end; beside each, the number assumed there. Thin lines: 95 % intervals of the difference there; an arrow: it goes on. The upright line is the difference at the assumed values.",
    fr: "Chaque barre : la différence, d’un bout de la plage de la supposition à l’autre. Marque creuse : au bas ; pleine : au haut ; à côté de chacune, le nombre supposé là. Traits fins : intervalles à 95 % de la différence à cet endroit ; une flèche : il se poursuit. Le trait vertical est la différence aux valeurs supposées.",
  },
  effect: { en: "difference", fr: "différence" },
  exposure: {
    en: "hours online, all items together (h)",
    fr: "heures en ligne, tous contenus confondus (h)",
  },
  wrongful: { en: "wrongful removals (items)", fr: "retraits à tort (contenus)" },
  age: { en: "time since posting", fr: "temps depuis la publication" },
  removed: { en: "removed", fr: "retirés" },
  open: { en: "open", fr: "ouvert" },
  notWatched: { en: "not watched so long", fr: "pas observé si longtemps" },
  deadline: { en: "deadline", fr: "délai" },
  of: { en: "whose", fr: "lequel" },
  deadlines: { en: "Deadlines drawn", fr: "Délais tracés" },
  path: { en: "number", fr: "nombre" },
  value: { en: "assumed", fr: "supposé" },
  range: { en: "range", fr: "intervalle" },
  because: { en: "because", fr: "parce que" },
  zero: { en: "Zero in every replication of both:", fr: "Zéro dans chaque réplication des deux :" },
  exploratory: {
    en: "Each stands alone: among so many, some seem better or worse by chance.",
    fr: "Chacune est seule : parmi tant de mesures, certaines semblent meilleures ou moins bonnes par hasard.",
  },
  mean: { en: "mean (95 %)", fr: "moyenne (95 %)" },
  median: { en: "median", fr: "médiane" },
  print: {
    en: "This page needs no network and holds no script.",
    fr: "Cette page n’a besoin d’aucun réseau et ne contient aucun script.",
  },
  name: { en: "what", fr: "quoi" },
  content: { en: "content", fr: "contenu" },
} as const satisfies Record<string, Words>;

// Distributions.

const AT = (share: number, quantiles: readonly (number | null)[]): number | null =>
  quantiles[Math.round(share * (quantiles.length - 1))];

/** The shape of a headline measure: of any variant that has it. */
export function shapeOf(teller: Teller, measure: string): MeasureShape | undefined {
  const { page, row } = teller;
  for (const variant of teller.others)
    for (const kernel of page.kernels) {
      const found = row(variant, kernel, measure);
      if (found !== undefined) return found;
    }
  return undefined;
}

/** “Half of the replications lie below 1 h 13 min under “A”, …”, under the scenario's own kernel. */
export function sayDistributions(teller: Teller, measure: string, kernel: KernelWord): string {
  const { page, language, name } = teller;
  const shape = shapeOf(teller, measure);
  if (shape === undefined) return "";
  const parts = page.distributions
    .filter((each) => each.measure === measure && each.kernel === kernel && each.n + each.open > 0)
    .map(({ variant, quantiles }) => {
      const median = sayQuantile({ value: AT(0.5, quantiles) }, shape, language);
      return { en: `${median} under “${name(variant)}”`, fr: `${median} avec « ${name(variant)} »` }[
        language
      ];
    });
  if (parts.length === 0) return "";
  const how = page.kernels.length > 1 ? ` (${sayKernel(kernel, language)})` : "";
  return tidy(
    {
      en: `The middle replication${how}: ${parts.join(", ")}.`,
      fr: `La réplication médiane${how} : ${parts.join(", ")}.`,
    }[language],
    language,
  );
}

export function distributionTable(teller: Teller, measure: string): Block {
  const { page, language, tag } = teller;
  const shape = shapeOf(teller, measure);
  const lines = page.distributions.filter((each) => each.measure === measure);
  const cells = ({ n, open, quantiles }: DistributionLine) =>
    shape === undefined || n + open === 0
      ? ["–", "–", "–", "–", "–"]
      : [0.05, 0.25, 0.5, 0.75, 0.95].map((share) =>
          sayQuantile({ value: AT(share, quantiles) }, shape, language),
        );
  return {
    kind: "table",
    columns: [
      { text: PICTURE_WORDS.variant[language] },
      { text: { en: "kernel", fr: "noyau" }[language] },
      { text: "5 %", right: true },
      { text: "25 %", right: true },
      { text: { en: "median", fr: "médiane" }[language], right: true },
      { text: "75 %", right: true },
      { text: "95 %", right: true },
      { text: "n", right: true },
      { text: PICTURE_WORDS.open[language], right: true },
    ],
    rows: lines.map((line) => [
      tag(line.variant),
      sayKernel(line.kernel, language),
      ...cells(line),
      sayNumber(line.n, language),
      sayNumber(line.open, language),
    ]),
  };
}

// Time to removal.

export const CURVE = "removal.within.";

/** The curve of one variant under one kernel: its points by age (the part of the id), as the document sorts them. */
export function curveOf(
  teller: Teller,
  variant: string,
  kernel: KernelWord,
): readonly { readonly age: string; readonly line: ComparedLine; readonly summary: SummaryLine | null }[] {
  const { page, others } = teller;
  const isBase = variant === page.baseline;
  const table = page.tables.find(
    (each) => each.kernel === kernel && each.variant === (isBase ? others[0] : variant),
  );
  return (table?.measures ?? [])
    .filter(({ id, platform }) => platform === undefined && /^removal\.within\.[^.]+$/.test(id))
    .map((line) => ({
      age: line.id.slice(CURVE.length),
      line,
      summary: isBase ? line.baseline : line.variant,
    }));
}

export const isWatched = (
  summary: SummaryLine | null,
): summary is SummaryLine & { readonly estimate: number } => summary !== null && summary.estimate !== null;

/** “Gone within 1 h of posting: 34 % under “A”, 41 % under “B”.” */
export function sayCurves(teller: Teller, kernel: KernelWord, age: string, ms: number): string {
  const { page, language, name } = teller;
  const parts = page.variants.flatMap(({ name: variant }) => {
    const point = curveOf(teller, variant, kernel).find((each) => each.age === age);
    if (point === undefined || !isWatched(point.summary)) return [];
    const share = sayShare(point.summary.estimate, language);
    return [{ en: `${share} under “${name(variant)}”`, fr: `${share} avec « ${name(variant)} »` }[language]];
  });
  if (parts.length === 0) return "";
  const span = saySpan(ms, language);
  return tidy(
    {
      en: `Gone within ${span} of posting: ${parts.join(", ")}.`,
      fr: `Retirés ${span} au plus après publication : ${parts.join(", ")}.`,
    }[language],
    language,
  );
}

export function curveTable(
  teller: Teller,
  kernel: KernelWord,
  ages: readonly { age: string; ms: number }[],
): Block {
  const { page, language, tag } = teller;
  const curves = page.variants.map(({ name: variant }) => ({
    variant,
    points: curveOf(teller, variant, kernel),
  }));
  return {
    kind: "table",
    columns: [
      { text: PICTURE_WORDS.age[language] },
      ...curves.map(({ variant }) => ({ text: tag(variant), right: true })),
    ],
    rows: ages.map(({ age, ms }) => [
      saySpan(ms, language),
      ...curves.map(({ points }) => {
        const point = points.find((each) => each.age === age);
        if (point === undefined || !isWatched(point.summary)) return PICTURE_WORDS.notWatched[language];
        const { line, summary } = point;
        const say = (value: number) => sayMeasured(value, line, language);
        const n = summary.n + summary.open;
        return tidy(
          `${sayEstimate(summary, line, language)} (${sayInterval(summary.interval, say, n, language)})`,
          language,
        );
      }),
    ]),
  };
}

/** A deadline that some variant has, with who has it. */
export interface DrawnDeadline {
  /** milliseconds allowed */
  readonly within: number;
  readonly duties: readonly { readonly said: string; readonly variants: readonly string[] }[];
}

/** Deadlines of all variants by their length, the shortest first; none longer than `longest`. */
export function deadlinesOf({ page, header, language }: Teller, longest: number): DrawnDeadline[] {
  const byLength = new Map<number, Map<string, string[]>>();
  for (const { name: variant } of page.variants) {
    for (const duty of header(variant).duties) {
      if (duty.within <= 0 || duty.within > longest) continue;
      const found = byLength.get(duty.within) ?? new Map<string, string[]>();
      byLength.set(duty.within, found);
      const said = sayDuty(duty, language);
      const variants = found.get(said) ?? [];
      if (!variants.includes(variant)) found.set(said, [...variants, variant]);
    }
  }
  return [...byLength]
    .sort(([a], [b]) => a - b)
    .map(([within, duties]) => ({
      within,
      duties: [...duties].map(([said, variants]) => ({ said, variants })),
    }));
}

function sayDuty({ title, kind, counterfactual }: LogDuty, language: Teller["language"]): string {
  const mark = counterfactual ? `, ${COUNTERFACTUAL[language]}` : "";
  return tidy(`${title[language]} (${sayDutyKind(kind, language)}${mark})`, language);
}

export function deadlineTable({ language, letter }: Teller, deadlines: readonly DrawnDeadline[]): Block {
  return {
    kind: "table",
    columns: [
      { text: PICTURE_WORDS.deadline[language] },
      { text: PICTURE_WORDS.of[language] },
      { text: PICTURE_WORDS.variant[language] },
    ],
    rows: deadlines.flatMap(({ within, duties }) =>
      duties.map(({ said, variants }) => [saySpan(within, language), said, variants.map(letter).join(", ")]),
    ),
  };
}

// What was assumed.

export function assumptionTable({ page, language, name }: Teller): Block {
  const say = (value: number, unit: string) =>
    unit === "ms" ? saySpan(value, language) : sayNumber(value, language);
  return {
    kind: "table",
    columns: [
      { text: PICTURE_WORDS.path[language] },
      { text: PICTURE_WORDS.value[language], right: true },
      { text: PICTURE_WORDS.range[language], right: true },
      { text: PICTURE_WORDS.because[language] },
    ],
    rows: page.assumed.map(({ path, value, low, high, unit, because, variants }) => [
      variants === undefined ? path : `${path} · ${variants.map(name).join(", ")}`,
      say(value, unit),
      `${say(low, unit)} … ${say(high, unit)}`,
      because[language],
    ]),
  };
}
