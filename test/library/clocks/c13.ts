import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C13",
  title: "72 hours for the court's ruling",
  source: "Loi 2004-575 (LCEN), article 6-1-5",
  field: "duties.*.within",
  example: "scenarios/cookbook/clocks/c13.yaml",
  proves: "Start: the court is seized. Stop: its ruling.",
  remove: { file: "scenarios/cookbook/clocks/protocols/clock-c13.yaml", path: ["duties", "clock"] },
  disable: {
    file: "measures/duties.ts",
    from: 'duty.outcome = inTime ? "met" : "missed";',
    to: 'duty.outcome = "met";',
  },
  holds(bench) {
    const stage = new Stage(bench, { act: "actors.court", opens: "platforms.host" });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-02-03T11:00:00.000+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["met", "met", "missed"]);
  },
};
