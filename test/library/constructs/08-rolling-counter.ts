import assert from "node:assert/strict";
import { DAY, Stage, seconds } from "../clock-stage.ts";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 8,
  title: "So many within a rolling window",
  field: "duties.*.counts",
  example: "scenarios/cookbook/08-rolling-counter.yaml",
  proves:
    "Start: a second order becomes final within twelve months. The authority may find exposure as long as two lie in the last twelve months.",
  remove: {
    file: "scenarios/cookbook/protocols/08-rolling-counter.yaml",
    path: ["duties", "clock", "counts", "n"],
  },
  disable: {
    file: "simulation/duties.ts",
    from: "instants[instants.length - counts.n]",
    to: "instants[instants.length - 1]",
  },
  holds(bench) {
    const stage = new Stage(bench, {
      act: "actors.home",
      opens: "actors.authority",
      again: "actors.authority",
    });
    // One final order opens nothing.
    assert.equal(stage.clocks("clock", { opens: "PT1H" }).length, 0);
    // A second one within twelve months does, until the first leaves the window.
    const found = stage.clock("clock", { opens: "PT1H", again: "P200D", act: "P210D" });
    assert.equal(found.startedAt, 200 * DAY);
    assert.equal(found.outcome, "used");
    const dueAt = stage.instant("2026-01-31T23:59:59.999+01:00");
    assert.equal(found.dueAt, dueAt);
    stage.boundary("clock", { opens: "PT1H", again: "P200D" }, ["used", "used", "lapsed"]);
    // In the last millisecond of the window two are counted, in the next one no more.
    assert.equal(stage.clocks("clock", { opens: "PT1H", again: seconds(dueAt) }).length, 1);
    assert.equal(stage.clocks("clock", { opens: "PT1H", again: seconds(dueAt + 1) }).length, 0);
  },
};
