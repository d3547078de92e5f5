import type { Texts } from "./say.ts";

/** What the page of the plan says before STARTEX: the grid of rows, taking it out, bringing one's own. */
export const PLAN = {
  takeOut: { en: "Take the list out", fr: "Emporter le chronogramme" },
  csv: { en: "as CSV", fr: "en CSV" },
  xlsx: { en: "as a workbook (XLSX)", fr: "en classeur (XLSX)" },
  cexf: { en: "for other tools (CEXF)", fr: "pour d’autres outils (CEXF)" },
  edit: { en: "Edit the rows", fr: "Modifier les lignes" },
  editFor: {
    en: "Nothing is saved while you write. First you see what would change; then you accept it for this exercise, or make another one with these rows.",
    fr: "Rien n’est enregistré pendant que vous écrivez. Vous voyez d’abord ce qui changerait ; ensuite vous l’acceptez pour cet exercice, ou en faites un autre avec ces lignes.",
  },
  number: { en: "Number", fr: "Numéro" },
  time: { en: "Time", fr: "Heure" },
  timeFor: {
    en: "D+0 01:30:00 or 1:30 after STARTEX, -00:05:00 before it; empty: by hand",
    fr: "D+0 01:30:00 ou 1:30 après DEBEX, -00:05:00 avant ; vide : à la main",
  },
  badTime: { en: "Not a time", fr: "Ce n’est pas une heure" },
  twice: { en: "This number stands twice", fr: "Ce numéro figure deux fois" },
  missing: { en: "Missing", fr: "Manquant" },
  title: { en: "Title", fr: "Titre" },
  to: { en: "To", fr: "À" },
  method: { en: "Method", fr: "Moyen" },
  kind: { en: "Kind", fr: "Nature" },
  text: { en: "Text", fr: "Texte" },
  expects: { en: "Expected action", fr: "Action attendue" },
  controller: { en: "Controller", fr: "Animateur" },
  status: { en: "Planning status", fr: "État de préparation" },
  add: { en: "Add a row", fr: "Ajouter une ligne" },
  newTitle: { en: "New row", fr: "Nouvelle ligne" },
  remove: { en: (row: string) => `Remove row ${row}`, fr: (row: string) => `Retirer la ligne ${row}` },
  removed: { en: "Remove", fr: "Retirer" },
  more: {
    en: (count: number) => `Show ${count} more`,
    fr: (count: number) => `En afficher ${count} de plus`,
  },
  planAnew: { en: "Make another exercise with these rows", fr: "Faire un autre exercice avec ces lignes" },
  planning: { en: "Planning …", fr: "Préparation …" },
  showDifference: { en: "Show what would change", fr: "Montrer ce qui changerait" },
  difference: { en: "What would change", fr: "Ce qui changerait" },
  changes: {
    en: (n: number) =>
      n === 0
        ? "Nothing: the rows say what the plan says already."
        : n === 1
          ? "1 row is another one, or says something else."
          : `${n} rows are other ones, or say something else.`,
    fr: (n: number) =>
      n === 0
        ? "Rien : les lignes disent ce que dit déjà le plan."
        : n === 1
          ? "1 ligne est autre, ou dit autre chose."
          : `${n} lignes sont autres, ou disent autre chose.`,
  },
  accept: { en: "Accept for this exercise", fr: "Accepter pour cet exercice" },
  acceptFor: {
    en: "Accepted, they take the place of the rows of this exercise: its code and everybody who is at the door stay. Another exercise gets a code of its own, and this one stays as it is.",
    fr: "Acceptées, elles prennent la place des lignes de cet exercice : son code et tous ceux qui sont à la porte restent. Un autre exercice reçoit son propre code, et celui-ci reste tel quel.",
  },
  taken: {
    en: (n: number) =>
      n === 0
        ? "Nothing was to be changed."
        : `The list of events is changed: ${n} ${n === 1 ? "row" : "rows"}.`,
    fr: (n: number) =>
      n === 0
        ? "Il n’y avait rien à changer."
        : `Le chronogramme est modifié : ${n} ${n === 1 ? "ligne" : "lignes"}.`,
  },
  changedElsewhere: {
    en: "Somebody changed the list meanwhile. What you see is yours; what would change is shown against the list as it stands now.",
    fr: "Quelqu’un a modifié le chronogramme entre-temps. Vous voyez le vôtre ; ce qui changerait est montré par rapport à celui d’à présent.",
  },
  what: { en: "What", fr: "Quoi" },
  before: { en: "Now", fr: "À présent" },
  after: { en: "Then", fr: "Ensuite" },
  isAdded: { en: "new row", fr: "nouvelle ligne" },
  isRemoved: { en: "row goes", fr: "ligne retirée" },
  none: { en: "none", fr: "rien" },
  style: { en: "Colour of the row", fr: "Couleur de la ligne" },
  rest: { en: "Further columns", fr: "Autres colonnes" },
  wrong: {
    en: (count: number) => (count === 1 ? "1 row is not right yet." : `${count} rows are not right yet.`),
    fr: (count: number) =>
      count === 1 ? "1 ligne n’est pas encore juste." : `${count} lignes ne sont pas encore justes.`,
  },
  own: { en: "Bring a list of your own", fr: "Apporter votre chronogramme" },
  ownFor: {
    en: "XLSX or CSV, with the columns of your tool. It is read and shown; nothing is saved before you accept it.",
    fr: "XLSX ou CSV, avec les colonnes de votre outil. Il est lu et montré ; rien n’est enregistré avant votre accord.",
  },
  file: { en: "Sheet (XLSX or CSV)", fr: "Feuille (XLSX ou CSV)" },
  reading: { en: "Reading …", fr: "Lecture …" },
  readAgain: { en: "Read again with these answers", fr: "Relire avec ces réponses" },
  questions: { en: "Questions", fr: "Questions" },
  faults: { en: "Wrong in the sheet", fr: "À corriger dans la feuille" },
  notes: { en: "What was done", fr: "Ce qui a été fait" },
  columns: { en: "Columns", fr: "Colonnes" },
  columnFor: {
    en: (column: string, head: string) => `Column ${column}, “${head}”, holds`,
    fr: (column: string, head: string) => `La colonne ${column}, « ${head} », contient`,
  },
  rows: {
    en: (count: number) => `Rows as they would be: ${count}`,
    fr: (count: number) => `Lignes telles qu’elles seraient : ${count}`,
  },
  open: { en: "waits for an answer", fr: "attend une réponse" },
  line: { en: "Line", fr: "Ligne" },
  lines: { en: (lines: string) => `lines ${lines}`, fr: (lines: string) => `lignes ${lines}` },
  freeAnswer: { en: "or in your own words", fr: "ou en toutes lettres" },
  likeliest: { en: "choose", fr: "choisir" },
  refused: {
    en: (answer: string) => `“${answer}” is no answer to this.`,
    fr: (answer: string) => `« ${answer} » ne répond pas à cela.`,
  },
  notYet: {
    en: "Answer the questions and put the faults right first.",
    fr: "Répondez d’abord aux questions et corrigez les fautes.",
  },
} as const satisfies Texts;
