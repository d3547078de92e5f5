/**
 * Texts that leave the product: what a reader at the other end could take for more than a text is taken out of it.
 */

/**
 * Control characters (but tab and line end), halves of characters, signs that no XML may hold, and signs that turn the
 * direction of writing (Unicode Bidirectional Algorithm, embeddings, overrides and isolates).
 */
const UNSAFE = /(?![\t\n\r])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/** A text without signs that steer a terminal, break a file or turn the writing: each becomes U+FFFD. */
export const cleanText = (text: string): string => text.replaceAll(UNSAFE, "\ufffd");

const FORMULA = /^[=+\-@\t\r]/;

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
