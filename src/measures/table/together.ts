import { FIRST_MESSAGES, MESSAGES, SEVERAL } from "../../model/index.ts";
import { instant, MINUTE, ratio } from "./columns.ts";
import { type MeasureEntry, measure } from "./entry.ts";
import { hasActors, usesWord } from "./header.ts";
import { SENT } from "./origins.ts";

/** Working together: messages, demands, decisions and what refusing them cost. */
export const TOGETHER_MEASURES: readonly MeasureEntry[] = [
  measure("messages.sent", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["message.sent"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.sent,
  }),
  measure("messages.sent.<message>", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["message.sent"],
    survivesScale: false,
    exists: (shape, index) =>
      hasActors(shape) && (index < FIRST_MESSAGES || usesWord(shape, MESSAGES[index])),
    names: () => MESSAGES,
    read: (tally, row) => tally.coordination.sentByKind[row.index],
  }),
  measure("messages.duplicates", "count", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["message.delivered"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.duplicates,
  }),
  measure("messages.lost", "count", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["message.lost"],
    survivesScale: false,
    exists: hasActors,
    read: (tally) => tally.coordination.lost,
  }),
  measure("messages.withheld", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["message.withheld"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, "deduplicate") || usesWord(shape, "deconflict"),
    read: (tally) => tally.coordination.withheld,
  }),
  measure("demands.repeated", "items", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["demand.repeated"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, SEVERAL),
    read: (tally) => tally.coordination.repeated,
  }),
  measure("demands.contradicted", "items", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["demand.contradicted"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, SEVERAL),
    read: (tally) => tally.coordination.contradicted,
  }),
  measure("demands.set-aside", "items", "run", "none", "5%", {
    kind: "sum",
    reads: ["demand.contradicted"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, SEVERAL),
    read: (tally) => tally.coordination.setAside,
  }),
  measure("messages.relayed", "count", "run", "none", "5%", {
    kind: "sum",
    reads: ["message.relayed"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, "via"),
    read: (tally) => tally.coordination.relayed,
  }),
  measure("messages.undeliverable", "count", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["message.undeliverable"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, "reachable"),
    read: (tally) => tally.coordination.undeliverable,
  }),
  measure("decisions.waited", "count", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["decision.begun"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, "desks"),
    read: (tally) => tally.coordination.waited,
  }),
  measure("decisions.wait", "ms", "run", "lower-better", MINUTE, {
    kind: "ratio",
    reads: ["decision.begun"],
    exists: (shape) => usesWord(shape, "desks"),
    read: (tally) => ratio(tally, tally.coordination.waitedFor, tally.coordination.waited),
  }),
  measure("decisions.waiting.peak", "count", "run", "lower-better", 1, {
    kind: "peak",
    reads: ["decision.queued"],
    exists: (shape) => usesWord(shape, "desks"),
    read: (tally) => tally.coordination.mostWaiting,
  }),
  measure("sanctions.incurred", "count", "run", "none", 1, {
    kind: "sum",
    reads: ["sanction.incurred"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, "sanction"),
    read: (tally) => tally.coordination.sanctions,
  }),
  measure("sanctions.money", "money", "run", "none", "5%", {
    kind: "sum",
    reads: ["sanction.incurred"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, "sanction"),
    read: (tally) => tally.coordination.money,
  }),
  measure("actions.refused", "count", "run", "none", 1, {
    kind: "sum",
    reads: ["action.refused"],
    survivesScale: false,
    exists: (shape) => usesWord(shape, "intrude") || usesWord(shape, "monitorGenerally"),
    read: (tally) => tally.coordination.refused,
  }),
  measure("time.claim.corrected", "ms", "run", "lower-better", MINUTE, {
    kind: "instant",
    reads: ["claim.corrected"],
    exists: (shape) => usesWord(shape, "claim"),
    read: (tally) => instant(tally, tally.coordination.correction),
  }),
  measure("messages.opened.after", "ms", "run", "lower-better", MINUTE, {
    kind: "ratio",
    reads: ["message.sent", "message.opened"],
    arisesFrom: SENT,
    exists: hasActors,
    read: (tally) => ratio(tally, tally.coordination.openedAfter, tally.coordination.opened),
  }),
];
