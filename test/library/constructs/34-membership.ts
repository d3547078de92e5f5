import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 34,
  title: "Membership and non-signatories",
  field: "platforms.*.members; selector {member}; measure alert.coverage",
  example: "scenarios/cookbook/34-membership.yaml",
  proves:
    "the member is activated, the small host only warned, and nothing reaches the outsider that hosts the recording",
  remove: { file: "scenarios/cookbook/34-membership.yaml", path: ["platforms", "small", "members"] },
  disable: {
    file: "simulation/compile.ts",
    from: "if (selector.member !== undefined && !actor.members.has(selector.member)) return false;",
    to: "",
  },
  holds: (bench) => {
    const { facts, measures } = bench.play();
    const reached = facts.flatMap(({ kind, to, message }) =>
      kind === "message.delivered" ? [[to, message]] : [],
    );
    assert.deepEqual(reached, [
      ["small", "alert"],
      ["member", "activation"],
    ]);
    assert.equal(measures.get("alert.coverage"), 1 / 3);
    assert.equal(measures.get("item.hours@outsider"), 24);
  },
};
