import type { EffectName, GuardName } from "../../model/index.ts";
import type { Both } from "../language.ts";
import type { Given } from "./given.ts";

/**
 * Every question that a statechart may ask and everything it may ask for, as a clause: a guard follows "if", an effect
 * says what is done ("sends …"). A word without its phrase does not compile, and a parameter that changes nothing in the
 * phrase fails a test.
 */

/** What a phrase may use beside its parameters: the names of the model's other words. */
export interface Naming {
  /** an actor, a kind of actor, or all of them, as in "to every …" */
  to(selector: unknown): string;
  /** `removal-order` -> “removal order”, in quotation marks */
  message(kind: string): string;
  kinds(kinds: readonly string[]): string;
  decision(id: string): string;
  forms(forms: readonly string[]): string;
  by(name: string): string;
  /** a name that stands in the file, in quotation marks */
  quote(name: string): string;
  /** a role's state, in quotation marks */
  stateOf(role: string, state: string): string;
  /** names with "or" between them */
  either(names: readonly string[]): string;
  /** names with "and" between them, each in quotation marks */
  both(names: readonly string[]): string;
  speech(kind: string): string;
  provenance(kind: string): string;
  /** what an account may no longer do */
  capabilities(names: readonly string[]): string;
  redress(body: string): string;
  means(means: string): string;
  /** the services that an effect concerns: named, hosting, or all of a kind or group */
  services(services: unknown): string;
  /** the services that somebody looks at */
  overseen(services: unknown): string;
  role(id: string): string;
  sanction(id: string): string;
  /** titles of duties, with "and" between them */
  duties(ids: readonly string[]): string;
  /** another guard, as a clause */
  guard(guard: unknown): string;
  guards(guards: unknown, how: "all" | "any"): string;
  /** the levels of a harm at so many upload attempts an hour */
  matrix(given: Given): string;
}

export type Phrase = Both<(given: Given, say: Naming) => string>;

const fixed = (en: string, fr: string): Phrase => ({ en: () => en, fr: () => fr });

/** Whatever a selector-like guard names: its parts, each as a clause. */
function parts(clauses: readonly (readonly [boolean, string])[], and: string, otherwise: string): string {
  const said = clauses.filter(([is]) => is).map(([, clause]) => clause);
  return said.length === 0 ? otherwise : said.join(` ${and} `);
}

const seenEn = (p: Given, name: string) =>
  p.has(name) ? `, which is recognised in ${p.share(name)} of such items` : "";
const seenFr = (p: Given, name: string) =>
  p.has(name) ? `, ce qui est reconnu dans ${p.share(name)} des cas` : "";
const leakEn = (p: Given) => (p.has("leak") ? `, though ${p.share("leak")} get around it` : "");
const leakFr = (p: Given) => (p.has("leak") ? `, mais ${p.share("leak")} contournent la mesure` : "");
const preventsEn = (p: Given) =>
  p.has("effect") ? `, which prevents ${p.share("effect")} of later views and copies` : "";
const preventsFr = (p: Given) =>
  p.has("effect") ? `, ce qui évite ${p.share("effect")} des vues et copies ultérieures` : "";

export const GUARD_PHRASES = {
  matchesKnownHash: fixed(
    "the service matches this version’s hash and recognises the upload",
    "le service compare l’empreinte de cette version et reconnaît le dépôt",
  ),
  sweepFinds: fixed(
    "the search among what is already up finds this item",
    "la recherche parmi ce qui est déjà en ligne trouve ce contenu",
  ),
  isOriginal: fixed("the item is an original", "le contenu est un original"),
  isLawful: fixed("the item is lawful in truth", "le contenu est en vérité licite"),
  isLive: fixed("the item is a stream that still runs", "le contenu est une diffusion encore en cours"),
  rightCategory: fixed(
    "it was reported under the right category",
    "il a été signalé dans la bonne catégorie",
  ),
  chance: {
    en: (p, say) => `chance has it so, ${p.share("of")} (draw ${say.quote(p.name("name"))})`,
    fr: (p, say) => `le hasard le veut, ${p.share("of")} (tirage ${say.quote(p.name("name"))})`,
  },
  platformIs: {
    en: (p, say) =>
      parts(
        [
          [p.has("kind"), `the service is a ${say.kinds(p.list("kind"))}`],
          [p.has("member"), `the service is a member of ${say.quote(p.name("member"))}`],
          [p.has("public"), p.raw("public") === true ? "it is public" : "it is not public"],
          [p.has("jurisdiction"), `it is under the law of ${say.quote(p.name("jurisdiction"))}`],
        ],
        "and",
        "there is a service",
      ),
    fr: (p, say) =>
      parts(
        [
          [p.has("kind"), `le service est de la catégorie ${say.kinds(p.list("kind"))}`],
          [p.has("member"), `le service est membre de ${say.quote(p.name("member"))}`],
          [p.has("public"), p.raw("public") === true ? "il est public" : "il n’est pas public"],
          [p.has("jurisdiction"), `il relève du droit de ${say.quote(p.name("jurisdiction"))}`],
        ],
        "et",
        "il y a un service",
      ),
  },
  versionIsKnown: fixed(
    "the service already knows that this version is unlawful",
    "le service sait déjà que cette version est illicite",
  ),
  flagIs: {
    en: (p, say) => `${say.quote(p.name("flag"))} is set`,
    fr: (p, say) => `le repère ${say.quote(p.name("flag"))} est posé`,
  },
  counterAtLeast: {
    en: (p, say) => `the count ${say.quote(p.name("counter"))} has come to ${p.number("n")} or more`,
    fr: (p, say) => `le compte ${say.quote(p.name("counter"))} atteint ${p.number("n")} ou plus`,
  },
  isMember: {
    en: (p, say) => `it is a member of ${say.quote(p.name("group"))}`,
    fr: (p, say) => `il est membre de ${say.quote(p.name("group"))}`,
  },
  isPublic: fixed("its service is public", "son service est public"),
  firstContact: {
    en: (p, say) =>
      p.has("to")
        ? `it has never before sent the message ${say.message(p.name("message"))} to ${say.to(p.raw("to"))}`
        : `it has never before received the message ${say.message(p.name("message"))} from this sender`,
    fr: (p, say) =>
      p.has("to")
        ? `il n’a encore jamais envoyé le message ${say.message(p.name("message"))} à ${say.to(p.raw("to"))}`
        : `il n’a encore jamais reçu le message ${say.message(p.name("message"))} de cet expéditeur`,
  },
  crossBorder: fixed(
    "the sender’s state is not the state where the service is established",
    "l’État de l’expéditeur n’est pas celui où le service est établi",
  ),
  emergency: fixed("the incident is an emergency", "l’incident est une urgence"),
  originalIs: {
    en: (p, say) =>
      parts(
        [
          [p.has("form"), `an original is a ${say.forms(p.list("form"))}`],
          [p.has("by"), `it was made by ${say.either(p.list("by").map((each) => say.by(each)))}`],
        ],
        "and",
        "there is an original",
      ),
    fr: (p, say) =>
      parts(
        [
          [p.has("form"), `un original est de la forme ${say.forms(p.list("form"))}`],
          [p.has("by"), `il a pour auteur ${say.either(p.list("by").map((each) => say.by(each)))}`],
        ],
        "et",
        "il y a un original",
      ),
  },
  originalOnMember: {
    en: (p, say) => `an original is on a member of ${say.quote(p.name("group"))}`,
    fr: (p, say) => `un original se trouve chez un membre de ${say.quote(p.name("group"))}`,
  },
  originalUp: fixed("an original is still up", "un original est encore en ligne"),
  anythingNamed: fixed("the message names at least one item", "le message désigne au moins un contenu"),
  namedItemsUp: fixed(
    "something that the message names is still up",
    "un contenu désigné est encore en ligne",
  ),
  incidentOver: {
    en: (p) =>
      p.has("since") ? `the incident has been over for ${p.span("since")}` : "the incident is over",
    fr: (p) =>
      p.has("since") ? `l’incident est terminé depuis ${p.span("since")}` : "l’incident est terminé",
  },
  uploadsBelow: {
    en: (p) => `there were fewer than ${p.number("perHour")} upload attempts in the last hour`,
    fr: (p) => `il y a eu moins de ${p.number("perHour")} tentatives de dépôt dans la dernière heure`,
  },
  uploadsAtLeast: {
    en: (p) => `there were at least ${p.number("perHour")} upload attempts in the last hour`,
    fr: (p) => `il y a eu au moins ${p.number("perHour")} tentatives de dépôt dans la dernière heure`,
  },
  speechIs: {
    en: (p, say) => `it is ${say.either(p.list("of").map((each) => say.speech(each)))}${seenEn(p, "seen")}`,
    fr: (p, say) =>
      `il relève de : ${say.either(p.list("of").map((each) => say.speech(each)))}${seenFr(p, "seen")}`,
  },
  provenanceIs: {
    en: (p, say) =>
      `it comes from: ${say.either(p.list("of").map((each) => say.provenance(each)))}${seenEn(p, "recall")}${
        p.has("falseMatch") ? `, as are ${p.share("falseMatch")} of others by mistake` : ""
      }`,
    fr: (p, say) =>
      `il provient de : ${say.either(p.list("of").map((each) => say.provenance(each)))}${seenFr(p, "recall")}${
        p.has("falseMatch") ? `, comme ${p.share("falseMatch")} des autres par erreur` : ""
      }`,
  },
  isPreserved: fixed("it is kept as evidence", "il est conservé comme preuve"),
  isLabelled: fixed("it carries a label", "il porte un avertissement"),
  userInformed: fixed("the uploader has been told", "l’auteur du dépôt a été informé"),
  informationWithheld: fixed(
    "the uploader must not be told yet",
    "l’auteur du dépôt ne doit pas encore être informé",
  ),
  strikesAtLeast: {
    en: (p) => `the account that posted it has had ${p.number("n")} strikes or more here`,
    fr: (p) => `le compte qui l’a publié a reçu ici ${p.number("n")} sanctions ou plus`,
  },
  accountRestricted: {
    en: (p, say) =>
      p.has("from")
        ? `the account that posted it can no longer ${say.capabilities([p.name("from")])}`
        : "the account that posted it is restricted",
    fr: (p, say) =>
      p.has("from")
        ? `le compte qui l’a publié ne peut plus ${say.capabilities([p.name("from")])}`
        : "le compte qui l’a publié est restreint",
  },
  hashLabelIs: {
    en: (p, say) => `its hash carries the label ${say.quote(p.name("label"))}`,
    fr: (p, say) => `son empreinte porte le libellé ${say.quote(p.name("label"))}`,
  },
  hashQualityAtLeast: {
    en: (p) => `the hash’s own quality is ${p.number("quality")} of 100 or more`,
    fr: (p) => `la qualité de l’empreinte atteint ${p.number("quality")} sur 100`,
  },
  feedbackAtLeast: {
    en: (p) =>
      `${p.number("n")} members or more have ${p.name("verdict") === "agree" ? "agreed" : "disagreed"} with the hash`,
    fr: (p) =>
      `${p.number("n")} membres ou plus ont ${p.name("verdict") === "agree" ? "approuvé" : "contesté"} l’empreinte`,
  },
  all: {
    en: (p, say) => say.guards(p.raw("of"), "all"),
    fr: (p, say) => say.guards(p.raw("of"), "all"),
  },
  any: {
    en: (p, say) => say.guards(p.raw("of"), "any"),
    fr: (p, say) => say.guards(p.raw("of"), "any"),
  },
  not: {
    en: (p, say) => `it is not so that ${say.guard(p.raw("guard"))}`,
    fr: (p, say) => `il n’est pas vrai que ${say.guard(p.raw("guard"))}`,
  },
  countWithin: {
    en: (p, say) =>
      `the count ${say.quote(p.name("counter"))} went up by ${p.number("n")} or more within ${p.span("window")}`,
    fr: (p, say) =>
      `le compte ${say.quote(p.name("counter"))} a augmenté de ${p.number("n")} ou plus en ${p.span("window")}`,
  },
  matrix: {
    en: (p, say) =>
      `harm and virality together give the level ${say.either(p.list("is").map((each) => say.quote(each)))} (${say.matrix(p)})`,
    fr: (p, say) =>
      `gravité et viralité donnent ensemble le niveau ${say.either(p.list("is").map((each) => say.quote(each)))} (${say.matrix(p)})`,
  },
  dateIs: {
    en: (p) =>
      parts(
        [
          [p.has("from"), `the date is ${p.name("from")} or later`],
          [p.has("to"), `the date is ${p.name("to")} or earlier`],
        ],
        "and",
        "it is any date",
      ),
    fr: (p) =>
      parts(
        [
          [p.has("from"), `la date est le ${p.name("from")} ou après`],
          [p.has("to"), `la date est le ${p.name("to")} ou avant`],
        ],
        "et",
        "la date est quelconque",
      ),
  },
  alreadyNamed: {
    en: (p, say) =>
      `${p.raw("how") === "any" ? "some" : "all"} of what the message names was named before${
        p.has("message")
          ? `, in the message ${say.either(p.list("message").map((each) => say.message(each)))}`
          : ""
      }`,
    fr: (p, say) =>
      `${p.raw("how") === "any" ? "une partie" : "la totalité"} de ce que le message désigne l’avait déjà été${
        p.has("message")
          ? `, par le message ${say.either(p.list("message").map((each) => say.message(each)))}`
          : ""
      }`,
  },
  statusIs: {
    en: (p, say) =>
      `${p.has("of") ? say.to(p.raw("of")) : "it"} has the status ${say.quote(p.name("status"))}`,
    fr: (p, say) => `${p.has("of") ? say.to(p.raw("of")) : "il"} a le statut ${say.quote(p.name("status"))}`,
  },
  languageUnderstood: fixed(
    "the message is in a language that the contact point takes",
    "le message est dans une langue que le point de contact accepte",
  ),
  contactKnown: {
    en: (p, say) => `a contact point is known for ${say.to(p.raw("to"))}`,
    fr: (p, say) => `un point de contact est connu pour ${say.to(p.raw("to"))}`,
  },
  senderAuthenticated: fixed(
    "the message can be shown to come from who it says it is from",
    "l’origine du message peut être vérifiée",
  ),
  removedShareAtLeast: {
    en: (p, say) =>
      `at least ${p.share("share")} of the unlawful items that ever went online are down${p.has("group") ? `, on members of ${say.quote(p.name("group"))}` : ""}`,
    fr: (p, say) =>
      `au moins ${p.share("share")} des contenus illicites mis en ligne sont retirés${p.has("group") ? `, chez les membres de ${say.quote(p.name("group"))}` : ""}`,
  },
  inScope: fixed(
    "the protocol covers this category of content on that date",
    "le protocole couvre à cette date cette catégorie de contenus",
  ),
  incidentIs: {
    en: (p, say) =>
      `it is about the incident ${say.either(p.list("incident").map((each) => say.quote(each)))}`,
    fr: (p, say) =>
      `il s’agit de l’incident ${say.either(p.list("incident").map((each) => say.quote(each)))}`,
  },
  yields: fixed(
    "another protocol that comes first is active for this incident",
    "un autre protocole, prioritaire, est actif pour cet incident",
  ),
  roleIs: {
    en: (p, say) =>
      `${p.has("of") ? say.to(p.raw("of")) : "somebody"} as ${say.role(p.name("role"))}${p.has("protocol") ? ` (${p.name("protocol")})` : ""} is in ${say.either(p.list("state").map((each) => say.stateOf(p.name("role"), each)))}`,
    fr: (p, say) =>
      `${p.has("of") ? say.to(p.raw("of")) : "quelqu’un"}, comme ${say.role(p.name("role"))}${p.has("protocol") ? ` (${p.name("protocol")})` : ""}, en est à ${say.either(p.list("state").map((each) => say.stateOf(p.name("role"), each)))}`,
  },
  namedHeld: fixed(
    "something that the message names is held for an investigation",
    "un contenu désigné est réservé pour une enquête",
  ),
} as const satisfies Record<GuardName, Phrase>;

/** Which items a message names. */
function named(items: unknown, language: "en" | "fr"): string {
  if (items === "same")
    return {
      en: ", naming the items of the message at hand",
      fr: ", désignant les contenus du message reçu",
    }[language];
  if (items === "original") return { en: ", naming the original", fr: ", désignant l’original" }[language];
  if (typeof items === "number")
    return {
      en: `, naming up to ${items} items that are publicly up, the oldest first`,
      fr: `, désignant jusqu’à ${items} contenus publiquement en ligne, les plus anciens d’abord`,
    }[language];
  return "";
}

/** How a message goes: what it may name wrongly, how long it gives, by which way, and what it leaves out. */
function sendingEn(p: Given, say: Naming): string {
  const clauses = [
    p.has("wrong") ? `of which ${p.share("wrong")} are lawful lookalikes` : "",
    p.has("within") ? `which gives ${p.span("within")}` : "",
    p.has("via") ? `by way of ${say.to(p.raw("via"))}` : "",
    p.has("posting")
      ? `which counts as delivered ${p.span("posting")} after it was posted in public where there is no contact point`
      : "",
    p.raw("deduplicate") === true ? "leaving out what was named to the receiver before" : "",
    p.raw("onlyNew") === true ? "none that was named to the receiver before" : "",
    p.raw("deconflict") === true ? "leaving out what is held for an investigation" : "",
    p.has("language") ? `in the language ${say.quote(p.name("language"))}` : "",
  ];
  return clauses.map((each) => (each === "" ? "" : `, ${each}`)).join("");
}

function sendingFr(p: Given, say: Naming): string {
  const clauses = [
    p.has("wrong") ? `dont ${p.share("wrong")} sont des contenus licites ressemblants` : "",
    p.has("within") ? `qui laisse ${p.span("within")}` : "",
    p.has("via") ? `par l’intermédiaire de ${say.to(p.raw("via"))}` : "",
    p.has("posting")
      ? `réputé remis ${p.span("posting")} après affichage public là où il n’y a pas de point de contact`
      : "",
    p.raw("deduplicate") === true ? "sans ce qui a déjà été désigné au destinataire" : "",
    p.raw("onlyNew") === true ? "dont aucun n’a déjà été désigné au destinataire" : "",
    p.raw("deconflict") === true ? "sans ce qui est réservé pour une enquête" : "",
    p.has("language") ? `dans la langue ${say.quote(p.name("language"))}` : "",
  ];
  return clauses.map((each) => (each === "" ? "" : `, ${each}`)).join("");
}

export const EFFECT_PHRASES = {
  block: fixed("the upload is blocked", "le dépôt est bloqué"),
  publish: fixed("the item goes online", "le contenu est mis en ligne"),
  report: fixed("a user reports it", "un utilisateur le signale"),
  flag: {
    en: (p, say) => `it is flagged (${say.by(p.name("by"))})`,
    fr: (p, say) => `il est repéré (${say.by(p.name("by"))})`,
  },
  enqueueReview: {
    en: (p, say) => `it is put in the review queue ${say.quote(p.name("lane"))}`,
    fr: (p, say) => `il entre dans la file d’examen ${say.quote(p.name("lane"))}`,
  },
  remove: {
    en: (p, say) => `it is removed (${say.by(p.name("by"))})`,
    fr: (p, say) => `il est retiré (${say.by(p.name("by"))})`,
  },
  keep: fixed("it is kept online", "il est laissé en ligne"),
  restore: fixed("it is restored", "il est rétabli"),
  restrict: {
    en: (p, say) =>
      p.has("territory")
        ? `it is made unreachable in ${say.quote(p.name("territory"))}${leakEn(p)}`
        : `it is made unreachable in the territory asked for${leakEn(p)}`,
    fr: (p, say) =>
      p.has("territory")
        ? `il est rendu inaccessible dans ${say.quote(p.name("territory"))}${leakFr(p)}`
        : `il est rendu inaccessible dans le territoire demandé${leakFr(p)}`,
  },
  appeal: fixed("the uploader objects", "l’auteur du dépôt conteste"),
  confirm: {
    en: (p) =>
      `the service now knows that this version is unlawful${p.raw("asFound") === true ? ", rightly or not" : ""}`,
    fr: (p) =>
      `le service sait désormais que cette version est illicite${p.raw("asFound") === true ? ", à tort ou à raison" : ""}`,
  },
  makeHash: {
    en: (p, say) =>
      `the service computes ${p.has("kind") ? `the ${p.name("kind")} hash` : "the hash"}, matches it at upload and searches for it among what is up${p.has("labels") ? `, labelled ${say.both(p.list("labels"))}` : ""}`,
    fr: (p, say) =>
      `le service calcule l’empreinte${p.has("kind") ? ` ${p.name("kind") === "exact" ? "exacte" : "perceptuelle"}` : ""}, la compare aux dépôts et la cherche parmi ce qui est en ligne${p.has("labels") ? `, sous le libellé ${say.both(p.list("labels"))}` : ""}`,
  },
  shareHash: {
    en: (p, say) =>
      `the hash is shared with the members of ${say.quote(p.name("group"))}${p.has("labels") ? `, labelled ${say.both(p.list("labels"))}` : ""}`,
    fr: (p, say) =>
      `l’empreinte est partagée avec les membres de ${say.quote(p.name("group"))}${p.has("labels") ? `, sous le libellé ${say.both(p.list("labels"))}` : ""}`,
  },
  withdrawHash: fixed("the hash is withdrawn", "l’empreinte est retirée du partage"),
  send: {
    en: (p, say) =>
      `sends the message ${say.message(p.name("message"))} to ${say.to(p.raw("to"))}${named(p.raw("items"), "en")}${sendingEn(p, say)}`,
    fr: (p, say) =>
      `envoie le message ${say.message(p.name("message"))} à ${say.to(p.raw("to"))}${named(p.raw("items"), "fr")}${sendingFr(p, say)}`,
  },
  decide: {
    en: (p, say) =>
      `decides ${say.decision(p.name("decision"))}${p.raw("first") === true ? ", before all else that waits" : ""}`,
    fr: (p, say) =>
      `décide ${say.decision(p.name("decision"))}${p.raw("first") === true ? ", avant tout ce qui attend" : ""}`,
  },
  count: {
    en: (p, say) => `adds ${p.has("by") ? p.number("by") : "1"} to the count ${say.quote(p.name("counter"))}`,
    fr: (p, say) => `ajoute ${p.has("by") ? p.number("by") : "1"} au compte ${say.quote(p.name("counter"))}`,
  },
  clearCounter: {
    en: (p, say) => `sets the count ${say.quote(p.name("counter"))} back to nothing`,
    fr: (p, say) => `remet à zéro le compte ${say.quote(p.name("counter"))}`,
  },
  setFlag: {
    en: (p, say) => `sets ${say.quote(p.name("flag"))}`,
    fr: (p, say) => `pose le repère ${say.quote(p.name("flag"))}`,
  },
  clearFlag: {
    en: (p, say) => `clears ${say.quote(p.name("flag"))}`,
    fr: (p, say) => `lève le repère ${say.quote(p.name("flag"))}`,
  },
  surge: {
    en: (p) => `multiplies its reviewers by ${p.number("reviewers")}`,
    fr: (p) => `multiplie ses modérateurs par ${p.number("reviewers")}`,
  },
  endSurge: fixed("goes back to its usual reviewers", "revient à ses modérateurs habituels"),
  removeNamed: {
    en: (p) =>
      `removes what the message names${p.raw("copies") === "identical" ? " and what is identical to it" : p.raw("copies") === "similar" ? " and what is identical or similar to it" : ""}`,
    fr: (p) =>
      `retire ce que le message désigne${p.raw("copies") === "identical" ? " et ce qui lui est identique" : p.raw("copies") === "similar" ? " et ce qui lui est identique ou similaire" : ""}`,
  },
  restrictNamed: {
    en: (p, say) =>
      `makes what the message names unreachable in ${say.quote(p.name("territory"))}${leakEn(p)}`,
    fr: (p, say) =>
      `rend ce que le message désigne inaccessible dans ${say.quote(p.name("territory"))}${leakFr(p)}`,
  },
  restoreNamed: fixed("restores what the message names", "rétablit ce que le message désigne"),
  confirmNamed: fixed(
    "takes the versions that the message names for unlawful from now on",
    "tient désormais pour illicites les versions que le message désigne",
  ),
  demote: {
    en: (p) => `cuts what recommendation and search bring by ${p.share("by")}`,
    fr: (p) => `réduit de ${p.share("by")} ce qu’apportent recommandation et recherche`,
  },
  matchUploads: {
    en: (p, say) =>
      `matches hashes, stopping ${p.share("block")} at upload and finding ${p.share("sweep")} of what is up${
        p.has("platforms")
          ? ` (${p.raw("platforms") === "all" ? "all services" : say.either(p.list("platforms"))})`
          : ""
      }`,
    fr: (p, say) =>
      `compare les empreintes, en arrêtant ${p.share("block")} des dépôts et en trouvant ${p.share("sweep")} de ce qui est en ligne${
        p.has("platforms")
          ? ` (${p.raw("platforms") === "all" ? "tous les services" : say.either(p.list("platforms"))})`
          : ""
      }`,
  },
  note: {
    en: (p, say) => `notes ${say.quote(p.name("what"))} for the record`,
    fr: (p, say) => `consigne ${say.quote(p.name("what"))}`,
  },
  hide: {
    en: (p, say) => `it is hidden until somebody decides (${say.by(p.name("by"))})`,
    fr: (p, say) => `il est masqué en attendant une décision (${say.by(p.name("by"))})`,
  },
  disable: {
    en: (p, say) => `access to it is disabled and the file kept (${say.by(p.name("by"))})`,
    fr: (p, say) => `l’accès est coupé et le fichier gardé (${say.by(p.name("by"))})`,
  },
  preserve: {
    en: (p) => `a copy is kept as evidence${p.has("for") ? ` for ${p.span("for")}` : ""}`,
    fr: (p) => `une copie est conservée comme preuve${p.has("for") ? ` pendant ${p.span("for")}` : ""}`,
  },
  purge: fixed("it is deleted for good", "suppression définitive"),
  informUser: {
    en: (p) => `the uploader is told${p.raw("reasons") === false ? ", without reasons" : ", with reasons"}`,
    fr: (p) =>
      `l’auteur du dépôt est informé${p.raw("reasons") === false ? ", sans exposé des motifs" : ", avec exposé des motifs"}`,
  },
  withholdInformation: {
    en: (p) => `the uploader must not be told${p.has("for") ? ` for ${p.span("for")}` : ""}`,
    fr: (p) => `l’auteur du dépôt ne doit pas être informé${p.has("for") ? ` pendant ${p.span("for")}` : ""}`,
  },
  discloseInformation: fixed("the uploader may be told now", "l’auteur du dépôt peut désormais être informé"),
  complain: {
    en: (p, say) => `the uploader complains to ${say.redress(p.name("to"))}`,
    fr: (p, say) => `l’auteur du dépôt fait une réclamation (${say.redress(p.name("to"))})`,
  },
  decideComplaint: {
    en: (p, say) =>
      `the complaint is decided by ${say.redress(p.name("by"))}: ${p.name("result") === "reversed" ? "what was done is undone" : "what was done stands"}`,
    fr: (p, say) =>
      `la réclamation est tranchée (${say.redress(p.name("by"))}) : ${p.name("result") === "reversed" ? "la mesure est annulée" : "la mesure est confirmée"}`,
  },
  label: {
    en: (p, say) => `the label ${say.quote(p.name("as"))} is put on it${preventsEn(p)}`,
    fr: (p, say) => `l’avertissement ${say.quote(p.name("as"))} lui est apposé${preventsFr(p)}`,
  },
  unlabel: {
    en: (p, say) => `the label ${say.quote(p.name("as"))} is taken back`,
    fr: (p, say) => `l’avertissement ${say.quote(p.name("as"))} est retiré`,
  },
  officialInformation: {
    en: (p) => `shows official information beside everything about the event${preventsEn(p)}`,
    fr: (p) =>
      `affiche une information officielle à côté de tout ce qui concerne l’événement${preventsFr(p)}`,
  },
  redirect: {
    en: (p) => `leads ${p.share("share")} of those who search elsewhere`,
    fr: (p) => `oriente ailleurs ${p.share("share")} des personnes qui cherchent`,
  },
  recommendationOff: fixed(
    "recommends nothing about the event any more",
    "ne recommande plus rien sur l’événement",
  ),
  recommendationOn: fixed("recommends as usual again", "recommande de nouveau comme d’habitude"),
  strike: fixed("the account that posted it gets a strike", "le compte qui l’a publié reçoit une sanction"),
  restrictAccount: {
    en: (p, say) =>
      `the account that posted it can no longer ${say.capabilities(p.has("from") ? p.list("from") : ["stream", "upload"])}${p.has("for") ? ` for ${p.span("for")}` : ""}`,
    fr: (p, say) =>
      `le compte qui l’a publié ne peut plus ${say.capabilities(p.has("from") ? p.list("from") : ["stream", "upload"])}${p.has("for") ? ` pendant ${p.span("for")}` : ""}`,
  },
  restoreAccount: fixed("the account that posted it is restored", "le compte qui l’a publié est rétabli"),
  blockAccess: {
    en: (p, say) =>
      `people in ${say.quote(p.name("territory"))} are kept from ${say.services(p.raw("platforms"))}, ${say.means(p.has("means") ? p.name("means") : "access")}${
        p.has("coverage") ? `, which reaches ${p.share("coverage")} of them` : ""
      }${leakEn(p)}`,
    fr: (p, say) =>
      `les personnes situées dans ${say.quote(p.name("territory"))} n’ont plus accès à ${say.services(p.raw("platforms"))}, ${say.means(p.has("means") ? p.name("means") : "access")}${
        p.has("coverage") ? `, ce qui en touche ${p.share("coverage")}` : ""
      }${leakFr(p)}`,
  },
  unblockAccess: {
    en: (p, say) =>
      `people in ${say.quote(p.name("territory"))} can reach ${say.services(p.raw("platforms"))} again`,
    fr: (p, say) =>
      `les personnes situées dans ${say.quote(p.name("territory"))} ont de nouveau accès à ${say.services(p.raw("platforms"))}`,
  },
  hashFeedback: {
    en: (p) => `the member ${p.name("verdict") === "agree" ? "agrees" : "disagrees"} with the hash`,
    fr: (p) => `le membre ${p.name("verdict") === "agree" ? "approuve" : "conteste"} l’empreinte`,
  },
  relabelHash: {
    en: (p, say) => `the hash is relabelled ${say.both(p.list("labels"))}`,
    fr: (p, say) => `l’empreinte reçoit le libellé ${say.both(p.list("labels"))}`,
  },
  publishLedger: fixed(
    "publishes its counts of restrictions, reasons, complaints and restorations",
    "publie ses décomptes de restrictions, motifs, réclamations et rétablissements",
  ),
  setStatus: {
    en: (p, say) =>
      `gives ${p.has("of") ? say.to(p.raw("of")) : "itself"} the status ${say.quote(p.name("status"))}`,
    fr: (p, say) =>
      `donne le statut ${say.quote(p.name("status"))} à ${p.has("of") ? say.to(p.raw("of")) : "lui-même"}`,
  },
  clearStatus: {
    en: (p, say) =>
      `takes the status ${say.quote(p.name("status"))} from ${p.has("of") ? say.to(p.raw("of")) : "itself"}`,
    fr: (p, say) =>
      `retire le statut ${say.quote(p.name("status"))} à ${p.has("of") ? say.to(p.raw("of")) : "lui-même"}`,
  },
  sanction: {
    en: (p, say) => `${say.sanction(p.name("sanction"))} is incurred by ${say.to(p.raw("of"))}`,
    fr: (p, say) => `la sanction ${say.sanction(p.name("sanction"))} est encourue par ${say.to(p.raw("of"))}`,
  },
  intrude: {
    en: (p, say) => `asks to break into the systems of ${say.to(p.raw("of"))}, which is always refused`,
    fr: (p, say) =>
      `demande à pénétrer dans les systèmes de ${say.to(p.raw("of"))}, ce qui est toujours refusé`,
  },
  monitorGenerally: {
    en: (p, say) =>
      `asks that everything posted on the service of ${say.to(p.raw("of"))} be watched, which is always refused`,
    fr: (p, say) =>
      `demande la surveillance de tout ce qui est publié chez ${say.to(p.raw("of"))}, ce qui est toujours refusé`,
  },
  establish: {
    en: (p, say) =>
      `establishes what is true of ${p.has("original") ? say.quote(p.name("original")) : "the incident’s originals"}`,
    fr: (p, say) =>
      `établit la vérité sur ${p.has("original") ? say.quote(p.name("original")) : "les originaux de l’incident"}`,
  },
  holdNamed: fixed(
    "holds what the message names for an investigation",
    "réserve pour une enquête ce que le message désigne",
  ),
  placeReviewers: {
    en: (p, say) =>
      `places ${p.number("reviewers")} reviewers inside ${say.overseen(p.raw("platforms"))} for ${p.span("for")}; they look at ${p.share("sees")} of the verdicts, would keep ${p.share("missed")} of what is unlawful and take down ${p.share("wrongful")} of what is lawful`,
    fr: (p, say) =>
      `place ${p.number("reviewers")} modérateurs chez ${say.overseen(p.raw("platforms"))} pendant ${p.span("for")} ; ils voient ${p.share("sees")} des verdicts, laisseraient ${p.share("missed")} de ce qui est illicite et retireraient ${p.share("wrongful")} de ce qui est licite`,
  },
  sampleRemovals: {
    en: (p, say) =>
      `looks again at ${p.number("size")} removals, drawn at random, of ${say.overseen(p.raw("platforms"))}, missing ${p.share("missed")} of the wrongful ones and taking ${p.share("wrongful")} of the others for wrongful`,
    fr: (p, say) =>
      `réexamine ${p.number("size")} retraits tirés au sort de ${say.overseen(p.raw("platforms"))}, manquant ${p.share("missed")} des injustifiés et jugeant injustifiés ${p.share("wrongful")} des autres`,
  },
  controlProvenance: {
    en: (p, say) =>
      `controls ${p.share("share")} of the labels of origin on ${say.overseen(p.raw("platforms"))}, missing ${p.share("missed")} of the wrong ones and taking off ${p.share("wrongful")} of the others`,
    fr: (p, say) =>
      `contrôle ${p.share("share")} des mentions de provenance sur ${say.overseen(p.raw("platforms"))}, manquant ${p.share("missed")} des fausses et retirant ${p.share("wrongful")} des autres`,
  },
  followPledges: {
    en: (p, say) => `looks at what came of ${say.duties(p.list("duties"))}`,
    fr: (p, say) => `vérifie ce qu’il est advenu de ${say.duties(p.list("duties"))}`,
  },
  releaseNamed: fixed("no longer holds what the message names", "ne réserve plus ce que le message désigne"),
} as const satisfies Record<EffectName, Phrase>;
