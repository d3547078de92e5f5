import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C12",
  title: "48 hours to challenge an order in court",
  source: "Loi 2004-575 (LCEN), article 6-1-5",
  field: "duties.*.form: window",
  example: "scenarios/cookbook/clocks/c12.yaml",
  proves: "Start: the order is received. Stop: the court is seized.",
  remove: { file: "scenarios/cookbook/clocks/protocols/clock-c12.yaml", path: ["duties", "clock", "form"] },
  disable: {
    file: "measures/duties.ts",
    from: 'duty.outcome = inTime ? "used" : "lapsed";',
    to: 'duty.outcome = "met";',
  },
  holds(bench) {
    const stage = new Stage(bench, { act: "platforms.host", opens: "actors.authority" });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-02-02T11:00:00.000+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["used", "used", "lapsed"]);
  },
};
