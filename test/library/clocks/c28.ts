import assert from "node:assert/strict";
import { HOUR, Stage, seconds } from "../clock-stage.ts";
import type { ClockRow } from "../rows.ts";

export const clock: ClockRow = {
  id: "C28",
  title: "An incident protocol is open until evidence closes it",
  source: "GIFCT, Content Incident Protocol debriefs",
  field: "duties.*.within.judged",
  example: "scenarios/cookbook/clocks/c28.yaml",
  proves:
    "Start: the protocol is activated. Stop: it is concluded, on evidence. No length is set; judged by what was observed.",
  remove: {
    file: "scenarios/cookbook/clocks/protocols/clock-c28.yaml",
    path: ["duties", "clock", "within", "judged", "empirical"],
  },
  disable: { file: "simulation/duties.ts", from: "this.judge(clock, recorded);", to: "" },
  holds(bench) {
    const stage = new Stage(bench, { act: "actors.secretariat", opens: "actors.secretariat" });
    // As documented: started at awareness, stopped by what was done; only then does anybody know whether in time.
    const early = stage.clock("clock", { act: "PT3600.001S" });
    assert.equal(early.startedAt, HOUR);
    assert.equal(early.outcome, "judged-met");
    const late = stage.clock("clock", { act: "P300D" });
    assert.equal(late.outcome, "judged-missed");
    assert.equal(stage.clock("clock", {}).outcome, "judged-missed");
    assert.equal(late.dueAt, early.dueAt);
    // The boundary: what the judge drew is in time to its last millisecond.
    const line = early.dueAt as number;
    assert.equal(stage.clock("clock", { act: seconds(line) }).outcome, "judged-met");
    assert.equal(stage.clock("clock", { act: seconds(line + 1) }).outcome, "judged-missed");
    // Another seed, another judge.
    assert.notEqual(
      stage.clock("clock", { act: "PT3600.001S" }, { seed: 2 }).dueAt === line &&
        stage.clock("clock", { act: "PT3600.001S" }, { seed: 3 }).dueAt === line &&
        stage.clock("clock", { act: "PT3600.001S" }, { seed: 4 }).dueAt === line,
      true,
    );
  },
};
