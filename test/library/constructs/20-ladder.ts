import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const HOUR = 3_600_000;

export const construct: Construct = {
  number: 20,
  title: "Voluntary, then binding: a ladder",
  field: "messages referral, outcome, removal-order; send with to: sender and items: same",
  example: "scenarios/cookbook/20-ladder.yaml",
  proves: "a refusal is answered by an order for the same item, and an agreement by none",
  remove: {
    file: "scenarios/cookbook/protocols/20-ladder.yaml",
    path: ["roles", "authority", "machine", "states", "asked", "on", "outcome.opened"],
  },
  disable: {
    file: "simulation/actor-addressing.ts",
    from: "return this.stage.current.message === undefined ? [] : [this.stage.current.message.from];",
    to: "return [];",
  },
  holds: (bench) => {
    const sent = (overlay = {}) =>
      bench
        .play({ overlay })
        .facts.flatMap(({ kind, at, message, items }) =>
          kind === "message.sent" ? [[Number(at) / HOUR, message, items]] : [],
        );
    assert.deepEqual(sent(), [
      [1, "referral", 1],
      [3, "outcome", 1],
      [3, "removal-order", 1],
    ]);
    const agreed = { platforms: { host: { decisions: { "judge-terms": { refuse: 0, agree: 1 } } } } };
    assert.deepEqual(sent(agreed), [[1, "referral", 1]]);
  },
};
