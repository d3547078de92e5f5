import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { parse } from "yaml";
import { come, direct, EN, FR, letIn, PATIENCE } from "./at-table.ts";

/** The pictures of pages in `docs/pictures`: what each shows, and how a page comes to show it. */

export const PICTURES_FOLDER = join(import.meta.dirname, "../../docs/pictures");

const SHIPPED = join(import.meta.dirname, "../../scenarios/exercises/first-three-hours.yaml");

export interface Picture {
  /** of the file, without its ending */
  readonly name: string;
  readonly language: "en" | "fr";
  readonly colorScheme: "light" | "dark";
  /** opens the page and brings it to where the picture is taken; addresses end with a slash */
  open(page: Page, url: string): Promise<void>;
}

/** Pictures of one exercise: several people at their own pages. */
export const PICTURES_OF_TABLE = ["exercises", "table", "seat", "projector"] as const;

/** Plays a little of an exercise, and gives the page of each picture. */
export async function openTable(
  browser: Browser,
  url: string,
): Promise<Readonly<Record<(typeof PICTURES_OF_TABLE)[number], Page>>> {
  // While an exercise runs, its server shows nobody what else there is: the list comes first.
  const exercises = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: "light" });
  await exercises.goto(`${url}exercise?lang=en`);
  await exercises.getByRole("heading", { level: 3 }).first().waitFor();
  const file = parse(readFileSync(SHIPPED, "utf8")) as object;
  const { director, code } = await direct(browser, url, { ...file, speed: 60, patience: "PT3H" });
  const desk = director.page;
  const ministry = await come(browser, url, code, { name: "Ana", words: EN });
  await come(browser, url, code, { name: "Ben", words: FR });
  const projector = await come(browser, url, code, { name: "Gil", words: EN });
  await letIn(director, "Ana", "player", "order-desk", "deciding");
  await letIn(director, "Ben", "player", "live-desk", "deciding");
  await letIn(director, "Gil", "projector");
  await ministry.page.locator(".seat-head").waitFor();
  await press(desk, /STARTEX$/);
  await ministry.page.locator(".decide input[type=radio]").first().waitFor(PATIENCE);
  await press(desk, /PAUSEX$/);
  await desk
    .locator('tr[data-row="1.01"]')
    .getByRole("button", { name: /^Send now/ })
    .click();
  await desk.getByRole("tab", { name: "Show and say", exact: true }).click();
  await desk.getByLabel("Text").fill("A livestream has been reported. Two services have been told.");
  await press(desk, "Show on the projector");
  await projector.page.getByText("Two services have been told.").waitFor(PATIENCE);
  await desk.getByRole("tab").first().click();
  return { exercises, table: desk, seat: ministry.page, projector: projector.page };
}

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();

/** Brings what is wanted to the top of the window, below the bar that stays. */
async function bring(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor({ state: "attached" });
  await page.evaluate(`(() => {
    const bar = document.querySelector(".bar")?.getBoundingClientRect().height ?? 0;
    window.scrollTo(0, document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect().top + scrollY - bar - 12);
  })()`);
}

export const PICTURES: readonly Picture[] = [
  {
    name: "library",
    language: "en",
    colorScheme: "light",
    async open(page, url) {
      await page.goto(`${url}?lang=en`);
      await page.locator("main li").first().waitFor();
    },
  },
  {
    name: "scenario",
    language: "en",
    colorScheme: "light",
    async open(page, url) {
      await page.goto(`${url}scenarios/night-watch?lang=en`);
      await bring(page, ".statechart");
    },
  },
  {
    name: "variant",
    language: "en",
    colorScheme: "light",
    async open(page, url) {
      await page.goto(`${url}scenarios/night-watch?make=1&lang=en`);
      await page.getByLabel("Name of the variant").fill("Night cover, by form");
      await page.getByLabel("Whom to change").selectOption("platforms.local-platform");
      await page.getByLabel("Name of the variant").scrollIntoViewIfNeeded();
    },
  },
  {
    name: "replay",
    language: "en",
    colorScheme: "light",
    async open(page, url) {
      await page.goto(`${url}replay?scenario=livestreamed-attack&open=1&lang=en`);
      await page.getByRole("slider").waitFor();
      // An hour and a half in: arrows of the keyboard move by minutes.
      await page.getByRole("slider").focus();
      await page.keyboard.press("End");
      await page.getByRole("heading", { name: "Whose wait it hung on" }).waitFor();
      await page.keyboard.press("Home");
      for (let n = 0; n < 12; n++) await press(page, /To the next decision$/);
      await page.locator(".duties li").first().waitFor();
    },
  },
  {
    name: "comparison",
    language: "en",
    colorScheme: "light",
    async open(page, url) {
      await page.goto(`${url}compare?scenario=night-watch&lang=en`);
      await press(page, "Compare");
      await page.getByText("done", { exact: true }).waitFor({ timeout: 300_000 });
      await page.getByRole("heading", { name: "All measures" }).waitFor();
    },
  },
  {
    name: "comparaison",
    language: "fr",
    colorScheme: "dark",
    async open(page, url) {
      await page.goto(`${url}compare?scenario=night-watch&lang=fr`);
      await press(page, "Comparer");
      await page.getByText("terminée", { exact: true }).waitFor({ timeout: 300_000 });
      await bring(page, "#distributions");
      await page.locator("#distributions .plot svg").first().waitFor();
    },
  },
];
