import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const HOUR = 3_600_000;

export const construct: Construct = {
  number: 10,
  title: "Escalation tiers: hierarchical levels with guards",
  field: "guard uploadsAtLeast on the way from tier to tier",
  example: "scenarios/cookbook/10-escalation-tiers.yaml",
  proves: "each tier is entered in the hour in which its own number of attempts was reached, in their order",
  remove: {
    file: "scenarios/cookbook/protocols/10-escalation-tiers.yaml",
    path: ["roles", "officer", "machine", "states", "incident", "on", "hour.passed", "guard"],
  },
  disable: {
    file: "simulation/actor-guards.ts",
    from: "return this.addressing.uploadsLastHour() >= value(params.perHour);",
    to: "return false;",
  },
  holds: (bench) => {
    const { facts } = bench.play();
    const climbed = facts.flatMap(({ kind, at, state }) =>
      kind === "state.entered" ? [[Number(at) / HOUR, state]] : [],
    );
    assert.deepEqual(climbed, [
      [0, "watching"],
      [0, "incident"],
      [2, "second-tier"],
      [3, "third-tier"],
    ]);
  },
};
