import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 54,
  title: "Function creep: a scope that grows",
  field: "protocol.scope; original.category; guard inScope",
  example: "scenarios/cookbook/54-function-creep.yaml",
  proves: "the document is ordered down under the wider scope, and out of reach on the day before it",
  remove: { file: "scenarios/cookbook/protocols/54-function-creep.yaml", path: ["scope", 1] },
  disable: {
    file: "simulation/actor-guards.ts",
    from: "scope.filter(({ from }) => from <= today)",
    to: "scope.filter(() => true)",
  },
  holds: (bench) => {
    const ends = (startsAt?: string) =>
      bench
        .play({ overlay: startsAt === undefined ? {} : { incident: { startsAt } } })
        .facts.filter(({ kind, actor }) => kind === "state.entered" && actor === "authority")
        .at(-1)?.state;
    assert.equal(ends(), "ordered");
    assert.equal(ends("2025-01-01T00:00:00+02:00"), "ordered");
    // A minute before, by the calendar of the incident's own zone.
    assert.equal(ends("2024-12-31T23:59:00+02:00"), "out-of-reach");
  },
};
