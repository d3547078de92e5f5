import type { FactName } from "../model/index.ts";
import type { FactWords, Told } from "./told.ts";
import { readable, sayBlockingMeans, sayCapabilities, sayReachMeasure, sayRedress } from "./vocabulary.ts";

/** Sentences about items kept, contested and labelled, accounts, reach, hashes' errors and published counts. */

const item = (t: Told) =>
  t.original ? "the original" : t.what.startsWith("lawful") ? "a lawful item" : "an item";
const contenu = (t: Told) =>
  t.original ? "l’original" : t.what.startsWith("lawful") ? "un contenu licite" : "un contenu";
const untilEn = (t: Told) => (t.x > t.at ? ` for ${t.span(t.x - t.at)}` : "");
const untilFr = (t: Told) => (t.x > t.at ? ` pendant ${t.span(t.x - t.at)}` : "");

export const CONTENT_FACT_WORDS = {
  "content.held": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: keeps the file of ${item(t)} (${t.how === "hidden" ? "hidden" : "disabled"}).`,
      fr: (t) =>
        `${t.who} : garde le fichier d’${t.original ? "un original" : "un contenu"} (${t.how === "hidden" ? "masqué" : "accès désactivé"}).`,
    },
  },
  "content.preserved": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: preserves ${item(t)} as evidence${untilEn(t)}.`,
      fr: (t) => `${t.who} : conserve ${contenu(t)} comme preuve${untilFr(t)}.`,
    },
  },
  "content.purged": {
    weight: 1,
    say: {
      en: (t) =>
        `${t.who}: deletes ${item(t)} for good${t.how === "lost" ? ", and with it the evidence" : "; a preserved copy remains"}.`,
      fr: (t) =>
        `${t.who} : efface définitivement ${contenu(t)}${t.how === "lost" ? ", et la preuve avec lui" : " ; une copie conservée demeure"}.`,
    },
  },
  "user.informed": {
    weight: 1,
    say: {
      en: (t) =>
        `${t.who}: tells the uploader of ${item(t)} what was done${t.how === "reasons" ? " and why" : ""}.`,
      fr: (t) =>
        `${t.who} : informe la personne qui avait mis en ligne ${contenu(t)}${t.how === "reasons" ? ", motifs à l’appui" : ""}.`,
    },
  },
  "information.withheld": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: must not yet tell the uploader of ${item(t)}${untilEn(t)}.`,
      fr: (t) =>
        `${t.who} : ne doit pas encore informer la personne qui avait mis en ligne ${contenu(t)}${untilFr(t)}.`,
    },
  },
  "complaint.made": {
    weight: 1,
    say: {
      en: (t) =>
        `${t.who}: a user complains about what was done to ${item(t)}, to ${sayRedress(t.how, "en")}.`,
      fr: (t) =>
        `${t.who} : un utilisateur conteste la mesure prise contre ${contenu(t)}, devant ${sayRedress(t.how, "fr")}.`,
    },
  },
  "complaint.decided": {
    weight: 1,
    say: {
      en: (t) =>
        `${t.who}: ${sayRedress(t.what, "en")} ${t.how === "reversed" ? "reverses" : "confirms"} what was done to an item.`,
      fr: (t) =>
        `${t.who} : ${sayRedress(t.what, "fr")} ${t.how === "reversed" ? "annule" : "confirme"} la mesure prise contre un contenu.`,
    },
  },
  "content.labelled": {
    weight: 1,
    say: {
      en: (t) =>
        `${t.who}: puts the label “${t.named(t.how)}” on ${item(t)}${t.y > 0 ? ", which is wrong" : ""}.`,
      fr: (t) =>
        `${t.who} : appose la mention « ${t.named(t.how)} » sur ${contenu(t)}${t.y > 0 ? ", à tort" : ""}.`,
    },
  },
  "content.unlabelled": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: takes the label “${t.named(t.how)}” back from ${item(t)}.`,
      fr: (t) => `${t.who} : retire la mention « ${t.named(t.how)} » apposée à ${contenu(t)}.`,
    },
  },
  "content.demoted": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: takes ${t.share(t.x)} of its recommendations from ${item(t)}.`,
      fr: (t) => `${t.who} : retire ${t.share(t.x)} de ses recommandations à ${contenu(t)}.`,
    },
  },
  "reach.changed": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: ${sayReachMeasure(t.what, "en")}; ${t.share(t.x)} of views and copies are left.`,
      fr: (t) =>
        `${t.who} : ${sayReachMeasure(t.what, "fr")} ; il reste ${t.share(t.x)} des vues et des copies.`,
    },
  },
  "account.restricted": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: an account may no longer ${sayCapabilities(t.what, "en")}${untilEn(t)}.`,
      fr: (t) => `${t.who} : un compte ne peut plus ${sayCapabilities(t.what, "fr")}${untilFr(t)}.`,
    },
  },
  "account.restored": {
    weight: 1,
    say: {
      en: (t) =>
        `${t.who}: an account gets back what it had lost${t.how === "term" ? ", its term being over" : ""}.`,
      fr: (t) =>
        `${t.who} : un compte retrouve ce qu’il avait perdu${t.how === "term" ? ", le terme étant passé" : ""}.`,
    },
  },
  "account.refused": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: a restricted account tries to ${sayCapabilities(t.how, "en")} and cannot.`,
      fr: (t) => `${t.who} : un compte restreint tente de ${sayCapabilities(t.how, "fr")}, sans succès.`,
    },
  },
  "account.struck": {
    weight: 1,
    say: {
      en: (t) => `${t.who}: strike ${t.number(t.x)} against an account.`,
      fr: (t) => `${t.who} : avertissement n° ${t.number(t.x)} contre un compte.`,
    },
  },
  "access.blocked": {
    weight: 3,
    say: {
      en: (t) =>
        `${t.other}: keeps people in ${t.what} from ${t.who}, ${sayBlockingMeans(t.how, "en")} (${t.share(t.x)} of its whole audience).`,
      fr: (t) =>
        `${t.other} : coupe l’accès à ${t.who} en ${t.what}, ${sayBlockingMeans(t.how, "fr")} (${t.share(t.x)} de toute son audience).`,
    },
  },
  "access.unblocked": {
    weight: 3,
    say: {
      en: (t) => `${t.other}: lets people in ${t.what} reach ${t.who} again.`,
      fr: (t) => `${t.other} : rétablit l’accès à ${t.who} en ${t.what}.`,
    },
  },
  "hash.mistaken": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: the version that it identified is lawful material.`,
      fr: (t) => `${t.who} : la version identifiée est un contenu licite.`,
    },
  },
  "hash.dropped": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: no longer matches the hash of a version.`,
      fr: (t) => `${t.who} : ne reconnaît plus l’empreinte d’une version.`,
    },
  },
  "hash.feedback": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: ${t.how === "agree" ? "agrees" : "disagrees"} with a shared hash.`,
      fr: (t) => `${t.who} : ${t.how === "agree" ? "approuve" : "conteste"} une empreinte partagée.`,
    },
  },
  "hash.relabelled": {
    weight: 3,
    say: {
      en: (t) => `${t.who}: the labels of a hash become “${t.what.split(",").map(t.named).join(", ")}”.`,
      fr: (t) =>
        `${t.who} : les libellés d’une empreinte deviennent « ${t.what.split(",").map(t.named).join(", ")} ».`,
    },
  },
  "hash.passed-over": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: does not take in a shared hash, whose labels it does not act on.`,
      fr: (t) => `${t.who} : n’intègre pas une empreinte partagée, dont elle n’applique pas les libellés.`,
    },
  },
  "ledger.published": {
    weight: 2,
    say: {
      en: (t) => `${t.who}: publishes “${readable(t.what)}”: ${t.number(t.x)}.`,
      fr: (t) => `${t.who} : publie « ${sayLedger(t.what)} » : ${t.number(t.x)}.`,
    },
  },
} as const satisfies Partial<Record<FactName, FactWords>>;

function sayLedger(entry: string): string {
  const known: Readonly<Record<string, string>> = {
    removals: "retraits",
    restrictions: "restrictions",
    statements: "exposés des motifs",
    complaints: "réclamations",
    restorations: "rétablissements",
    orders: "injonctions reçues",
  };
  return known[entry] ?? readable(entry);
}
