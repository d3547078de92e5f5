/**
 * Frames of a page that plays a full-size run at 600x while somebody uses it: scrolls, scrubs the log's filter, moves the
 * focus. Server, simulation and browser share the cores. Prints a line of JSON: frames in each second, and how long the
 * pauses between two frames were.
 */
import { withBrowser } from "../builders/browser.ts";
import { serve } from "../web/serving.ts";

const [scenario, speed, secondsText] = process.argv.slice(2);
const seconds = Number(secondsText);

/** Notes when each frame is drawn, from now on. */
const WATCH = `(() => {
  window.drawn = [];
  const note = (at) => { window.drawn.push(at); requestAnimationFrame(note); };
  requestAnimationFrame(note);
})()`;

const serving = await serve();
try {
  await withBrowser({ width: 1280, colorScheme: "light" }, async (browser) => {
    const page = browser.pages()[0] ?? (await browser.newPage());
    page.setDefaultTimeout(120_000);
    await page.goto(`${serving.url}replay?scenario=${scenario}&open=1&lang=en`);
    await page.getByRole("button", { name: /Play$/ }).waitFor();
    await page.getByLabel("Speed").selectOption(speed);
    await page.getByRole("button", { name: /Play$/ }).click();
    const clock = () => page.locator(".when").textContent();
    const began = await clock();
    await page.evaluate(WATCH);
    const end = Date.now() + seconds * 1000;
    let turns = 0;
    while (Date.now() < end) {
      await page.mouse.move(640, 600);
      await page.mouse.wheel(0, turns % 20 < 10 ? 240 : -240);
      await page.keyboard.press("Tab");
      await page.waitForTimeout(100);
      turns += 1;
    }
    const drawn = (await page.evaluate("window.drawn")) as number[];
    const ended = await clock();
    const gaps = drawn.slice(1).map((at, place) => at - drawn[place]);
    const perSecond: number[] = [];
    for (const at of drawn) {
      const second = Math.floor((at - drawn[0]) / 1000);
      perSecond[second] = (perSecond[second] ?? 0) + 1;
    }
    const whole = Array.from(
      { length: Math.max(0, perSecond.length - 1) },
      (_, place) => perSecond[place] ?? 0,
    );
    gaps.sort((a, b) => a - b);
    const at = (share: number) => gaps[Math.min(gaps.length - 1, Math.floor(share * gaps.length))] ?? 0;
    console.log(
      JSON.stringify({
        began,
        ended,
        turns,
        perSecond: whole,
        p50: at(0.5),
        p95: at(0.95),
        p99: at(0.99),
        worst: gaps.at(-1) ?? 0,
      }),
    );
  });
} finally {
  await serving.close();
}
