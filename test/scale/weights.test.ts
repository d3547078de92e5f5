import { describe, expect, test } from "vitest";
import { prepare, Recording, Replicator, runChunk, settingOf } from "../../src/experiment/index.ts";
import { MeasureFold } from "../../src/measures/index.ts";
import { FACT_KINDS, type Fact, itemName } from "../../src/model/index.ts";
import { compile, headerOf, Simulation } from "../../src/simulation/index.ts";
import { scenarioOf } from "../experiment/scenarios.ts";
import { readShipped, readShippedWith } from "../library/shipped.ts";

/** Weights in a run: what has one, what stays whole, and that nothing of it is lost on the way. */

/** A star: the original alone has a thousand copies, and each a few. */
const STAR = `
schemaVersion: 1
id: star
horizon: P2D
platforms:
  near: { halfLife: PT30M, offspring: { near: 0.6, far: 0.2 }, views: 100 }
  far: { halfLife: PT1H, offspring: { near: 0.1, far: 0.4 }, views: 10 }
originals:
  first: { platform: near, offspring: { near: 600, far: 30 } }
rules:
  removal: { after: { exponential: { mean: PT6H } }, found: 0.9 }
  switches: [{ at: PT2H, block: 0.5, sweep: 0.3 }]
`;

interface Seen {
  readonly kind: number;
  readonly item: string;
  readonly actor: number;
  readonly weight: number;
}

function factsOf(scale: number | undefined, wholeUploads: number, replication = 0): readonly Seen[] {
  const facts: Seen[] = [];
  const onKept = ({ kind, itemHi, itemLo, actor, weight }: Fact) => {
    facts.push({ kind, item: itemName(itemHi, itemLo), actor, weight });
  };
  const simulation = new Simulation(compile(scenarioOf(STAR)), { keep: "all", onKept, scale, wholeUploads });
  simulation.reset(5, replication);
  simulation.run();
  return facts;
}

const UPLOADS: readonly number[] = [FACT_KINDS["content.posted"].code, FACT_KINDS["content.blocked"].code];
const uploadsIn = (facts: readonly Seen[]) => facts.filter(({ kind }) => UPLOADS.includes(kind));

/** Items of the star under a limit, at a tenth. */
function itemsUnder(line: string): { readonly isCapped: boolean; readonly items: number } {
  const compiled = compile(scenarioOf(STAR.replace("horizon: P2D", `horizon: P2D\n${line}`)));
  const fold = new MeasureFold(headerOf(compiled, { seed: 0, replication: 0 }), compiled.dictionary);
  const simulation = new Simulation(compiled, { listener: fold, scale: 0.1, wholeUploads: 50 });
  fold.reset();
  simulation.reset(1, 0);
  const { isCapped } = simulation.run();
  fold.finish();
  return { isCapped, items: fold.values[0] };
}

describe("at a scale", () => {
  test("the first uploads on each platform stay whole, later ones count 1 or the inverse", () => {
    const facts = factsOf(0.1, 100);
    const weights = new Map<string, number>();
    for (const { item, weight } of uploadsIn(facts)) weights.set(item, weight);
    expect(new Set(weights.values())).toEqual(new Set([1, 10]));
    const uploads = uploadsIn(facts);
    const near = uploads[0].actor;
    expect(
      uploads
        .filter(({ actor }) => actor === near)
        .slice(0, 101)
        .every(({ weight }) => weight === 1),
    ).toBe(true);
    // Every fact about an item says the same of it.
    for (const { item, weight } of facts) expect(weight).toBe(weights.get(item) ?? 1);
  });

  test("an upload that is simulated is the one of full size: same lineage, same fate", () => {
    const full = new Set(uploadsIn(factsOf(undefined, 0)).map(({ item, kind }) => `${item} ${kind}`));
    const part = uploadsIn(factsOf(0.2, 20));
    expect(part.length).toBeGreaterThan(50);
    for (const { item, kind } of part) expect(full).toContain(`${item} ${kind}`);
  });

  test("a larger scale keeps what a smaller one keeps", () => {
    const [half, tenth] = [0.5, 0.1].map(
      (scale) => new Set(uploadsIn(factsOf(scale, 0)).map(({ item }) => item)),
    );
    expect(tenth.size).toBeLessThan(half.size);
    for (const item of tenth) expect(half).toContain(item);
  });

  test("views, items and what removal leaves are those of the weights, and nothing is left when all has gone", () => {
    const scenario = scenarioOf(
      STAR.replace("found: 0.9", "found: 1").replace("horizon: P2D", "horizon: P90D"),
    );
    const replicator = new Replicator(prepare(scenario), 0.3);
    replicator.run(3, 0);
    const at = (id: string) => {
      const slot = replicator.layout.findIndex((row) => row.id === id && row.platform === undefined);
      return [replicator.values[slot], replicator.status[slot]];
    };
    expect(at("items.online")).toEqual([0, 0]);
    expect(at("items.removed")).toEqual(at("items.total"));
    expect(at("item.hours")[1]).toBe(0);
  });

  test("of 1 nothing changes: no weight, no draw, the same digest", () => {
    const compiled = compile(scenarioOf(STAR));
    const digests = [undefined, 1].map((scale) => {
      const simulation = new Simulation(compiled, { scale, wholeUploads: 0 });
      simulation.reset(5, 0);
      return simulation.run().digest.hex();
    });
    expect(digests[1]).toBe(digests[0]);
    expect(factsOf(1, 0).every(({ weight }) => weight === 1)).toBe(true);
  });

  test("that is none, or more than all, there is no simulation", () => {
    for (const scale of [0, -0.5, 1.0001, Number.NaN])
      expect(() => new Simulation(compile(scenarioOf(STAR)), { scale })).toThrow(RangeError);
  });

  test("a snapshot goes on with the weights it was taken with, and a branch too", () => {
    const compiled = compile(readShipped("livestreamed-attack", "eu-one-hour-order").scenario);
    const options = { scale: 0.1, wholeUploads: 30 };
    const one = new Simulation(compiled, options);
    const instant = 6 * 3_600_000;
    one.reset(2, 1);
    one.runUntil(instant);
    const snapshot = one.snapshot();
    const straight = one.run().digest.hex();
    const other = new Simulation(compiled, options);
    other.restore(snapshot);
    expect(other.run().digest.hex()).toBe(straight);
    const branches = [one, other].map((simulation) => {
      simulation.restore(snapshot);
      simulation.branch(1);
      return simulation.run().digest.hex();
    });
    expect(branches[1]).toBe(branches[0]);
    expect(branches[0]).not.toBe(straight);
  });

  test("a recording, a replicator and a chunk give the same, and another than full size", () => {
    const { scenario } = readShipped("livestreamed-attack", "base");
    const prepared = prepare(scenario);
    const scale = 0.1;
    // The first replication of this scenario that is large enough to be thinned.
    const whole = new Replicator(prepared);
    let replication = 0;
    while (whole.run(1, replication).attempts < 3000) replication++;
    const replicator = new Replicator(prepared, scale);
    const outcome = replicator.run(1, replication);
    const digest = replicator.digestOf(outcome);
    expect(outcome.attempts).toBeLessThan(whole.run(1, replication).attempts);
    const recorded = new Recording(prepared, { seed: 1, replication, scale }).finish();
    expect(recorded.digest).toBe(digest);
    expect(recorded.header.scale).toBe(scale);
    const setting = settingOf(scenario, { scale, vary: false });
    const [result] = runChunk({ seed: 1 }, setting, replication, replication + 1);
    expect([result.digest, result.address]).toEqual([digest, recorded.header.address]);
    expect([...result.values]).toEqual([...replicator.values]);
  });

  test("a queue that cannot keep up is as long as at full size, and the desk as busy", () => {
    // Users report so much that reviewers fall behind by hours.
    const reports = { perView: { value: 0.3, assumed: [0, 1], because: "A test's own." } };
    const platforms = { "large-platform": { reports } };
    const overlay = { horizon: "PT4H", marks: ["PT3H"], platforms };
    const compiled = compile(readShippedWith("christchurch-2019", "flooded", overlay));
    const large = compiled.dictionary.number("large-platform");
    const sums = [1, 0.1].map((scale) => {
      const sum = { waiting: 0, busy: 0, reviews: 0 };
      const onFact = ({ kind, actor, x, y, weight }: Fact) => {
        if (actor !== large) return;
        if (kind === FACT_KINDS["queue.counted"].code) {
          sum.waiting += x;
          sum.busy = Math.max(sum.busy, y);
        }
        if (kind === FACT_KINDS["review.finished"].code) sum.reviews += weight;
      };
      const simulation = new Simulation(compiled, { scale, listener: { onFact } });
      for (let replication = 0; replication < 5; replication++) {
        simulation.reset(3, replication);
        simulation.run();
      }
      return sum;
    });
    const [full, tenth] = sums;
    expect(full.waiting).toBeGreaterThan(20_000);
    expect(Math.abs(tenth.waiting / full.waiting - 1)).toBeLessThan(0.1);
    expect(Math.abs(tenth.reviews / full.reviews - 1)).toBeLessThan(0.05);
    expect(tenth.busy).toBe(full.busy);
  });

  test("population and cap count by weight", () => {
    const capped = itemsUnder("cap: 300");
    expect(capped.isCapped).toBe(true);
    expect(capped.items).toBeGreaterThanOrEqual(300);
    expect(capped.items).toBeLessThan(310);
    const populated = itemsUnder("population: 400");
    expect(populated.items).toBeGreaterThan(100);
    expect(populated.items).toBeLessThan(410);
  });
});
