import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const MINUTE = 60_000;

export const construct: Construct = {
  number: 26,
  title: "Threat-to-life side channel with priority over removal",
  field: "decide with first: true; actor.desks; message threat-to-life",
  example: "scenarios/cookbook/26-threat-to-life.yaml",
  proves:
    "with one desk the threat, which came last, is decided second: right after the removal under way and before the one that waited",
  remove: {
    file: "scenarios/cookbook/protocols/26-threat-to-life.yaml",
    path: ["roles", "threat", "machine", "states", "telling", "entry", 0, "params", "first"],
  },
  disable: {
    file: "simulation/actor-decisions.ts",
    from: "(isFirst ? line.first : line.others).push(number);",
    to: "line.others.push(number);",
  },
  holds: (bench) => {
    const { facts } = bench.play();
    const taken = facts.flatMap(({ kind, at, decision }) =>
      kind === "decision.taken" ? [[Number(at) / MINUTE, decision]] : [],
    );
    assert.deepEqual(taken, [
      [21, "judge"],
      [26, "tell-police"],
      [46, "judge"],
    ]);
    const told = facts.find(({ kind, to }) => kind === "message.opened" && to === "police");
    assert.equal(Number(told?.at) / MINUTE, 26);
  },
};
