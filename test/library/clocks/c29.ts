import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C29",
  title: "Thirty days without live after a violation",
  source: "Facebook Live one-strike rule, May 2019",
  field: "duties.*.form: expiry",
  example: "scenarios/cookbook/clocks/c29.yaml",
  proves: "Start: a violation. Live comes back by itself when the time is up, or before on appeal.",
  remove: { file: "scenarios/cookbook/clocks/protocols/clock-c29.yaml", path: ["duties", "clock", "form"] },
  disable: {
    file: "measures/duties.ts",
    from: 'duty.outcome = inTime ? "ended" : "lapsed";',
    to: 'duty.outcome = "met";',
  },
  holds(bench) {
    const stage = new Stage(bench, { act: "platforms.host", opens: "platforms.host" });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-03-02T11:00:00.000+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["ended", "ended", "lapsed"]);
    // What follows by itself when the time is up, and not before.
    assert.equal(stage.notes({}, "live-restored"), 1);
    assert.equal(stage.notes({ act: "PT2H" }, "live-restored"), 0);
  },
};
