import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withPeople } from "../builders/browser.ts";
import { come, direct, EN, exerciseFor, type Guest, letIn, PATIENCE } from "./at-table.ts";
import { type Serving, serve } from "./serving.ts";
import { personIn } from "./watching.ts";

/** An exercise without a mouse, for a player and for whoever directs; what a projector shows can be read from three metres. */

let serving: Serving;
beforeAll(async () => {
  serving = await serve();
}, 180_000);
afterAll(() => serving.close());

const FOCUSED = `(() => {
  const at = document.activeElement;
  const label = at?.getAttribute("aria-label") ?? at?.labels?.[0]?.textContent ?? at?.textContent ?? "";
  return label.trim();
})()`;

/** Presses Tab until what is focused is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let n = 0; n < 200; n++) {
    await page.keyboard.press("Tab");
    if (name.test(String(await page.evaluate(FOCUSED)))) return;
  }
  throw new Error(`no ${name} within 200 presses of Tab`);
}

async function press(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press("Enter");
}

/** Height of a capital in parts of the size of its letters: Inter's, as its tables say (1490 of 2048). */
const CAPITAL = 0.727;
/** Pixels of a capital of 20 minutes of arc at 3 m, on a picture 1 m high with 1,080 lines. */
const READABLE = (2 * 3000 * 0.002908882) / (1000 / 1080);

test("a player joins, decides, writes, acts otherwise and raises NO DUFF by keys; control answers with all nine effects", async () => {
  await withPeople(async (browser) => {
    const { director, code } = await direct(browser, serving.url, exerciseFor("seats"));
    const desk = director.page;
    const player = await personIn(browser, serving.url, { width: 1280, colorScheme: "dark", language: "en" });
    const { page } = player;
    await page.goto(`${serving.url}join?lang=en`);
    await page.locator("input.code").waitFor(PATIENCE);
    await tabTo(page, /^Code/);
    await page.keyboard.type(code);
    await tabTo(page, /^Your name/);
    await page.keyboard.type("Kim");
    await tabTo(page, /^What you do where you come from/);
    await page.keyboard.type("Duty officer");
    await press(page, /^To the waiting room/);
    await page.locator(".table-room").waitFor(PATIENCE);
    await desk.locator("form.admit", { hasText: "Duty officer" }).waitFor(PATIENCE);
    await letIn(director, "Kim", "player", "interior-ministry", "deciding");

    // STARTEX and a pause, by keys.
    await desk.locator("body").focus();
    await press(desk, /STARTEX$/);
    await page.locator(".decide input[type=radio]").first().waitFor(PATIENCE);
    await press(desk, /PAUSEX$/);
    await desk.getByRole("button", { name: /Go on$/ }).waitFor(PATIENCE);

    // A decision with its reason. What comes in meanwhile takes nobody's place on the page.
    await tabTo(page, /^(?!To |Skip)/);
    for (let n = 0; n < 200; n++) {
      await page.keyboard.press("Tab");
      if ((await page.evaluate("document.activeElement?.type")) === "radio") break;
    }
    await page.keyboard.press("Space");
    await tabTo(page, /^Why/);
    await page.keyboard.type("Because nobody ");
    await desk.getByRole("tab", { name: "Show and say", exact: true }).click();
    await desk.getByLabel("Text").fill("Shown while somebody types.");
    await desk.getByRole("button", { name: "Show on the projector" }).first().click();
    await page.getByText("Shown while somebody types.").first().waitFor(PATIENCE);
    await page.keyboard.type("else can.");
    await press(page, /^Decide$/);
    await page.getByText("Because nobody else can.").waitFor(PATIENCE);

    await press(page, /^Send a message/);
    await tabTo(page, /^Text/);
    await page.keyboard.type("Please confirm.");
    await press(page, /^Send$/);
    await page.getByText("Please confirm.").first().waitFor(PATIENCE);
    await press(page, /^Something else/);
    await tabTo(page, /^What you do$/);
    await page.keyboard.type("Ring the school.");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");

    // Each of the nine effects, with its own fields.
    const ruling = desk.locator("article.ruling");
    await ruling.getByText("Ring the school.").waitFor(PATIENCE);
    await ruling.getByLabel("What comes of it").selectOption("effect");
    const fields: readonly (readonly [string, readonly RegExp[]])[] = [
      ["unreachable", [/^Whose contact point/, /^For how long/]],
      [
        "send",
        [
          /^Message/,
          /^In whose name/,
          /^To whom/,
          /^What it names/,
          /^Share of lawful/,
          /^Lawful lookalikes/,
        ],
      ],
      ["matchingDown", [/^Platform/, /^For how long/]],
      ["reviewers", [/^Platform/, /^So many times/, /^For how long/]],
      ["wrongHash", [/^Platform/]],
      ["mirror", [/^Platform/, /^How many/]],
      ["excerpts", [/^Platform/, /^How many/]],
      ["appeals", [/^Platform/, /^How many/]],
      ["corrected", [/^Original/]],
    ];
    for (const [place, [effect, labels]] of fields.entries()) {
      if (place > 0) await ruling.getByRole("button", { name: "Add an effect" }).click();
      const group = ruling.getByRole("group", { name: `Effect ${place + 1}`, exact: true });
      await group.getByLabel("What happens").selectOption(effect);
      for (const label of labels) await group.getByLabel(label).first().waitFor(PATIENCE);
    }
    expect({ faults: await director.faults() }).toEqual({ faults: [] });
    await ruling.getByRole("button", { name: "Answer" }).click();
    await ruling.waitFor({ state: "detached", ...PATIENCE });
    const entries = await desk.evaluate(
      `fetch("/api/v1/exercises/" + location.pathname.split("/").pop() + "/record").then((answer) => answer.text())`,
    );
    const ruled = String(entries)
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { entry?: { kind: string; data: { acts?: object[] } } })
      .find(({ entry }) => entry?.kind === "action-ruled");
    const done = (ruled?.entry?.data.acts ?? []).map((act) => fields.find(([effect]) => effect in act)?.[0]);
    expect(done).toEqual(fields.map(([effect]) => effect));

    // A row is sent by keys, and the exercise goes on.
    await desk.getByRole("tab", { name: "Show and say", exact: true }).focus();
    await desk.keyboard.press("Home");
    for (let n = 0; n < 8; n++) {
      if ((await desk.locator('tr[data-row="1.01"]').count()) > 0) break;
      await desk.keyboard.press("ArrowRight");
    }
    await press(desk, /^Send now.*1\.01/);
    await desk.locator('tr[data-row="1.01"]', { hasText: /sent|delivered|read/ }).waitFor(PATIENCE);
    await page.getByText("A call from the press: what is known.").waitFor(PATIENCE);
    await press(page, EN.noDuff);
    await desk.getByRole("alertdialog").waitFor(PATIENCE);
    await page.getByRole("alertdialog").waitFor(PATIENCE);
    await press(desk, /./);
    await page.getByRole("alertdialog").waitFor({ state: "detached", ...PATIENCE });
    await press(desk, /ENDEX$/);
    await press(desk, /^ENDEX: /);
    await page
      .getByText(/hot wash/i)
      .first()
      .waitFor(PATIENCE);

    // A file that is refused: the page says why, as the server does.
    await desk.getByRole("tab", { name: "Papers", exact: true }).click();
    await desk.getByRole("link", { name: /^The whole record/ }).waitFor(PATIENCE);
    await desk.context().clearCookies();
    await desk.getByRole("link", { name: /^The whole record/ }).press("Enter");
    await desk.getByText("This browser has no place in the exercise").first().waitFor(PATIENCE);
  });
}, 300_000);

test("a facilitator records the room and an evaluator rates, by keys; the pages of every part are clean", async () => {
  await withPeople(async (browser) => {
    const { director, code } = await direct(browser, serving.url, exerciseFor("discussion"));
    const arrive = (name: string) => come(browser, serving.url, code, { name, words: EN });
    const facilitator = await arrive("Flo");
    const evaluator = await arrive("Val");
    const others = { controller: await arrive("Max"), observer: await arrive("Kim") };
    const adviser = await arrive("Zoe");
    await letIn(director, "Flo", "facilitator");
    await letIn(director, "Val", "evaluator");
    for (const [role, { name }] of Object.entries(others)) await letIn(director, name, role);
    await letIn(director, "Zoe", "player", "interior-ministry", "advising");
    const desk = director.page;
    await desk.getByRole("button", { name: /STARTEX$/ }).click();

    // The room's decision outside the protocol, in words, with its reason and who disagreed.
    const { page } = facilitator;
    await page.getByText("A stream has been reported.").waitFor(PATIENCE);
    await page.locator("body").focus();
    await tabTo(page, /^Decision/);
    await page.keyboard.press("End");
    await tabTo(page, /^In the room's words/);
    await page.keyboard.type("Ring the school first.");
    await tabTo(page, /^Reason/);
    await page.keyboard.type("It is nearest.");
    await tabTo(page, /^Who disagreed/);
    await page.keyboard.type("The host.");
    await press(page, /^Record it$/);
    await page.locator("p.typed-text").getByText("Ring the school first.", { exact: true }).waitFor(PATIENCE);
    await press(page, /^Large view for the room$/);
    await page.getByRole("button", { name: "Back to the facilitator's page" }).waitFor(PATIENCE);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Large view for the room" }).waitFor(PATIENCE);
    await press(page, /Next move$/);
    await page.getByText("Copies come up elsewhere.").waitFor(PATIENCE);

    // A note in one line; a rating with what was seen and an entry as evidence.
    const { page: guide } = evaluator;
    await guide.getByRole("heading", { name: "Evaluation guide" }).waitFor(PATIENCE);
    await guide.locator("body").focus();
    await tabTo(guide, /^Quick note/);
    await guide.keyboard.type("+ They thought of the school.");
    await guide.keyboard.press("Enter");
    await guide.getByText("They thought of the school.", { exact: true }).waitFor(PATIENCE);
    await press(guide, /Critical task: Find the contact point$/);
    await tabTo(guide, /^Rating/);
    await guide.keyboard.type("M");
    await tabTo(guide, /^Observed/);
    await guide.keyboard.type("Nobody knew the number.");
    await press(guide, /^Evidence from the log/);
    await tabTo(guide, /the room decides/);
    await guide.keyboard.press("Space");
    const open = await evaluator.faults();
    await press(guide, /^Keep the rating$/);
    const task = guide.locator("details.rate", { hasText: "Find the contact point" });
    await task.getByText("Written down.").waitFor(PATIENCE);
    await task.locator(".letter", { hasText: "M" }).waitFor(PATIENCE);

    // Every part's own page, and what those who lead have behind tabs that no other test opens.
    const clean: Record<string, string[]> = { guide: open, facilitator: await facilitator.faults() };
    const look = async (when: string, people: Readonly<Record<string, Guest>>, tabs: readonly string[]) => {
      for (const [part, person] of Object.entries(people)) clean[`${part} ${when}`] = await person.faults();
      for (const name of tabs) {
        await desk.getByRole("tab", { name, exact: true }).click();
        clean[`${name} ${when}`] = await director.faults();
      }
    };
    const tabs = ["Expected actions", "People", "Show and say", "What if"];
    await look("while it runs", { ...others, adviser }, tabs);
    await desk.getByRole("button", { name: /ENDEX$/ }).click();
    await desk.getByRole("button", { name: /^ENDEX: / }).click();
    await desk.getByRole("button", { name: "Begin the hot wash" }).click();
    await desk.getByRole("button", { name: "Close the exercise" }).waitFor(PATIENCE);
    for (const { page: own } of [adviser, evaluator])
      await own.getByRole("heading", { name: /^Hot wash/ }).waitFor(PATIENCE);
    await look("after it", { adviser, evaluator }, ["Papers"]);
    expect(Object.entries(clean).filter(([, faults]) => faults.length > 0)).toEqual([]);
    expect(Object.keys(clean)).toHaveLength(12);
  });
}, 300_000);

test("what stands on the projector is high enough to be read from three metres", async () => {
  await withPeople(async (browser) => {
    const { director, code } = await direct(browser, serving.url, exerciseFor("seats"));
    const screen = await personIn(browser, serving.url, {
      width: 1920,
      colorScheme: "light",
      language: "fr",
    });
    const { page } = screen;
    await page.goto(`${serving.url}join?lang=fr`);
    await page.locator("input.code").fill(code);
    await page.locator("form input:not(.code)").first().fill("Salle");
    await page.getByRole("button", { name: "Vers la salle d’attente" }).click();
    await letIn(director, "Salle", "projector");
    await director.page.getByRole("button", { name: /STARTEX$/ }).click();
    await page.getByText("Une diffusion est signalée.").waitFor(PATIENCE);
    await director.page.getByRole("tab", { name: "Show and say", exact: true }).click();
    await director.page.getByLabel("Text").fill("Two services have been told.");
    await director.page.getByRole("button", { name: "Show on the projector" }).first().click();
    await page.getByText("Two services have been told.").waitFor(PATIENCE);
    const letters = await page.evaluate(`(() => {
      const walker = document.createTreeWalker(document.querySelector(".table-room"), NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim();
        const of = walker.currentNode.parentElement;
        const box = of.getBoundingClientRect();
        if (text !== "" && box.width > 2 && box.height > 2) found.push([text, parseFloat(getComputedStyle(of).fontSize)]);
      }
      return found;
    })()`);
    const small = (letters as [string, number][]).filter(([, size]) => size * CAPITAL < READABLE);
    expect(small).toEqual([]);
    expect((letters as unknown[]).length).toBeGreaterThan(5);
    expect({ faults: await screen.faults() }).toEqual({ faults: [] });
  });
}, 180_000);
