import { type Both, type Language, tidy, type Words } from "./language.ts";
import { MSEL_HEADS } from "./msel.ts";

/** What is said of a list of events that somebody brings: why it is not read, what must be asked, what is wrong, what was done. */

type Details = Readonly<Record<"found" | "expected", string>>;
type Said = Both<(d: Details) => string>;

const plain = (en: string, fr: string): Said => ({ en: () => en, fr: () => fr });
const made = (en: (d: Details) => string, fr: (d: Details) => string): Said => ({ en, fr });

export const MSEL_REFUSAL_WORDS = {
  "msel/too_large": plain(
    "The file is larger than 5 MB; it was not read.",
    "Le fichier dépasse 5 Mo ; il n’a pas été lu.",
  ),
  "msel/unzips_too_large": plain(
    "Unzipped, the workbook is larger than 50 MB; it was not read.",
    "Décompressé, le classeur dépasse 50 Mo ; il n’a pas été lu.",
  ),
  "msel/too_many_rows": plain(
    "The sheet has more than 5,000 rows; it was not read.",
    "La feuille a plus de 5 000 lignes ; elle n’a pas été lue.",
  ),
  "msel/old_workbook": plain(
    "This is a workbook of the old form (XLS), or one with a password. Save it as XLSX or CSV, without a password.",
    "C’est un classeur de l’ancien format (XLS), ou protégé par un mot de passe. Enregistrez-le en XLSX ou en CSV, sans mot de passe.",
  ),
  "msel/other_format": plain(
    "This is neither a workbook (XLSX) nor a list of values (CSV). Save the table as one of them.",
    "Ce n’est ni un classeur (XLSX) ni une liste de valeurs (CSV). Enregistrez le tableau dans l’un de ces formats.",
  ),
  "msel/broken_file": plain(
    "The workbook is damaged and cannot be opened.",
    "Le classeur est endommagé et ne peut pas être ouvert.",
  ),
  "msel/broken_quotes": plain(
    "A quotation mark is opened and never closed: where a cell ends cannot be told.",
    "Un guillemet ouvert n’est jamais refermé : on ne peut pas savoir où finit une cellule.",
  ),
  "msel/nothing_in_it": plain("There is nothing in the file.", "Le fichier est vide."),
  "msel/too_slow": plain(
    "Reading the file takes too long. Keep only the sheet with the list, without formats.",
    "La lecture du fichier prend trop de temps. Ne gardez que la feuille de la liste, sans mise en forme.",
  ),
  "msel/too_much_memory": plain(
    "Reading the file takes too much memory. Keep only the sheet with the list, without formats.",
    "La lecture du fichier prend trop de mémoire. Ne gardez que la feuille de la liste, sans mise en forme.",
  ),
} as const satisfies Record<string, Said>;

export const MSEL_FAULT_WORDS = {
  "msel/no_heads": plain(
    "No line has heads that can be recognised: a number or a time, a title or a text, and one more.",
    "Aucune ligne n’a d’en-têtes reconnaissables : un numéro ou une heure, un titre ou un texte, et un de plus.",
  ),
  "msel/no_title": plain("The row has no title.", "La ligne n’a pas de titre."),
  "msel/no_rows": plain("Below the heads there is no row.", "Sous les en-têtes, il n’y a aucune ligne."),
  "msel/error_cell": made(
    (d) => `The spreadsheet has no value here (“${d.found}”). Write the value instead of the formula.`,
    (d) => `Le tableur n’a pas de valeur ici (« ${d.found} »). Écrivez la valeur au lieu de la formule.`,
  ),
  "msel/date_in_cell": made(
    (d) =>
      `The spreadsheet has made a date of this (${d.found}). Format the cell as text and write it again.`,
    (d) => `Le tableur en a fait une date (${d.found}). Mettez la cellule au format texte et réécrivez-la.`,
  ),
  "msel/too_long": made(
    (d) => `This is longer than ${d.expected}.`,
    (d) => `C’est plus long que ${d.expected}.`,
  ),
  "msel/not_a_number": made(
    (d) => `“${d.found}” is not a number.`,
    (d) => `« ${d.found} » n’est pas un nombre.`,
  ),
  "msel/not_written_so": made(
    (d) => `This cannot be read at “${d.found}”; expected: ${d.expected}.`,
    (d) => `Illisible à « ${d.found} » ; attendu : ${d.expected}.`,
  ),
  "msel/times_differ": made(
    (d) => `The two columns of the time say different things: ${d.found}. Change both, or empty one.`,
    (d) => `Les deux colonnes de l’heure se contredisent : ${d.found}. Changez les deux, ou videz-en une.`,
  ),
  "msel/nobody_left": made(
    (d) =>
      `Of “${d.found}” no receiver is left, and a row without one goes to everybody. Name one, or leave the row out.`,
    (d) =>
      `De « ${d.found} » il ne reste aucun destinataire, et une ligne sans destinataire va à tous. Nommez-en un, ou écartez la ligne.`,
  ),
  "msel/no_expectation": plain(
    "It says by whom or by when something is expected, but not what.",
    "Il est dit de qui ou sous quel délai une action est attendue, mais pas laquelle.",
  ),
  "msel/not_valid": made(
    (d) => `This value cannot stand here: ${d.found}${d.expected === "" ? "" : ` (${d.expected})`}.`,
    (d) => `Cette valeur ne convient pas ici : ${d.found}${d.expected === "" ? "" : ` (${d.expected})`}.`,
  ),
} as const satisfies Record<string, Said>;

export const MSEL_QUESTION_WORDS = {
  sheet: made(
    (d) => `Which sheet holds the list: ${d.found}?`,
    (d) => `Quelle feuille contient la liste : ${d.found} ?`,
  ),
  head: made(
    (d) => `Which line holds the heads? Likeliest: “${d.found}”.`,
    (d) => `Quelle ligne porte les en-têtes ? La plus probable : « ${d.found} ».`,
  ),
  column: made(
    (d) => `What does the column “${d.found}” hold?`,
    (d) => `Que contient la colonne « ${d.found} » ?`,
  ),
  "time-unit": made(
    (d) => `Times such as “${d.found}” have no unit. Which is it?`,
    (d) => `Les heures comme « ${d.found} » sont sans unité. Laquelle ?`,
  ),
  "due-unit": made(
    (d) => `Due times such as “${d.found}” have no unit. Which is it?`,
    (d) => `Les échéances comme « ${d.found} » sont sans unité. Laquelle ?`,
  ),
  "time-colon": made(
    (d) => `Is “${d.found}” hours and minutes, or minutes and seconds?`,
    (d) => `« ${d.found} » : heures et minutes, ou minutes et secondes ?`,
  ),
  clock: made(
    (d) =>
      `“${d.found}”: time since STARTEX (h:mm or mm:ss), or time of day? If time of day, when is STARTEX (09:00)?`,
    (d) =>
      `« ${d.found} » : temps depuis DEBEX (h:mm ou mm:ss), ou heure du jour ? Si heure du jour, à quelle heure est DEBEX (09:00) ?`,
  ),
  midnight: made(
    (d) => `At “${d.found}” the times go back. Is that the next day, or the same?`,
    (d) => `À « ${d.found} » les heures reculent. Est-ce le lendemain, ou le même jour ?`,
  ),
  "date-order": made(
    (d) => `“${d.found}”: which comes first, the day or the month?`,
    (d) => `« ${d.found} » : qu’est-ce qui vient d’abord, le jour ou le mois ?`,
  ),
  start: made(
    (d) =>
      `The list holds dates (the first: “${d.found}”). When is STARTEX (2026-03-07T09:00, with Z or +01:00 where the dates have a zone)?`,
    (d) =>
      `La liste contient des dates (la première : « ${d.found} »). Quand est DEBEX (2026-03-07T09:00, avec Z ou +01:00 si les dates ont un fuseau) ?`,
  ),
  time: made(
    (d) => `When is “${d.found}”? A time such as T+1h30, by-hand, or leave-out.`,
    (d) => `Quand est « ${d.found} » ? Une heure comme T+1h30, by-hand (à la main), ou leave-out (écarter).`,
  ),
  "no-time": made(
    (d) => `Rows without a time, such as “${d.found}”: by hand, at the time of the row above, or left out?`,
    (d) =>
      `Lignes sans heure, comme « ${d.found} » : à la main, à l’heure de la ligne précédente, ou écartées ?`,
  ),
  due: made(
    (d) => `Due “${d.found}”: after its row, or after STARTEX?`,
    (d) => `Échéance « ${d.found} » : après sa ligne, ou après DEBEX ?`,
  ),
  actor: made(
    (d) => `The scenario has no “${d.found}”. Who is meant? (everybody, nobody)`,
    (d) =>
      `Le scénario ne connaît pas « ${d.found} ». De qui s’agit-il ? (everybody : tous, nobody : personne)`,
  ),
  "no-recipient": made(
    (d) => `Rows that name no receiver, such as “${d.found}”: to everybody, to one, or left out?`,
    (d) => `Lignes sans destinataire, comme « ${d.found} » : à tous, à un seul, ou écartées ?`,
  ),
  kind: made(
    (d) => `Which kind of inject is “${d.found}”?`,
    (d) => `Quelle nature de stimulus est « ${d.found} » ?`,
  ),
  method: made(
    (d) => `By which method is “${d.found}” delivered?`,
    (d) => `Par quel moyen « ${d.found} » est-il transmis ?`,
  ),
  "method-guess": made(
    (d) => `No column says how rows are delivered; the text of “${d.found}” gives it away. By which method?`,
    (d) => `Aucune colonne ne dit le moyen ; le texte de « ${d.found} » le laisse deviner. Par quel moyen ?`,
  ),
  planningStatus: made(
    (d) => `Which planning status is “${d.found}”?`,
    (d) => `Quel état de préparation est « ${d.found} » ?`,
  ),
  visibility: made(
    (d) => `Does “${d.found}” mean shown or hidden?`,
    (d) => `« ${d.found} » veut-il dire affiché ou masqué ?`,
  ),
  objective: made(
    (d) => `Which objective is “${d.found}”? (none)`,
    (d) => `Quel objectif est « ${d.found} » ? (none : aucun)`,
  ),
  number: made(
    (d) => `The number “${d.found}” stands twice. Which shall this row have?`,
    (d) => `Le numéro « ${d.found} » figure deux fois. Lequel donner à cette ligne ?`,
  ),
} as const satisfies Record<string, Said>;

export const MSEL_NOTE_WORDS = {
  encoding: plain(
    "The text is not UTF-8; it was read as Windows-1252. Look at the accents.",
    "Le texte n’est pas en UTF-8 ; il a été lu en Windows-1252. Vérifiez les accents.",
  ),
  "loose-quotes": plain(
    "Quotation marks stand within cells without the form’s own; they are taken as they are.",
    "Des guillemets figurent dans des cellules sans ceux du format ; ils sont pris tels quels.",
  ),
  "sheets-left": made(
    (d) => `The sheet “${d.found}” is not taken.`,
    (d) => `La feuille « ${d.found} » n’est pas reprise.`,
  ),
  "column-left": made(
    (d) => `The column “${d.found}” is not taken.`,
    (d) => `La colonne « ${d.found} » n’est pas reprise.`,
  ),
  section: made(
    (d) => `“${d.found}” heads a section and is no row.`,
    (d) => `« ${d.found} » est un intertitre, pas une ligne.`,
  ),
  "head-again": plain("Heads that are repeated are no rows.", "Les en-têtes répétés ne sont pas des lignes."),
  numbered: plain("Rows without a number are numbered.", "Les lignes sans numéro sont numérotées."),
  "title-from-text": plain(
    "Rows without a title have the beginning of their text.",
    "Les lignes sans titre ont le début de leur texte.",
  ),
  "strange-signs": made(
    (d) => `Signs that are no text (${d.found}) are replaced.`,
    (d) => `Des signes qui ne sont pas du texte (${d.found}) sont remplacés.`,
  ),
  "method-default": plain(
    "Rows that do not say how are delivered in the tool.",
    "Les lignes qui ne disent pas comment sont transmises dans l’outil.",
  ),
  colours: plain("The colours of rows are kept.", "Les couleurs des lignes sont gardées."),
  "left-out": plain("Rows are left out, as was answered.", "Des lignes sont écartées, selon les réponses."),
} as const satisfies Record<string, Said>;

const say = (
  table: Readonly<Record<string, Said>>,
  code: string,
  details: Partial<Details>,
  language: Language,
) => tidy((table[code]?.[language] ?? (() => code))({ found: "", expected: "", ...details }), language);

export const sayMselRefusal = (code: string, language: Language): string =>
  say(MSEL_REFUSAL_WORDS, code, {}, language);
export const sayMselFault = (fault: Details & { readonly code: string }, language: Language): string =>
  say(MSEL_FAULT_WORDS, fault.code, fault, language);
export const sayMselQuestion = (
  { kind, found }: { readonly kind: string; readonly found: string },
  language: Language,
): string => say(MSEL_QUESTION_WORDS, kind, { found }, language);
export const sayMselNote = (
  { kind, found }: { readonly kind: string; readonly found: string },
  language: Language,
): string => say(MSEL_NOTE_WORDS, kind, { found }, language);

/** What the command line says around it. */
export const MSEL_CLI_WORDS = {
  heading: {
    en: (path: string, rows: number) => `${path}: ${rows} rows. Nothing is saved.`,
    fr: (path: string, rows: number) => `${path} : ${rows} lignes. Rien n’est enregistré.`,
  },
  rows: { en: "Rows as they would be", fr: "Lignes telles qu’elles seraient" },
  questions: { en: "Questions", fr: "Questions" },
  faults: { en: "Faults", fr: "Fautes" },
  notes: { en: "Notes", fr: "Remarques" },
  byHand: { en: "by hand", fr: "à la main" },
  notReady: {
    en: "Answer the questions in a file of JSON (--answers), and put the faults right in the sheet.",
    fr: "Répondez aux questions dans un fichier JSON (--answers), et corrigez les fautes dans la feuille.",
  },
  written: {
    en: (path: string, rows: number) => `${path}: the exercise with these ${rows} rows.`,
    fr: (path: string, rows: number) => `${path} : l’exercice avec ces ${rows} lignes.`,
  },
} as const;

/** A line of the sheet and what is said of it. */
export const mselLine = (line: number, text: string): string => (line > 0 ? `${line}: ${text}` : text);

/** Choices that are no names of ours, in words. */
export const MSEL_CHOICE_WORDS: Readonly<Record<string, Words>> = {
  minutes: { en: "minutes", fr: "minutes" },
  hours: { en: "hours", fr: "heures" },
  days: { en: "days", fr: "jours" },
  seconds: { en: "seconds", fr: "secondes" },
  hhmm: { en: "clock in digits (0905)", fr: "heure en chiffres (0905)" },
  "h:mm": { en: "hours and minutes since STARTEX", fr: "heures et minutes depuis DEBEX" },
  "mm:ss": { en: "minutes and seconds since STARTEX", fr: "minutes et secondes depuis DEBEX" },
  "next-day": { en: "the next day", fr: "le lendemain" },
  "same-day": { en: "the same day", fr: "le même jour" },
  "day-first": { en: "the day first", fr: "le jour d’abord" },
  "month-first": { en: "the month first", fr: "le mois d’abord" },
  "by-hand": { en: "by hand", fr: "à la main" },
  "as-above": { en: "with the row above", fr: "avec la ligne précédente" },
  "leave-out": { en: "leave out", fr: "écarter" },
  "after-row": { en: "after its row", fr: "après sa ligne" },
  "after-start": { en: "after STARTEX", fr: "après DEBEX" },
  everybody: { en: "everybody", fr: "tous" },
  nobody: { en: "nobody", fr: "personne" },
  none: { en: "none", fr: "aucun" },
  date: { en: "Date", fr: "Date" },
  "-": { en: "do not take", fr: "ne pas reprendre" },
};

/** A field of a column in words. */
export const sayMselField = (field: string, language: Language): string =>
  (MSEL_HEADS as Readonly<Record<string, Words>>)[field]?.[language] ??
  MSEL_CHOICE_WORDS[field]?.[language] ??
  field;
