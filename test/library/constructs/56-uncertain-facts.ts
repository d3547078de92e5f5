import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const HOUR = 3_600_000;

export const construct: Construct = {
  number: 56,
  title: "Uncertain facts: claims that may be wrong and are corrected",
  field: "original.claim {by, form, until}; guard originalIs asks what is believed; effect establish",
  example: "scenarios/cookbook/56-uncertain-facts.yaml",
  proves:
    "activated only when the claim is corrected after three hours, or after one where somebody establishes it, or at once where nothing false is claimed",
  remove: {
    file: "scenarios/cookbook/56-uncertain-facts.yaml",
    path: ["originals", "recording", "claim", "by"],
  },
  disable: {
    file: "simulation/actor-records.ts",
    from: "return { by: claim.by ?? by, form: claim.form ?? form };",
    to: "return { by, form };",
  },
  holds: (bench) => {
    const activated = (overlay = {}) =>
      bench
        .play({ overlay })
        .facts.flatMap(({ kind, at, note }) =>
          kind === "note.made" && note === "activated" ? [Number(at) / HOUR] : [],
        );
    assert.deepEqual(activated(), [3]);
    assert.equal(bench.play().measures.get("time.claim.corrected"), 3 * HOUR);
    assert.deepEqual(activated({ actors: { checkers: { delays: { checking: "PT1H" } } } }), [1]);
    assert.deepEqual(activated({ originals: { recording: { claim: null } } }), [0]);
  },
};
