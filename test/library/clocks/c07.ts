import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C07",
  title: "Three months to report on specific measures, then yearly",
  source: "Regulation (EU) 2021/784, article 5(5)",
  field: "duties.*.repeats",
  example: "scenarios/cookbook/clocks/c07.yaml",
  proves:
    "Start: the decision of exposure is received. Stop: the report. Then the next is due a year after the last one was.",
  remove: {
    file: "scenarios/cookbook/clocks/protocols/clock-c07.yaml",
    path: ["duties", "clock", "repeats"],
  },
  disable: { file: "simulation/duties.ts", from: "if (!wasExpired) this.repeat(clock, recorded);", to: "" },
  holds(bench) {
    const stage = new Stage(bench, { act: "platforms.host", opens: "actors.home" });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-04-30T23:59:59.999+02:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["met", "met", "missed"]);
    // The next report is due a year after the first one was, whether that came early or late.
    const [first, second] = stage.clocks("clock", { act: "P60D" });
    assert.ok(first !== undefined && second !== undefined);
    assert.equal(first.outcome, "met");
    assert.equal(second.dueAt, stage.instant("2026-04-30T23:59:59.999+02:00"));
    assert.equal(stage.clocks("clock", {})[1]?.dueAt, second.dueAt);
  },
};
