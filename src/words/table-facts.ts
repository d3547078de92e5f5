import type { FactName } from "../model/index.ts";
import type { FactWords, Told } from "./told.ts";

/** Sentences about what happens only at a table: seats, decisions that people may take, what control brings up. */

const isPerson = (t: Told) => t.how === "person";

/** What became of a row of the plan. */
const ROW_EN: Readonly<Record<string, string>> = {
  held: "is held back",
  skipped: "is skipped",
  released: "is released",
};
const ROW_FR: Readonly<Record<string, string>> = {
  held: "est retenu",
  skipped: "est écarté",
  released: "est libéré",
};

export const TABLE_FACT_WORDS = {
  "seat.handed": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: played by ${isPerson(t) ? "people at the table" : "the model"} from now on.`,
      fr: (t) => `${t.who} : joué désormais par ${isPerson(t) ? "des participants" : "le modèle"}.`,
    },
  },
  "decision.opened": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: “${t.decision}” is open, the default acts in ${t.span(t.y - t.at)}.`,
      fr: (t) =>
        `${t.who} : « ${t.decision} » est à prendre, la règle par défaut s’applique dans ${t.span(t.y - t.at)}.`,
    },
  },
  "decision.answered": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: “${t.decision}” is decided at the table: ${t.option}.`,
      fr: (t) => `${t.who} : « ${t.decision} » est tranché à la table : ${t.option}.`,
    },
  },
  "decision.lapsed": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: nobody decided “${t.decision}” in time, the default acts.`,
      fr: (t) => `${t.who} : personne n’a tranché « ${t.decision} » à temps, la règle par défaut s’applique.`,
    },
  },
  "action.ruled": {
    weight: 3,
    say: {
      en: (t) => `${t.who === "" ? "Control" : t.who}: outside the protocol, “${t.inject}”.`,
      fr: (t) => `${t.who === "" ? "Animation" : t.who} : hors protocole, « ${t.inject} ».`,
    },
  },
  "inject.held": {
    weight: 1,
    say: {
      en: (t) => `Control: “${t.inject}” ${ROW_EN[t.how] ?? t.how}.`,
      fr: (t) => `Animation : « ${t.inject} » ${ROW_FR[t.how] ?? t.how}.`,
    },
  },
} as const satisfies Partial<Record<FactName, FactWords>>;
