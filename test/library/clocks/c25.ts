import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C25",
  title: "Twenty working days until an interim assessment lapses",
  source: "Films, Videos, and Publications Classification Act 1993 (NZ), sections 22A to 22D",
  field: "duties.*.form: expiry",
  example: "scenarios/cookbook/clocks/c25.yaml",
  proves:
    "Start: the interim assessment. It lapses, or becomes final before. Working days: 6 February is a holiday.",
  remove: { file: "scenarios/cookbook/clocks/protocols/clock-c25.yaml", path: ["duties", "clock", "form"] },
  disable: {
    file: "measures/duties.ts",
    from: 'duty.outcome = inTime ? "ended" : "lapsed";',
    to: 'duty.outcome = "met";',
  },
  holds(bench) {
    const stage = new Stage(bench, { act: "actors.regulator", opens: "actors.regulator" });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-03-03T23:59:59.999+13:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["ended", "ended", "lapsed"]);
  },
};
