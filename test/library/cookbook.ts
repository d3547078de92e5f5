import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isCollection, isNode, isPair, LineCounter, type Node, type Pair, parseDocument } from "yaml";
import type { ClockRow, Construct, Row } from "./rows.ts";
import type { Placed } from "./tables.ts";

const ROOT = join(import.meta.dirname, "../..");
export const COOKBOOK: string = join(ROOT, "scenarios/cookbook");

/** Lines of an excerpt: what stands around the field is shown as long as it is no longer. */
const MOST_LINES = 14;
const WIDEST = 160;

/** Examples of a folder, by their path from the repository's root. */
export const examplesIn = (folder: string): string[] =>
  readdirSync(join(COOKBOOK, folder))
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => join("scenarios/cookbook", folder, file));

/** The page of the cookbook: each construct and clock with its example, what it shows and how it is written. */
export function cookbookPage(
  constructs: readonly Placed<Construct>[],
  clocks: readonly Placed<ClockRow>[],
): string {
  return [
    "# Cookbook",
    "",
    "One short working example for each thing that a protocol of the field needs: what it is, the field that expresses it, the",
    "lines that do it, and what they show. Copy the lines, or begin with the whole file. Made by `npm run soak cookbook` from",
    "the examples in `scenarios/cookbook`; the tests check and run each of them.",
    "",
    "To see one at work, and what is in its protocols:",
    "",
    "```sh",
    "golden-hour check scenarios/cookbook/13-matrix.yaml",
    "golden-hour run scenarios/cookbook/13-matrix.yaml",
    "golden-hour export scenarios/cookbook/protocols/13-matrix.yaml --to text",
    "```",
    "",
    "Contents: [constructs](#constructs) (56), [clocks](#clocks) (32).",
    "",
    "## Constructs",
    "",
    ...constructs
      .toSorted((a, b) => a.row.number - b.row.number)
      .flatMap(({ row }) => section(`${row.number}. ${row.title}`, row, "")),
    "## Clocks",
    "",
    ...clocks
      .toSorted((a, b) => (a.row.id < b.row.id ? -1 : 1))
      .flatMap(({ row }) => section(`${row.id}. ${row.title}`, row, row.source)),
  ].join("\n");
}

const sentence = (text: string) => {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
};

function section(title: string, row: Row, source: string): string[] {
  const [field, file] = [row.remove.path.at(-1), row.remove.file.slice("scenarios/cookbook/".length)];
  return [
    `### ${title}`,
    "",
    ...(source === "" ? [] : [`*${source}*`, ""]),
    `Expressed by ${code(row.field)}. ${sentence(row.proves)}`,
    "",
    `In [${file}](../${row.remove.file}), ${code(typeof field === "number" ? row.remove.path.join(".") : String(field))}:`,
    "",
    "```yaml",
    ...excerpt(row),
    "```",
    "",
    `The whole example: [${row.example.slice("scenarios/cookbook/".length)}](../${row.example}).`,
    "",
  ];
}

const code = (text: string) => (text.includes("`") ? text : `\`${text}\``);

/** The lines of a file in which a row's field stands, with as much around it as there is room for. */
export function excerpt({ remove }: Pick<Row, "remove">): string[] {
  const text = readFileSync(join(ROOT, remove.file), "utf8");
  const lines = text.split("\n");
  const counter = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: counter });
  const line = (offset: number) => counter.linePos(offset).line - 1;
  const spans: (readonly [number, number])[] = [];
  let node: unknown = parsed.contents;
  for (const key of remove.path) {
    const part = isCollection(node) ? partAt(node.items, key) : undefined;
    if (part === undefined) throw new Error(`${remove.file} has no ${remove.path.join(".")}`);
    const [begins, value] = isPair(part) ? [part.key as Node, part.value as Node | null] : [part, part];
    const start = line(begins.range?.[0] ?? 0);
    const last = value?.range?.[1] ?? begins.range?.[1] ?? 0;
    spans.push([start, Math.max(start, line(Math.max(last - 1, 0)))]);
    node = value;
  }
  const fits = ([start, end]: readonly [number, number]) => end - start < MOST_LINES;
  const [start, end] = spans.find(fits) ?? spans.at(-1) ?? [0, 0];
  const shown = lines.slice(start, Math.min(end + 1, start + MOST_LINES));
  const indent = Math.min(...shown.filter((each) => each.trim() !== "").map((each) => each.search(/\S/)));
  const cut = end + 1 > start + MOST_LINES ? ["# …"] : [];
  return [...shown.map((each) => wrapped(each.slice(indent))), ...cut].filter((each) => each.trim() !== "");
}

/** A very long line is cut: the file has it whole. */
const wrapped = (text: string) => (text.length <= WIDEST ? text : `${text.slice(0, WIDEST - 2).trimEnd()} …`);

function partAt(items: readonly unknown[], key: string | number): Node | Pair | undefined {
  const found = items.find((each, index) =>
    isPair(each) ? isNode(each.key) && String(each.key) === String(key) : index === key,
  );
  return found as Node | Pair | undefined;
}
