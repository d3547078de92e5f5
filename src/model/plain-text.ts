/**
 * Signs that no text of ours holds: control characters (but tab and line ends), halves of characters, what no XML may hold,
 * and what turns the direction of writing (Unicode Bidirectional Algorithm: embeddings, overrides and isolates). A reader at
 * the other end, be it a terminal, a browser, a spreadsheet or a parser, could take them for more than text.
 */
const STRANGE = /(?![\t\n\r])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/** A text with each such sign as U+FFFD. */
export const cleanText = (text: string): string => text.replaceAll(STRANGE, "\ufffd");

/** The first such sign as `U+202E`; undefined where there is none. */
export function strangeSign(text: string): string | undefined {
  const [found] = text.match(STRANGE) ?? [];
  if (found === undefined) return undefined;
  return `U+${(found.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}`;
}
