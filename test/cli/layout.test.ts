import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/cli/config.ts";
import { layOut, wrap } from "../../src/cli/layout.ts";
import { nearestOf } from "../../src/cli/nearest.ts";
import type { Block } from "../../src/words/index.ts";

const plain = { width: 40, colours: false };

describe("lines", () => {
  test("break at spaces, and inside a word only where it is longer than a line", () => {
    expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrap("abcdefghij k", 4)).toEqual(["abcd", "efgh", "ij k"]);
    expect(wrap("", 5)).toEqual([""]);
  });

  test("never break at a space that must not break", () => {
    expect(wrap("aa bb\u00a0:", 5)).toEqual(["aa", "bb\u00a0:"]);
  });
});

describe("blocks", () => {
  const blocks: readonly Block[] = [
    { kind: "title", text: "A scenario with a long name indeed", mark: "SIMULATION" },
    { kind: "notice", text: "A simulation: nothing here happened at all." },
    {
      kind: "timeline",
      rows: [
        { clock: "T+00:01", local: "12:01", text: "first" },
        { clock: "T+00:01", local: "12:01", text: "second" },
      ],
    },
    { kind: "entries", rows: [{ mood: "bad", label: "missed", text: "a duty", detail: "who, when" }] },
    {
      kind: "table",
      columns: [
        { text: "what", grows: true },
        { text: "n", right: true },
      ],
      rows: [["a name that is much too long for its cell", "1,000"]],
    },
    { kind: "list", items: ["one", "  below it"] },
  ];

  test("fit the width, whatever they hold", () => {
    for (const width of [40, 60, 100]) {
      for (const line of layOut(blocks, { width, colours: false }).split("\n"))
        expect([...line].length).toBeLessThanOrEqual(width);
    }
  });

  test("do not tell the same minute twice", () => {
    expect(layOut([blocks[2]], plain)).toBe("T+00:01  12:01  first\n                second\n");
  });

  test("show a mood by a symbol; colour only adds to it", () => {
    expect(layOut([blocks[3]], plain)).toContain("✗ missed  a duty");
    expect(layOut([blocks[3]], { ...plain, colours: true })).toContain("\u001b[31m✗ missed\u001b[39m");
  });
});

describe("the environment", () => {
  const terminal = { isTTY: true, columns: 200 };
  const read = (env: Record<string, string>, stdout = terminal) =>
    readConfig({ env, stdout, stderr: terminal });

  test("has colours only at a terminal that did not refuse them", () => {
    expect(read({}).colours).toBe(true);
    expect(read({ NO_COLOR: "1" }).colours).toBe(false);
    expect(read({ NO_COLOR: "" }).colours).toBe(true);
    expect(read({ TERM: "dumb" }).colours).toBe(false);
    expect(read({}, { isTTY: false, columns: 80 }).colours).toBe(false);
  });

  test("says how long exercises live that nobody comes to, and what is no number of days says nothing", () => {
    const usual = { plannedDays: 90, begunDays: 7, most: 200 };
    expect(read({}).lives).toEqual(usual);
    const given = { GOLDEN_HOUR_PLANNED_DAYS: "14", GOLDEN_HOUR_BEGUN_DAYS: "1" };
    expect(read(given).lives).toEqual({ ...usual, plannedDays: 14, begunDays: 1 });
    for (const bad of ["0", "-1", "soon", "1.5", "99999"])
      expect(read({ GOLDEN_HOUR_PLANNED_DAYS: bad, GOLDEN_HOUR_BEGUN_DAYS: bad }).lives).toEqual(usual);
  });

  test("is never wider than 100 characters", () => {
    expect(read({}).width).toBe(100);
    expect(read({}, { isTTY: true, columns: 72 }).width).toBe(72);
    expect(read({}, { isTTY: true, columns: 10 }).width).toBe(60);
  });

  test("speaks English unless it is told otherwise", () => {
    expect(read({}).language).toBe("en");
    expect(read({ GOLDEN_HOUR_LANG: "fr" }).language).toBe("fr");
    expect(read({ GOLDEN_HOUR_LANG: "de" }).language).toBe("en");
  });
});

test("the nearest name is near, or none", () => {
  expect(nearestOf("livestreamed-atack", ["livestreamed-attack", "other"])).toBe("livestreamed-attack");
  expect(nearestOf("nothing-like-it", ["livestreamed-attack", "other"])).toBe("");
});
