import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const MINUTE = 60_000;

export const construct: Construct = {
  number: 14,
  title: "Collective activation: vote, quorum, absent members; recommend, then decide",
  field: "messages vote-call, vote and recommendation; effect count with guard counterAtLeast",
  example: "scenarios/cookbook/14-collective-activation.yaml",
  proves:
    "the second of two present votes makes the recommendation, without the absent third; the commission decides after it",
  remove: {
    file: "scenarios/cookbook/protocols/14-collective-activation.yaml",
    path: ["roles", "chair", "machine", "states", "calling", "always", "guard"],
  },
  disable: {
    file: "simulation/actor-counters.ts",
    from: "this.counts.set(key, this.of(actor, counter) + by);",
    to: "this.counts.set(key, 0);",
  },
  holds: (bench) => {
    const { facts } = bench.play();
    const steps = facts.flatMap(({ kind, at, from, message, decision }) => {
      if (kind === "message.sent" && (message === "vote" || message === "recommendation"))
        return [[Number(at) / MINUTE, from, message]];
      return kind === "decision.taken" && decision === "decide-measure"
        ? [[Number(at) / MINUTE, "", decision]]
        : [];
    });
    assert.deepEqual(steps.slice(0, 4), [
      [10, "member-a", "vote"],
      [10, "member-b", "vote"],
      [10, "chair", "recommendation"],
      [40, "", "decide-measure"],
    ]);
    // One yes alone is not enough, and the absent member's call waits for the evening.
    const alone = bench.play({
      overlay: {
        actors: {
          "member-b": { decisions: { cast: { yes: 0, no: 1 } } },
          "member-c": { decisions: { cast: { yes: 0, no: 1 } } },
        },
      },
    });
    assert.equal(
      alone.facts.some(({ message }) => message === "recommendation"),
      false,
    );
  },
};
