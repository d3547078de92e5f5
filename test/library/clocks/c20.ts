import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C20",
  title: "48 hours for the service before the regulator may act",
  source: "Online Safety Act 2021 (Cth), sections 65 and 88",
  field: "duties.*.form: minimum-wait",
  example: "scenarios/cookbook/clocks/c20.yaml",
  proves: "Start: the user's complaint to the service. Stop: the regulator acts. Longer if allowed.",
  remove: { file: "scenarios/cookbook/clocks/protocols/clock-c20.yaml", path: ["duties", "clock", "form"] },
  disable: {
    file: "measures/duties.ts",
    from: 'duty.outcome = isBefore ? "too-early" : "met";',
    to: 'duty.outcome = "met";',
  },
  holds(bench) {
    const stage = new Stage(bench, {
      act: "actors.regulator",
      opens: "actors.user",
      extend: "actors.regulator",
    });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-02-02T11:00:00.000+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["too-early", "met", "met"]);
    // Longer, if the regulator allowed it.
    assert.equal(stage.clock("clock", { extend: "PT10H", act: "PT60H" }).outcome, "too-early");
  },
};
