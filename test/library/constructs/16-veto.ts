import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const HOUR = 3_600_000;

export const construct: Construct = {
  number: 16,
  title: "Veto or annulment by another authority",
  field: "message annulment; effect restoreNamed",
  example: "scenarios/cookbook/16-veto.yaml",
  proves:
    "what the order took down is back the moment the annulment is opened, and stays down where the order is upheld",
  remove: {
    file: "scenarios/cookbook/protocols/16-veto.yaml",
    path: ["roles", "host", "machine", "states", "obeyed", "on", "annulment.opened", "actions"],
  },
  disable: {
    file: "simulation/actor-effects.ts",
    from: 'return this.actOnNamed("restoration.asked");',
    to: "return;",
  },
  holds: (bench) => {
    const times = (kind: string, overlay = {}) =>
      bench.play({ overlay }).facts.flatMap((fact) => (fact.kind === kind ? [Number(fact.at) / HOUR] : []));
    assert.deepEqual(times("content.removed"), [1]);
    assert.deepEqual(times("content.restored"), [7]);
    const upheld = { actors: { home: { decisions: { scrutinise: { annul: 0, uphold: 1 } } } } };
    assert.deepEqual(times("content.restored", upheld), []);
  },
};
