import { CsvError, parse } from "csv-parse/sync";
import type { Grid } from "./grid.ts";
import { MSEL_LIMITS, RefusedError, ROOM_FOR_HEADS } from "./limits.ts";

/** Comma-separated values as cells, whoever wrote them: separator, encoding and line ends are found out. */

export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];

export interface CsvReading {
  readonly grid: Grid;
  readonly encoding: Encoding;
  readonly separator: string;
  /** quotation marks stand where the form has none; they are taken as they are */
  readonly hasLooseQuotes: boolean;
}

/** 0x80 to 0x9F of Windows-1252; what it leaves open stays a control character. */
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function decodeWindows(bytes: Uint8Array): string {
  const pieces: string[] = [];
  const size = 8192;
  for (let from = 0; from < bytes.length; from += size)
    pieces.push(String.fromCharCode(...bytes.subarray(from, from + size)));
  return pieces.join("").replaceAll(/[\u0080-\u009f]/g, (sign) => WINDOWS[sign.charCodeAt(0) - 0x80]);
}

/** Zero bytes at every second place: UTF-16 without a byte order mark. */
function zerosAt(bytes: Uint8Array, parity: 0 | 1): number {
  const looked = Math.min(bytes.length, 2000);
  let zeros = 0;
  for (let place = parity; place < looked; place += 2) if (bytes[place] === 0) zeros += 1;
  return looked < 4 ? 0 : zeros / (looked / 2);
}

export function decode(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } {
  const as = (encoding: "utf-8" | "utf-16le" | "utf-16be") => ({
    text: new TextDecoder(encoding).decode(bytes),
    encoding,
  });
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return as("utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return as("utf-16be");
  if (zerosAt(bytes, 1) > 0.4) return as("utf-16le");
  if (zerosAt(bytes, 0) > 0.4) return as("utf-16be");
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: decodeWindows(bytes), encoding: "windows-1252" };
  }
}

const SEPARATORS = [",", ";", "\t", "|"] as const;
const LOOKED_AT = 30;

/** How often each sign stands outside quotes on each of the first lines that hold something, and how many lines do. */
function lookOver(text: string) {
  const counts = new Map<string, number[]>(SEPARATORS.map((separator) => [separator, []]));
  let now = new Map<string, number>();
  let isQuoted = false;
  let isFilled = false;
  let lines = 0;
  const endLine = () => {
    if (isFilled) {
      lines += 1;
      if (lines <= LOOKED_AT)
        for (const separator of SEPARATORS) counts.get(separator)?.push(now.get(separator) ?? 0);
    }
    now = new Map();
    isFilled = false;
  };
  for (const sign of text) {
    if (sign === '"') isQuoted = !isQuoted;
    if (!isQuoted && (sign === "\n" || sign === "\r")) endLine();
    else if (!isQuoted && counts.has(sign)) now.set(sign, (now.get(sign) ?? 0) + 1);
    else if (sign !== " " && sign !== "\u00a0") isFilled = true;
  }
  endLine();
  return { counts, lines };
}

/** The sign that stands equally often, and at all, on most lines. */
function separatorOf(counts: ReadonlyMap<string, readonly number[]>): string {
  let best: string = SEPARATORS[0];
  let most = 0;
  for (const separator of SEPARATORS) {
    const found = counts.get(separator) ?? [];
    const often = new Map<number, number>();
    for (const count of found) if (count > 0) often.set(count, (often.get(count) ?? 0) + 1);
    for (const [count, lines] of often) {
      const score = lines * 10 + Math.min(count, 40) * Math.min(lines, 5);
      if (score > most) [best, most] = [separator, score];
    }
  }
  return best;
}

/** A first line `sep=;` is how spreadsheets are told. */
const TOLD = /^sep=(.)\r?\n/i;

/** An apostrophe before such a sign keeps it from being a formula; it is no part of the text. */
const APOSTROPHE = /^'(?='*[=+\-@\t\r])/;

export function readCsv(bytes: Uint8Array): CsvReading {
  const { text: given, encoding } = decode(bytes);
  const told = TOLD.exec(given);
  const text = told === null ? given : given.slice(told[0].length);
  const { counts, lines } = lookOver(text);
  if (lines > MSEL_LIMITS.rows + ROOM_FOR_HEADS) throw new RefusedError("msel/too_many_rows");
  const separator = told?.[1] ?? separatorOf(counts);
  const { records, hasLooseQuotes } = parseRecords(text, separator);
  const first = told === null ? 1 : 2;
  return {
    encoding,
    separator,
    hasLooseQuotes,
    grid: {
      name: "",
      isHidden: false,
      rows: records.map((cells, place) => ({
        line: place + first,
        cells: cells.map((cell) =>
          cell === "" ? undefined : { kind: "text", text: cell.replace(APOSTROPHE, "") },
        ),
      })),
    },
  };
}

function parseRecords(text: string, separator: string) {
  const read = (relaxed: boolean): string[][] =>
    parse(text, {
      bom: false,
      delimiter: separator,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: relaxed,
      skip_empty_lines: false,
    });
  try {
    return { records: read(false), hasLooseQuotes: false };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  try {
    return { records: read(true), hasLooseQuotes: true };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new RefusedError("msel/broken_quotes", Number((error as { lines?: number }).lines ?? 0));
  }
}
