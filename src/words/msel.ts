import type { INJECT_KINDS, METHODS, PLANNING_STATUSES } from "../model/index.ts";
import type { Words } from "./language.ts";

/** Words of the list of events (MSEL) as a sheet: heads of its columns, and the values that its cells hold. */

/** First and last word on whatever leaves an exercise (facts/exercise-conventions.md, section 11). */
export const EXERCISE_MARK: Words = {
  en: "EXERCISE EXERCISE EXERCISE",
  fr: "EXERCICE EXERCICE EXERCICE",
};

/** Columns of a sheet, in their order. Those of the other language come last, so that a reader meets each thing once. */
export const MSEL_HEADS = {
  marking: { en: "Marking", fr: "Marquage" },
  number: { en: "Number", fr: "Numéro" },
  kind: { en: "Kind", fr: "Nature" },
  title: { en: "Title", fr: "Titre" },
  at: { en: "Time", fr: "Heure" },
  iso: { en: "Time (ISO 8601)", fr: "Heure (ISO 8601)" },
  move: { en: "Move", fr: "Phase" },
  groupOrder: { en: "Order", fr: "Ordre" },
  from: { en: "From", fr: "De" },
  to: { en: "To", fr: "À" },
  method: { en: "Method", fr: "Moyen" },
  subject: { en: "Subject", fr: "Objet" },
  text: { en: "Text", fr: "Texte" },
  expects: { en: "Expected action", fr: "Action attendue" },
  expectsWho: { en: "Expected of", fr: "Attendue de" },
  expectsWithin: { en: "Expected within", fr: "Attendue sous" },
  expectsWhen: { en: "Met when", fr: "Remplie quand" },
  due: { en: "Due", fr: "Échéance" },
  objective: { en: "Objective", fr: "Objectif" },
  controller: { en: "Controller", fr: "Animateur" },
  notesController: { en: "Controller notes", fr: "Notes d’animation" },
  notesEvaluator: { en: "Evaluator notes", fr: "Notes d’évaluation" },
  trigger: { en: "Trigger", fr: "Déclencheur" },
  acts: { en: "Acts in the model", fr: "Effets dans le modèle" },
  score: { en: "Score", fr: "Points" },
  planningStatus: { en: "Planning status", fr: "État de préparation" },
  visibility: { en: "Visibility", fr: "Visibilité" },
  colour: { en: "Row colour", fr: "Couleur de ligne" },
  height: { en: "Row height", fr: "Hauteur de ligne" },
  titleOther: { en: "Title (FR)", fr: "Titre (EN)" },
  subjectOther: { en: "Subject (FR)", fr: "Objet (EN)" },
  fromOther: { en: "From (FR)", fr: "De (EN)" },
  textOther: { en: "Text (FR)", fr: "Texte (EN)" },
  expectsOther: { en: "Expected action (FR)", fr: "Action attendue (EN)" },
  notesControllerOther: { en: "Controller notes (FR)", fr: "Notes d’animation (EN)" },
  notesEvaluatorOther: { en: "Evaluator notes (FR)", fr: "Notes d’évaluation (EN)" },
} as const satisfies Record<string, Words>;
export type MselField = keyof typeof MSEL_HEADS;

export const INJECT_KIND_WORDS: Readonly<Record<(typeof INJECT_KINDS)[number], Words>> = {
  contextual: { en: "contextual", fr: "contextuel" },
  information: { en: "information", fr: "information" },
  contingency: { en: "contingency", fr: "variante de secours" },
  "expected-action": { en: "expected action", fr: "action attendue" },
  facilitation: { en: "facilitation", fr: "facilitation" },
};

export const METHOD_WORDS: Readonly<Record<(typeof METHODS)[number], Words>> = {
  email: { en: "e-mail", fr: "courriel" },
  phone: { en: "phone", fr: "téléphone" },
  sms: { en: "text message (SMS)", fr: "SMS" },
  radio: { en: "radio", fr: "radio" },
  face_to_face: { en: "face to face", fr: "de vive voix" },
  handout: { en: "handout", fr: "document remis" },
  video: { en: "video", fr: "vidéo" },
  news: { en: "news", fr: "presse" },
  social: { en: "social media", fr: "réseaux sociaux" },
  web_page: { en: "web page", fr: "page web" },
  intelligence: { en: "intelligence", fr: "renseignement" },
  order: { en: "order", fr: "ordre" },
  situation_report: { en: "situation report", fr: "point de situation" },
  in_tool: { en: "in the tool", fr: "dans l’outil" },
  referral: { en: "referral", fr: "signalement" },
  removal_order: { en: "removal order", fr: "injonction de retrait" },
  hash_share: { en: "hash share", fr: "partage d’empreinte" },
  alert: { en: "alert", fr: "alerte" },
  liaison_line: { en: "liaison line", fr: "ligne de liaison" },
};

export const PLANNING_STATUS_WORDS: Readonly<Record<(typeof PLANNING_STATUSES)[number], Words>> = {
  pending: { en: "pending", fr: "en attente" },
  entered: { en: "entered", fr: "saisi" },
  approved: { en: "approved", fr: "validé" },
  complete: { en: "complete", fr: "complet" },
  deployed: { en: "deployed", fr: "déployé" },
  archived: { en: "archived", fr: "archivé" },
};

export const VISIBILITY_WORDS: Readonly<Record<"shown" | "hidden", Words>> = {
  shown: { en: "shown", fr: "affiché" },
  hidden: { en: "hidden", fr: "masqué" },
};

/** Whom a row reaches that names nobody, and the rule for an expected action that several owe. */
export const MSEL_CELL_WORDS = {
  everybody: { en: "(all)", fr: "(tous)" },
  all: { en: "all", fr: "tous" },
  any: { en: "any", fr: "un seul" },
  sheet: { en: "MSEL", fr: "Chronogramme" },
} as const satisfies Record<string, Words>;

/**
 * Words of the written form of conditions, triggers and acts. Each is one word, so that a person may type it; a reader takes
 * either language, with or without accents.
 */
export const MSEL_KEYWORDS = {
  all: { en: "all", fr: "toutes" },
  any: { en: "any", fr: "une" },
  not: { en: "not", fr: "pas" },
  happened: { en: "happened", fr: "survenu" },
  state: { en: "state", fr: "état" },
  role: { en: "role", fr: "rôle" },
  in: { en: "in", fr: "dans" },
  actor: { en: "actor", fr: "acteur" },
  other: { en: "other", fr: "autre" },
  what: { en: "what", fr: "quoi" },
  how: { en: "how", fr: "comment" },
  atLeast: { en: "at-least", fr: "au-moins" },
  time: { en: "time", fr: "heure" },
  byHand: { en: "by-hand", fr: "à-la-main" },
  when: { en: "when", fr: "quand" },
  until: { en: "until", fr: "jusque" },
  unless: { en: "unless", fr: "sauf-si" },
  send: { en: "send", fr: "envoyer" },
  from: { en: "from", fr: "de" },
  to: { en: "to", fr: "à" },
  items: { en: "items", fr: "éléments" },
  original: { en: "original", fr: "original" },
  wrong: { en: "wrong", fr: "à-tort" },
  lawful: { en: "lawful", fr: "licites" },
  unreachable: { en: "unreachable", fr: "injoignable" },
  lasting: { en: "for", fr: "pendant" },
  matchingDown: { en: "matching-down", fr: "comparaison-arrêtée" },
  reviewers: { en: "reviewers", fr: "modérateurs" },
  times: { en: "times", fr: "fois" },
  wrongHash: { en: "wrong-hash", fr: "fausse-empreinte" },
  mirror: { en: "mirror", fr: "miroir" },
  excerpts: { en: "excerpts", fr: "extraits" },
  appeals: { en: "appeals", fr: "recours" },
  copies: { en: "copies", fr: "copies" },
  corrected: { en: "corrected", fr: "rectifié" },
  source: { en: "source", fr: "source" },
  assumed: { en: "assumed", fr: "supposé" },
  because: { en: "because", fr: "parce-que" },
  self: { en: "self", fr: "soi" },
  sender: { en: "sender", fr: "expéditeur" },
  everyone: { en: "everyone", fr: "tous" },
  kind: { en: "kind", fr: "sorte" },
  kinds: { en: "kinds", fr: "sortes" },
  member: { en: "member", fr: "membre" },
  jurisdiction: { en: "jurisdiction", fr: "juridiction" },
  public: { en: "public", fr: "public" },
  hosting: { en: "hosting", fr: "hébergeant" },
  yes: { en: "yes", fr: "oui" },
  no: { en: "no", fr: "non" },
} as const satisfies Record<string, Words>;
export type MselKeyword = keyof typeof MSEL_KEYWORDS;
