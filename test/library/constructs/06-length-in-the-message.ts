import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 6,
  title: "The message says how long",
  field: "duties.*.within: message",
  example: "scenarios/cookbook/06-length-in-the-message.yaml",
  proves: "Start: the direction is received. Stop: removal. The length comes in the message.",
  remove: {
    file: "scenarios/cookbook/protocols/06-length-in-the-message.yaml",
    path: ["roles", "start", "machine", "states", "done", "entry", 0, "params", "within"],
  },
  disable: {
    file: "simulation/duties.ts",
    from: 'if (clock.length === "message") return clock.begunAt + clock.gives;',
    to: "",
  },
  holds(bench) {
    const stage = new Stage(bench, { act: "platforms.host", opens: "actors.authority" });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-01-31T17:00:00.000+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["met", "met", "missed"]);
  },
};
