import { describe, expect, test } from "vitest";
import type * as Experiment from "../../src/experiment/index.ts";
import { prepare, Recording } from "../../src/experiment/index.ts";
import type { FactRecord, Scenario } from "../../src/model/index.ts";
import { withMutant } from "../mutants/grow.ts";
import { meanOf, meansOf } from "./means.ts";
import { readShipped } from "./shipped.ts";

/** The shipped model that has all four: reviewers inside, samples, control of labels, follow-up of a pledge. */
const MODEL = "co-regulation";
const SEEDS = 6;

const shipped = (id = "unlawful-order"): Scenario => readShipped(id, MODEL).scenario;

interface Call {
  readonly type?: string;
}

/** The scenario with one effect of its model put in another's place, wherever it stands. */
function changed(scenario: Scenario, effect: string, instead: object): Scenario {
  const protocols = scenario.protocols.map((protocol) =>
    protocol.id === MODEL
      ? (JSON.parse(JSON.stringify(protocol), (_, value: Call | null) =>
          value?.type === effect ? instead : value,
        ) as typeof protocol)
      : protocol,
  );
  return { ...scenario, protocols };
}

/** Without one effect: a note stands in its place, which nobody hears. */
const without = (scenario: Scenario, effect: string): Scenario =>
  changed(scenario, effect, { type: "note", params: { what: "nothing" } });

function factsOf(scenario: Scenario, seed = 1): readonly FactRecord[] {
  const recording = new Recording(prepare(scenario), { seed, replication: 0 });
  while (recording.advance(4096));
  return recording.finish().facts;
}

const sampled = (size: number, missed: number, wrongful: number, id?: string) =>
  changed(shipped(id), "sampleRemovals", {
    type: "sampleRemovals",
    params: { platforms: "public", size, missed, wrongful },
  });

describe("an independent body that samples removals", () => {
  const few = meansOf(sampled(2, 0.05, 0.02, "livestreamed-attack"), SEEDS);
  const many = meansOf(sampled(200, 0.05, 0.02, "livestreamed-attack"), SEEDS);

  test("knows more of a service's errors the more it looks at", () => {
    expect(meanOf(many, "samples.size")).toBeGreaterThan(3 * meanOf(few, "samples.size"));
    expect(meanOf(many, "samples.wrong.margin")).toBeLessThan(0.8 * meanOf(few, "samples.wrong.margin"));
  });

  test("says what it found, never what is true: blind it finds nothing, and one that doubts all finds all wrong", () => {
    const blind = meansOf(sampled(200, 1, 0), SEEDS);
    expect(meanOf(blind, "lawful.removed")).toBeGreaterThan(0);
    expect(meanOf(blind, "samples.wrong.share")).toBe(0);
    expect(meanOf(meansOf(sampled(200, 0, 1), SEEDS), "samples.wrong.share")).toBe(1);
  });

  test("is the sum of its samples, and looks at nothing twice", () => {
    const facts = factsOf(sampled(200, 0.05, 0.02));
    const samples = facts.filter(({ kind }) => kind === "removals.sampled");
    const looked = samples.reduce((sum, { looked: n }) => sum + Number(n), 0);
    expect(looked).toBeGreaterThan(0);
    const recording = meansOf(sampled(200, 0.05, 0.02), 1);
    expect(meanOf(recording, "samples.size")).toBe(looked);
    expect(looked).toBeLessThanOrEqual(
      meanOf(recording, "items.removed") + meanOf(recording, "lawful.removed"),
    );
    const wrong = samples.reduce((sum, { wrong: n }) => sum + Number(n), 0);
    expect(meanOf(recording, "samples.wrong.share")).toBeCloseTo(wrong / looked, 12);
  });

  test("has put back what it finds wrong; without it less comes back", () => {
    const off = meansOf(without(shipped(), "sampleRemovals"), SEEDS);
    expect(off.get("samples.size") ?? 0).toBe(0);
    const on = meansOf(shipped(), SEEDS);
    expect(meanOf(on, "lawful.restored")).toBeGreaterThan(meanOf(off, "lawful.restored"));
    expect(meanOf(on, "lawful.hours.down")).toBeLessThan(meanOf(off, "lawful.hours.down"));
  });
});

describe("a regulator's reviewers inside services", () => {
  test("come for a set time, put verdicts right before they take effect, and leave", () => {
    const facts = factsOf(shipped("livestreamed-attack"));
    const began = facts.filter(({ kind }) => kind === "oversight.began");
    const ended = facts.filter(({ kind }) => kind === "oversight.ended");
    expect(began.length).toBeGreaterThan(0);
    expect(ended).toHaveLength(began.length);
    for (const [index, { at, stayed }] of ended.entries()) {
      expect(stayed).toBe(86_400_000);
      expect(at).toBe(Number(began[index].at) + 86_400_000);
    }
    const on = meansOf(shipped("livestreamed-attack"), SEEDS);
    expect(meanOf(on, "oversight.hours")).toBe(24 * 4 * began.length);
    expect(meanOf(on, "verdicts.corrected")).toBeGreaterThan(0);
  });

  test("without them no verdict is corrected, and more that is lawful goes", () => {
    const calm = (scenario: Scenario) => meansOf(without(scenario, "sampleRemovals"), 10);
    const off = calm(without(shipped("livestreamed-attack"), "placeReviewers"));
    const on = calm(shipped("livestreamed-attack"));
    expect(off.get("verdicts.corrected") ?? 0).toBe(0);
    expect(meanOf(on, "lawful.removed")).toBeLessThan(meanOf(off, "lawful.removed"));
  });
});

describe("control of the provenance of political content", () => {
  test("takes wrong labels of origin off; without it all stay", () => {
    const on = meansOf(shipped(), SEEDS);
    expect(meanOf(on, "labels.controlled")).toBeGreaterThan(0);
    expect(meanOf(on, "labels.wrong.left")).toBeLessThan(meanOf(on, "labels.wrong"));
    const off = meansOf(without(shipped(), "controlProvenance"), SEEDS);
    expect(meanOf(off, "labels.wrong")).toBeGreaterThan(0);
    expect(off.get("labels.controlled") ?? 0).toBe(0);
  });
});

describe("follow-up of pledges", () => {
  test("counts every clock of the pledge that has ended once, and tells who broke it", () => {
    const facts = factsOf(shipped("livestreamed-attack"));
    const followed = facts.filter(({ kind }) => kind === "pledge.followed");
    const counted = followed.reduce((sum, { kept, broken }) => sum + Number(kept) + Number(broken), 0);
    const [{ at }] = followed;
    const ended = new Set(
      facts
        .filter(
          ({ kind, duty }) =>
            /^duty\.(stopped|expired)$/.test(kind) && String(duty).endsWith("/begin-in-three-hours"),
        )
        .filter((fact) => Number(fact.at) <= Number(at))
        .map(({ instance }) => instance),
    );
    expect(counted).toBe(ended.size);
    const broke = new Set(followed.filter(({ broken }) => Number(broken) > 0).map(({ debtor }) => debtor));
    const told = facts.filter(({ kind, message }) => kind === "message.sent" && message === "outcome");
    expect(new Set(told.map(({ to }) => to))).toEqual(broke);
    expect(broke.size).toBeGreaterThan(0);
  });

  test("without it nobody is told", () => {
    const facts = factsOf(without(shipped("livestreamed-attack"), "followPledges"));
    expect(facts.some(({ kind }) => kind === "pledge.followed")).toBe(false);
    expect(facts.some(({ message }) => message === "outcome")).toBe(false);
  });
});

describe("switched off in the engine, each leaves its measure at nothing", () => {
  test.each([
    [
      "samples.size",
      'case "sampleRemovals":\n        this.sampleRemovals(params, asking);',
      'case "sampleRemovals":',
    ],
    [
      "oversight.hours",
      "for (const platform of this.servicesMeant(params)) this.place(platform, params, asking);",
      "",
    ],
    ["labels.controlled", "this.controlProvenance(params, asking);", ""],
    ["pledges.kept", "this.followPledges(params.duties as readonly string[], asking);", ""],
  ])("%s", async (measure, from, to) => {
    expect(meanOf(meansOf(shipped(), 2), measure)).toBeGreaterThan(0);
    await withMutant([{ file: "simulation/oversight.ts", from, to }], async (open) => {
      const rooms = await open<typeof Experiment>("experiment");
      const replicator = new rooms.Replicator(rooms.prepare(shipped()));
      replicator.run(1, 0);
      const slot = replicator.layout.findIndex(
        ({ id, platform }) => id === measure && platform === undefined,
      );
      expect(replicator.values[slot]).toBe(0);
    });
  });
});
