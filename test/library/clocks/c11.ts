import assert from "node:assert/strict";
import { HOUR, Stage } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C11",
  title: "24 hours from the request to the host, else access is blocked",
  source: "Loi 2004-575 (LCEN), article 6-1",
  field: "duties.*.within",
  example: "scenarios/cookbook/clocks/c11.yaml",
  proves:
    "Start: the request is received. Stop: removal; else the address goes onto the list for access providers.",
  remove: { file: "scenarios/cookbook/clocks/protocols/clock-c11.yaml", path: ["duties", "clock"] },
  disable: {
    file: "simulation/duty-lengths.ts",
    from: "if (isElapsed(length)) return from + length.value;",
    to: "if (isElapsed(length)) return from + length.value + 1;",
  },
  holds(bench) {
    const stage = new Stage(bench, { act: "platforms.host", opens: "actors.authority" });
    // Start and end as documented.
    const alone = stage.clock("clock", {});
    assert.equal(alone.startedAt, HOUR);
    assert.equal(alone.dueAt, stage.instant("2025-02-01T11:00:00.000+01:00"));
    // The boundary: one millisecond before, in, and one after.
    stage.boundary("clock", {}, ["met", "met", "missed"]);
    // What follows by itself when the time is up, and not before.
    assert.equal(stage.notes({}, "blocked"), 1);
    assert.equal(stage.notes({ act: "PT2H" }, "blocked"), 0);
  },
};
