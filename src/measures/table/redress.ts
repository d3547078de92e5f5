import { REDRESS } from "../../model/index.ts";
import type { Row } from "../definition.ts";
import type { Tally } from "../tally.ts";
import { add, ratio, sum } from "./columns.ts";
import { type MeasureEntry, measure } from "./entry.ts";
import { hasLookalikesAndSays, says } from "./header.ts";

/** Unlawful items that are down and of which nothing was put aside. */
const unsecured = ({ exposure, treatment }: Tally, row: Row): number =>
  add(exposure.removed, row) - add(exposure.returned, row) - add(treatment.preservedDown, row);

const byBody = (cells: (tally: Tally) => Float64Array) => (tally: Tally, row: Row) => {
  let sumOfAll = 0;
  for (const platform of row.over) sumOfAll += cells(tally)[row.index * tally.platforms + platform];
  return sumOfAll;
};

/** What is kept, told and contested. */
export const REDRESS_MEASURES: readonly MeasureEntry[] = [
  measure("lawful.removed.language.<language>", "items", "run", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.removed"],
    survivesScale: false,
    names: (shape) => shape.languages ?? [],
    read: (tally, row) => tally.treatment.byLanguage[row.index],
  }),
  measure("evidence.preserved", "items", "platform", "higher-better", "5%", {
    kind: "sum",
    reads: ["content.preserved"],
    exists: says("preserve", "purge"),
    read: sum((tally) => tally.treatment.preserved),
  }),
  measure("evidence.lost", "items", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.purged"],
    exists: says("preserve", "purge"),
    read: sum((tally) => tally.treatment.evidenceLost),
  }),
  measure("evidence.unsecured", "items", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.preserved", "content.removed", "content.restored"],
    exists: says("preserve", "purge"),
    read: unsecured,
  }),
  measure("users.told", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["user.informed"],
    exists: says("informUser", "withholdInformation"),
    read: sum((tally) => tally.treatment.told),
  }),
  measure("users.told.why", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["user.informed"],
    exists: says("informUser", "withholdInformation"),
    read: sum((tally) => tally.treatment.reasoned),
  }),
  measure("users.withheld", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["information.withheld"],
    exists: says("withholdInformation"),
    read: sum((tally) => tally.treatment.withheld),
  }),
  // Of more that is taken down wrongly more can be told: to tell many is no good in itself.
  measure("lawful.told", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["user.informed"],
    hangsOnFirsts: true,
    exists: hasLookalikesAndSays("informUser", "withholdInformation"),
    read: sum((tally) => tally.treatment.lawfulTold),
  }),
  measure("complaints.to.<body>", "count", "platform", "none", "5%", {
    kind: "sum",
    reads: ["complaint.made"],
    hangsOnFirsts: true,
    names: () => REDRESS,
    exists: says("complain", "decideComplaint"),
    read: byBody((tally) => tally.treatment.complaints),
  }),
  measure("complaints.reversed.<body>", "count", "platform", "none", "5%", {
    kind: "sum",
    reads: ["complaint.decided"],
    hangsOnFirsts: true,
    names: () => REDRESS,
    exists: says("complain", "decideComplaint"),
    read: byBody((tally) => tally.treatment.reversed),
  }),
  measure("complaints.reversed.share.<body>", "share", "run", "none", 0.02, {
    kind: "ratio",
    reads: ["complaint.decided"],
    hangsOnFirsts: true,
    survivesScale: true,
    names: () => REDRESS,
    exists: says("complain", "decideComplaint"),
    read: (tally, row) =>
      ratio(
        tally,
        byBody(({ treatment }) => treatment.reversed)(tally, row),
        byBody(({ treatment }) => treatment.decided)(tally, row),
      ),
  }),
];
