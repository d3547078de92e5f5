import { describe, expect, test } from "vitest";
import { prepare, Replicator } from "../../src/experiment/index.ts";
import { FOLDER, load } from "../closed-forms/estimate.ts";

describe("what a ratio was divided by", () => {
  const replicator = new Replicator(prepare(load(FOLDER, "own-age-fixed")));
  const slot = (id: string) =>
    replicator.layout.findIndex((row) => row.id === id && row.platform === undefined);

  test("is told beside it, so that a batch can divide a sum by a sum", () => {
    for (let replication = 0; replication < 20; replication++) {
      replicator.run(4, replication);
      const { values, weights } = replicator;
      const mean = slot("item.hours.mean");
      expect(weights[mean]).toBe(values[slot("items.total")]);
      expect(values[mean] * weights[mean]).toBeCloseTo(values[slot("item.hours")], 9);
    }
  });

  test("is nothing where there was nothing to divide by, and one for what is no ratio", () => {
    replicator.run(4, 0);
    for (const [i, { definition }] of replicator.layout.entries()) {
      if (definition.kind !== "ratio") expect(replicator.weights[i]).toBe(1);
      else expect(replicator.weights[i] === 0).toBe(replicator.status[i] === 2);
    }
  });
});
