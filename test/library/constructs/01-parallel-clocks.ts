import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 1,
  title: "Several clocks on one order",
  field: "duties.*.within",
  example: "scenarios/cookbook/01-parallel-clocks.yaml",
  proves:
    "The hour to remove, 48 hours to ask for scrutiny and the duty to keep evidence all begin with one order and run side by side.",
  remove: { file: "scenarios/cookbook/protocols/01-parallel-clocks.yaml", path: ["duties", "clock"] },
  disable: {
    file: "simulation/duties.ts",
    from: 'else if (role === "starts") this.begin(next);',
    to: 'else if (role === "starts" && this.clocks.length === 0) this.begin(next);',
  },
  holds(bench) {
    const stage = new Stage(bench, {
      act: "platforms.host",
      opens: "actors.authority",
      seek: "platforms.host",
      delete: "platforms.host",
    });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-01-31T12:00:00.000+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["met", "met", "missed"]);
    // Side by side: each has its own length and end.
    assert.equal(stage.clock("scrutiny", {}).dueAt, 49 * HOUR);
    assert.equal(stage.clock("keep", {}).dueAt, stage.instant("2025-07-31T23:59:59.999+02:00"));
    assert.equal(stage.clock("scrutiny", { act: "PT90M" }).outcome, "lapsed");
    assert.equal(stage.clock("clock", { act: "PT90M" }).outcome, "met");
    assert.equal(stage.clock("clock", {}).startedAt, stage.clock("keep", {}).startedAt);
  },
};
