import type { Block } from "../blocks.ts";
import { type Language, tidy } from "../language.ts";
import { sayNumber, saySpan } from "../numbers.ts";
import type { AssumptionLine, MovedLine } from "./lines.ts";

/** Assumed numbers with their ranges, and those that were set by hand. */

const MOST_ASSUMPTIONS = 25;

/** A value of an assumption in its unit. */
function sayAssumed(value: number, unit: string, language: Language): string {
  return unit === "ms" ? saySpan(value, language) : sayNumber(value, language);
}

/** What must be said where assumed numbers do not stand as the scenario has them; nothing where all do. */
export function sayMoved(moved: readonly MovedLine[], language: Language): string[] {
  if (moved.length === 0) return [];
  const each = moved.map(({ path, value, written, unit }) => {
    const [now, before] = [value, written].map((number) => sayAssumed(number, unit, language));
    return { en: `${path} is ${now} instead of ${before}`, fr: `${path} vaut ${now} au lieu de ${before}` }[
      language
    ];
  });
  const said = {
    en: `Not as the scenario has it: ${each.join("; ")}.`,
    fr: `Autrement que dans le scénario : ${each.join(" ; ")}.`,
  };
  return [tidy(said[language], language)];
}

export function assumptionBlocks(assumptions: readonly AssumptionLine[], language: Language): Block[] {
  const n = assumptions.length;
  if (n === 0) {
    const none = {
      en: "No number is marked as an assumption.",
      fr: "Aucun nombre n’est marqué comme supposé.",
    };
    return [{ kind: "paragraph", text: none[language] }];
  }
  const count =
    n === 1
      ? {
          en: "1 number is an assumption: it could as well lie elsewhere in its range.",
          fr: "1 nombre est une supposition : il pourrait se trouver ailleurs dans son intervalle.",
        }[language]
      : {
          en: `${sayNumber(n, language)} numbers are assumptions: each could as well lie elsewhere in its range.`,
          fr: `${sayNumber(n, language)} nombres sont des suppositions : chacun pourrait se trouver ailleurs dans son intervalle.`,
        }[language];
  const items = assumptions.slice(0, MOST_ASSUMPTIONS).map(({ path, value, low, high, unit, because }) => {
    const said = [value, low, high].map((each) => sayAssumed(each, unit, language));
    const range = {
      en: `${said[0]}, between ${said[1]} and ${said[2]}`,
      fr: `${said[0]}, entre ${said[1]} et ${said[2]}`,
    }[language];
    return tidy(
      `${path} : ${range}${because[language] === "" ? "" : ` (${because[language]})`}`.replace(
        " :",
        language === "en" ? ":" : " :",
      ),
      language,
    );
  });
  const blocks: Block[] = [
    { kind: "paragraph", text: tidy(count, language) },
    { kind: "list", items },
  ];
  if (n > MOST_ASSUMPTIONS) {
    const more = {
      en: `${sayNumber(n - MOST_ASSUMPTIONS, language)} more: see --json.`,
      fr: `${sayNumber(n - MOST_ASSUMPTIONS, language)} de plus : voir --json.`,
    };
    blocks.push({ kind: "paragraph", text: tidy(more[language], language) });
  }
  return blocks;
}
