import type { Text } from "../model/index.ts";
import type { Block, Column } from "./blocks.ts";
import { type Language, tidy } from "./language.ts";
import { sayNumber, sayShare } from "./numbers.ts";

/** How reliable invented actors were over many runs. */

export interface ReliabilityLine {
  readonly actor: string;
  readonly counts: {
    readonly broken: number;
    readonly wrongAlerts: number;
    readonly falseOrders: number;
    readonly silent: number;
  };
  readonly cases: number;
  readonly index: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export type ReliabilityTold =
  | { readonly refused: "real" }
  | { readonly replications: number; readonly actors: readonly ReliabilityLine[] };

const HEADING: Text = { en: "Reliability of actors", fr: "Fiabilité des acteurs" };
const REFUSED: Text = {
  en: "Not given: this is a real incident, and nobody real is rated. Only invented actors have an index.",
  fr: "Non donnée : l’incident est réel, et personne de réel n’est noté. Seuls les acteurs inventés ont un indice.",
};
const NONE: Text = {
  en: "No case in which anybody could have failed.",
  fr: "Aucun cas où quiconque aurait pu faillir.",
};
const FORMULA: Text = {
  en: "Of all cases in which an actor could have failed, the share in which it did not: duties kept, alerts and orders that took nothing lawful down, messages answered by something that others can see. Of invented actors under these assumptions; fewer than 20 cases are not enough.",
  fr: "De tous les cas où un acteur aurait pu faillir, la part où il ne l’a pas fait : obligations tenues, alertes et injonctions qui n’ont rien fait retirer de licite, messages suivis d’un acte visible. Acteurs inventés, sous ces hypothèses ; moins de 20 cas ne suffisent pas.",
};
const COLUMNS: readonly (Column & { readonly said: Text })[] = [
  { text: "", said: { en: "actor", fr: "acteur" }, grows: true },
  { text: "", said: { en: "index", fr: "indice" }, right: true },
  { text: "", said: { en: "95 %", fr: "95 %" }, right: true },
  { text: "", said: { en: "cases", fr: "cas" }, right: true },
  { text: "", said: { en: "duties broken", fr: "obligations manquées" }, right: true },
  { text: "", said: { en: "wrong alerts", fr: "alertes à tort" }, right: true },
  { text: "", said: { en: "false orders", fr: "injonctions à tort" }, right: true },
  { text: "", said: { en: "silences", fr: "silences" }, right: true },
];
const NOT_ENOUGH: Text = { en: "not enough", fr: "pas assez" };
const TOO_FEW: Text = { en: "too few", fr: "trop peu" };

export function reliabilityBlocks(
  told: ReliabilityTold,
  nameOf: (actor: string) => string,
  language: Language,
): Block[] {
  const heading: Block = { kind: "heading", text: HEADING[language] };
  const say = ({ en, fr }: Text): Block => ({
    kind: "paragraph",
    text: tidy({ en, fr }[language], language),
  });
  if ("refused" in told) return [heading, say(REFUSED)];
  if (told.actors.length === 0) return [heading, say(NONE)];
  const rows = told.actors.map(({ actor, counts, cases, index, low, high }) => [
    nameOf(actor),
    index === null ? NOT_ENOUGH[language] : sayShare(index, language),
    index === null
      ? "–"
      : low === null || high === null
        ? TOO_FEW[language]
        : `${sayShare(low, language)} … ${sayShare(high, language)}`,
    sayNumber(cases, language),
    ...[counts.broken, counts.wrongAlerts, counts.falseOrders, counts.silent].map((count) =>
      sayNumber(count, language),
    ),
  ]);
  const columns = COLUMNS.map(({ said, ...column }) => ({ ...column, text: said[language] }));
  return [heading, say(FORMULA), { kind: "table", columns, rows }];
}
