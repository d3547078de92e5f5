import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addressOf,
  type Chunk,
  cutChunks,
  drawAssumptions,
  engineIdentity,
  FULL_SCALE,
  headerFor,
  identityDifference,
  identityName,
  PER_SETTING,
  prepare,
  Replicator,
  runChunk,
  settingOf,
  sizeOf,
  Workbench,
} from "../../src/experiment/index.ts";
import type { Scenario } from "../../src/model/index.ts";
import { readShipped, SCENARIO_IDS } from "../library/shipped.ts";
import { CASCADE, scenarioOf } from "./scenarios.ts";

const fixed = (scenario: Scenario) => settingOf(scenario, { scale: FULL_SCALE, vary: false });
const cascade = fixed(scenarioOf(CASCADE));
const other = fixed(scenarioOf(CASCADE.replace("PT1H", "PT3H")));

describe("a setting", () => {
  test("is named by what it holds: not by titles, names or the order of keys", () => {
    const [head, tail] = CASCADE.split("originals:");
    expect(fixed(scenarioOf(`title: Another title\noriginals:${tail}${head}`)).id).toBe(cascade.id);
    const ids = [
      cascade.id,
      other.id,
      settingOf(cascade.scenario, { scale: 0.1, vary: false }).id,
      settingOf(cascade.scenario, { scale: 1, vary: true }).id,
    ];
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  });

  test("survives JSON: every shipped scenario under every variant comes back as it was", () => {
    for (const id of SCENARIO_IDS) {
      for (const variant of ["base", ...Object.keys(readShipped(id).scenario.variants)]) {
        const { scenario } = readShipped(id, variant);
        const back = JSON.parse(JSON.stringify(scenario)) as Scenario;
        expect(back).toEqual(scenario);
        expect(fixed(back).id).toBe(fixed(scenario).id);
      }
    }
  });
});

describe("a chunk", () => {
  test("gives the replications of the seed one by one, with address and digest", () => {
    const replicator = new Replicator(prepare(cascade.scenario));
    for (const result of runChunk({ seed: 7 }, cascade, 3, 9)) {
      const outcome = replicator.run(7, result.replication);
      expect(result).toMatchObject({
        setting: cascade.id,
        address: addressOf(cascade.scenario, { seed: 7, replication: result.replication }),
        digest: replicator.digestOf(outcome),
        events: outcome.events,
        attempts: outcome.attempts,
      });
      expect(result.values).toEqual(replicator.values);
      expect(result.status).toEqual(replicator.status);
      expect(result.weights).toEqual(replicator.weights);
    }
  });

  test("gives the same on a bench that ran other settings before, and keeps what it handed out", () => {
    const bench = new Workbench();
    const first = [...runChunk({ seed: 1 }, cascade, 0, 5, bench)];
    const digests = first.map(({ digest }) => digest);
    const values = first.map((each) => [...each.values]);
    expect([...runChunk({ seed: 1 }, other, 0, 5, bench)].map(({ digest }) => digest)).not.toEqual(digests);
    expect([...runChunk({ seed: 1 }, cascade, 0, 5, bench)].map(({ digest }) => digest)).toEqual(digests);
    expect(first.map((each) => [...each.values])).toEqual(values);
  });

  test("gives the same where more settings take turns than stay warm", () => {
    const many = Array.from({ length: 80 }, (_, i) =>
      fixed(scenarioOf(CASCADE.replace("0.9", `0.${100 + i}`))),
    );
    const bench = new Workbench();
    const round = () => many.map((setting) => bench.run(1, setting, 0).digest);
    expect(round()).toEqual(round());
  });
});

const zoned = (timeZone: string) =>
  fixed(
    scenarioOf(
      `${CASCADE}incident: { startsAt: "2026-03-28T12:00:00+01:00" }\ncalendars: { here: { timeZone: ${timeZone} }, there: { utcOffset: "+02:00" } }\n`,
    ),
  );

describe("a scenario whose calendars name zones", () => {
  test("keeps the offsets that were looked up in its log's header, and only those", () => {
    const { scenario } = zoned("Europe/Paris");
    const { calendars = [] } = headerFor(prepare(scenario), { seed: 1, replication: 0 });
    expect(calendars.map(({ id, timeZone }) => [id, timeZone])).toEqual([["here", "Europe/Paris"]]);
    const [{ from, offsets }] = calendars;
    const summer = from.indexOf(Date.parse("2026-03-29T01:00:00Z"));
    expect(offsets.slice(summer - 1, summer + 2)).toEqual([3_600_000, 7_200_000, 3_600_000]);
    expect(headerFor(prepare(cascade.scenario), { seed: 1, replication: 0 }).calendars).toBeUndefined();
  });

  test("is not run under the name of one with other offsets: that is said", () => {
    const paris = zoned("Europe/Paris");
    expect([...runChunk({ seed: 1 }, paris, 0, 1)]).toHaveLength(1);
    const elsewhere = { ...paris, id: zoned("Europe/London").id };
    expect(() => [...runChunk({ seed: 1 }, elsewhere, 0, 1)]).toThrow(
      "offsets of Europe/Paris are others here",
    );
    // Where no zone is named nobody asks.
    expect([...runChunk({ seed: 1 }, { ...cascade, id: elsewhere.id }, 0, 1)]).toHaveLength(1);
  });
});

const UNSURE = CASCADE.replace("found: 0.9", "found: { value: 0.5, assumed: [0.1, 0.9], because: unknown }");

test("a setting that varies draws its numbers anew for every few replications in a row", () => {
  const { scenario } = fixed(scenarioOf(UNSURE));
  const varied = settingOf(scenario, { scale: FULL_SCALE, vary: true });
  const results = [...runChunk({ seed: 4 }, varied, 0, 4)];
  results.forEach(({ address, digest }, replication) => {
    const drawn = drawAssumptions(scenario, 4, Math.floor(replication / PER_SETTING));
    expect(address).toBe(addressOf(drawn, { seed: 4, replication }));
    const replicator = new Replicator(prepare(drawn));
    expect(digest).toBe(replicator.digestOf(replicator.run(4, replication)));
  });
  expect(new Set(results.map(({ digest }) => digest)).size).toBe(4);
});

const anyChunks = fc.array(
  fc.record({ setting: fc.nat(3), from: fc.nat(20), length: fc.integer({ min: 1, max: 30 }) }),
  { maxLength: 5 },
);

const listed = (chunks: readonly Chunk[]) =>
  chunks
    .flatMap(({ setting, from, to }) => Array.from({ length: to - from }, (_, i) => `${setting} ${from + i}`))
    .sort();

test("cut chunks hold the same replications in pieces that are small enough", () => {
  fc.assert(
    fc.property(anyChunks, fc.integer({ min: 1, max: 40 }), (given, size) => {
      const chunks = given.map(({ setting, from, length }) => ({ setting, from, to: from + length }));
      const pieces = cutChunks(chunks, size);
      expect(listed(pieces)).toEqual(listed(chunks));
      expect(pieces.every(({ from, to }) => to > from && to - from <= size)).toBe(true);
      expect(sizeOf(pieces)).toBe(sizeOf(chunks));
    }),
  );
});

describe("the identity of a program", () => {
  const own = engineIdentity();

  test("names the first thing that differs", () => {
    expect(identityDifference(own, { ...own })).toBeUndefined();
    expect(identityDifference(own, { ...own, engineVersion: own.engineVersion + 1 })).toBe("engineVersion");
    expect(identityDifference(own, { ...own, arithmetic: "0".repeat(32) })).toBe("arithmetic");
    expect(identityDifference(own, { ...own, measures: "0".repeat(32) })).toBe("measures");
  });

  test("gives a name fit for a folder or a key, another for each identity", () => {
    expect(identityName(own)).toMatch(/^\d+-[0-9a-f]{16}-[0-9a-f]{16}$/);
    expect(identityName({ ...own, arithmetic: "0".repeat(32) })).not.toBe(identityName(own));
  });
});
