import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C17",
  title: "Six months to complain about a decision",
  source: "Regulation (EU) 2022/2065 (DSA), article 20(1)",
  field: "duties.*.form: window",
  example: "scenarios/cookbook/clocks/c17.yaml",
  proves: "Start: the user is told. Stop: the complaint. The right ends after six months.",
  remove: { file: "scenarios/cookbook/clocks/protocols/clock-c17.yaml", path: ["duties", "clock", "form"] },
  disable: {
    file: "measures/duties.ts",
    from: 'duty.outcome = inTime ? "used" : "lapsed";',
    to: 'duty.outcome = "met";',
  },
  holds(bench) {
    const stage = new Stage(bench, { act: "actors.user", opens: "platforms.host" });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-07-31T23:59:59.999+02:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["used", "used", "lapsed"]);
  },
};
