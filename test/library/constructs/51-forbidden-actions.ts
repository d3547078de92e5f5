import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 51,
  title: "Forbidden actions",
  field: "effects intrude and monitorGenerally; fact and event action.refused; measure actions.refused",
  example: "scenarios/cookbook/51-forbidden-actions.yaml",
  proves:
    "every asking is refused with its reason, who asked is told, and nothing on the other board changes",
  remove: {
    file: "scenarios/cookbook/protocols/51-forbidden-actions.yaml",
    path: ["roles", "offered", "machine", "states", "asking", "entry"],
  },
  disable: { file: "simulation/actor-effects.ts", from: 'this.stage.tell(own, "action.refused");', to: "" },
  holds: (bench) => {
    const { facts, measures } = bench.play();
    const refused = facts.flatMap(({ kind, actor, target, action, why }) =>
      kind === "action.refused" ? [[actor, target, action, why]] : [],
    );
    assert.deepEqual(refused, [
      ["ministry", "host", "monitorGenerally", "general-monitoring"],
      ["host", "attacker", "intrude", "private-actor"],
      ["detectives", "attacker", "intrude", "outside-the-model"],
    ]);
    assert.deepEqual(
      facts
        .flatMap(({ kind, actor, note }) => (kind === "note.made" && note === "declined" ? [actor] : []))
        .sort(),
      ["detectives", "host"],
    );
    assert.equal(measures.get("actions.refused"), 3);
    assert.equal(
      facts.some(({ kind, platform }) => platform === "attacker" && kind !== "views.counted"),
      false,
    );
  },
};
