import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C30",
  title: "Reported data are kept for one year",
  source: "18 U.S.C. 2258A(h)",
  field: "duties.*.form: minimum-wait",
  example: "scenarios/cookbook/clocks/c30.yaml",
  proves: "Start: the report to the clearing house. Stop: the data may go.",
  remove: { file: "scenarios/cookbook/clocks/protocols/clock-c30.yaml", path: ["duties", "clock", "form"] },
  disable: {
    file: "measures/duties.ts",
    from: 'duty.outcome = isBefore ? "too-early" : "met";',
    to: 'duty.outcome = "met";',
  },
  holds(bench) {
    const stage = new Stage(bench, { act: "platforms.host", opens: "platforms.host" });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2026-01-31T23:59:59.999+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["too-early", "met", "met"]);
  },
};
