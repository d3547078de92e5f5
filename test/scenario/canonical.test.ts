import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration } from "../../src/model/index.ts";
import {
  canonicalText,
  parseScenario,
  type ScenarioResult,
  writeScenario,
} from "../../src/scenario/index.ts";
import { readerOf } from "./reader.ts";
import { PROTOCOL, SCENARIO, TEXTS } from "./samples.ts";

function parse(text: string, texts: Readonly<Record<string, string>> = TEXTS): ScenarioResult {
  return parseScenario(text, { source: "sample.yaml", read: readerOf(texts) });
}

function canonical(text: string, texts?: Readonly<Record<string, string>>): string {
  const result = parse(text, texts);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics, undefined, 1));
  return canonicalText(result.scenario);
}

const NAMES = ["agora", "bazaar", "length", "constructor"];
const share = fc.integer({ min: 0, max: 1000 }).map((each) => each / 1000);
const millis = fc.integer({ min: 1, max: 10_000_000 });
const wait = millis.map(formatDuration);

/** A number as an author may write it, bare or marked. */
function marked(value: fc.Arbitrary<number | string>) {
  return fc.oneof(
    value,
    value.map((each) => ({ value: each, source: "a report" })),
    value.map((each) => ({ value: each, assumed: [each, each], because: "as said" })),
    value.map((each) => ({ value: each, assumed: [each, each], because: { en: "so", fr: "ainsi" } })),
  );
}

const delay = fc.oneof(
  wait,
  fc.constant("never"),
  wait.map((mean) => ({ exponential: { mean } })),
  fc
    .tuple(wait, fc.integer({ min: 1, max: 20 }))
    .map(([mean, shape]) => ({ gamma: { mean, shape: shape / 4 } })),
  wait.map((median) => ({ lognormal: { median, sigma: 0.5 }, source: "a report" })),
  fc.array(wait, { minLength: 1, maxLength: 4 }).map((empirical) => ({ empirical })),
  fc.tuple(wait, wait).map(([by, mean]) => ({ shifted: { by, then: { exponential: { mean } } } })),
);

const platform = fc.record(
  {
    views: marked(fc.integer({ min: 0, max: 5000 })),
    halfLife: marked(wait),
    tail: fc.constantFrom(0.2, 0.5),
    offspring: fc.dictionary(fc.constantFrom(...NAMES), marked(share)),
    members: fc.subarray(["circle", "ring"]),
    mutation: marked(share),
    delays: fc.dictionary(fc.constantFrom("secondLook", "ingest"), delay),
    audience: fc.constant({ north: 0.5, length: 0.25 }),
    contact: fc.record({
      hours: fc.constantFrom("always", { opens: "08:30", closes: "17:00" }),
      utcOffset: fc.constantFrom("+00:00", "-03:30", "+05:45"),
    }),
    review: fc.record({
      reviewers: fc.integer({ min: 1, max: 9 }),
      lanes: fc.tuple(delay).map(([service]) => [{ id: "first", service, perHour: 3 }]),
      target: marked(wait),
    }),
  },
  { requiredKeys: [] },
);

const file = fc.record(
  {
    schemaVersion: fc.constant(1),
    id: fc.constant("any"),
    horizon: fc.constant("P30D"),
    title: fc.constantFrom("One", { en: "One", fr: "Un" }),
    platforms: fc.record(Object.fromEntries(NAMES.map((name) => [name, platform]))),
    originals: fc.record({
      clip: fc.record(
        {
          platform: fc.constantFrom(...NAMES),
          at: fc.constantFrom("-PT5M", "PT0S", "PT1M"),
          halfLife: marked(wait),
        },
        { requiredKeys: ["platform"] },
      ),
      live: fc
        .tuple(fc.constantFrom(...NAMES), marked(wait), fc.dictionary(fc.constantFrom(...NAMES), share))
        .map(([home, length, captures]) => ({
          platform: home,
          form: "livestream",
          stream: { length, captures },
        })),
    }),
    lookalikes: fc.record({
      news: delay.map((arrives) => ({ platform: "agora", count: { value: 3, assumed: [1, 5] }, arrives })),
    }),
    kernel: fc.constantFrom("exponential", "power-law"),
    cap: fc.integer({ min: 1, max: 1000 }),
    rules: delay.map((after) => ({
      removal: { after, found: 0.9, platforms: { bazaar: { copies: { after: "PT1H" } } } },
      switches: [{ at: after, block: 0.5, platforms: { length: { sweep: 0.1 } } }],
    })),
    channels: delay.map((each) => [{ from: "agora", delay: each, loss: 0.1 }]),
  },
  { requiredKeys: ["schemaVersion", "id", "horizon", "platforms", "originals"] },
);

/** The same data with every table's keys in the opposite order. */
function turnKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]) => [key, turnKeys(each)] as const)
      .reverse(),
  );
}

describe("the stable text of a scenario", () => {
  it("is the same after writing the scenario and reading it again", () => {
    fc.assert(
      fc.property(file, (given) => {
        const first = parse(JSON.stringify(given));
        if (!first.ok) throw new Error(JSON.stringify(first.diagnostics, undefined, 1));
        const second = parse(writeScenario(first.scenario));
        if (!second.ok) throw new Error(JSON.stringify(second.diagnostics, undefined, 1));
        expect(second.scenario).toEqual(first.scenario);
        expect(canonicalText(second.scenario)).toBe(canonicalText(first.scenario));
      }),
      { numRuns: 60 },
    );
  });

  it("does not depend on the order of keys", () => {
    fc.assert(
      fc.property(file, (given) => {
        expect(canonical(JSON.stringify(turnKeys(given)))).toBe(canonical(JSON.stringify(given)));
      }),
      { numRuns: 40 },
    );
  });

  it("is the same for a sample with a protocol after writing and reading", () => {
    const first = parse(SCENARIO);
    expect(first.ok && canonical(writeScenario(first.scenario))).toBe(canonical(SCENARIO));
  });

  it("does not change with comments, titles, sources, variants, reported facts and headlines", () => {
    const text = `# a comment\n${SCENARIO}`
      .replace("title: A sample", "title: Another\nstory: It happened.\nheadline: [views.total]")
      .replace("title: Clip", "title: Film")
      .replaceAll("a report", "another report")
      .replace("because: guess", "because: { en: experience, fr: expérience }")
      .replace(/variants:[\s\S]*$/, "");
    const reported =
      "reported: [{ id: r, unit: views, source: s, confidence: confirmed, status: given, value: 3 }]\n";
    const protocol = PROTOCOL.replaceAll("a report", "a book")
      .replace("description: Online.", "description: { en: Up., fr: En ligne. }")
      .replace("because: guess", "because: { en: experience, fr: expérience }")
      .replace("title: Desk", "title: Counter")
      .concat("texts: { states: { up: { en: online, fr: en ligne } } }\n");
    expect(canonical(text + reported, { ...TEXTS, "swift.yaml": protocol })).toBe(canonical(SCENARIO));
  });

  it("of an instrument holds the English name only", () => {
    const named = (instrument: string) =>
      canonical(SCENARIO, {
        ...TEXTS,
        "swift.yaml": PROTOCOL.replace("instrument: An invented rule", `instrument: ${instrument}`),
      });
    expect(named("{ en: An invented rule, fr: Une règle inventée }")).toBe(canonical(SCENARIO));
    expect(named("{ en: An invented rule, fr: Une autre règle }")).toBe(canonical(SCENARIO));
    expect(named("{ en: Another rule, fr: Une règle inventée }")).not.toBe(canonical(SCENARIO));
  });

  it("of a number deep within a parameter holds its wording, and of two languages the English one", () => {
    const guard =
      "guard: { type: chance, params: { of: { value: 0.4, assumed: [0.2, 0.6], because: guess }, name: look } }";
    expect(PROTOCOL).toContain(guard);
    const matrix = (because: string) =>
      canonical(SCENARIO, {
        ...TEXTS,
        "swift.yaml": PROTOCOL.replace(
          guard,
          `guard: { type: matrix, params: { perHour: [{ value: 9, assumed: [2, 30], because: ${because} }], levels: { severe: [calm, crisis] }, is: crisis } }`,
        ),
      });
    expect(matrix("{ en: guess, fr: au jugé }")).toBe(matrix("guess"));
    expect(matrix("{ en: other, fr: au jugé }")).not.toBe(matrix("guess"));
  });

  it.each([
    ["a value", "value: 100", "value: 101"],
    ["a range, because numbers are drawn from it", "assumed: [50, 200]", "assumed: [50, 300]"],
    ["a title that is a platform's name", "bazaar: { use", "title: {}\n  bazaar: { use"],
    ["the horizon", "horizon: P1D", "horizon: P2D"],
  ])("changes with %s", (_, from, to) => {
    expect(canonical(SCENARIO.replace(from, to))).not.toBe(canonical(SCENARIO));
  });

  it.each([
    ["a guard's number", "value: 0.4, assumed", "value: 0.5, assumed"],
    ["a target", "target: gone", "target: up"],
    ["a duty's time", "value: PT1H", "value: PT2H"],
  ])("changes with %s in a protocol", (_, from, to) => {
    const changed = { ...TEXTS, "swift.yaml": PROTOCOL.replace(from, to) };
    expect(canonical(SCENARIO, changed)).not.toBe(canonical(SCENARIO));
  });
});

const inject = (of: string) => canonical(`${SCENARIO}injects:\n  asks: { at: PT1H, ${of} }\n`);

describe("an inject in the stable text", () => {
  const plain = "kind: contextual, title: A question, to: [agora]";

  it("counts with what its fact in the log tells: when, of which kind and to whom", () => {
    const others = [
      "kind: contingency, title: A question, to: [agora]",
      "kind: contextual, title: A question, to: []",
      "kind: contextual, title: A question, to: [agora], manual: true",
    ];
    for (const other of others) expect(inject(other)).not.toBe(inject(plain));
  });

  it("does not count with what only people read", () => {
    expect(inject("kind: contextual, title: Another, text: Perhaps, from: An editor, to: [agora]")).toBe(
      inject(plain),
    );
  });
});

describe("reading", () => {
  /** Puts anything anywhere: each key of a sound file may hold the wrong thing. */
  const spoilt = fc
    .tuple(
      file,
      fc.infiniteStream(
        fc.oneof({ weight: 12, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.jsonValue() }),
      ),
    )
    .map(([given, stream]) => {
      const spoil = (value: unknown): unknown => {
        const { value: other } = stream.next();
        if (other !== undefined) return other;
        if (Array.isArray(value)) return value.map(spoil);
        if (typeof value !== "object" || value === null) return value;
        return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, spoil(each)]));
      };
      return spoil(given);
    });

  it("answers every spoilt file with faults at places, never with an exception", () => {
    fc.assert(
      fc.property(spoilt, (given) => {
        const text = JSON.stringify(given, undefined, 1);
        const result = parse(text);
        if (result.ok) return;
        expect(result.diagnostics.length).toBeGreaterThan(0);
        for (const each of result.diagnostics) {
          expect(each.severity).toBe("error");
          expect(each.code).not.toBe("scenario/internal");
          if (each.code !== "scenario/more_faults") expect(each.line).toBeGreaterThan(0);
          expect(each.line).toBeLessThanOrEqual(text.split("\n").length);
        }
      }),
      { numRuns: 120 },
    );
  });

  it("answers any heap of YAML's own signs with faults, never with an exception", () => {
    const signs = [
      "[",
      "]",
      "{",
      "}",
      ",",
      ": ",
      "- ",
      "? ",
      "a",
      "\n",
      "\n ",
      "\n   ",
      "&x ",
      "*x",
      "!!str ",
      "!t ",
    ].concat([
      "|\n",
      ">\n",
      "'",
      '"',
      "#",
      "---\n",
      "...\n",
      "%YAML 1.2\n",
      "<<: ",
      "\t",
      "null",
      "PT1H",
      "\r\n",
    ]);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...signs), { maxLength: 400 }), (heap) => {
        const result = parse(heap.join(""));
        expect(result.ok).toBe(false);
        for (const each of result.ok ? [] : result.diagnostics)
          expect(each.code).not.toBe("scenario/internal");
      }),
      { numRuns: 200 },
    );
  });
});
