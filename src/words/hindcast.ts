import type { ReportedFact, Text } from "../model/index.ts";
import type { Block, Entry } from "./blocks.ts";
import { type Language, tidy, type Words } from "./language.ts";
import { sayNumber, sayShare } from "./numbers.ts";
import { sayReportedUnit } from "./reported-units.ts";
import { SIMULATION_MARK } from "./run-page/notes.ts";

/** The page that holds simulated figures against reported ones. */

export interface HindcastLine {
  readonly fact: ReportedFact;
  readonly simulated: {
    readonly p5: number;
    readonly median: number;
    readonly p95: number;
    readonly yes: number;
  } | null;
  readonly holds: boolean | null;
}

export interface HindcastTally {
  readonly rows: number;
  readonly hold: number;
}

export interface HindcastSection {
  readonly title: Text;
  readonly seeds: number;
  readonly rows: readonly HindcastLine[];
  readonly given: number;
  readonly leftOut: number;
  readonly fitted: HindcastTally;
  readonly predicted: HindcastTally;
}

export interface HindcastPage {
  readonly sections: readonly HindcastSection[];
  readonly assumptions: "as-given" | "far-low" | "far-high";
  readonly fitted: HindcastTally;
  readonly predicted: HindcastTally;
  readonly isEnough: boolean;
}

const STATUS = {
  given: { en: "given", fr: "donné" },
  fitted: { en: "fitted", fr: "ajusté" },
  predicted: { en: "predicted", fr: "prédit" },
  "left-out": { en: "left out", fr: "écarté" },
} as const satisfies Record<ReportedFact["status"], Words>;

const CONFIDENCE = {
  confirmed: { en: "confirmed", fr: "confirmé" },
  secondary: { en: "secondary", fr: "de seconde main" },
  derived: { en: "derived", fr: "calculé" },
} as const satisfies Record<ReportedFact["confidence"], Words>;

/** What a hindcast is, and is not: said on every page and in the JSON. */
export const NOT_A_PROOF: Words = {
  en: "This is a check of fit, not proof: figures that agree show that the model can be right about what was reported, not that it is right about what was not.",
  fr: "C’est une vérification d’ajustement, non une preuve : des chiffres qui concordent montrent que le modèle peut dire juste sur ce qui a été rapporté, non qu’il dise juste sur le reste.",
};

const REAL: Words = {
  en: "Simulated figures of incidents that happened, for checking and comparison only. Actors are named by kind; nobody real is judged.",
  fr: "Chiffres simulés d’incidents qui ont eu lieu, pour vérifier et comparer seulement. Les acteurs sont nommés par leur type ; personne de réel n’est jugé.",
};

const ASSUMPTIONS = {
  "as-given": {
    en: "Assumed numbers stand at their chosen values; --assumptions far-low or far-high moves all of them to one end of their ranges.",
    fr: "Les nombres supposés sont à leur valeur choisie ; --assumptions far-low ou far-high les porte tous à une extrémité de leur intervalle.",
  },
  "far-low": {
    en: "Every assumed number stands at the low end of its range: figures must fail here, or the assumptions would not matter.",
    fr: "Chaque nombre supposé est au bas de son intervalle : des chiffres doivent échouer ici, sinon les suppositions seraient sans effet.",
  },
  "far-high": {
    en: "Every assumed number stands at the high end of its range: figures must fail here, or the assumptions would not matter.",
    fr: "Chaque nombre supposé est au haut de son intervalle : des chiffres doivent échouer ici, sinon les suppositions seraient sans effet.",
  },
} as const satisfies Record<HindcastPage["assumptions"], Words>;

export function hindcastPage(page: HindcastPage, language: Language): Block[] {
  const title = {
    en: "Hindcast: simulated against reported",
    fr: "Rétrospective : le simulé face au rapporté",
  }[language];
  return [
    { kind: "title", text: tidy(title, language), mark: SIMULATION_MARK[language] },
    { kind: "notice", text: tidy(REAL[language], language) },
    { kind: "notice", text: tidy(NOT_A_PROOF[language], language) },
    { kind: "notice", text: tidy(ASSUMPTIONS[page.assumptions][language], language) },
    ...page.sections.flatMap((section) => sectionBlocks(section, language)),
    { kind: "heading", text: { en: "In all", fr: "En tout" }[language] },
    { kind: "paragraph", text: tidy(sayTally(page, language), language) },
    { kind: "paragraph", text: tidy(sayFailures(page, language), language) },
  ];
}

function sectionBlocks(section: HindcastSection, language: Language): Block[] {
  const judged = section.rows.filter(({ fact }) => fact.status !== "left-out");
  const left = section.rows.filter(({ fact }) => fact.status === "left-out");
  const blocks: Block[] = [
    { kind: "heading", text: section.title[language] },
    { kind: "entries", rows: judged.map((row) => entryOf(row, language)) },
    { kind: "paragraph", text: tidy(sayTally(section, language), language) },
  ];
  if (left.length > 0) {
    const heading = {
      en: `Left out (${left.length}), and why:`,
      fr: `Écartés (${left.length}), et pourquoi :`,
    };
    blocks.push(
      { kind: "paragraph", text: tidy(heading[language], language) },
      {
        kind: "list",
        items: left.map(({ fact }) =>
          tidy(
            `${fact.title[language]} (${sayReported(fact, language)} ${sayReportedUnit(fact.unit, language)})${{ en: ":", fr: " :" }[language]} ${fact.reason?.[language] ?? ""}`,
            language,
          ),
        ),
      },
    );
  }
  return blocks;
}

const VERDICTS = {
  holds: { en: "holds", fr: "tient" },
  fails: { en: "fails", fr: "échoue" },
  none: { en: "not judged", fr: "non jugé" },
} as const satisfies Record<string, Words>;

/** A given figure counts for nothing, so it has no verdict to show. */
function entryOf({ fact, simulated, holds }: HindcastLine, language: Language): Entry {
  const isJudged = fact.status !== "given" && holds !== null;
  const verdict = !isJudged ? "none" : holds ? "holds" : "fails";
  const reported = { en: "reported", fr: "rapporté" }[language];
  return {
    mood: !isJudged ? "plain" : holds ? "good" : "bad",
    label: VERDICTS[verdict][language],
    text: tidy(
      `${fact.title[language]} [${STATUS[fact.status][language]}, ${CONFIDENCE[fact.confidence][language]}]`,
      language,
    ),
    detail: tidy(
      `${reported} ${sayReported(fact, language)}${typeof fact.value === "boolean" ? "" : ` ${sayReportedUnit(fact.unit, language)}`} · ${saySimulated(fact, simulated, language)} · ${fact.source[language]}`,
      language,
    ),
  };
}

function saySimulated(fact: ReportedFact, simulated: HindcastLine["simulated"], language: Language): string {
  if (simulated === null) return { en: "no simulated figure", fr: "pas de chiffre simulé" }[language];
  if (typeof fact.value === "boolean") {
    const share = sayShare(simulated.yes, language);
    return { en: `simulated: yes with ${share} of seeds`, fr: `simulé : oui pour ${share} des graines` }[
      language
    ];
  }
  const quantiles = [simulated.p5, simulated.median, simulated.p95]
    .map((value) => sayQuantile(value, language))
    .join(" · ");
  return { en: `simulated ${quantiles} (5 %, median, 95 %)`, fr: `simulé ${quantiles} (5 %, médiane, 95 %)` }[
    language
  ];
}

function sayQuantile(value: number, language: Language): string {
  if (value === Number.POSITIVE_INFINITY) return { en: "not reached", fr: "non atteint" }[language];
  return sayNumber(value, language);
}

function sayReported({ value, low, high }: ReportedFact, language: Language): string {
  if (typeof value === "boolean") return { en: value ? "yes" : "no", fr: value ? "oui" : "non" }[language];
  const said = (given: number | undefined) => (given === undefined ? "" : sayNumber(given, language));
  if (value !== undefined) {
    if ((low ?? value) === value && (high ?? value) === value) return said(value);
    return `${said(value)} (${said(low ?? value)}–${said(high ?? value)})`;
  }
  if (low !== undefined && high !== undefined) return `${said(low)}–${said(high)}`;
  if (low === undefined && high === undefined) return "–";
  return low === undefined ? `≤ ${said(high)}` : `≥ ${said(low)}`;
}

function sayTally(
  { fitted, predicted }: { readonly fitted: HindcastTally; readonly predicted: HindcastTally },
  language: Language,
): string {
  const n = (value: number) => sayNumber(value, language);
  return {
    en: `Predicted: ${n(predicted.hold)} of ${n(predicted.rows)} hold. Fitted (a parameter was chosen looking at them): ${n(fitted.hold)} of ${n(fitted.rows)}. Figures that are arithmetic on each other count once; given figures do not count.`,
    fr: `Prédits : ${n(predicted.hold)} sur ${n(predicted.rows)} tiennent. Ajustés (un paramètre a été choisi en les regardant) : ${n(fitted.hold)} sur ${n(fitted.rows)}. Les chiffres déduits les uns des autres comptent une fois ; les chiffres donnés ne comptent pas.`,
  }[language];
}

function sayFailures({ fitted, predicted, isEnough, assumptions }: HindcastPage, language: Language): string {
  const rows = fitted.rows + predicted.rows;
  const fail = rows - fitted.hold - predicted.hold;
  const n = (value: number) => sayNumber(value, language);
  const failing = {
    en: `${n(fail)} of ${n(rows)} figures fail.`,
    fr: `${n(fail)} chiffres sur ${n(rows)} échouent.`,
  }[language];
  if (assumptions !== "as-given") return failing;
  const enough = {
    en: isEnough ? "At least 80 % hold, as asked." : "Fewer than 80 % hold: not what was asked.",
    fr: isEnough
      ? "Au moins 80 % tiennent, comme demandé."
      : "Moins de 80 % tiennent : ce n’est pas ce qui était demandé.",
  }[language];
  return `${failing} ${enough}`;
}
