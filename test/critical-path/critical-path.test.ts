import { expect, test } from "vitest";
import { type CriticalPath, criticalPaths, type PathStep } from "../../src/measures/index.ts";
import { type FactRecord, toRecord } from "../../src/model/index.ts";
import {
  type CompiledScenario,
  compile,
  headerOf,
  Simulation,
  type Stretch,
} from "../../src/simulation/index.ts";
import { loadScenario } from "../builders/library.ts";

/** A wait that the run drew: whose, what for, which time; when, and how long. */
interface Drawn extends Omit<Stretch, "by"> {
  readonly at: number;
  readonly ms: number;
}

interface Told {
  readonly facts: readonly FactRecord[];
  readonly waits: readonly Drawn[];
  readonly paths: readonly CriticalPath[];
}

function tell(compiled: CompiledScenario, seed: number, stretch?: Stretch): Told {
  const facts: FactRecord[] = [];
  const waits: Drawn[] = [];
  const simulation: Simulation = new Simulation(compiled, {
    keep: "all",
    onKept: (fact) => facts.push(toRecord(fact, compiled.dictionary)),
    onWait: (keyHi, keyLo, purpose, index, ms, at) => waits.push({ keyHi, keyLo, purpose, index, ms, at }),
    ...(stretch === undefined ? {} : { stretch }),
  });
  simulation.reset(seed, 0);
  simulation.run();
  return { facts, waits, paths: criticalPaths(facts, headerOf(compiled, { seed, replication: 0 })) };
}

/** Waits that end when a calendar says so: they take up a lengthening before them. */
const CALENDAR = new Set(["office-hours", "hour", "deadline", "schedule"]);

const endOf = (path: CriticalPath, told: Told) => told.facts[path.fact - 1].at as number;

/** The same outcome in another telling: the same duty instance, original or last removal. */
function again(path: CriticalPath, told: Told): CriticalPath | undefined {
  return told.paths.find(
    ({ of, id, instance }) => of === path.of && id === path.id && instance === path.instance,
  );
}

/** The drawn wait behind a step, where exactly one was drawn at its cause for exactly that long. */
function drawnFor(step: PathStep, told: Told): Drawn | undefined {
  const fits = told.waits.filter(({ at, ms }) => ms === step.waited && at === step.at - step.waited);
  return fits.length === 1 ? fits[0] : undefined;
}

const CASES = [
  ["livestreamed-attack", undefined],
  ["livestreamed-attack", "eu-one-hour-order"],
] as const;

/** About so many of a list, spread evenly over it. */
function sample<T>(list: readonly T[], many: number): T[] {
  const every = Math.max(1, Math.floor(list.length / many));
  return list.filter((_, place) => place % every === 0);
}

/** Runs tried for each case; the soak tries all. */
const TRIALS = 36;
const LONG = 300_000;

test.each(CASES)(
  "lengthening a wait on the path of %s (%s) moves its outcome by as much, or a calendar takes it up",
  (id, variant) => {
    const compiled = compile(loadScenario(id, variant));
    let moved = 0;
    for (const seed of [1, 2]) {
      const told = tell(compiled, seed);
      const trials = told.paths.flatMap((path) =>
        path.steps.flatMap((step, place) => {
          const wait =
            step.waited === 0 || step.count > 1 || CALENDAR.has(step.wait) ? undefined : drawnFor(step, told);
          return wait === undefined ? [] : [{ path, step, place, wait }];
        }),
      );
      for (const { path, step, place, wait } of sample(trials, TRIALS)) {
        const longer = tell(compiled, seed, { ...wait, by: 1 });
        const other = again(path, longer);
        expect(other, `${path.of} ${path.id} is still there`).toBeDefined();
        const shift = endOf(other as CriticalPath, longer) - endOf(path, told);
        const calendar = path.steps.slice(place + 1).some((later) => CALENDAR.has(later.wait));
        if (shift === 0 && calendar) continue;
        expect(shift, `${path.of} ${path.id}: ${step.wait} of ${step.kind} #${step.fact}, seed ${seed}`).toBe(
          1,
        );
        moved++;
      }
    }
    expect(moved).toBeGreaterThan(20);
  },
  LONG,
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

test.each(CASES)(
  "lengthening a wait that is not on the path of %s (%s) moves nothing",
  (id, variant) => {
    const compiled = compile(loadScenario(id, variant));
    let tried = 0;
    for (const seed of [1, 2]) {
      const told = tell(compiled, seed);
      const trials = told.paths.flatMap((path) => {
        const end = endOf(path, told);
        const others = told.waits.filter((wait) => wait.at + wait.ms < end && !isNamed(wait, path));
        return sample(others, 4).map((wait) => ({ path, end, wait }));
      });
      for (const { path, end, wait } of sample(trials, TRIALS)) {
        const longer = tell(compiled, seed, { ...wait, by: 1 });
        const other = again(path, longer);
        expect(other && endOf(other, longer), `${path.of} ${path.id}, seed ${seed}`).toBe(end);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(30);
  },
  LONG,
);

/** A wait may be named although it cannot be told from others of the same length and instant, or is one of a queue's. */
function isNamed(wait: Drawn, path: CriticalPath): boolean {
  return path.steps.some((step) =>
    step.count > 1
      ? wait.at >= step.at - step.waited && wait.at + wait.ms <= step.at
      : step.waited === wait.ms && step.at - step.waited === wait.at,
  );
}
