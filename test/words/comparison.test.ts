import { beforeAll, describe, expect, test } from "vitest";
import { layOut } from "../../src/cli/layout.ts";
import {
  type Block,
  type ComparisonPage,
  commandOf,
  comparisonPage,
  type Language,
} from "../../src/words/index.ts";
import { type NamedScenario, pageOf, runComparison, SMALL, variantsOf } from "../builders/comparison.ts";
import { loadScenario } from "../builders/library.ts";

const LANGUAGES: readonly Language[] = ["en", "fr"];
const NO_BREAK = /[\u00a0\u202f]/g;

let variants: readonly NamedScenario[] = [];
let fixed: ComparisonPage;
let varied: ComparisonPage;
beforeAll(() => {
  variants = variantsOf(SMALL, ["quick", "same"]);
  fixed = pageOf(variants, runComparison(variants, { sensitivity: 30 }));
  varied = pageOf(variants, runComparison(variants, { assumptions: "vary", replications: 40 }));
});

/** All that a page says, spaces alike. */
const textOf = (page: ComparisonPage, language: Language = "en"): string =>
  flat(layOut(comparisonPage(page, language), { width: 10_000, colours: false }));
const flat = (text: string) => text.replaceAll(NO_BREAK, " ").replaceAll(/ +/g, " ");
const tablesOf = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.kind === "table" ? [block] : []));

type Headline = ComparisonPage["headlines"][number];

const repeated = (change: Partial<ComparisonPage>) => commandOf({ ...fixed, ...change });
const REACHED = { target: 0.1, looked: 32, stoppedAt: 32, slowest: null };

/** The same document with another first headline. */
const withHeadline = (page: ComparisonPage, change: Partial<Headline>): ComparisonPage => ({
  ...page,
  headlines: page.headlines.map((headline, n) => (n === 0 ? { ...headline, ...change } : headline)),
});

describe("the page of a comparison", () => {
  test("bears the mark at its head, and says the same things in both languages", () => {
    const [en, fr] = LANGUAGES.map((language) => comparisonPage(fixed, language));
    expect(en[0]).toMatchObject({ kind: "title", mark: "SIMULATION" });
    expect(fr[0]).toMatchObject({ kind: "title", mark: "SIMULATION" });
    expect(fr.map(({ kind }) => kind)).toEqual(en.map(({ kind }) => kind));
    expect(tablesOf(fr).map(({ rows }) => rows.length)).toEqual(tablesOf(en).map(({ rows }) => rows.length));
  });

  test("fits a hundred columns in both languages, with chance alone and with what we do not know", () => {
    for (const page of [fixed, varied])
      for (const language of LANGUAGES) {
        const lines = layOut(comparisonPage(page, language), { width: 100, colours: false }).split("\n");
        // A command is one word to copy, the addresses of settings another.
        expect(lines.filter((line) => [...line].length > 100)).toEqual([]);
      }
  });

  test("says a plain sentence for each headline measure of each variant", () => {
    const entries = comparisonPage(fixed, "en").flatMap((block) =>
      block.kind === "entries" ? block.rows : [],
    );
    expect(entries).toHaveLength(8);
    const [, last] = entries;
    expect(last.label).toBe("better");
    expect(flat(last.text)).toMatch(/^All removed: \d+ h \d+ min earlier on average \(.+ to .+\)\.$/);
    expect(last.detail).toContain("power-law kernel");
  });

  test("says of a variant that changes nothing that it is the same in every replication", () => {
    expect(textOf(fixed)).toContain("Hours online, all items together: the same in every replication.");
    expect(textOf(fixed, "fr")).toContain("la même chose dans chaque réplication");
  });

  test("says that only chance is in it while assumed numbers stand still, and that more is when they were drawn", () => {
    expect(textOf(fixed)).toContain("Chance only, at the assumed values");
    expect(textOf(varied)).not.toContain("Chance only");
    expect(textOf(varied)).toContain("Chance and what we do not know");
    expect(textOf(varied)).toMatch(/better in \d+ \(\d+ to \d+\) of 40 settings of what we do not know/);
    expect(textOf(varied, "fr")).toMatch(
      /meilleur dans \d+ \(\d+ à \d+\) sur 40 jeux de ce que nous ne savons pas/,
    );
  });

  test("states the family of verdicts that hold together", () => {
    expect(textOf(fixed)).toContain("8 headline verdicts (4 measures, 2 variants) hold together at 95 %");
    expect(textOf(fixed)).toContain("each interval is at 99.4 %");
  });

  test("names a mean that goes up to the end only, with how many were open, and quantiles not reached", () => {
    const open = fixed.tables[0].measures.find(({ id }) => id === "time.removal.last");
    expect(open?.baseline?.is).toBe("restricted-mean");
    const count = `open in ${open?.baseline?.open} and ${open?.variant?.open} of 40`;
    expect(textOf(fixed)).toContain(`mean up to the end, ${count}`);
    expect(textOf(fixed)).toContain("not reached");
    expect(textOf(fixed, "fr")).toContain("moyenne jusqu’à la fin");
  });

  test("gives every number of the headline table its unit", () => {
    const table = tablesOf(comparisonPage(fixed, "en")).find(
      ({ columns }) => columns[1]?.text === "baseline",
    );
    const cells = (table?.rows ?? []).flatMap(([, baseline, variant]) => [baseline, variant]);
    expect(cells.length).toBeGreaterThan(0);
    for (const cell of cells) expect(flat(cell)).toMatch(/( h| items?|^T[+-]\d\d:\d\d|min|s)$/);
  });

  test("shows both kernels, and marks a verdict that turns over", () => {
    const steady = { ...fixed, headlines: fixed.headlines.map((each) => ({ ...each, turnsOver: false })) };
    expect(textOf(steady)).not.toMatch(/⇄ (better|worse|cannot)/);
    const turned = withHeadline(fixed, { turnsOver: true });
    expect(textOf(turned)).toContain("⇄ turns over under the other kernel");
    expect(textOf(turned)).toMatch(/⇄ (better|worse|cannot tell yet)/);
  });
});

/** The page where its first headline has this verdict. */
const said = (verdict: Headline["verdict"], language: Language) =>
  textOf(
    withHeadline(fixed, { verdict, byKernel: [{ ...fixed.headlines[0].byKernel[0], verdict }] }),
    language,
  );

describe("verdicts in words", () => {
  test.each([
    [{ kind: "better" }, "better", "meilleur"],
    [{ kind: "worse" }, "worse", "moins bon"],
    [{ kind: "no-difference" }, "less than matters (5 %)", "moins que ce qui compte (5 %)"],
    [{ kind: "depends-on", on: "kernel" }, "depends on the kernel", "dépend du noyau"],
    [{ kind: "depends-on", on: "a.b" }, "depends on “a.b”", "dépend de « a.b »"],
    [{ kind: "depends-on", on: null }, "several assumptions together", "plusieurs suppositions ensemble"],
    [
      { kind: "cannot-tell-yet", why: "interval", needed: 1234 },
      "cannot tell yet (probably settled by 1,300 replications)",
      "pas encore tranché (probablement tranché avec 1 300 réplications)",
    ],
    [
      { kind: "cannot-tell-yet", why: "interval", needed: null },
      "too near the edge",
      "trop près de la limite",
    ],
    [{ kind: "cannot-tell-yet", why: "open-cases", needed: null }, "cases still open", "cas encore en cours"],
    [{ kind: "none", why: "no-direction" }, "neither way is better", "aucun sens n’est meilleur"],
    [{ kind: "none", why: "not-alike" }, "other duties were started", "d’autres obligations ont commencé"],
    [{ kind: "none", why: "absent" }, "not in the same replications", "pas dans les mêmes réplications"],
  ] as const)("%o", (verdict, en, fr) => {
    expect(said(verdict, "en")).toContain(en);
    expect(said(verdict, "fr")).toContain(fr);
  });

  test("what is another number at this scale is shown as that, and without its number", () => {
    const [table, ...rest] = fixed.tables;
    const measures = table.measures.map((row) =>
      row.id === "item.hours" ? { ...row, verdict: { kind: "none", why: "scale" } as const } : row,
    );
    const page: ComparisonPage = {
      ...withHeadline(fixed, { verdict: { kind: "none", why: "scale" } }),
      scale: 0.1,
      tables: [{ ...table, measures }, ...rest],
    };
    const rows = tablesOf(comparisonPage(page, "en")).flatMap((each) => each.rows);
    const row = rows.find(([name]) => name === "Hours online, all items together");
    expect(row?.slice(1, 4)).toEqual(["–", "–", "not at this scale"]);
    expect(textOf(page)).toContain("At scale 0.1");
  });
});

describe("what must be said before any number", () => {
  test("a result that was cut short is marked as partial, with how far it came", () => {
    const whole = runComparison(variants, { replications: 40 });
    const cut = runComparison(variants, { replications: 40 }, whole.done - 5);
    const page = pageOf(variants, cut);
    expect(page.isPartial).toBe(true);
    const notice = comparisonPage(page, "en").find(({ kind }) => kind === "notice");
    expect(notice).toMatchObject({
      text: expect.stringMatching(/^Partial result: \d+ of 40/),
    });
  });

  test("a comparison of which nothing has come says so, and shows no table of measures", () => {
    const page = pageOf(variants, runComparison(variants, {}, 1));
    expect(page.replications).toBe(0);
    for (const language of LANGUAGES) expect(textOf(page, language)).toMatch(/0 (of|réplications sur) 40/);
  });

  test("a kernel that would never end, and a cap that was reached", () => {
    const page: ComparisonPage = {
      ...fixed,
      endless: ["power-law"],
      variants: fixed.variants.map((each) => ({
        ...each,
        settings: each.settings.map((setting) => ({ ...setting, capped: 0.25 })),
      })),
    };
    expect(textOf(page)).toContain("Under the power-law kernel some variant would spread for ever");
    expect(textOf(page)).toContain("“as it stands” in 25 % (exponential kernel)");
    expect(textOf(page, "fr")).toContain("plafond de contenus");
  });
});

describe("what stands behind it", () => {
  test("says when the wanted precision was not reached, and which measure is the slow one", () => {
    const page = pageOf(variants, runComparison(variants, { precision: 0.0001, replications: 100 }));
    expect(textOf(page)).toContain("Not reached after 100 replications. The slow one is “");
    expect(textOf(page, "fr")).toContain("Pas atteint après 100 réplications. La plus lente est « ");
    expect(textOf(fixed)).not.toContain("The slow one");
  });

  test("names in the tornado the numbers at both ends of each range", () => {
    const text = textOf(fixed);
    expect(text).toContain("hangs most on “platforms.");
    const number = "[−+]?[\\d.,]+";
    const [low, high] = ["0\\.1", "0\\.6"].map((at) => `${number} h at ${at} \\(${number} … ${number}\\)`);
    expect(text).toMatch(new RegExp(`platforms\\.near\\.offspring\\.far ±? ?${low} ${high}`));
  });

  test("gives a receipt from which anyone can repeat it", () => {
    const text = textOf(varied);
    expect(text).toContain(varied.digest);
    for (const { settings } of varied.variants) for (const { id } of settings) expect(text).toContain(id);
    expect(text).toContain(
      "golden-hour compare small --variants quick,same --baseline base --replications 40 --seed 1 --assumptions vary",
    );
  });

  test("repeats what was cut short as far as it came, and what a precision stopped by that precision", () => {
    expect(repeated({})).toBe(
      "golden-hour compare small --variants quick,same --baseline base --replications 40 --seed 1 --sensitivity 30",
    );
    expect(
      repeated({ isPartial: true, replications: 12, precision: { ...REACHED, stoppedAt: null } }),
    ).toContain("--replications 12 --seed 1 --sensitivity 30");
    expect(repeated({ isPartial: true, replications: 0 })).toContain("--replications 40");
    expect(repeated({ replications: 32, precision: REACHED })).toContain(
      "--replications 40 --seed 1 --precision 0.1",
    );
    expect(repeated({ perSetting: 2, wanted: 80, assumptions: "vary" })).toContain(
      "--replications 40 --seed 1 --assumptions vary",
    );
    // Ranges that were screened are a report's own: nobody asked for them.
    expect(repeated({ sensitivity: null })).not.toContain("--sensitivity");
    expect(repeated({ scale: 2.5e-7 })).toContain("--scale 0.00000025");
    expect(repeated({ source: "my files/it's.yaml" })).toContain(
      "compare 'my files/it'\\''s.yaml' --variants",
    );
  });

  test("prints no share of deadlines met without the number started, and withholds verdicts on other duties", () => {
    const names = ["base", "eu-one-hour-order"];
    const shipped = names.map((name) => ({
      name,
      title: { en: name, fr: name },
      scenario: loadScenario("livestreamed-attack", name === "base" ? undefined : name),
    }));
    const page = pageOf(shipped, runComparison(shipped, { replications: 6 }));
    const table = tablesOf(comparisonPage(page, "en")).find(
      ({ columns }) => columns[0]?.text === "deadlines",
    );
    expect(table?.columns.map(({ text }) => text)).toContain("started");
    expect(table?.rows.length).toBeGreaterThan(2);
    for (const [, , started, met, share] of table?.rows ?? []) {
      expect(Number.parseFloat(started)).toBeGreaterThan(0);
      expect(met).toMatch(/\d/);
      expect(share).toMatch(/\d %|too little to divide by/);
    }
    const verdicts = (table?.rows ?? []).map((row) => row[5]);
    expect(verdicts).toContain("no verdict (other duties were started)");
  });
});
