import type { Block, Column, Entry, Mood, TimelineRow } from "../words/index.ts";

/** Blocks of words as lines of a terminal: so many characters wide, in colours or without. */

export interface Look {
  readonly width: number;
  readonly colours: boolean;
}

type Style = "bold" | "quiet" | "good" | "bad" | "open";

const CODES: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  quiet: [2, 22],
  good: [32, 39],
  bad: [31, 39],
  open: [33, 39],
};

function paint(text: string, style: Style, { colours }: Look): string {
  if (!colours || text === "") return text;
  const [on, off] = CODES[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}

export function layOut(blocks: readonly Block[], look: Look): string {
  const all = blocks.flatMap((block) => layOutBlock(block, look));
  // A heading stands apart from what is above it; above the first there is nothing.
  const lines = all[0] === "" ? all.slice(1) : all;
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

function layOutBlock(block: Block, look: Look): string[] {
  switch (block.kind) {
    case "title":
      return layOutTitle(block.text, block.mark, look);
    case "heading":
      return ["", paint(block.text.toUpperCase(), "bold", look)];
    case "notice":
      return wrap(block.text, look.width - 2).map((line) => `| ${line}`);
    case "paragraph":
      return wrap(block.text, look.width);
    case "list":
      return block.items.flatMap((item) => layOutItem(item, look));
    case "timeline":
      return layOutTimeline(block.rows, look);
    case "entries":
      return layOutEntries(block.rows, look);
    case "table":
      return layOutTable(block.columns, block.rows, look);
    default:
      return block satisfies never;
  }
}

function layOutTitle(text: string, mark: string, look: Look): string[] {
  const room = look.width - widthOf(mark) - 2;
  const [first = "", ...rest] = wrap(text, room);
  const gap = " ".repeat(Math.max(2, look.width - widthOf(first) - widthOf(mark)));
  return [
    paint(first, "bold", look) + gap + paint(mark, "bold", look),
    ...rest.map((line) => paint(line, "bold", look)),
    "=".repeat(look.width),
  ];
}

/** An item that begins with spaces belongs to the one before. */
function layOutItem(item: string, look: Look): string[] {
  const inset = item.length - item.trimStart().length;
  const margin = " ".repeat(2 + inset);
  const [first, ...rest] = wrap(item.trimStart(), look.width - margin.length - 2);
  return [`${margin}- ${first}`, ...rest.map((line) => `${margin}  ${line}`)];
}

function layOutTimeline(rows: readonly TimelineRow[], look: Look): string[] {
  const clock = Math.max(0, ...rows.map((row) => widthOf(row.clock)));
  const local = Math.max(0, ...rows.map((row) => widthOf(row.local)));
  const margin = clock + local + 4;
  let before = "";
  return rows.flatMap((row) => {
    // The same minute is not told twice.
    const shown = row.clock === before ? "" : row.clock;
    const there = row.clock === before ? "" : row.local;
    before = row.clock;
    const head = `${pad(shown, clock)}  ${paint(pad(there, local), "quiet", look)}  `;
    const [first, ...rest] = wrap(row.text, look.width - margin);
    return [head + first, ...rest.map((line) => " ".repeat(margin) + line)];
  });
}

const SYMBOLS: Readonly<Record<Mood, string>> = { good: "✓", bad: "✗", open: "○", plain: "·" };

function layOutEntries(rows: readonly Entry[], look: Look): string[] {
  const label = Math.max(0, ...rows.map((row) => widthOf(row.label)));
  const margin = label + 4;
  return rows.flatMap((row) => {
    const mark = `${SYMBOLS[row.mood]} ${pad(row.label, label)}`;
    const head = row.mood === "plain" ? mark : paint(mark, row.mood, look);
    const [first, ...rest] = wrap(row.text, look.width - margin);
    const below = [
      ...rest,
      ...wrap(row.detail, look.width - margin).map((line) => paint(line, "quiet", look)),
    ];
    return [`${head}  ${first}`, ...below.map((line) => " ".repeat(margin) + line)];
  });
}

const NARROWEST_CELL = 12;

function layOutTable(columns: readonly Column[], rows: readonly (readonly string[])[], look: Look): string[] {
  const natural = columns.map((column, place) =>
    Math.max(widthOf(column.text), ...rows.map((row) => widthOf(row[place] ?? ""))),
  );
  const gaps = 2 * (columns.length - 1);
  const fixed = natural.reduce(
    (sum, width, place) => (columns[place].grows === true ? sum : sum + width),
    gaps,
  );
  const growing = columns.filter((column) => column.grows === true).length;
  const room = growing === 0 ? 0 : Math.max(NARROWEST_CELL, Math.floor((look.width - fixed) / growing));
  const widths = natural.map((width, place) =>
    columns[place].grows === true ? Math.min(width, room) : width,
  );
  const draw = (cells: readonly string[]): string[] => {
    const wrapped = columns.map((column, place) => {
      const cell = cells[place] ?? "";
      return column.grows === true ? wrap(cell, widths[place]) : [cell];
    });
    const height = Math.max(1, ...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      columns
        .map((column, place) => {
          const text = wrapped[place][line] ?? "";
          return column.right === true
            ? " ".repeat(Math.max(0, widths[place] - widthOf(text))) + text
            : pad(text, widths[place]);
        })
        .join("  "),
    );
  };
  const head = columns.some((column) => column.text !== "")
    ? draw(columns.map((column) => column.text)).map((line) => paint(line, "quiet", look))
    : [];
  return [...head, ...rows.flatMap(draw)];
}

const marks = /\p{Mark}/gu;

/** Characters that take room in a line. */
function widthOf(text: string): number {
  return [...text.replaceAll(marks, "")].length;
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** Breaks at ordinary spaces; a word longer than a line is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/[ \n]+/).flatMap((each) => cut(each, width))) {
    if (line !== "" && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}

function cut(word: string, width: number): string[] {
  if (widthOf(word) <= width) return [word];
  const characters = [...word];
  const pieces = Math.ceil(characters.length / width);
  return Array.from({ length: pieces }, (_, piece) =>
    characters.slice(piece * width, (piece + 1) * width).join(""),
  );
}
