import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { benchOf, mutate, type Noticed, type Row } from "../library/rows.ts";
import { constructsPage, DOCS, type Placed, type Results, readConstructs } from "../library/tables.ts";
import type { SoakResult } from "./parts.ts";

/** Every construct held against its two mutations; writes what it finds into the documentation. */
export async function soak(): Promise<SoakResult> {
  const rows = await readConstructs();
  const { results, failures } = await mutateAll(rows);
  write("constructs.md", constructsPage(rows, results));
  return resultOf("constructs", rows, results, failures);
}

export function write(file: string, text: string): void {
  mkdirSync(DOCS, { recursive: true });
  writeFileSync(join(DOCS, file), text);
}

export async function mutateAll(
  rows: readonly Placed<Row>[],
): Promise<{ readonly results: Results; readonly failures: readonly string[] }> {
  const results = new Map<string, Noticed>();
  const failures: string[] = [];
  for (const { name, row } of rows) {
    try {
      row.holds(await benchOf(row));
      const noticed = await mutate(row);
      results.set(name, noticed);
      if (noticed.removed === undefined) failures.push(`${name}: nobody notices that the field is removed`);
      if (noticed.disabled === undefined) failures.push(`${name}: nobody notices that the engine lacks it`);
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { results, failures };
}

export function resultOf(
  what: string,
  rows: readonly Placed<Row>[],
  results: Results,
  failures: readonly string[],
): SoakResult {
  const noticed = (pick: (each: Noticed) => string | undefined) =>
    [...results.values()].filter((each) => pick(each) !== undefined).length;
  return {
    rows: [
      {
        what,
        rows: rows.length,
        "field removed: noticed": noticed(({ removed }) => removed),
        "engine without it: noticed": noticed(({ disabled }) => disabled),
      },
    ],
    failures,
  };
}
