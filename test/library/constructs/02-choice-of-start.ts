import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 2,
  title: "What starts the clock: issue, receipt, awareness or removal",
  field: "duties.*.within",
  example: "scenarios/cookbook/02-choice-of-start.yaml",
  proves: "The same hour, begun by different facts: an order received, awareness, removal.",
  remove: {
    file: "scenarios/cookbook/protocols/02-choice-of-start.yaml",
    path: ["duties", "from-awareness"],
  },
  disable: {
    file: "simulation/duties.ts",
    from: "if (watch.what >= 0 && watch.what !== fact.what) continue;",
    to: "",
  },
  holds(bench) {
    const stage = new Stage(bench, {
      act: "platforms.host",
      opens: "actors.authority",
      notice: "platforms.host",
    });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-01-31T12:00:00.000+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["met", "met", "missed"]);
    // The same hour from awareness, and a day from removal.
    assert.equal(stage.clock("from-awareness", { notice: "PT30M" }).dueAt, 1.5 * HOUR);
    assert.equal(stage.clock("from-removal", { act: "PT90M" }).startedAt, 1.5 * HOUR);
    assert.equal(stage.clocks("from-awareness", { act: "PT90M" }).length, 0);
    assert.equal(stage.clocks("from-removal", {}).length, 0);
    // Addressed to somebody else it starts nothing: the pattern says who must receive it.
    assert.equal(stage.clock("clock", {}).debtor, "host");
  },
};
