import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C24",
  title: "The time that the direction itself gives",
  source: "Online Criminal Harms Act 2023 (Singapore)",
  field: "duties.*.within: message",
  example: "scenarios/cookbook/clocks/c24.yaml",
  proves: "Start: the direction is received. Stop: removal. The length comes in the message.",
  remove: {
    file: "scenarios/cookbook/clocks/protocols/clock-c24.yaml",
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
