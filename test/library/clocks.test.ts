import { expect, test } from "vitest";
import { benchOf, mutate } from "./rows.ts";
import { namesOnPage, readClocks, tenthOf } from "./tables.ts";

const rows = await readClocks();
const ALL = Array.from({ length: 32 }, (_, index) => `C${String(index + 1).padStart(2, "0")}`);

test("32 clocks: each has one row", () => {
  const there = rows.map(({ row }) => row.id);
  expect(there.toSorted()).toEqual(ALL);
});

test("a row's file and its example carry its id, and it names its source", () => {
  for (const { row, file } of rows) {
    const id = row.id.toLowerCase();
    expect(file).toBe(`test/library/clocks/${id}.ts`);
    expect(row.example).toBe(`scenarios/cookbook/clocks/${id}.yaml`);
    expect(row.source.length).toBeGreaterThan(5);
  }
});

test.each(rows)("clock $name, $row.title: $row.proves", async ({ row }) => {
  const bench = await benchOf(row);
  row.holds(bench);
  expect(bench.check().filter(({ severity }) => severity === "error")).toEqual([]);
});

test.each(tenthOf(rows))(
  "clock $name is noticed to be gone: from its example, and from the engine",
  async ({ row }) => {
    const { removed, disabled } = await mutate(row);
    expect(removed).toBeDefined();
    expect(disabled).toBeDefined();
  },
);

test("the page of clocks tells no row that is not there", () => {
  const names = rows.map(({ name }) => name);
  for (const name of namesOnPage("clocks.md")) expect(names).toContain(name);
});
