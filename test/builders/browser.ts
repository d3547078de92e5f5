import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";

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

/** The browser's program; a test without one fails, and says what to do. */
function findBrowser(): string {
  const named = process.env.CHROMIUM ?? "";
  for (const program of named === "" ? PROGRAMS : [named, ...PROGRAMS]) {
    if (spawnSync(program, ["--version"]).status !== 0) continue;
    if (program.includes("/")) return program;
    return spawnSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).stdout.trim();
  }
  throw new Error("no chromium, chromium-browser or google-chrome on the PATH: apt-get install -y chromium");
}

export interface View {
  readonly width: number;
  readonly colorScheme: "light" | "dark";
  /** further flags of the browser */
  readonly flags?: readonly string[];
}

export async function withBrowser<T>(
  { width, colorScheme, flags = [] }: View,
  use: (browser: BrowserContext) => Promise<T>,
): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), "golden-hour-browser-"));
  try {
    const browser = await chromium.launchPersistentContext(profile, {
      executablePath: findBrowser(),
      headless: true,
      args: [...FLAGS, ...flags],
      viewport: { width, height: 900 },
      colorScheme,
    });
    try {
      return await use(browser);
    } finally {
      await browser.close();
    }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
