import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C31",
  title: "A draft code lies forty days, then twenty-one",
  source: "Online Safety Act 2023 (UK), sections 43 and 44",
  field: "duties.*.form: minimum-wait",
  example: "scenarios/cookbook/clocks/c31.yaml",
  proves:
    "Start: the draft is laid. It may be issued after 40 days and applies 21 days later. Either House may reject it.",
  remove: { file: "scenarios/cookbook/clocks/protocols/clock-c31.yaml", path: ["duties", "clock", "form"] },
  disable: {
    file: "measures/duties.ts",
    from: 'duty.outcome = isBefore ? "too-early" : "met";',
    to: 'duty.outcome = "met";',
  },
  holds(bench) {
    const stage = new Stage(bench, {
      act: "actors.regulator",
      opens: "actors.regulator",
      reject: "actors.parliament",
      apply: "actors.regulator",
    });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-03-12T23:59:59.999+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["too-early", "met", "met"]);
    // Issued, it waits twenty-one days more.
    const issued = stage.clock("in-force", { act: "P45D" });
    assert.equal(issued.dueAt, stage.instant("2025-04-07T23:59:59.999+02:00"));
    assert.equal(stage.clock("in-force", { act: "P45D", apply: "P60D" }).outcome, "too-early");
    assert.equal(stage.clock("in-force", { act: "P45D", apply: "P70D" }).outcome, "met");
    // Rejected by either House, there is nothing to wait for.
    assert.equal(stage.clock("clock", { reject: "P20D" }).outcome, "waived");
  },
};
