import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 3,
  title: "A clock that is held and begins anew",
  field: "duties.*.restartedBy",
  example: "scenarios/cookbook/03-late-stop-and-restart.yaml",
  proves:
    "Start: delivery at the contact point, opened or not. Stop: removed or disabled. Held by force majeure and by a question about an unclear order; begins anew when the reason ends.",
  remove: {
    file: "scenarios/cookbook/protocols/03-late-stop-and-restart.yaml",
    path: ["duties", "clock", "restartedBy"],
  },
  disable: {
    file: "simulation/duties.ts",
    from: 'if (state === "suspended") this.endReason(clock, watch.index, fact);',
    to: "",
  },
  holds(bench) {
    const stage = new Stage(bench, {
      act: "platforms.host",
      opens: "actors.authority",
      hinder: "platforms.host",
      repair: "platforms.host",
      ask: "platforms.host",
      answer: "actors.authority",
    });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-01-31T12:00:00.000+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["met", "met", "missed"]);
    // After force majeure the hour begins anew.
    assert.equal(stage.clock("clock", { hinder: "PT80M", repair: "PT4H", act: "PT5H" }).outcome, "met");
    // And ends an hour after the reason did.
    assert.equal(
      stage.clock("clock", { hinder: "PT80M", repair: "PT4H", act: "PT18000.001S" }).outcome,
      "missed",
    );
    // With two reasons the hour begins when the last one is over.
    assert.equal(
      stage.clock("clock", { hinder: "PT80M", ask: "PT100M", repair: "PT4H", answer: "PT6H", act: "PT7H" })
        .outcome,
      "met",
    );
    // Force majeure alone that has ended does not start it.
    assert.equal(
      stage.clock("clock", { hinder: "PT80M", ask: "PT100M", repair: "PT4H", act: "PT9H" }).outcome,
      "met",
    );
    // A reason that comes when the hour is over excuses nothing.
    assert.equal(
      stage.clock("clock", { hinder: "PT7201S", repair: "PT4H", act: "PT4H30M" }).outcome,
      "missed",
    );
  },
};
