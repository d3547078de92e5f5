import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FACT_KINDS, type Scenario } from "../../src/model/index.ts";
import { parseScenario } from "../../src/scenario/index.ts";
import { compile, Simulation } from "../../src/simulation/index.ts";

const HOUR = 3_600_000;

export function readQueues(name: string): Scenario {
  const text = readFileSync(join(import.meta.dirname, name), "utf8");
  const result = parseScenario(text, { source: name, read: () => ({ fault: "missing" }) });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.scenario;
}

/** One replication: of each window, how many jobs arrived in it and how long they waited together. */
export interface Waits {
  readonly jobs: Float64Array;
  readonly waited: Float64Array;
}

/**
 * Runs a scenario over and over and sorts finished reviews by lane (`platform/lane`) and by the window in which they
 * arrived. Replications share no draw, so what is taken from each is independent of the others, however much the waits
 * within one hang together: every standard error here is one between replications. Jobs that arrive less than `tail`
 * before the horizon are left out, because the longest waits among them would not be seen to end.
 */
export function collectWaits(
  scenario: Scenario,
  {
    replications,
    windows,
    tail,
    seed = 1,
  }: { replications: number; windows: number; tail: number; seed?: number },
): ReadonlyMap<string, readonly Waits[]> {
  const compiled = compile(scenario);
  const length = (compiled.horizon - tail) / windows;
  const lanes = new Map<string, Waits[]>();
  let now = new Map<number, Waits>();
  const listener = {
    onFact: (fact: { kind: number; at: number; actor: number; what: number; x: number; y: number }) => {
      if (fact.kind !== FACT_KINDS["review.finished"].code) return;
      const arrived = fact.at - fact.x - fact.y;
      const window = Math.floor(arrived / length);
      if (window < 0 || window >= windows) return;
      const waits = now.get(fact.actor * 65_536 + fact.what);
      if (waits === undefined) return;
      waits.jobs[window] += 1;
      waits.waited[window] += fact.x;
    },
  };
  const simulation = new Simulation(compiled, { listener });
  for (let replication = 0; replication < replications; replication += 1) {
    now = new Map();
    for (const { id, word, review } of compiled.platforms) {
      for (const lane of review?.lanes ?? []) {
        const waits = { jobs: new Float64Array(windows), waited: new Float64Array(windows) };
        now.set(word * 65_536 + lane.word, waits);
        const name = `${id}/${lane.id}`;
        lanes.set(name, [...(lanes.get(name) ?? []), waits]);
      }
    }
    simulation.reset(seed, replication);
    simulation.run();
  }
  return lanes;
}

export interface Estimate {
  readonly mean: number;
  readonly error: number;
}

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

export function estimate(values: readonly number[]): Estimate {
  const mean = sum(values) / values.length;
  const squares = sum(values.map((value) => (value - mean) ** 2));
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}

/** Mean wait of a job: a ratio of sums over replications; its error is that of the linearised ratio. */
export function meanWait(replications: readonly Waits[], window?: number): Estimate {
  const pick = (values: Float64Array) => (window === undefined ? sum(values) : values[window]);
  const waited = replications.map((each) => pick(each.waited));
  const jobs = replications.map((each) => pick(each.jobs));
  const mean = sum(waited) / sum(jobs);
  const perReplication = sum(jobs) / replications.length;
  const { error } = estimate(waited.map((value, i) => (value - mean * jobs[i]) / perReplication));
  return { mean, error };
}

/** Least-squares slope of the mean wait over the windows, in milliseconds a window; its error as for the mean wait. */
export function trend(replications: readonly Waits[]): Estimate {
  const windows = [...replications[0].jobs.keys()];
  const middle = (windows.length - 1) / 2;
  const spread = sum(windows.map((window) => (window - middle) ** 2));
  const weights = windows.map((window) => (window - middle) / spread);
  const means = windows.map((window) => meanWait(replications, window).mean);
  const jobs = windows.map((window) => sum(replications.map((each) => each.jobs[window])));
  const slope = sum(windows.map((window) => weights[window] * means[window]));
  const { error } = estimate(
    replications.map((each) =>
      sum(
        windows.map(
          (window) =>
            (weights[window] * (each.waited[window] - means[window] * each.jobs[window])) /
            (jobs[window] / replications.length),
        ),
      ),
    ),
  );
  return { mean: slope, error };
}

/** Mean wait of the last window less that of the first. */
export function lastLessFirst(replications: readonly Waits[]): Estimate {
  const windows = replications[0].jobs.length;
  const first = meanWait(replications, 0);
  const last = meanWait(replications, windows - 1);
  return { mean: last.mean - first.mean, error: Math.hypot(first.error, last.error) };
}

export { HOUR };
