import { describe, expect, test } from "vitest";
import {
  addressOf,
  headerFor,
  prepare,
  Recording,
  Replicator,
  runReplications,
} from "../../src/experiment/index.ts";
import { digestOf } from "../../src/measures/index.ts";
import { type Fact, type FactRecord, toRecord } from "../../src/model/index.ts";
import { CASCADE, scenarioOf } from "./scenarios.ts";

const prepared = prepare(scenarioOf(CASCADE));

describe("a replication", () => {
  test("gives the same digest and measures alone, recorded, and after others in the same memory", () => {
    const alone = new Replicator(prepare(scenarioOf(CASCADE)));
    const digest = alone.digestOf(alone.run(7, 3));
    const values = [...alone.values];
    const warm = new Replicator(prepared);
    for (let replication = 0; replication < 50; replication++) warm.run(1, replication);
    expect(warm.digestOf(warm.run(7, 3))).toBe(digest);
    expect([...warm.values]).toEqual(values);
    const recording = new Recording(prepared, { seed: 7, replication: 3 });
    expect(recording.finish().digest).toBe(digest);
  });

  test("gives the same whether it runs in one go or in pieces", () => {
    const pieces = new Recording(prepared, { seed: 2, replication: 0 });
    while (pieces.advance(7));
    const whole = new Recording(prepared, { seed: 2, replication: 0 });
    expect(pieces.finish().digest).toBe(whole.finish().digest);
  });

  test("without a horizon ends when the last thing happened, in pieces too", () => {
    const endless = prepare(scenarioOf(CASCADE.replace(/^horizon:.*\n/m, "")));
    const pieces = new Recording(endless, { seed: 2, replication: 0 });
    while (pieces.advance(1));
    const whole = new Recording(endless, { seed: 2, replication: 0 }).finish();
    const recorded = pieces.finish();
    expect(recorded.header.horizon).toBeUndefined();
    expect(recorded.outcome.endedAt).toBe(whole.outcome.endedAt);
    expect(recorded.digest).toBe(whole.digest);
  });

  test("another seed or another replication is another one", () => {
    const replicator = new Replicator(prepared);
    const digests = [
      [1, 0],
      [2, 0],
      [1, 1],
    ].map(([seed, replication]) => replicator.digestOf(replicator.run(seed, replication)));
    expect(new Set(digests).size).toBe(3);
  });

  test("has the digest of its full log", () => {
    const facts: FactRecord[] = [];
    const onFact = (fact: Fact) => facts.push(toRecord(fact, prepared.compiled.dictionary));
    const { digest, header } = new Recording(prepared, { seed: 5, replication: 0, onFact }).finish();
    expect(digestOf({ header, kept: "all", facts })).toBe(digest);
  });
});

describe("an address", () => {
  const base = scenarioOf(CASCADE);
  const which = { seed: 1, replication: 0 };

  test("does not see comments, titles or the order of keys", () => {
    const [head, tail] = CASCADE.split("originals:");
    const other = scenarioOf(`# a comment\ntitle: Another title\noriginals:${tail}${head}`);
    expect(addressOf(other, which)).toBe(addressOf(base, which));
  });

  test("changes with any number, seed, replication and scale", () => {
    const addresses = [
      addressOf(base, which),
      addressOf(scenarioOf(CASCADE.replace("0.9", "0.8")), which),
      addressOf(base, { seed: 2, replication: 0 }),
      addressOf(base, { seed: 1, replication: 1 }),
      addressOf(base, which, 0.5),
    ];
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(headerFor(prepared, which).address).toBe(addresses[0]);
  });
});

describe("many replications", () => {
  test("are the replications of the seed, one by one", () => {
    const replicator = new Replicator(prepared);
    const slot = replicator.layout.findIndex(
      ({ id, platform }) => id === "items.total" && platform === undefined,
    );
    let sum = 0;
    for (let replication = 0; replication < 40; replication++) {
      replicator.run(11, replication);
      sum += replicator.values[slot];
    }
    const result = runReplications(prepared, { seed: 11, replications: 40 });
    const total = result.measures.find(({ id, platform }) => id === "items.total" && platform === undefined);
    expect(total).toMatchObject({ n: 40, open: 0, unit: "items" });
    expect(total?.mean).toBeCloseTo(sum / 40, 10);
    expect(result).toMatchObject({ replications: 40, capped: 0 });
  });

  test("add up over platforms", () => {
    const { measures } = runReplications(prepared, { seed: 1, replications: 20 });
    const rows = measures.filter(({ id }) => id === "uploads.attempted");
    const [all, ...each] = rows;
    expect(each.reduce((total, { mean }) => total + mean, 0)).toBeCloseTo(all.mean, 9);
  });

  test("say in which share the cap was reached", () => {
    const capped = prepare(scenarioOf(`${CASCADE}cap: 2\n`));
    const { capped: share } = runReplications(capped, { seed: 1, replications: 100 });
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(1);
  });
});

describe("a recording", () => {
  const { paths, facts, measures } = new Recording(prepared, { seed: 3, replication: 0 }).finish();

  test("keeps facts about actors and originals, not those about copies", () => {
    expect(facts.some(({ kind }) => kind === "original.posted")).toBe(true);
    expect(facts.some(({ kind }) => kind.startsWith("content."))).toBe(false);
  });

  test("follows the last removal back to the start, wait by wait", () => {
    const last = paths.find((path) => path.of === "last-removal");
    const removal = measures.find(({ id, platform }) => id === "time.removal.last" && platform === undefined);
    expect(last?.steps.at(-1)?.kind).toBe("content.removed");
    const waited = last?.steps.reduce((sum, step) => sum + step.waited, 0);
    expect(waited).toBe(last?.steps.at(-1)?.at);
    expect(last?.steps.every(({ broken }) => !broken)).toBe(true);
    if (removal?.value !== null) expect(last?.steps.at(-1)?.at).toBe(removal?.value);
  });
});
