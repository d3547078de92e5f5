import { join } from "node:path";
import type { Page } from "playwright-core";

/** The pictures of pages in `docs/pictures`: what each shows, and how a page comes to show it. */

export const PICTURES_FOLDER = join(import.meta.dirname, "../../docs/pictures");

export interface Picture {
  /** of the file, without its ending */
  readonly name: string;
  readonly language: "en" | "fr";
  readonly colorScheme: "light" | "dark";
  /** opens the page and brings it to where the picture is taken; addresses end with a slash */
  open(page: Page, url: string): Promise<void>;
}

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).click();

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
