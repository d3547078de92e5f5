import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C21",
  title: "A blocking notice lapses after three months at most",
  source: "Online Safety Act 2021 (Cth), sections 96 and 100",
  field: "duties.*.renewable",
  example: "scenarios/cookbook/clocks/c21.yaml",
  proves: "Start: the blocking notice. It lapses; a fresh notice begins three months anew.",
  remove: {
    file: "scenarios/cookbook/clocks/protocols/clock-c21.yaml",
    path: ["duties", "clock", "renewable"],
  },
  disable: {
    file: "simulation/duties.ts",
    from: 'if (state === "running" && !isNew) this.renew(clock, fact);',
    to: "",
  },
  holds(bench) {
    const stage = new Stage(bench, {
      act: "actors.provider",
      opens: "actors.regulator",
      renew: "actors.regulator",
    });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-04-30T23:59:59.999+02:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["ended", "ended", "lapsed"]);
    // A fresh notice runs three months from its own day.
    assert.equal(stage.clock("clock", { renew: "P60D", act: "P148D" }).outcome, "ended");
    // And lapses then.
    assert.equal(stage.clock("clock", { renew: "P60D", act: "P160D" }).outcome, "lapsed");
  },
};
