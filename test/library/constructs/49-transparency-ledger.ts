import { strict as assert } from "node:assert";
import type { FactRecord } from "../../../src/model/index.ts";
import type { Construct } from "../rows.ts";

const DAY = 86_400_000;
/** What each entry of the ledger counts. */
const COUNTED: Readonly<Record<string, string>> = {
  removals: "content.removed",
  statements: "user.informed",
  complaints: "complaint.made",
  restorations: "content.restored",
};

export const construct: Construct = {
  number: 49,
  title: "Transparency ledger: counts that a service publishes",
  field: "effect publishLedger",
  example: "scenarios/cookbook/49-transparency-ledger.yaml",
  proves: "each day's published counts are those of the log up to that instant, and say since when",
  remove: {
    file: "scenarios/cookbook/protocols/49-daily-ledger.yaml",
    path: ["roles", "service", "machine", "states", "counting", "after", "day", "actions"],
  },
  disable: {
    file: "simulation/content-acts.ts",
    from: "counts.removals += weight;",
    to: "counts.removals += 0 * weight;",
  },
  holds: (bench) => {
    const { facts, measures } = bench.play();
    const upTo = (kind: string, n: number) =>
      facts.filter((fact: FactRecord) => fact.kind === kind && fact.n < n).length;
    for (const day of [1, 2, 3]) {
      const ledger = facts.filter(({ kind, at }) => kind === "ledger.published" && at === day * DAY);
      assert.equal(ledger.length, 5);
      for (const { entry, count, since, n } of ledger) {
        assert.equal(since, (day - 1) * DAY);
        const kind = COUNTED[String(entry)];
        if (kind !== undefined) assert.equal(count, upTo(kind, n), `${String(entry)} of day ${day}`);
      }
    }
    assert.ok(upTo("content.restored", facts.length) > 10);
    assert.equal(measures.get("ledgers.published"), 15);
  },
};
