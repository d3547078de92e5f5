import type { Block } from "../blocks.ts";
import { tidy } from "../language.ts";
import { sayNumber, saySpan } from "../numbers.ts";
import type { TornadoBarLine, TornadoLine } from "./data.ts";
import type { Teller } from "./teller.ts";
import { sayInterval, saySigned, saySignedEnd } from "./values.ts";

/** What each assumption moves, one at a time. */

export const WIDEST = 10;

/** The widest bars that move anything. */
export const barsOf = ({ bars }: TornadoLine): readonly TornadoBarLine[] =>
  bars.filter(({ width }) => width > 0).slice(0, WIDEST);

/** The effect at the assumed values: what every bar starts from. */
export function middleOf({ bars }: TornadoLine): number | undefined {
  const end = bars[0]?.low ?? bars[0]?.high;
  return end === undefined || end === null ? undefined : end.estimate - end.shift;
}

/** An assumed number as its author wrote it: a span or a plain number. */
export function sayAssumedAt(teller: Teller, path: string, value: number): string {
  const unit = teller.page.assumed.find((each) => each.path === path)?.unit;
  return unit === "ms" ? saySpan(value, teller.language) : sayNumber(value, teller.language);
}

/** One sentence: what moves the difference most, and whether anything turns it over. */
export function sayTornado(teller: Teller, line: TornadoLine): string {
  const { language } = teller;
  const [widest] = barsOf(line);
  const middle = middleOf(line);
  if (widest === undefined || middle === undefined) {
    return tidy(
      { en: "No single assumption moves it.", fr: "Aucune supposition seule ne la déplace." }[language],
      language,
    );
  }
  const turning = line.bars.filter(({ turnsOver }) => turnsOver).length;
  const count = sayNumber(turning, language);
  const size = saySigned(middle, line, language);
  const turns = {
    en: turning === 0 ? "no single one changes its sign" : `${count} of them can change its sign`,
    fr:
      turning === 0
        ? "aucune seule n’en change le signe"
        : `${count} d’entre elles peuvent en changer le signe`,
  }[language];
  return tidy(
    {
      en: `The difference of ${size} hangs most on “${widest.path}”; of ${sayNumber(line.screened?.ranges ?? line.bars.length, language)} assumptions, ${turns}.`,
      fr: `La différence de ${size} tient surtout à « ${widest.path} » ; de ${sayNumber(line.screened?.ranges ?? line.bars.length, language)} suppositions, ${turns}.`,
    }[language],
    language,
  );
}

/** The difference at one end of a range, with its interval and the number that was assumed there. */
function sayEndOf(teller: Teller, line: TornadoLine, path: string, end: TornadoBarLine["low"]): string {
  if (end === null) return "–";
  const { language } = teller;
  const size = saySigned(end.estimate, line, language);
  const value = sayAssumedAt(teller, path, end.value);
  const at = { en: `${size} at ${value}`, fr: `${size} à ${value}` }[language];
  const say = (each: number) => saySignedEnd(each, line, language);
  return tidy(`${at} (${sayInterval(end.interval, say, line.replications, language)})`, language);
}

/** How far an end moves the difference; pairs share their draws, so less of it is chance than of the difference itself. */
function sayShiftOf({ language }: Teller, line: TornadoLine, end: TornadoBarLine["low"]): string {
  if (end === null) return "–";
  const say = (each: number) => saySignedEnd(each, line, language);
  const interval = sayInterval(end.shiftInterval, say, line.replications, language);
  return tidy(`${saySigned(end.shift, line, language)} (${interval})`, language);
}

/** The widest bars as a table: the difference at both ends of each range, with its interval, and how far that is. */
export function tornadoTable(
  teller: Teller,
  line: TornadoLine,
  { withShifts = false }: { readonly withShifts?: boolean } = {},
): Block {
  const { language } = teller;
  const shifts = [
    { text: { en: "moved by its low end", fr: "déplacée par le bas" }[language], right: true },
    { text: { en: "moved by its high end", fr: "déplacée par le haut" }[language], right: true },
  ];
  return {
    kind: "table",
    columns: [
      { text: { en: "assumption", fr: "supposition" }[language], grows: true },
      { text: { en: "at its low end", fr: "au bas" }[language], right: true, grows: true },
      { text: { en: "at its high end", fr: "au haut" }[language], right: true, grows: true },
      ...(withShifts ? shifts : [{ text: { en: "moves it by", fr: "écart" }[language], right: true }]),
    ],
    rows: barsOf(line).map(({ path, low, high, width, turnsOver }) => [
      turnsOver ? `${path} ±` : path,
      sayEndOf(teller, line, path, low),
      sayEndOf(teller, line, path, high),
      ...(withShifts
        ? [sayShiftOf(teller, line, low), sayShiftOf(teller, line, high)]
        : [saySigned(width, line, language).replace(/^\+/, "")]),
    ]),
  };
}

/** Every tornado of the document, headed by what it is about. */
export function tornadoBlocks(teller: Teller): Block[] {
  const { page, language, name, measure } = teller;
  return page.tornado.flatMap((line): Block[] => {
    const colon = { en: ":", fr: " :" }[language];
    const about = `${name(line.variant)} · ${measure(line.measure, line.variant)}${colon} ${sayTornado(teller, line)}`;
    const blocks: Block[] = [{ kind: "paragraph", text: tidy(about, language) }];
    if (barsOf(line).length > 0) blocks.push(tornadoTable(teller, line));
    return blocks;
  });
}

/** How the tornado was made. */
export function sayTornadoMethod({ page, language }: Teller): string {
  const [first] = page.tornado;
  const many = sayNumber(first?.replications ?? 0, language);
  const said = {
    en: `Each assumption alone at the low and the high end of its range, all others as written, ${many} replications at each end, under the scenario's own kernel. ± marks what changes the sign of the difference. At most the ${WIDEST} widest are shown.`,
    fr: `Chaque supposition seule au bas et au haut de son intervalle, les autres telles quelles, ${many} réplications à chaque bout, avec le noyau du scénario. ± marque ce qui change le signe de la différence. Au plus les ${WIDEST} plus larges sont montrées.`,
  }[language];
  const screened = first?.screened ?? null;
  if (screened === null) return tidy(said, language);
  const [ranges, few] = [screened.ranges, screened.replications].map((each) => sayNumber(each, language));
  const more = {
    en: `All ${ranges} ranges were looked at with ${few} replications first; only those that seemed to move most were run in full, so that a narrower one may be missing.`,
    fr: `Les ${ranges} intervalles ont d’abord été regardés avec ${few} réplications ; seuls ceux qui semblaient déplacer le plus ont été joués en entier : un plus étroit peut manquer.`,
  }[language];
  return tidy(`${said} ${more}`, language);
}
