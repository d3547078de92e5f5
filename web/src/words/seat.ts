import type { Texts } from "./say.ts";

/** What a seat's page says. */
export const SEAT = {
  you: { en: (seat: string) => `Your seat: ${seat}`, fr: (seat: string) => `Votre poste : ${seat}` },
  deciding: { en: "you decide here", fr: "vous décidez ici" },
  advising: {
    en: "you advise here: you see the same, another device decides",
    fr: "vous conseillez ici : vous voyez la même chose, un autre appareil décide",
  },
  byModel: {
    en: "The model plays this seat just now.",
    fr: "Le modèle joue ce poste en ce moment.",
  },
  brief: { en: "Your brief", fr: "Votre fiche" },
  beforeStart: {
    en: "The exercise has not begun. Read your brief; this page goes on by itself at STARTEX.",
    fr: "L’exercice n’a pas commencé. Lisez votre fiche ; cette page continue d’elle-même au DEBEX.",
  },
  afterEnd: {
    en: "ENDEX: the exercise is over. Thank you.",
    fr: "FINEX : l’exercice est terminé. Merci.",
  },
  decisions: { en: "To decide", fr: "À décider" },
  noDecision: { en: "Nothing to decide just now.", fr: "Rien à décider pour l’instant." },
  others: {
    en: (n: number) => (n === 1 ? "1 more decision waits:" : `${n} more decisions wait:`),
    fr: (n: number) => (n === 1 ? "1 autre décision attend :" : `${n} autres décisions attendent :`),
  },
  because: { en: "It came of this:", fr: "Elle vient de ceci :" },
  left: { en: (span: string) => `${span} left`, fr: (span: string) => `encore ${span}` },
  over: { en: "time is up", fr: "temps écoulé" },
  usually: {
    en: (option: string) =>
      `If nobody decides in time, the protocol's usual rule acts: most often “${option}”.`,
    fr: (option: string) =>
      `Si personne ne décide à temps, la règle habituelle du protocole s’applique : le plus souvent « ${option} ».`,
  },
  usual: { en: "usual", fr: "habituel" },
  choose: { en: "Your decision", fr: "Votre décision" },
  why: { en: "Why? (kept in the record)", fr: "Pourquoi ? (gardé dans le registre)" },
  decide: { en: "Decide", fr: "Décider" },
  lastMinute: {
    en: (decision: string) => `Less than a minute left for: ${decision}`,
    fr: (decision: string) => `Moins d’une minute pour : ${decision}`,
  },
  inbox: { en: "Inbox", fr: "Reçus" },
  unread: { en: (n: number) => `${n} unread`, fr: (n: number) => (n < 2 ? `${n} non lu` : `${n} non lus`) },
  markRead: { en: "Mark as read", fr: "Marquer comme lu" },
  isNew: { en: "new", fr: "nouveau" },
  word: { en: "a word from control", fr: "un mot de l’animation" },
  noText: { en: "(without words of its own)", fr: "(sans texte propre)" },
  fromControl: { en: "control", fr: "l’animation" },
  situation: { en: "What you know", fr: "Ce que vous savez" },
  duties: { en: "Your deadlines", fr: "Vos délais" },
  noDuties: { en: "No clock is running for you.", fr: "Aucun délai ne court pour vous." },
  running: { en: "running", fr: "court" },
  stopped: { en: "done", fr: "fait" },
  expired: { en: "missed", fr: "dépassé" },
  suspended: { en: "suspended", fr: "suspendu" },
  waived: { en: "waived", fr: "levé" },
  counts: { en: "On your own service so far", fr: "Sur votre propre service jusqu’ici" },
  protocol: { en: "Your protocol: you are here", fr: "Votre protocole : vous êtes ici" },
  part: { en: "Part", fr: "Partie" },
  inState: {
    en: (state: string, span: string) =>
      span === "" ? `You are now in “${state}”.` : `You have been in “${state}” for ${span}.`,
    fr: (state: string, span: string) =>
      span === "" ? `Vous êtes à présent dans « ${state} ».` : `Vous êtes dans « ${state} » depuis ${span}.`,
  },
  noProtocol: {
    en: "No protocol has begun for you yet.",
    fr: "Aucun protocole n’a encore commencé pour vous.",
  },
  message: { en: "Send a message", fr: "Envoyer un message" },
  messageKind: { en: "Kind of message", fr: "Type de message" },
  usualKinds: { en: "most used", fr: "les plus courants" },
  otherKinds: { en: "others", fr: "autres" },
  tellControl: { en: "Tell control", fr: "Dire à l’animation" },
  tellControlFor: {
    en: "Only control reads this: a question, a problem, what you need.",
    fr: "Seule l’animation le lit : une question, un problème, ce qu’il vous faut.",
  },
  somethingElse: { en: "Something else", fr: "Autre chose" },
  somethingElseFor: {
    en: "An action that the protocol does not foresee. Control says what comes of it; the report lists it as outside the protocol.",
    fr: "Une action que le protocole ne prévoit pas. L’animation dit ce qu’il en advient ; le rapport la classe hors protocole.",
  },
  whatYouDo: { en: "What you do", fr: "Ce que vous faites" },
  seat: { en: "Your place", fr: "Votre place" },
  handOver: { en: "Hand this seat to the model", fr: "Confier ce poste au modèle" },
  note: { en: "Note for whoever goes on", fr: "Note pour qui continue" },
  takeBack: { en: "Take this seat back from the model", fr: "Reprendre ce poste au modèle" },
  stepOut: { en: "Step out", fr: "Quitter" },
  stepOutFor: {
    en: "You may leave at any time and need give no reason. The model takes the seat.",
    fr: "Vous pouvez partir à tout moment, sans motif. Le modèle prend le poste.",
  },
  log: { en: "What happened", fr: "Ce qui s’est passé" },
  shown: { en: "Shown by control", fr: "Montré par l’animation" },
  all: { en: "Show all", fr: "Tout montrer" },
  ownNumber: { en: (n: number) => `yours no. ${n}`, fr: (n: number) => `votre n° ${n}` },
  decided: {
    en: (decision: string, option: string) => `Decided here: ${decision} → ${option}.`,
    fr: (decision: string, option: string) => `Décidé ici : ${decision} → ${option}.`,
  },
  came: {
    en: (title: string, from: string) => `Comes in: ${title}, from ${from}.`,
    fr: (title: string, from: string) => `Arrive : ${title}, de la part de : ${from}.`,
  },
  told: {
    en: (to: string, kind: string) => `Sent to ${to} (${kind}):`,
    fr: (to: string, kind: string) => `Envoyé à ${to} (${kind}) :`,
  },
  toldControl: { en: "Told control:", fr: "Dit à l’animation :" },
  askedFor: {
    en: (n: number) => `Outside the protocol, action ${n}:`,
    fr: (n: number) => `Hors protocole, action ${n} :`,
  },
  ruledNone: {
    en: (n: number) => `Control on action ${n}: it has no effect.`,
    fr: (n: number) => `L’animation sur l’action ${n} : sans effet.`,
  },
  ruled: {
    en: (n: number) => `Control on action ${n}:`,
    fr: (n: number) => `L’animation sur l’action ${n} :`,
  },
  ruledEffect: {
    en: (n: number) => `Control on action ${n}: it takes effect.`,
    fr: (n: number) => `L’animation sur l’action ${n} : elle prend effet.`,
  },
  handedToModel: { en: "The model plays this seat from here.", fr: "Le modèle joue désormais ce poste." },
  handedToPerson: {
    en: "People play this seat from here.",
    fr: "Des personnes jouent désormais ce poste.",
  },
  started: { en: "STARTEX", fr: "DEBEX" },
  paused: { en: "PAUSEX: the exercise stands still", fr: "PAUSEX : l’exercice est suspendu" },
  resumed: { en: "The exercise goes on", fr: "L’exercice reprend" },
  "speed-set": {
    en: (speed: string) => `The clock now runs at ${speed} times real time`,
    fr: (speed: string) => `L’horloge va désormais ${speed} fois plus vite que le temps réel`,
  },
  "move-begun": { en: "The next move begins", fr: "La phase suivante commence" },
  "no-duff": { en: "NO DUFF", fr: "HORS EXERCICE (NO DUFF)" },
  "no-duff-over": { en: "NO DUFF is over", fr: "Fin du HORS EXERCICE" },
  ended: { en: "ENDEX", fr: "FINEX" },
  "hot-wash-begun": { en: "The hot wash begins", fr: "Le RETEX à chaud commence" },
  closed: { en: "The exercise is closed", fr: "L’exercice est clos" },
  cancelled: { en: "The exercise is cancelled", fr: "L’exercice est annulé" },
} as const satisfies Texts;

/** How something comes in. */
export const METHOD_WORDS: Texts = {
  email: { en: "e-mail", fr: "courriel" },
  phone: { en: "telephone", fr: "téléphone" },
  sms: { en: "text message", fr: "SMS" },
  radio: { en: "radio", fr: "radio" },
  face_to_face: { en: "in person", fr: "de vive voix" },
  handout: { en: "handout", fr: "document remis" },
  video: { en: "video (described)", fr: "vidéo (décrite)" },
  news: { en: "news", fr: "presse" },
  social: { en: "social media", fr: "réseaux sociaux" },
  web_page: { en: "web page", fr: "page web" },
  intelligence: { en: "intelligence", fr: "renseignement" },
  order: { en: "order", fr: "ordre" },
  situation_report: { en: "situation report", fr: "point de situation" },
  in_tool: { en: "in this tool", fr: "dans cet outil" },
  referral: { en: "referral", fr: "signalement" },
  removal_order: { en: "removal order", fr: "injonction de retrait" },
  hash_share: { en: "hash share", fr: "partage d’empreinte" },
  alert: { en: "alert", fr: "alerte" },
  liaison_line: { en: "liaison line", fr: "ligne de liaison" },
};

/** What a service counts of its own items. */
export const COUNT_WORDS: Texts = {
  "content.reported": { en: "reports by users", fr: "signalements d’utilisateurs" },
  "content.flagged": { en: "found by its own search", fr: "trouvés par sa propre recherche" },
  "content.queued": { en: "put before a reviewer", fr: "soumis à un examen" },
  "review.finished": { en: "reviews finished", fr: "examens terminés" },
  "content.removed": { en: "removed", fr: "retirés" },
  "content.kept": { en: "kept online after review", fr: "laissés en ligne après examen" },
  "content.blocked": { en: "uploads blocked", fr: "mises en ligne bloquées" },
  "content.restored": { en: "restored", fr: "rétablis" },
  "content.appealed": { en: "removals contested", fr: "retraits contestés" },
  "complaint.made": { en: "complaints", fr: "réclamations" },
};
