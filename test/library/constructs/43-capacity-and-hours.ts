import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const MINUTE = 60_000;

export const construct: Construct = {
  number: 43,
  title: "Capacity and hours: moderators, night, small firms",
  field: "platforms.*.contact.hours, review.reviewers and lanes, staff",
  example: "scenarios/cookbook/43-capacity-and-hours.yaml",
  proves:
    "an order of the small hours is opened at eight and worked off by one reviewer, one item after the other; ten who are always there need one item's time",
  remove: {
    file: "scenarios/cookbook/43-capacity-and-hours.yaml",
    path: ["platforms", "three-people", "contact"],
  },
  disable: {
    file: "simulation/workload.ts",
    from: "while (desk.busy < this.reviewersAt(platform)) {",
    to: "while (desk.busy < 0 * this.reviewersAt(platform)) {",
  },
  holds: (bench) => {
    const { facts, measures } = bench.play();
    const removals = (platform: string) =>
      facts
        .filter((fact) => fact.kind === "content.removed" && fact.platform === platform)
        .map(({ at }) => Number(at) / MINUTE);
    // The order comes ten minutes after three; the small service opens at eight, five hours after three.
    assert.deepEqual(removals("three-thousand"), [40, 40, 40]);
    assert.deepEqual(removals("three-people"), [330, 360, 390]);
    // An hour for the order and half an hour for each of three items, shared by three.
    assert.equal(measures.get("staff.hours.small"), 2.5);
    assert.equal(measures.get("staff.hours.small.head"), 2.5 / 3);
  },
};
