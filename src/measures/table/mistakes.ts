import type { Row } from "../definition.ts";
import type { Tally } from "../tally.ts";
import { add, HOUR, ratio, sum } from "./columns.ts";
import { type MeasureEntry, measure } from "./entry.ts";
import { says } from "./header.ts";
import { BOUNDS } from "./origins.ts";

/** How long members matched hashes of lawful material, on average; open while one still does. */
const misledFor = (tally: Tally, row: Row): number => {
  const { misled, misledUntil, misledStill } = tally.treatment;
  const still = add(misledStill, row);
  const mean = ratio(tally, add(misledUntil, row) + still * tally.judgedAt, add(misled, row));
  return still > 0 ? tally.open(mean) : mean;
};

/** Hashes of lawful material, how far they came, and what members said of them. */
export const MISTAKES_MEASURES: readonly MeasureEntry[] = [
  measure("hashes.mistaken", "count", "run", "lower-better", 1, {
    kind: "sum",
    reads: ["hash.mistaken"],
    survivesScale: false,
    exists: says("mistake"),
    read: sum((tally) => tally.treatment.mistaken),
  }),
  measure("hashes.mistaken.reached", "count", "platform", "lower-better", 1, {
    kind: "sum",
    reads: ["hash.mistaken", "hash.ingested"],
    survivesScale: false,
    exists: says("mistake"),
    read: sum((tally) => tally.treatment.misled),
  }),
  measure("hashes.mistaken.lived", "ms", "run", "lower-better", HOUR, {
    kind: "ratio",
    reads: ["hash.mistaken", "hash.ingested", "hash.dropped", ...BOUNDS],
    exists: says("mistake"),
    read: misledFor,
  }),
  measure("hashes.disputed", "count", "platform", "none", 1, {
    kind: "sum",
    reads: ["hash.feedback"],
    survivesScale: false,
    exists: says("hashFeedback"),
    read: sum((tally) => tally.treatment.disagreements),
  }),
  measure("hashes.relabelled", "count", "run", "none", 1, {
    kind: "sum",
    reads: ["hash.relabelled"],
    survivesScale: false,
    exists: says("relabelHash"),
    read: sum((tally) => tally.treatment.relabelled),
  }),
  measure("ledgers.published", "count", "platform", "none", 1, {
    kind: "sum",
    reads: ["ledger.published"],
    survivesScale: false,
    exists: says("publishLedger"),
    read: sum((tally) => tally.treatment.ledgers),
  }),
];
