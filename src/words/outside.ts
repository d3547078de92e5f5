import { type Language, type Sentence, tidy, type Words } from "./language.ts";

/** What stands in documents that leave the product for other programs, and beside the links to them. */

export const OUTSIDE = {
  nothing: {
    en: "A simulation made this. Nothing in it happened; services, authorities, addresses and hashes are invented.",
    fr: "Produit par une simulation. Rien de ceci n’a eu lieu ; services, autorités, adresses et empreintes sont inventés.",
  },
  ownRules: {
    en: "invented terms of the simulated service",
    fr: "conditions inventées du service simulé",
  },
  law: { en: "invented law of the simulated scenario", fr: "loi inventée du scénario simulé" },
  explanation: {
    en: "Whoever decided in the simulation held the item for forbidden. The item is a row of numbers; there is no content.",
    fr: "Qui décidait dans la simulation tenait ce contenu pour interdit. Ce contenu n’est qu’une ligne de nombres.",
  },
  orderGrounds: {
    en: "The simulated authority held the items for terrorist content. Each is a row of numbers; there is no content.",
    fr: "L’autorité simulée tenait ces contenus pour terroristes. Chacun n’est qu’une ligne de nombres.",
  },
  unable: {
    en: "The simulated service answered that it could not carry the order out, or not yet.",
    fr: "Le service simulé a répondu ne pas pouvoir exécuter l’injonction, ou pas encore.",
  },
  redress: {
    en: "A court of the invented state; nobody can be written to.",
    fr: "Un tribunal de l’État inventé ; on ne peut écrire à personne.",
  },
  signature: { en: "simulated, not signed", fr: "simulé, non signé" },
  hash: {
    en: "Stands for version {version} of the simulated material; computed from the run’s address, from no picture.",
    fr: "Tient lieu de la version {version} du matériel simulé ; calculée d’après l’adresse du passage, sans image.",
  },
  noOrders: {
    en: "No removal order was sent in this run.",
    fr: "Aucune injonction de retrait n’a été envoyée dans ce passage.",
  },
} as const satisfies Record<string, Words>;

export const sayOutside = (key: keyof typeof OUTSIDE, language: Language): string =>
  tidy(OUTSIDE[key][language], language);

interface StatementFacts {
  readonly run: string;
  readonly fact: number;
  readonly what: string;
}

const STATEMENT: Sentence<StatementFacts> = {
  en: ({ run, fact, what }) => `SIMULATION ${run}, fact ${fact} (${what}). ${OUTSIDE.nothing.en}`,
  fr: ({ run, fact, what }) => `SIMULATION ${run}, fait ${fact} (${what}). ${OUTSIDE.nothing.fr}`,
};

export const sayStatementFacts = (given: StatementFacts, language: Language): string =>
  tidy(STATEMENT[language](given), language);

/** Fields of the three forms of Regulation (EU) 2021/784, by the keys of the documents. */
export const ORDER_WORDS = {
  title: { en: "Removal orders and their answers", fr: "Injonctions de retrait et leurs réponses" },
  annexI: { en: "Annex I: removal order", fr: "Annexe I : injonction de retrait" },
  annexII: {
    en: "Annex II: feedback after removal or disabling of access",
    fr: "Annexe II : réponse après retrait ou blocage de l’accès",
  },
  annexIII: {
    en: "Annex III: impossibility to carry the order out",
    fr: "Annexe III : impossibilité d’exécuter l’injonction",
  },
  reference: { en: "Reference number", fr: "Numéro de référence" },
  legalBasis: { en: "Clock that it started", fr: "Délai qu’elle a ouvert" },
  deadlineMinutes: { en: "Minutes allowed from receipt", fr: "Minutes accordées dès réception" },
  preservationMonths: { en: "Months of preservation", fr: "Mois de conservation" },
  language: { en: "Language", fr: "Langue" },
  issuingMemberState: { en: "Issuing state", fr: "État d’émission" },
  addressee: { en: "Addressee", fr: "Destinataire" },
  contactPoint: { en: "Contact point", fr: "Point de contact" },
  addresseeMemberState: { en: "State of the addressee", fr: "État du destinataire" },
  issuedAt: { en: "Issued", fr: "Émise" },
  receivedAt: { en: "Received", fr: "Reçue" },
  targets: { en: "Addresses", fr: "Adresses" },
  targetsTotal: { en: "Addresses in all", fr: "Adresses en tout" },
  grounds: { en: "Grounds", fr: "Motifs" },
  groundsExplanation: { en: "Why", fr: "Pourquoi" },
  nonDisclosure: {
    en: "The uploader must not be told",
    fr: "Le fournisseur de contenus ne doit pas être informé",
  },
  otherMemberState: {
    en: "The provider sits in another state",
    fr: "Le fournisseur siège dans un autre État",
  },
  copySent: {
    en: "A copy went to the home-state authority",
    fr: "Copie à l’autorité de l’État d’établissement",
  },
  authority: { en: "Issuing authority", fr: "Autorité d’émission" },
  followUp: { en: "Where to answer", fr: "Où répondre" },
  redress: { en: "Redress", fr: "Recours" },
  authorityFileRef: { en: "File of the authority", fr: "Dossier de l’autorité" },
  addresseeFileRef: { en: "File of the addressee", fr: "Dossier du destinataire" },
  measure: { en: "What was done", fr: "Ce qui a été fait" },
  actedAt: { en: "When", fr: "Quand" },
  reasons: { en: "Reasons", fr: "Raisons" },
  explanation: { en: "Explanation", fr: "Explication" },
  clarificationNeeded: { en: "What must be clarified", fr: "Ce qui doit être précisé" },
  provider: { en: "Provider", fr: "Fournisseur" },
  date: { en: "Date", fr: "Date" },
  signature: { en: "Stamp and signature", fr: "Cachet et signature" },
  yes: { en: "yes", fr: "oui" },
  no: { en: "no", fr: "non" },
} as const satisfies Record<string, Words>;
export type OrderWord = keyof typeof ORDER_WORDS;
export const sayOrderWord = (key: OrderWord, language: Language): string =>
  tidy(ORDER_WORDS[key][language], language);

/** Values of the forms that are codes in the documents. */
const ORDER_CODES = {
  incites: { en: "incites to terrorist offences", fr: "incite à des infractions terroristes" },
  law_enforcement: { en: "law-enforcement authority", fr: "autorité répressive" },
  judge_court_or_investigating_judge: {
    en: "judge, court or investigating judge",
    fr: "juge, juridiction ou juge d’instruction",
  },
  other_competent: { en: "other competent authority", fr: "autre autorité compétente" },
  removed: { en: "removed", fr: "retiré" },
  disabled_in_all_member_states: {
    en: "access disabled in all Member States",
    fr: "accès bloqué dans tous les États membres",
  },
  force_majeure_or_impossibility: {
    en: "force majeure or de facto impossibility",
    fr: "force majeure ou impossibilité de fait",
  },
  insufficient_information: { en: "insufficient information", fr: "informations insuffisantes" },
} as const satisfies Record<string, Words>;

/** A code of a form in words; what is none stays as it is. */
export const sayOrderCode = (code: string, language: Language): string =>
  Object.hasOwn(ORDER_CODES, code) ? ORDER_CODES[code as keyof typeof ORDER_CODES][language] : code;
