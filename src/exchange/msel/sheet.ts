import writeXlsxFile, { type SheetData } from "write-excel-file/universal";
import {
  cleanText,
  type ExerciseFile,
  formatDuration,
  type MselRow,
  type Text,
  writeOffset,
} from "../../model/index.ts";
import {
  EXERCISE_MARK,
  INJECT_KIND_WORDS,
  type Language,
  METHOD_WORDS,
  MSEL_CELL_WORDS,
  MSEL_HEADS,
  type MselField,
  PLANNING_STATUS_WORDS,
  VISIBILITY_WORDS,
} from "../../words/index.ts";
import { withoutClock } from "../office/zip.ts";
import { csvLine } from "../text-safety.ts";

import { writeActs, writeCondition, writeOwners, writeTrigger } from "./written.ts";

/**
 * The list of events as a sheet: one line a row, every field of it in a column. What is read back gives the same rows, and
 * those the same sheet.
 */

export type MselSource = Pick<ExerciseFile, "title" | "marking" | "rows"> & {
  readonly overview: Pick<ExerciseFile["overview"], "contact">;
};

export const MSEL_COLUMNS = Object.keys(MSEL_HEADS) as readonly MselField[];

export type SheetCell = string | number | undefined;

const OTHER: Readonly<Record<Language, Language>> = { en: "fr", fr: "en" };

/** A text in the other language; nothing where one text serves both. */
const other = (text: Text | undefined, language: Language): string | undefined =>
  text === undefined || text.en === text.fr ? undefined : text[OTHER[language]];

type CellOf = (row: MselRow, language: Language) => SheetCell;

const CELLS: Readonly<Record<Exclude<MselField, "marking">, CellOf>> = {
  number: ({ number }) => number,
  kind: ({ kind }, language) => INJECT_KIND_WORDS[kind][language],
  title: ({ title }, language) => title[language],
  at: ({ at }) => (at === undefined ? undefined : writeOffset(at)),
  iso: ({ at }) => (at === undefined ? undefined : formatDuration(at)),
  move: ({ move }) => move,
  groupOrder: ({ groupOrder }) => groupOrder,
  from: ({ from }, language) => from?.[language],
  to: ({ to }, language) => (to.length === 0 ? MSEL_CELL_WORDS.everybody[language] : to.join(", ")),
  method: ({ method }, language) => METHOD_WORDS[method][language],
  subject: ({ subject }, language) => subject?.[language],
  text: ({ text }, language) => text?.[language],
  expects: ({ expects }, language) => expects?.text[language],
  expectsWho: ({ expects }, language) =>
    expects === undefined
      ? undefined
      : writeOwners(expects, { all: MSEL_CELL_WORDS.all[language], any: MSEL_CELL_WORDS.any[language] }),
  expectsWithin: ({ expects }) =>
    expects?.within === undefined ? undefined : formatDuration(expects.within),
  expectsWhen: ({ expects }, language) =>
    expects?.when === undefined ? undefined : writeCondition(expects.when, language),
  due: ({ due }) => (due === undefined ? undefined : writeOffset(due)),
  objective: ({ objective }) => objective,
  controller: ({ controller }) => controller,
  notesController: ({ notesController }, language) => notesController?.[language],
  notesEvaluator: ({ notesEvaluator }, language) => notesEvaluator?.[language],
  trigger: ({ trigger }, language) => writeTrigger(trigger, language, writeOffset),
  acts: ({ acts }, language) => (acts.length === 0 ? undefined : writeActs(acts, language)),
  score: ({ score }) => score,
  planningStatus: ({ planningStatus }, language) => PLANNING_STATUS_WORDS[planningStatus][language],
  visibility: ({ visibility }, language) => VISIBILITY_WORDS[visibility][language],
  colour: ({ rowStyle }) => rowStyle?.colour,
  height: ({ rowStyle }) => rowStyle?.height,
  titleOther: ({ title }, language) => other(title, language),
  subjectOther: ({ subject }, language) => other(subject, language),
  fromOther: ({ from }, language) => other(from, language),
  textOther: ({ text }, language) => other(text, language),
  expectsOther: ({ expects }, language) => other(expects?.text, language),
  notesControllerOther: ({ notesController }, language) => other(notesController, language),
  notesEvaluatorOther: ({ notesEvaluator }, language) => other(notesEvaluator, language),
};

export const headsOf = (language: Language): readonly string[] =>
  MSEL_COLUMNS.map((field) => MSEL_HEADS[field][language]);

/** What stands in front of each line, or at the head: that it is an exercise, and which. */
const markOf = ({ title }: Pick<MselSource, "title">, language: Language): string =>
  `${EXERCISE_MARK[language]} · ${title[language]}`;

/** The cells of each row in the order of the columns, without the first, which is the marking. */
export const cellsOf = (row: MselRow, language: Language): readonly SheetCell[] =>
  MSEL_COLUMNS.flatMap((field) => (field === "marking" ? [] : [CELLS[field](row, language)]));

/** A byte order mark: by it spreadsheets know UTF-8. */
const MARK_OF_UTF8 = "\ufeff";

/** The list as comma-separated values, each line marked; a list without rows is one line that says so. */
export function mselCsv(source: MselSource, language: Language): string {
  const mark = markOf(source, language);
  const lines = source.rows.map((row) => csvLine([mark, ...cellsOf(row, language)]));
  if (lines.length === 0) lines.push(csvLine([mark]));
  return MARK_OF_UTF8 + csvLine(headsOf(language)) + lines.join("");
}

/** Longest text that a cell of a workbook holds. */
const LONGEST_CELL = 32_767;
const WIDTHS: Partial<Readonly<Record<MselField, number>>> = { title: 36, text: 60, expects: 40, acts: 30 };
const WIDTH = 16;
const COLOUR = /^#[0-9a-f]{6}$/i;

export type MselWorkbook =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** no cell holds that much; as CSV it can be written */
  | { readonly ok: false; readonly code: "exchange/cell_too_long"; readonly number: string };

/** The list as a workbook: the marking, the heads, one line a row in its colour. Texts are texts, whatever they begin with. */
export async function mselWorkbook(source: MselSource, language: Language): Promise<MselWorkbook> {
  const { rows, title, marking, overview } = source;
  const tooLong = rows.find((row) =>
    cellsOf(row, language).some((cell) => typeof cell === "string" && escaped(cell).length > LONGEST_CELL),
  );
  if (tooLong !== undefined) return { ok: false, code: "exchange/cell_too_long", number: tooLong.number };
  const head = [markOf({ title }, language), marking[language], overview.contact[language]];
  const [, ...heads] = headsOf(language);
  const data = [
    head.map((text) => sheetCell(text, { fontWeight: "bold" })),
    heads.map((text) => sheetCell(text, { fontWeight: "bold" })),
    ...rows.map((row) => {
      const colour = row.rowStyle?.colour;
      const style = colour !== undefined && COLOUR.test(colour) ? { backgroundColor: colour } : {};
      const height = row.rowStyle?.height === undefined ? {} : { height: row.rowStyle.height };
      return cellsOf(row, language).map((cell, place) =>
        sheetCell(cell, place === 0 ? { ...style, ...height } : style),
      );
    }),
  ] as SheetData;
  const written = await writeXlsxFile([
    {
      sheet: MSEL_CELL_WORDS.sheet[language],
      data,
      columns: MSEL_COLUMNS.slice(1).map((field) => ({ width: WIDTHS[field] ?? WIDTH })),
      stickyRowsCount: 2,
    },
  ]).toBlob();
  return { ok: true, bytes: withoutClock(new Uint8Array(await written.arrayBuffer())) };
}

function sheetCell(cell: SheetCell, style: Readonly<Record<string, unknown>>) {
  if (cell === undefined || cell === "") return "backgroundColor" in style ? { ...style } : null;
  return typeof cell === "number"
    ? { type: Number, value: cell, ...style }
    : { type: String, value: escaped(cell), ...style };
}

/** A text as a workbook writes what XML, or a writer of it, would lose (ISO/IEC 29500, ST_Xstring). */
const inEscapes = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, place) => `_x${text.charCodeAt(place).toString(16).toUpperCase().padStart(4, "0")}_`,
  ).join("");

/** What looks like such an escape itself, a carriage return, and signs that the library takes out. */
const LOST = /_(?=x[0-9A-Fa-f]{4}_)|[\r\ufffd\p{Noncharacter_Code_Point}]/gu;

/**
 * A text as a cell holds it. The library looks texts up in a plain object, where it would find the name of something that
 * every object has.
 */
function escaped(text: string): string {
  const clean = cleanText(text).replaceAll(LOST, inEscapes);
  return clean in {} ? inEscapes(clean[0]) + clean.slice(1) : clean;
}

const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;

/** Reads such escapes, as spreadsheets do. */
export const unescaped = (text: string): string =>
  text.replaceAll(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
