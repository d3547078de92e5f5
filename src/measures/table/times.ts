import type { Row } from "../definition.ts";
import type { Tally } from "../tally.ts";
import { add, type Columns, instant, MINUTE, online } from "./columns.ts";
import { type MeasureEntry, measure } from "./entry.ts";
import { hasActors } from "./header.ts";
import { ACTIVATED, ASSESSED, BOUNDS, CONFIRMED, FOUND, LIFE, REPORTED, SHARED } from "./origins.ts";

const first = (counts: Columns, instants: Columns) => (tally: Tally, row: Row) => {
  const came = counts(tally);
  const at = instants(tally);
  let earliest: number | undefined;
  for (const platform of row.over) {
    if (came[platform] > 0 && (earliest === undefined || at[platform] < earliest)) earliest = at[platform];
  }
  if (earliest === undefined && add(tally.exposure.posted, row) === 0) return tally.absent();
  return instant(tally, earliest);
};

const lastRemoval = (tally: Tally, row: Row): number => {
  const { posted, removed, lastRemoval: instants } = tally.exposure;
  if (add(posted, row) === 0) return tally.absent();
  if (online(tally, row) > 0) return tally.open(tally.judgedAt);
  let latest: number | undefined;
  for (const platform of row.over) {
    if (removed[platform] > 0 && (latest === undefined || instants[platform] > latest))
      latest = instants[platform];
  }
  return instant(tally, latest);
};

/** When something first or last happened: instants since the incident's start. */
export const TIMES_MEASURES: readonly MeasureEntry[] = [
  measure("time.report", "ms", "run", "lower-better", MINUTE, {
    kind: "instant",
    reads: ["incident.reported"],
    arisesFrom: REPORTED,
    read: (tally) => instant(tally, tally.coordination.firstReport),
  }),
  measure("time.report.platform", "ms", "platform", "lower-better", MINUTE, {
    kind: "instant",
    reads: ["content.reported", "content.posted"],
    arisesFrom: REPORTED,
    read: first(
      (tally) => tally.exposure.reported,
      (tally) => tally.exposure.firstReport,
    ),
  }),
  measure("time.detection", "ms", "platform", "lower-better", MINUTE, {
    kind: "instant",
    reads: ["content.reported", "content.flagged", "content.posted"],
    arisesFrom: FOUND,
    read: first(
      (tally) => tally.exposure.found,
      (tally) => tally.exposure.firstFound,
    ),
  }),
  measure("time.confirmation", "ms", "run", "lower-better", MINUTE, {
    kind: "instant",
    reads: ["incident.confirmed"],
    arisesFrom: CONFIRMED,
    read: (tally) => instant(tally, tally.coordination.firstConfirmation),
  }),
  measure("time.assessment", "ms", "run", "lower-better", MINUTE, {
    kind: "instant",
    reads: ["decision.taken"],
    survivesNaming: true,
    arisesFrom: ASSESSED,
    exists: hasActors,
    survivesScale: true,
    read: (tally) => instant(tally, tally.coordination.firstAssessment),
  }),
  measure("time.activation", "ms", "run", "lower-better", MINUTE, {
    kind: "instant",
    reads: ["note.made"],
    survivesNaming: true,
    arisesFrom: ACTIVATED,
    exists: hasActors,
    survivesScale: true,
    read: (tally) => instant(tally, tally.coordination.activation),
  }),
  measure("time.hash.shared", "ms", "run", "lower-better", MINUTE, {
    kind: "instant",
    reads: ["hash.shared"],
    arisesFrom: SHARED,
    exists: hasActors,
    read: (tally) => instant(tally, tally.coordination.firstShare),
  }),
  measure("time.removal.first", "ms", "platform", "lower-better", MINUTE, {
    kind: "instant",
    reads: ["content.removed", "content.posted"],
    read: first(
      (tally) => tally.exposure.takenDown,
      (tally) => tally.exposure.firstRemoval,
    ),
  }),
  measure("time.removal.last", "ms", "platform", "lower-better", 10 * MINUTE, {
    kind: "instant",
    reads: LIFE,
    read: lastRemoval,
  }),
  measure("time.end", "ms", "run", "none", MINUTE, {
    kind: "instant",
    reads: BOUNDS,
    read: (tally) => (tally.ended ? instant(tally, tally.now) : tally.open(tally.now)),
  }),
];
