import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PICTURES, PICTURES_FOLDER, PICTURES_OF_TABLE } from "./pictures.ts";

const NAMES = [...PICTURES.map(({ name }) => name), ...PICTURES_OF_TABLE];
const ROOT = join(import.meta.dirname, "../..");

test("each page has its picture in docs, the README shows each, and names none that is not there", () => {
  const names = NAMES.map((name) => `${name}.png`).sort();
  expect(readdirSync(PICTURES_FOLDER).sort()).toEqual(names);
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const shown = [...readme.matchAll(/\]\((docs\/[^)#]+)\)/g)].map(([, path]) => path);
  for (const path of shown)
    expect({ path, isThere: existsSync(join(ROOT, path)) }).toEqual({ path, isThere: true });
  for (const name of names) expect(shown).toContain(`docs/pictures/${name}`);
});

test("pages of the router that have no picture are told", () => {
  const app = readFileSync(join(ROOT, "web/src/app.tsx"), "utf8");
  const pages = [...app.matchAll(/import\("\.\/pages\/([a-z-]+)\.tsx"\)/g)].map(([, page]) => page);
  // A protocol's page is what a scenario's page shows of it, alone.
  const pictured: Readonly<Record<string, string>> = {
    library: "library",
    scenario: "scenario",
    protocol: "scenario",
    replay: "replay",
    compare: "comparison",
  };
  expect(pages.length).toBeGreaterThan(4);
  for (const page of pages) expect(NAMES).toContain(pictured[page] ?? page);
});
