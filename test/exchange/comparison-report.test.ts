import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { comparisonReport } from "../../src/exchange/index.ts";
import type { ComparisonPage, Language } from "../../src/words/index.ts";
import { type View, withBrowser } from "../builders/browser.ts";
import { type NamedScenario, pageOf, runComparison, SMALL, variantsOf } from "../builders/comparison.ts";
import { loadScenario } from "../builders/library.ts";

const LANGUAGES: readonly Language[] = ["en", "fr"];

describe("a report of a comparison", () => {
  let small: readonly NamedScenario[] = [];
  let page: ComparisonPage;
  let html = "";
  beforeAll(() => {
    small = variantsOf(SMALL, ["quick", "same"]);
    page = pageOf(small, runComparison(small, { sensitivity: 30 }));
    html = comparisonReport(page, "en");
  });
  const all = (pattern: RegExp, text = html) => [...text.matchAll(pattern)].map(([, found]) => found);

  test("needs nothing else: no script, no other file, no network", () => {
    for (const language of LANGUAGES) {
      const text = comparisonReport(page, language);
      expect(text.startsWith("<!doctype html>")).toBe(true);
      expect(text).not.toMatch(/<script|<iframe|<object|<embed|<img|\son[a-z]+=|@import|url\(|https?:/i);
      const links = all(/\s(?:href|src|xlink:href)="([^"]*)"/g, text);
      expect(links.filter((link) => !link.startsWith("#") && link !== "data:,")).toEqual([]);
    }
  });

  test("names its language and bears the mark", () => {
    for (const language of LANGUAGES) {
      const text = comparisonReport(page, language);
      expect(text).toContain(`<html lang="${language}">`);
      expect(text).toContain('<span class="mark">SIMULATION</span>');
    }
  });

  test("shows what an author wrote as text, never as markup", () => {
    expect(html).toContain("Small &amp; &lt;plain&gt;");
    expect(html).toContain("Quick &quot;removal&quot;");
    expect(html).not.toContain("<plain>");
    expect(html).toContain("A &lt;guess&gt;.");
  });

  test("says beside each picture what it shows, and gives a table below", () => {
    const pictures = html.split("<svg class=").slice(1);
    expect(pictures.length).toBeGreaterThan(8);
    for (const picture of pictures) {
      expect(picture).toMatch(/<title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]+<\/desc>/);
      expect(picture).toContain("<table>");
    }
    const ids = all(/\sid="([^"]+)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    const named = all(/aria-labelledby="([^"]+)"/g).flatMap((list) => list.split(" "));
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test("draws both ends of an assumption with their intervals, labelled by the number assumed there", () => {
    const drawn = html.split(/aria-labelledby="tornado-\d/).slice(1);
    const moved = page.tornado.filter(({ bars }) => bars.some(({ width }) => width > 0));
    expect(moved.length).toBeGreaterThan(2);
    expect(drawn).toHaveLength(moved.length);
    let ends = 0;
    for (const [n, { bars }] of moved.entries()) {
      const [picture] = drawn[n].split("</svg>");
      const places = all(/<circle class="plain (?:hollow|filled)" cx="([\d.]+)%"/g, picture).map(Number);
      const lines = [
        ...picture.matchAll(
          /<line class="plain reach" x1="([\d.]+)%" y1="([\d.]+)" x2="([\d.]+)%" y2="([\d.]+)"/g,
        ),
      ]
        .map(([, ...each]) => each.map(Number))
        .filter(([x1, , x2]) => x2 > x1);
      const values = all(/<text class="tick value"[^>]*>([^<]+)</g, picture);
      const shown = bars.filter(({ width }) => width > 0);
      const said = shown.flatMap(({ low, high }) => [low, high].filter((end) => end !== null));
      expect(values.map(Number)).toEqual(said.map(({ value }) => value));
      // Places are a linear function of the effects: two of them give it, and all others, ends of intervals too, lie on it.
      const estimates = said.map(({ estimate }) => estimate);
      const least = estimates.indexOf(Math.min(...estimates));
      const most = estimates.indexOf(Math.max(...estimates));
      const perUnit = (places[most] - places[least]) / (estimates[most] - estimates[least]);
      const at = (effect: number) => places[least] + (effect - estimates[least]) * perUnit;
      const inside = (effect: number | null, edge: number) =>
        effect === null ? edge : Math.min(80, Math.max(20, at(effect)));
      let next = 0;
      for (const [i, { estimate, interval }] of said.entries()) {
        expect(places[i]).toBeCloseTo(at(estimate), 0);
        if (interval.kind !== "interval") continue;
        const [from, , to] = lines[next++];
        expect(from).toBeCloseTo(inside(interval.low, 20), 0);
        expect(to).toBeCloseTo(inside(interval.high, 80), 0);
        ends++;
      }
      expect(next).toBe(lines.length);
    }
    expect(ends).toBeGreaterThan(5);
  });

  test("draws no place that is no number", () => {
    expect(html).not.toMatch(/(NaN|Infinity|undefined)/);
  });

  test("leads from its contents to every part of it", () => {
    const ids = all(/<section id="([^"]+)"/g);
    expect(all(/<li><a href="#([^"]+)"/g)).toEqual(ids);
    expect(ids).toEqual([
      "findings",
      "headlines",
      "distributions",
      "curves",
      "duties",
      "tradeOff",
      "tornado",
      "measures",
      "assumptions",
      "receipt",
    ]);
  });

  test("holds the receipt, and every assumption with its range and reason", () => {
    expect(html).toContain(page.digest);
    for (const { path } of page.assumed) expect(html).toContain(path);
    expect(html).toContain("0.1 … 0.6");
  });

  test("still is a page when it was called off before anything came", () => {
    const none = pageOf(small, runComparison(small, {}, 1));
    for (const language of LANGUAGES) {
      const text = comparisonReport(none, language);
      expect(all(/<section id="([^"]+)"/g, text)).toEqual(["findings", "assumptions", "receipt"]);
      expect(text).not.toMatch(/(NaN|Infinity|undefined)/);
    }
  });
});

describe("in a browser, opened from disk", () => {
  let folder = "";
  let page: ComparisonPage;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "golden-hour-report-"));
    const shipped = ["base", "eu-one-hour-order"].map((name) => ({
      name,
      title: name === "base" ? { en: "as it stands", fr: "tel quel" } : { en: "One hour", fr: "Une heure" },
      scenario: loadScenario("livestreamed-attack", name === "base" ? undefined : name),
    }));
    page = pageOf(shipped, runComparison(shipped, { replications: 30 }));
    const small = variantsOf(SMALL, ["quick", "same"]);
    const withTornado = pageOf(small, runComparison(small, { sensitivity: 30 }));
    for (const language of LANGUAGES) {
      writeFileSync(join(folder, `${language}.html`), comparisonReport(page, language));
      writeFileSync(join(folder, `tornado-${language}.html`), comparisonReport(withTornado, language));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  interface Opened {
    readonly tab: Page;
    /** errors, and what the page asked for beyond itself */
    readonly faults: string[];
  }

  async function open(browser: BrowserContext, name: string): Promise<Opened> {
    await browser.setOffline(true);
    const tab = await browser.newPage();
    const address = pathToFileURL(join(folder, `${name}.html`)).href;
    const faults: string[] = [];
    tab.on("console", (message) => faults.push(message.text()));
    tab.on("pageerror", (error) => faults.push(error.message));
    tab.on("request", (request) => {
      if (request.url() !== address) faults.push(request.url());
    });
    await tab.goto(address, { waitUntil: "load" });
    return { tab, faults };
  }

  const VIEWS: readonly (View & { readonly language: Language })[] = [
    { width: 1280, colorScheme: "light", language: "en" },
    { width: 320, colorScheme: "dark", language: "fr" },
  ];

  test.each(VIEWS)(
    "has no error, asks for nothing and never scrolls sideways: %o",
    async ({ language, ...view }) => {
      await withBrowser(view, async (browser) => {
        const { tab, faults } = await open(browser, language);
        await unfold(tab);
        const png = await tab.screenshot({ fullPage: true });
        expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
        expect([png.readUInt32BE(16), png.readUInt32BE(20) > 2000]).toEqual([view.width, true]);
        expect(await tab.evaluate("document.documentElement.scrollWidth")).toBe(view.width);
        const ground = await tab.evaluate("getComputedStyle(document.body).backgroundColor");
        expect(ground).toBe(view.colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(17, 23, 29)");
        expect(faults).toEqual([]);
      });
    },
  );

  test.each(["light", "dark"] as const)(
    "breaks no rule of accessibility that can be tried (WCAG 2.2, A and AA): %s",
    async (colorScheme) => {
      await withBrowser({ width: 1280, colorScheme }, async (browser) => {
        for (const name of [colorScheme === "light" ? "en" : "fr", "tornado-en", "tornado-fr"]) {
          const { tab } = await open(browser, name);
          await unfold(tab);
          const { violations, passes } = await judge(tab);
          expect([name, ...violations]).toEqual([name]);
          expect(passes).toEqual(expect.arrayContaining(["color-contrast", "html-has-lang", "target-size"]));
        }
      });
    },
  );

  test("would be told of a rule that it breaks", async () => {
    await withBrowser({ width: 1280, colorScheme: "light" }, async (browser) => {
      const { tab } = await open(browser, "tornado-en");
      await tab.evaluate(`
        document.documentElement.removeAttribute("lang");
        document.querySelector("h1").style.color = "#ddd";
        document.querySelector("nav ul").style.cssText = "display: block; line-height: 9px";
        for (const link of document.querySelectorAll("nav a")) {
          link.parentElement.style.height = "9px";
          link.style.cssText = "display: block; min-height: 0; height: 9px; font-size: 8px";
        }
        document.querySelector("svg title").remove();
      `);
      const { violations } = await judge(tab);
      expect(violations.map(([rule]) => rule)).toEqual(
        expect.arrayContaining(["color-contrast", "html-has-lang", "target-size"]),
      );
    });
  });

  test.each([320, 660, 1280])("leaves no label of a picture outside the page: %i px wide", async (width) => {
    await withBrowser({ width, colorScheme: "light" }, async (browser) => {
      for (const name of LANGUAGES.flatMap((language) => [language, `tornado-${language}`])) {
        const { tab } = await open(browser, name);
        await unfold(tab);
        const labels = (await tab.evaluate(`
          [...document.querySelectorAll("svg text")].map((each) => [each.getBoundingClientRect(), each.textContent])
            .map(([{ left, right }, text]) => [left, right, text])
        `)) as readonly (readonly [left: number, right: number, text: string])[];
        expect(labels.length).toBeGreaterThan(50);
        expect(labels.filter(([left, right]) => left < 0 || right > width)).toEqual([]);
      }
    });
  });

  test("is printed in full: nothing folded, nothing cut off, the navigation left out", async () => {
    await withBrowser({ width: 794, colorScheme: "dark" }, async (browser) => {
      const { tab } = await open(browser, "tornado-en");
      await tab.emulateMedia({ media: "print" });
      expect(await tab.locator("nav").isVisible()).toBe(false);
      const heights = (await tab.evaluate(
        `[...document.querySelectorAll("details tbody tr")].map((each) => each.getBoundingClientRect().height)`,
      )) as readonly number[];
      expect(heights.length).toBeGreaterThan(20);
      expect(Math.min(...heights)).toBeGreaterThan(0);
      expect(await tab.evaluate("getComputedStyle(document.body).backgroundColor")).toBe(
        "rgb(255, 255, 255)",
      );
    });
  });

  test("shows in its picture the numbers of the document, within the digits shown", async () => {
    await withBrowser({ width: 1280, colorScheme: "light" }, async (browser) => {
      const { tab } = await open(browser, "en");
      let checked = 0;
      for (const { variant, kernel, measures } of page.tables) {
        for (const name of page.family.measures) {
          const row = measures.find(({ id, platform }) => id === name && platform === undefined);
          const cell = (of: string) =>
            tab.locator(
              `table[data-variant="${variant}"] tr[data-measure="${name}"] td[data-kernel="${kernel}"][data-of="${of}"]`,
            );
          for (const of of ["baseline", "variant"] as const) {
            const box = await cell(of).boundingBox();
            // It is there to be seen, and so on the screenshot.
            expect(box?.width).toBeGreaterThan(20);
            expectShown(await cell(of).innerText(), row?.[of]?.estimate ?? Number.NaN);
            checked++;
          }
          const [difference] = (await cell("difference").innerText()).split("(");
          expectShown(difference, row?.difference?.estimate ?? Number.NaN);
        }
      }
      expect(checked).toBe(2 * 2 * page.family.measures.length);
    });
  });

  test("draws the deadlines of its duties across the curves of time to removal", async () => {
    await withBrowser({ width: 1280, colorScheme: "light" }, async (browser) => {
      const { tab } = await open(browser, "en");
      const names = await tab.locator("svg[aria-labelledby^=curve-0] .deadline-name").allTextContents();
      expect(names).toContain("1 h");
      const [line] = await tab.locator("svg[aria-labelledby^=curve-0] line.deadline").all();
      const tick = tab.locator("svg[aria-labelledby^=curve-0] text.tick", { hasText: /^1 h$/ });
      const [drawn, named] = [await line.boundingBox(), await tick.boundingBox()];
      expect(Math.abs((drawn?.x ?? 0) - (named?.x ?? 0) - (named?.width ?? 0) / 2)).toBeLessThan(3);
    });
  });
});

/** What is folded away takes room too. */
const unfold = (tab: Page) =>
  tab.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

interface Judged {
  /** each rule that is broken, and where */
  readonly violations: readonly (readonly [rule: string, targets: readonly string[]])[];
  readonly passes: readonly string[];
}

/** Asks axe, every rule of these levels; that on the size of targets is off unless it is asked for. */
async function judge(tab: Page): Promise<Judged> {
  await tab.evaluate(axe.source);
  const options = {
    runOnly: { type: "tag", values: TAGS },
    rules: { "target-size": { enabled: true } },
  };
  const { violations, passes } = (await tab.evaluate(
    `axe.run(document, ${JSON.stringify(options)})`,
  )) as Pick<axe.AxeResults, "violations" | "passes">;
  return {
    violations: violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(" "))]),
    passes: passes.map(({ id }) => id),
  };
}

const SPANS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, min: 60_000, s: 1000, ms: 1 };

/** Reads a shown number back without the words' help: within half of its last digit, or the last unit of a span. */
function expectShown(text: string, value: number): void {
  const plain = text
    .replaceAll(/[\u00a0\u202f]/g, " ")
    .replaceAll(",", "")
    .replace("−", "-")
    .trim();
  const sign = plain.startsWith("-") ? -1 : 1;
  const parts = [...plain.matchAll(/(\d+(?:\.\d+)?) ?([a-z]*)/g)].map(([, number, unit]) => ({
    number,
    unit,
  }));
  const isSpan = parts.every(({ unit }) => unit in SPANS) && Math.abs(value) > 1000 && parts[0].unit !== "h";
  const inTime = parts.length > 1 || (isSpan && parts[0].unit in SPANS);
  const scale = (unit: string) => (inTime ? SPANS[unit] : 1);
  const read = sign * parts.reduce((sum, { number, unit }) => sum + Number(number) * scale(unit), 0);
  const last = parts[parts.length - 1];
  const digits = last.number.split(".")[1]?.length ?? 0;
  let step = scale(last.unit);
  for (let n = 0; n < digits; n++) step /= 10;
  expect(Math.abs(read - value), `${text} for ${value}`).toBeLessThanOrEqual(step);
}
