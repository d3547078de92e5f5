import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const HOUR = 3_600_000;

export const construct: Construct = {
  number: 21,
  title: "Complaint first: the platform gets 48 hours",
  field: "guard roleIs {role, state}; delay waiting",
  example: "scenarios/cookbook/21-complaint-first.yaml",
  proves:
    "the regulator's notice goes out after the two days and its own look, and not at all where the complainant has not waited",
  remove: {
    file: "scenarios/cookbook/protocols/21-complaint-first.yaml",
    path: ["roles", "regulator", "machine", "states", "looking", "on", "take-case.take", "actions"],
  },
  disable: {
    file: "simulation/actor-guards.ts",
    from: "return tables.states(row).some(",
    to: "return !tables.states(row).some(",
  },
  holds: (bench) => {
    const sent = (overlay = {}) =>
      bench
        .play({ overlay })
        .facts.flatMap(({ kind, at, message, to }) =>
          kind === "message.sent" ? [[Number(at) / HOUR, message, to]] : [],
        );
    assert.deepEqual(sent(), [
      [0, "complaint", "host"],
      [48, "complaint", "regulator"],
      [50, "notice", "host"],
    ]);
  },
};
