import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withPeople } from "../builders/browser.ts";
import { direct, exerciseFor, PATIENCE } from "./at-table.ts";
import { type Serving, serve } from "./serving.ts";
import type { Watched } from "./watching.ts";

/** A finished exercise in the player, from the server that had it and from its record's file. */

let serving: Serving;
beforeAll(async () => {
  serving = await serve();
});
afterAll(() => serving.close());

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first();

async function expectClean(where: string, { faults, complaints, strangers }: Watched): Promise<void> {
  expect({ where, faults: await faults(), complaints, strangers }).toEqual({
    where,
    faults: [],
    complaints: [],
    strangers: [],
  });
}

test("what was done at the table comes up minute by minute beside the run, in both languages, marked", async () => {
  await withPeople(async (browser) => {
    const { director, id } = await direct(browser, serving.url, exerciseFor("seats"));
    const { page } = director;
    await button(page, /STARTEX$/).click();
    await page
      .locator('tr[data-row="1.01"]')
      .getByRole("button", { name: /^Send now/ })
      .click();
    await page
      .locator('tr[data-row="1.01"]:is([data-status="sent"],[data-status="delivered"])')
      .waitFor(PATIENCE);
    // Nobody sits, so that a step goes as far as the plan does.
    await button(page, /^To the next decision/).click();
    await page.getByRole("button", { name: /Go on$/ }).waitFor(PATIENCE);
    await page.getByRole("tab", { name: "Expected actions" }).click();
    await page.getByText("The plan expects none.").waitFor(PATIENCE);
    await button(page, /ENDEX$/).click();
    await button(page, /^ENDEX: /).click();
    await page.getByRole("tab", { name: "Papers" }).click();
    await page.getByRole("link", { name: "Play it again, minute by minute" }).click();
    const table = page.getByRole("region", { name: "At the table" });
    await table.waitFor(PATIENCE);
    expect(await page.locator("p.marking").allInnerTexts()).toEqual(
      Array.from({ length: 2 }, () => "EXERCISE EXERCISE EXERCISE"),
    );
    // At its beginning nothing of it has been done; at its end all of it, the latest first.
    expect(await table.locator("[data-entry]").count()).toBeLessThan(5);
    await button(page, "End").click();
    await table.getByText("1.01").first().waitFor(PATIENCE);
    await expectClean("player of an exercise", director);
    await button(page, "Français").click();
    await page.getByRole("region", { name: "À la table" }).waitFor(PATIENCE);
    await expectClean("player of an exercise in French", director);

    // The record's one file tells the same, where nothing else of it is known.
    const text = await page.evaluate(
      `fetch("/api/v1/exercises/${id}/record").then((answer) => answer.text())`,
    );
    const path = join(tmpdir(), `${id}.jsonl`);
    writeFileSync(path, String(text));
    await page.goto(`${serving.url}replay?lang=en`);
    await page.getByLabel("Record (.jsonl)").setInputFiles(path);
    await table.waitFor(PATIENCE);
    await button(page, "End").click();
    await table.getByText("1.01").first().waitFor(PATIENCE);
    // Changed by hand it is refused, with a sentence.
    writeFileSync(path, String(text).replace('"row-send"', '"row-skip"'));
    await page.goto(`${serving.url}replay?lang=en`);
    await page.getByLabel("Record (.jsonl)").setInputFiles(path);
    await page.getByText(/its chain does not hold/).waitFor(PATIENCE);
  });
});
