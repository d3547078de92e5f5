import type { Row } from "../definition.ts";
import type { Tally } from "../tally.ts";
import { add, atMark, outsideShare, sum } from "./columns.ts";
import { type MeasureEntry, measure } from "./entry.ts";
import { hasActors, hasOutside, isOutside, marksOf } from "./header.ts";
import { ACTIVATED, BOUNDS } from "./origins.ts";

const viewsAfterActivation = (tally: Tally, row: Row): number => {
  const { views, viewsAtActivation, countedAtActivation } = tally.counted;
  if (tally.coordination.activation === undefined) return tally.absent();
  for (const platform of row.over) if (countedAtActivation[platform] === 0) return tally.absent();
  return add(views, row) - add(viewsAtActivation, row);
};

/** Views of unlawful items. */
export const VIEWS_MEASURES: readonly MeasureEntry[] = [
  measure("views.total", "views", "group", "lower-better", "5%", {
    kind: "sum",
    reads: ["views.counted"],
    carriedByUploads: true,
    read: sum((tally) => tally.counted.views),
  }),
  measure("views.at.<mark>", "views", "group", "lower-better", "5%", {
    kind: "sum",
    reads: ["views.counted", ...BOUNDS],
    carriedByUploads: true,
    names: marksOf,
    read: atMark(
      (tally) => tally.counted.viewsAt,
      (tally) => tally.counted.views,
    ),
  }),
  measure("views.after.activation", "views", "group", "lower-better", "5%", {
    kind: "sum",
    reads: ["views.counted", "note.made"],
    carriedByUploads: true,
    arisesFrom: ACTIVATED,
    exists: hasActors,
    read: viewsAfterActivation,
  }),
  measure("views.outside.share", "share", "run", "none", 0.02, {
    kind: "ratio",
    reads: ["views.counted"],
    survivesScale: true,
    exists: hasOutside,
    among: isOutside,
    read: outsideShare((tally) => tally.counted.views),
  }),
];
