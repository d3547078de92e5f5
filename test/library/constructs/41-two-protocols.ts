import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 41,
  title: "Interacting protocols: precedence and duplicate alerts",
  field: "scenario.precedence; guard yields; state tag active",
  example: "scenarios/cookbook/41-two-protocols.yaml",
  proves: "one alert where ranks are given, and the second one too where the industry comes first",
  remove: { file: "scenarios/cookbook/41-two-protocols.yaml", path: ["precedence"] },
  disable: {
    file: "simulation/actor-guards.ts",
    from: 'tables.hasTag(row, "active")',
    to: 'tables.hasTag(row, "never")',
  },
  holds: (bench) => {
    const senders = (overlay = {}) =>
      bench.play({ overlay }).facts.flatMap(({ kind, from }) => (kind === "message.sent" ? [from] : []));
    assert.deepEqual(senders(), ["coordinator"]);
    assert.deepEqual(senders({ precedence: ["41-industry-alerts", "41-state-protocol"] }), [
      "coordinator",
      "secretariat",
    ]);
  },
};
