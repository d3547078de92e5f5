import { tidy } from "../language.ts";
import { sayNumber, sayShare } from "../numbers.ts";
import type { ComparisonPage } from "./data.ts";
import type { Teller } from "./teller.ts";
import { saySize } from "./values.ts";
import { sayKernel } from "./verdicts.ts";

/** How precise it is, and from what anyone can repeat it. */

/** Whether the wanted precision was reached, and which measure is the slow one. Empty where none was asked for. */
export function sayPrecision(teller: Teller): string {
  const { page, language } = teller;
  const { precision } = page;
  if (precision === null) return "";
  const target = sayShare(precision.target, language);
  const wanted = {
    en: `Wanted: half of each headline interval at most ${target} of the larger of the two means.`,
    fr: `Voulu : la moitié de chaque intervalle principal, au plus ${target} de la plus grande des deux moyennes.`,
  }[language];
  const slow = saySlowest(teller);
  if (precision.stoppedAt !== null) {
    const count = sayNumber(precision.stoppedAt, language);
    return tidy(
      {
        en: `${wanted} Reached after ${count} replications.${slow}`,
        fr: `${wanted} Atteint après ${count} réplications.${slow}`,
      }[language],
      language,
    );
  }
  const looked = sayNumber(precision.looked, language);
  return tidy(
    {
      en: `${wanted} Not reached after ${looked} replications.${slow}`,
      fr: `${wanted} Pas atteint après ${looked} réplications.${slow}`,
    }[language],
    language,
  );
}

function saySlowest(teller: Teller): string {
  const { page, language } = teller;
  const { precision } = page;
  if (precision === null || precision.slowest === null) return "";
  const { name, half, wanted, needed } = precision.slowest;
  // “variant measure”: ids hold no spaces.
  const gap = name.indexOf(" ");
  const [variant, measure] = [name.slice(0, gap), name.slice(gap + 1)];
  const unit = page.headlines.find((each) => each.measure === measure)?.unit ?? "count";
  const who = `${teller.measure(measure, variant)} · ${teller.name(variant)}`;
  const least = saySize(wanted, { unit }, language);
  const count = needed === null ? null : sayNumber(needed, language);
  if (half === null) {
    return {
      en: ` The slow one is “${who}”: it has no interval yet (wanted: ${least}).`,
      fr: ` La plus lente est « ${who} » : elle n’a pas encore d’intervalle (voulu : ${least}).`,
    }[language];
  }
  const now = saySize(half, { unit }, language);
  const more =
    count === null || precision.stoppedAt !== null
      ? ""
      : {
          en: `; it probably takes ${count} replications`,
          fr: ` ; il faut probablement ${count} réplications`,
        }[language];
  return {
    en: ` The slow one is “${who}”: half of its interval is ${now} (wanted: ${least})${more}.`,
    fr: ` La plus lente est « ${who} » : la moitié de son intervalle est ${now} (voulu : ${least})${more}.`,
  }[language];
}

/** What commandOf reads of a document. */
export type Repeatable = Pick<
  ComparisonPage,
  | "source"
  | "variants"
  | "baseline"
  | "replications"
  | "wanted"
  | "perSetting"
  | "isPartial"
  | "seed"
  | "assumptions"
  | "scale"
  | "precision"
  | "sensitivity"
  | "moved"
>;

/**
 * What to type to get the same again: the same settings, the same replications, the same digest. What was cut short is asked
 * for as far as it came.
 */
export function commandOf(page: Repeatable): string {
  const { source, baseline, perSetting, isPartial, precision, sensitivity } = page;
  const others = page.variants.map(({ name }) => name).filter((name) => name !== baseline);
  // Of a comparison that was called off before its first replication there is nothing to repeat but what was wanted.
  const isCut = isPartial && page.replications > 0;
  const replications = isCut ? page.replications : page.wanted;
  const options = [
    `--variants ${others.join(",")}`,
    `--baseline ${baseline}`,
    `--replications ${replications / perSetting}`,
    `--seed ${page.seed}`,
    ...(page.assumptions === "vary" ? ["--assumptions vary"] : []),
    ...(page.scale === 1 ? [] : [`--scale ${decimal(page.scale)}`]),
    ...(precision === null || isCut ? [] : [`--precision ${decimal(precision.target)}`]),
    ...(sensitivity === null || sensitivity === 0 ? [] : [`--sensitivity ${sensitivity}`]),
    ...(page.moved ?? []).map(({ path, value }) => `--assume ${quote(`${path}=${value}`)}`),
  ];
  return `golden-hour compare ${quote(source)} ${options.join(" ")}`;
}

/** Places after the point that the command line reads. */
const MOST_PLACES = 9;

/** A share as the command line reads it: never with an exponent. */
function decimal(share: number): string {
  const text = String(share);
  return text.includes("e") ? share.toFixed(MOST_PLACES).replace(/0+$/, "") : text;
}

/** One word for a shell, whatever is in it. */
function quote(word: string): string {
  return /^[\w./][\w./=-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Name and content of each line of the receipt. */
export function receiptRows(teller: Teller): (readonly [string, string])[] {
  const { page, language } = teller;
  const { engine } = page;
  const scenarios = page.variants.flatMap(({ name, settings }) =>
    settings.map(({ kernel, id }): readonly [string, string] => [
      `${name}, ${sayKernel(kernel, language)}`,
      id,
    ]),
  );
  return [
    [{ en: "scenario", fr: "scénario" }[language], page.scenario],
    [{ en: "baseline", fr: "référence" }[language], page.baseline],
    [{ en: "seed", fr: "graine" }[language], String(page.seed)],
    [
      { en: "replications of each variant and kernel", fr: "réplications par variante et noyau" }[language],
      sayNumber(page.replications, language),
    ],
    [{ en: "scale", fr: "échelle" }[language], sayNumber(page.scale, language)],
    [{ en: "digest of all results", fr: "empreinte de tous les résultats" }[language], page.digest],
    ...scenarios,
    [
      { en: "versions", fr: "versions" }[language],
      Object.entries(page.versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(", "),
    ],
    [{ en: "arithmetic", fr: "arithmétique" }[language], engine.arithmetic],
    [{ en: "list of measures", fr: "liste des mesures" }[language], engine.measures],
    [{ en: "to repeat it", fr: "pour la refaire" }[language], commandOf(page)],
  ];
}

export const RECEIPT = {
  en: "The same command gives the same digest on any machine, whatever ran it and in whatever order. The long names are addresses: each is made from everything that determines a setting.",
  fr: "La même commande donne la même empreinte sur toute machine, quoi qui l’ait jouée et dans quelque ordre que ce soit. Les noms longs sont des adresses : chacune est faite de tout ce qui détermine un jeu.",
} as const;
