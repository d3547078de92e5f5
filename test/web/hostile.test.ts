import mammoth from "mammoth";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readLog } from "../../src/exchange/index.ts";
import { COMPARISON_FORMATS, RUN_FORMATS } from "../../src/server/operations.ts";
import { fetchAlone } from "../builders/fetch-alone.ts";
import { attackedTexts, readYamlFile } from "../builders/hostile.ts";
import { expectReserved } from "../exchange/readers.ts";
import { type Serving, serve } from "./serving.ts";
import { withPage } from "./watching.ts";

/** Texts that try to be more than texts, on every page that shows them and in every file that pages hand out. */

let serving: Serving;
beforeAll(async () => {
  serving = await serve();
});
afterAll(() => serving.close());

const SCENARIO = "night-watch";
const MARK = "SIMULATION";

async function ask<T>(path: string, body?: unknown): Promise<T> {
  const init =
    body === undefined
      ? {}
      : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetchAlone(`${serving.url}api/v1${path}`, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 1500)}`);
  return JSON.parse(text) as T;
}

/** Asks again until it is there: what is computed meanwhile is no failure. */
async function until<T extends { readonly status: string }>(path: string): Promise<T> {
  for (;;) {
    const found = await ask<T>(path);
    if (found.status !== "running" && found.status !== "waiting") return found;
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** An export as bytes; its name and type are those of a file to be taken away. */
async function take(path: string): Promise<Buffer> {
  const response = await fetchAlone(`${serving.url}api/v1${path}`);
  expect([path, response.status]).toEqual([path, 200]);
  expect(response.headers.get("content-disposition")).toMatch(
    /^attachment; filename="?golden-hour-[a-z0-9.-]+"?$/,
  );
  return Buffer.from(await response.arrayBuffer());
}

/** Finds the marking in a file of any form, opened as its readers do. */
async function expectMarked(format: string, bytes: Buffer): Promise<void> {
  if (format === "xlsx") {
    for (const sheet of [1, 2, 3, 4, 5]) expect((await readSheet(bytes, sheet))[0][0]).toBe(MARK);
    return;
  }
  if (format === "docx") {
    const { value } = await mammoth.extractRawText({ buffer: bytes });
    expect(value.length).toBeGreaterThan(500);
    return;
  }
  const text = bytes.toString("utf8");
  // Statements are of items that came down: the table of a run without any has a heading alone.
  if (format !== "statements-csv" || text.split("\r\n").length > 2) expect(text).toContain(MARK);
  if (format.includes("html")) expect(text).not.toMatch(/<(?:img|iframe|script|svg[^>]*onload)/i);
  else if (format !== "json" && format !== "csv" && format !== "log") expectReserved(text);
  if (format === "log") expect(readLog(text.split("\n")).ok).toBe(true);
}

/** Forms of a run that speak a language. */
const SAID = ["html", "xlsx", "statements", "orders-html"] as const;

test("no page runs, breaks out of its place or fails, in either language, and all of them are marked", async () => {
  const { variants: _variants, schemaVersion: _version, id: _id, ...rest } = readYamlFile(`${SCENARIO}.yaml`);
  const overlay = attackedTexts(rest) ?? {};
  const title = {
    en: `=1+1</script><img src=x onerror="window.broken=1">`,
    fr: "@x <svg onload=window.broken=1>",
  };
  await ask("/variants", { scenario: SCENARIO, id: "constructor", title, overlay });
  const run = await ask<{ id: string }>("/runs", { scenario: SCENARIO, variant: "constructor" });
  const comparison = await ask<{ id: string }>("/comparisons", {
    scenario: SCENARIO,
    variants: ["constructor"],
    replications: 2,
    sensitivity: 0,
  });
  expect((await until(`/runs/${run.id}`)).status).toBe("done");
  expect((await until(`/comparisons/${comparison.id}`)).status).toBe("done");
  for (const lang of ["en", "fr"]) {
    for (const format of lang === "en" ? RUN_FORMATS : SAID)
      await expectMarked(format, await take(`/runs/${run.id}/exports/${format}?lang=${lang}`));
    for (const format of COMPARISON_FORMATS)
      await expectMarked(format, await take(`/comparisons/${comparison.id}/exports/${format}?lang=${lang}`));
  }
  await withPage(
    serving.url,
    { width: 1280, colorScheme: "light" },
    async ({ page, complaints, strangers }) => {
      for (const lang of ["en", "fr"]) {
        for (const path of [
          "",
          `scenarios/${SCENARIO}?variant=constructor&`,
          `replay/${run.id}?`,
          `compare/${comparison.id}?`,
        ]) {
          await page.goto(`${serving.url}${path}${path.includes("?") ? "" : "?"}lang=${lang}`);
          await page.locator("h1").first().waitFor();
          await page.waitForLoadState("networkidle");
          expect(await page.evaluate("window.broken")).toBeUndefined();
          expect(
            await page.locator("img[src=x], main iframe, svg[onload], a[href^='javascript:']").count(),
          ).toBe(0);
          expect(await page.title()).toContain(MARK);
          await page.emulateMedia({ media: "print" });
          expect(await page.locator("body").innerText()).toContain(MARK);
          await page.emulateMedia({ media: "screen" });
        }
      }
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.getByRole("button", { name: /^Copier/ }).click();
      await page.getByRole("status").filter({ hasText: /./ }).first().waitFor();
      const copied = String(await page.evaluate("navigator.clipboard.readText()"));
      expect([copied.startsWith(MARK), copied.endsWith(MARK)]).toEqual([true, true]);
      expect(complaints).toEqual([]);
      expect(strangers).toEqual([]);
    },
  );
});
