import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C14",
  title: "One hour, or 24 hours, of the law that was struck down",
  source: "Proposition de loi of May 2020, articles 1(I) and 1(II); decision 2020-801 DC",
  field: "duties.*.within",
  example: "scenarios/cookbook/clocks/c14.yaml",
  proves:
    "Start: the police request, or the user's notice. Stop: removal. Void: struck down before it came into force.",
  remove: { file: "scenarios/cookbook/clocks/protocols/clock-c14.yaml", path: ["duties", "clock"] },
  disable: {
    file: "simulation/duty-lengths.ts",
    from: "if (isElapsed(length)) return from + length.value;",
    to: "if (isElapsed(length)) return from + length.value + 1;",
  },
  holds(bench) {
    const stage = new Stage(bench, {
      act: "platforms.host",
      opens: "actors.authority",
      notify: "actors.user",
    });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-01-31T12:00:00.000+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["met", "met", "missed"]);
    stage.boundary("by-notice", { notify: "PT1H" }, ["met", "met", "missed"]);
    assert.equal(stage.clock("by-notice", { notify: "PT1H" }).dueAt, 25 * HOUR);
    assert.equal(alone.counterfactual, true);
  },
};
