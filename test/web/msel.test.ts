import { afterAll, beforeAll, expect, test } from "vitest";
import { withPeople } from "../builders/browser.ts";
import { direct, exerciseFor, PATIENCE } from "./at-table.ts";
import { type Serving, serve } from "./serving.ts";

/** The plan before STARTEX in a real browser: the grid of rows, a team's own list, the list as files. */

let serving: Serving;
beforeAll(async () => {
  serving = await serve();
});
afterAll(() => serving.close());

test("rows are edited in the grid and a team's own list is brought in; each plans the exercise anew", async () => {
  await withPeople(async (browser) => {
    const { director, id } = await direct(browser, serving.url, exerciseFor("seats"));
    const { page } = director;
    const clean = async (where: string) =>
      expect({ where, faults: await director.faults(), complaints: director.complaints }).toEqual({
        where,
        faults: [],
        complaints: [],
      });
    await page.getByRole("tab", { name: "List of events", exact: true }).click();
    await page.locator('a[href*="/msel/"]').first().waitFor(PATIENCE);
    const links = await page.evaluate(
      `[...document.querySelectorAll('a[href*="/msel/"]')].map((each) => each.getAttribute("href"))`,
    );
    expect(links).toEqual(
      ["csv", "xlsx", "cexf"].map((form) => `/api/v1/exercises/${id}/msel/${form}?lang=en`),
    );

    // By keyboard: what is wrong is said at its cell, and nothing can be planned before it is right.
    await page.locator("summary", { hasText: "Edit the rows" }).press("Enter");
    const time = page.getByLabel("Time, 1.01");
    await time.fill("soon");
    await page.getByText("Not a time").waitFor(PATIENCE);
    const anew = page.getByRole("button", { name: "Plan anew with these rows" }).first();
    expect(await anew.isDisabled()).toBe(true);
    await clean("the grid, with a fault");
    await time.fill("-0:05");
    await page.getByLabel("Title, 1.01").fill("=A call, before it begins");
    await page.getByLabel("Method, 1.01").selectOption("radio");
    await page.getByRole("button", { name: "Remove row 1.02" }).press("Enter");
    await anew.press("Enter");
    await page.waitForURL(
      (url) => /\/exercise\/x-/.test(url.pathname) && !url.pathname.endsWith(id),
      PATIENCE,
    );
    await page.getByRole("tab", { name: "List of events", exact: true }).click();
    const plan = page.locator("table.plan").first();
    await plan.getByText("=A call, before it begins").waitFor(PATIENCE);
    expect(await plan.getByText("A rumour").count()).toBe(0);
    const next = new URL(page.url()).pathname;

    // A list of another tool: questions first, then the rows.
    await page.locator("summary", { hasText: "Bring a list of your own" }).press("Enter");
    await page.getByLabel(/^Sheet/).setInputFiles({
      name: "own.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("No;Time;Title;To;Method\n7;T+90;A list of their own;Nobody we know;Phone\n"),
    });
    await page.getByLabel(/have no unit/).selectOption("minutes");
    const accept = page.getByRole("button", { name: "Plan anew with these rows" }).last();
    expect(await accept.isDisabled()).toBe(true);
    await clean("a list with questions");
    await page.getByLabel(/^The scenario has no/).selectOption("secretariat");
    await page.getByRole("button", { name: "Read again with these answers" }).press("Enter");
    await page.locator('tr[data-line="2"]', { hasText: "D+0 01:30:00" }).waitFor(PATIENCE);
    await page.getByText("Answer the questions and put").waitFor({ state: "detached", ...PATIENCE });
    await accept.press("Enter");
    await page.waitForURL((url) => /\/exercise\/x-/.test(url.pathname) && url.pathname !== next, PATIENCE);
    await page.getByRole("tab", { name: "List of events", exact: true }).click();
    await page.locator("table.plan").first().getByText("A list of their own").waitFor(PATIENCE);
    await clean("the plan anew");
  });
}, 240_000);
