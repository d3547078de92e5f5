import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 18,
  title: "An appeal that holds the clock, and one that does not",
  field: "duties.*.suspendedBy",
  example: "scenarios/cookbook/18-suspensive-appeal.yaml",
  proves:
    "An appeal that is suspensive holds the clock until the court has ruled; the same appeal leaves the other clock running.",
  remove: {
    file: "scenarios/cookbook/protocols/18-suspensive-appeal.yaml",
    path: ["duties", "clock", "suspendedBy"],
  },
  disable: {
    file: "simulation/duties.ts",
    from: 'if (state === "running") this.suspend(clock, fact);',
    to: "",
  },
  holds(bench) {
    const stage = new Stage(bench, {
      act: "platforms.host",
      opens: "actors.authority",
      appeal: "platforms.host",
      rule: "actors.court",
    });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-01-31T12:00:00.000+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["met", "met", "missed"]);
    // Held from 25 to 40 minutes past the start: fifteen minutes more for the one, none for the other.
    assert.equal(stage.clock("clock", { appeal: "PT80M", rule: "PT95M" }).dueAt, 2.25 * HOUR);
    assert.equal(stage.clock("clock", { appeal: "PT80M", rule: "PT95M", act: "PT130M" }).outcome, "met");
    assert.equal(
      stage.clock("not-held", { appeal: "PT80M", rule: "PT95M", act: "PT130M" }).outcome,
      "missed",
    );
  },
};
