import assert from "node:assert/strict";
import { HOUR, Stage, seconds } from "../clock-stage.ts";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 5,
  title: "An open standard, judged afterwards",
  field: "duties.*.within.judged",
  example: "scenarios/cookbook/05-open-standard.yaml",
  proves: "Start: awareness. Stop: removal. Open: nobody knows the length until a court says so.",
  remove: {
    file: "scenarios/cookbook/protocols/05-open-standard.yaml",
    path: ["duties", "clock", "within", "judged", "lognormal"],
  },
  disable: { file: "simulation/duties.ts", from: "this.judge(clock, recorded);", to: "" },
  holds(bench) {
    const stage = new Stage(bench, { act: "platforms.host", opens: "platforms.host" });
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
