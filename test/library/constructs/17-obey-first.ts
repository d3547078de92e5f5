import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const HOUR = 3_600_000;

export const construct: Construct = {
  number: 17,
  title: "Obey first, check later",
  field: "role.per: scrutiny-request (one statechart for each)",
  example: "scenarios/cookbook/17-obey-first.yaml",
  proves: "removal comes first, scrutiny hours later, and the duty to put back starts only with its ruling",
  remove: {
    file: "scenarios/cookbook/protocols/17-obey-first.yaml",
    path: ["roles", "host", "machine", "states", "idle", "on", "removal-order.opened", "actions", 1],
  },
  disable: { file: "simulation/actor-messages.ts", from: "this.stage.openFor(message);", to: "" },
  holds: (bench) => {
    const { facts, duties } = bench.play();
    const at = (kind: string) => Number(facts.find((fact) => fact.kind === kind)?.at) / HOUR;
    assert.equal(at("content.removed"), 1);
    assert.equal(at("decision.taken"), 6);
    assert.equal(at("content.restored"), 6);
    assert.deepEqual(
      duties.map(({ id, startedAt, outcome }) => [id, startedAt / HOUR, outcome]),
      [["put-back", 6, "met"]],
    );
  },
};
