import { formatDuration } from "../../model/index.ts";
import type { Row } from "../definition.ts";
import { REMOVAL_AGES } from "../removal-ages.ts";
import type { Tally } from "../tally.ts";
import { add, atMark, itemHours, online, outsideShare, ratio, share, sum } from "./columns.ts";
import { type MeasureEntry, measure } from "./entry.ts";
import { hasActors, hasOutside, hasReview, isOutside, marksOf } from "./header.ts";
import { ACTIVATED, BOUNDS, LIFE } from "./origins.ts";

/** Open until the run has ended: more may still be removed by that age. */
const removedByAge = (tally: Tally, { index, over }: Row): number => {
  const { ages } = tally.exposure;
  let removed = 0;
  let watched = 0;
  for (const platform of over) {
    removed += ages.removedBy(index, platform);
    watched += ages.watchedFor(index, platform);
  }
  const found = ratio(tally, removed, watched);
  return tally.ended || watched === 0 ? found : tally.open(found);
};

const itemsAfterActivation = (tally: Tally, row: Row): number =>
  tally.coordination.activation === undefined
    ? tally.absent()
    : add(tally.exposure.posted, row) - add(tally.exposure.postedAtActivation, row);

/** What was up of unlawful material, for how long, and what was blocked, removed and reported. */
export const EXPOSURE_MEASURES: readonly MeasureEntry[] = [
  measure("items.total", "items", "group", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.posted"],
    carriedByUploads: true,
    read: sum((tally) => tally.exposure.posted),
  }),
  measure("items.removed", "items", "group", "none", "5%", {
    kind: "sum",
    reads: ["content.removed"],
    read: sum((tally) => tally.exposure.removed),
  }),
  measure("items.removed.at.<mark>", "items", "group", "none", "5%", {
    kind: "sum",
    reads: ["views.counted", "content.removed", ...BOUNDS],
    names: marksOf,
    read: atMark(
      (tally) => tally.counted.removedAt,
      (tally) => tally.exposure.removed,
    ),
  }),
  measure("items.online", "items", "group", "lower-better", "5%", {
    kind: "sum",
    reads: LIFE,
    carriedByUploads: true,
    read: online,
  }),
  measure("items.online.peak", "items", "platform", "lower-better", "5%", {
    kind: "peak",
    reads: LIFE,
    read: (tally, row) =>
      row.platform === undefined ? tally.exposure.highest : tally.exposure.peak[row.over[0]],
  }),
  measure("items.online.at.<mark>", "items", "group", "lower-better", "5%", {
    kind: "sum",
    reads: ["views.counted", ...LIFE, ...BOUNDS],
    carriedByUploads: true,
    names: marksOf,
    read: atMark((tally) => tally.counted.onlineAt, undefined),
  }),
  measure("items.after.activation", "items", "group", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.posted", "note.made"],
    carriedByUploads: true,
    arisesFrom: ACTIVATED,
    exists: hasActors,
    read: itemsAfterActivation,
  }),
  measure("items.outside.share", "share", "run", "none", 0.02, {
    kind: "ratio",
    reads: ["content.posted"],
    survivesScale: true,
    exists: hasOutside,
    among: isOutside,
    read: outsideShare((tally) => tally.exposure.posted),
  }),
  measure("uploads.attempted", "attempts", "group", "none", "5%", {
    kind: "sum",
    reads: ["content.posted", "content.blocked"],
    carriedByUploads: true,
    read: (tally, row) => add(tally.exposure.posted, row) + add(tally.exposure.blocked, row),
  }),
  measure("uploads.blocked", "attempts", "group", "none", "5%", {
    kind: "sum",
    reads: ["content.blocked"],
    read: sum((tally) => tally.exposure.blocked),
  }),
  measure("uploads.blocked.share", "share", "group", "higher-better", 0.02, {
    kind: "ratio",
    reads: ["content.posted", "content.blocked"],
    // It hangs on when the first copy of a version is recognised, which at a scale comes a little later.
    survivesScale: false,
    read: (tally, row) => {
      const blocked = add(tally.exposure.blocked, row);
      return ratio(tally, blocked, blocked + add(tally.exposure.posted, row));
    },
  }),
  measure("item.hours", "hours", "group", "lower-better", "5%", {
    kind: "length",
    reads: [...LIFE, ...BOUNDS],
    carriedByUploads: true,
    survivesScale: true,
    openBeside: "items.online",
    read: itemHours,
  }),
  measure("item.hours.mean", "hours", "group", "lower-better", "5%", {
    kind: "ratio",
    reads: [...LIFE, ...BOUNDS],
    carriedByUploads: true,
    survivesScale: true,
    openBeside: "items.online",
    read: (tally, row) => ratio(tally, itemHours(tally, row), add(tally.exposure.posted, row)),
  }),
  // A curve, point by point. A point alone gets no verdict: to remove some at once and the rest never is not better than to
  // remove all a little later. Hours online judge the whole. Early points hang on when the first copy of a version is recognised.
  measure("removal.within.<age>", "share", "group", "none", 0.02, {
    kind: "ratio",
    reads: ["content.posted", "content.removed", "content.restored", ...BOUNDS],
    survivesScale: false,
    names: () => REMOVAL_AGES.map(formatDuration),
    read: removedByAge,
  }),
  measure("items.reported", "items", "group", "none", "5%", {
    kind: "sum",
    reads: ["content.reported"],
    read: sum((tally) => tally.exposure.reported),
  }),
  measure("items.reported.wrong.share", "share", "platform", "none", 0.02, {
    kind: "ratio",
    reads: ["content.reported"],
    survivesScale: true,
    read: share(
      (tally) => tally.exposure.reportedWrong,
      (tally) => tally.exposure.reported,
    ),
  }),
  measure("items.kept", "items", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.kept"],
    exists: hasReview,
    read: sum((tally) => tally.exposure.kept),
  }),
  measure("items.returned", "items", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.restored", "content.removed"],
    exists: hasActors,
    read: sum((tally) => tally.exposure.returned),
  }),
  measure("items.restrictions", "count", "platform", "none", "5%", {
    kind: "sum",
    reads: ["content.restricted"],
    exists: hasActors,
    read: sum((tally) => tally.exposure.restricted),
  }),
];
