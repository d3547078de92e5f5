import { expect, test } from "vitest";
import { compile } from "../../src/simulation/index.ts";
import { loadScenario } from "../builders/library.ts";
import { CALENDAR, CASES, lengthenBeside, lengthenOnPath, tell } from "./lengthening.ts";

/** Runs tried for each case and seed; `npm run soak critical-path` tries all. */
const TRIALS = 16;

test.each(CASES)(
  "lengthening a wait on the path of %s (%s) moves its outcome by as much, or a calendar takes it up",
  (id, variant) => {
    const tried = [1, 2].map((seed) => lengthenOnPath(id, variant, seed, TRIALS));
    expect(tried.flatMap(({ failures }) => failures)).toEqual([]);
    expect(tried.reduce((sum, { moved }) => sum + moved, 0)).toBeGreaterThan(12);
  },
);

/** Ordinary work hangs on nothing that happens in the scenario. */
const FROM_OUTSIDE = "ordinary-work";

test.each([...CASES, ["livestreamed-attack", "as-in-2019"]] as const)(
  "each step of a path of %s (%s) is one wait that was drawn: none hides another",
  (id, variant) => {
    const told = tell(compile(loadScenario(id, variant)), 1);
    const drawn = new Set(told.waits.map(({ at, ms }) => `${at} ${ms}`));
    const steps = told.paths
      .flatMap((path) => path.steps)
      .filter(({ waited, wait, count }) => waited > 0 && count === 1 && wait !== FROM_OUTSIDE)
      .filter(({ wait }) => !CALENDAR.has(wait));
    expect(steps.length).toBeGreaterThan(10);
    const hidden = steps.filter(({ at, waited }) => !drawn.has(`${at - waited} ${waited}`));
    expect(hidden).toEqual([]);
  },
);

test.each(CASES)("lengthening a wait that is not on the path of %s (%s) moves nothing", (id, variant) => {
  const tried = [1, 2].map((seed) => lengthenBeside(id, variant, seed, TRIALS));
  expect(tried.flatMap(({ failures }) => failures)).toEqual([]);
  expect(tried.reduce((sum, each) => sum + each.tried, 0)).toBeGreaterThan(24);
});
