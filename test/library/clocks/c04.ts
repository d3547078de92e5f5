import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C04",
  title: "48 hours to ask for scrutiny",
  source: "Regulation (EU) 2021/784, article 4(4)",
  field: "duties.*.form: window",
  example: "scenarios/cookbook/clocks/c04.yaml",
  proves: "Start: the order is received. Stop: the request. The right lapses after 48 hours.",
  remove: { file: "scenarios/cookbook/clocks/protocols/clock-c04.yaml", path: ["duties", "clock", "form"] },
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
