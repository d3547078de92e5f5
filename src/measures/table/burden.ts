import type { Row } from "../definition.ts";
import type { Tally } from "../tally.ts";
import { HOUR, ratio, sum } from "./columns.ts";
import { type MeasureEntry, measure } from "./entry.ts";
import { anyPlatform, hasStaff, saysStaff } from "./header.ts";

/** Hours of review and of reading messages. */
export const staffHours = (tally: Tally, row: Row): number => {
  let total = 0;
  for (const platform of row.over) {
    const { perMessage } = tally.effort[platform].staff ?? { perMessage: 0 };
    total += tally.workload.lasted[platform] + tally.treatment.opened[platform] * perMessage;
  }
  return total / HOUR;
};

/** Hours that orders and requests to take something down kept people of the services that say how long one takes. */
const demandHours = (tally: Tally, row: Row): number => {
  let total = 0;
  for (const platform of row.over)
    total += tally.treatment.demanded[platform] * (tally.effort[platform].staff?.perMessage ?? 0);
  return total / HOUR;
};

/** What one order or request costs each of the people who work where it was opened, all of these taken together. */
const hoursOfOne = (tally: Tally, row: Row): number => {
  let perHead = 0;
  let opened = 0;
  for (const platform of row.over) {
    const { people, perMessage } = tally.effort[platform].staff ?? { people: 1, perMessage: 0 };
    const count = tally.treatment.demanded[platform];
    perHead += (count * perMessage) / people;
    opened += count;
  }
  return ratio(tally, perHead / HOUR, opened);
};

const peopleOf = (tally: Tally, row: Row): number => {
  let total = 0;
  for (const platform of row.over) total += tally.effort[platform].staff?.people ?? 0;
  return total;
};

/** What the response costs small services, and each of their people. */
export const BURDEN_MEASURES: readonly MeasureEntry[] = [
  measure("staff.hours.small", "hours", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["review.finished", "message.opened"],
    survivesScale: false,
    exists: anyPlatform(hasStaff),
    existsAt: (shape, _, platform) => hasStaff(shape, platform),
    among: hasStaff,
    read: staffHours,
  }),
  measure("staff.hours.small.head", "hours", "platform", "lower-better", "5%", {
    kind: "ratio",
    reads: ["review.finished", "message.opened"],
    exists: anyPlatform(hasStaff),
    existsAt: (shape, _, platform) => hasStaff(shape, platform),
    among: hasStaff,
    read: (tally, row) => ratio(tally, staffHours(tally, row), peopleOf(tally, row)),
  }),
  measure("demands.opened", "count", "platform", "none", "5%", {
    kind: "sum",
    reads: ["message.opened"],
    survivesScale: false,
    exists: anyPlatform(saysStaff),
    existsAt: (shape, _, platform) => saysStaff(shape, platform),
    among: saysStaff,
    read: sum((tally) => tally.treatment.demanded),
  }),
  measure("demands.hours", "hours", "platform", "lower-better", "5%", {
    kind: "sum",
    reads: ["message.opened"],
    survivesScale: false,
    exists: anyPlatform(saysStaff),
    existsAt: (shape, _, platform) => saysStaff(shape, platform),
    among: saysStaff,
    read: demandHours,
  }),
  measure("demands.hours.head", "hours", "platform", "lower-better", "5%", {
    kind: "ratio",
    reads: ["message.opened"],
    exists: anyPlatform(saysStaff),
    existsAt: (shape, _, platform) => saysStaff(shape, platform),
    among: saysStaff,
    read: (tally, row) => ratio(tally, demandHours(tally, row), peopleOf(tally, row)),
  }),
  measure("demands.hours.head.each", "hours", "platform", "lower-better", "5%", {
    kind: "ratio",
    reads: ["message.opened"],
    exists: anyPlatform(saysStaff),
    existsAt: (shape, _, platform) => saysStaff(shape, platform),
    among: saysStaff,
    read: hoursOfOne,
  }),
];
