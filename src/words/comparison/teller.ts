import type { LogHeader } from "../../model/index.ts";
import { capital, type Language, tidy } from "../language.ts";
import { sayMeasure } from "../measures.ts";
import { counterfactualOf } from "../run-page/measures.ts";
import { COUNTERFACTUAL } from "../vocabulary.ts";
import type { ComparedLine, ComparedVariant, ComparisonPage, KernelWord } from "./data.ts";

/** A comparison with its names at hand. */
export interface Teller {
  readonly page: ComparisonPage;
  readonly language: Language;
  /** the scenario's own kernel: the first that was run */
  readonly own: KernelWord;
  /** variants that stand against the baseline, in the document's order */
  readonly others: readonly string[];
  /** title of a variant, marked where it shows a text that was not in force */
  name(variant: string): string;
  /** the letter that stands for a variant in pictures: A is the baseline */
  letter(variant: string): string;
  /** what names a variant in a table: its title, with its letter where there are pictures */
  tag(variant: string): string;
  header(variant: string): LogHeader;
  /** name of a row (`id` or `id@platform`); of deadlines, whether they were in force under a variant */
  measure(name: string, variant: string): string;
  /** the row of a variant's table; undefined where it has none */
  row(variant: string, kernel: KernelWord, name: string): ComparedLine | undefined;
}

export const nameOfRow = ({ id, platform }: Pick<ComparedLine, "id" | "platform">): string =>
  platform === undefined ? id : `${id}@${platform}`;

const LETTERS = 26;

function letterAt(place: number): string {
  const letter = String.fromCharCode(65 + (place % LETTERS));
  return place < LETTERS ? letter : `${letter}${Math.floor(place / LETTERS)}`;
}

export function tellerOf(
  page: ComparisonPage,
  language: Language,
  { letters = false }: { readonly letters?: boolean } = {},
): Teller {
  const order = page.variants.map(({ name }) => name);
  const name = (variant: string) => titleOfVariant(find(variant), language);
  const letter = (variant: string) => letterAt(order.indexOf(variant));
  const about = new Map(page.about.map((each) => [each.name, each]));
  const find = (variant: string): ComparedVariant => {
    const found = about.get(variant);
    if (found === undefined) throw new RangeError(`no such variant: ${variant}`);
    return found;
  };
  const tables = new Map(
    page.tables.map(({ variant, kernel, measures }) => [
      `${variant} ${kernel}`,
      new Map(measures.map((row) => [nameOfRow(row), row])),
    ]),
  );
  return {
    page,
    language,
    own: page.kernels[0],
    others: order.filter((variant) => variant !== page.baseline),
    name,
    letter,
    tag: (variant) => (letters ? `${letter(variant)} · ${name(variant)}` : name(variant)),
    header: (variant) => find(variant).header,
    measure(row, variant) {
      const [id, platform] = row.split("@");
      const { header } = find(variant);
      const mark =
        counterfactualOf(id, header, language) || counterfactualOf(id, find(page.baseline).header, language);
      const said = capital(sayMeasure(id, language)) + mark;
      if (platform === undefined) return said;
      const title = header.platforms.find((each) => each.id === platform)?.title[language] ?? platform;
      return `${said} · ${title}`;
    },
    row: (variant, kernel, row) => tables.get(`${variant} ${kernel}`)?.get(row),
  };
}

function titleOfVariant({ title, header }: ComparedVariant, language: Language): string {
  const word = COUNTERFACTUAL[language];
  const said = title[language];
  const isMarked = said.toLowerCase().includes(word.replaceAll("*", ""));
  const isCounterfactual = header.protocols.some(({ counterfactual }) => counterfactual);
  return tidy(isCounterfactual && !isMarked ? `${said} (${word})` : said, language);
}
