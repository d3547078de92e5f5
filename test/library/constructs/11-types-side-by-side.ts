import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 11,
  title: "Non-hierarchical concurrent types",
  field: "type: parallel",
  example: "scenarios/cookbook/11-types-side-by-side.yaml",
  proves: "two of three types are on together, and the third stays off",
  remove: {
    file: "scenarios/cookbook/protocols/11-types-side-by-side.yaml",
    path: ["roles", "officer", "machine", "states", "live-content"],
  },
  disable: {
    file: "simulation/actor-guards.ts",
    from: "(params.form === undefined || (params.form as string[]).includes(form)) &&",
    to: "false &&",
  },
  holds: (bench) => {
    const { facts } = bench.play();
    const entered = facts.filter(({ kind }) => kind === "state.entered");
    assert.equal(entered.at(-1)?.state, "{live-content.on,manifesto.off,perpetrator-content.on}");
  },
};
