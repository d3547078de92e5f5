import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { mselRow } from "../../src/model/index.ts";
import { withPeople } from "../builders/browser.ts";
import { direct, exerciseFor, PATIENCE } from "./at-table.ts";
import { type Serving, serve } from "./serving.ts";

/** The plan before STARTEX in a real browser: the grid of rows, a team's own list, the list as files. */

let serving: Serving;
beforeAll(async () => {
  serving = await serve();
});
afterAll(() => serving.close());

/** What the grid's form is to build: as it would stand in a file. */
const BUILT = `
number: "2.01"
kind: contingency
title: { en: "A forged alert", fr: "Nouvelle ligne" }
at: PT1H
to: [secretariat]
method: in_tool
text: "It says that all is over."
trigger:
  kind: condition
  when:
    all:
      - happened: { fact: message.sent, actor: file-hosting, other: interior-ministry, what: removal-order, atLeast: 2 }
      - not: { state: { actor: file-hosting, role: host, in: [STATE] } }
  until: PT2H
acts:
  - send: alert
    from: secretariat
    to: { kind: file-host }
    items: original
    wrong: 0.25
  - reviewers: large-platform
    factor: { value: 0.5, assumed: [0.4, 0.9], because: "Invented: half a shift." }
    lasts: { value: PT45M, source: "A plan of the house." }
expects:
  text: "Say that it is forged."
  owner: all
  actors: [secretariat]
  within: PT20M
  when: { happened: { fact: decision.taken, actor: secretariat } }
planningStatus: entered
`;

interface Plan {
  readonly code: string;
  readonly file: { readonly rows: readonly { readonly number: string }[] };
}

const pick = (within: Locator, label: string, value: string) =>
  within.getByLabel(label, { exact: true }).first().selectOption(value);

/** The exercise as it is kept, asked from the page. */
const planOf = async (page: Page, id: string): Promise<Plan> =>
  (await page.evaluate(`fetch("/api/v1/exercises/${id}").then((answer) => answer.json())`)) as Plan;

test("rows are built in the grid as a file would say them, and change this exercise once they are accepted", async () => {
  await withPeople(async (browser) => {
    const { director, id } = await direct(browser, serving.url, exerciseFor("seats"));
    const { page } = director;
    const clean = async (where: string) =>
      expect({ where, faults: await director.faults(), complaints: director.complaints }).toEqual({
        where,
        faults: [],
        complaints: [],
      });
    const planned = await planOf(page, id);
    await page.getByRole("tab", { name: "List of events", exact: true }).click();
    await page.locator('a[href*="/msel/"]').first().waitFor(PATIENCE);
    const links = await page.evaluate(
      `[...document.querySelectorAll('a[href*="/msel/"]')].map((each) => each.getAttribute("href"))`,
    );
    expect(links).toEqual(
      ["csv", "xlsx", "cexf"].map((form) => `/api/v1/exercises/${id}/msel/${form}?lang=en`),
    );

    // By keyboard: what is wrong is said at its cell, and nothing can be accepted before it is right.
    await page.locator("summary", { hasText: "Edit the rows" }).press("Enter");
    const time = page.getByLabel("Time, 1.01");
    await time.fill("soon");
    await page.getByText("Not a time").waitFor(PATIENCE);
    const difference = page.getByRole("button", { name: "Show what would change" });
    expect(await difference.isDisabled()).toBe(true);
    await clean("the grid, with a fault");
    await time.fill("-0:05");
    await page.getByLabel("Title, 1.01").fill("=A call, before it begins");
    await page.getByLabel("Method, 1.01").selectOption("radio");
    await page.getByRole("button", { name: "Remove row 1.02" }).press("Enter");

    // A row of its own: what brings it, what it does, what is expected.
    await page.getByRole("button", { name: "Add a row" }).press("Enter");
    await page.getByLabel("Number, N-3").fill("2.01");
    await page.getByLabel("Time, 2.01").fill("1:00");
    await page.getByLabel("Title, 2.01").fill("A forged alert");
    await page.getByLabel("Kind, 2.01").selectOption("contingency");
    await page.getByLabel("Text, 2.01").fill("It says that all is over.");
    const form = page.getByRole("region", { name: "All of row 2.01" });
    const group = (name: string, within: Locator = form) => within.getByRole("group", { name, exact: true });
    await group("To").getByLabel("Duty officer of the industry body").check();
    await pick(form, "What brings it", "condition");
    const when = group("The condition");
    await pick(when, "It asks", "all");
    const first = group("Condition 1", when);
    await pick(first, "It happened that", "message.sent");
    await pick(first, "To", "file-hosting");
    await pick(first, "From", "interior-ministry");
    await pick(first, "Which message", "removal-order");
    await first.getByLabel("How often at least").fill("2");
    await when.getByRole("button", { name: "Add a condition" }).press("Enter");
    const second = group("Condition 2", when);
    await pick(second, "It asks", "not");
    const inner = group("What must not be so", second);
    await pick(inner, "It asks", "state");
    await pick(inner, "Who", "file-hosting");
    await pick(inner, "Part in the protocol", "host");
    // Nothing is ticked yet, and it is told there.
    await inner.getByText(/At least 1/).waitFor(PATIENCE);
    await clean("a condition that asks for nothing");
    await inner.getByRole("checkbox").first().check();
    await form.getByLabel("Looked at until").fill("2:00");

    const effects = group("Effects in the model");
    await effects.getByRole("button", { name: "Add an effect" }).press("Enter");
    const sent = group("Effect 1", effects);
    await pick(sent, "What happens", "send");
    await pick(sent, "In whose name", "secretariat");
    await pick(sent, "To whom", "kind");
    for (const box of await group("Kinds", sent).getByRole("checkbox", { checked: true }).all())
      await box.uncheck();
    await sent.locator(".fault").first().waitFor(PATIENCE);
    await group("Kinds", sent).getByLabel("File host").check();
    await pick(sent, "What it names", "original");
    await sent.getByLabel("Share of lawful lookalikes among them", { exact: true }).fill("0.25");
    await effects.getByRole("button", { name: "Add an effect" }).press("Enter");
    const away = group("Effect 2", effects);
    await pick(away, "What happens", "reviewers");
    await pick(away, "Platform", "large-platform");
    const factor = "So many times its reviewers";
    await pick(away, `Where the number comes from (${factor})`, "assumed");
    await away.getByLabel(`At least (${factor})`).fill("0.6");
    await away.locator(".fault").first().waitFor(PATIENCE);
    await away.getByLabel(`At least (${factor})`).fill("0.4");
    await away.getByLabel(`At most (${factor})`).fill("0.9");
    await away.getByLabel(`Why this range (${factor})`).fill("Invented: half a shift.");
    const lasts = "For how long (hours:minutes)";
    await away.getByLabel(lasts, { exact: true }).fill("0:45");
    await pick(away, `Where the number comes from (${lasts})`, "sourced");
    await away.getByLabel(`Where it was read (${lasts})`).fill("A plan of the house.");

    const expected = group("Expected action");
    await expected.getByLabel("What players should do").fill("Say that it is forged.");
    await group("From whom", expected).getByLabel("Duty officer of the industry body").check();
    await pick(expected, "Owed by", "all");
    await expected.getByLabel("Within").fill("0:20");
    await expected.getByLabel(/sees by itself/).check();
    const done = group("Done once this holds", expected);
    await pick(done, "It happened that", "decision.taken");
    await pick(done, "Who", "secretariat");
    await clean("the form of a whole row");

    // First what would change; the plan stands as it was until that is accepted.
    await difference.press("Enter");
    await page.locator('[data-change="1.02"]', { hasText: "row goes" }).waitFor(PATIENCE);
    await clean("what would change");
    expect((await planOf(page, id)).file).toEqual(planned.file);
    await page.getByRole("button", { name: "Accept for this exercise" }).press("Enter");
    await page.getByText("The list of events is changed: 3 rows.").waitFor(PATIENCE);
    const plan = page.locator("table.plan").first();
    await plan.getByText("=A call, before it begins").waitFor(PATIENCE);
    expect(await plan.getByText("A rumour").count()).toBe(0);
    expect(new URL(page.url()).pathname.endsWith(id)).toBe(true);
    const changed = await planOf(page, id);
    expect(changed.code).toBe(planned.code);
    expect(changed.file.rows.map(({ number }) => number)).toEqual(["1.01", "1.03", "2.01"]);
    const state = JSON.stringify(changed.file.rows[2]).match(/"role":"host","in":\["([a-z-]+)"\]/)?.[1] ?? "";
    expect(state).not.toBe("");
    const built = mselRow.parse(parse(BUILT.replace("STATE", state)));
    expect(changed.file.rows[2]).toEqual(JSON.parse(JSON.stringify(built)));

    // A list of another tool: questions first, then what it would change, then the rows, in the same exercise.
    await page.locator("summary", { hasText: "Bring a list of your own" }).press("Enter");
    await page.getByLabel(/^Sheet/).setInputFiles({
      name: "own.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("No;Time;Title;To;Method\n7;T+90;A list of their own;Nobody we know;Phone\n"),
    });
    await page.getByLabel(/have no unit/).selectOption("minutes");
    await page.getByText("Answer the questions and put").waitFor(PATIENCE);
    await clean("a list with questions");
    await page.getByLabel(/^The scenario has no/).selectOption("secretariat");
    await page.getByRole("button", { name: "Read again with these answers" }).press("Enter");
    await page.locator('tr[data-line="2"]', { hasText: "D+0 01:30:00" }).waitFor(PATIENCE);
    await page.locator('[data-change="7"]', { hasText: "new row" }).waitFor(PATIENCE);
    expect((await planOf(page, id)).file).toEqual(changed.file);
    await page.getByRole("button", { name: "Accept for this exercise" }).press("Enter");
    await plan.getByText("A list of their own").waitFor(PATIENCE);
    expect((await planOf(page, id)).file.rows.map(({ number }) => number)).toEqual(["7"]);
    await clean("the plan with the rows that were brought");

    // The same rows for another exercise, with a code of its own: this one stays as it is.
    const again = page.locator("summary", { hasText: "Edit the rows" });
    if (!(await page.getByLabel("Title, 7").isVisible())) await again.press("Enter");
    await page.getByLabel("Title, 7").fill("Only in the other one");
    await difference.press("Enter");
    await page.getByRole("button", { name: "Make another exercise with these rows" }).last().press("Enter");
    await page.waitForURL(
      (url) => /\/exercise\/x-/.test(url.pathname) && !url.pathname.endsWith(id),
      PATIENCE,
    );
    expect(JSON.stringify((await planOf(page, id)).file)).not.toContain("Only in the other one");
  });
});
