import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const MINUTE = 60_000;

export const construct: Construct = {
  number: 42,
  title: "Concurrent incidents for one duty team",
  field: "scenario.incidents, original.incident; role.per: incident; actor.desks",
  example: "scenarios/cookbook/42-two-incidents.yaml",
  proves:
    "the second assessment waits 45 minutes for the only desk, each notice names its own incident's recording, and two desks spare the wait",
  remove: { file: "scenarios/cookbook/42-two-incidents.yaml", path: ["actors", "duty", "desks"] },
  disable: {
    file: "simulation/actor-decisions.ts",
    from: "const isWaiting = this.busyAt(current.actor) >= actor.desks;",
    to: "const isWaiting = false;",
  },
  holds: (bench) => {
    const { facts, measures } = bench.play();
    const story = ({ facts: all }: { facts: typeof facts }) =>
      all.flatMap(({ kind, at, incident, original }) => {
        if (kind === "incident.began") return [[Number(at) / MINUTE, incident]];
        if (kind === "decision.taken") return [[Number(at) / MINUTE, "assessed"]];
        return kind === "original.removed" ? [[Number(at) / MINUTE, original]] : [];
      });
    assert.deepEqual(story({ facts }), [
      [0, "first"],
      [15, "second"],
      [60, "assessed"],
      [60, "recording"],
      [120, "assessed"],
      [120, "elsewhere"],
    ]);
    assert.equal(measures.get("decisions.wait"), 45 * MINUTE);
    const spared = bench.play({ overlay: { actors: { duty: { desks: 2 } } } });
    assert.deepEqual(story(spared).slice(-2), [
      [75, "assessed"],
      [75, "elsewhere"],
    ]);
  },
};
