import { type MeasureEntry, measure } from "./entry.ts";
import { BOUNDS } from "./origins.ts";

/** What says that a run itself came to its limits. */
export const LIMITS_MEASURES: readonly MeasureEntry[] = [
  measure("capped", "yes/no", "run", "lower-better", 1, {
    kind: "flag",
    reads: ["cap.reached", ...BOUNDS],
    read: (tally) => (tally.capped ? 1 : 0),
  }),
];
