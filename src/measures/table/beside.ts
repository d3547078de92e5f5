import type { Row } from "../definition.ts";
import type { Tally } from "../tally.ts";
import { add, HOUR, sum } from "./columns.ts";
import { type MeasureEntry, measure } from "./entry.ts";
import { anyPlatform, comparesMessages, hasLookalikesAndSays, says } from "./header.ts";
import { BOUNDS } from "./origins.ts";

const lawfulViewsAway = (tally: Tally, row: Row): number => {
  const { lawfulViewsArea, lawfulViewsRate } = tally.treatment;
  const rate = add(lawfulViewsRate, row);
  const views = add(lawfulViewsArea, row) + (rate * tally.judgedAt) / HOUR;
  return rate === 0 || (tally.ended && tally.horizon !== undefined) ? views : tally.open(views);
};

const scanned = (tally: Tally, row: Row): number => {
  const { scans, scansSince } = tally.treatment;
  let total = 0;
  let isRunning = false;
  for (const platform of row.over) {
    const rate = tally.effort[platform].messagesPerHour ?? 0;
    if (scans[platform] === 0 || rate === 0) continue;
    isRunning = true;
    total += (rate * (tally.judgedAt - scansSince[platform])) / HOUR;
  }
  return !isRunning || (tally.ended && tally.horizon !== undefined) ? total : tally.open(total);
};

/** What else is done than to take down: labels, accounts, access; and private messages that were compared. */
export const BESIDE_REMOVAL_MEASURES: readonly MeasureEntry[] = [
  measure("items.labelled", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["content.labelled"],
    exists: says("label"),
    read: sum((tally) => tally.treatment.labelled),
  }),
  measure("lawful.labelled", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["content.labelled"],
    hangsOnFirsts: true,
    exists: hasLookalikesAndSays("label"),
    read: sum((tally) => tally.treatment.lawfulLabelled),
  }),
  measure("labels.wrong", "items", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["content.labelled"],
    exists: says("label"),
    read: sum((tally) => tally.treatment.labelledWrong),
  }),
  measure("labels.withdrawn", "items", "platform", "none", "5%", {
    kind: "sum",
    reads: ["content.unlabelled"],
    exists: says("unlabel", "controlProvenance"),
    read: sum((tally) => tally.treatment.unlabelled),
  }),
  measure("accounts.struck", "count", "platform", "none", "5%", {
    kind: "sum",
    reads: ["account.struck"],
    exists: says("strike"),
    read: sum((tally) => tally.treatment.struck),
  }),
  measure("accounts.restricted", "count", "platform", "none", "5%", {
    kind: "sum",
    reads: ["account.restricted"],
    exists: says("restrictAccount"),
    read: sum((tally) => tally.treatment.accounts),
  }),
  measure("accounts.refused", "attempts", "platform", "none", "5%", {
    kind: "sum",
    reads: ["account.refused"],
    exists: says("restrictAccount"),
    read: sum((tally) => tally.treatment.refused),
  }),
  measure("access.blocks", "count", "platform", "none", 1, {
    kind: "sum",
    reads: ["access.blocked"],
    survivesScale: false,
    exists: says("blockAccess"),
    read: sum((tally) => tally.treatment.blocks),
  }),
  measure("lawful.unreachable", "items", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["access.blocked", "access.unblocked", "content.posted", "content.removed", "content.restored"],
    hangsOnFirsts: true,
    exists: hasLookalikesAndSays("blockAccess"),
    read: (tally, { over }) => {
      let items = 0;
      for (const platform of over) items += tally.treatment.unreachable(platform);
      return items;
    },
  }),
  measure("lawful.views.unreachable", "views", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["access.blocked", "access.unblocked", ...BOUNDS],
    exists: says("blockAccess"),
    read: lawfulViewsAway,
  }),
  measure("private.scanned", "count", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["hash.made", "hash.ingested", "matching.switched", ...BOUNDS],
    exists: anyPlatform(comparesMessages),
    existsAt: (shape, _, platform) => comparesMessages(shape, platform),
    among: comparesMessages,
    read: scanned,
  }),
];
