import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 12,
  title: "Conjunctive criteria with a waiver",
  field: "guards all, any and not, with params.of",
  example: "scenarios/cookbook/12-criteria-and-waiver.yaml",
  proves: "activated only when all criteria hold; the waiver stands in for the one it is written beside",
  remove: {
    file: "scenarios/cookbook/protocols/12-criteria-and-waiver.yaml",
    path: [
      "roles",
      "officer",
      "machine",
      "states",
      "watching",
      "on",
      "hour.passed",
      "guard",
      "params",
      "of",
      0,
    ],
  },
  disable: {
    file: "simulation/actor-guards.ts",
    from: "return this.answers(params.of).every((is) => is);",
    to: "return true;",
  },
  holds: (bench) => {
    const activated = (originals: object) =>
      bench
        .play({ overlay: { originals } })
        .facts.some(({ kind, state }) => kind === "state.entered" && state === "activated");
    const outside = { platform: "outsider" };
    assert.equal(activated({}), true);
    assert.equal(activated({ recording: { by: "bystander" } }), false);
    assert.equal(activated({ recording: outside }), false);
    // The waiver: outside every member's service, but three attempts within the hour.
    const more = { platform: "outsider", at: "PT20M" };
    assert.equal(activated({ recording: outside, second: more, third: more }), true);
  },
};
