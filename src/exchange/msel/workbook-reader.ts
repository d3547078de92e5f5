import { SaxesParser, type SaxesTagPlain } from "saxes";
import type { Cell, Grid, GridRow } from "./grid.ts";
import { MSEL_LIMITS, RefusedError, ROOM_FOR_HEADS } from "./limits.ts";
import { unescaped } from "./sheet.ts";
import { unzip } from "./unzip.ts";

/**
 * A workbook (XLSX, ISO/IEC 29500) as cells. Read here and not by a library of its own, because what those leave out tells
 * rows apart: merged cells, the format of a number (a clock, a day or a span), fills, hidden rows, what was never reckoned.
 * XML is read by a strict parser that knows no entities but XML's own.
 */

const BOOK = "xl/workbook.xml";
const RELATIONS = "xl/_rels/workbook.xml.rels";
const STRINGS = "xl/sharedStrings.xml";
const STYLES = "xl/styles.xml";
const WANTED =
  /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/;

/** Columns to the right of these are nobody's list of events. */
const MOST_COLUMNS = 200;
const MOST_MERGES = 20_000;

interface Handlers {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

function parseXml(xml: string, { open, text, close }: Handlers): void {
  const parser = new SaxesParser();
  parser.on("error", () => {
    throw new RefusedError("msel/broken_file");
  });
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => open(localName(name), attributes));
  if (text !== undefined) {
    parser.on("text", text);
    parser.on("cdata", text);
  }
  if (close !== undefined) parser.on("closetag", ({ name }) => close(localName(name)));
  parser.write(xml).close();
}

/** All sheets of a workbook with their cells. Throws `RefusedError`. */
export function readWorkbook(bytes: Uint8Array): readonly Grid[] {
  const parts = unzip(bytes, (name) => WANTED.test(name));
  const book = parts.get(BOOK);
  if (book === undefined) throw new RefusedError("msel/other_format");
  const { sheets, is1904 } = readBook(book);
  const targets = readRelations(parts.get(RELATIONS) ?? "");
  const files = sheets.map(({ id }) => parts.get(partOf(targets.get(id) ?? "")));
  for (const xml of files)
    if (xml !== undefined && filledRows(xml) > MSEL_LIMITS.rows + ROOM_FOR_HEADS)
      throw new RefusedError("msel/too_many_rows");
  const strings = readStrings(parts.get(STRINGS));
  const styles = readStyles(parts.get(STYLES));
  return sheets.flatMap(({ name, isHidden }, place) => {
    const xml = files[place];
    return xml === undefined ? [] : [{ name, isHidden, rows: readSheet(xml, strings, styles, is1904) }];
  });
}

const partOf = (target: string): string =>
  target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`;

/** Rows that hold something, counted without parsing. */
function filledRows(xml: string): number {
  let count = 0;
  for (let from = xml.indexOf("<row"); from >= 0; ) {
    const next = xml.indexOf("<row", from + 4);
    const row = xml.slice(from, next < 0 ? undefined : next);
    if (row.includes("<v") || row.includes("<is") || row.includes(":v>") || row.includes("<f")) count += 1;
    from = next;
  }
  // With a prefix before each name, rows look otherwise.
  const prefixed = /<(\w+):row\b/.exec(xml)?.[1];
  return prefixed === undefined ? count : xml.split(`<${prefixed}:row`).length - 1;
}

function readBook(xml: string) {
  const sheets: { readonly name: string; readonly id: string; readonly isHidden: boolean }[] = [];
  let is1904 = false;
  parseXml(xml, {
    open(name, attributes) {
      if (name === "workbookPr") is1904 = /^(?:1|true)$/.test(attributes.date1904 ?? "");
      if (name !== "sheet") return;
      const id = Object.entries(attributes).find(([key]) => localName(key) === "id")?.[1] ?? "";
      const state = attributes.state ?? "visible";
      sheets.push({ name: attributes.name ?? "", id, isHidden: state !== "visible" });
    },
  });
  return { sheets, is1904 };
}

function readRelations(xml: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  if (xml === "") return targets;
  parseXml(xml, {
    open(name, { Id, Target }) {
      if (name === "Relationship" && Id !== undefined && Target !== undefined) targets.set(Id, Target);
    },
  });
  return targets;
}

/** Texts that cells point at. What stands above characters to help pronounce them is no part of a text. */
function readStrings(xml: string | undefined): readonly string[] {
  const strings: string[] = [];
  if (xml === undefined) return strings;
  let text = "";
  let isText = false;
  let isPhonetic = false;
  parseXml(xml, {
    open(name) {
      if (name === "si") text = "";
      if (name === "rPh") isPhonetic = true;
      isText = name === "t" && !isPhonetic;
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(name) {
      if (name === "t") isText = false;
      if (name === "rPh") isPhonetic = false;
      if (name === "si") strings.push(unescaped(text));
    },
  });
  return strings;
}

type Shows = "day" | "clock" | "both" | "span" | undefined;

interface Style {
  readonly shows: Shows;
  readonly colour: string | undefined;
}

const BUILT_IN: ReadonlyMap<number, Shows> = new Map<number, Shows>([
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id): [number, Shows] => [
    id,
    "day",
  ]),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56].map((id): [number, Shows] => [id, "clock"]),
  [22, "both"],
  [46, "span"],
]);

/** What a number's format shows of it, beside its text in quotes, colours and conditions in brackets. */
export function showsOf(format: string): Shows {
  const [first = ""] = format.replaceAll(/"[^"]*"|\\./g, "").split(";");
  const code = first.toLowerCase();
  if (/\[(?:h+|m+|s+)\]/.test(code)) return "span";
  const bare = code.replaceAll(/\[[^\]]*\]/g, "").replaceAll(/am\/pm|a\/p/g, "h");
  if (/general|[#0?]/.test(bare.replaceAll(/s\.0+/g, "s"))) return undefined;
  const isDay = /[yd]|mmm/.test(bare) || (bare.includes("m") && !/[hs]/.test(bare));
  const isClock = /[hs]/.test(bare);
  if (isDay) return isClock ? "both" : "day";
  return isClock ? "clock" : undefined;
}

const WHITE = "ffffff";

function readStyles(xml: string | undefined): readonly Style[] {
  const formats = new Map<number, string>();
  const fills: (string | undefined)[] = [];
  const styles: Style[] = [];
  if (xml === undefined) return styles;
  const open: string[] = [];
  parseXml(xml, {
    open(name, attributes) {
      const parent = open.at(-1);
      open.push(name);
      if (name === "numFmt") formats.set(Number(attributes.numFmtId), attributes.formatCode ?? "");
      if (name === "fill") fills.push(undefined);
      if (name === "fgColor" && /^[0-9a-f]{8}$/i.test(attributes.rgb ?? "")) {
        const colour = attributes.rgb.slice(2).toLowerCase();
        if (colour !== WHITE) fills[fills.length - 1] = `#${colour}`;
      }
      if (name !== "xf" || parent !== "cellXfs") return;
      const id = Number(attributes.numFmtId ?? 0);
      const format = formats.get(id);
      styles.push({
        shows: format === undefined ? BUILT_IN.get(id) : showsOf(format),
        colour: fills[Number(attributes.fillId ?? 0)],
      });
    },
    close() {
      open.pop();
    },
  });
  return styles;
}

const REFERENCE = /^([A-Z]{1,3})(\d{1,7})$/;

/** Column from 0 and row from 1 of a reference such as `B7`. */
function placeOf(reference: string): { readonly column: number; readonly line: number } | undefined {
  const match = REFERENCE.exec(reference.replaceAll("$", ""));
  if (match === null) return undefined;
  const column = [...match[1]].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, line: Number(match[2]) };
}

/** Days from 1899-12-30, from which spreadsheets count, to 1970; with the other system they begin on 1904-01-01. */
const TO_1970 = 25_569;
const FROM_1904 = 1462;

interface OpenRow {
  line: number;
  cells: (Cell | undefined)[];
  colour: string | undefined;
}

function readSheet(
  xml: string,
  strings: readonly string[],
  styles: readonly Style[],
  is1904: boolean,
): GridRow[] {
  const rows: OpenRow[] = [];
  const merges: string[] = [];
  let row: OpenRow | undefined;
  let column = -1;
  let type = "";
  let style: Style | undefined;
  let value = "";
  let inline = "";
  let hasFormula = false;
  let takes: "value" | "inline" | undefined;
  parseXml(xml, {
    open(name, attributes) {
      if (name === "row") {
        const line = Number(attributes.r ?? (rows.at(-1)?.line ?? 0) + 1);
        row = { line, cells: [], colour: undefined };
        rows.push(row);
        column = -1;
      } else if (name === "c") {
        column = placeOf(attributes.r ?? "")?.column ?? column + 1;
        type = attributes.t ?? "n";
        style = styles[Number(attributes.s ?? 0)];
        value = inline = "";
        hasFormula = false;
      } else if (name === "v") takes = "value";
      else if (name === "t") takes = "inline";
      else if (name === "f") hasFormula = true;
      else if (name === "mergeCell" && merges.length < MOST_MERGES) merges.push(attributes.ref ?? "");
    },
    text(piece) {
      if (takes === "value") value += piece;
      if (takes === "inline") inline += piece;
    },
    close(name) {
      if (name === "v" || name === "t") takes = undefined;
      if (name !== "c" || row === undefined || column >= MOST_COLUMNS) return;
      if (style?.colour !== undefined) row.colour ??= style.colour;
      row.cells[column] = cellOf({ type, value, inline, hasFormula, shows: style?.shows, strings, is1904 });
    },
  });
  fillMerged(rows, merges);
  return rows.map(({ line, cells, colour }) => ({
    line,
    cells: Array.from(cells),
    ...(colour === undefined ? {} : { colour }),
  }));
}

const textCell = (text: string): Cell | undefined => (text === "" ? undefined : { kind: "text", text });

interface RawCell {
  readonly type: string;
  readonly value: string;
  readonly inline: string;
  readonly hasFormula: boolean;
  readonly shows: Shows;
  readonly strings: readonly string[];
  readonly is1904: boolean;
}

function cellOf({ type, value, inline, hasFormula, shows, strings, is1904 }: RawCell): Cell | undefined {
  switch (type) {
    case "s":
      return textCell(strings[Number(value)] ?? "");
    case "inlineStr":
      return textCell(unescaped(inline));
    case "str":
      return textCell(unescaped(value));
    case "b":
      return { kind: "boolean", value: value === "1" };
    case "e":
      return { kind: "error", text: value };
    case "d":
      return textCell(value);
    default: {
      if (value === "") return hasFormula ? { kind: "error", text: "=" } : undefined;
      const number = Number(value);
      if (!Number.isFinite(number)) return { kind: "error", text: value };
      if (shows === undefined) return { kind: "number", value: number };
      if (shows === "span") return { kind: "date", days: number, shows };
      if (shows === "clock" && number >= 0 && number < 1) return { kind: "date", days: number, shows };
      return { kind: "date", days: number + (is1904 ? FROM_1904 : 0) - TO_1970, shows };
    }
  }
}

/** What is written once for several cells holds for each of them. */
function fillMerged(rows: readonly OpenRow[], merges: readonly string[]): void {
  const byLine = new Map(rows.map((row) => [row.line, row]));
  const last = rows.at(-1)?.line ?? 0;
  const width = Math.min(MOST_COLUMNS, Math.max(0, ...rows.map(({ cells }) => cells.length)));
  for (const merge of merges) {
    const [from, to] = merge.split(":").map(placeOf);
    if (from === undefined || to === undefined) continue;
    const given = byLine.get(from.line)?.cells[from.column];
    if (given === undefined) continue;
    for (let line = from.line; line <= Math.min(to.line, last); line += 1) {
      const row = byLine.get(line);
      if (row === undefined) continue;
      for (let column = from.column; column <= Math.min(to.column, width - 1); column += 1)
        row.cells[column] ??= given;
    }
  }
}
