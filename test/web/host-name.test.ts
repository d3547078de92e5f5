import { afterAll, beforeAll, expect, test } from "vitest";
import { PATIENCE_MS } from "../builders/browser.ts";
import { type Serving, serve } from "./serving.ts";
import { withPage } from "./watching.ts";

/** A name as a colleague would type it, which leads here and nowhere else. */
const NAME = "gh.test";

let serving: Serving;
beforeAll(async () => {
  serving = await serve(["--allow-host", NAME]);
});
afterAll(() => serving.close());

test("under a name of its own the page plays a run, and asks nobody else for anything", async () => {
  const url = serving.url.replace("127.0.0.1", NAME);
  expect(new URL(url).hostname).toBe(NAME);
  // Every other name leads nowhere: what is not blocked and counted fails.
  const view = {
    width: 1280,
    colorScheme: "light",
    flags: [`--host-resolver-rules=MAP ${NAME} 127.0.0.1, MAP * ~NOTFOUND`],
  } as const;
  await withPage(url, view, async ({ page, complaints, strangers }) => {
    await page.goto(`${url}replay?scenario=night-watch&open=1&lang=en`);
    const play = page.getByRole("button", { name: /Play$/ });
    await play.waitFor();
    await page.getByLabel("Speed").selectOption("3600");
    await play.click();
    await expect
      .poll(() => page.locator(".when").textContent(), { timeout: PATIENCE_MS })
      .not.toContain("T+00:00:00");
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
  });
});
