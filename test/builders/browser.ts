import { spawnSync } from "node:child_process";
import { type Browser, type BrowserContext, chromium } from "playwright-core";

/** The system's Chromium, with an empty profile of its own that is gone afterwards. */

const PROGRAMS = ["chromium", "chromium-browser", "google-chrome"];
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let program: string | undefined;

/** The browser's program; a test without one fails, and says what to do. */
function findBrowser(): string {
  program ??= lookForBrowser();
  return program;
}

function lookForBrowser(): string {
  const named = process.env.CHROMIUM ?? "";
  for (const name of named === "" ? PROGRAMS : [named, ...PROGRAMS]) {
    if (spawnSync(name, ["--version"]).status !== 0) continue;
    if (name.includes("/")) return name;
    return spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).stdout.trim();
  }
  throw new Error("no chromium, chromium-browser or google-chrome on the PATH: apt-get install -y chromium");
}

/** How long a page is waited for, in milliseconds: a slow machine is no fault, and what never comes is one. */
export const PATIENCE_MS = 300_000;

export interface View {
  readonly width: number;
  readonly colorScheme: "light" | "dark";
  /** further flags of the browser */
  readonly flags?: readonly string[];
}

const launch = (flags: readonly string[]): Promise<Browser> =>
  chromium.launch({
    executablePath: findBrowser(),
    headless: true,
    args: [...FLAGS, ...flags],
    timeout: PATIENCE_MS,
  });

/** How long the shared browser stays open when nobody uses it, in milliseconds: the next test may. */
const IDLE = 3000;

/** One browser for all that need no flags of their own: to start one takes longer than most of what is done in it. */
let shared: Promise<Browser> | undefined;
let users = 0;
let closing: NodeJS.Timeout | undefined;

async function borrow(): Promise<Browser> {
  clearTimeout(closing);
  users++;
  shared ??= launch([]);
  const browser = await shared;
  if (!browser.isConnected()) shared = launch([]);
  return shared;
}

function giveBack(): void {
  users--;
  if (users > 0) return;
  closing = setTimeout(() => {
    void shared?.then((browser) => browser.close());
    shared = undefined;
  }, IDLE);
}

/** Each use has a profile of its own: nothing that one stored is seen by another. */
export async function withBrowser<T>(
  { width, colorScheme, flags = [] }: View,
  use: (browser: BrowserContext) => Promise<T>,
): Promise<T> {
  const isOwn = flags.length > 0;
  const browser = isOwn ? await launch(flags) : await borrow();
  try {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    context.setDefaultTimeout(PATIENCE_MS);
    try {
      return await use(context);
    } finally {
      await context.close();
    }
  } finally {
    if (isOwn) await browser.close();
    else giveBack();
  }
}

/** The same, for many people at once: each makes a context of their own in it. */
export async function withPeople<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await borrow();
  const before = new Set(browser.contexts());
  try {
    return await use(browser);
  } finally {
    await Promise.all(
      browser.contexts().map((context) => (before.has(context) ? undefined : context.close())),
    );
    giveBack();
  }
}
