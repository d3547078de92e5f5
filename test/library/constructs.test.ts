import { expect, test } from "vitest";
import { benchOf, mutate } from "./rows.ts";
import { namesOnPage, readConstructs, tenthOf } from "./tables.ts";

const rows = await readConstructs();
const ALL = Array.from({ length: 56 }, (_, index) => index + 1);

test("56 constructs: each has one row", () => {
  const there = rows.map(({ row }) => row.number);
  expect(there.toSorted((a, b) => a - b)).toEqual(ALL);
});

test("a row's file and its example carry its number", () => {
  for (const { row, file } of rows) {
    const slug = `${String(row.number).padStart(2, "0")}-`;
    expect(file.split("/").at(-1)?.startsWith(slug)).toBe(true);
    expect(row.example).toMatch(new RegExp(`^scenarios/cookbook/${slug}[a-z0-9-]+\\.yaml$`));
  }
});

test.each(rows)("construct $name, $row.title: $row.proves", async ({ row }) => {
  const bench = await benchOf(row);
  row.holds(bench);
  expect(bench.check().filter(({ severity }) => severity === "error")).toEqual([]);
});

test.each(tenthOf(rows))(
  "construct $name is noticed to be gone: from its example, and from the engine",
  async ({ row }) => {
    const { removed, disabled } = await mutate(row);
    expect(removed).toBeDefined();
    expect(disabled).toBeDefined();
  },
);

test("the page of constructs tells no row that is not there", () => {
  const names = rows.map(({ name }) => name);
  for (const name of namesOnPage("constructs.md")) expect(names).toContain(name);
});
