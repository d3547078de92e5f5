import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const DAY = 86_400_000;

export const construct: Construct = {
  number: 19,
  title: "Finality of an order: it counts only once final",
  field: "guard countWithin {counter, window, n}; role.per: direction",
  example: "scenarios/cookbook/19-finality.yaml",
  proves:
    "the review comes with the second final order, seven days after it was given, and never from orders that were challenged",
  remove: {
    file: "scenarios/cookbook/protocols/19-finality.yaml",
    path: ["roles", "home", "machine", "states", "normal", "always", "guard"],
  },
  disable: {
    file: "simulation/actor-counters.ts",
    from: "if (at >= instant) sum += by;",
    to: "if (at > instant + 1e15) sum += by;",
  },
  holds: (bench) => {
    const reviewed = (overlay = {}) =>
      bench
        .play({ overlay })
        .facts.flatMap(({ kind, at, state }) =>
          kind === "state.entered" && state === "reviewed" ? [Number(at) / DAY] : [],
        );
    // Orders of day 1, 2 and 3; the second is final on day 9.
    assert.deepEqual(reviewed(), [9]);
    const challenged = { platforms: { host: { decisions: { "appeal-it": { accept: 0, challenge: 1 } } } } };
    assert.deepEqual(reviewed(challenged), []);
  },
};
