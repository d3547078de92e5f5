import { HAS_VALUE, IS_ABSENT } from "../measures/index.ts";
import { DISTRIBUTION_STEPS, type Distribution } from "./comparison-shape.ts";
import { quantileOfSorted } from "./statistics.ts";
import type { ReplicationResult } from "./work.ts";

/** How one row of the layout lies over replications; where it does not exist it is left out, what has not come lies last. */
export function spreadOfSlot(
  replications: readonly ReplicationResult[],
  slot: number,
): Pick<Distribution, "n" | "open" | "quantiles"> {
  const there = replications.filter(({ status }) => status[slot] !== IS_ABSENT);
  const sorted = Float64Array.from(there, ({ values, status }) =>
    status[slot] === HAS_VALUE ? values[slot] : Number.POSITIVE_INFINITY,
  ).sort();
  const open = there.filter(({ status }) => status[slot] !== HAS_VALUE).length;
  const quantiles = Array.from({ length: DISTRIBUTION_STEPS + 1 }, (_, step) => {
    const value = quantileOfSorted(sorted, step / DISTRIBUTION_STEPS);
    return Number.isFinite(value) ? value : null;
  });
  return { n: there.length - open, open, quantiles };
}
