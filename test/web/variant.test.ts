import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ComparisonPage, headlineRows, sayValue, tellerOf } from "../../src/words/index.ts";
import { goldenHourAt } from "../cli/command.ts";
import { type Serving, serve } from "./serving.ts";
import { withPage } from "./watching.ts";

/** “Our platform with and without night cover”: made, watched, compared and taken away without touching a file. */

let serving: Serving;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "golden-hour-variant-"));
  serving = await serve();
});
afterAll(async () => {
  await serving.close();
  rmSync(folder, { recursive: true, force: true });
});

const SCENARIO = "night-watch";

/** What the command line prints for the same. */
async function printed(...args: string[]): Promise<unknown> {
  const env = { ...process.env, GOLDEN_HOUR_DATA: folder, REDIS_URL: "" };
  const { stdout, stderr, code } = await goldenHourAt({ env }, ...args);
  // A check that found a fault prints it, and ends with another status.
  if (stdout === "") throw new Error(`${code}: ${stderr}`);
  return JSON.parse(stdout);
}

/** What the check has against a file, by code and place. */
async function errorsIn(file: string): Promise<string[]> {
  const { diagnostics } = (await printed("check", file, "--json")) as {
    diagnostics: { code: string; severity: string; path: string }[];
  };
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, path }) => `${code} ${path}`);
}

async function download(page: Page, link: Locator): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

test("night cover by form has no fault that its scenario has not, is compared, and what the page shows is what the command line prints", async () => {
  await withPage(
    serving.url,
    { width: 1280, colorScheme: "light" },
    async ({ page, complaints, strangers }) => {
      await page.goto(`${serving.url}scenarios/${SCENARIO}?make=1&lang=en`);
      await page.getByLabel("Name of the variant").fill("Night cover, by form");
      await page.getByLabel("Whom to change").selectOption("platforms.local-platform");
      await page.getByRole("radio", { name: "Attended at all hours, every day" }).check();
      await page.getByRole("button", { name: "Check and keep" }).click();
      await page.getByText("It passes the check.").waitFor();
      const yaml = await download(page, page.locator("[aria-labelledby=kept] a[download]"));
      expect(await errorsIn(yaml)).toEqual(
        await errorsIn(join(import.meta.dirname, "../../scenarios", `${SCENARIO}.yaml`)),
      );
      expect(readFileSync(yaml, "utf8")).toContain("night-cover-by-form");

      await page.getByRole("link", { name: "Compare it", exact: true }).click();
      await page.getByLabel(/^Replications \(/).fill("2");
      await page.getByRole("button", { name: "Compare", exact: true }).click();
      await page.getByRole("heading", { name: "Receipt" }).waitFor();
      await page.getByRole("heading", { name: "All measures" }).waitFor();
      const csv = readFileSync(await download(page, page.getByRole("link", { name: /^CSV/ })), "utf8");
      expect(csv).toContain("night-cover-by-form");

      const same = [
        "--variants",
        "night-cover-by-form",
        "--replications",
        "2",
        "--sensitivity",
        "0",
        "--json",
      ];
      const teller = tellerOf((await printed("compare", yaml, ...same)) as ComparisonPage, "en", {
        letters: true,
      });
      const rows = headlineRows(teller, "night-cover-by-form");
      expect(rows.length).toBeGreaterThan(3);
      for (const { measure, cells } of rows)
        for (const cell of cells) {
          const row = page.locator(`tr[data-measure="${measure}"][data-kernel="${cell.kernel}"]`);
          const shown = (of: string) => row.locator(`[data-of="${of}"]`).textContent();
          expect([await shown("baseline"), await shown("variant")]).toEqual([cell.baseline, cell.variant]);
          expect(await shown("difference")).toContain(cell.difference);
          expect(await shown("verdict")).toContain(cell.word);
        }
      expect(complaints).toEqual([]);
      expect(strangers).toEqual([]);
    },
  );
});

test("the end of a replay shows the numbers that the command line prints", async () => {
  await withPage(serving.url, { width: 1280, colorScheme: "light" }, async ({ page, complaints }) => {
    await page.goto(`${serving.url}replay?scenario=${SCENARIO}&seed=3&open=1&lang=en`);
    await page.getByRole("button", { name: "Show the end now" }).click();
    await page.getByRole("heading", { name: "Whose wait it hung on" }).waitFor();
    const shown = (await page.locator("#ending ~ .columns").innerText()).replaceAll(/\s+/g, " ");
    const { digest, measures } = (await printed("run", SCENARIO, "--seed", "3", "--json")) as {
      digest: string;
      measures: { id: string; unit: string; value: number | null; platform?: string }[];
    };
    expect(shown).toContain(digest);
    for (const id of ["original.online", "item.hours", "views.total", "lawful.removed"]) {
      const measure = measures.find((each) => each.id === id && each.platform === undefined);
      expect(shown).toContain(
        sayValue(measure?.value ?? Number.NaN, measure?.unit ?? "", "en").replaceAll(/\s+/g, " "),
      );
    }
    expect(complaints).toEqual([]);
  });
});
