import { describe, expect, test } from "vitest";
import {
  exponential,
  fixed,
  gamma,
  lognormal,
  waitByRank,
  waitByRankMmc,
  waitMg1,
  waitMmc,
} from "./closed-forms.ts";
import { collectWaits, HOUR, meanWait, readQueues, type Waits } from "./waits.ts";

const REPLICATIONS = 30;
const SECOND = 1000;
const MINUTE = 60 * SECOND;

function run(file: string): ReadonlyMap<string, readonly Waits[]> {
  return collectWaits(readQueues(file), { replications: REPLICATIONS, windows: 1, tail: 6 * HOUR });
}

/** Within 4 standard errors, and those small enough that a wrong law would be seen. */
function expectWait(lanes: ReadonlyMap<string, readonly Waits[]>, lane: string, wait: number): void {
  const { mean, error } = meanWait(lanes.get(lane) as readonly Waits[]);
  expect.soft(Math.abs(mean - wait) / error, `${lane}: ${mean} for ${wait}`).toBeLessThan(4);
  expect.soft(error / wait, `${lane}: standard error`).toBeLessThan(0.03);
}

describe("the mean wait of ordinary work, within 4 standard errors of the closed form", () => {
  test("M/M/1 at loads of 0.5, 0.7 and 0.9", () => {
    const lanes = run("mm1.yaml");
    const handling = exponential(30 * SECOND);
    expectWait(lanes, "half/all", waitMmc(1, { perHour: 60, handling }));
    expectWait(lanes, "seven-tenths/all", waitMmc(1, { perHour: 84, handling }));
    expectWait(lanes, "nine-tenths/all", waitMmc(1, { perHour: 108, handling }));
  });

  test("M/M/c by Erlang's C: 2, 5 and 10 reviewers", () => {
    const lanes = run("mmc.yaml");
    expectWait(lanes, "two/all", waitMmc(2, { perHour: 60, handling: exponential(MINUTE) }));
    expectWait(lanes, "five/all", waitMmc(5, { perHour: 105, handling: exponential(2 * MINUTE) }));
    expectWait(lanes, "ten/all", waitMmc(10, { perHour: 108, handling: exponential(5 * MINUTE) }));
  });

  test("M/G/1 by Pollaczek and Khinchine: fixed, gamma and lognormal handling", () => {
    const lanes = run("mg1.yaml");
    const half = 30 * SECOND;
    expectWait(lanes, "fixed-half/all", waitMg1({ perHour: 60, handling: fixed(half) }));
    expectWait(lanes, "fixed-nine-tenths/all", waitMg1({ perHour: 108, handling: fixed(half) }));
    expectWait(lanes, "gamma-seven-tenths/all", waitMg1({ perHour: 84, handling: gamma(half, 0.5) }));
    expectWait(lanes, "gamma-nine-tenths/all", waitMg1({ perHour: 108, handling: gamma(half, 3) }));
    expectWait(lanes, "lognormal-half/all", waitMg1({ perHour: 50, handling: lognormal(half, 0.6) }));
    expectWait(lanes, "lognormal-eight-tenths/all", waitMg1({ perHour: 60, handling: lognormal(half, 1) }));
  });

  test("two classes without interruption by Cobham: one reviewer and four", () => {
    const lanes = run("priorities.yaml");
    const expectBoth = (platform: string, [urgent, ordinary]: readonly number[]) => {
      expectWait(lanes, `${platform}/urgent`, urgent);
      expectWait(lanes, `${platform}/ordinary`, ordinary);
    };
    const handling = exponential(30 * SECOND);
    expectBoth(
      "half",
      waitByRank([
        { perHour: 24, handling },
        { perHour: 36, handling },
      ]),
    );
    expectBoth(
      "nine-tenths",
      waitByRank([
        { perHour: 36, handling },
        { perHour: 72, handling },
      ]),
    );
    expectBoth(
      "unequal-seven-tenths",
      waitByRank([
        { perHour: 60, handling: gamma(20 * SECOND, 2) },
        { perHour: 22, handling: fixed(MINUTE) },
      ]),
    );
    const long = exponential(2 * MINUTE);
    const classes = [
      { perHour: 48, handling: long },
      { perHour: 48, handling: long },
    ];
    expectBoth("four-at-eight-tenths", waitByRankMmc(4, classes));
  });
});
