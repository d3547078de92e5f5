import { type MselRow, mselRow } from "../model/index.ts";

/** What becomes of a row of the plan where another list takes the old one's place: rows are known by their numbers. */
export interface RowChange {
  readonly number: string;
  readonly is: "added" | "removed" | "changed";
  /** columns that say something else, in the order of the row's shape; empty where the row is new or gone */
  readonly columns: readonly (keyof MselRow)[];
  readonly before?: MselRow;
  readonly after?: MselRow;
}

/** What is compared of a row: all that its shape has but the number by which it is known, in that order. */
const COLUMNS = (Object.keys(mselRow.shape) as (keyof MselRow)[]).filter((column) => column !== "number");

/** The same value has the same text, in whatever order its keys stand. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plain).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  return `{${Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${plain(each)}`)
    .join(",")}}`;
}

/**
 * What another list of rows would change: rows that go and rows that say something else in the order of the old list, then
 * those that are new in the order of the new one. Rows that stay as they are, and the order of the list, are no change.
 */
export function differenceOfRows(before: readonly MselRow[], after: readonly MselRow[]): RowChange[] {
  const next = new Map(after.map((row) => [row.number, row]));
  const known = new Set(before.map(({ number }) => number));
  const changes = before.flatMap((old): RowChange[] => {
    const { number } = old;
    const row = next.get(number);
    if (row === undefined) return [{ number, is: "removed", columns: [], before: old }];
    const columns = COLUMNS.filter((column) => plain(old[column]) !== plain(row[column]));
    return columns.length === 0 ? [] : [{ number, is: "changed", columns, before: old, after: row }];
  });
  const added = after.flatMap((row): RowChange[] =>
    known.has(row.number) ? [] : [{ number: row.number, is: "added", columns: [], after: row }],
  );
  return [...changes, ...added];
}
