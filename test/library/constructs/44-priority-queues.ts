import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const MINUTE = 60_000;

export const construct: Construct = {
  number: 44,
  title: "Priority queues",
  field: "decide with first: true under guard statusIs; actor.statuses, actor.desks",
  example: "scenarios/cookbook/44-priority-queues.yaml",
  proves:
    "the trusted flagger's notice comes last and is answered second; without its status it is answered last",
  remove: { file: "scenarios/cookbook/44-priority-queues.yaml", path: ["actors", "trusted", "statuses"] },
  disable: {
    file: "simulation/actor-decisions.ts",
    from: "const next = line?.first.shift() ?? line?.others.shift();",
    to: "const next = line?.others.shift() ?? line?.first.shift();",
  },
  holds: (bench) => {
    const answered = bench
      .play()
      .facts.flatMap(({ kind, at, message, to }) =>
        kind === "message.sent" && message === "outcome" ? [[Number(at) / MINUTE, to]] : [],
      );
    assert.deepEqual(answered, [
      [90, "citizens"],
      [120, "trusted"],
      [150, "late-citizens"],
    ]);
  },
};
