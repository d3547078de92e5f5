import { sum } from "./columns.ts";
import { type MeasureEntry, measure } from "./entry.ts";
import { hasActors } from "./header.ts";

/** What was ordered and decided, and the versions that were found, hashed and shared. */
export const HASHES_MEASURES: readonly MeasureEntry[] = [
  measure("orders.fulfilled", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["order.fulfilled"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.ordersFulfilled,
  }),
  measure("decisions.taken", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["decision.taken"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.decisions,
  }),
  measure("versions.found", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["hash.found"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.found.size,
  }),
  measure("versions.hashed", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["hash.made"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.hashed.size,
  }),
  measure("versions.shared", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["hash.shared"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.shared.size,
  }),
  measure("hashes.ingested", "count", "platform", "none", "5%", {
    kind: "sum",
    reads: ["hash.ingested"],
    survivesScale: false,
    exists: hasActors,
    read: sum((tally) => tally.coordination.ingested),
  }),
  measure("hashes.withdrawn", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["hash.withdrawn"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.withdrawn,
  }),
];
