import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C19",
  title: "24 hours from a removal notice, longer if allowed",
  source: "Online Safety Act 2021 (Cth), section 109",
  field: "duties.*.extendedBy",
  example: "scenarios/cookbook/clocks/c19.yaml",
  proves: "Start: the notice is given. Stop: removal. The regulator may allow longer.",
  remove: {
    file: "scenarios/cookbook/clocks/protocols/clock-c19.yaml",
    path: ["duties", "clock", "extendedBy"],
  },
  disable: {
    file: "simulation/duties.ts",
    from: 'if (state === "running" && !isNew) this.extend(clock, fact);',
    to: "",
  },
  holds(bench) {
    const stage = new Stage(bench, {
      act: "platforms.host",
      opens: "actors.regulator",
      extend: "actors.regulator",
    });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-02-01T11:00:00.000+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["met", "met", "missed"]);
    // The regulator may allow longer.
    assert.equal(stage.clock("clock", { extend: "PT10H", act: "PT49H" }).outcome, "met");
    // To the millisecond.
    assert.equal(stage.clock("clock", { extend: "PT10H", act: "PT176400.001S" }).outcome, "missed");
  },
};
