import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C18",
  title: "90 days for the outside body, 180 in complex cases",
  source: "Regulation (EU) 2022/2065 (DSA), article 21(4)",
  field: "duties.*.extendedBy",
  example: "scenarios/cookbook/clocks/c18.yaml",
  proves: "Start: the file is complete. Stop: the result. Extended once, by 90 days, for a complex case.",
  remove: {
    file: "scenarios/cookbook/clocks/protocols/clock-c18.yaml",
    path: ["duties", "clock", "extendedBy"],
  },
  disable: {
    file: "simulation/duties.ts",
    from: 'if (state === "running" && !isNew) this.extend(clock, fact);',
    to: "",
  },
  holds(bench) {
    const stage = new Stage(bench, { act: "actors.body", opens: "actors.user", extend: "actors.body" });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-05-01T23:59:59.999+02:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["met", "met", "missed"]);
    // A complex case may take 180 days.
    assert.equal(stage.clock("clock", { extend: "P50D", act: "P170D" }).outcome, "met");
    // And no more.
    assert.equal(stage.clock("clock", { extend: "P50D", act: "P181D" }).outcome, "missed");
  },
};
