import { strict as assert } from "node:assert";
import type { Construct } from "../rows.ts";

const DAY = 86_400_000;

export const construct: Construct = {
  number: 46,
  title: "Sanction models",
  field: "protocol.sanctions; effect sanction; platforms.*.turnover",
  example: "scenarios/cookbook/46-sanctions.yaml",
  proves:
    "the share of turnover is incurred only with the third failure, each kind with its own amount, and a lost safe harbour is a status; money adds up",
  remove: {
    file: "scenarios/cookbook/protocols/46-sanctions.yaml",
    path: ["sanctions", "share-of-turnover", "systematic"],
  },
  disable: {
    file: "simulation/actor-effects.ts",
    from: "if (systematic !== undefined && failures < systematic.n) {",
    to: "if (systematic !== undefined && failures < 0) {",
  },
  holds: (bench) => {
    const { facts, measures } = bench.play();
    const incurred = facts.flatMap((fact) =>
      fact.kind === "sanction.incurred" ? [[Number(fact.at) / DAY, fact["sanction-kind"], fact.amount]] : [],
    );
    assert.deepEqual(incurred, [
      [1, "per-day", 1000],
      [2, "per-day", 1000],
      [3, "turnover", 40_000],
      [3, "fixed", 5000],
      [3, "prison", 3],
      [3, "safe-harbour", 0],
      [3, "none", 0],
    ]);
    assert.deepEqual(
      facts.flatMap(({ kind, at, failures, needed }) =>
        kind === "failure.counted" ? [[Number(at) / DAY, failures, needed]] : [],
      ),
      [
        [1, 1, 3],
        [2, 2, 3],
      ],
    );
    assert.equal(
      facts.filter(({ kind, status }) => kind === "status.set" && status === "no-safe-harbour").length,
      1,
    );
    assert.equal(measures.get("sanctions.incurred"), 7);
    assert.equal(measures.get("sanctions.money"), 47_000);
  },
};
