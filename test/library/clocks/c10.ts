import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C10",
  title: "Six weeks of silence towards the user, and six more",
  source: "Regulation (EU) 2021/784, article 11(3)",
  field: "duties.*.renewable",
  example: "scenarios/cookbook/clocks/c10.yaml",
  proves: "Start: the decision that the user is not told yet. It lapses; it may be renewed once.",
  remove: {
    file: "scenarios/cookbook/clocks/protocols/clock-c10.yaml",
    path: ["duties", "clock", "renewable"],
  },
  disable: {
    file: "simulation/duties.ts",
    from: 'if (state === "running" && !isNew) this.renew(clock, fact);',
    to: "",
  },
  holds(bench) {
    const stage = new Stage(bench, {
      act: "actors.authority",
      opens: "actors.authority",
      renew: "actors.authority",
      "renew-again": "actors.authority",
    });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-03-14T23:59:59.999+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["ended", "ended", "lapsed"]);
    // Renewed once it holds twelve weeks.
    assert.equal(stage.clock("clock", { renew: "P30D", act: "P80D" }).outcome, "ended");
    // And no further.
    assert.equal(
      stage.clock("clock", { renew: "P30D", "renew-again": "P80D", act: "P90D" }).outcome,
      "lapsed",
    );
  },
};
