import type { ComparisonPage } from "./comparison/data.ts";
import { findingsOf, sayTally } from "./comparison/headlines.ts";
import { type MeasureRow, measureRow } from "./comparison/measures-table.ts";
import { noticesOf } from "./comparison/notices.ts";
import { commandOf } from "./comparison/receipt.ts";
import { type Teller, tellerOf } from "./comparison/teller.ts";
import { barsOf, sayTornado } from "./comparison/tornado.ts";
import { sayTradeOff } from "./comparison/trade-off.ts";
import { capital, type Language, tidy, type Words } from "./language.ts";
import { sayNumber } from "./numbers.ts";
import { SIMULATION_MARK } from "./run-page/notes.ts";

/** The two pages that a comparison comes to: what somebody takes to a meeting who was not there when it was made. */

export const BRIEF_WORDS = {
  title: { en: "Brief", fr: "Note de synthèse" },
  question: { en: "Question", fr: "Question" },
  finding: { en: "Finding", fr: "Constat" },
  price: { en: "Price in wrongful removals and burden", fr: "Prix en retraits à tort et en charge" },
  turning: { en: "Assumptions that would turn it", fr: "Suppositions qui l’inverseraient" },
  leavesOut: { en: "What the model leaves out", fr: "Ce que le modèle laisse de côté" },
  receipt: { en: "Receipt", fr: "Reçu" },
  measure: { en: "measure", fr: "mesure" },
  baseline: { en: "baseline", fr: "référence" },
  variant: { en: "variant", fr: "variante" },
  difference: { en: "difference (interval)", fr: "différence (intervalle)" },
} as const satisfies Record<string, Words>;

/** What no run of this model can show, whatever it is asked. */
export const LEFT_OUT: readonly Words[] = [
  {
    en: "Harm is counted as copies, hours and views, never as what a view does to somebody.",
    fr: "Le dommage est compté en copies, heures et vues, jamais en ce qu’une vue fait à quelqu’un.",
  },
  {
    en: "Sharing has no day and night, does not tire, and users do not turn away or protest.",
    fr: "Le partage n’a ni jour ni nuit, ne s’épuise pas, et les utilisateurs ne se détournent ni ne protestent.",
  },
  {
    en: "Actors follow their protocol and default decisions; nobody learns, bargains or lies beyond them.",
    fr: "Les acteurs suivent leur protocole et leurs décisions par défaut ; nul n’apprend, ne négocie ni ne ment au-delà.",
  },
  {
    en: "What is lawful is known to the model and to nobody in it; courts’ judgement is not modelled beyond its outcome.",
    fr: "Ce qui est licite est connu du modèle et de nul acteur ; le jugement des tribunaux n’est modélisé que par son issue.",
  },
  {
    en: "Capacities and error rates are assumptions of the scenario and describe no real company, state or body.",
    fr: "Capacités et taux d’erreur sont des suppositions du scénario et ne décrivent aucune entreprise, aucun État ni organisme réels.",
  },
];

/** What less exposure is paid with, where these are told. */
const PRICES = ["lawful.removed", "lawful.hours.down", "reviewer.hours", "messages.sent", "orders.fulfilled"];

/** Variants told in full; the brief is two pages. */
const MOST_VARIANTS = 2;
const MOST_TURNING = 5;
const MOST_NOTICES = 3;

export interface BriefTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface BriefSection {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly items: readonly string[];
  readonly tables: readonly BriefTable[];
}

export interface Brief {
  readonly mark: string;
  readonly title: string;
  readonly notices: readonly string[];
  readonly sections: readonly BriefSection[];
}

export function twoPagesOf(page: ComparisonPage, language: Language): Brief {
  const teller = tellerOf(page, language);
  const told = teller.others.slice(0, MOST_VARIANTS);
  const section = (
    heading: keyof typeof BRIEF_WORDS,
    given: Partial<Omit<BriefSection, "heading">>,
  ): BriefSection => ({
    heading: BRIEF_WORDS[heading][language],
    paragraphs: [],
    items: [],
    tables: [],
    ...given,
  });
  const price = sayTradeOff(teller, teller.own);
  return {
    mark: SIMULATION_MARK[language],
    title: page.title[language],
    notices: noticesOf(teller).slice(0, MOST_NOTICES),
    sections: [
      section("question", { paragraphs: questions(teller) }),
      section("finding", {
        paragraphs: teller.others.map((variant) => sayTally(teller, variant)),
        items: told.flatMap((variant) => findings(teller, variant, told.length > 1)),
      }),
      section("price", {
        paragraphs: price === undefined ? [] : [price],
        tables: told.flatMap((variant) => prices(teller, variant)),
      }),
      section("turning", turning(teller, told)),
      section("leavesOut", { items: LEFT_OUT.map((words) => tidy(words[language], language)) }),
      section("receipt", { paragraphs: [receipt(teller)] }),
    ],
  };
}

function questions({ page, language, others, name }: Teller): string[] {
  const asked = page.about.flatMap(({ name: variant, question }) =>
    question !== undefined && others.includes(variant) ? [question[language]] : [],
  );
  if (asked.length > 0) return [...new Set(asked)];
  const quote = (variant: string) => ({ en: `“${name(variant)}”`, fr: `« ${name(variant)} »` })[language];
  const [all, base] = [others.map(quote).join(", "), quote(page.baseline)];
  return [
    tidy(
      {
        en: `In “${page.title.en}”: what changes under ${all} rather than ${base}, by how much, and at what price?`,
        fr: `Dans « ${page.title.fr} » : que change ${all} par rapport à ${base}, de combien, et à quel prix ?`,
      }[language],
      language,
    ),
  ];
}

function findings(teller: Teller, variant: string, isNamed: boolean): string[] {
  return findingsOf(teller, variant).map(({ label, text }) => {
    const who = isNamed ? `${teller.name(variant)} · ` : "";
    return `${who}${capital(label)}. ${text}`;
  });
}

function prices(teller: Teller, variant: string): BriefTable[] {
  const { language, own } = teller;
  const rows = PRICES.flatMap((id): MeasureRow[] => {
    const line = teller.row(variant, own, id);
    return line === undefined || line.difference === null ? [] : [measureRow(teller, variant, line)];
  });
  if (rows.length === 0) return [];
  const columns = (["measure", "baseline", "variant", "difference"] as const).map(
    (key) => BRIEF_WORDS[key][language],
  );
  return [
    {
      caption: teller.name(variant),
      columns,
      rows: rows.map(({ label, baseline, variant: side, difference, interval }) => [
        label,
        baseline.estimate,
        side.estimate,
        interval === "" ? difference : `${difference} (${interval})`,
      ]),
    },
  ];
}

function turning(teller: Teller, told: readonly string[]): Pick<BriefSection, "paragraphs" | "items"> {
  const { page, language } = teller;
  const lines = page.tornado.filter(({ variant }) => told.includes(variant));
  if (lines.length === 0) {
    const none = {
      en: "No assumption was moved by itself in this comparison; a tornado (--sensitivity) would say which of them turns it.",
      fr: "Aucune supposition n’a été déplacée seule dans cette comparaison ; une tornade (--sensitivity) dirait laquelle l’inverse.",
    };
    return { paragraphs: [tidy(none[language], language)], items: [] };
  }
  const found = lines.flatMap((line) =>
    barsOf(line)
      .filter(({ turnsOver }) => turnsOver)
      .map(({ path }) => {
        const measure = teller.measure(line.measure, line.variant);
        return { en: `“${path}”: ${measure}`, fr: `« ${path} » : ${measure}` }[language];
      }),
  );
  const items = [...new Set(found)].slice(0, MOST_TURNING).map((text) => tidy(text, language));
  return { paragraphs: lines.slice(0, MOST_VARIANTS).map((line) => sayTornado(teller, line)), items };
}

function receipt({ page, language }: Teller): string {
  const count = sayNumber(page.replications, language);
  const versions = Object.entries(page.versions).map(([name, version]) => `${name} ${version}`);
  const said = {
    en: `Scenario ${page.scenario}, seed ${page.seed}, ${count} replications of each variant, digest ${page.digest}, ${versions.join(", ")}. To repeat it: ${commandOf(page)}`,
    fr: `Scénario ${page.scenario}, graine ${page.seed}, ${count} réplications par variante, empreinte ${page.digest}, ${versions.join(", ")}. Pour la refaire : ${commandOf(page)}`,
  };
  return tidy(said[language], language);
}
