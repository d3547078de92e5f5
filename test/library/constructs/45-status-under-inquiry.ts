import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const HOUR = 3_600_000;

export const construct: Construct = {
  number: 45,
  title: "A status that can be suspended",
  field: "effects setStatus and clearStatus; guard statusIs; actor.statuses",
  example: "scenarios/cookbook/45-status-under-inquiry.yaml",
  proves: "two notices with priority, four in turn during the day of inquiry, and priority again after it",
  remove: {
    file: "scenarios/cookbook/protocols/45-status-under-inquiry.yaml",
    path: ["roles", "regulator", "machine", "states", "closed", "entry"],
  },
  disable: {
    file: "simulation/actor-records.ts",
    from: "if (isSet) this.statuses.add(key);",
    to: "if (isSet) this.statuses.has(key);",
  },
  holds: (bench) => {
    const treated = bench
      .play()
      .facts.flatMap(({ kind, at, actor, note }) =>
        kind === "note.made" && actor === "host" ? [[Number(at) / HOUR, note]] : [],
      );
    assert.deepEqual(treated, [
      [6, "priority"],
      [12, "priority"],
      [18, "inTurn"],
      [24, "inTurn"],
      [30, "inTurn"],
      // The inquiry ends at 36 hours, in the millisecond of this notice and before it.
      [36, "priority"],
      [42, "priority"],
      [48, "priority"],
    ]);
  },
};
