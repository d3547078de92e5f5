import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C26",
  title: "Twenty working days to ask for review; the notice stays live",
  source: "Films, Videos, and Publications Classification Act 1993 (NZ), sections 119C to 119J",
  field: "duties.*.form: window",
  example: "scenarios/cookbook/clocks/c26.yaml",
  proves:
    "Start: the take-down notice. Stop: the request for review. Working days of the authority's jurisdiction.",
  remove: { file: "scenarios/cookbook/clocks/protocols/clock-c26.yaml", path: ["duties", "clock", "form"] },
  disable: {
    file: "simulation/duty-lengths.ts",
    from: "return (actor < 0 ? undefined : calendars.get(actors[actor].jurisdiction)) ?? ownCalendar;",
    to: "void actors; void calendars; void actor; return ownCalendar;",
  },
  holds(bench) {
    const stage = new Stage(bench, { act: "platforms.host", opens: "actors.regulator" });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-03-03T23:59:59.999+13:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["used", "used", "lapsed"]);
  },
};
