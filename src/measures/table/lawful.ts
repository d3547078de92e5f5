import type { Row } from "../definition.ts";
import type { Tally } from "../tally.ts";
import { CAUSES, SPEECHES } from "../words.ts";
import { add, HOUR, hours, share, sum } from "./columns.ts";
import { type MeasureEntry, measure } from "./entry.ts";
import { hasActors, hasLookalikes, hasSpeech } from "./header.ts";
import { BOUNDS, JUDGED } from "./origins.ts";

const lawfulDown = (tally: Tally, row: Row): number => {
  const { lawfulDown: area, lawfulRemoved, lawfulRestored } = tally.exposure;
  return hours(tally, add(area, row), add(lawfulRemoved, row) - add(lawfulRestored, row));
};

/** What lawful material suffered. */
export const LAWFUL_MEASURES: readonly MeasureEntry[] = [
  // What of it is blocked, and so what is left to be posted, hangs on when the first copy of a version was recognised.
  measure("lawful.total", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["content.posted"],
    survivesScale: false,
    exists: hasLookalikes,
    read: sum((tally) => tally.exposure.lawfulPosted),
  }),
  measure("lawful.removed", "items", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.removed"],
    hangsOnFirsts: true,
    exists: hasLookalikes,
    read: sum((tally) => tally.exposure.lawfulRemoved),
  }),
  measure("lawful.removed.share", "share", "platform", "lower-better", 0.005, {
    kind: "ratio",
    reads: ["content.removed", "content.posted"],
    hangsOnFirsts: true,
    exists: hasLookalikes,
    survivesScale: true,
    read: share(
      (tally) => tally.exposure.lawfulRemoved,
      (tally) => tally.exposure.lawfulPosted,
    ),
  }),
  measure("lawful.removed.by.<cause>", "items", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.removed"],
    survivesScale: false,
    exists: hasLookalikes,
    names: () => CAUSES,
    read: (tally, row) => tally.exposure.byCause[row.index],
  }),
  measure("lawful.removed.speech.<speech>", "items", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.removed"],
    survivesScale: false,
    exists: hasSpeech,
    names: () => SPEECHES,
    read: (tally, row) => tally.exposure.bySpeech[row.index],
  }),
  measure("lawful.blocked", "attempts", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.blocked"],
    survivesScale: false,
    exists: hasLookalikes,
    read: sum((tally) => tally.exposure.lawfulBlocked),
  }),
  measure("lawful.hours.down", "hours", "platform", "lower-better", "5%", {
    kind: "length",
    reads: ["content.removed", "content.restored", ...BOUNDS],
    hangsOnFirsts: true,
    survivesScale: true,
    exists: hasLookalikes,
    read: lawfulDown,
  }),
  measure("lawful.restored", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["content.removed", "content.restored"],
    hangsOnFirsts: true,
    exists: hasLookalikes,
    read: sum((tally) => tally.exposure.lawfulRestored),
  }),
  measure("lawful.restored.after", "ms", "platform", "lower-better", HOUR, {
    kind: "ratio",
    reads: ["content.removed", "content.restored"],
    hangsOnFirsts: true,
    exists: hasLookalikes,
    survivesScale: true,
    read: share(
      (tally) => tally.exposure.restoredAfter,
      (tally) => tally.exposure.lawfulRestored,
    ),
  }),
  measure("appeals", "count", "platform", "none", "5%", {
    kind: "sum",
    reads: ["content.appealed"],
    hangsOnFirsts: true,
    exists: hasLookalikes,
    read: sum((tally) => tally.exposure.appealed),
  }),
  measure("orders.wrongful", "count", "run", "lower-better", 1, {
    kind: "sum",
    reads: JUDGED,
    survivesScale: false,
    exists: (shape) => hasLookalikes(shape) && hasActors(shape),
    read: (tally) => tally.orders.wrongfulOrders,
  }),
];
