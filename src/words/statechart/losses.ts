import { type Language, type Sentence, tidy } from "../language.ts";

/** What a diagram or another format could not hold: which part, and what of it. */
export interface Loss {
  readonly code: LossCode;
  /** Where: a state, or the name of a delay, role, clock or choice. */
  readonly at: string;
  /** What it was, as the file has it. */
  readonly what: string;
}

const LOSSES = {
  guard: {
    en: (l) => `${l.at}: the question ${l.what} is a name only; whoever runs this must answer it`,
    fr: (l) => `${l.at} : la question ${l.what} n’est qu’un nom ; à qui l’exécute d’y répondre`,
  },
  effect: {
    en: (l) => `${l.at}: the effect ${l.what} is a name only; nothing is done`,
    fr: (l) => `${l.at} : l’effet ${l.what} n’est qu’un nom ; rien n’est fait`,
  },
  params: {
    en: (l) => `${l.at}: parameters ${l.what}`,
    fr: (l) => `${l.at} : paramètres ${l.what}`,
  },
  mark: { en: (l) => `${l.at}: mark ${l.what}`, fr: (l) => `${l.at} : marque ${l.what}` },
  description: {
    en: (l) => `${l.at}: description “${l.what}”`,
    fr: (l) => `${l.at} : description « ${l.what} »`,
  },
  "delay-law": {
    en: (l) => `delay ${l.at}: drawn anew each time, ${l.what}; here always the same`,
    fr: (l) => `attente ${l.at} : tirée à chaque fois, ${l.what} ; ici toujours la même`,
  },
  "delay-open": {
    en: (l) => `delay ${l.at}: the protocol does not say how long; its event must come from outside`,
    fr: (l) => `attente ${l.at} : le protocole ne dit pas sa durée ; son événement doit venir de l’extérieur`,
  },
  role: {
    en: (l) => `${l.at}: one statechart for each who plays it (${l.what}); here once`,
    fr: (l) => `${l.at} : un automate pour chacun qui tient ce rôle (${l.what}) ; ici un seul`,
  },
  wildcard: {
    en: (l) => `${l.at}: ${l.what} written out as the events that it stands for`,
    fr: (l) => `${l.at} : ${l.what} remplacé par les événements qu’il désigne`,
  },
  "self-transition": {
    en: (l) =>
      `${l.at}: ${l.what} keeps the state; written without a target, so that it is not left and entered`,
    fr: (l) => `${l.at} : ${l.what} garde l’état ; écrit sans cible pour ne pas en sortir`,
  },
  clock: {
    en: (l) => `clock ${l.at} (${l.what})`,
    fr: (l) => `délai ${l.at} (${l.what})`,
  },
  choice: {
    en: (l) => `choice ${l.at}: its options, shares and time (${l.what})`,
    fr: (l) => `choix ${l.at} : ses options, parts et durée (${l.what})`,
  },
} as const satisfies Record<string, Sentence<{ readonly at: string; readonly what: string }>>;

export type LossCode = keyof typeof LOSSES;

export function sayLoss({ code, at, what }: Loss, language: Language): string {
  const sentence: Sentence<{ readonly at: string; readonly what: string }> = LOSSES[code];
  return tidy(sentence[language]({ at, what }), language);
}

export const LOSS_HEADING = {
  en: "Not kept in this format:",
  fr: "Ce que ce format ne garde pas :",
} as const;
