import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatFinding } from "./finding.ts";
import { checkWeb } from "./web.ts";

const ROOT = join(import.meta.dirname, "../..");
const fixture = (name: string) => join(import.meta.dirname, "fixtures/web", name);

const faultsIn = (root: string) =>
  checkWeb(root).findings.map(({ rule, file, line }) => `${rule} ${file}:${line}`);

test("the gate of the pages names each planted fault", () => {
  expect(faultsIn(fixture("planted"))).toEqual([
    "web/forbidden_import web/src/page.tsx:1",
    "web/forbidden_import web/src/page.tsx:2",
    "web/forbidden_import web/src/page.tsx:3",
    "web/markup web/src/page.tsx:6",
    "web/address web/src/page.tsx:7",
    "web/address web/style.css:1",
  ]);
});

test("doors, types of the contract and names of XML vocabularies are no fault", () => {
  expect(faultsIn(fixture("clean"))).toEqual([]);
});

test("a checkout without pages is not a clean one", () => {
  const empty = mkdtempSync(join(tmpdir(), "golden-hour-gate-"));
  try {
    expect(checkWeb(empty).findings.map(({ rule }) => rule)).toEqual(["web/unseen"]);
  } finally {
    rmSync(empty, { recursive: true, force: true });
  }
});

test("this checkout is clean", () => {
  const { findings, seen } = checkWeb(ROOT);
  expect(findings.map(formatFinding)).toEqual([]);
  expect(seen.length).toBeGreaterThan(0);
});
