import { describe, expect, test } from "vitest";
import { type Fact, type FactRecord, type Inject, toRecord } from "../../src/model/index.ts";
import { compile, Simulation } from "../../src/simulation/index.ts";
import { loadScenario } from "../builders/library.ts";

const HOUR = 3_600_000;
const BASE = loadScenario("livestreamed-attack");
const SEEDS = [1, 2];

const quantity = (value: number) => ({ value, mark: { kind: "unmarked" as const } });
const text = (en: string) => ({ en, fr: en });
const inject = (more: Partial<Inject>): Inject => ({
  at: 2 * HOUR,
  kind: "contextual",
  title: text("something"),
  to: [],
  acts: [],
  ...more,
});

function factsOf(injects: Readonly<Record<string, Inject>>, seed: number): readonly FactRecord[] {
  const facts: FactRecord[] = [];
  const compiled = compile({ ...BASE, injects });
  const simulation = new Simulation(compiled, {
    keep: "all",
    onKept: (fact: Fact) => facts.push(toRecord(fact, compiled.dictionary)),
  });
  simulation.reset(seed, 0);
  simulation.run();
  return facts;
}

/** What happened, without numbers of facts, and without the injects themselves. */
const plain = (facts: readonly FactRecord[]) =>
  facts
    .filter(({ kind }) => !kind.startsWith("inject."))
    .map((record) => JSON.stringify({ ...record, n: 0, cause: 0, wait: "", "message-number": 0 }));

const toHashBody = (each: FactRecord) =>
  each.kind.startsWith("message.") && each.from === "police-unit" && each.to === "hash-body";

const blockedWithin = (facts: readonly FactRecord[], from: number, to: number) =>
  facts.filter(
    ({ kind, at, platform }) =>
      kind === "content.blocked" && platform === "large-platform" && Number(at) >= from && Number(at) < to,
  ).length;

describe("injects", () => {
  test("one that only tells changes nothing else, and everybody named is told once", () => {
    for (const seed of SEEDS) {
      const told = factsOf({ news: inject({ to: ["police-unit", "large-platform"] }) }, seed);
      expect(plain(told)).toEqual(plain(factsOf({}, seed)));
      expect(told.filter(({ kind }) => kind === "inject.delivered").map(({ at, to }) => [at, to])).toEqual([
        [2 * HOUR, "police-unit"],
        [2 * HOUR, "large-platform"],
      ]);
    }
  });

  test("what is sent outside the protocol travels like a message and moves no draw of anything else", () => {
    for (const seed of SEEDS) {
      const forged = inject({
        acts: [{ send: "update", from: "police-unit", to: { actor: "hash-body" } }],
      });
      const facts = factsOf({ forged }, seed);
      expect(facts.filter(toHashBody)[0]).toMatchObject({
        kind: "message.sent",
        at: 2 * HOUR,
        message: "update",
      });
      expect(facts.filter(toHashBody).length).toBeGreaterThan(1);
      const rest = facts.filter((each) => !toHashBody(each));
      expect(plain(rest)).toEqual(plain(factsOf({}, seed)));
    }
  });

  test("nobody opens what arrives at a contact point that cannot be reached, until it can again", () => {
    const lasts = 3 * HOUR;
    const silent = inject({ at: 0, acts: [{ unreachable: "board-large", lasts: quantity(lasts) }] });
    let delivered = 0;
    for (const seed of SEEDS) {
      const facts = factsOf({ silent }, seed).filter(({ to }) => to === "board-large");
      delivered += facts.filter(({ kind, at }) => kind === "message.delivered" && Number(at) < lasts).length;
      const opened = facts.filter(({ kind }) => kind === "message.opened");
      for (const { at } of opened) expect(Number(at)).toBeGreaterThanOrEqual(lasts);
    }
    expect(delivered).toBeGreaterThan(0);
  });

  test("while matching is down uploads of a known version are not blocked, and are again after", () => {
    const down = { at: 4 * HOUR, lasts: 4 * HOUR };
    const outage = inject({
      at: down.at,
      acts: [{ matchingDown: "large-platform", lasts: quantity(down.lasts) }],
    });
    let before = 0;
    let after = 0;
    for (const seed of SEEDS) {
      const without = factsOf({}, seed);
      const facts = factsOf({ outage }, seed);
      before += blockedWithin(without, down.at, down.at + down.lasts);
      expect(blockedWithin(facts, down.at, down.at + down.lasts)).toBe(0);
      after += blockedWithin(facts, down.at + down.lasts, 36 * HOUR);
      const ended = facts.find(({ kind }) => kind === "inject.ended");
      expect(ended).toMatchObject({ at: down.at + down.lasts, to: "large-platform", inject: "outage" });
    }
    expect(before).toBeGreaterThan(0);
    expect(after).toBeGreaterThan(0);
  });

  test("without reviewers no review begins; with them again the queue is worked off", () => {
    const from = 6 * HOUR;
    const lasts = 4 * HOUR;
    const away = inject({
      at: from,
      acts: [{ reviewers: "large-platform", factor: quantity(0), lasts: quantity(lasts) }],
    });
    for (const seed of SEEDS) {
      const finished = factsOf({ away }, seed).filter(
        ({ kind, platform }) => kind === "review.finished" && platform === "large-platform",
      );
      const begun = finished.map(({ at, lasted }) => Number(at) - Number(lasted));
      expect(begun.filter((at) => at > from && at < from + lasts)).toEqual([]);
      expect(begun.some((at) => at >= from + lasts)).toBe(true);
    }
  });

  test("a run that is taken up from a snapshot during an outage goes on as it would have", () => {
    const outage = inject({
      at: HOUR,
      acts: [
        { matchingDown: "large-platform", lasts: quantity(5 * HOUR) },
        { reviewers: "large-platform", factor: quantity(0.5), lasts: quantity(5 * HOUR) },
        { unreachable: "police-unit", lasts: quantity(5 * HOUR) },
      ],
    });
    const compiled = compile({ ...BASE, injects: { outage } });
    const whole = new Simulation(compiled);
    whole.reset(3, 0);
    const digest = whole.run().digest.hex();
    const first = new Simulation(compiled);
    first.reset(3, 0);
    first.runUntil(3 * HOUR);
    const second = new Simulation(compiled);
    second.reset(9, 0);
    second.restore(first.snapshot());
    expect(second.run().digest.hex()).toBe(digest);
  });
});
