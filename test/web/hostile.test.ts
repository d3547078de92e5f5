import { afterAll, beforeAll, expect, test } from "vitest";
import { attackedTexts, readYamlFile } from "../builders/hostile.ts";
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
  const response = await fetch(`${serving.url}api/v1${path}`, {
    ...(body === undefined
      ? {}
      : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
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
      expect(complaints).toEqual([]);
      expect(strangers).toEqual([]);
    },
  );
});
