import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const HOUR = 3_600_000;
const PROTOCOL = "scenarios/cookbook/protocols/27-life-of-a-file.yaml";

export const construct: Construct = {
  number: 27,
  title: "Preservation against deletion: the states of an item",
  field: "effects hide, restore, restrict, disable, preserve, purge",
  example: "scenarios/cookbook/27-preservation.yaml",
  proves:
    "a file is hidden, restored, geo-blocked, disabled, preserved and deleted in turn; deleted unpreserved, its evidence is lost",
  remove: { file: PROTOCOL, path: ["item", "states", "disabled", "after", "step", "actions", 0] },
  disable: {
    file: "simulation/content-acts.ts",
    from: "world.items.flags[row] |= FLAG.preserved;",
    to: "world.items.flags[row] |= 0;",
  },
  holds: (bench) => {
    const { facts, measures } = bench.play();
    const original = facts.find(({ kind, original: id }) => kind === "original.posted" && id === "recording");
    const KINDS = new Set([
      "content.held",
      "content.restored",
      "content.restricted",
      "content.preserved",
      "content.purged",
    ]);
    const life = facts
      .filter(({ kind, item }) => item === original?.item && KINDS.has(kind))
      .map(({ at, kind, form, evidence }) => [Number(at) / HOUR, kind, form ?? evidence ?? ""]);
    assert.deepEqual(life, [
      [1, "content.held", "hidden"],
      [2, "content.restored", ""],
      [3, "content.restricted", ""],
      [4, "content.held", "disabled"],
      [5, "content.preserved", ""],
      [6, "content.purged", "preserved"],
    ]);
    assert.equal(measures.get("evidence.preserved@careful-host"), 1);
    assert.equal(measures.get("evidence.lost@careful-host"), 0);
    assert.equal(measures.get("evidence.lost@hasty-board"), 1);
    assert.equal(measures.get("evidence.unsecured@hasty-board"), 1);
  },
};
