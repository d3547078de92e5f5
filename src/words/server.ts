import { type Language, type Sentence, tidy, type Words } from "./language.ts";

/** What the server says when it refuses or cannot: one title and one sentence for each code. */

interface Told {
  readonly found: string;
  readonly nearest: string;
  readonly limit: string;
}

interface ProblemWords {
  readonly title: Words;
  readonly detail?: Sentence<Told>;
}

const meant = {
  en: ({ nearest }: Told) => (nearest === "" ? "" : ` Did you mean “${nearest}”?`),
  fr: ({ nearest }: Told) => (nearest === "" ? "" : ` Vouliez-vous dire « ${nearest} » ?`),
};

const unknown = (en: string, fr: string): ProblemWords => ({
  title: { en: `There is no such ${en}`, fr: `${fr} introuvable` },
  detail: {
    en: (d) => `There is no ${en} “${d.found}”.${meant.en(d)}`,
    fr: (d) => `${fr} « ${d.found} » introuvable.${meant.fr(d)}`,
  },
});

const SERVER_PROBLEMS = {
  "request/not_found": {
    title: { en: "There is nothing here", fr: "Il n’y a rien ici" },
  },
  "request/bad_method": {
    title: { en: "This cannot be done here", fr: "Cela ne peut pas être fait ici" },
  },
  "request/not_valid": {
    title: { en: "The request is not as it must be", fr: "La demande n’est pas conforme" },
  },
  "request/not_json": {
    title: { en: "The body is not JSON", fr: "Le corps n’est pas du JSON" },
  },
  "request/media_type": {
    title: {
      en: "Changes are sent as application/json",
      fr: "Les changements s’envoient en application/json",
    },
  },
  "request/too_large": {
    title: { en: "The body is too large", fr: "Le corps est trop grand" },
  },
  "request/bad_path": {
    title: { en: "The address is not one of ours", fr: "Cette adresse n’est pas des nôtres" },
  },
  "request/too_many": {
    title: { en: "Too many requests", fr: "Trop de demandes" },
    detail: {
      en: () => "Wait a moment before the next one.",
      fr: () => "Attendez un instant avant la suivante.",
    },
  },
  "access/host": {
    title: { en: "The server does not go by this name", fr: "Le serveur ne porte pas ce nom" },
    detail: {
      en: () => "Start it with --allow-host and the name under which you reach it.",
      fr: () => "Lancez-le avec --allow-host et le nom sous lequel vous l’atteignez.",
    },
  },
  "access/origin": {
    title: {
      en: "Only the server’s own pages may ask this",
      fr: "Seules les pages du serveur peuvent le demander",
    },
  },
  "access/token": {
    title: { en: "A token is needed", fr: "Un jeton est nécessaire" },
    detail: {
      en: () => "Open the link that the server printed when it started.",
      fr: () => "Ouvrez le lien que le serveur a affiché au démarrage.",
    },
  },
  "server/failed": {
    title: { en: "The server failed", fr: "Le serveur a échoué" },
  },
  "server/away": {
    title: {
      en: "The run is changing hands between servers",
      fr: "La simulation passe d’un serveur à un autre",
    },
    detail: { en: () => "Ask again in a moment.", fr: () => "Réessayez dans un instant." },
  },
  "server/busy": {
    title: { en: "The server has its hands full", fr: "Le serveur est pleinement occupé" },
    detail: {
      en: (d) => `At most ${d.limit} of these at a time: end one first.`,
      fr: (d) => `Au plus ${d.limit} à la fois : terminez-en un d’abord.`,
    },
  },
  "library/unknown_scenario": unknown("scenario", "Scénario"),
  "library/unknown_variant": unknown("variant", "Variante"),
  "library/unknown_protocol": unknown("protocol", "Protocole"),
  "library/faulty": {
    title: { en: "The scenario has faults", fr: "Le scénario a des fautes" },
  },
  "variant/exists": {
    title: { en: "There is a variant of this name already", fr: "Une variante porte déjà ce nom" },
  },
  "variant/faulty": {
    title: { en: "The variant does not pass the check", fr: "La variante ne passe pas la vérification" },
  },
  "variant/in_file": {
    title: { en: "This variant is part of the scenario", fr: "Cette variante fait partie du scénario" },
  },
  "run/unknown": unknown("run", "Simulation"),
  "run/not_finished": {
    title: { en: "The result is not there yet", fr: "Le résultat n’est pas encore là" },
  },
  "run/outdated": {
    title: {
      en: "The scenario has changed since; the run can be looked at, not continued",
      fr: "Le scénario a changé depuis ; la simulation peut être regardée, pas poursuivie",
    },
  },
  "run/failed": {
    title: { en: "The run failed", fr: "La simulation a échoué" },
    detail: { en: (d) => d.found, fr: (d) => d.found },
  },
  "comparison/unknown": unknown("comparison", "Comparaison"),
  "comparison/nothing_yet": {
    title: { en: "No replication is complete yet", fr: "Aucune réplication n’est encore complète" },
  },
  "comparison/nothing_to_compare": {
    title: {
      en: "There is nothing to compare with the baseline",
      fr: "Il n’y a rien à comparer à la référence",
    },
  },
  "comparison/over": {
    title: { en: "The comparison is over", fr: "La comparaison est terminée" },
  },
  "comparison/bad_assumption": {
    title: { en: "No variant has this assumption", fr: "Aucune variante n’a cette hypothèse" },
    detail: { en: (d) => d.found, fr: (d) => d.found },
  },
  "export/unknown_format": {
    title: { en: "There is no such format", fr: "Ce format n’existe pas" },
    detail: {
      en: (d) => `“${d.found}” is none of ${d.limit}.`,
      fr: (d) => `« ${d.found} » n’est aucun de ${d.limit}.`,
    },
  },
  "archive/faulty": {
    title: {
      en: "This is not an archive that can be taken in",
      fr: "Cette archive ne peut pas être reprise",
    },
    detail: {
      en: (d) => `Line ${d.found} is not as it must be; nothing was taken in.`,
      fr: (d) => `La ligne ${d.found} n’est pas conforme ; rien n’a été repris.`,
    },
  },
  "exercise/ended": {
    title: { en: "The run has ended", fr: "La simulation est terminée" },
  },
  "exercise/bad_speed": {
    title: { en: "The speed goes from 1 to 3600", fr: "La vitesse va de 1 à 3600" },
  },
  "exercise/bad_instant": {
    title: { en: "This is no instant of the run", fr: "Ce n’est pas un instant de la simulation" },
  },
} as const satisfies Readonly<Record<string, ProblemWords>>;

export type ServerProblemCode = keyof typeof SERVER_PROBLEMS;
export const SERVER_PROBLEM_CODES = Object.keys(SERVER_PROBLEMS) as readonly ServerProblemCode[];

export interface ServerProblemSaid {
  readonly title: string;
  /** absent where the title says it all */
  readonly detail?: string;
}

/** What went wrong, in words. */
export function sayServerProblem(
  code: ServerProblemCode,
  told: Partial<Told>,
  language: Language,
): ServerProblemSaid {
  const words: ProblemWords = SERVER_PROBLEMS[code];
  const detail = words.detail?.[language]({ found: "", nearest: "", limit: "", ...told });
  return {
    title: tidy(words.title[language], language),
    ...(detail === undefined || detail === "" ? {} : { detail: tidy(detail, language) }),
  };
}

const LISTENING = {
  ready: {
    en: (d) => `Golden Hour is at ${d.found}`,
    fr: (d) => `Golden Hour est à l’adresse ${d.found}`,
  },
  token: {
    en: (d) =>
      `Open it once with ${d.found}: the link holds the operator’s token, so pass it to nobody else.`,
    fr: (d) =>
      `Ouvrez-le une fois avec ${d.found} : le lien contient le jeton de l’exploitant, ne le donnez à personne.`,
  },
  noTls: {
    en: () =>
      "It listens beyond this machine without TLS: whoever shares the network can read along. Put a proxy with TLS before it.",
    fr: () =>
      "Il écoute au-delà de cette machine sans TLS : quiconque partage le réseau peut lire. Placez un mandataire avec TLS devant lui.",
  },
  ending: {
    en: () => "Golden Hour ends; what runs goes on at the next start.",
    fr: () => "Golden Hour s’arrête ; ce qui tourne reprendra au prochain démarrage.",
  },
} as const satisfies Readonly<Record<string, Sentence<Pick<Told, "found">>>>;

/** What the server says of itself when it starts and ends. */
export function sayServer(what: keyof typeof LISTENING, found: string, language: Language): string {
  return tidy(LISTENING[what][language]({ found }), language);
}
