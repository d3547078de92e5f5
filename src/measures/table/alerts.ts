import type { Row } from "../definition.ts";
import type { Tally } from "../tally.ts";
import { staffHours } from "./burden.ts";
import { add, ratio } from "./columns.ts";
import { type MeasureEntry, measure } from "./entry.ts";
import { anyPlatform, hasActors, hasHiddenAndSmall, hasStaff, isSmall, marksOf, usesWord } from "./header.ts";
import { ALERTED, BOUNDS } from "./origins.ts";

/** Of the services that had carried anything by a mark, the share that an alert had reached by then. */
const reachedByMark = (tally: Tally, { index, over }: Row): number => {
  const { counted, exposure, coordination } = tally;
  let carried = 0;
  let reached = 0;
  for (const platform of over) {
    const cell = counted.cell(index, platform);
    const isCounted = counted.countedAt[cell] === 1;
    const carries = isCounted ? counted.carriedAt[cell] : Number(exposure.posted[platform] > 0);
    carried += carries;
    reached += carries * (isCounted ? counted.alertedAt[cell] : coordination.alerted[platform]);
  }
  const found = ratio(tally, reached, carried);
  return tally.isQuietUntil(tally.marks[index]) || carried === 0 ? found : tally.open(found);
};

/** Whether a service carried something and heard of it from nobody. */
const isUnreached = ({ exposure, coordination }: Tally, platform: number): boolean =>
  exposure.posted[platform] > 0 && coordination.alerted[platform] === 0;

/** The same, of those alone that carried something and heard of it from nobody. */
const unreachedHours = (tally: Tally, row: Row): number =>
  staffHours(tally, { ...row, over: row.over.filter((platform) => isUnreached(tally, platform)) });

/** Whom alerts reached, and what it cost the small services that they did not reach. */
export const ALERTS_MEASURES: readonly MeasureEntry[] = [
  measure("alert.coverage", "share", "run", "higher-better", 0.02, {
    kind: "ratio",
    reads: ["message.delivered"],
    arisesFrom: ALERTED,
    exists: hasActors,
    read: (tally, row) => ratio(tally, add(tally.coordination.alerted, row), row.over.length),
  }),
  measure("alert.unreached.small", "count", "run", "lower-better", 1, {
    kind: "sum",
    reads: ["message.delivered"],
    arisesFrom: ALERTED,
    survivesScale: false,
    exists: (shape) => hasActors(shape) && shape.platforms.some((_, platform) => isSmall(shape, platform)),
    among: isSmall,
    read: (tally, row) => row.over.length - add(tally.coordination.alerted, row),
  }),
  measure("alert.coverage.small.at.<mark>", "share", "run", "higher-better", 0.02, {
    kind: "ratio",
    reads: ["message.delivered", "content.posted", "views.counted", ...BOUNDS],
    arisesFrom: ALERTED,
    names: marksOf,
    exists: hasHiddenAndSmall,
    among: isSmall,
    read: reachedByMark,
  }),
  measure("alert.unreached.small.carrying", "count", "run", "lower-better", 1, {
    kind: "sum",
    reads: ["message.delivered", "content.posted"],
    arisesFrom: ALERTED,
    survivesScale: false,
    exists: hasHiddenAndSmall,
    among: isSmall,
    read: (tally, { over }) => over.filter((platform) => isUnreached(tally, platform)).length,
  }),
  measure("staff.hours.small.unreached", "hours", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["review.finished", "message.opened", "message.delivered", "content.posted"],
    arisesFrom: ALERTED,
    survivesScale: false,
    exists: (shape) => usesWord(shape, "reachable") && anyPlatform(hasStaff)(shape),
    among: hasStaff,
    read: unreachedHours,
  }),
];
