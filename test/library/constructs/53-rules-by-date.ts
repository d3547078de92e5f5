import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 53,
  title: "A rule that changes with the date",
  field: "duties.*.inForce",
  example: "scenarios/cookbook/53-rules-by-date.yaml",
  proves:
    "Start: the order. Stop: removal. The rule changes with the date on which it is received, in Indian time.",
  remove: {
    file: "scenarios/cookbook/protocols/53-rules-by-date.yaml",
    path: ["duties", "clock", "inForce"],
  },
  disable: {
    file: "simulation/duties.ts",
    from: "if (!this.lengths.isInForce(data.inForce, world.now, debtor)) return;",
    to: "",
  },
  holds(bench) {
    const stage = new Stage(bench, {
      act: "platforms.host",
      opens: "actors.authority",
      complain: "actors.user",
    });
    // Received in the last millisecond of 19 February, Indian time: 36 hours.
    const old = stage.clock("clock", { opens: "PT7199.999S" });
    assert.equal((old.dueAt as number) - old.startedAt, 36 * HOUR);
    assert.equal(stage.clocks("three-hours", { opens: "PT7199.999S" }).length, 0);
    // One millisecond later: three.
    const now = stage.clock("three-hours", { opens: "PT7200S" });
    assert.equal((now.dueAt as number) - now.startedAt, 3 * HOUR);
    assert.equal(stage.clocks("clock", { opens: "PT7200S" }).length, 0);
    stage.boundary("clock", { opens: "PT1H" }, ["met", "met", "missed"]);
    stage.boundary("three-hours", { opens: "PT3H" }, ["met", "met", "missed"]);
    // Two hours for what a complaint about intimate imagery names.
    stage.boundary("two-hours", { complain: "PT3H" }, ["met", "met", "missed"]);
    assert.equal(stage.clock("two-hours", { complain: "PT3H" }).dueAt as number, 5 * HOUR);
  },
};
