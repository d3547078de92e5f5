import { strFromU8, unzipSync } from "fflate";
import mammoth from "mammoth";
import { readSheet } from "read-excel-file/node";
import { describe, expect, test } from "vitest";
import {
  comparisonBrief,
  comparisonDocument,
  comparisonWorkbook,
  runPageOf,
  runReport,
  runWorkbook,
} from "../../src/exchange/index.ts";
import { prepare, Recording } from "../../src/experiment/index.ts";
import { titlesOf } from "../../src/words/index.ts";
import { runComparison, SMALL, variantsOf } from "../builders/comparison.ts";

const MARK = "SIMULATION";
const title = { en: "As it stands", fr: "Tel quel" };
const variants = variantsOf(SMALL, ["quick"]);
const subjects = variants.map(({ name, scenario }) => ({
  name,
  scenario,
  variantTitle: { en: name, fr: name },
}));
const comparison = runComparison(variants, { replications: 4 }).comparison();
const document = (language: "en" | "fr") =>
  comparisonDocument({ source: "small", subjects, version: "0.0.0" }, comparison, language);

describe("the brief of a comparison", () => {
  const HEADINGS = {
    en: [
      "Question",
      "Finding",
      "Price in wrongful removals and burden",
      "Assumptions that would turn it",
      "What the model leaves out",
      "Receipt",
    ],
    fr: [
      "Question",
      "Constat",
      "Prix en retraits à tort et en charge",
      "Suppositions qui l’inverseraient",
      "Ce que le modèle laisse de côté",
      "Reçu",
    ],
  } as const;

  test.each(["en", "fr"] as const)(
    "opens elsewhere with its six parts in %s, marked on each page, and has room on two",
    async (language) => {
      const bytes = await comparisonBrief(document(language), language);
      const { value: html, messages } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
      expect(messages.filter(({ type }) => type === "error")).toEqual([]);
      const headings = [...html.matchAll(/<h1>(.*?)<\/h1>/g)].map(([, text]) =>
        text.replaceAll(/<[^>]+>/g, ""),
      );
      expect(headings).toEqual([...HEADINGS[language]]);
      expect(html).toContain(comparison.digest);
      const files = unzipSync(bytes);
      const furniture = Object.keys(files).filter((name) => /^word\/(?:header|footer)\d+\.xml$/.test(name));
      expect(furniture).toHaveLength(2);
      for (const name of furniture) expect(strFromU8(files[name])).toContain(MARK);
      // 9-point type on A4: about 700 words and 60 lines a page.
      const words = html.replaceAll(/<[^>]+>/g, " ").split(/\s+/).length;
      expect(words).toBeGreaterThan(150);
      expect(words).toBeLessThan(1100);
    },
  );

  test("the same comparison gives the same bytes, which hold no time of their making", async () => {
    const [one, other] = await Promise.all([1, 2].map(() => comparisonBrief(document("en"), "en")));
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
    expect(strFromU8(unzipSync(one)["docProps/core.xml"])).not.toMatch(/20[2-9]\d-/);
  });
});

describe("workbooks", () => {
  const prepared = prepare(variants[0].scenario);
  const recorded = new Recording(prepared, { seed: 2, replication: 0 }).finish();
  const subject = { scenario: variants[0].scenario, variantTitle: title, titles: titlesOf([]) };
  const page = runPageOf(subject, prepared, recorded, { "golden-hour": "0.0.0" });

  test("a comparison's numbers stand in cells as they are, every sheet under the marking", async () => {
    const bytes = Buffer.from(await comparisonWorkbook(document("en"), "en"));
    for (const sheet of [1, 2, 3, 4, 5]) expect((await readSheet(bytes, sheet))[0][0]).toBe(MARK);
    const [, head, ...rows] = await readSheet(bytes, "Measures");
    const column = (name: string) => head.indexOf(name);
    const [table] = comparison.tables;
    const line = table.measures.find(({ difference }) => (difference?.estimate ?? null) !== null);
    if (line === undefined) throw new Error("nothing differs");
    const row = rows.find(
      (each) => each[column("id")] === line.id && (each[column("platform")] ?? undefined) === line.platform,
    );
    expect(row?.[column("paired difference")]).toBe(line.difference?.estimate);
    expect(rows).toHaveLength(comparison.tables.reduce((sum, { measures }) => sum + measures.length, 0));
  });

  test("a run's measures stand in cells as they are; again the same bytes", async () => {
    const [one, other] = await Promise.all([1, 2].map(() => runWorkbook(page, "fr")));
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
    const [[mark], head, ...rows] = await readSheet(Buffer.from(one), "Mesures");
    expect(mark).toBe(MARK);
    const column = head.indexOf("valeur");
    expect(rows.map((row) => row[column] ?? null)).toEqual(page.measures.map(({ value }) => value));
  });

  test("a run as a page holds its marking at the head, at the foot and on each printed page, and every measure told", () => {
    const html = runReport(page, "en");
    expect(html.split(MARK).length - 1).toBeGreaterThanOrEqual(4);
    expect(html).toContain('class="each-page"');
    expect(html).toContain(recorded.digest);
    expect(html).not.toMatch(/<script|https?:/);
  });
});
