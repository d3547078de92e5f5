import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const HOUR = 3_600_000;
const PROTOCOL = "scenarios/cookbook/protocols/25-order-in-confidence.yaml";

export const construct: Construct = {
  number: 25,
  title: "Non-disclosure: the user must not be told yet",
  field: "effect withholdInformation, with its term `for`",
  example: "scenarios/cookbook/25-non-disclosure.yaml",
  proves: "an uploader is told in the very millisecond in which the ban ends, with reasons, and not before",
  remove: {
    file: PROTOCOL,
    path: ["roles", "host", "machine", "states", "waiting", "on", "removal-order.opened", "actions", 1],
  },
  disable: {
    file: "simulation/content-acts.ts",
    from: "items.flags[row] |= FLAG.withheld;",
    to: "items.flags[row] |= 0;",
  },
  holds: (bench) => {
    const { facts, measures } = bench.play();
    const removed = facts.find(({ kind }) => kind === "content.removed");
    assert.equal(removed?.at, HOUR);
    const told = facts.filter(({ kind }) => kind === "user.informed");
    assert.deepEqual(
      told.map(({ at, form, item }) => ({ at, form, item })),
      [{ at: 7 * HOUR, form: "reasons", item: removed?.item }],
    );
    assert.equal(measures.get("users.withheld"), 1);
    assert.equal(measures.get("users.told.why"), 1);
  },
};
