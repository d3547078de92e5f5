import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const HOUR = 3_600_000;

export const construct: Construct = {
  number: 37,
  title: "Message routing with relay",
  field: "send with via; the relay's contact hours and delay relay",
  example: "scenarios/cookbook/37-relay.yaml",
  proves:
    "the direct alert arrives at once; the other waits for the relay to open at two and for its half hour, and reaches a state that nobody else could write to",
  remove: {
    file: "scenarios/cookbook/protocols/37-relay.yaml",
    path: [
      "roles",
      "body",
      "machine",
      "states",
      "asleep",
      "on",
      "incident.began",
      "actions",
      1,
      "params",
      "via",
    ],
  },
  disable: {
    file: "simulation/actor-messages.ts",
    from: 'leg: via < 0 || via === to ? "straight" : "to-relay",',
    to: 'leg: "straight",',
  },
  holds: (bench) => {
    const { facts, measures } = bench.play();
    const told = facts.flatMap(({ kind, at, to, by }) =>
      kind === "message.delivered" || kind === "message.relayed" ? [[Number(at) / HOUR, kind, to ?? by]] : [],
    );
    // The incident begins at noon.
    assert.deepEqual(told, [
      [0, "message.delivered", "ministry"],
      [2.5, "message.relayed", "united"],
      [2.5, "message.delivered", "island"],
    ]);
    assert.equal(measures.get("messages.relayed"), 1);
  },
};
