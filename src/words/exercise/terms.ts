import type { ExpectationEnd, Rating, RowEnd, TableRole } from "../../model/index.ts";
import type { Words } from "../language.ts";

/** Words of exercises as people who run them know them: facts/exercise-conventions.md. */

export const ROLE_WORDS = {
  director: { en: "exercise director", fr: "direction de l’exercice" },
  facilitator: { en: "facilitator", fr: "animateur du débat" },
  controller: { en: "controller", fr: "animation" },
  evaluator: { en: "evaluator", fr: "évaluateur" },
  player: { en: "player", fr: "joueur" },
  observer: { en: "observer", fr: "observateur" },
  projector: { en: "projector", fr: "projecteur" },
  system: { en: "the system", fr: "le système" },
} as const satisfies Record<TableRole | "system", Words>;

export const RATING_WORDS = {
  P: { en: "Performed without Challenges", fr: "Réalisé sans difficulté" },
  S: { en: "Performed with Some Challenges", fr: "Réalisé avec quelques difficultés" },
  M: { en: "Performed with Major Challenges", fr: "Réalisé avec des difficultés majeures" },
  U: { en: "Unable to be Performed", fr: "N’a pas pu être réalisé" },
  unrated: { en: "unrated", fr: "non noté" },
} as const satisfies Record<Rating, Words>;

export const ROW_END_WORDS = {
  sent: { en: "sent", fr: "envoyé" },
  held: { en: "held to the end", fr: "retenu jusqu’à la fin" },
  skipped: { en: "skipped", fr: "écarté" },
  "not-needed": {
    en: "not needed: what it waited for was already so, or never came",
    fr: "sans objet : déjà fait, ou condition jamais remplie",
  },
  "not-come": { en: "its time did not come", fr: "son heure n’est pas venue" },
} as const satisfies Record<RowEnd, Words>;

export const ROW_FROM_WORDS = {
  plan: { en: "plan", fr: "chronogramme" },
  scenario: { en: "scenario", fr: "scénario" },
  improvised: { en: "improvised", fr: "improvisé" },
  ruling: { en: "after a free action", fr: "suite d’une action libre" },
  added: { en: "added during the run", fr: "ajouté en cours" },
} as const satisfies Record<string, Words>;

export const EXPECTATION_END_WORDS = {
  met: { en: "met", fr: "faite" },
  late: { en: "late", fr: "faite en retard" },
  missed: { en: "missed", fr: "manquée" },
  "not-yet": { en: "not yet", fr: "pas encore" },
  overdue: { en: "overdue", fr: "en retard" },
  "not-asked": { en: "not asked: its row never came", fr: "non demandée : sa ligne n’est pas venue" },
  untold: { en: "for an evaluator to say", fr: "à l’évaluateur de le dire" },
} as const satisfies Record<ExpectationEnd, Words>;

export const PAUSE_WORDS = {
  break: { en: "break", fr: "pause" },
  discussion: { en: "discussion", fr: "discussion" },
  technical: { en: "technical", fr: "technique" },
  welfare: { en: "welfare", fr: "bien-être" },
  other: { en: "other", fr: "autre" },
} as const satisfies Record<string, Words>;

export const TYPE_WORDS = {
  seminar: { en: "seminar", fr: "séminaire" },
  workshop: { en: "workshop", fr: "atelier" },
  tabletop: { en: "tabletop exercise", fr: "exercice sur table" },
  game: { en: "game", fr: "jeu" },
  drill: { en: "drill", fr: "entraînement" },
  functional: { en: "functional exercise", fr: "exercice fonctionnel" },
  full_scale: { en: "full-scale exercise", fr: "exercice grandeur nature" },
} as const satisfies Record<string, Words>;

export const MODE_WORDS = {
  seats: { en: "people in seats, clock running", fr: "des participants aux postes, horloge en marche" },
  discussion: { en: "discussion led by a facilitator", fr: "discussion menée par un animateur" },
} as const satisfies Record<string, Words>;

/** What an entry of the record says was done. */
export const ENTRY_WORDS = {
  entered: { en: "somebody came to the waiting room", fr: "arrivée en salle d’attente" },
  left: { en: "somebody lost the connection", fr: "connexion perdue" },
  admitted: { en: "admitted", fr: "admission" },
  removed: { en: "taken out", fr: "sortie" },
  "rows-changed": { en: "list of events changed", fr: "chronogramme modifié" },
  started: { en: "STARTEX", fr: "DEBEX" },
  paused: { en: "PAUSEX", fr: "PAUSEX" },
  resumed: { en: "play goes on", fr: "reprise" },
  "speed-set": { en: "speed changed", fr: "vitesse changée" },
  stepped: { en: "played on, step by step", fr: "avance pas à pas" },
  "step-ended": { en: "the step is over, the clock stands", fr: "avance terminée, l’horloge est arrêtée" },
  "move-begun": { en: "a move begins", fr: "une phase commence" },
  ended: { en: "ENDEX", fr: "FINEX" },
  "hot-wash-begun": { en: "hot wash", fr: "RETEX à chaud" },
  closed: { en: "closed", fr: "clôture" },
  cancelled: { en: "cancelled before STARTEX", fr: "annulé avant le DEBEX" },
  "no-duff": {
    en: "NO DUFF: real emergency, everything stops",
    fr: "HORS EXERCICE : urgence réelle, tout s’arrête",
  },
  "no-duff-over": { en: "the real emergency is over", fr: "fin de l’urgence réelle" },
  "handed-over": { en: "seat handed over", fr: "poste remis" },
  "stepped-out": {
    en: "somebody stepped out, the model takes the seat",
    fr: "départ, le modèle prend le poste",
  },
  decided: { en: "decision", fr: "décision" },
  message: { en: "message", fr: "message" },
  "control-told": { en: "to control", fr: "à l’animation" },
  "free-action": { en: "free action", fr: "action libre" },
  "action-ruled": { en: "control rules on a free action", fr: "l’animation statue sur une action libre" },
  "row-send": { en: "row sent by hand", fr: "ligne envoyée à la main" },
  "row-hold": { en: "row held", fr: "ligne retenue" },
  "row-release": { en: "row released", fr: "ligne libérée" },
  "row-skip": { en: "row skipped", fr: "ligne écartée" },
  "row-added": { en: "row added", fr: "ligne ajoutée" },
  shifted: { en: "the rest of the plan is shifted", fr: "suite du chronogramme décalée" },
  improvised: { en: "improvised inject", fr: "stimulus improvisé" },
  acknowledged: { en: "read", fr: "lu" },
  "room-decided": { en: "decision of the room", fr: "décision de la salle" },
  note: { en: "observation", fr: "observation" },
  rated: { en: "rating", fr: "notation" },
  released: { en: "released to observers and projector", fr: "montré aux observateurs et au projecteur" },
  corrected: { en: "correction", fr: "correction" },
  "hot-wash-form": { en: "hot-wash form", fr: "fiche de RETEX à chaud" },
  "texts-deleted": { en: "names and texts deleted", fr: "noms et textes effacés" },
} as const satisfies Record<string, Words>;

export const HOT_WASH_WORDS = {
  structure: {
    en: "The exercise was well structured and organised.",
    fr: "L’exercice était bien structuré et organisé.",
  },
  plausible: { en: "The scenario was plausible.", fr: "Le scénario était plausible." },
  pace: {
    en: "Facilitators and controllers knew their field and kept a good pace.",
    fr: "Les animateurs maîtrisaient le sujet et tenaient un bon rythme.",
  },
  documents: { en: "The documents were useful.", fr: "Les documents étaient utiles." },
  right: {
    en: "My part was right for someone in my position.",
    fr: "Mon rôle convenait à quelqu’un dans ma fonction.",
  },
  mix: { en: "The right mix of people took part.", fr: "Les bonnes personnes étaient réunies." },
  practised: {
    en: "I practised priority capabilities.",
    fr: "J’ai exercé des capacités prioritaires.",
  },
  prepared: { en: "I am better prepared than before.", fr: "Je suis mieux préparé qu’avant." },
} as const satisfies Record<string, Words>;

export const HOT_WASH_QUESTION_WORDS = {
  strengths: { en: "Strengths", fr: "Points forts" },
  areas: { en: "Areas for improvement", fr: "Axes d’amélioration" },
  missed: { en: "What evaluators may have missed", fr: "Ce qui a pu échapper aux évaluateurs" },
  actions: { en: "Corrective actions", fr: "Actions correctives" },
  review: {
    en: "Plans, procedures, training or equipment to review",
    fr: "Plans, procédures, formations ou équipements à revoir",
  },
  comments: { en: "Comments", fr: "Commentaires" },
} as const satisfies Record<string, Words>;

export const ELEMENT_WORDS: Words = {
  en: "Planning / Organization / Equipment / Training / Exercises",
  fr: "Planification / Organisation / Équipement / Formation / Exercices",
};
