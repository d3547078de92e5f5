import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C05",
  title: "72 hours to decide on a request for scrutiny",
  source: "Regulation (EU) 2021/784, article 4(4)",
  field: "duties.*.within",
  example: "scenarios/cookbook/clocks/c05.yaml",
  proves: "Start: the request is received. Stop: the reasoned decision.",
  remove: { file: "scenarios/cookbook/clocks/protocols/clock-c05.yaml", path: ["duties", "clock"] },
  disable: {
    file: "measures/duties.ts",
    from: 'duty.outcome = inTime ? "met" : "missed";',
    to: 'duty.outcome = "met";',
  },
  holds(bench) {
    const stage = new Stage(bench, { act: "actors.home", opens: "platforms.host" });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-02-03T11:00:00.000+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["met", "met", "missed"]);
  },
};
