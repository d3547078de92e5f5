import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkScenario } from "../../src/cli/compose.ts";
import { prepare, Recording } from "../../src/experiment/index.ts";
import { openFile } from "../../src/store/index.ts";
import { cookbookPage, examplesIn, excerpt } from "./cookbook.ts";
import { LIBRARY } from "./shipped.ts";
import { DOCS, readClocks, readConstructs } from "./tables.ts";

const [constructs, clocks] = await Promise.all([readConstructs(), readClocks()]);
const page = readFileSync(join(DOCS, "cookbook.md"), "utf8");
const EXAMPLES = [...examplesIn(""), ...examplesIn("clocks")];

test("the page of the cookbook is what the examples say now: npm run soak cookbook", () => {
  expect(page).toBe(cookbookPage(constructs, clocks));
});

test("56 constructs and 32 clocks are on it, and every example of the cookbook", () => {
  expect(page.match(/^### \d+\. /gm)).toHaveLength(56);
  expect(page.match(/^### C\d\d\. /gm)).toHaveLength(32);
  expect(EXAMPLES).toHaveLength(88);
  for (const example of EXAMPLES) expect(page).toContain(`](../${example})`);
});

test.each([...constructs, ...clocks])("example $name shows the field that it is about", ({ row }) => {
  const lines = excerpt(row);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.length).toBeLessThanOrEqual(15);
  const name = row.remove.path.findLast((each) => typeof each === "string");
  expect(lines.join("\n")).toContain(String(name));
});

test.each(EXAMPLES)("%s passes check, and runs to its end", (path) => {
  const file = openFile(LIBRARY, join(import.meta.dirname, "../..", path));
  if (!file.ok) throw new Error(JSON.stringify(file.diagnostics));
  const { result, diagnostics } = checkScenario(file);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  if (result === undefined) throw new Error(JSON.stringify(diagnostics));
  const recording = new Recording(prepare(result.scenario), { seed: 1, replication: 0, scale: 1 });
  while (recording.advance(100_000));
  expect(recording.finish().outcome.events).toBeGreaterThan(0);
});
