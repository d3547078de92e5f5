import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 4,
  title: "A wait that must be kept, unless it is waived",
  field: "duties.*.form: minimum-wait",
  example: "scenarios/cookbook/04-minimum-wait.yaml",
  proves:
    "Start: the first contact information is sent. Stop: the order is issued. Waived in a justified emergency.",
  remove: { file: "scenarios/cookbook/protocols/04-minimum-wait.yaml", path: ["duties", "clock", "form"] },
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
