import { prepare, Replicator } from "../../src/experiment/index.ts";
import type { Scenario } from "../../src/model/index.ts";
import { readShipped } from "./shipped.ts";

/** So many unlawful items at most: every variant of the largest incident is over in a moment. */
export const CAP = 2000;
/** Facts for each item that ever was there: a run that makes more runs in a circle. */
const MOST_FACTS_PER_ITEM = 200;
const MOST_FACTS_BESIDES = 100_000;

/** What is left of the ordinary work of reviewers: nine in ten facts of most runs are about nothing else. */
const LITTLE = 0.1;
const LITTLE_CAP = 300;

/** The same actors, protocols and clocks with fewer items and little of the work that reviewers have anyway. */
function makeSmall(scenario: Scenario): Scenario {
  const platforms = Object.entries(scenario.platforms).map(([id, platform]) => {
    const { review } = platform;
    const lanes = review?.lanes.map((lane) => ({
      ...lane,
      perHour: { ...lane.perHour, value: lane.perHour.value * LITTLE },
    }));
    return [id, review === undefined ? platform : { ...platform, review: { ...review, lanes } }];
  });
  return {
    ...scenario,
    platforms: Object.fromEntries(platforms),
    cap: Math.min(scenario.cap ?? LITTLE_CAP, LITTLE_CAP),
  };
}

/** What went wrong in some runs of a scenario under one of its variants, as shipped or made small; nothing where all is well. */
export function runUnder(
  id: string,
  variant: string,
  seeds: readonly number[],
  size: "shipped" | "small" = "shipped",
): string[] {
  const shipped = readShipped(id, variant).scenario;
  const scenario = size === "small" ? makeSmall(shipped) : shipped;
  const replicator = new Replicator(prepare({ ...scenario, cap: Math.min(scenario.cap ?? CAP, CAP) }));
  const failures: string[] = [];
  const digests = new Set<string>();
  for (const seed of seeds) {
    const say = (what: string) => failures.push(`${id}, ${variant}, seed ${seed}: ${what}`);
    const outcome = replicator.run(seed, 0);
    const { endedAt, attempts, facts } = outcome;
    if (endedAt !== scenario.horizon) say(`ended at ${endedAt}`);
    if (attempts === 0) say("nothing was ever posted");
    if (facts > MOST_FACTS_BESIDES + MOST_FACTS_PER_ITEM * attempts)
      say(`${facts} facts of ${attempts} uploads`);
    for (const [row, { id: measure, platform }] of replicator.layout.entries()) {
      const isKnown = replicator.status[row] <= 2;
      const isNumber = replicator.status[row] !== 0 || Number.isFinite(replicator.values[row]);
      if (!isKnown || !isNumber) say(`the measure ${measure}@${platform ?? ""} is missing`);
    }
    digests.add(replicator.digestOf(outcome));
  }
  if (digests.size !== seeds.length) failures.push(`${id}, ${variant}: two seeds are one run`);
  return failures;
}
