import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PATIENCE_MS } from "../builders/browser.ts";
import { type Serving, serve } from "./serving.ts";
import { type Watched, withPage } from "./watching.ts";

let serving: Serving;
beforeAll(async () => {
  serving = await serve();
});
afterAll(() => serving.close());

/** A small scenario: its comparisons are there in seconds. */
const SMALL = "night-watch";

const button = (page: Page, name: string | RegExp): Locator => page.getByRole("button", { name });
const link = (page: Page, name: string | RegExp): Locator => page.getByRole("link", { name });

/** A slow machine is waited for. */
const PATIENCE = { timeout: PATIENCE_MS };

/** What the two languages call what a reader presses. */
const WORDS = {
  en: {
    lang: "en-GB",
    watch: "Watch it happen",
    compareVariants: "Compare its variants",
    search: "Search",
    play: /Play$/,
    pause: /Pause$/,
    step: /To the next decision$/,
    toEnd: "To the end",
    end: "Whose wait it hung on",
    speed: "Speed",
    replications: /^Replications \(/,
    compare: "Compare",
    found: "What was found",
    receipt: "Receipt",
    duties: "Duties",
  },
  fr: {
    lang: "fr-FR",
    watch: "Voir ce qui se passe",
    compareVariants: "Comparer ses variantes",
    search: "Chercher",
    play: /Lecture$/,
    pause: /Pause$/,
    step: /À la prochaine décision$/,
    toEnd: "À la fin",
    end: "À quelle attente cela a tenu",
    speed: "Vitesse",
    replications: /^Réplications \(/,
    compare: "Comparer",
    found: "Ce qui a été trouvé",
    receipt: "Reçu",
    duties: "Délais",
  },
} as const;

async function expectClean({ faults }: Watched, where: string): Promise<void> {
  expect({ where, faults: await faults() }).toEqual({ where, faults: [] });
}

describe.each([
  ["en", "light"],
  ["fr", "dark"],
] as const)("the main path in %s, %s", (language, colorScheme) => {
  const words = WORDS[language];
  const open = <T>(use: (watched: Watched) => Promise<T>) =>
    withPage(serving.url, { width: 1280, colorScheme }, async (watched) => {
      const { page, complaints, strangers } = watched;
      await page.goto(`${serving.url}?lang=${language}`);
      await page.getByRole("heading", { level: 2 }).first().waitFor();
      const value = await use(watched);
      expect(complaints).toEqual([]);
      expect(strangers).toEqual([]);
      return value;
    });

  test("the first screen offers an invented scenario, and the library is searched", async () => {
    await open(async (watched) => {
      const { page } = watched;
      expect(await page.locator("html").getAttribute("lang")).toBe(language);
      expect(await page.title()).toContain("SIMULATION");
      expect(await page.getByText("SIMULATION", { exact: true }).first().isVisible()).toBe(true);
      await expectClean(watched, "library");
      const all = await page.locator("#scenarios ~ ul > li").count();
      await page.getByLabel(words.search).fill("night");
      await expect.poll(() => page.locator("#scenarios ~ ul > li").count(), PATIENCE).toBeLessThan(all);
      await page.getByLabel(words.search).fill("zzzz");
      await expect.poll(() => page.locator("#scenarios ~ ul > li").count(), PATIENCE).toBe(0);
      await expectClean(watched, "library, nothing found");
    });
  });

  test("a run is watched: play, speed, pause, step, scrub, and whose wait it hung on at the end", async () => {
    await open(async (watched) => {
      const { page } = watched;
      await page.goto(`${serving.url}replay?scenario=${SMALL}&open=1`);
      await button(page, words.play).waitFor();
      expect(page.url()).toMatch(/\/replay\/[a-z0-9-]+$/);
      await expectClean(watched, "player at the start");
      // Not so fast that it is over before it is paused.
      await page.getByLabel(words.speed).selectOption("600");
      await button(page, words.play).click();
      await button(page, words.pause).click();
      await button(page, words.step).click();
      const clock = page.locator(".when");
      await expect.poll(() => clock.textContent(), PATIENCE).not.toContain("T+00:00:00");
      await page.getByRole("slider").focus();
      await page.keyboard.press("End");
      await page.getByRole("heading", { name: words.end }).waitFor();
      await page.locator(".duties li").first().waitFor();
      await page.locator(".statechart svg rect").first().waitFor({ state: "attached" });
      expect(await page.locator(".lanes .stay").count()).toBeGreaterThan(5);
      expect(await page.locator(".log li").count()).toBeGreaterThan(5);
      await expectClean(watched, "player at the end");
      await button(page, /^Source/)
        .first()
        .click();
      await page.getByRole("dialog").waitFor();
      await expectClean(watched, "source of a duty");
    });
  });

  test("two clicks from the first screen compare; verdicts, pictures and receipt follow", async () => {
    await open(async (watched) => {
      const { page } = watched;
      await page.goto(`${serving.url}compare?scenario=${SMALL}`);
      await page.getByLabel(words.replications).fill("2");
      await expectClean(watched, "what to compare");
      await button(page, words.compare).click();
      await page.getByRole("heading", { name: words.receipt }).waitFor();
      await page.getByRole("heading", { name: words.found }).waitFor();
      await page.locator("#distributions .plot svg").first().waitFor();
      await page.locator("#curves, #trade-off").first().waitFor();
      expect(await page.locator(".findings li").count()).toBeGreaterThan(3);
      await expectClean(watched, "comparison");
    });
  });

  test("a scenario tells its story, actors, duties, statecharts and assumptions; the form stands beside it", async () => {
    await open(async (watched) => {
      const { page } = watched;
      await page.goto(`${serving.url}scenarios/${SMALL}?make=1`);
      await page.getByRole("heading", { name: words.duties, exact: true }).waitFor();
      await page.locator(".statechart svg rect").first().waitFor({ state: "attached" });
      await expectClean(watched, "scenario with its form");
    });
  });
});

test("the first screen's two links lead to a player and to a comparison that only has to be started", async () => {
  await withPage(serving.url, { width: 1280, colorScheme: "light" }, async ({ page, complaints }) => {
    await page.goto(`${serving.url}?lang=en`);
    await link(page, WORDS.en.compareVariants).first().click();
    await button(page, WORDS.en.compare).waitFor();
    expect(await button(page, WORDS.en.compare).isEnabled()).toBe(true);
    await page.goBack();
    await link(page, WORDS.en.watch).first().click();
    await button(page, WORDS.en.play).waitFor();
    expect(complaints).toEqual([]);
  });
});

test("a slider moves an assumed number; the comparison runs with it and says so", async () => {
  await withPage(serving.url, { width: 1280, colorScheme: "light" }, async (watched) => {
    const { page, complaints } = watched;
    await page.goto(`${serving.url}compare?scenario=${SMALL}&lang=en`);
    await page.getByLabel(WORDS.en.replications).fill("2");
    await page.locator("details.panel summary").click();
    const slider = page.getByRole("slider").first();
    await slider.waitFor();
    await expectClean(watched, "sliders");
    const item = page.locator(".sliders li").first();
    const before = await item.getByRole("spinbutton").inputValue();
    await slider.focus();
    await page.keyboard.press("End");
    const after = await item.getByRole("spinbutton").inputValue();
    expect(Number(after)).toBe(Number(await item.getByRole("spinbutton").getAttribute("max")));
    expect(Number(after)).toBeGreaterThan(Number(before));
    const path = (await item.locator("code").textContent()) ?? "";
    await button(page, WORDS.en.compare).click();
    await page.getByRole("heading", { name: WORDS.en.receipt }).waitFor();
    const id = new URL(page.url()).pathname.split("/").at(-1);
    const answer = await page.request.get(`${serving.url}api/v1/comparisons/${id}`);
    const { assume } = (await answer.json()) as { assume: Record<string, number> };
    expect(Object.keys(assume)).toEqual([path]);
    expect([Number(after), Number(after) * 60_000]).toContain(assume[path]);
    // Told before any number, and the command that repeats it says so.
    const said = await page.locator("main").innerText();
    expect(said).toContain("Not as the scenario has it");
    expect(said).toContain(`--assume ${path}=${assume[path]}`);
    // A run of it in the player is the run with that number, and says so too.
    const picked = page.locator(`a[href*="assume="]`).first();
    await picked.click();
    await button(page, WORDS.en.play).waitFor();
    const run = await page.request.get(
      `${serving.url}api/v1/runs/${new URL(page.url()).pathname.split("/").at(-1)}`,
    );
    expect(((await run.json()) as { assume: unknown }).assume).toEqual(assume);
    expect(complaints).toEqual([]);
  });
});

/** A page at 400 % in a window of 1280 by 1024 has this many pixels left. */
const ZOOMED = { width: 320, height: 256 } as const;

test("nothing is wider than a page of 320 pixels, and at 400 % most of the window stays free for what is read", async () => {
  await withPage(serving.url, { width: 320, colorScheme: "light" }, async ({ page }) => {
    await page.setViewportSize(ZOOMED);
    const paths = [
      ["", "main li"],
      [`replay?scenario=${SMALL}&open=1`, ".lanes"],
      [`compare?scenario=${SMALL}`, "fieldset"],
      [`scenarios/${SMALL}?make=1`, "#numbers"],
      ["protocols/eu-removal-order", ".statechart svg"],
    ] as const;
    for (const [path, there] of paths) {
      await page.goto(`${serving.url}${path}`);
      await page.locator(there).first().waitFor({ state: "attached" });
      const width = await page.evaluate("document.documentElement.scrollWidth");
      expect({ path, width }).toEqual({ path, width: 320 });
      await page.mouse.wheel(0, 600);
      expect({ path, free: await page.evaluate(freeShare) }).toEqual({ path, free: true });
    }
  });
});

/** Whether what stays in place while the page moves beneath it takes less than half of the window. */
const freeShare = `(() => {
  const stays = [...document.querySelectorAll("body *")].filter((each) => {
    const { position } = getComputedStyle(each);
    return position === "fixed" || (position === "sticky" && each.getBoundingClientRect().top <= 0);
  });
  const tall = stays.map((each) => {
    const { top, bottom, width } = each.getBoundingClientRect();
    return width < 100 ? 0 : Math.max(0, Math.min(innerHeight, bottom) - Math.max(0, top));
  });
  return tall.reduce((a, b) => a + b, 0) < innerHeight / 2;
})()`;

test("who wants less motion sees none, and what is printed has no buttons but the marking", async () => {
  await withPage(serving.url, { width: 1280, colorScheme: "dark" }, async ({ page }) => {
    await page.goto(`${serving.url}replay?scenario=${SMALL}&open=1&lang=en`);
    await button(page, WORDS.en.play).waitFor();
    const moving = `[...document.querySelectorAll("*")].filter((each) => {
      const style = getComputedStyle(each);
      return style.transitionDuration.split(",").some((span) => Number.parseFloat(span) > 0) || style.animationName !== "none";
    }).length`;
    await page.emulateMedia({ reducedMotion: "reduce" });
    // What moved before the wish was known may come to its end.
    await expect.poll(() => page.evaluate(`${moving} + document.getAnimations().length`), PATIENCE).toBe(0);
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("button").count()).toBe(0);
    expect(await page.getByText("SIMULATION", { exact: true }).first().isVisible()).toBe(true);
  });
});

test("the main path is walked by keyboard alone", async () => {
  await withPage(serving.url, { width: 1280, colorScheme: "light" }, async ({ page, complaints }) => {
    await page.goto(`${serving.url}?lang=en`);
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    await tabTo(page, WORDS.en.watch);
    await page.keyboard.press("Enter");
    await button(page, WORDS.en.play).waitFor();
    await tabTo(page, /Play$/);
    await page.keyboard.press("Enter");
    await button(page, WORDS.en.pause).waitFor();
    await page.keyboard.press("Enter");
    await tabTo(page, /To the next decision$/);
    await page.keyboard.press("Enter");
    await tabTo(page, "Exercise time");
    await page.keyboard.press("End");
    await page.getByRole("heading", { name: WORDS.en.end }).waitFor();
    await tabTo(page, WORDS.en.compareVariants);
    await page.keyboard.press("Enter");
    await page.getByLabel(WORDS.en.replications).waitFor();
    await tabTo(page, WORDS.en.replications);
    await page.keyboard.press("Control+A");
    await page.keyboard.type("1");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: WORDS.en.receipt }).waitFor();
    expect(complaints).toEqual([]);
  });
});

const MOST_TABS = 150;

/** Presses Tab until what is focused has that name; the browser's own label, text and aria name count. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const named = `(() => {
    const at = document.activeElement;
    const label = at?.labels?.[0]?.textContent ?? "";
    return at?.getAttribute("aria-label") || label || at?.textContent || "";
  })()`;
  for (let n = 0; n < MOST_TABS; n++) {
    await page.keyboard.press("Tab");
    const text = String(await page.evaluate(named)).trim();
    if (typeof name === "string" ? text === name || text.endsWith(name) : name.test(text)) return;
  }
  throw new Error(`no ${String(name)} within ${MOST_TABS} presses of Tab`);
}

test("the first page needs at most 200 kB of compressed script", async () => {
  await withPage(serving.url, { width: 1280, colorScheme: "light" }, async ({ page }) => {
    const scripts = new Set<string>();
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.endsWith(".js")) scripts.add(pathname);
    });
    await page.goto(serving.url);
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    const pages = join(import.meta.dirname, "../../dist/web");
    const sizes = [...scripts].map((path) => gzipSync(readFileSync(join(pages, path))).length);
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(200_000);
  });
});
