import { margin } from "../oversight.ts";
import { add, share, sum } from "./columns.ts";
import { type MeasureEntry, measure } from "./entry.ts";
import { says } from "./header.ts";
import { BOUNDS } from "./origins.ts";

/** Who looks over whose shoulder: what overseers found is what they say of others, with errors of their own. */
export const OVERSIGHT_MEASURES: readonly MeasureEntry[] = [
  measure("oversight.hours", "hours", "platform", "none", "5%", {
    kind: "sum",
    reads: ["oversight.began", "oversight.ended", ...BOUNDS],
    survivesScale: false,
    exists: says("placeReviewers"),
    read: (tally, { over }) => tally.oversight.hours(over, tally.now),
  }),
  measure("verdicts.corrected", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["verdict.corrected"],
    survivesScale: false,
    exists: says("placeReviewers"),
    read: sum((tally) => tally.oversight.corrected),
  }),
  measure("samples.size", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["removals.sampled"],
    survivesScale: false,
    exists: says("sampleRemovals"),
    read: sum((tally) => tally.oversight.looked),
  }),
  measure("samples.wrong.share", "share", "platform", "none", 0.02, {
    kind: "ratio",
    reads: ["removals.sampled"],
    exists: says("sampleRemovals"),
    read: share(
      (tally) => tally.oversight.foundWrong,
      (tally) => tally.oversight.looked,
    ),
  }),
  measure("samples.wrong.margin", "share", "platform", "lower-better", 0.02, {
    kind: "peak",
    reads: ["removals.sampled"],
    exists: says("sampleRemovals"),
    read: (tally, row) => margin(add(tally.oversight.foundWrong, row), add(tally.oversight.looked, row)),
  }),
  measure("labels.controlled", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["label.controlled"],
    exists: says("controlProvenance"),
    read: sum((tally) => tally.oversight.controlled),
  }),
  measure("labels.wrong.left", "items", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.labelled", "label.controlled"],
    exists: says("controlProvenance"),
    read: (tally, row) => add(tally.treatment.labelledWrong, row) - add(tally.oversight.withdrawnWrong, row),
  }),
  measure("pledges.kept", "count", "run", "none", 1, {
    kind: "sum",
    reads: ["pledge.followed"],
    survivesScale: false,
    exists: says("followPledges"),
    read: (tally) => tally.oversight.kept,
  }),
  measure("pledges.broken", "count", "run", "none", 1, {
    kind: "sum",
    reads: ["pledge.followed"],
    survivesScale: false,
    exists: says("followPledges"),
    read: (tally) => tally.oversight.broken,
  }),
];
