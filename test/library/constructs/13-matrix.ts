import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const HOUR = 3_600_000;

export const construct: Construct = {
  number: 13,
  title: "Matrix guard: harm times virality gives a level",
  field: "guard matrix {perHour, levels, is}; scenario.incident.harm",
  example: "scenarios/cookbook/13-matrix.yaml",
  proves:
    "terrorism climbs from monitoring to crisis as attempts pass the column, fraud with the same attempts only to monitoring",
  remove: { file: "scenarios/cookbook/13-matrix.yaml", path: ["incident", "harm"] },
  disable: {
    file: "simulation/actor-guards.ts",
    from: "includes(levels[harm][column])",
    to: "includes(levels[harm][0])",
  },
  holds: (bench) => {
    const levels = (harm: string) =>
      bench
        .play({ overlay: { incident: { harm } } })
        .facts.flatMap(({ kind, at, state }) =>
          kind === "state.entered" ? [[Number(at) / HOUR, state]] : [],
        );
    const base = bench.play().facts.filter(({ kind }) => kind === "state.entered");
    assert.deepEqual(
      base.map(({ at, state }) => [Number(at) / HOUR, state]),
      [
        [0, "usual"],
        [1, "monitoring"],
        [2, "crisis"],
      ],
    );
    assert.deepEqual(levels("fraud"), [
      [0, "usual"],
      [2, "monitoring"],
    ]);
  },
};
