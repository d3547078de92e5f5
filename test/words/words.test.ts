import { describe, expect, test } from "vitest";
import { MEASURES } from "../../src/measures/index.ts";
import { FACT_KINDS, FACT_NAMES, type FactKind, type FactRecord } from "../../src/model/index.ts";
import { SCENARIO_CODES } from "../../src/scenario/index.ts";
import { VERIFICATION_CODES } from "../../src/verification/index.ts";
import {
  HELP,
  hasDiagnosticWords,
  hasMeasureWords,
  hasUnitWords,
  help,
  LANGUAGES,
  NAMED,
  PROBLEM_CODES,
  sayClock,
  sayDiagnostic,
  sayFact,
  sayKind,
  sayLocal,
  sayMeasure,
  sayMessage,
  sayNumber,
  sayProblem,
  sayShare,
  saySpan,
  sayValue,
  sayWait,
} from "../../src/words/index.ts";
import { sourceText } from "./source-text.ts";

const NAMES = {
  who: (id: string) => `<${id}>`,
  duty: (id: string) => id,
  dutyKind: () => "law",
  dutyForm: () => "deadline" as const,
  decision: (id: string) => id,
  role: (id: string) => id,
  option: (_: string, option: string) => option,
  state: (_: string, state: string) => state,
  wait: (name: string) => name,
  named: (name: string) => name,
  sanction: (id: string) => id,
  protocol: (id: string) => id,
  inject: (id: string) => id,
};

const filled = (kind: (typeof FACT_NAMES)[number]): FactRecord => {
  const { slots }: FactKind = FACT_KINDS[kind];
  const fields = Object.entries(slots).map(([slot, name]) => [
    name,
    slot === "x" || slot === "y" ? 7 : "0000000000000001",
  ]);
  return { n: 1, at: 60_000, kind, ...Object.fromEntries(fields) };
};

/** Nothing in a sentence may look as if a value had been forgotten. */
const expectWhole = (text: string) => {
  expect(text.length).toBeGreaterThan(0);
  expect(text).not.toMatch(/undefined|NaN|\[object|\{\}/);
};

const expectWords = (code: string) =>
  expect({ code, said: hasDiagnosticWords(code) }).toEqual({ code, said: true });

describe.each(LANGUAGES)("in %s", (language) => {
  test("every kind of fact has a sentence", () => {
    for (const kind of FACT_NAMES) expectWhole(sayFact(filled(kind), NAMES, () => false, language));
  });

  test("no sentence names a clock without its kind", () => {
    for (const kind of FACT_NAMES.filter((each) => each.startsWith("duty.")))
      expect(sayFact(filled(kind), NAMES, () => false, language)).toContain("(law)");
  });

  test("a fact that was kept without its numbers is told without them", () => {
    const record: FactRecord = {
      n: 2,
      at: 5,
      kind: "review.finished",
      platform: "p",
      lane: "l",
      verdict: "unlawful",
    };
    expectWhole(sayFact(record, NAMES, () => false, language));
  });

  test("every code of a faulty scenario has a sentence that uses its details", () => {
    for (const [code, names] of Object.entries(SCENARIO_CODES)) {
      expectWords(code);
      const details = Object.fromEntries(names.map((name) => [name.replace("?", ""), `<${name}>`]));
      const { sentence } = sayDiagnostic({ code, details }, language);
      expectWhole(sentence);
      expect(sentence).not.toContain("scenario/");
    }
  });

  test("every code of verification has one", () => {
    for (const code of Object.keys(VERIFICATION_CODES)) expectWords(code);
  });

  test("every fault of a statechart has one", () => {
    const codes = new Set(sourceText("src/protocol/faults.ts").match(/"protocol\/[a-z_]+"/g));
    expect(codes.size).toBeGreaterThan(20);
    for (const code of codes) expectWords(code.slice(1, -1));
  });

  test("every file fault of the store has one", () => {
    const codes = new Set(
      sourceText("src/store/scenario-library.ts", "src/cli/commands/check.ts").match(/"store\/[a-z_]+"/g),
    );
    expect(codes.size).toBeGreaterThan(3);
    for (const code of codes) expectWords(code.slice(1, -1));
  });

  test("every measure and unit has a name", () => {
    for (const { id, unit } of MEASURES) {
      expect({ id, named: hasMeasureWords(id) }).toEqual({ id, named: true });
      expect({ unit, named: hasUnitWords(unit) }).toEqual({ unit, named: true });
      expectWhole(sayMeasure(id.replace("<mark>", "PT1H").replace(/<[a-z]+>/, "other"), language));
    }
  });

  test("everything in the model's vocabulary is named", () => {
    for (const message of NAMED.messages) expectWhole(sayMessage(message, language));
    for (const kind of [...NAMED.platforms, ...NAMED.actors]) expectWhole(sayKind(kind, language));
    for (const wait of NAMED.waits) expectWhole(sayWait(wait, language));
  });

  test("every problem and help text is a sentence", () => {
    for (const code of PROBLEM_CODES)
      expectWhole(sayProblem(code, { found: "x", nearest: "y", problem: "z" }, language));
    for (const key of Object.keys(HELP)) expectWhole(help(key as keyof typeof HELP, language));
  });
});

describe("numbers", () => {
  test("are grouped, and keep three significant digits", () => {
    expect(sayNumber(1_500_000, "en")).toBe("1,500,000");
    expect(sayNumber(0.12345, "en")).toBe("0.123");
    expect(sayNumber(12.345, "en")).toBe("12.3");
    expect(sayNumber(-3.5, "en")).toBe("−3.5");
    expect(sayNumber(0, "en")).toBe("0");
    expect(sayNumber(1234.5678, "en", 6)).toBe("1,234.57");
    expect(sayNumber(1500.5, "fr", 5)).toBe("1\u202f500,5");
    expect(sayNumber(Number.NaN, "en")).toBe("–");
  });

  test("a share is a percentage, in French with a space that does not break", () => {
    expect(sayShare(0.8, "en")).toBe("80 %");
    expect(sayShare(0.125, "fr")).toBe("12,5\u00a0%");
  });

  test("a span names the two units that matter", () => {
    expect(saySpan(350, "en")).toBe("350 ms");
    expect(saySpan(29 * 60_000, "en")).toBe("29 min");
    expect(saySpan(64 * 60_000, "en")).toBe("1 h 04 min");
    expect(saySpan(75 * 3_600_000, "fr")).toBe("3 j 3 h");
    expect(saySpan(2 ** 53, "en")).toBe("beyond all clocks");
  });

  test("a clock counts from the incident's start, and knows the time there", () => {
    expect(sayClock(29 * 60_000)).toBe("T+00:29");
    expect(sayClock(-5 * 60_000)).toBe("T-00:05");
    expect(sayClock(2 ** 53)).toBe("T+∞");
    expect(sayLocal("2030-01-07T23:50:00+13:00", 20 * 60_000)).toBe("00:10 +1");
    expect(sayLocal("2030-01-07T00:10:00Z", -20 * 60_000)).toBe("23:50 −1");
  });

  test("one is one", () => {
    expect(sayValue(1, "items", "en")).toBe("1 item");
    expect(sayValue(2, "items", "en")).toBe("2 items");
    expect(sayValue(0, "views", "fr")).toBe("0 vue");
    expect(sayValue(1, "yes/no", "fr")).toBe("oui");
  });
});

describe("a diagnostic", () => {
  test("offers the nearest name before anything else", () => {
    const details = { found: "large-platfrom", nearest: "large-platform" };
    expect(sayDiagnostic({ code: "scenario/unknown_platform", details }, "en")).toEqual({
      sentence: "There is no platform “large-platfrom”.",
      hint: "Did you mean “large-platform”?",
    });
  });

  test("of a code that nobody knows is the code itself", () => {
    expect(sayDiagnostic({ code: "other/thing", details: {} }, "en")).toEqual({
      sentence: "other/thing",
      hint: "",
    });
  });
});

test("a share of deadlines is not taken for a kind of deadline", () => {
  expect(sayMeasure("duties.met.share.law", "en")).toBe("share of deadlines met: law");
  expect(sayMeasure("items.total.members", "en")).toBe("items ever online, originals included (members)");
});

test("of several keys one is missing, and numbers have the reader's point", () => {
  const missing = { code: "scenario/missing", details: { expected: "source, assumed" } };
  expect(sayDiagnostic(missing, "en").sentence).toBe("One of these is missing: source, assumed.");
  const single = { code: "scenario/missing", details: { expected: "source" } };
  expect(sayDiagnostic(single, "en").sentence).toBe("“source” is missing.");
  const details = { value: 0.9, low: 0.1, high: 0.6 };
  const outside = { code: "scenario/range_excludes_value", details };
  expect(sayDiagnostic(outside, "fr").sentence).toContain("0,9 sort de son propre intervalle, de 0,1 à 0,6");
  expect(sayDiagnostic(outside, "en").sentence).toContain("0.9 lies outside its own range, 0.1 to 0.6");
});
