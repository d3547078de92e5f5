import type { LogHeader, Text } from "../model/index.ts";
import type { Block, Column } from "./blocks.ts";
import { capital, type Language, tidy } from "./language.ts";
import { hasMeasureWords, sayMeasure, sayValue } from "./measures.ts";
import { sayNumber, sayShare } from "./numbers.ts";
import { type ReliabilityTold, reliabilityBlocks } from "./reliability.ts";
import { assumptionBlocks } from "./run-page/assumptions.ts";
import type { AssumptionLine } from "./run-page/lines.ts";
import { counterfactualOf } from "./run-page/measures.ts";
import { NOT_AT_THIS_SCALE, NOT_TOLD, notesOf } from "./run-page/notes.ts";
import { titleOf } from "./run-page.ts";

/** The page of many replications: what they say together. */

export interface ReplicatedLine {
  readonly id: string;
  readonly unit: string;
  readonly platform?: string;
  readonly status?: string;
  readonly n: number;
  readonly open: number;
  readonly restricted?: boolean;
  readonly stillOpen?: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly tooFew?: string;
}

export interface ReplicationsPage {
  readonly header: LogHeader;
  readonly title: Text;
  readonly variantTitle: Text;
  readonly replications: number;
  readonly capped: number;
  readonly measures: readonly ReplicatedLine[];
  readonly assumptions: readonly AssumptionLine[];
  readonly reliability: ReliabilityTold;
}

/** Means are read more closely than single runs. */
const DIGITS = 5;
/** Units whose numbers carry their own sign of it. */
const WITH_UNIT: readonly string[] = ["ms", "share", "yes/no"];

const TOO_FEW = { en: "too few", fr: "trop peu" } as const;

function sayInterval({ low, high, unit, tooFew }: ReplicatedLine, language: Language): string {
  if (tooFew === "replications" || tooFew === "few-differ") return TOO_FEW[language];
  if (!Number.isFinite(low)) return "–";
  const say = (value: number) =>
    WITH_UNIT.includes(unit) ? sayValue(value, unit, language) : sayNumber(value, language, DIGITS);
  return `${say(low)} … ${say(high)}`;
}

/** Names a mean that what had not come takes part in. */
function sayRestricted({ restricted, stillOpen = 0 }: ReplicatedLine, language: Language): string {
  if (restricted !== true) return "";
  const count = sayNumber(stillOpen, language);
  return {
    en: ` (mean up to the end, ${count} still open)`,
    fr: ` (moyenne jusqu’à la fin, ${count} encore en cours)`,
  }[language];
}

export function replicationsPage(page: ReplicationsPage, language: Language): Block[] {
  const { header, replications, capped } = page;
  const many = sayNumber(replications, language);
  const how = {
    en: `${many} ${replications === 1 ? "replication" : "replications"}. The interval is the 95 % interval of the mean, over chance alone: assumed numbers stand still. Skewness is corrected for; “too few” stands where fewer than 30 replications, or hardly any that differ, would mislead. “Open” counts replications in which the measure had not come by the end or does not apply. Where some had not come, the mean is the mean up to the end: they take part with what had passed by then, and so many were still open.`,
    fr: `${many} ${replications === 1 ? "réplication" : "réplications"}. L’intervalle est l’intervalle à 95 % de la moyenne, pour le hasard seul : les nombres supposés ne bougent pas. L’asymétrie est corrigée ; « trop peu » remplace l’intervalle là où moins de 30 réplications, ou presque aucune qui diffère, tromperaient. « Ouvert » compte les réplications où la mesure n’était pas venue à la fin ou est sans objet. Là où certaines n’étaient pas venues, la moyenne est la moyenne jusqu’à la fin : elles y entrent avec ce qui s’était écoulé, et leur nombre est indiqué.`,
  }[language];
  const cappedShare = {
    en: `The cap was reached in ${sayShare(capped, language)} of the replications: every mean is too low.`,
    fr: `Le plafond a été atteint dans ${sayShare(capped, language)} des réplications : chaque moyenne est trop basse.`,
  }[language];
  const columns: Column[] = [
    { text: { en: "measure", fr: "mesure" }[language], grows: true },
    { text: { en: "mean", fr: "moyenne" }[language], right: true },
    { text: "95 %", right: true },
    { text: "n", right: true },
    { text: { en: "open", fr: "ouvert" }[language], right: true },
  ];
  const rows = page.measures
    .filter(
      ({ id, platform, status, n, stillOpen = 0 }) =>
        platform === undefined && (n + stillOpen > 0 || status === NOT_TOLD) && hasMeasureWords(id),
    )
    .map((line) =>
      line.status === NOT_TOLD
        ? [capital(sayMeasure(line.id, language)), NOT_AT_THIS_SCALE[language], "–", "–", "–"]
        : [
            capital(sayMeasure(line.id, language)) +
              counterfactualOf(line.id, header, language) +
              sayRestricted(line, language),
            Number.isFinite(line.mean) ? sayValue(line.mean, line.unit, language, DIGITS) : "–",
            sayInterval(line, language),
            sayNumber(line.n, language),
            sayNumber(line.open, language),
          ],
    );
  const titles = new Map([...header.platforms, ...header.actors].map(({ id, title }) => [id, title]));
  return [
    ...titleOf(page.title, page.variantTitle, header, 0, language),
    ...notesOf(header, false, language).map(({ text }): Block => ({ kind: "notice", text })),
    ...(capped > 0 ? [{ kind: "notice" as const, text: tidy(cappedShare, language) }] : []),
    { kind: "paragraph", text: tidy(how, language) },
    { kind: "table", columns, rows },
    ...reliabilityBlocks(page.reliability, (actor) => titles.get(actor)?.[language] ?? actor, language),
    ...assumptionBlocks(page.assumptions, language),
  ];
}
