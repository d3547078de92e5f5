import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

export const construct: Construct = {
  number: 15,
  title: "Subsidiarity guard: only if ordinary means do not suffice",
  field: "guard removedShareAtLeast {share, group}",
  example: "scenarios/cookbook/15-subsidiarity.yaml",
  proves: "a host that cleared in time leaves the coordinator inactive; one that did not brings it in",
  remove: {
    file: "scenarios/cookbook/protocols/15-subsidiarity.yaml",
    path: ["roles", "coordinator", "machine", "states", "quiet", "after", "looking", 0, "guard"],
  },
  disable: {
    file: "simulation/actor-addressing.ts",
    from: "return all === 0 ? 1 : down / all;",
    to: "return 0;",
  },
  holds: (bench) => {
    const ends = (clearing: string) =>
      bench
        .play({ overlay: { platforms: { host: { delays: { clearing } } } } })
        .facts.filter(({ kind, actor }) => kind === "state.entered" && actor === "coordinator")
        .at(-1)?.state;
    assert.equal(ends("PT30M"), "left-to-others");
    assert.equal(ends("PT2H"), "active");
  },
};
