import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const HOUR = 3_600_000;

export const construct: Construct = {
  number: 39,
  title: "Evidence-based close",
  field: "guards incidentOver {since} and uploadsBelow {perHour}",
  example: "scenarios/cookbook/39-evidence-based-close.yaml",
  proves:
    "at two hours it is over but not quiet, so it closes at three; without the late wave it closes at two",
  remove: {
    file: "scenarios/cookbook/protocols/39-evidence-based-close.yaml",
    path: ["roles", "body", "machine", "states", "active", "on", "hour.passed", "guard", "and", 1],
  },
  disable: {
    file: "simulation/actor-guards.ts",
    from: "return this.addressing.uploadsLastHour() < value(params.perHour);",
    to: "return true;",
  },
  holds: (bench) => {
    const closed = (overlay = {}) =>
      bench
        .play({ overlay })
        .facts.flatMap(({ kind, at, state }) =>
          kind === "state.entered" && state === "closed" ? [Number(at) / HOUR] : [],
        );
    assert.deepEqual(closed(), [3]);
    assert.deepEqual(closed({ originals: { late: null, later: null } }), [2]);
  },
};
