import type { Texts } from "./say.ts";

/** What every page of an exercise says: the door, the clocks, the parts that people have, NO DUFF. */
export const EXERCISE = {
  title: { en: "Exercise", fr: "Exercice" },
  lead: {
    en: "People take seats, the model plays everybody else, and the same protocol runs under both.",
    fr: "Des personnes prennent des postes, le modèle joue tous les autres, et le même protocole vaut pour tous.",
  },
  ready: { en: "Exercises ready to play", fr: "Exercices prêts à jouer" },
  readyFor: {
    en: "Each comes with briefs, a list of events, an evaluation guide and notes for whoever leads it.",
    fr: "Chacun comporte des fiches, un chronogramme, un guide d’évaluation et des notes pour qui l’anime.",
  },
  noneReady: { en: "No file of an exercise is here.", fr: "Il n’y a ici aucun fichier d’exercice." },
  prepare: { en: "Prepare this exercise", fr: "Préparer cet exercice" },
  preparing: { en: "Preparing …", fr: "Préparation …" },
  begun: { en: "Exercises on this server", fr: "Exercices sur ce serveur" },
  noneBegun: { en: "None yet.", fr: "Aucun pour l’instant." },
  open: { en: "Open", fr: "Ouvrir" },
  toJoin: { en: "Join with a code", fr: "Rejoindre avec un code" },
  seats: {
    en: (n: number) => (n === 1 ? "1 seat" : `${n} seats`),
    fr: (n: number) => (n < 2 ? `${n} poste` : `${n} postes`),
  },
  rows: {
    en: (n: number) => `${n} events in the plan`,
    fr: (n: number) => `${n} événements prévus`,
  },
  inSeats: { en: "played in seats", fr: "joué par postes" },
  inDiscussion: { en: "discussed in one room", fr: "discuté dans une salle" },
  length: { en: (span: string) => `about ${span}`, fr: (span: string) => `environ ${span}` },
  back: { en: "All exercises", fr: "Tous les exercices" },

  join: { en: "Join an exercise", fr: "Rejoindre un exercice" },
  joinLead: {
    en: "The code stands on the director's screen. It leads into a waiting room; somebody lets you in from there.",
    fr: "Le code est affiché sur l’écran de la direction. Il mène à une salle d’attente, d’où l’on vous fait entrer.",
  },
  code: { en: "Code", fr: "Code" },
  codeHint: { en: "8 letters and digits", fr: "8 lettres et chiffres" },
  name: {
    en: "Your name, if you want to give one",
    fr: "Votre nom, si vous souhaitez le donner",
  },
  nameUse: {
    en: "Control sees it. Reports name seats, not persons, unless you are told otherwise; names can be deleted afterwards.",
    fr: "L’animation le voit. Les rapports nomment les postes, non les personnes, sauf annonce contraire ; les noms peuvent être effacés ensuite.",
  },
  function: { en: "What you do where you come from", fr: "Ce que vous faites dans votre organisme" },
  functionUse: {
    en: "Your function, such as “duty officer, ministry”. Only control sees it; no report names it, and it can be deleted afterwards.",
    fr: "Votre fonction, par exemple « permanence, ministère ». Seule l’animation la voit ; aucun rapport ne la cite, et elle peut être effacée ensuite.",
  },
  asked: { en: "What you come for", fr: "Ce pour quoi vous venez" },
  language: { en: "Language", fr: "Langue" },
  enter: { en: "To the waiting room", fr: "Vers la salle d’attente" },
  waiting: { en: "You are in the waiting room", fr: "Vous êtes en salle d’attente" },
  waitingFor: {
    en: "The page goes on by itself when somebody lets you in. You may close it and come back: this browser keeps your place.",
    fr: "La page continue d’elle-même dès que l’on vous fait entrer. Vous pouvez la fermer et revenir : ce navigateur garde votre place.",
  },
  noPlace: { en: "You have no place in this exercise", fr: "Vous n’avez pas de place dans cet exercice" },
  noPlaceHelp: {
    en: "Join with the code, or open the link that was given to you.",
    fr: "Rejoignez-le avec le code, ou ouvrez le lien qui vous a été donné.",
  },

  player: { en: "player", fr: "joueur" },
  director: { en: "director", fr: "direction" },
  facilitator: { en: "facilitator", fr: "animateur du débat" },
  controller: { en: "controller", fr: "animation" },
  evaluator: { en: "evaluator", fr: "évaluateur" },
  observer: { en: "observer", fr: "observateur" },
  projector: { en: "projector", fr: "projecteur" },
  control: { en: "control", fr: "animation" },
  system: { en: "the server", fr: "le serveur" },

  state: { en: "State", fr: "État" },
  planned: { en: "before STARTEX", fr: "avant le DEBEX" },
  running: { en: "running", fr: "en cours" },
  paused: { en: "PAUSEX", fr: "PAUSEX" },
  frozen: { en: "NO DUFF", fr: "HORS EXERCICE" },
  ended: { en: "ENDEX", fr: "FINEX" },
  "hot-wash": { en: "hot wash", fr: "RETEX à chaud" },
  closed: { en: "closed", fr: "clos" },
  exerciseTime: { en: "Exercise time", fr: "Temps de l’exercice" },
  realTime: { en: "Real time", fr: "Heure réelle" },
  speed: {
    en: (speed: string) => `${speed} times real time`,
    fr: (speed: string) => `${speed} fois le temps réel`,
  },
  move: { en: (n: number) => `Move ${n}`, fr: (n: number) => `Phase ${n}` },
  lost: {
    en: "The line to the server is cut. What you see may be old; it comes back by itself, and nothing that was confirmed is lost.",
    fr: "La liaison avec le serveur est coupée. Ce que vous voyez est peut-être ancien ; elle revient d’elle-même, et rien de confirmé n’est perdu.",
  },
  upTo: {
    en: (n: number, of: number) => `Received: ${n} of ${of} entries`,
    fr: (n: number, of: number) => `Reçu : ${n} éléments sur ${of}`,
  },

  noDuff: { en: "NO DUFF", fr: "HORS EXERCICE" },
  noDuffFor: {
    en: "A real emergency: stops everything at once, for everybody",
    fr: "Une urgence réelle : arrête tout, tout de suite, pour tous",
  },
  noDuffIs: { en: "NO DUFF · a real emergency", fr: "HORS EXERCICE (NO DUFF) · urgence réelle" },
  noDuffSays: {
    en: "The exercise stands still for everybody. Look to the room and to the real emergency; use real telephones. Nothing in the exercise goes on until the director says so.",
    fr: "L’exercice est arrêté pour tous. Occupez-vous de la salle et de l’urgence réelle ; utilisez de vrais téléphones. Rien ne reprend avant que la direction ne le dise.",
  },
  noDuffOver: { en: "It is over: the exercise goes on", fr: "C’est terminé : l’exercice reprend" },
  onlyDirector: { en: "Only the director resumes.", fr: "Seule la direction fait reprendre." },

  send: { en: "Send", fr: "Envoyer" },
  sending: { en: "Sending …", fr: "Envoi …" },
  sent: { en: "Written down.", fr: "C’est noté." },
  cancel: { en: "Cancel", fr: "Annuler" },
  reason: { en: "Reason", fr: "Motif" },
  text: { en: "Text", fr: "Texte" },
  to: { en: "To", fr: "À" },
  from: { en: "From", fr: "De" },
  none: { en: "None.", fr: "Aucun." },
  nothingYet: { en: "Nothing yet.", fr: "Rien pour l’instant." },
  of: { en: "of", fr: "de" },
  more: { en: "More", fr: "Plus" },
  isReal: {
    en: (address: string) =>
      `“${address}” could be a real address. Is this real? In an exercise, addresses end in .example or .invalid.`,
    fr: (address: string) =>
      `« ${address} » pourrait être une adresse réelle. Est-ce réel ? Dans un exercice, les adresses finissent par .example ou .invalid.`,
  },
  itIsInvented: { en: "It is invented, send it", fr: "Elle est inventée, envoyer" },
  goBack: { en: "Change the text", fr: "Modifier le texte" },
  forgotten: {
    en: "This needs a few words.",
    fr: "Quelques mots sont nécessaires ici.",
  },
} as const satisfies Texts;
