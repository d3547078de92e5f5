import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 35,
  title: "Heterogeneous policy: shared signal, own decision",
  field: "platforms.*.decisions (replaces the protocol's shares)",
  example: "scenarios/cookbook/35-own-policy.yaml",
  proves: "the same alert at the same time ends in a removal here and in none there",
  remove: { file: "scenarios/cookbook/35-own-policy.yaml", path: ["platforms", "lenient", "decisions"] },
  disable: {
    file: "simulation/actor-decisions.ts",
    from: "{ ...decision.options, ...actor.decisions[name] }",
    to: "{ ...decision.options }",
  },
  holds: (bench) => {
    const { facts } = bench.play();
    const decided = facts.flatMap(({ kind, actor, option }) =>
      kind === "decision.taken" ? [[actor, option]] : [],
    );
    assert.deepEqual(
      new Map(decided as [string, string][]),
      new Map([
        ["strict", "remove"],
        ["lenient", "keep"],
      ]),
    );
    assert.deepEqual(
      facts.flatMap(({ kind, platform }) => (kind === "original.removed" ? [platform] : [])),
      ["strict"],
    );
  },
};
