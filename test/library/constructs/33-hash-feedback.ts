import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const MINUTE = 60_000;

export const construct: Construct = {
  number: 33,
  title: "Feedback on a hash: disagree, disputed, withdrawn; a mistake's spread and its end at every member",
  field:
    "effects hashFeedback, withdrawHash, relabelHash; confirm: asFound; guard feedbackAtLeast; lookalikes.*.clip; delay withdrawal",
  example: "scenarios/cookbook/33-hash-feedback.yaml",
  proves:
    "a hash made of lawful material reaches every member, takes the same clip down there, is disputed and withdrawn, and each member lets go of it",
  remove: {
    file: "scenarios/cookbook/protocols/33-disputed-hash.yaml",
    path: ["item", "states", "swept", "on", "review.lawful", "actions", 1],
  },
  disable: {
    file: "simulation/hash-life.ts",
    from: "const code = this.tables.eventCode(event);",
    to: "const code = 0 * this.tables.eventCode(event) - 1;",
  },
  holds: (bench) => {
    const { facts, measures } = bench.play();
    const first = (wanted: string) => {
      const fact = facts.find(({ kind }) => kind === wanted);
      return fact === undefined ? undefined : Number(fact.at) / MINUTE;
    };
    // Clips come at 60, are looked at at 90, found unlawful at 150; shared at 210, taken in at 225.
    assert.equal(first("hash.mistaken"), 150);
    assert.equal(first("hash.ingested"), 225);
    // Swept at once, put before reviewers, first disagreed with an hour later; settled after three hours, dropped after two.
    assert.equal(first("hash.feedback"), 285);
    assert.equal(first("hash.withdrawn"), 465);
    assert.equal(measures.get("hashes.mistaken"), 1);
    assert.equal(measures.get("hashes.mistaken.reached"), 2);
    assert.equal(measures.get("hashes.mistaken.lived"), (465 + 120 - 225) * MINUTE);
    const swept = (measures.get("lawful.removed@careful-video") ?? 0) > 10;
    assert.ok(swept);
    assert.equal(measures.get("lawful.restored@careful-video"), measures.get("lawful.removed@careful-video"));
    // One member alone disagrees once: relabelled, not withdrawn.
    const few = bench.play({
      overlay: {
        lookalikes: { "clip-c": null, "clip-b": { count: 1 } },
        platforms: { "other-careful-video": { members: [] } },
      },
      seed: 3,
    });
    const disagreed = few.measures.get("hashes.disputed") ?? 0;
    assert.equal(
      few.facts.some(({ kind }) => kind === "hash.withdrawn"),
      disagreed >= 2,
    );
  },
};
