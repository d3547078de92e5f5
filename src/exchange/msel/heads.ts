import { findNearest } from "../../model/index.ts";
import { LANGUAGES, type Language, MSEL_HEADS, type MselField } from "../../words/index.ts";
import type { Cell, Grid, GridRow } from "./grid.ts";
import { plainText } from "./plain-word.ts";

/**
 * Which column of a stranger's sheet holds what. Heads are compared with our own of either language, then with those that
 * other tools and services use (facts/exercise-conventions.md, section 4), best first.
 */

/** A day beside a column of clock times is read together with it. */
export type ColumnField = MselField | "date";

/** The unit that a head gives for its bare numbers. */
export type TimeUnit = "minutes" | "hours" | "days" | "seconds";

const SYNONYMS: Partial<Readonly<Record<ColumnField, string>>> = {
  number:
    "event # | event no | event number | seq no | sequence | no | n° | nº | # | serial | serial no | serial number | control number | inject # | inject no | inject number | msel # | id | ref | reference | num | numéro | n° d'ordre | série | n° de stimulus | n° injection | repère",
  kind: "inject type | type of inject | kind | type | category | nature | catégorie | type de stimulus | type d'injection",
  title:
    "title | inject title | event title | event name | inject name | name | headline | titre | intitulé | nom | libellé | action to be taken | event | événement",
  at: "time | event time | scenario time | exercise time | exercise time offset | timeline | h-hour | t+ | t time | time offset | offset | start time | planned time | time of inject | delivery time | inject time | date-time group | date time group | dtg | gdh | date/time delivered | date/time | date time | start date/time | heure | horaire | temps | heure prévue | heure d'injection | heure exercice | date et heure | date/heure | trigger | when | quand | chrono",
  date: "date | exercise date | day | jour | start date",
  move: "move | module | phase | round | mouvement | séquence",
  groupOrder: "group order | order | group | ordre | groupe",
  from: "from | from org | originator | originator from | source | sender | sent by | de | émetteur | expéditeur | origine | de la part de | provenance",
  to: "to | to org | recipient | recipient to | recipients | recipient players | recipient player | receiver | players | intended player | intended players | target audience | addressee | audience | teams | team | à | pour | destinataire | destinataires | joueur | joueurs | équipe | équipes",
  method:
    "method | delivery method | method of delivery | delivery | means | means of delivery | channel | medium | moyen | moyens | canal | vecteur | mode de transmission | mode d'envoi | support",
  subject: "subject | objet | sujet | re",
  text: "text | content | message | message text | inject text | inject description | event description | description of event | full description | description | inject | stimulus | summary | details | contenu | texte | corps | message à transmettre | descriptif | injection",
  expects:
    "expected action | expected actions | expected outcome | expected outcomes | expected outcome of player action | expected response | expected reaction | expected player action | anticipated response | expectation description | expectation name | expectation | action attendue | actions attendues | réaction attendue | réactions attendues | réponse attendue | résultat attendu | attendus | attendu",
  due: "due | deadline | suspense | due time | respond by | échéance | délai | pour le",
  objective:
    "objective | objectives | training objective | exercise objective | core capability | capability | target | task | objectif | objectifs | objectif pédagogique | capacité",
  controller:
    "responsible controller | controller | responsible | responsible person | poc | point of contact | owner | animateur | responsable | animateur responsable | pilote",
  notesController:
    "comments | comment | notes | note | remarks | remark | special instructions | facilitator guidance | controller notes | instructions | commentaire | commentaires | remarque | remarques | observations | consignes",
  notesEvaluator:
    "evaluator notes | evaluator comments | evaluator comment | evaluation notes | notes d'évaluation | commentaires évaluateur",
  score: "expectation score | score | points | note maximale | barème",
  planningStatus: "status | done/to do | state | statut | état | avancement | fait/à faire",
  visibility: "hidden | visible | visibility | masqué | visibilité",
  colour: "row colour | row color | colour | color | couleur",
};

/** What a stranger's column may hold, in the order of a sheet. */
export const READ_FIELDS = Object.keys(SYNONYMS) as readonly ColumnField[];

/** Derived from the exercise time or measured during it: nothing to take. */
const DERIVED = "real time | local time | actual time | time sent | délivré à | heure réelle | heure locale";

/** Of these, several columns of a sheet may be taken together. */
export const JOINED: ReadonlySet<ColumnField> = new Set<ColumnField>([
  "to",
  "expects",
  "notesController",
  "notesEvaluator",
]);

const listOf = (names: string): readonly string[] => names.split(" | ");

/** A head as it is compared; a number sign is a word of its own. */
const headText = (head: string): string =>
  plainText(head.replaceAll(/#|n°|nº/gi, " no ").replaceAll("+", " plus "));

interface Known {
  readonly field: ColumnField;
  /** how specific: 0 are our own heads, then in the order of the list */
  readonly rank: number;
}

const KNOWN: ReadonlyMap<string, Known> = (() => {
  const known = new Map<string, Known>();
  // Our own heads too, but those that are words of others for something else.
  for (const [field, words] of Object.entries(MSEL_HEADS) as [MselField, Record<Language, string>][])
    for (const language of LANGUAGES)
      if (field in SYNONYMS) known.set(headText(words[language]), { field, rank: 0 });
  for (const [field, names] of Object.entries(SYNONYMS) as [ColumnField, string][])
    listOf(names).forEach((name, place) => {
      const key = headText(name);
      if (!known.has(key)) known.set(key, { field, rank: place + 1 });
    });
  return known;
})();
const DERIVED_HEADS = new Set(listOf(DERIVED).map(headText));

const ownIn = (language: Language): ReadonlyMap<string, MselField> =>
  new Map(
    (Object.entries(MSEL_HEADS) as [MselField, Record<Language, string>][]).map(([field, words]) => [
      words[language],
      field,
    ]),
  );
const OWN: Readonly<Record<Language, ReadonlyMap<string, MselField>>> = { en: ownIn("en"), fr: ownIn("fr") };

/** How sure a head is: written as one that is known, as one beside other words, or only like one. */
export type Sureness = "same" | "near" | "like";

export interface HeadGuess {
  readonly field?: ColumnField;
  readonly sureness: Sureness;
  readonly rank: number;
  readonly unit?: TimeUnit;
}

const UNITS: readonly (readonly [RegExp, TimeUnit])[] = [
  [/\b(?:min|mins|minutes?|mn)\b/, "minutes"],
  [/\b(?:h|hr|hrs|hours?|heures)\b/, "hours"],
  [/\b(?:days?|jours?)\b/, "days"],
  [/\b(?:s|sec|secs|seconds?|secondes?)\b/, "seconds"],
];

/** The unit that stands in brackets, or a head that is a unit. */
function unitOf(head: string): TimeUnit | undefined {
  const within = /[([]([^)\]]*)[)\]]/.exec(head)?.[1];
  const text = plainText(within ?? (/^(?:t\s*\+?\s*)?(?:minutes|hours)$/i.test(head.trim()) ? head : ""));
  return UNITS.find(([pattern]) => pattern.test(text))?.[1];
}

/** What a head says of its column. */
export function guessHead(head: string): HeadGuess {
  const whole = headText(head);
  const unit = unitOf(head);
  const withUnit = unit === undefined ? {} : { unit };
  const exact = KNOWN.get(whole);
  if (exact !== undefined) return { ...exact, sureness: "same", ...withUnit };
  if (DERIVED_HEADS.has(whole)) return { sureness: "same", rank: 0 };
  if (unit !== undefined && /^(?:t )?(?:plus )?(?:minutes|hours)$/.test(whole))
    return { field: "at", sureness: "same", rank: 1, unit };
  const without = headText(head.replaceAll(/[([][^)\]]*[)\]]/g, " "));
  const bare = KNOWN.get(without);
  if (bare !== undefined && without !== "")
    return { ...bare, sureness: unit === undefined && bare.field === "at" ? "same" : "near", ...withUnit };
  // "Timing: Time" under a head that spans several columns, "To / À": any part that is known.
  for (const part of head.split(/[/:|\n–]| - /)) {
    const known = KNOWN.get(headText(part));
    if (known !== undefined) return { ...known, sureness: "near", ...withUnit };
  }
  const nearest = whole.length < 4 ? undefined : findNearest(whole, KNOWN.keys());
  const like = nearest === undefined ? undefined : KNOWN.get(nearest);
  return like === undefined ? { sureness: "like", rank: 999 } : { ...like, sureness: "like", ...withUnit };
}

export interface Column {
  /** from 0 */
  readonly column: number;
  readonly head: string;
  readonly guess: HeadGuess;
}

export interface Heading {
  readonly line: number;
  /** place of the row in the sheet's rows */
  readonly place: number;
  readonly columns: readonly Column[];
  /** the language of our own heads, where the sheet has nothing else */
  readonly own?: Language;
  /** heads that are known */
  readonly known: number;
}

const textOf = (cell: Cell | undefined): string => (cell?.kind === "text" ? cell.text.trim() : "");

const HEADS_WITHIN = 40;
const LONGEST_HEAD = 80;

/** Heads that only our own export has: by one of them and four others it is known again, whatever somebody has added to it. */
const DISTINCT: readonly MselField[] = ["iso", "acts", "expectsWho", "expectsWhen", "titleOther"];
const OWN_HEADS = 5;

function ownLanguage(heads: readonly string[]): Language | undefined {
  const isOwn = (language: Language) =>
    heads.filter((head) => OWN[language].has(head)).length >= OWN_HEADS &&
    DISTINCT.some((field) => heads.includes(MSEL_HEADS[field][language]));
  return LANGUAGES.find(isOwn);
}

/** A row as heads; of a row that continues heads above it, both together. */
function headingOf(row: GridRow, place: number, above: GridRow | undefined): Heading {
  const width = row.cells.length;
  const heads = Array.from({ length: width }, (_, column) => textOf(row.cells[column]));
  const own = ownLanguage(heads);
  const columns = heads.flatMap((head, column): Column[] => {
    if (head === "" || head.length > LONGEST_HEAD) return [];
    if (own !== undefined) {
      const field = OWN[own].get(head);
      const taken = field === undefined ? {} : { field };
      return [{ column, head, guess: { ...taken, sureness: "same", rank: 0 } }];
    }
    const guess = guessHead(head);
    const group = textOf(above?.cells[column]);
    if (guess.sureness !== "like" || group === "" || group === head) return [{ column, head, guess }];
    const both = `${group}: ${head}`;
    return [{ column, head: both, guess: guessHead(both) }];
  });
  const fields = new Set(
    columns.flatMap(({ guess }) =>
      guess.field === undefined || guess.sureness === "like" ? [] : [guess.field],
    ),
  );
  return { line: row.line, place, columns, known: fields.size, ...(own === undefined ? {} : { own }) };
}

/** The row of heads: the one among the first that has most known heads, two at least. */
export function findHeading(grid: Grid): Heading | undefined {
  let best: Heading | undefined;
  for (let place = 0; place < Math.min(HEADS_WITHIN, grid.rows.length); place += 1) {
    const heading = headingOf(grid.rows[place], place, grid.rows[place - 1]);
    if (heading.own !== undefined) return heading;
    if (heading.known >= 2 && heading.known > (best?.known ?? 0)) best = heading;
  }
  return best;
}

/** The heads of a row that a person has named. */
export function headingAt(grid: Grid, line: number): Heading | undefined {
  const place = grid.rows.findIndex((row) => row.line === line);
  return place < 0 ? undefined : headingOf(grid.rows[place], place, grid.rows[place - 1]);
}
