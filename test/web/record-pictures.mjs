/**
 * Takes the pictures of pages in docs/pictures anew: `npm run build && npx tsx test/web/record-pictures.mjs [NAME …]`. Look at
 * each before it is kept.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { withBrowser, withPeople } from "../builders/browser.ts";
import { openTable, PICTURES, PICTURES_FOLDER, PICTURES_OF_TABLE } from "./pictures.ts";
import { serve } from "./serving.ts";

const wanted = process.argv.slice(2);
const isWanted = (name) => wanted.length === 0 || wanted.includes(name);
const keep = async (page, name) => {
  await page.screenshot({ path: join(PICTURES_FOLDER, `${name}.png`), animations: "disabled" });
  console.log(name);
};
const serving = await serve();
try {
  mkdirSync(PICTURES_FOLDER, { recursive: true });
  for (const { name, colorScheme, open } of PICTURES) {
    if (!isWanted(name)) continue;
    await withBrowser({ width: 1280, colorScheme }, async (browser) => {
      const page = browser.pages()[0] ?? (await browser.newPage());
      page.setDefaultTimeout(60_000);
      await open(page, serving.url);
      await keep(page, name);
    });
  }
  if (PICTURES_OF_TABLE.some(isWanted))
    await withPeople(async (browser) => {
      for (const [name, page] of Object.entries(await openTable(browser, serving.url)))
        if (isWanted(name)) await keep(page, name);
    });
} finally {
  await serving.close();
}
