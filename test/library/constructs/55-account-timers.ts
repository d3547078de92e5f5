import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const MINUTE = 60_000;
const DAY = 1440;

export const construct: Construct = {
  number: 55,
  title: "Timers of an account: a capability lost for a term",
  field:
    "effects strike, restrictAccount (for, from), restoreAccount; guard strikesAtLeast; originals.*.account",
  example: "scenarios/cookbook/55-account-timers.yaml",
  proves:
    "an account that broke the rule can neither stream nor upload again until the millisecond in which its term is over; others can",
  remove: {
    file: "scenarios/cookbook/protocols/55-one-strike.yaml",
    path: ["item", "states", "gone", "always", 0, "actions"],
  },
  disable: {
    file: "simulation/content-acts.ts",
    from: "if (lost === undefined) return false;",
    to: "if (lost === undefined || lost !== null) return false;",
  },
  holds: (bench) => {
    const { facts, measures } = bench.play();
    const posted = facts
      .filter(({ kind }) => kind === "original.posted")
      .map(({ at, original }) => [original, Number(at) / MINUTE]);
    assert.deepEqual(posted, [
      ["first", 0],
      ["somebody-else", 180],
      ["third", DAY + 10],
    ]);
    const refused = facts
      .filter(({ kind }) => kind === "account.refused")
      .map(({ at, what }) => [what, Number(at) / MINUTE]);
    // The recording put up again after half an hour, then the second stream; each stream's own at the other accounts.
    assert.deepEqual(refused.slice(0, 3), [
      ["upload", 40],
      ["upload", 180],
      ["upload", 220],
    ]);
    assert.equal(measures.get("accounts.struck"), 3);
    // A millisecond earlier the third is refused too.
    const early = bench.play({ overlay: { originals: { third: { at: "PT24H9M59.999S" } } } });
    assert.equal(
      early.facts.some(({ kind, original }) => kind === "original.posted" && original === "third"),
      false,
    );
  },
};
