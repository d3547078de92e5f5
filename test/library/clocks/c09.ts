import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C09",
  title: "Two weeks for the outcome of a complaint",
  source: "Regulation (EU) 2021/784, article 10",
  field: "duties.*.within",
  example: "scenarios/cookbook/clocks/c09.yaml",
  proves: "Start: the complaint against a specific measure. Stop: the outcome is told.",
  remove: { file: "scenarios/cookbook/clocks/protocols/clock-c09.yaml", path: ["duties", "clock"] },
  disable: { file: "simulation/duty-lengths.ts", from: "ends: length.ends }", to: 'ends: "moment" }' },
  holds(bench) {
    const stage = new Stage(bench, { act: "platforms.host", opens: "actors.user" });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-02-14T23:59:59.999+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["met", "met", "missed"]);
  },
};
