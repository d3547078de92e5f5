import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import mammoth from "mammoth";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withPeople } from "../builders/browser.ts";
import { come, direct, EN, exerciseFor, FR, type Guest, letIn, PATIENCE } from "./at-table.ts";
import { type Serving, serve } from "./serving.ts";
import { personIn, type Watched } from "./watching.ts";

/** Whole exercises in a real browser: everybody in a context of their own, in both languages. */

const SHIPPED = join(import.meta.dirname, "../../scenarios/exercises");

let serving: Serving;
beforeAll(async () => {
  serving = await serve();
});
afterAll(() => serving.close());

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first();
const tab = (page: Page, name: string) => page.getByRole("tab", { name, exact: true });
const row = (page: Page, number: string) => page.locator(`tr[data-row="${number}"]`);

async function expectClean(where: string, { faults, complaints }: Watched): Promise<void> {
  expect({ where, faults: await faults(), complaints }).toEqual({ where, faults: [], complaints: [] });
}

/** What the exercise clock of a page shows. */
const clock = async (page: Page) => page.locator(".exercise-clock").innerText();

/** Presses Tab until what is focused has that text or label. */
async function tabTo(page: Page, name: string): Promise<void> {
  const named = `(() => {
    const at = document.activeElement;
    return (at?.labels?.[0]?.textContent ?? at?.getAttribute("aria-label") ?? at?.textContent ?? "").trim();
  })()`;
  for (let n = 0; n < 150; n++) {
    await page.keyboard.press("Tab");
    if (String(await page.evaluate(named)) === name) return;
  }
  throw new Error(`no ${name} within 150 presses of Tab`);
}

/** What a link gives to be taken away, as text. */
async function taken(page: Page, name: RegExp): Promise<string> {
  const path = await download(page, name);
  return readFileSync(path, "utf8");
}

async function download(page: Page, name: RegExp): Promise<string> {
  const coming = page.waitForEvent("download", PATIENCE);
  await page.getByRole("link", { name }).click();
  return (await coming).path();
}

const widthOf = (page: Page) => page.evaluate("document.documentElement.scrollWidth");

test("a whole exercise: four seats, one with two devices, evaluator, projector, English and French", async () => {
  await withPeople(async (browser) => {
    const { director, code } = await direct(browser, serving.url, exerciseFor("seats"));
    const desk = director.page;
    const arrive = (name: string, words: typeof EN, width?: number) =>
      come(browser, serving.url, code, { name, words, ...(width === undefined ? {} : { width }) });
    const ministry = await arrive("Ana", EN);
    const adviser = await arrive("Ben", FR);
    const secretariat = await arrive("Chloé", FR, 320);
    const host = await arrive("Dan", EN);
    const platform = await arrive("Ève", FR);
    const evaluator = await arrive("Fay", EN);
    const projector = await arrive("Gil", FR);
    const everybody: readonly Guest[] = [
      ministry,
      adviser,
      secretariat,
      host,
      platform,
      evaluator,
      projector,
    ];

    // The door leads to the waiting room and no further; the director says who sits where.
    await expectClean("waiting room", secretariat);
    await letIn(director, "Ana", "player", "interior-ministry", "deciding");
    await letIn(director, "Ben", "player", "interior-ministry", "advising");
    await letIn(director, "Chloé", "player", "secretariat", "deciding");
    await letIn(director, "Dan", "player", "file-hosting", "deciding");
    await letIn(director, "Ève", "player", "large-platform", "deciding");
    await letIn(director, "Fay", "evaluator");
    await letIn(director, "Gil", "projector");
    await ministry.page.locator(".seat-head").waitFor();
    await expectClean("director before STARTEX", director);
    await button(desk, /STARTEX$/).click();

    // A decision comes to the seat and to its adviser, who sees the same and cannot decide.
    const question = ministry.page.locator(".decide input[type=radio]").first();
    await question.waitFor(PATIENCE);
    await button(desk, /PAUSEX$/).click();
    const options = await ministry.page.locator(".decide input[type=radio]").count();
    await adviser.page.locator(".decide input[type=radio]").first().waitFor(PATIENCE);
    expect(await adviser.page.locator(".decide fieldset:disabled input[type=radio]").count()).toBe(options);
    await expectClean("seat with a decision", ministry);
    const stands = await clock(desk);
    await question.check();
    await ministry.page.locator(".decide textarea").fill("Because the family must hear it first.");
    await button(ministry.page, EN.decide).click();
    await ministry.page.getByText("Because the family must hear it first.").waitFor(PATIENCE);
    await adviser.page.getByText("Because the family must hear it first.").waitFor(PATIENCE);
    expect(await clock(desk)).toBe(stands);

    // Rows: one sent, one held, one skipped with its reason; the seat that is told marks it as read.
    await row(desk, "1.01")
      .getByRole("button", { name: /^Send now/ })
      .click();
    await desk.getByLabel(/^Reason for holding/).fill("Not before the first order.");
    await row(desk, "1.02").getByRole("button", { name: /^Hold/ }).click();
    await row(desk, "1.03").getByRole("button", { name: /^Skip/ }).click();
    await desk.locator('tr[data-row="1.02"][data-status="held"]').waitFor(PATIENCE);
    await desk.locator('tr[data-row="1.03"][data-status="skipped"]').waitFor(PATIENCE);
    await button(desk, /Go on$/).click();
    await ministry.page.getByText("A call from the press: what is known.").waitFor(PATIENCE);
    await button(ministry.page, /^Mark as read/).click();
    await expectClean("director while it runs", director);

    // Something else, by keyboard alone on a telephone; a doubtful address is asked about and is no link.
    const phone = secretariat.page;
    expect(await widthOf(phone)).toBe(320);
    await expectClean("seat on a telephone", secretariat);
    await tabTo(phone, FR.somethingElse);
    await phone.keyboard.press("Enter");
    await tabTo(phone, FR.whatYouDo);
    await phone.keyboard.type("Appeler la régie, voir www.regie-video.fr");
    await phone.keyboard.press("Tab");
    await phone.keyboard.press("Enter");
    await tabTo(phone, FR.invented);
    await phone.keyboard.press("Enter");
    const ruling = desk.locator("article.ruling");
    await ruling.getByText("www.regie-video.fr").waitFor(PATIENCE);
    expect(await desk.locator('a[href*="regie-video"]').count()).toBe(0);
    await ruling.locator("textarea").fill("La régie coupe l’antenne.");
    await ruling.getByRole("button", { name: "Answer" }).click();
    await phone.getByText("La régie coupe l’antenne.").first().waitFor(PATIENCE);

    // A seat to the model and back.
    await tab(desk, "People").click();
    const seat = desk.locator('tr[data-seat="file-hosting"]');
    await seat.getByRole("button", { name: /^To the model/ }).click();
    await host.page.getByText("The model plays this seat just now.").waitFor(PATIENCE);
    await seat.getByRole("button", { name: /^To people/ }).click();
    await host.page
      .getByText("The model plays this seat just now.")
      .waitFor({ state: "detached", ...PATIENCE });

    // What is shown is all that the projector has.
    await tab(desk, "Show and say").click();
    await desk.getByLabel("Text").fill("Two services have been told.");
    await button(desk, "Show on the projector").click();
    await projector.page.getByText("Two services have been told.").waitFor(PATIENCE);
    expect(await projector.page.locator("main").innerText()).not.toContain("regie-video");
    await expectClean("projector", projector);

    // What no row holds: control tells one seat, and lets somebody write to another in the model.
    await tab(desk, "List of events").click();
    await desk.locator("summary").getByText("Improvise", { exact: true }).click();
    const improvise = desk.getByRole("form", { name: "Improvise" });
    await improvise.getByLabel("Title").fill("A call from the school");
    await improvise.getByLabel("What the seat is told").fill("The school asks what it may say.");
    await improvise.getByRole("checkbox").first().check();
    await improvise.getByRole("button", { name: "Add an effect" }).click();
    const effect = improvise.getByRole("group", { name: "Effect 1", exact: true });
    await effect.getByLabel("What happens").selectOption("send");
    await effect.getByLabel("Message", { exact: true }).selectOption("warning");
    await effect.getByLabel("In whose name").selectOption("secretariat");
    await effect.getByLabel("Who", { exact: true }).selectOption("file-hosting");
    await expectClean("director who improvises", director);
    await improvise.getByRole("button", { name: "Send", exact: true }).click();
    await ministry.page.getByText("The school asks what it may say.").first().waitFor(PATIENCE);
    await tab(desk, "Log").click();
    await desk.locator(".log-lines .entry", { hasText: "control improvises" }).waitFor(PATIENCE);
    await desk
      .locator(".log-lines .fact", { hasText: /sends .* a warning/ })
      .first()
      .waitFor(PATIENCE);
    await expectClean("director's log", director);

    // What the model would do from here; the director alone is told, and the exercise goes on.
    await tab(desk, "What if").click();
    await button(desk, "Reckon 200 continuations").click();
    await desk.getByText(/^From T\+.* 200 continuations at scale/).waitFor(PATIENCE);

    // NO DUFF from a telephone: every screen is covered, time stands, only the director goes on.
    await button(phone, FR.noDuff).click();
    for (const { page, words } of everybody)
      await page.getByRole("alertdialog", { name: words.noDuffIs }).waitFor(PATIENCE);
    await expectClean("cover", secretariat);
    const frozen = await clock(phone);
    expect(await phone.getByRole("alertdialog").getByRole("button").count()).toBe(0);
    expect(await clock(phone)).toBe(frozen);
    await desk.getByRole("alertdialog").getByRole("button").click();
    for (const { page } of everybody)
      await page.getByRole("alertdialog").waitFor({ state: "detached", ...PATIENCE });

    // Whoever loads the page anew is back in the same seat, with everything that was there.
    await ministry.page.reload();
    await ministry.page.getByText("A call from the press: what is known.").waitFor(PATIENCE);
    await ministry.page.getByText("Because the family must hear it first.").waitFor(PATIENCE);

    // A note in one line, ENDEX, a rating with evidence, a form, and the record.
    await evaluator.page.getByRole("textbox", { name: "Quick note" }).focus();
    await evaluator.page.keyboard.type("+ They asked who tells the family.");
    await evaluator.page.keyboard.press("Enter");
    await evaluator.page.getByText("They asked who tells the family.", { exact: true }).waitFor(PATIENCE);
    await button(desk, /ENDEX$/).click();
    await button(desk, /^ENDEX: /).click();
    const task = evaluator.page.locator("details.rate").first();
    await task.locator("summary").first().click();
    await task.locator("select").selectOption("S");
    await task.locator("textarea").fill("Found, but late.");
    await task.locator("details summary").click();
    await task.locator("input[type=checkbox]").first().check();
    await task.getByRole("button", { name: "Keep the rating" }).click();
    await task.getByText("Written down.").waitFor(PATIENCE);
    await expectClean("evaluator", evaluator);
    await platform.page.locator("form textarea").first().fill("Le protocole était clair.");
    await button(platform.page, FR.handIn).click();
    await platform.page
      .locator("form textarea")
      .first()
      .waitFor({ state: "detached", ...PATIENCE });
    await expectClean("seat after ENDEX", host);

    await tab(desk, "Papers").click();
    const record = await taken(desk, /^The whole record/);
    for (const text of [
      "Because the family must hear it first.",
      "Not before the first order.",
      "La régie coupe l’antenne.",
      "The school asks what it may say.",
      "They asked who tells the family.",
      "Found, but late.",
      "Le protocole était clair.",
    ])
      expect(record).toContain(text);
    // The report as a document, opened by a reader that is not ours: the decision with its reason is in it.
    const { value } = await mammoth.extractRawText({
      path: await download(desk, /^After-action report · Word/),
    });
    expect(value).toContain("Because the family must hear it first.");
    expect(value).toContain("Not before the first order.");
    for (const { complaints, strangers } of [director, ...everybody])
      expect({ complaints, strangers }).toEqual({ complaints: [], strangers: [] });
  });
});

/** Most clicks from the first page that a server shows to the beginning of an exercise that is shipped. */
const MOST_CLICKS = 10;

test("each shipped exercise begins within ten clicks of the first page, the shortest first, with the code on the way", async () => {
  await withPeople(async (browser) => {
    const director = await personIn(browser, serving.url, {
      width: 1280,
      colorScheme: "dark",
      language: "fr",
    });
    const { page, strangers } = director;
    const prepare = page.getByRole("button", { name: "Préparer cet exercice" });
    const lengths: string[] = [];
    const shipped = readdirSync(SHIPPED).length;
    for (let n = 0; n < shipped; n++) {
      let clicks = 0;
      const click = async (what: Locator) => {
        await what.click();
        clicks++;
      };
      await page.goto(`${serving.url}?lang=fr`);
      await click(page.getByRole("link", { name: "Exercice", exact: true }));
      await prepare.first().waitFor(PATIENCE);
      expect(await prepare.count()).toBe(shipped);
      lengths.push(/environ (\d+ \S+)/.exec(await page.locator(".card").nth(n).innerText())?.[1] ?? "");
      if (n === 0) await expectClean("list of exercises", director);
      await click(prepare.nth(n));
      await page.locator("[data-code]").waitFor(PATIENCE);
      await page.getByRole("img", { name: /^Code QR/ }).waitFor(PATIENCE);
      if (n === 0) await expectClean("director of a finished exercise", director);
      await click(button(page, /DEBEX$/));
      await expect.poll(() => clock(page), PATIENCE).not.toBe("T+00:00:00");
      expect({ exercise: n, clicks, isFew: clicks <= MOST_CLICKS }).toEqual({
        exercise: n,
        clicks: 3,
        isFew: true,
      });
      // While one runs, its server shows nobody what else there is.
      await button(page, /FINEX$/).click();
      await button(page, /^FINEX : /).click();
      await button(page, "Commencer le RETEX à chaud").waitFor(PATIENCE);
    }
    expect(lengths).toEqual(["45 min", "2 h", "4 h"]);
    expect(strangers).toEqual([]);
  });
});

test("a discussion: what the room decided is recorded for each actor, three times outside the protocol", async () => {
  await withPeople(async (browser) => {
    const { director } = await direct(browser, serving.url, exerciseFor("discussion"));
    const { page } = director;
    await button(page, /STARTEX$/).click();
    await page.getByText("A stream has been reported.").waitFor(PATIENCE);
    const form = page.getByRole("form", { name: "What the room decided" });
    const outside = ["Ring the school first.", "Ask the press to wait.", "Send somebody to the family."];
    for (const text of outside) {
      await form.getByLabel("Decision").selectOption("outside");
      await form.getByLabel("In the room's words").fill(text);
      await form.getByLabel("Reason").fill(`Reason: ${text}`);
      await form.getByLabel("Who disagreed, and why").fill(`One seat: ${text}`);
      await form.getByRole("button", { name: "Record it" }).click();
      await page.locator("p.typed-text").getByText(text, { exact: true }).waitFor(PATIENCE);
      // The form is empty again once it was told that what it sent is written down.
      await expect.poll(() => form.getByLabel("In the room's words").inputValue(), PATIENCE).toBe("");
    }
    await expectClean("facilitator", director);
    await button(page, "Large view for the room").click();
    await page.getByRole("button", { name: "Back to the facilitator's page" }).waitFor();
    await expectClean("large view", director);
    await button(page, "Back to the facilitator's page").click();
    await button(page, /Next move$/).click();
    await page.getByText("Copies come up elsewhere.").waitFor(PATIENCE);
    await button(page, /ENDEX$/).click();
    await button(page, /^ENDEX: /).click();
    const record = await taken(page, /^The whole record/);
    for (const text of outside) expect(record.split(text).length - 1).toBeGreaterThanOrEqual(3);
    expect(record.split('"outside":true').length - 1).toBe(3);
    const report = await taken(page, /^After-action report · Markdown/);
    for (const text of outside) expect(report).toContain(text);
  });
});
