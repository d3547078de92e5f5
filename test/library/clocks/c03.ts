import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C03",
  title: "72 hours for the home authority's own check",
  source: "Regulation (EU) 2021/784, article 4(3)",
  field: "duties.*.within",
  example: "scenarios/cookbook/clocks/c03.yaml",
  proves: "Start: the copy of the order is received. Stop: the decision. Nothing suspends it.",
  remove: { file: "scenarios/cookbook/clocks/protocols/clock-c03.yaml", path: ["duties", "clock"] },
  disable: {
    file: "simulation/duty-lengths.ts",
    from: "if (isElapsed(length)) return from + length.value;",
    to: "if (isElapsed(length)) return from + length.value + 1;",
  },
  holds(bench) {
    const stage = new Stage(bench, { act: "actors.home", opens: "actors.authority" });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-02-03T11:00:00.000+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["met", "met", "missed"]);
  },
};
