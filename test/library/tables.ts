import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ClockRow, Construct, Noticed, Row } from "./rows.ts";

const CONSTRUCTS = join(import.meta.dirname, "constructs");
const CLOCKS = join(import.meta.dirname, "clocks");
export const DOCS: string = join(import.meta.dirname, "../../docs");

/** A row with the file that it stands in. */
export interface Placed<R extends Row> {
  readonly name: string;
  readonly row: R;
  /** from the repository's root */
  readonly file: string;
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .sort();

export async function readConstructs(): Promise<readonly Placed<Construct>[]> {
  return Promise.all(
    filesIn(CONSTRUCTS).map(async (file) => {
      const { construct } = (await import(/* @vite-ignore */ join(CONSTRUCTS, file))) as {
        construct: Construct;
      };
      return { name: String(construct.number), row: construct, file: `test/library/constructs/${file}` };
    }),
  );
}

export async function readClocks(): Promise<readonly Placed<ClockRow>[]> {
  return Promise.all(
    filesIn(CLOCKS).map(async (file) => {
      const { clock } = (await import(/* @vite-ignore */ join(CLOCKS, file))) as { clock: ClockRow };
      return { name: clock.id, row: clock, file: `test/library/clocks/${file}` };
    }),
  );
}

/** Every tenth row from the first: held against its mutations by each `npm test`. */
export function tenthOf<T>(rows: readonly T[]): readonly T[] {
  return rows.filter((_, index) => index % 10 === 0);
}

export type Results = ReadonlyMap<string, Noticed>;

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const link = (path: string) => `[${path.split("/").at(-1)}](../${path})`;
const told = (noticed: string | undefined) => noticed ?? "**not noticed**";

function page(
  title: string,
  front: string,
  rows: readonly Placed<Row>[],
  more: (row: Row) => string,
  results: Results,
): string {
  const head = ["", "What", "Expressed by", "Example", "Proved by", "Field removed", "Engine without it"];
  const lines = rows.map(({ name, row, file }) => {
    const { removed, disabled } = results.get(name) ?? { removed: undefined, disabled: undefined };
    const cells = [
      name,
      `${row.title}${more(row)}`,
      `\`${row.field}\``,
      link(row.example),
      `${row.proves} (${link(file)})`,
      `${told(removed)} without \`${row.remove.path.join(".")}\``,
      `${told(disabled)} (${row.disable.file})`,
    ];
    return `| ${cells.map(cell).join(" | ")} |`;
  });
  const noticed = [...results.values()].filter(({ removed, disabled }) => removed && disabled).length;
  return [
    `# ${title}`,
    "",
    front,
    "",
    `Rows: ${rows.length}. Mutation pass: of ${rows.length} rows, ${noticed} notice both that the field is gone from their example and that the engine lacks it.`,
    "",
    `| ${head.join(" | ")} |`,
    `|${head.map(() => " --- |").join("")}`,
    ...lines,
    "",
  ].join("\n");
}

export function constructsPage(rows: readonly Placed<Construct>[], results: Results): string {
  return page(
    "Constructs",
    "Every construct that a protocol of the field needs, the field or word that expresses it, a short working example, and the test that proves it. Written by `npm run soak constructs`, never by hand.",
    [...rows].sort((a, b) => a.row.number - b.row.number),
    () => "",
    results,
  );
}

export function clocksPage(rows: readonly Placed<ClockRow>[], results: Results): string {
  return page(
    "Clocks",
    "Every clock of the register as data: an example that starts, stops, suspends and restarts it as documented, to the millisecond, beside its legal source. Written by `npm run soak clocks`, never by hand.",
    [...rows].sort((a, b) => (a.row.id < b.row.id ? -1 : 1)),
    (row) => ` — ${(row as ClockRow).source}`,
    results,
  );
}

/** Names of the rows that a page of the documentation tells, in its order; none where there is no page. */
export function namesOnPage(file: string): readonly string[] {
  try {
    const text = readFileSync(join(DOCS, file), "utf8");
    return [...text.matchAll(/^\| (C?\d+) \|/gm)].map(([, name]) => name);
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return [];
    throw error;
  }
}
