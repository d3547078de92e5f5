import { describe, expect, test } from "vitest";
import {
  playedScenario,
  previewShift,
  rowIdOf,
  rowsThatClash,
  Stage,
  type StagePiece,
  type TimedMove,
} from "../../src/exercise/index.ts";
import { addressOf, prepare, Replicator } from "../../src/experiment/index.ts";
import {
  type Fact,
  type FactRecord,
  type Inject,
  type InjectAct,
  type MselRow,
  mselRow,
  toRecord,
} from "../../src/model/index.ts";
import { compile, Simulation } from "../../src/simulation/index.ts";
import { loadScenario } from "../builders/library.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const base = loadScenario("five-seats");
const SCALE = 0.01;

/** A row as a file has it. */
const row = (number: string, more: object = {}): MselRow =>
  mselRow.parse({ number, title: number, at: "PT2H", kind: "information", ...more });

/** Facts of a run to an instant, with every copy's. */
function facts(injects: Readonly<Record<string, Inject>>, until: number, scenario = base): FactRecord[] {
  const records: FactRecord[] = [];
  const compiled = compile({ ...scenario, injects });
  const simulation = new Simulation(compiled, {
    scale: SCALE,
    keep: "all",
    onKept: (fact: Fact) => records.push(toRecord(fact, compiled.dictionary)),
  });
  simulation.reset(3, 0);
  simulation.runUntil(until);
  return records;
}

const AT = 3 * HOUR;
const bring = (...acts: InjectAct[]): Readonly<Record<string, Inject>> => ({
  it: { at: AT, kind: "information", title: { en: "it", fr: "it" }, to: [], acts },
});
const plain = facts(bring(), AT + HOUR);
const [platform] = plain
  .filter(({ kind }) => kind === "original.posted")
  .map((each) => String(each.platform));

/** How many more facts of some kinds there are at the instant of the inject than without its act. */
function extra(act: InjectAct, kinds: readonly string[]): number {
  const count = (records: readonly FactRecord[]) =>
    records.filter(({ kind, at }) => kinds.includes(kind) && at === AT).length;
  return count(facts(bring(act), AT)) - count(facts(bring(), AT));
}

describe("injects that act on the model", () => {
  test("a mirror: so many uploads of the original at once, blocked or not, each caused by the inject", () => {
    expect(extra({ mirror: platform, copies: 7 }, ["content.posted", "content.blocked"])).toBe(7);
    const told = facts(bring({ mirror: platform, copies: 7 }), AT);
    const delivered = told.find(({ kind }) => kind === "inject.delivered")?.n;
    const uploads = told.filter(
      ({ kind, at, cause }) => /posted|blocked/.test(kind) && at === AT && cause === delivered,
    );
    expect(uploads).toHaveLength(7);
  });

  test("what injects bring up moves no draw of anything that would have come without them", () => {
    const before = plain.filter(({ kind }) => kind === "content.posted").map(({ item }) => item);
    const after = new Set(facts(bring({ mirror: platform, copies: 3 }), AT + HOUR).map(({ item }) => item));
    const missing = before.filter((item) => !after.has(item));
    // A fuller queue may change when something falls; nearly all of what came still comes.
    expect(missing.length).toBeLessThan(before.length / 20);
  });

  const [news] = Object.values(base.lookalikes).map((each) => each.platform);

  test("lawful excerpts come up, as the platform's lookalikes do", () => {
    expect(extra({ excerpts: news, copies: 9 }, ["content.posted", "content.blocked"])).toBe(9);
  });

  test("news footage is hashed by error: a hash of lawful material is found", () => {
    const before = facts(bring({ excerpts: news, copies: 3 }), AT);
    const after = facts(bring({ excerpts: news, copies: 3 }, { wrongHash: news }), AT);
    const found = (records: readonly FactRecord[]) =>
      records.filter(({ kind, at }) => at === AT && (kind === "hash.found" || kind === "hash.mistaken"));
    expect(found(before)).toEqual([]);
    expect(found(after).length).toBeGreaterThan(0);
    expect(found(after).every((each) => each.platform === news)).toBe(true);
  });

  test("removals are contested, each once, and wait for a second look", () => {
    const removed = plain.filter(
      ({ kind, at, platform: where }) => kind === "content.removed" && Number(at) < AT && where === platform,
    );
    const wanted = Math.min(5, removed.length);
    expect(wanted).toBeGreaterThan(0);
    expect(extra({ appeals: platform, copies: 5 }, ["content.appealed"])).toBe(wanted);
  });

  test("what was wrongly claimed is put right, and everybody hears of it", () => {
    const hoax = loadScenario("forged-address");
    const [original] = Object.entries(hoax.originals).filter(([, { claim }]) => claim !== undefined);
    if (original === undefined) throw new Error("no claim in this scenario");
    const [id, { claim }] = original;
    const known = claim?.until ?? Number.POSITIVE_INFINITY;
    const early = { it: { ...bring({ corrected: id }).it, at: MINUTE } };
    const corrected = facts(early, Math.min(known, 2 * MINUTE), hoax).filter(
      ({ kind }) => kind === "claim.corrected",
    );
    expect(corrected.map(({ at, why }) => [at, why])).toEqual([[MINUTE, "inject"]]);
  });
});

const told = (injects: Readonly<Record<string, Inject>>) =>
  facts(injects, AT + HOUR).flatMap(({ kind, at }) => (kind === "inject.delivered" ? [at] : []));

describe("what brings a row", () => {
  const [first] = plain.filter(({ kind }) => kind === "decision.taken");
  const happened = { happened: { fact: "decision.taken" as const, actor: String(first.actor) } };

  test("a condition: the first whole minute at which it holds, and never before its own time", () => {
    const when = { ...bring().it, at: 0, when: happened, until: 5 * HOUR };
    const minute = Math.ceil(Number(first.at) / MINUTE) * MINUTE;
    expect(told({ it: when })).toEqual([minute]);
    expect(told({ it: { ...when, at: AT } })).toEqual([AT]);
    expect(told({ it: { ...when, until: minute - MINUTE } })).toEqual([]);
    expect(told({ it: { ...when, when: { not: happened } } })).toEqual([0]);
  });

  test("a condition on who is in which state", () => {
    const entered = plain.find(({ kind, at }) => kind === "state.entered" && Number(at) > MINUTE);
    const state =
      String(entered?.state)
        .split(".")
        .at(-1)
        ?.replaceAll(/[^\w-]/g, "") ?? "";
    const asked = { state: { actor: String(entered?.actor), in: [state] } };
    const minute = Math.ceil(Number(entered?.at) / MINUTE) * MINUTE;
    const [when] = told({ it: { ...bring().it, at: 0, when: asked, until: 5 * HOUR } });
    expect(Number(when)).toBeLessThanOrEqual(minute);
    expect(
      told({
        it: { ...bring().it, at: 0, when: { state: { ...asked.state, in: ["nowhere"] } }, until: HOUR },
      }),
    ).toEqual([]);
  });

  test("a contingency: only where what was expected is missing", () => {
    expect(told({ it: { ...bring().it, unless: happened } })).toEqual([]);
    expect(
      told({ it: { ...bring().it, unless: { happened: { ...happened.happened, what: "nothing-such" } } } }),
    ).toEqual([AT]);
    expect(told({ it: { ...bring().it, unless: { all: [happened, { not: happened }] } } })).toEqual([AT]);
  });

  test("a hand, where it is by hand only", () => {
    expect(told({ it: { ...bring().it, manual: true } })).toEqual([]);
  });
});

const does = (at: number, number: string, what: "send" | "hold" | "release" | "skip"): TimedMove => ({
  at,
  move: { kind: "row", row: rowIdOf(number), does: what },
});

describe("rows of the plan", () => {
  const rows = [row("A-1"), row("A-2", { at: "PT3H" }), row("By hand", { trigger: { kind: "manual" } })];
  const scenario = playedScenario({ ...base, injects: {} }, { rows });
  const which = { seed: 3, replication: 0 };
  const options = { ...which, scale: SCALE, address: addressOf(scenario, which) };
  const played = (moves: readonly TimedMove[]) => {
    const stage = new Stage(scenario, options);
    const pieces: StagePiece[] = moves.map((each) => stage.apply(each.move, each.at));
    do pieces.push(stage.advance(6 * HOUR, 1e9));
    while (pieces.at(-1)?.isThere !== true);
    const delivered = pieces
      .flatMap((piece) => piece.facts)
      .filter(({ kind }) => kind === "inject.delivered");
    return { stage, pieces, delivered: delivered.map(({ inject, at }) => [inject, at]) };
  };

  test("with nobody in any seat the exercise has the digest of a run of the same scenario", () => {
    const stage = new Stage(scenario, { ...options, views: Object.keys(base.actors) });
    let piece = stage.advance(1e12, 1e9);
    while (piece.endedAt === undefined) piece = stage.advance(1e12, 1e9);
    const replicator = new Replicator(prepare(scenario), SCALE);
    expect(piece.digest).toBe(replicator.digestOf(replicator.run(which.seed, which.replication)));
  });

  test("come at their time, or when they are sent; a repeated one comes again", () => {
    expect(played([]).delivered).toEqual([
      ["row-a-1", 2 * HOUR],
      ["row-a-2", 3 * HOUR],
    ]);
    const sent = played([
      does(HOUR, "A-2", "send"),
      does(2 * HOUR, "By hand", "send"),
      does(4 * HOUR, "A-2", "send"),
    ]);
    expect(sent.delivered).toEqual([
      ["row-a-2", HOUR],
      ["row-a-1", 2 * HOUR],
      ["row-by-hand", 2 * HOUR],
      ["row-a-2", 4 * HOUR],
    ]);
  });

  test("held ones wait, and come at once where their time has passed when they are released; skipped ones never", () => {
    const held = [does(HOUR, "A-1", "hold"), does(HOUR, "A-2", "hold")];
    const after = played([...held, does(2.5 * HOUR, "A-1", "release"), does(2.5 * HOUR, "A-2", "release")]);
    expect(after.delivered).toEqual([
      ["row-a-1", 2.5 * HOUR],
      ["row-a-2", 3 * HOUR],
    ]);
    expect(played([...held, does(HOUR, "A-1", "skip")]).delivered).toEqual([]);
    const { pieces } = played([
      does(HOUR, "A-1", "skip"),
      does(HOUR, "A-1", "release"),
      does(HOUR, "none", "hold"),
    ]);
    expect(pieces.slice(0, 3).map((piece) => ("fault" in piece ? piece.fault : undefined))).toEqual([
      undefined,
      "row_done",
      "unknown_row",
    ]);
  });

  test("a shift moves what is to come as its preview says, and nothing that has come", () => {
    const { stage } = played([does(2.5 * HOUR, "By hand", "send")]);
    expect(stage.rows().find(({ id }) => id === "row-a-2")?.state).toBe("sent");
    const at = 2.5 * HOUR;
    const fresh = new Stage(scenario, options);
    fresh.apply({ kind: "patience", ms: 0 }, at);
    const preview = previewShift(fresh.rows(), 0, -HOUR, at);
    expect(preview).toEqual([{ id: "row-a-2", from: 3 * HOUR, to: at }]);
    const { delivered } = played([{ at, move: { kind: "shift", from: 0, by: -HOUR } }]);
    expect(delivered).toEqual([
      ["row-a-1", 2 * HOUR],
      ["row-a-2", at],
    ]);
    const later = played([{ at, move: { kind: "shift", from: 0, by: HOUR } }]).delivered;
    expect(later).toEqual([
      ["row-a-1", 2 * HOUR],
      ["row-a-2", 4 * HOUR],
    ]);
  });

  test("have names that their numbers give; those that would share one are told", () => {
    expect(rowIdOf("ADMIN-1")).toBe("row-admin-1");
    expect(rowIdOf("1.03")).toBe("row-1-03");
    expect(rowsThatClash([row("1.03"), row("1-03"), row("2")])).toEqual(["1-03"]);
  });
});
