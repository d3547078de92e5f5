import { describe, expect, test } from "vitest";
import { atFarEnd, HindcastRun, prepare } from "../../src/experiment/index.ts";
import { CASCADE, scenarioOf } from "./scenarios.ts";

const row = (id: string, rest: string) =>
  `  - { id: ${id}, unit: items, source: test, confidence: confirmed, ${rest} }\n`;

function hindcast(rows: readonly string[], seeds = 20) {
  const scenario = scenarioOf(`${CASCADE}reported:\n${rows.join("")}`);
  const run = new HindcastRun(prepare(scenario), seeds);
  while (run.advance());
  return run.result();
}

const verdictOf = (rest: string) => hindcast([row("figure", `status: predicted, ${rest}`)]).rows[0];

describe("a reported figure", () => {
  test("holds when it overlaps, the median is near and the spread is not too wide", () => {
    expect(verdictOf("measure: items.total@far, low: 0, high: 1000, scale: 1")).toMatchObject({
      rule: "range",
    });
    expect(
      verdictOf("measure: original.online.first, value: 120, low: 5, high: 400, scale: 0.0000166667").rule,
    ).toBe("range");
    expect(verdictOf("measure: items.total, value: 100000").holds).toBe(false);
  });

  test("as a bound holds when the median respects it", () => {
    expect(verdictOf("measure: items.total, high: 1000")).toMatchObject({ rule: "bound", holds: true });
    expect(verdictOf("measure: items.total, low: 1000")).toMatchObject({ rule: "bound", holds: false });
  });

  test("as a yes or no holds when half the seeds agree", () => {
    expect(verdictOf("measure: items.total, value: true")).toMatchObject({
      rule: "yes-no",
      holds: true,
      simulated: { yes: 1 },
    });
    // The search misses one in ten: with some seeds nothing is removed.
    expect(verdictOf("measure: items.removed, value: true")).toMatchObject({ rule: "yes-no", holds: true });
    expect(verdictOf("measure: uploads.blocked, value: true")).toMatchObject({
      rule: "yes-no",
      holds: false,
    });
    expect(verdictOf("measure: uploads.blocked, value: false")).toMatchObject({
      rule: "yes-no",
      holds: true,
    });
  });

  test("as a zero holds when the 5th percentile is 0", () => {
    expect(verdictOf("measure: uploads.blocked, value: 0")).toMatchObject({ rule: "zero", holds: true });
    expect(verdictOf("measure: items.total, value: 0")).toMatchObject({ rule: "zero", holds: false });
  });

  test("without a measure cannot be predicted, and does not hold", () => {
    expect(verdictOf("measure: no.such, value: 1")).toMatchObject({
      rule: "none",
      holds: false,
      simulated: null,
    });
  });

  test("that never comes is not reached, and no number", () => {
    const { simulated } = verdictOf("measure: time.report, value: 5");
    expect(simulated).toMatchObject({ median: Number.POSITIVE_INFINITY, open: 20, n: 0 });
  });
});

describe("the count", () => {
  test("takes rows of one group once, given and left-out rows not at all, and fitted apart", () => {
    const result = hindcast([
      row("a", "status: predicted, measure: items.total, high: 1000, group: sum"),
      row("b", "status: predicted, measure: items.total, low: 1000, group: sum"),
      row("c", "status: predicted, measure: items.total, low: 1"),
      row("d", "status: fitted, measure: items.total, low: 1"),
      row("e", "status: given, measure: items.total, low: 1"),
      row("f", "status: left-out, value: 1, reason: nothing shows it"),
    ]);
    expect(result).toMatchObject({
      given: 1,
      leftOut: 1,
      predicted: { rows: 2, hold: 1 },
      fitted: { rows: 1, hold: 1 },
    });
  });
});

test("at the far end every assumed number stands at that end, and nothing else moves", () => {
  const scenario = scenarioOf(CASCADE.replace("found: 0.9", "found: { value: 0.9, assumed: [0.5, 1] }"));
  expect(atFarEnd(scenario, "low").rules?.removal?.found.value).toBe(0.5);
  expect(atFarEnd(scenario, "high").rules?.removal?.found.value).toBe(1);
  expect(atFarEnd(scenario, "high").platforms.near.views.value).toBe(100);
});
