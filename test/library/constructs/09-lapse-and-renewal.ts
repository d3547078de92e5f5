import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 9,
  title: "A measure that lapses and may be renewed",
  field: "duties.*.renewable",
  example: "scenarios/cookbook/09-lapse-and-renewal.yaml",
  proves:
    "Start: the crisis decision. It lapses after three months; once three months more; an early end is possible.",
  remove: {
    file: "scenarios/cookbook/protocols/09-lapse-and-renewal.yaml",
    path: ["duties", "clock", "renewable"],
  },
  disable: {
    file: "simulation/duties.ts",
    from: 'if (state === "running" && !isNew) this.renew(clock, fact);',
    to: "",
  },
  holds(bench) {
    const stage = new Stage(bench, {
      act: "actors.commission",
      opens: "actors.commission",
      renew: "actors.commission",
      "renew-again": "actors.commission",
    });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-04-30T23:59:59.999+02:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["ended", "ended", "lapsed"]);
    // Prolonged once, they may last six months.
    assert.equal(stage.clock("clock", { renew: "P60D", act: "P150D" }).outcome, "ended");
    // But not nine.
    assert.equal(
      stage.clock("clock", { renew: "P60D", "renew-again": "P120D", act: "P200D" }).outcome,
      "lapsed",
    );
  },
};
