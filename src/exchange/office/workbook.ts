import writeXlsxFile, { type SheetData } from "write-excel-file/universal";
import { cleanText } from "../../model/index.ts";

import { withoutClock } from "./zip.ts";

/**
 * Tables as a workbook (XLSX). The first row of every sheet is the marking. A cell is a number or a text; a text is written
 * as a text whatever it begins with, so that no spreadsheet reckons it.
 */

export interface Sheet {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null | undefined)[])[];
}

/** What a cell can hold, and what the name of a sheet can. */
const LONGEST_CELL = 32_767;
const LONGEST_NAME = 31;
const NOT_IN_NAMES = /[\\/*?:[\]]/g;
const WIDEST = 60;

export async function workbook(mark: string, sheets: readonly Sheet[]): Promise<Uint8Array> {
  const written = await writeXlsxFile(
    sheets.map(({ name, columns, rows }) => ({
      sheet: cleanText(name).replaceAll(NOT_IN_NAMES, " ").slice(0, LONGEST_NAME),
      data: [
        [cell(mark, true)],
        columns.map((text) => cell(text, true)),
        ...rows.map((row) => row.map((value) => cell(value))),
      ] as SheetData,
      columns: columns.map((text, place) => ({ width: widthOf(text, rows, place) })),
      stickyRowsCount: 2,
    })),
  ).toBlob();
  return withoutClock(new Uint8Array(await written.arrayBuffer()));
}

function cell(value: string | number | null | undefined, isHead = false) {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "number")
    return Number.isFinite(value) ? { type: Number, value } : { type: String, value: String(value) };
  const text = apart(cleanText(value).slice(0, LONGEST_CELL));
  return isHead ? { type: String, value: text, fontWeight: "bold" } : { type: String, value: text };
}

/**
 * The library looks texts up in a plain object: one that is the name of something every object has (`constructor`) would be
 * found there, and the file would not open. A space behind it makes it a text like any other.
 */
const apart = (text: string): string => (text in {} ? `${text} ` : text);

function widthOf(heading: string, rows: Sheet["rows"], place: number): number {
  const widths = rows.slice(0, 200).map((row) => String(row[place] ?? "").length);
  return Math.min(WIDEST, Math.max(10, heading.length + 2, ...widths.map((width) => width + 2)));
}
