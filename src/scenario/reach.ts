import { type DelayLaw, formatDuration, type RemovalRules, type Scenario } from "../model/index.ts";
import { type Fault, fault, type Path } from "./fault.ts";

/** What a scenario says and its own figures leave without effect, or without end: warnings. */
export function judgeReach(scenario: Scenario): Fault[] {
  return [...judgeRules(scenario), ...judgeQueues(scenario)];
}

/** Bare rules that can come only after the horizon. */
function judgeRules({ rules, horizon }: Scenario): Fault[] {
  if (horizon === undefined || rules === undefined) return [];
  const faults: Fault[] = [];
  const expectReached = (law: DelayLaw | undefined, path: Path) => {
    const earliest = law === undefined ? Infinity : earliestOf(law);
    if (earliest === Infinity || earliest < horizon) return;
    const details = { at: formatDuration(earliest), horizon: formatDuration(horizon) };
    faults.push(fault("scenario/rule_after_horizon", path, details));
  };
  const visit = (removal: RemovalRules | undefined, path: Path) => {
    if (removal === undefined) return;
    const scopes = [
      [removal, path],
      ...Object.entries(removal.platforms).map(([name, each]) => [each, [...path, "platforms", name]]),
    ] as [Omit<RemovalRules, "platforms">, Path][];
    for (const [rule, at] of scopes) {
      expectReached(rule.after.law, [...at, "after"]);
      expectReached(rule.originals?.after.law, [...at, "originals", "after"]);
      expectReached(rule.copies?.after.law, [...at, "copies", "after"]);
    }
  };
  visit(rules.removal, ["rules", "removal"]);
  for (const [index, { at, removal }] of rules.switches.entries()) {
    expectReached(at.law, ["rules", "switches", index, "at"]);
    visit(removal, ["rules", "switches", index, "removal"]);
  }
  return faults;
}

/** The shortest wait that a law can give; endless where it gives none at all. */
function earliestOf(law: DelayLaw): number {
  switch (law.kind) {
    case "never":
      return Infinity;
    case "fixed":
      return law.value;
    case "shifted":
      return law.by + earliestOf(law.then);
    case "empirical":
      return Math.min(...law.values);
    case "exponential":
    case "gamma":
    case "lognormal":
      return 0;
  }
}

const HOUR = 3_600_000;

/** Queues that ordinary work alone fills without end. */
function judgeQueues({ platforms }: Scenario): Fault[] {
  return Object.entries(platforms).flatMap(([platform, { review }]) => {
    if (review === undefined) return [];
    const work = review.lanes.reduce(
      (sum, { perHour, service }) => sum + (perHour.value === 0 ? 0 : perHour.value * meanOf(service.law)),
      0,
    );
    const load = work / HOUR / review.reviewers.value;
    if (!(load >= 1)) return [];
    const path = ["platforms", platform, "review", "reviewers"];
    return [fault("scenario/overloaded_queue", path, { platform, load: Math.round(load * 100) / 100 })];
  });
}

function meanOf(law: DelayLaw): number {
  switch (law.kind) {
    case "never":
      return Infinity;
    case "fixed":
      return law.value;
    case "exponential":
    case "gamma":
      return law.mean;
    case "lognormal":
      return law.median * growth((law.sigma * law.sigma) / 2);
    case "shifted":
      return law.by + meanOf(law.then);
    case "empirical":
      return law.values.reduce((sum, value) => sum + value, 0) / law.values.length;
  }
}

/** e to the power of x, for x of 0 or more, by its series: good enough for a warning, and the same everywhere. */
function growth(x: number): number {
  let term = 1;
  let sum = 1;
  for (let step = 1; step <= 60; step += 1) {
    term *= x / step;
    sum += term;
  }
  return sum;
}
