import type { Browser, Locator } from "playwright-core";
import { expect } from "vitest";
import { PATIENCE_MS } from "../builders/browser.ts";
import { tableFile } from "../server/table-file.ts";
import { personIn, type Watched } from "./watching.ts";

/** People of an exercise, each with a browser of their own, and what they do at its pages. */

export const both = (en: string, fr = en) => ({ en, fr });

/** Four seats, three rows, a guide and two moves: small, and at the highest speed, with time to decide. */
export const exerciseFor = (mode: "seats" | "discussion") => ({
  ...tableFile(["interior-ministry", "secretariat", "file-hosting", "large-platform"]),
  title: both("Evening watch", "Veille du soir"),
  mode,
  patience: "PT3H",
  duration: "PT3H",
  moves: [
    {
      number: 0,
      title: both("First hour", "Première heure"),
      at: "PT0S",
      situation: both("A stream has been reported.", "Une diffusion est signalée."),
      questions: [both("Who tells whom?", "Qui prévient qui ?")],
    },
    {
      number: 1,
      title: both("Copies", "Des copies"),
      at: "PT1H",
      situation: both("Copies come up elsewhere.", "Des copies apparaissent ailleurs."),
      questions: [],
    },
  ],
  rows: ["A call from the press", "A rumour", "A minister speaks"].map((title, index) => ({
    number: `1.0${index + 1}`,
    title: both(title),
    text: both(`${title}: what is known.`),
    at: "PT2H30M",
    method: "phone",
    to: ["interior-ministry", "secretariat"],
  })),
  objectives: [
    {
      id: "orders",
      text: both("Orders reach whom they name."),
      capability: both("Orders and answers"),
      targets: [
        {
          id: "in-time",
          text: both("Within the hour"),
          tasks: [{ id: "contact", text: both("Find the contact point"), source: both("A plan") }],
        },
      ],
    },
  ],
});

/** A slow machine is waited for. */
export const PATIENCE = { timeout: PATIENCE_MS };

export interface Words {
  readonly language: "en" | "fr";
  readonly toWaitingRoom: string;
  readonly noDuff: RegExp;
  readonly noDuffIs: RegExp;
  readonly decide: string;
  readonly somethingElse: string;
  readonly whatYouDo: string;
  readonly invented: string;
  readonly handIn: string;
}

export const EN: Words = {
  language: "en",
  toWaitingRoom: "To the waiting room",
  noDuff: /^NO DUFF/,
  noDuffIs: /NO DUFF/,
  decide: "Decide",
  somethingElse: "Something else",
  whatYouDo: "What you do",
  invented: "It is invented, send it",
  handIn: "Hand in",
};
export const FR: Words = {
  language: "fr",
  toWaitingRoom: "Vers la salle d’attente",
  noDuff: /^HORS EXERCICE/,
  noDuffIs: /HORS EXERCICE/,
  decide: "Décider",
  somethingElse: "Autre chose",
  whatYouDo: "Ce que vous faites",
  invented: "Elle est inventée, envoyer",
  handIn: "Remettre",
};

export interface Guest extends Watched {
  readonly name: string;
  readonly words: Words;
}

/** Somebody at the door, with the code, into the waiting room. */
export async function come(
  browser: Browser,
  url: string,
  code: string,
  {
    name,
    words,
    width = 1280,
    does,
  }: { readonly name: string; readonly words: Words; readonly width?: number; readonly does?: string },
): Promise<Guest> {
  const watched = await personIn(browser, url, { width, colorScheme: "light", language: words.language });
  const { page } = watched;
  await page.goto(`${url}join?lang=${words.language}`);
  await page.locator("input.code").fill(code);
  await page.locator("form input:not(.code)").first().fill(name);
  if (does !== undefined) await page.locator("form input:not(.code)").nth(1).fill(does);
  await page.getByRole("button", { name: words.toWaitingRoom }).click();
  await page.locator(".table-room").waitFor();
  return { ...watched, name, words };
}

/** The director lets somebody in, as what and to which seat. */
export async function letIn(
  { page }: Watched,
  name: string,
  role: string,
  seat?: string,
  device?: "deciding" | "advising",
): Promise<void> {
  const form = page.getByRole("form", { name, exact: true });
  const pick = (n: number): Locator => form.locator("select").nth(n);
  await form.waitFor();
  await pick(0).selectOption(role);
  if (seat !== undefined) await pick(1).selectOption(seat);
  if (device !== undefined) await pick(2).selectOption(device);
  await form.getByRole("button").click();
  await form.waitFor({ state: "detached", ...PATIENCE });
}

/** A director with an exercise made from a file, on its page, and the code of the door. */
export async function direct(
  browser: Browser,
  url: string,
  file: object,
): Promise<{ readonly director: Watched; readonly code: string; readonly id: string }> {
  const director = await personIn(browser, url, { width: 1280, colorScheme: "light", language: "en" });
  const { page } = director;
  await page.goto(`${url}exercise?lang=en`);
  const made = await page.evaluate(`(async () => {
    const answer = await fetch("/api/v1/exercises", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: ${JSON.stringify(JSON.stringify({ file }))},
    });
    return answer.json();
  })()`);
  const { id } = made as { id: string };
  expect(id).toMatch(/^x-/);
  await page.goto(`${url}exercise/${id}`);
  const code = (await page.locator("[data-code]").getAttribute("data-code")) ?? "";
  expect(code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
  return { director, code, id };
}
