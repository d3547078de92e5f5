import type { FactName } from "../model/index.ts";
import type { Language, Words } from "./language.ts";
import type { FactWords, Told } from "./told.ts";
import { readable } from "./vocabulary.ts";

/** Sentences about what passes between actors: messages that take another way, waits for a desk, statuses, sanctions, refusals. */

export const naming = (t: Told) => (t.y > 0 ? ` (${t.number(t.y)} ${t.y === 1 ? "item" : "items"})` : "");
export const visant = (t: Told) =>
  t.y > 0 ? ` (${t.number(t.y)} ${t.y === 1 ? "contenu" : "contenus"})` : "";

export function article(message: string): string {
  return `${/^[aeiou]/.test(message) ? "an" : "a"} ${message}`;
}

/** Why something was left out or refused: words that the world itself gives. */
const WHY = {
  duplicate: { en: "named already", fr: "déjà signalé" },
  investigation: { en: "held for an investigation", fr: "réservé pour une enquête" },
  "private-actor": { en: "forbidden to private actors", fr: "interdit aux acteurs privés" },
  "outside-the-model": {
    en: "what a state may do here is outside the model",
    fr: "ce qu’un État peut faire ici est hors du modèle",
  },
  "general-monitoring": { en: "no general monitoring", fr: "pas de surveillance généralisée" },
} as const satisfies Record<string, Words>;

const ACTIONS = {
  intrude: { en: "hacking back", fr: "une contre-attaque informatique" },
  monitorGenerally: { en: "the monitoring of everything", fr: "une surveillance généralisée" },
} as const satisfies Record<string, Words>;

const SANCTIONS = {
  turnover: { en: "a share of turnover", fr: "une part du chiffre d’affaires" },
  "per-day": { en: "a sum for each day", fr: "une somme par jour" },
  fixed: { en: "a fixed sum", fr: "une somme fixe" },
  prison: { en: "prison", fr: "une peine d’emprisonnement" },
  "safe-harbour": { en: "loss of safe harbour", fr: "la perte de l’exemption de responsabilité" },
  none: { en: "no consequence", fr: "aucune conséquence" },
} as const satisfies Record<string, Words>;

function pick(table: Readonly<Record<string, Words>>, key: string, language: Language): string {
  return Object.hasOwn(table, key) ? table[key][language] : readable(key);
}

const sayWhy = (why: string, language: Language) => pick(WHY, why, language);
const sayAction = (action: string, language: Language) => pick(ACTIONS, action, language);
function saySanction({ how, x, number }: Pick<Told, "how" | "x" | "number">, language: Language): string {
  const kind = pick(SANCTIONS, how, language);
  if (!(x > 0)) return kind;
  if (how === "prison")
    return language === "en" ? `${kind}, up to ${number(x)} years` : `${kind}, jusqu’à ${number(x)} ans`;
  return language === "en" ? `${kind}, up to ${number(x)}` : `${kind}, jusqu’à ${number(x)}`;
}

export const ACTOR_FACT_WORDS = {
  "message.relayed": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: passes on ${article(t.message)} from ${t.other}${naming(t)}.`,
      fr: (t) => `${t.who} : transmet un message (${t.message}) de ${t.other}${visant(t)}.`,
    },
  },
  "message.posted": {
    weight: 3,
    say: {
      en: (t) => `${t.other}: posts ${article(t.message)} in public, because ${t.who} has no contact point.`,
      fr: (t) =>
        `${t.other} : notifie par voie d’affichage (${t.message}), faute de point de contact : ${t.who}.`,
    },
  },
  "message.withheld": {
    weight: 2,
    say: {
      en: (t) =>
        `${t.other}: leaves ${t.y > 0 ? `${t.number(t.y)} ${t.y === 1 ? "item" : "items"} out of` : "out"} ${article(t.message)} to ${t.who} (${sayWhy(t.how, "en")}).`,
      fr: (t) =>
        `${t.other} : omet ${t.y > 0 ? `${t.number(t.y)} ${t.y === 1 ? "contenu" : "contenus"} d’un` : "un"} message à ${t.who} (${t.message} ; ${sayWhy(t.how, "fr")}).`,
    },
  },
  "message.undeliverable": {
    weight: 3,
    say: {
      en: (t) => `${t.other}: has ${article(t.message)} for ${t.who} and no address to send it to.`,
      fr: (t) => `${t.other} : n’a aucune adresse où envoyer à ${t.who} : ${t.message}.`,
    },
  },
  "decision.queued": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: “${t.decision}” waits for a free desk (${t.number(t.x)} waiting).`,
      fr: (t) => `${t.who} : « ${t.decision} » attend qu’un poste se libère (${t.number(t.x)} en attente).`,
    },
  },
  "decision.begun": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: takes up “${t.decision}” after ${t.span(t.x)} of waiting.`,
      fr: (t) => `${t.who} : commence « ${t.decision} » après ${t.span(t.x)} d’attente.`,
    },
  },
  "status.set": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: now has the status “${t.named(t.what)}” (from ${t.other}).`,
      fr: (t) => `${t.who} : reçoit le statut « ${t.named(t.what)} » (de ${t.other}).`,
    },
  },
  "status.cleared": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: no longer has the status “${t.named(t.what)}” (from ${t.other}).`,
      fr: (t) => `${t.who} : perd le statut « ${t.named(t.what)} » (de ${t.other}).`,
    },
  },
  "sanction.incurred": {
    weight: 3,
    say: {
      en: (t) =>
        `${t.who}: incurs “${t.sanction(t.what)}” from ${t.other} (${saySanction(t, "en")}). This says nothing of guilt.`,
      fr: (t) =>
        `${t.who} : encourt « ${t.sanction(t.what)} » de ${t.other} (${saySanction(t, "fr")}). Cela ne dit rien d’une faute.`,
    },
  },
  "failure.counted": {
    weight: 2,
    say: {
      en: (t) =>
        `${t.other}: counts failure ${t.number(t.x)} of ${t.who}; “${t.sanction(t.what)}” needs ${t.number(t.y)}.`,
      fr: (t) =>
        `${t.other} : compte le manquement ${t.number(t.x)} de ${t.who} ; « ${t.sanction(t.what)} » en suppose ${t.number(t.y)}.`,
    },
  },
  "demand.repeated": {
    weight: 2,
    say: {
      en: (t) =>
        `${t.who}: ${t.number(t.y)} ${t.y === 1 ? "item" : "items"} of ${article(t.message)} from ${t.other} had been named to it under another mechanism.`,
      fr: (t) =>
        `${t.who} : ${t.number(t.y)} ${t.y === 1 ? "contenu d’un message" : "contenus d’un message"} de ${t.other} (${t.message}) lui ${t.y === 1 ? "avait déjà été désigné" : "avaient déjà été désignés"} par un autre mécanisme.`,
    },
  },
  "demand.contradicted": {
    weight: 3,
    say: {
      en: (t) =>
        `${t.who}: ${t.other} asks the opposite of what “${t.protocol}” asks, about ${t.number(t.y)} ${t.y === 1 ? "item" : "items"}; ${t.how === "obeyed" ? "done all the same" : "set aside, the other goes first"}.`,
      fr: (t) =>
        `${t.who} : ${t.other} demande le contraire de ce que veut « ${t.protocol} », pour ${t.number(t.y)} ${t.y === 1 ? "contenu" : "contenus"} ; ${t.how === "obeyed" ? "fait malgré tout" : "écarté, l’autre passe d’abord"}.`,
    },
  },
  "action.refused": {
    weight: 3,
    say: {
      en: (t) =>
        `${t.who}: asks for ${sayAction(t.what, "en")}, against ${t.other}; refused (${sayWhy(t.how, "en")}).`,
      fr: (t) =>
        `${t.who} : demande ${sayAction(t.what, "fr")}, visant ${t.other} ; refusé (${sayWhy(t.how, "fr")}).`,
    },
  },
  "claim.corrected": {
    weight: 3,
    say: {
      en: (t) =>
        `${t.who === "" ? "What" : `${t.who}: what`} was claimed of “${readable(t.what)}” is corrected.`,
      fr: (t) =>
        `${t.who === "" ? "Ce" : `${t.who} : ce`} qui était affirmé de « ${readable(t.what)} » est rectifié.`,
    },
  },
  "incident.began": {
    weight: 3,
    say: {
      en: (t) => `The incident “${readable(t.what)}” begins.`,
      fr: (t) => `L’incident « ${readable(t.what)} » commence.`,
    },
  },
  "incident.ended": {
    weight: 3,
    say: {
      en: (t) => `The attack itself, of the incident “${readable(t.what)}”, is over.`,
      fr: (t) => `L’attaque elle-même, de l’incident « ${readable(t.what)} », est terminée.`,
    },
  },
  "items.held": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: holds ${t.number(t.y)} ${t.y === 1 ? "item" : "items"} for an investigation.`,
      fr: (t) =>
        `${t.who} : réserve ${t.number(t.y)} ${t.y === 1 ? "contenu" : "contenus"} pour une enquête.`,
    },
  },
  "items.released": {
    weight: 2,
    say: {
      en: (t) =>
        `${t.who}: no longer needs ${t.number(t.y)} ${t.y === 1 ? "item" : "items"} for an investigation.`,
      fr: (t) =>
        `${t.who} : n’a plus besoin de ${t.number(t.y)} ${t.y === 1 ? "contenu" : "contenus"} pour une enquête.`,
    },
  },
} as const satisfies Partial<Record<FactName, FactWords>>;
