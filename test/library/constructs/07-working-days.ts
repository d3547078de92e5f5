import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 7,
  title: "Working days, holidays and time zones",
  field: "duties.*.within",
  example: "scenarios/cookbook/07-working-days.yaml",
  proves:
    "Start: the notice is given. Stop: removal. Two working days have passed: Good Friday and Easter Monday are none.",
  remove: { file: "scenarios/cookbook/protocols/07-working-days.yaml", path: ["duties", "clock"] },
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
