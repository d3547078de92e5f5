import { describe, expect, test } from "vitest";
import { endLine, FactLines, headerLine, type LogEnd, readLog } from "../../src/exchange/index.ts";
import { prepare, Recording } from "../../src/experiment/index.ts";
import { digestOf, measure } from "../../src/measures/index.ts";
import { BEYOND, Dictionary, FACT_KINDS, FACT_NAMES, Fact, toRecord } from "../../src/model/index.ts";
import { CASCADE, scenarioOf } from "../experiment/scenarios.ts";

function writeLog() {
  const prepared = prepare(scenarioOf(CASCADE));
  const writer = new FactLines(prepared.compiled.dictionary);
  const lines: string[] = [];
  const recorded = new Recording(prepared, {
    seed: 4,
    replication: 0,
    onFact: (fact) => lines.push(writer.line(fact)),
  }).finish();
  const end: LogEnd = {
    digest: recorded.digest,
    events: recorded.outcome.events,
    facts: recorded.outcome.facts,
    measures: recorded.measures,
  };
  return {
    lines: [headerLine(recorded.header, "all"), ...lines, endLine(end)].map((line) => line.slice(0, -1)),
    recorded,
    end,
  };
}

const { lines, recorded, end } = writeLog();

/** The log with one line replaced by what a test makes of it. */
const withLine = (place: number, change: (given: Record<string, unknown>) => unknown) =>
  lines.map((line, at) =>
    at === (place < 0 ? lines.length + place : place) ? JSON.stringify(change(JSON.parse(line))) : line,
  );

describe("a log written and read", () => {
  test("is the same log, with the digest and the measures of the run", () => {
    const reading = readLog(lines);
    expect(reading.ok).toBe(true);
    if (!reading.ok) return;
    expect(reading.log.header).toEqual(JSON.parse(JSON.stringify(recorded.header)));
    expect(reading.end).toEqual(JSON.parse(JSON.stringify(end)));
    expect(digestOf(reading.log)).toBe(recorded.digest);
    expect(measure(reading.log)).toEqual(recorded.measures);
  });

  test("every fact is written as the JSON of its record", () => {
    const dictionary = new Dictionary();
    const word = (text: string) => dictionary.number(text);
    const fact = Object.assign(new Fact(), {
      number: 12,
      at: 34.5,
      cause: 3,
      wait: word('a "wait"'),
      itemHi: -5,
      itemLo: 6,
      actor: word("a\\ctor"),
      other: word("é"),
      what: word(""),
      how: word("x\ny"),
      x: 0.1,
      y: -0,
    });
    for (const kind of FACT_NAMES) {
      fact.kind = FACT_KINDS[kind].code;
      expect(new FactLines(dictionary).line(fact)).toBe(`${JSON.stringify(toRecord(fact, dictionary))}\n`);
    }
    Object.assign(fact, { at: BEYOND, cause: 0, wait: 0, itemHi: 0, itemLo: 0, x: Number.NaN, y: 1e300 });
    expect(new FactLines(dictionary).line(fact)).toBe(`${JSON.stringify(toRecord(fact, dictionary))}\n`);
  });
});

describe("the instrument of a duty in a log's header", () => {
  const duty = {
    id: "an-hour",
    protocol: "some-law",
    title: { en: "One hour", fr: "Une heure" },
    kind: "law",
    source: "invented",
    within: 1,
    counterfactual: false,
  };
  const read = (instrument: unknown) =>
    readLog(withLine(0, (given) => ({ ...given, duties: [{ ...duty, instrument }] })));
  const named = (instrument: unknown) => {
    const reading = read(instrument);
    return reading.ok ? reading.log.header.duties[0].instrument : reading.fault.field;
  };

  test("is read in both languages, from logs that name it once for both too, and nothing else is", () => {
    expect(named({ en: "A law", fr: "Une loi" })).toEqual({ en: "A law", fr: "Une loi" });
    expect(named("A law")).toEqual({ en: "A law", fr: "A law" });
    expect(named({ en: "A law" })).toBe("duties");
    expect(named(7)).toBe("duties");
  });
});

describe("a text that is not a log is refused with its line", () => {
  test.each([
    ["nothing", [], { code: "exchange/not_a_log", line: 0 }],
    ["another file", ['{"a":1}'], { code: "exchange/not_a_log", line: 1 }],
    ["no JSON", ["hello"], { code: "exchange/not_json", line: 1 }],
    ["a list", ["[]"], { code: "exchange/not_json", line: 1 }],
    [
      "a newer form",
      withLine(0, (given) => ({ ...given, formatVersion: 2 })),
      { code: "exchange/newer_format", line: 1 },
    ],
    [
      "a header without a seed",
      withLine(0, (given) => ({ ...given, seed: "1" })),
      { code: "exchange/bad_header", field: "seed" },
    ],
    [
      "a log that does not say that it is simulated",
      withLine(0, ({ mark: _mark, ...given }) => given),
      { code: "exchange/bad_header", field: "mark" },
    ],
    [
      "a fact of no kind",
      withLine(2, (given) => ({ ...given, kind: "toString" })),
      { code: "exchange/bad_fact", line: 3, field: "kind" },
    ],
    [
      "a fact with a stranger's field",
      withLine(2, (given) => ({ ...given, evil: 1 })),
      { code: "exchange/bad_fact", field: "evil" },
    ],
    [
      "a cause after its effect",
      withLine(2, (given) => ({ ...given, cause: 99 })),
      { code: "exchange/bad_fact", field: "cause" },
    ],
    [
      "facts out of order",
      withLine(3, (given) => ({ ...given, n: 1, cause: undefined })),
      { code: "exchange/out_of_order", line: 4 },
    ],
    [
      "an end without a digest",
      withLine(-1, (given) => ({ ...given, digest: 1 })),
      { code: "exchange/bad_end", field: "digest" },
    ],
    ["a log cut short", lines.slice(0, -1), { code: "exchange/cut_short" }],
    ["more after the end", [...lines, lines[1]], { code: "exchange/after_the_end" }],
  ])("%s", (_, given, fault) => {
    expect(readLog(given)).toMatchObject({ ok: false, fault });
  });
});
