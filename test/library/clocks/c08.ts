import assert from "node:assert/strict";
import { DAY, Stage, seconds } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C08",
  title: "Two final orders in twelve months",
  source: "Regulation (EU) 2021/784, article 5(4)",
  field: "duties.*.counts",
  example: "scenarios/cookbook/clocks/c08.yaml",
  proves:
    "Start: a second order becomes final within twelve months. The authority may find exposure as long as two lie in the last twelve months.",
  remove: {
    file: "scenarios/cookbook/clocks/protocols/clock-c08.yaml",
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
