import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C32",
  title: "Three months to report after a crisis",
  source: "Regulation (EU) 2022/2065 (DSA), article 36(11)",
  field: "duties.*.within",
  example: "scenarios/cookbook/clocks/c32.yaml",
  proves: "Start: the end of the crisis. Stop: the report to Parliament and Council.",
  remove: { file: "scenarios/cookbook/clocks/protocols/clock-c32.yaml", path: ["duties", "clock"] },
  disable: { file: "simulation/duty-lengths.ts", from: "ends: length.ends }", to: 'ends: "moment" }' },
  holds(bench) {
    const stage = new Stage(bench, { act: "actors.commission", opens: "actors.commission" });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-04-30T23:59:59.999+02:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["met", "met", "missed"]);
  },
};
