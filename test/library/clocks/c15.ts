import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C15",
  title: "24 hours when manifest, seven days when not",
  source: "NetzDG, section 3(2)",
  field: "duties.*.suspends",
  example: "scenarios/cookbook/clocks/c15.yaml",
  proves:
    "Start: the complaint. Stop: removal. A hearing of the facts holds the seven days; a referral hands them over.",
  remove: {
    file: "scenarios/cookbook/clocks/protocols/clock-c15.yaml",
    path: ["duties", "clock", "suspends"],
  },
  disable: {
    file: "simulation/duties.ts",
    from: 'if (data.suspends === "keep") {',
    to: 'if (data.suspends !== "keep") {',
  },
  holds(bench) {
    const stage = new Stage(bench, {
      act: "platforms.host",
      opens: "actors.user",
      hear: "platforms.host",
      heard: "platforms.host",
      refer: "platforms.host",
    });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-02-07T11:00:00.000+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["met", "met", "missed"]);
    // What is manifest, within 24 hours.
    stage.boundary("manifest", {}, ["met", "met", "missed"]);
    assert.equal(stage.clock("manifest", {}).dueAt, 25 * HOUR);
    // A hearing holds it, and what was left goes on.
    assert.equal(stage.clock("clock", { hear: "P2D", heard: "P9D", act: "P14DT1H" }).outcome, "met");
    // To the millisecond.
    assert.equal(
      stage.clock("clock", { hear: "P2D", heard: "P9D", act: "P14DT3600.001S" }).outcome,
      "missed",
    );
    // Referred to the self-regulation body, it is that body's.
    assert.equal(stage.clock("clock", { refer: "P3D", act: "P20D" }).outcome, "waived");
  },
};
