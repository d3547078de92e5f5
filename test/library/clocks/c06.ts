import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C06",
  title: "Six months of preservation, longer on request",
  source: "Regulation (EU) 2021/784, article 6",
  field: "duties.*.extendedBy",
  example: "scenarios/cookbook/clocks/c06.yaml",
  proves: "Start: removal. Stop: the evidence is deleted. Extended on request.",
  remove: {
    file: "scenarios/cookbook/clocks/protocols/clock-c06.yaml",
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
      opens: "platforms.host",
      ask: "actors.authority",
    });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-07-31T23:59:59.999+02:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["too-early", "met", "met"]);
    // Asked for longer, deletion after six months is too early.
    assert.equal(stage.clock("clock", { ask: "P100D", act: "P200D" }).outcome, "too-early");
    // And allowed when the longer time is over.
    assert.equal(stage.clock("clock", { ask: "P100D", act: "P280D" }).outcome, "met");
  },
};
