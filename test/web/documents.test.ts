import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { writeDocument } from "../../src/exchange/index.ts";
import { accountOf } from "../../src/exercise/index.ts";
import {
  afterActionReport,
  controllerHandbook,
  type ExerciseDocument,
  LANGUAGES,
  type Language,
  playerBrief,
  situationManual,
  titlesOf,
} from "../../src/words/index.ts";
import { withPeople } from "../builders/browser.ts";
import { playEveningWatch } from "../builders/evening-watch.ts";

/** The documents of an exercise as pages of HTML: for who listens, for who reads in the dark, on a telephone and on paper. */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ASKED = JSON.stringify({
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"],
});

const { scenario, file, source } = playEveningWatch();
const account = accountOf(source);

const documentsIn = (language: Language): Readonly<Record<string, ExerciseDocument>> => ({
  report: afterActionReport(account, titlesOf(scenario.protocols), { "golden-hour": "0.0.0" }, language),
  manual: situationManual({ file, scenario }, language),
  handbook: controllerHandbook({ file, scenario }, language),
  brief: playerBrief({ file, scenario }, file.seats[0].id, language),
});

async function faultsIn(page: Page): Promise<string[]> {
  const { violations } = (await page.evaluate(`axe.run(document, ${ASKED})`)) as {
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  return violations.map(
    ({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0].html} ${nodes[0].failureSummary}`,
  );
}

const widthOf = (page: Page) => page.evaluate("document.documentElement.scrollWidth");

test.each(LANGUAGES)(
  "report, manual, handbook and brief in %s pass axe in both themes, and fit telephone and paper",
  async (language) => {
    await withPeople(async (browser) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      for (const [name, document] of Object.entries(documentsIn(language))) {
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.setContent(String(await writeDocument(document, "html")));
        await page.evaluate(AXE);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme, media: "screen" });
          expect({ name, colorScheme, faults: await faultsIn(page) }).toEqual({
            name,
            colorScheme,
            faults: [],
          });
        }
        await page.setViewportSize({ width: 320, height: 700 });
        expect({ name, width: await widthOf(page) }).toEqual({ name, width: 320 });
        // A page of A4 between its margins, at 96 dots an inch; the marking stands on it though the theme was dark.
        await page.setViewportSize({ width: 718, height: 1000 });
        await page.emulateMedia({ colorScheme: "dark", media: "print" });
        expect({ name, width: await widthOf(page) }).toEqual({ name, width: 718 });
        expect(await page.locator(".each-page").first().isVisible()).toBe(true);
        const paper = await page.evaluate("getComputedStyle(document.body).color");
        expect({ name, isDark: /^rgb\((\d|[1-7]\d), /.test(String(paper)) }).toEqual({ name, isDark: true });
      }
    });
  },
  180_000,
);
