import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ReplicationResult, Results } from "../../src/experiment/index.ts";

const SETTINGS = ["a".repeat(32), "b".repeat(32)];

function resultOf(
  setting: number,
  replication: number,
  digest = `${setting}-${replication}`,
): ReplicationResult {
  return {
    setting: SETTINGS[setting],
    replication,
    address: `address ${setting} ${replication}`,
    digest,
    isCapped: false,
    events: 1,
    attempts: 1,
    values: new Float64Array(1),
    status: new Uint8Array(1),
    weights: new Float64Array(1).fill(1),
  };
}

const ALL = SETTINGS.flatMap((_, setting) => Array.from({ length: 12 }, (__, i) => resultOf(setting, i)));

function gather(results: readonly ReplicationResult[]): Results {
  const gathered = new Results(SETTINGS);
  for (const result of results) gathered.add(result);
  return gathered;
}

describe("results", () => {
  test("have one digest, whatever the order in which they came and how often", () => {
    const digest = gather(ALL).digest();
    fc.assert(
      fc.property(
        fc.shuffledSubarray(ALL, { minLength: ALL.length }),
        fc.subarray(ALL),
        (shuffled, again) => {
          expect(gather([...shuffled, ...again]).digest()).toBe(digest);
        },
      ),
    );
  });

  test("have another digest where one replication differs, is swapped with another or is left out", () => {
    const changed = ALL.map((each) => (each.replication === 5 ? { ...each, digest: "other" } : each));
    const swapped = ALL.map((each) => ({ ...each, replication: each.replication ^ 1 }));
    const digests = [gather(ALL), gather(changed), gather(swapped)].map((each) => each.digest());
    digests.push(gather(ALL).digest(11));
    expect(new Set(digests).size).toBe(4);
  });

  test("count in order only: what comes after a gap waits for the gap", () => {
    const gathered = gather([resultOf(0, 0), resultOf(0, 2), resultOf(1, 0), resultOf(1, 1)]);
    expect(gathered.prefix(SETTINGS[0]).map(({ replication }) => replication)).toEqual([0]);
    expect(gathered.prefix(SETTINGS[1]).map(({ replication }) => replication)).toEqual([0, 1]);
    expect(gathered.unbroken).toBe(1);
    gathered.add(resultOf(0, 1));
    expect(gathered.prefix(SETTINGS[0])).toHaveLength(3);
    expect(gathered.unbroken).toBe(2);
  });

  test("say what is missing, and nothing else", () => {
    const gathered = gather([0, 3, 4].map((i) => resultOf(0, i)).concat([0, 1].map((i) => resultOf(1, i))));
    expect(gathered.missing(0, 6)).toEqual([
      { setting: 0, from: 1, to: 3 },
      { setting: 0, from: 5, to: 6 },
      { setting: 1, from: 2, to: 6 },
    ]);
    expect(gather(ALL).missing(0, 12)).toEqual([]);
  });

  test("that came before are taken once", () => {
    const gathered = gather([resultOf(0, 0)]);
    expect(gathered.add(resultOf(0, 0))).toBe(false);
    expect(gathered.add(resultOf(0, 1))).toBe(true);
    expect(gathered.has(SETTINGS[0], 1)).toBe(true);
    expect(gathered.has(SETTINGS[1], 1)).toBe(false);
  });

  test("of one replication that differ are an error, never a choice", () => {
    const gathered = gather([resultOf(0, 0)]);
    expect(() => gathered.add(resultOf(0, 0, "other"))).toThrow("experiment/results_differ");
  });
});
