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

/** A wait is lengthened by a millisecond, and the run told anew: what was on the path moves its outcome, what was not does not. */

/** A wait that the run drew: whose, what for, which time; when, and how long. */
export interface Drawn extends Omit<Stretch, "by"> {
  readonly at: number;
  readonly ms: number;
}

export interface Told {
  readonly facts: readonly FactRecord[];
  readonly waits: readonly Drawn[];
  readonly paths: readonly CriticalPath[];
}

export function tell(compiled: CompiledScenario, seed: number, stretch?: Stretch): Told {
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
export const CALENDAR = new Set(["office-hours", "hour", "deadline", "schedule"]);

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

export const CASES = [
  ["livestreamed-attack", undefined],
  ["livestreamed-attack", "eu-one-hour-order"],
] as const;

/** About so many of a list, spread evenly over it. */
function sample<T>(list: readonly T[], many: number): T[] {
  const every = Math.max(1, Math.floor(list.length / many));
  return list.filter((_, place) => place % every === 0);
}

/** What came of so many trials. */
export interface Lengthened {
  readonly tried: number;
  /** outcomes that came exactly as much later; the others were taken up by a calendar, or were not to move */
  readonly moved: number;
  /** trials that contradict the path */
  readonly failures: readonly string[];
}

/** Lengthens waits on the paths of a run: about `many` of them. */
export function lengthenOnPath(
  id: string,
  variant: string | undefined,
  seed: number,
  many = Number.POSITIVE_INFINITY,
): Lengthened {
  const compiled = compile(loadScenario(id, variant));
  const told = tell(compiled, seed);
  const trials = told.paths.flatMap((path) =>
    path.steps.flatMap((step, place) => {
      const wait =
        step.waited === 0 || step.count > 1 || CALENDAR.has(step.wait) ? undefined : drawnFor(step, told);
      return wait === undefined ? [] : [{ path, step, place, wait }];
    }),
  );
  const picked = sample(trials, many);
  const failures: string[] = [];
  let moved = 0;
  for (const { path, step, place, wait } of picked) {
    const longer = tell(compiled, seed, { ...wait, by: 1 });
    const other = again(path, longer);
    const shift = other === undefined ? undefined : endOf(other, longer) - endOf(path, told);
    const calendar = path.steps.slice(place + 1).some((later) => CALENDAR.has(later.wait));
    if (shift === 0 && calendar) continue;
    if (shift === 1) moved++;
    else
      failures.push(
        `${path.of} ${path.id} moved by ${shift}: ${step.wait} of ${step.kind} #${step.fact}, seed ${seed}`,
      );
  }
  return { tried: picked.length, moved, failures };
}

/** Lengthens waits that end before an outcome and are not on its path: about `many` of them, up to four for each path. */
export function lengthenBeside(
  id: string,
  variant: string | undefined,
  seed: number,
  many = Number.POSITIVE_INFINITY,
): Lengthened {
  const compiled = compile(loadScenario(id, variant));
  const told = tell(compiled, seed);
  const trials = told.paths.flatMap((path) => {
    const end = endOf(path, told);
    const others = told.waits.filter((wait) => wait.at + wait.ms < end && !isNamed(wait, path));
    return sample(others, 4).map((wait) => ({ path, end, wait }));
  });
  const picked = sample(trials, many);
  const failures: string[] = [];
  for (const { path, end, wait } of picked) {
    const longer = tell(compiled, seed, { ...wait, by: 1 });
    const other = again(path, longer);
    if (other === undefined || endOf(other, longer) !== end)
      failures.push(`${path.of} ${path.id} moved by a wait of ${wait.ms} at ${wait.at}, seed ${seed}`);
  }
  return { tried: picked.length, moved: 0, failures };
}

/** A wait may be named although it cannot be told from others of the same length and instant, or is one of a queue's. */
function isNamed(wait: Drawn, path: CriticalPath): boolean {
  return path.steps.some((step) =>
    step.count > 1
      ? wait.at >= step.at - step.waited && wait.at + wait.ms <= step.at
      : step.waited === wait.ms && step.at - step.waited === wait.at,
  );
}
