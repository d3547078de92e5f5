import { strict as assert } from "node:assert";
import type { Bench, Construct } from "../rows.ts";

/** Blocked attempts of one platform: by version of the original, and by versions of edits, against all of either sort. */
function matchedOn(bench: Bench, platform: string, variant?: string) {
  const { facts, measures } = bench.play({ variant });
  const tried = facts.filter(
    (fact) =>
      fact.platform === platform && (fact.kind === "content.posted" || fact.kind === "content.blocked"),
  );
  const first = tried.find(({ origin }) => origin === "original");
  const copies = tried.filter(({ origin }) => origin === "copy");
  const share = (of: typeof tried) =>
    of.filter(({ kind }) => kind === "content.blocked").length / Math.max(1, of.length);
  return {
    copies: copies.length,
    identical: share(copies.filter(({ version }) => version === first?.version)),
    edited: share(copies.filter(({ version }) => version !== first?.version)),
    lawful: (measures.get(`lawful.blocked@${platform}`) ?? 0) / (measures.get("lawful.total") ?? 1),
    hashes: facts.filter(({ kind, platform: at }) => kind === "hash.made" && at === platform).length,
  };
}

const near = (found: number, expected: number, within = 0.05) =>
  assert.ok(Math.abs(found - expected) < within, `${found} is not ${expected}`);

export const construct: Construct = {
  number: 31,
  title: "Kinds of hash: exact and perceptual, threshold, quality, edits",
  field:
    "effect makeHash: kind; platforms.*.matching.exact and perceptual; guard hashQualityAtLeast; hashQuality",
  example: "scenarios/cookbook/31-hash-kinds.yaml",
  proves:
    "an exact hash stops its share of identical copies and no edit; a perceptual one stops, misses and errs by its threshold; a poor one is not made",
  remove: {
    file: "scenarios/cookbook/protocols/31-hash-of-a-kind.yaml",
    path: ["hash", "states", "confirmed", "always", 1, "actions", 0, "params", "kind"],
  },
  disable: {
    file: "simulation/world.ts",
    from: "if (this.compiled.matchesEdits && versions.isMutant[version] !== 0) {",
    to: "if (this.compiled.matchesEdits && versions.isMutant[version] > 1) {",
  },
  holds: (bench) => {
    const exact = matchedOn(bench, "exact-host");
    assert.ok(exact.copies > 2000);
    near(exact.identical, 0.4);
    assert.equal(exact.edited, 0);
    // A threshold of 31 lies half-way between the points of the curve.
    const wide = matchedOn(bench, "perceptual-video");
    near(wide.identical, 0.8);
    near(wide.edited, 0.5 * 0.8);
    // Blocked lawful uploads over all of them, blocked ones not posted.
    near(wide.lawful, 0.1 / 0.9);
    const narrow = matchedOn(bench, "perceptual-video", "narrow");
    near(narrow.identical, 0.7);
    near(narrow.edited, 0.2 * 0.7);
    assert.equal(narrow.lawful, 0);
    const poor = matchedOn(bench, "perceptual-video", "poor-quality");
    assert.equal(poor.hashes, 0);
    assert.equal(poor.identical, 0);
  },
};
