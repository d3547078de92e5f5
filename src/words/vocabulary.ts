import {
  ACTOR_KINDS,
  type ActorKind,
  type BlockingMeans,
  type DutyKind,
  MESSAGES,
  type MessageKind,
  PLATFORM_KINDS,
  type PlatformKind,
  type RedressBody,
  type SpeechKind,
} from "../model/index.ts";
import { type Language, tidy, type Words } from "./language.ts";

/** The names that the model's own words have in the two languages. */

const MESSAGE_WORDS = {
  alert: { en: "alert", fr: "alerte" },
  notice: { en: "notice", fr: "notification" },
  referral: { en: "referral", fr: "signalement" },
  "removal-order": { en: "removal order", fr: "injonction de retrait" },
  "order-copy": { en: "copy of the order", fr: "copie de l’injonction" },
  "takedown-request": { en: "takedown request", fr: "demande de retrait" },
  "blocking-request": { en: "blocking request", fr: "demande de blocage" },
  update: { en: "update", fr: "point de situation" },
  request: { en: "request", fr: "demande" },
  clarification: { en: "request for clarification", fr: "demande de précision" },
  impossibility: { en: "notice that it cannot comply", fr: "avis d’impossibilité" },
  "report-back": { en: "report back", fr: "compte rendu" },
  "vote-call": { en: "call for a vote", fr: "appel au vote" },
  vote: { en: "vote", fr: "vote" },
  activation: { en: "activation", fr: "activation" },
  "stand-down": { en: "stand-down", fr: "fin d’alerte" },
  annulment: { en: "annulment", fr: "annulation" },
  confirmation: { en: "confirmation", fr: "confirmation" },
  "threat-to-life": { en: "threat-to-life notice", fr: "avis de menace pour la vie" },
  acknowledgement: { en: "acknowledgement of receipt", fr: "accusé de réception" },
  "prior-notice": { en: "prior notice", fr: "information préalable" },
  direction: { en: "direction", fr: "instruction contraignante" },
  "blocking-order": { en: "blocking order", fr: "injonction de blocage" },
  "dereferencing-request": { en: "request to dereference", fr: "demande de déréférencement" },
  "app-removal-order": { en: "order to remove an app", fr: "injonction de retrait d’une application" },
  "url-list": { en: "list of addresses to block", fr: "liste d’adresses à bloquer" },
  recommendation: { en: "recommendation", fr: "recommandation" },
  "crisis-decision": { en: "crisis decision", fr: "décision de crise" },
  complaint: { en: "complaint", fr: "réclamation" },
  outcome: { en: "outcome of a complaint", fr: "suite donnée à une réclamation" },
  "statement-of-reasons": { en: "statement of reasons", fr: "exposé des motifs" },
  "counter-notice": { en: "counter-notice", fr: "contre-notification" },
  dispute: { en: "dispute for an outside body", fr: "litige porté devant un organe extérieur" },
  appeal: { en: "appeal", fr: "recours" },
  "court-application": { en: "application to a court", fr: "requête au juge" },
  ruling: { en: "ruling", fr: "décision de justice" },
  "scrutiny-request": { en: "request for scrutiny", fr: "demande d’examen approfondi" },
  "exposure-decision": {
    en: "decision on exposure to terrorist content",
    fr: "décision sur l’exposition à des contenus terroristes",
  },
  "measures-report": { en: "report on measures taken", fr: "rapport sur les mesures prises" },
  "public-report": { en: "public report", fr: "rapport public" },
  "crime-report": { en: "report of a crime", fr: "signalement d’une infraction" },
  "hotline-report": { en: "report between hotlines", fr: "transmission entre lignes de signalement" },
  "hash-dispute": { en: "dispute of a hash", fr: "contestation d’une empreinte" },
  suspension: { en: "suspension of a status", fr: "suspension d’un statut" },
  warning: { en: "warning", fr: "avertissement" },
  "preservation-request": { en: "request to preserve", fr: "demande de conservation" },
  "public-statement": { en: "public statement", fr: "déclaration publique" },
  handover: { en: "handover of the lead", fr: "passation de la direction" },
  "fact-check": { en: "fact-check", fr: "vérification des faits" },
  correction: { en: "correction", fr: "rectification" },
  "offer-of-intrusion": { en: "offer to hack back", fr: "offre de contre-attaque informatique" },
} as const satisfies Record<MessageKind, Words>;

const PLATFORM_WORDS = {
  "large-social": { en: "large social platform", fr: "grand réseau social" },
  video: { en: "video platform", fr: "plateforme vidéo" },
  livestream: { en: "livestream service", fr: "service de diffusion en direct" },
  messaging: { en: "messaging service", fr: "messagerie" },
  "file-host": { en: "file host", fr: "hébergeur de fichiers" },
  "fringe-board": { en: "fringe board", fr: "forum marginal" },
  "small-local": { en: "small local service", fr: "petit service local" },
  community: { en: "community-moderated service", fr: "service modéré par sa communauté" },
  "private-holders": { en: "private holders", fr: "détenteurs privés" },
} as const satisfies Record<PlatformKind, Words>;

const ACTOR_WORDS = {
  "referral-unit": { en: "police referral unit", fr: "unité policière de signalement" },
  "competent-authority": { en: "competent authority", fr: "autorité compétente" },
  "home-authority": { en: "home-state authority", fr: "autorité de l’État d’établissement" },
  regulator: { en: "regulator", fr: "régulateur" },
  court: { en: "court", fr: "tribunal" },
  investigators: { en: "investigators", fr: "enquêteurs" },
  "hash-body": { en: "body that shares hashes", fr: "organisme de partage d’empreintes" },
  "board-member": { en: "board member", fr: "membre du conseil" },
  coordinator: { en: "coordinating body", fr: "organe de coordination" },
  secretariat: { en: "secretariat", fr: "secrétariat" },
  "alert-service": { en: "alert service", fr: "service d’alerte" },
  "trusted-flagger": { en: "trusted flagger", fr: "signaleur de confiance" },
  hotline: { en: "hotline", fr: "ligne de signalement" },
  "rights-reviewer": { en: "civil-liberties reviewer", fr: "observateur des libertés" },
  "victims-support": { en: "victims’ support", fr: "aide aux victimes" },
  "fact-checkers": { en: "fact-checkers", fr: "vérificateurs de faits" },
  "access-provider": { en: "access provider", fr: "fournisseur d’accès" },
  "search-engine": { en: "search engine", fr: "moteur de recherche" },
  "app-store": { en: "app store", fr: "magasin d’applications" },
  infrastructure: { en: "hosting infrastructure", fr: "infrastructure d’hébergement" },
  press: { en: "press", fr: "presse" },
} as const satisfies Record<ActorKind, Words>;

/** What kind of clock a duty is: never shown without it. */
export const DUTY_KIND_WORDS = {
  law: { en: "law", fr: "loi" },
  voluntary: { en: "voluntary commitment", fr: "engagement volontaire" },
  "own-target": { en: "own target", fr: "objectif interne" },
  benchmark: { en: "benchmark", fr: "repère" },
} as const satisfies Record<DutyKind, Words>;

/** What is said of a clock that was not in force on the incident's date. */
export const COUNTERFACTUAL: Words = { en: "*counterfactual*", fr: "*contrefactuel*" };

export const BINDING_WORDS = {
  law: { en: "law", fr: "loi" },
  voluntary: { en: "voluntary", fr: "volontaire" },
  practice: { en: "practice", fr: "pratique" },
} as const satisfies Record<string, Words>;

/** How a duty ended. */
export const OUTCOMES = [
  "met",
  "missed",
  "late",
  "open",
  "suspended",
  "too-early",
  "waived",
  "used",
  "lapsed",
  "ended",
  "judged-met",
  "judged-missed",
] as const;
export type OutcomeName = (typeof OUTCOMES)[number];

const OUTCOME_WORDS = {
  met: { en: "met", fr: "tenu" },
  missed: { en: "missed", fr: "manqué" },
  late: { en: "missed, done late", fr: "manqué, fait en retard" },
  open: { en: "open", fr: "en cours" },
  suspended: { en: "suspended", fr: "suspendu" },
  "too-early": { en: "too early", fr: "trop tôt" },
  waived: { en: "waived", fr: "dispensé" },
  used: { en: "used", fr: "exercé" },
  lapsed: { en: "lapsed", fr: "expiré" },
  ended: { en: "ended before its time", fr: "terminé avant son terme" },
  "judged-met": { en: "judged in time", fr: "jugé à temps" },
  "judged-missed": { en: "judged too late", fr: "jugé trop tard" },
} as const satisfies Record<OutcomeName, Words>;

/** Waits that the world itself knows; every other wait is a named delay or a decision. */
const WAIT_WORDS = {
  spread: { en: "until somebody posted it", fr: "avant que quelqu’un ne publie" },
  channel: {
    en: "on the way between sender and receiver",
    fr: "acheminement entre l’expéditeur et le destinataire",
  },
  "office-hours": { en: "until the contact point opened", fr: "avant l’ouverture du point de contact" },
  queue: { en: "in the review queue", fr: "dans la file de modération" },
  review: { en: "in review", fr: "en cours d’examen" },
  report: { en: "until a user reported it", fr: "avant qu’un utilisateur ne signale" },
  scan: {
    en: "until the platform’s own search found it",
    fr: "avant que la recherche de la plateforme ne trouve",
  },
  reupload: { en: "until somebody uploaded it again", fr: "avant une nouvelle mise en ligne" },
  stream: { en: "while the stream ran", fr: "pendant la diffusion en direct" },
  desk: { en: "until a desk was free", fr: "avant qu’un poste ne se libère" },
  relay: { en: "with who passed it on", fr: "chez qui l’a transmis" },
  deadline: { en: "until the deadline passed", fr: "jusqu’à l’échéance" },
  userReport: { en: "until a user reported it", fr: "avant qu’un utilisateur ne signale" },
  platformScan: {
    en: "until the platform’s own search found it",
    fr: "avant que la recherche de la plateforme ne trouve",
  },
  removal: { en: "until the rule removed it", fr: "avant que la règle ne le retire" },
  switch: { en: "until the measure was switched on", fr: "avant la mise en marche de la mesure" },
  withdrawal: {
    en: "until the withdrawn hash was dropped",
    fr: "avant l’abandon de l’empreinte retirée",
  },
  term: { en: "until its term was over", fr: "jusqu’au terme fixé" },
  ingest: {
    en: "until the shared hash was taken in",
    fr: "avant la prise en compte de l’empreinte partagée",
  },
  "": { en: "at once", fr: "aussitôt" },
} as const satisfies Record<string, Words>;

const SPEECH_WORDS = {
  news: { en: "news", fr: "information" },
  evidence: { en: "evidence", fr: "preuve" },
  bystander: { en: "bystander footage", fr: "images de témoin" },
  satire: { en: "satire", fr: "satire" },
  "counter-speech": { en: "counter-speech", fr: "contre-discours" },
  research: { en: "research", fr: "recherche" },
  art: { en: "art", fr: "création artistique" },
} as const satisfies Record<SpeechKind, Words>;

const REDRESS_WORDS = {
  platform: { en: "the platform itself", fr: "la plateforme elle-même" },
  body: { en: "a body outside the courts", fr: "un organe extrajudiciaire" },
  court: { en: "a court", fr: "un tribunal" },
} as const satisfies Record<RedressBody, Words>;

const MEANS_WORDS = {
  access: { en: "by blocking access", fr: "par blocage de l’accès" },
  search: { en: "by taking it out of search results", fr: "par déréférencement" },
  "app-store": {
    en: "by taking its application from the store",
    fr: "par retrait de son application du magasin",
  },
} as const satisfies Record<BlockingMeans, Words>;

const CAPABILITY_WORDS = {
  stream: { en: "stream", fr: "diffuser en direct" },
  upload: { en: "upload", fr: "mettre en ligne" },
  "stream,upload": { en: "stream or upload", fr: "diffuser ni mettre en ligne" },
} as const satisfies Record<string, Words>;

const REACH_WORDS = {
  redirection: {
    en: "leads people who search elsewhere",
    fr: "oriente ailleurs les personnes qui cherchent",
  },
  recommendation: { en: "changes what it recommends", fr: "modifie ses recommandations" },
  information: { en: "shows official information", fr: "affiche une information officielle" },
} as const satisfies Record<string, Words>;

const FORM_WORDS = {
  livestream: { en: "livestream", fr: "diffusion en direct" },
  recording: { en: "recording", fr: "enregistrement" },
  image: { en: "image", fr: "image" },
  document: { en: "document", fr: "document" },
  rumour: { en: "rumour", fr: "rumeur" },
  synthetic: { en: "synthetic fake", fr: "contenu de synthèse" },
} as const satisfies Record<string, Words>;

const BY_WORDS = {
  rule: { en: "by the rule", fr: "selon la règle" },
  sweep: { en: "in a sweep with the hash", fr: "par balayage avec l’empreinte" },
  match: { en: "by matching", fr: "par appariement" },
  review: { en: "after review", fr: "après examen" },
  scan: { en: "found by its own search", fr: "trouvé par sa propre recherche" },
  order: { en: "on an order", fr: "sur injonction" },
  notice: { en: "on a notice", fr: "sur notification" },
  referral: { en: "on a referral", fr: "sur signalement d’une autorité" },
  asked: { en: "because it was asked", fr: "sur demande" },
  purge: { en: "to delete it for good", fr: "pour l’effacer définitivement" },
  account: { en: "with its account", fr: "avec son compte" },
} as const satisfies Record<string, Words>;

const STATUS_WORDS = {
  unlawful: { en: "unlawful item", fr: "contenu illicite" },
  lawful: { en: "lawful item", fr: "contenu licite" },
} as const satisfies Record<string, Words>;

function find(table: Readonly<Record<string, Words>>, key: string): Words | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** `decide-now` and `decideNow` -> "decide now": a name from a file, as it can be read. */
export function readable(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll(/[-_.]+/g, " ")
    .toLowerCase()
    .trim();
}

const NAME_WORDS = {
  activated: { en: "protocol activated", fr: "protocole activé" },
} as const satisfies Record<string, Words>;

/** A note, flag or label: known to the model, or as it stands in a file. */
export function sayName(name: string, language: Language): string {
  return find(NAME_WORDS, name)?.[language] ?? readable(name);
}

export function sayMessage(kind: string, language: Language): string {
  return find(MESSAGE_WORDS, kind)?.[language] ?? readable(kind);
}

export function sayKind(kind: string, language: Language): string {
  return (find(PLATFORM_WORDS, kind) ?? find(ACTOR_WORDS, kind))?.[language] ?? readable(kind);
}

export function sayOutcome(outcome: string, language: Language): string {
  return find(OUTCOME_WORDS, outcome)?.[language] ?? readable(outcome);
}

export function sayDutyKind(kind: string, language: Language): string {
  return find(DUTY_KIND_WORDS, kind)?.[language] ?? readable(kind);
}

export function sayBinding(binding: string, language: Language): string {
  return find(BINDING_WORDS, binding)?.[language] ?? readable(binding);
}

export function sayForm(form: string, language: Language): string {
  return find(FORM_WORDS, form)?.[language] ?? readable(form);
}

export function sayRedress(body: string, language: Language): string {
  return find(REDRESS_WORDS, body)?.[language] ?? readable(body);
}

export function sayBlockingMeans(means: string, language: Language): string {
  return find(MEANS_WORDS, means)?.[language] ?? readable(means);
}

export function sayCapabilities(capabilities: string, language: Language): string {
  return find(CAPABILITY_WORDS, capabilities)?.[language] ?? readable(capabilities);
}

export function sayReachMeasure(measure: string, language: Language): string {
  return find(REACH_WORDS, measure)?.[language] ?? readable(measure);
}

export function saySpeech(speech: string, language: Language): string {
  return find(SPEECH_WORDS, speech)?.[language] ?? readable(speech);
}

/** How something came down: a known way, or the name that a protocol gave it. */
export function sayBy(by: string, language: Language): string {
  if (by === "") return "";
  return (
    find(BY_WORDS, by)?.[language] ??
    tidy(language === "en" ? `“${readable(by)}”` : `« ${readable(by)} »`, language)
  );
}

/** `unlawful`, or `lawful:news`, or with the item's language `lawful:news:fr`. */
export function sayStatus(status: string, language: Language): string {
  const [word, speech, tongue] = status.split(":");
  const said = find(STATUS_WORDS, word)?.[language] ?? readable(word);
  if (speech === undefined) return said;
  const kind = saySpeech(speech, language);
  return `${said} (${tongue === undefined ? kind : `${kind}, ${readable(tongue)}`})`;
}

const DECISION_WAIT: Words = { en: "for the decision", fr: "pour la décision" };
const DELAY_WAIT: Words = { en: "for", fr: "pour" };

/** What was waited for, as it follows "waited 29 min". */
export function sayWait(
  wait: string,
  language: Language,
  decision = readable,
  phrase: (delay: string) => string | undefined = () => undefined,
): string {
  const known = find(WAIT_WORDS, wait)?.[language] ?? phrase(wait);
  if (known !== undefined) return known;
  const isDecision = wait.startsWith("decide:");
  const name = isDecision ? decision(wait.slice("decide:".length)) : readable(wait);
  const said = language === "en" ? `“${name}”` : `« ${name} »`;
  return tidy(`${(isDecision ? DECISION_WAIT : DELAY_WAIT)[language]} ${said}`, language);
}

/** For the test that nothing in the model's vocabulary goes without words. */
export const NAMED: Readonly<Record<string, readonly string[]>> = {
  messages: MESSAGES,
  platforms: PLATFORM_KINDS,
  actors: ACTOR_KINDS,
  waits: Object.keys(WAIT_WORDS),
};
