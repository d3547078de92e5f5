import type { Scenario } from "../../src/model/index.ts";
import { readShipped, SCENARIO_IDS } from "../library/shipped.ts";
import { busiestPlatform, fillQueue, halveDeadlines, removalsOf, withLawful } from "./deadlines.ts";

/** So many unlawful items at most: the largest incident, too, is over in a second or two. */
const CAP = 3000;
/** What is lawful is mostly posted in the first two days. */
const LONGEST = 172_800_000;
/** Lawful items on the platform that is looked at: on a small service, many more than come in truth. */
const MANY = 400;
const MOST_SEEDS = 150;

/** Scenarios in which somebody reviews what is lawful: in the others no queue can be full. */
export const REVIEWED: readonly string[] = SCENARIO_IDS.filter((id) => {
  const { platforms, lookalikes } = readShipped(id).scenario;
  return Object.values(lookalikes).some(({ platform }) => platforms[platform].review !== undefined);
});

/** A shipped scenario whose busiest platform has far too few reviewers. */
export function flood(id: string): { readonly full: Scenario; readonly platform: string } {
  const { scenario } = readShipped(id);
  const shipped = { ...scenario, cap: CAP, horizon: Math.min(scenario.horizon ?? LONGEST, LONGEST) };
  const platform = busiestPlatform(shipped);
  return { full: fillQueue(withLawful(shipped, platform, MANY), platform), platform };
}

/** Wrongful removals on a flooded platform, with its deadlines and with half of each, by the same draws. */
export interface Halved {
  /** reviews of lawful items on which it rests */
  readonly judged: number;
  readonly before: number;
  readonly after: number;
  /** the shortest queue of any seed */
  readonly waiting: number;
}

/** Until so many lawful items have been judged that `isEnough` says so. */
export function halve(id: string, isEnough: (sofar: Halved) => boolean): Halved {
  const { full, platform } = flood(id);
  const [run, runHalved] = [full, halveDeadlines(full)].map((each) => removalsOf(each, platform));
  let sofar: Halved = { judged: 0, before: 0, after: 0, waiting: Number.POSITIVE_INFINITY };
  for (let seed = 1; seed <= MOST_SEEDS && !isEnough(sofar); seed += 1) {
    const removals = run(seed);
    sofar = {
      judged: sofar.judged + removals.judged,
      before: sofar.before + removals.wrongful,
      after: sofar.after + runHalved(seed).wrongful,
      waiting: Math.min(sofar.waiting, removals.waiting),
    };
  }
  return sofar;
}
