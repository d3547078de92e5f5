import { cleanText } from "../model/index.ts";

/**
 * Texts that leave the product: what a reader at the other end could take for more than a text is taken out of it.
 */

/** Apostrophes before such a sign count as well: a reader takes one away, and must not take away the text's own. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** Whether a spreadsheet would take a text for a formula. */
export const looksLikeFormula = (text: string): boolean => FORMULA.test(text);

/** A line of comma-separated values (RFC 4180) with its line end. Numbers stay numbers; a text never becomes a formula. */
export function csvLine(cells: readonly (string | number | boolean | undefined)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: string | number | boolean | undefined): string {
  if (cell === undefined) return "";
  if (typeof cell !== "string") return String(cell);
  const clean = cleanText(cell);
  // An apostrophe is what spreadsheets themselves write before a text that is not to be reckoned.
  const text = looksLikeFormula(clean) ? `'${clean}` : clean;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** A text as the value of an XML attribute between double quotes. */
export const xmlValue = (text: string): string =>
  cleanText(text).replaceAll(/[&<>"\t\n\r]/g, (each) => ENTITIES[each]);
