import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C01",
  title: "Twelve hours' notice before a first order",
  source: "Regulation (EU) 2021/784, article 3(2)",
  field: "duties.*.form: minimum-wait",
  example: "scenarios/cookbook/clocks/c01.yaml",
  proves:
    "Start: the first contact information is sent. Stop: the order is issued. Waived in a justified emergency.",
  remove: { file: "scenarios/cookbook/clocks/protocols/clock-c01.yaml", path: ["duties", "clock", "form"] },
  disable: {
    file: "measures/duties.ts",
    from: 'duty.outcome = isBefore ? "too-early" : "met";',
    to: 'duty.outcome = "met";',
  },
  holds(bench) {
    const stage = new Stage(bench, {
      act: "actors.authority",
      opens: "actors.authority",
      waive: "actors.authority",
    });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-01-31T23:00:00.000+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["too-early", "met", "met"]);
    // A justified emergency frees the authority: an order two hours later is no breach.
    assert.equal(stage.clock("clock", { waive: "PT3H", act: "PT4H" }).outcome, "waived");
  },
};
