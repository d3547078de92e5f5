import type { Row } from "../definition.ts";
import type { Tally } from "../tally.ts";
import { lanesOf } from "../words.ts";
import { add, HOUR, highest, MINUTE, ratio, share, sum } from "./columns.ts";
import { type MeasureEntry, measure } from "./entry.ts";
import { hasActors, hasLane, hasReview, reviews } from "./header.ts";
import { BOUNDS } from "./origins.ts";

const laneSum = (tally: Tally, row: Row, cells: Float64Array): number => {
  let total = 0;
  for (const platform of row.over) total += cells[tally.workload.cell(row.index, platform)];
  return total;
};

const allLanes = (tally: Tally, row: Row, cells: Float64Array): number => {
  let total = 0;
  for (let cell = 0; cell < cells.length; cell++)
    if (row.over.includes(cell % tally.platforms)) total += cells[cell];
  return total;
};

/** What the response cost: reviews, reviewers, queues. */
export const WORK_MEASURES: readonly MeasureEntry[] = [
  measure("reviews.finished", "count", "platform", "none", "5%", {
    kind: "sum",
    reads: ["review.finished"],
    exists: hasReview,
    existsAt: reviews,
    read: sum((tally) => tally.workload.jobs),
  }),
  measure("reviewer.hours", "hours", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["review.finished"],
    exists: hasReview,
    existsAt: reviews,
    read: (tally, row) => add(tally.workload.lasted, row) / HOUR,
  }),
  measure("review.wait", "ms", "platform", "lower-better", MINUTE, {
    kind: "ratio",
    reads: ["review.finished"],
    exists: hasReview,
    existsAt: reviews,
    read: share(
      (tally) => tally.workload.waited,
      (tally) => tally.workload.jobs,
    ),
  }),
  measure("review.wait.longest", "ms", "platform", "lower-better", MINUTE, {
    kind: "peak",
    reads: ["review.finished"],
    exists: hasReview,
    existsAt: reviews,
    read: highest((tally) => tally.workload.longestWait),
  }),
  // An item that stands for many takes all their reviews at once: what waits in a lower lane waits longer, and more of it is
  // still waiting at the end.
  measure("review.jobs.lane.<lane>", "count", "lane", "none", "5%", {
    kind: "sum",
    reads: ["review.finished"],
    survivesScale: false,
    names: lanesOf,
    existsAt: hasLane,
    read: (tally, row) => laneSum(tally, row, tally.workload.laneJobs),
  }),
  measure("review.wait.lane.<lane>", "ms", "lane", "lower-better", MINUTE, {
    kind: "ratio",
    reads: ["review.finished"],
    names: lanesOf,
    existsAt: hasLane,
    read: (tally, row) =>
      ratio(
        tally,
        laneSum(tally, row, tally.workload.laneWaited),
        laneSum(tally, row, tally.workload.laneJobs),
      ),
  }),
  measure("reviewers.busy", "people", "platform", "none", "5%", {
    kind: "ratio",
    reads: ["review.finished", ...BOUNDS],
    survivesScale: true,
    exists: hasReview,
    existsAt: reviews,
    read: (tally, row) =>
      ratio(tally, allLanes(tally, row, tally.workload.laneLasted), Math.max(0, tally.now)),
  }),
  measure("queue.peak", "count", "platform", "lower-better", "10%", {
    kind: "peak",
    reads: ["queue.counted"],
    exists: hasReview,
    existsAt: reviews,
    read: highest((tally) => tally.workload.queuePeak),
  }),
  measure("crises.entered", "count", "run", "none", 1, {
    kind: "sum",
    reads: ["crisis.entered"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.crises,
  }),
];
