import type { FactName } from "../model/index.ts";
import type { FactWords } from "./told.ts";
import { readable } from "./vocabulary.ts";

/** Sentences about who looks over whose shoulder. */
export const OVERSIGHT_FACT_WORDS = {
  "oversight.began": {
    weight: 3,
    say: {
      en: (t) => `${t.other}: has ${t.number(t.x)} reviewers inside ${t.who} for ${t.span(t.y - t.at)}.`,
      fr: (t) =>
        `${t.other} : place ${t.number(t.x)} modérateurs chez ${t.who} pendant ${t.span(t.y - t.at)}.`,
    },
  },
  "oversight.ended": {
    weight: 3,
    say: {
      en: (t) => `${t.other}: its ${t.number(t.x)} reviewers leave ${t.who} after ${t.span(t.y)}.`,
      fr: (t) => `${t.other} : ses ${t.number(t.x)} modérateurs quittent ${t.who} après ${t.span(t.y)}.`,
    },
  },
  "verdict.corrected": {
    weight: 1,
    say: {
      en: (t) =>
        `${t.who}: reviewers from outside say that ${t.original ? "the original" : "an item"} is ${t.how === "unlawful" ? "unlawful" : "lawful"}, and that holds.`,
      fr: (t) =>
        `${t.who} : des modérateurs extérieurs jugent ${t.original ? "l’original" : "un contenu"} ${t.how === "unlawful" ? "illicite" : "licite"}, et c’est ce qui vaut.`,
    },
  },
  "removals.sampled": {
    weight: 3,
    say: {
      en: (t) =>
        `${t.other}: looks again at ${t.number(t.x)} removals of ${t.who} and finds ${t.number(t.y)} wrong.`,
      fr: (t) =>
        `${t.other} : réexamine ${t.number(t.x)} retraits de ${t.who} et en juge ${t.number(t.y)} injustifiés.`,
    },
  },
  "label.controlled": {
    weight: 1,
    say: {
      en: (t) =>
        `${t.who}: the label “${readable(t.what)}” is controlled and ${t.how === "withdrawn" ? "taken off" : "stays"}.`,
      fr: (t) =>
        `${t.who} : la mention « ${readable(t.what)} » est contrôlée et ${t.how === "withdrawn" ? "retirée" : "maintenue"}.`,
    },
  },
  "pledge.followed": {
    weight: 3,
    say: {
      en: (t) =>
        `${t.other}: follows up “${t.duty}” with ${t.who}: kept ${t.number(t.x)} times, broken ${t.number(t.y)} times.`,
      fr: (t) =>
        `${t.other} : vérifie « ${t.duty} » auprès de ${t.who} : tenu ${t.number(t.x)} fois, manqué ${t.number(t.y)} fois.`,
    },
  },
} as const satisfies Partial<Record<FactName, FactWords>>;
