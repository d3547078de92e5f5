import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { PATIENCE_MS, type View, withBrowser } from "../builders/browser.ts";

/** A page that is watched while a test uses it: what it says on the console, what it asks for, what axe finds in it. */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export interface Watched {
  readonly page: Page;
  /** errors and warnings of the console, and exceptions that nobody caught */
  readonly complaints: readonly string[];
  /** addresses that are not the server's: blocked, and counted */
  readonly strangers: readonly string[];
  /** faults that axe finds now, in the light theme and in the dark one, each with the first place */
  faults(): Promise<string[]>;
}

export async function withPage<T>(
  url: string,
  view: View & { readonly height?: number },
  use: (watched: Watched) => Promise<T>,
): Promise<T> {
  return withBrowser(view, async (browser) => {
    const page = browser.pages()[0] ?? (await browser.newPage());
    return use(await watch(browser, page, url, view.colorScheme));
  });
}

/** Whoever comes with a browser of their own: watched as `withPage` watches. */
export async function personIn(
  browser: Browser,
  url: string,
  { width, colorScheme, language }: View & { readonly language: "en" | "fr" },
): Promise<Watched> {
  const locale = language === "fr" ? "fr-FR" : "en-GB";
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, locale });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  return watch(context, page, url, colorScheme);
}

async function watch(
  context: BrowserContext,
  page: Page,
  url: string,
  colorScheme: View["colorScheme"],
): Promise<Watched> {
  const complaints: string[] = [];
  const strangers: string[] = [];
  await block(context, new URL(url).origin, strangers);
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  // Sockets are not routed: one that goes elsewhere is counted all the same.
  page.on("websocket", (socket) => {
    if (new URL(socket.url()).host !== new URL(url).host) strangers.push(socket.url());
  });
  return { page, complaints, strangers, faults: () => faultsInBoth(page, colorScheme) };
}

async function block(browser: BrowserContext, origin: string, strangers: string[]): Promise<void> {
  await browser.route("**/*", async (route) => {
    const address = route.request().url();
    if (address.startsWith(`${origin}/`) || address.startsWith("data:") || address.startsWith("blob:"))
      return route.continue();
    strangers.push(address);
    return route.abort();
  });
}

/** What is on the page is judged in both themes; the page is left in the one it had. */
async function faultsInBoth(page: Page, colorScheme: View["colorScheme"]): Promise<string[]> {
  const found: string[] = [];
  for (const theme of [colorScheme === "light" ? "dark" : "light", colorScheme] as const) {
    await page.emulateMedia({ colorScheme: theme });
    found.push(...(await faultsIn(page)).map((fault) => `${theme}: ${fault}`));
  }
  return found;
}

/** All rules of WCAG 2.2 AA, the size of targets among them, none switched off. */
async function faultsIn(page: Page): Promise<string[]> {
  // Handed in from outside: the page's own rules would let no such script in.
  if (!(await page.evaluate("typeof axe !== 'undefined'"))) await page.evaluate(AXE);
  const found = await page.evaluate(
    `axe.run(document, ${JSON.stringify({
      runOnly: { type: "tag", values: TAGS },
      rules: { "target-size": { enabled: true } },
      resultTypes: ["violations"],
    })})`,
  );
  const { violations } = found as {
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  return violations.map(
    ({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0].html} ${nodes[0].failureSummary}`,
  );
}
