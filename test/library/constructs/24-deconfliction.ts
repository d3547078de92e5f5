import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const HOUR = 3_600_000;

export const construct: Construct = {
  number: 24,
  title: "De-duplication and deconfliction",
  field: "send with deduplicate and deconflict; effects holdNamed, releaseNamed; guard alreadyNamed",
  example: "scenarios/cookbook/24-deconfliction.yaml",
  proves:
    "the second state's referral of the same address is left out and counted; without the register it goes out",
  remove: {
    file: "scenarios/cookbook/protocols/24-deconfliction.yaml",
    path: [
      "roles",
      "unit",
      "machine",
      "states",
      "noticing",
      "after",
      "noticing",
      "actions",
      0,
      "params",
      "deduplicate",
    ],
  },
  disable: {
    file: "simulation/actor-messages.ts",
    from: "if (params.deduplicate === true) {",
    to: 'if (params.deduplicate === "never") {',
  },
  holds: (bench) => {
    const { facts, measures } = bench.play();
    const referrals = facts.flatMap(({ kind, at, from, message, why }) =>
      message === "referral" && (kind === "message.sent" || kind === "message.withheld")
        ? [[Number(at) / HOUR, from, why ?? "sent"]]
        : [],
    );
    assert.deepEqual(referrals, [
      [1, "state-a", "sent"],
      [2, "state-b", "duplicate"],
    ]);
    assert.equal(measures.get("messages.withheld"), 1);
    assert.equal(facts.filter(({ kind }) => kind === "items.held").length, 1);
  },
};
