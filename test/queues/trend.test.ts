import { describe, expect, test } from "vitest";
import type { Scenario } from "../../src/model/index.ts";
import { readShipped, SCENARIO_IDS } from "../library/shipped.ts";
import { collectWaits, HOUR, lastLessFirst, readQueues, trend } from "./waits.ts";

/** Waits neither rise nor fall over the hours: the slope and the two ends differ from nothing by less than 4 errors. */
function expectLevel(scenario: Scenario, replications: number): void {
  const lanes = collectWaits(scenario, { replications, windows: 12, tail: 3 * HOUR });
  const told = [...lanes].flatMap(([lane, waits]) => {
    const [slope, ends] = [trend(waits), lastLessFirst(waits)];
    // A host so small that nobody waits there in two replications tells nothing of a trend.
    return Number.isNaN(slope.error) || Number.isNaN(ends.error) ? [] : [{ lane, slope, ends }];
  });
  expect(told.length).toBeGreaterThan(0);
  for (const { lane, slope, ends } of told) {
    expect.soft(Math.abs(slope.mean), `${lane}: slope`).toBeLessThanOrEqual(4 * slope.error);
    expect.soft(Math.abs(ends.mean), `${lane}: last less first`).toBeLessThanOrEqual(4 * ends.error);
  }
}

/** The platforms of a shipped scenario on an ordinary day: nothing is posted that anybody sees, nobody acts. */
function onAnOrdinaryDay(name: string): Scenario {
  const { scenario } = readShipped(name);
  const [id] = Object.keys(scenario.platforms);
  return {
    ...scenario,
    horizon: 15 * HOUR,
    originals: { unseen: { platform: id, at: 0, form: "image", by: "other", offspring: {} } },
    lookalikes: {},
    injects: {},
    protocols: [],
    marks: [],
  };
}

/** Scenarios in which a service has ordinary work to review: in the others nobody waits on an ordinary day. */
const LOADED = SCENARIO_IDS.filter((id) =>
  Object.values(readShipped(id).scenario.platforms).some(({ review }) =>
    review?.lanes.some(({ perHour }) => perHour.value > 0),
  ),
);

describe("under ordinary load alone, from the start of the incident on", () => {
  test("waits show no trend, at any load, law of handling, number of reviewers or rank", () => {
    expectLevel(readQueues("trend.yaml"), 250);
  });

  test.each(LOADED)("waits on the platforms of %s show no trend", (name) =>
    expectLevel(onAnOrdinaryDay(name), 60),
  );
});
