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
  "library/unknown_exercise": unknown("exercise", "Exercice"),
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
  "export/too_many_items": {
    title: {
      en: "This run has too many items for such a file",
      fr: "Cette simulation a trop de contenus pour un tel fichier",
    },
    detail: {
      en: (d) =>
        `The server writes up to ${d.limit} facts of a kind about single items into a file. For all of them: golden-hour run ${d.found} --log FILE, with the variant, seed and replication of the receipt, then golden-hour export FILE.`,
      fr: (d) =>
        `Le serveur écrit jusqu’à ${d.limit} faits d’une sorte sur des contenus isolés dans un fichier. Pour tous : golden-hour run ${d.found} --log FICHIER, avec la variante, la graine et la réplication du reçu, puis golden-hour export FICHIER.`,
    },
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
  "exercise/unknown": {
    title: { en: "There is no such exercise", fr: "Cet exercice n’existe pas" },
  },
  "exercise/not_allowed": {
    title: {
      en: "Your part in the exercise does not allow this",
      fr: "Votre rôle dans l’exercice ne le permet pas",
    },
  },
  "exercise/not_started": {
    title: { en: "The exercise has not begun yet", fr: "L’exercice n’a pas encore commencé" },
  },
  "exercise/already_started": {
    title: { en: "The exercise has begun already", fr: "L’exercice a déjà commencé" },
  },
  "exercise/over": {
    title: { en: "The exercise has ended", fr: "L’exercice est terminé" },
  },
  "exercise/frozen": {
    title: {
      en: "NO DUFF: everything stands still until the director resumes",
      fr: "NO DUFF : tout est arrêté jusqu’à la reprise par la direction",
    },
  },
  "exercise/not_frozen": {
    title: {
      en: "Nothing stands still: there is no NO DUFF",
      fr: "Rien n’est arrêté : il n’y a pas de NO DUFF",
    },
  },
  "exercise/waiting": {
    title: {
      en: "You are in the waiting room until somebody lets you in",
      fr: "Vous êtes en salle d’attente jusqu’à votre admission",
    },
  },
  "exercise/unknown_participant": {
    title: {
      en: "There is nobody of that name in the exercise",
      fr: "Cette personne n’est pas dans l’exercice",
    },
  },
  "exercise/unknown_seat": {
    title: { en: "There is no such seat", fr: "Ce poste n’existe pas" },
  },
  "exercise/seat_taken": {
    title: { en: "Somebody else decides for this seat", fr: "Quelqu’un d’autre décide pour ce poste" },
  },
  "exercise/not_yours": {
    title: { en: "This belongs to somebody else", fr: "Ceci appartient à quelqu’un d’autre" },
  },
  "exercise/too_many": {
    title: { en: "The server has its hands full", fr: "Le serveur est pleinement occupé" },
    detail: {
      en: (d) =>
        `${d.limit} exercises are planned or under way, which is as many as this server takes: end, cancel or delete one on the page of exercises; those that are over do not count.`,
      fr: (d) =>
        `${d.limit} exercices sont prévus ou en cours, le maximum de ce serveur : terminez-en, annulez-en ou supprimez-en un à la page des exercices ; ceux qui sont terminés ne comptent pas.`,
    },
  },
  "exercise/not_over": {
    title: {
      en: "The exercise is under way: only one that is over can be deleted, so ENDEX comes first",
      fr: "L’exercice est en cours : on ne supprime que ce qui est terminé, donc d’abord le FINEX",
    },
  },
  "exercise/people_sit": {
    title: {
      en: "People sit in this exercise: cancel it first, so that they are told",
      fr: "Des personnes se trouvent dans cet exercice : annulez-le d’abord, pour qu’elles en soient informées",
    },
  },
  "exercise/last_director": {
    title: {
      en: "Nobody else directs this exercise; make somebody else director first",
      fr: "Personne d’autre ne dirige cet exercice ; nommez d’abord une autre personne à la direction",
    },
  },
  "exercise/advising": {
    title: {
      en: "You advise at this seat; another one decides",
      fr: "Vous conseillez à ce poste ; une autre personne décide",
    },
  },
  "exercise/unknown_actor": {
    title: { en: "There is no such party in the scenario", fr: "Cette partie n’existe pas dans le scénario" },
  },
  "exercise/played_by_people": {
    title: { en: "People play this party themselves", fr: "Cette partie est jouée par des personnes" },
  },
  "exercise/played_by_model": {
    title: {
      en: "The model plays this seat now; have it handed back first",
      fr: "Le modèle joue ce poste en ce moment ; faites-le d’abord rendre",
    },
  },
  "exercise/unknown_row": {
    title: {
      en: "There is no such row in the list of events",
      fr: "Cette ligne n’existe pas dans la liste des événements",
    },
  },
  "exercise/unknown_task": {
    title: {
      en: "This exercise has no such task, target or capability",
      fr: "Cet exercice n’a pas cette tâche, cette cible ou cette capacité",
    },
  },
  "exercise/row_done": {
    title: { en: "This row is over already", fr: "Cette ligne est déjà passée" },
  },
  "exercise/row_exists": {
    title: { en: "There is a row with this number already", fr: "Une ligne porte déjà ce numéro" },
  },
  "exercise/reason_needed": {
    title: { en: "A reason is needed for this", fr: "Il faut un motif pour cela" },
  },
  "exercise/unknown_action": {
    title: { en: "Nobody asked for this action", fr: "Personne n’a demandé cette action" },
  },
  "exercise/action_ruled": {
    title: {
      en: "Control has answered this action already",
      fr: "L’animation a déjà répondu à cette action",
    },
  },
  "exercise/unknown_entry": {
    title: { en: "There is no such entry in the record", fr: "Cette entrée n’existe pas dans le registre" },
  },
  "exercise/bad_pace": {
    title: { en: "The speed of an exercise goes from 1 to 60", fr: "La vitesse d’un exercice va de 1 à 60" },
  },
  "exercise/bad_text": {
    title: {
      en: "The text is missing, too long, or holds signs that no page can show",
      fr: "Le texte manque, est trop long ou contient des signes qu’aucune page ne peut montrer",
    },
  },
  "exercise/no_more_moves": {
    title: { en: "There is no further move", fr: "Il n’y a plus d’autre phase" },
  },
  "exercise/form_given": {
    title: { en: "You have handed in a form already", fr: "Vous avez déjà remis une fiche" },
  },
  "exercise/nothing_to_change": {
    title: { en: "That is so already", fr: "C’est déjà le cas" },
  },
  "exercise/unknown_decision": {
    title: { en: "There is no such decision here", fr: "Cette décision n’existe pas ici" },
  },
  "exercise/decision_closed": {
    title: { en: "This decision is no longer open", fr: "Cette décision n’est plus ouverte" },
  },
  "exercise/unknown_option": {
    title: { en: "The decision has no such option", fr: "Cette décision n’a pas cette option" },
  },
  "exercise/wrong_code": {
    title: { en: "This code opens nothing", fr: "Ce code n’ouvre rien" },
  },
  "exercise/door_shut": {
    title: {
      en: "Too many wrong codes: only the director lets people in now",
      fr: "Trop de codes erronés : seule la direction fait encore entrer",
    },
  },
  "exercise/door_dead": {
    title: {
      en: "The exercise has ended, and its code with it",
      fr: "L’exercice est terminé, et son code avec lui",
    },
  },
  "exercise/no_key": {
    title: {
      en: "This browser has no place in the exercise",
      fr: "Ce navigateur n’a pas de place dans l’exercice",
    },
  },
  "exercise/cell_too_long": {
    title: { en: "A workbook cannot hold it", fr: "Un classeur ne peut pas le contenir" },
    detail: {
      en: (d) => `Row ${d.found} has more in one cell than a workbook holds: take CSV.`,
      fr: (d) => `La ligne ${d.found} a dans une cellule plus qu’un classeur n’en contient : prenez le CSV.`,
    },
  },
  "exercise/veiled": {
    title: {
      en: "An exercise is running: this would show what its players must not know",
      fr: "Un exercice est en cours : ceci montrerait ce que ses joueurs ne doivent pas savoir",
    },
  },
  "exercise/bad_actor": {
    title: {
      en: "A seat or a row names a party that the scenario does not have",
      fr: "Un poste ou une ligne nomme une partie absente du scénario",
    },
  },
  "exercise/seat_twice": {
    title: {
      en: "Two seats name the same actor: give it one seat, at which one device decides and others advise",
      fr: "Deux postes nomment le même acteur : donnez-lui un seul poste, où un appareil décide et les autres conseillent",
    },
  },
  "exercise/rows_clash": {
    title: {
      en: "Two rows of the list of events share a number",
      fr: "Deux lignes de la liste des événements ont le même numéro",
    },
  },
  "exercise/bad_record": {
    title: {
      en: "This is no record of an exercise, or it was changed: its chain does not hold",
      fr: "Ce n’est pas un journal d’exercice, ou il a été modifié : sa chaîne ne tient pas",
    },
  },
  "exercise/record_without_plan": {
    title: {
      en: "This record was taken out before ENDEX: what was played is not in it",
      fr: "Ce journal a été extrait avant le FINEX : ce qui a été joué n’y figure pas",
    },
  },
  "exercise/record_of_another": {
    title: {
      en: "This record was made with another version of the scenario or of its protocols",
      fr: "Ce journal a été fait avec une autre version du scénario ou de ses protocoles",
    },
  },
  "exercise/faulty_rows": {
    title: {
      en: "Rows of this list of events are faulty",
      fr: "Des lignes de ce chronogramme sont fautives",
    },
  },
  "exercise/copy_keeps_rows": {
    title: {
      en: "A copy keeps its list of events: what it begins with was played under it. Make another exercise with these rows",
      fr: "Une copie garde son chronogramme : ce par quoi elle commence a été joué avec lui. Faites un autre exercice avec ces lignes",
    },
  },
  "exercise/no_forecast": {
    title: { en: "No forecast has been asked for", fr: "Aucune prévision n’a été demandée" },
  },
  "exercise/forecast_running": {
    title: { en: "A forecast is being made already", fr: "Une prévision est déjà en cours" },
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
