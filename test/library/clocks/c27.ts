import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C27",
  title: "Two working days from a constable's notice",
  source: "Terrorism Act 2006 (UK), section 3(2)",
  field: "duties.*.within",
  example: "scenarios/cookbook/clocks/c27.yaml",
  proves:
    "Start: the notice is given. Stop: removal. Two working days have passed: Good Friday and Easter Monday are none.",
  remove: { file: "scenarios/cookbook/clocks/protocols/clock-c27.yaml", path: ["duties", "clock"] },
  disable: {
    file: "simulation/duty-lengths.ts",
    from: "return (actor < 0 ? undefined : calendars.get(actors[actor].jurisdiction)) ?? ownCalendar;",
    to: "void actors; void calendars; void actor; return ownCalendar;",
  },
  holds(bench) {
    const stage = new Stage(bench, { act: "platforms.host", opens: "actors.authority" });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-04-23T23:59:59.999+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["met", "met", "missed"]);
  },
};
