import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const HOUR = 3_600_000;

export const construct: Construct = {
  number: 38,
  title: "Situation updates while active",
  field: "message update; after with reenter: true",
  example: "scenarios/cookbook/38-situation-updates.yaml",
  proves: "updates at 0, 2 and 4 hours, and none after the end at 5",
  remove: {
    file: "scenarios/cookbook/protocols/38-situation-updates.yaml",
    path: ["roles", "body", "machine", "states", "active", "after", "between", "reenter"],
  },
  disable: {
    file: "simulation/actor-decisions.ts",
    from: "world.post(world.now + wait, PRIORITY.action, ENTRY.actorTimer, this.timers.length - 1);",
    to: "",
  },
  holds: (bench) => {
    const sent = bench
      .play()
      .facts.flatMap(({ kind, at, message }) =>
        kind === "message.sent" ? [[Number(at) / HOUR, message]] : [],
      );
    assert.deepEqual(sent, [
      [0, "update"],
      [2, "update"],
      [4, "update"],
    ]);
  },
};
