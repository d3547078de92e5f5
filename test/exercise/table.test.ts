import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadScenario, openHouse } from "../../src/cli/compose.ts";
import { type SeatUpdate, Stage, type StagePiece, type TimedMove } from "../../src/exercise/index.ts";
import { addressOf } from "../../src/experiment/index.ts";
import type { FactRecord, Inject, MessageKind } from "../../src/model/index.ts";
import type { Move } from "../../src/simulation/index.ts";

const { scenario } = loadScenario(openHouse(), "five-seats");
const which = { seed: 6, replication: 0 };
const actors = [...Object.keys(scenario.actors), ...Object.keys(scenario.platforms)].sort();
const rows = Object.keys(scenario.injects).sort();
const base = { ...which, scale: 0.01, address: addressOf(scenario, which), views: actors };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const END: TimedMove = { at: 30 * HOUR, move: { kind: "end" } };

interface Played {
  readonly facts: readonly FactRecord[];
  readonly learnt: ReadonlyMap<string, readonly SeatUpdate[]>;
  readonly digest: string | undefined;
}

/** Collects what pieces of the way bring. */
class Story {
  readonly facts: FactRecord[] = [];
  readonly learnt = new Map<string, SeatUpdate[]>();
  digest: string | undefined;

  take(piece: StagePiece): void {
    this.facts.push(...piece.facts);
    for (const [actor, updates] of Object.entries(piece.learnt ?? {}))
      this.learnt.set(actor, [...(this.learnt.get(actor) ?? []), ...updates]);
    this.digest = piece.digest ?? this.digest;
  }
}

/** Plays moves at their instants; between them goes by leaps of exercise time, at most so many entries at once. */
function replay(
  opening: readonly Move[],
  moves: readonly TimedMove[],
  leap = 1e12,
  entries = 1e9,
  known?: { at: number; fact: number; sample: number },
): Played {
  const stage = new Stage(scenario, { ...base, opening });
  const story = new Story();
  if (known !== undefined) {
    const [before, after] = [
      moves.filter((each) => each.at <= known.at),
      moves.filter((each) => each.at > known.at),
    ];
    story.take(stage.skipTo(known, before));
    return finish(stage, story, after, leap, entries);
  }
  return finish(stage, story, moves, leap, entries);
}

function finish(
  stage: Stage,
  story: Story,
  moves: readonly TimedMove[],
  leap: number,
  entries: number,
): Played {
  let to = 0;
  for (const { at, move } of moves) {
    for (to += leap; to < at; to += leap) {
      let piece = stage.advance(to, entries);
      story.take(piece);
      for (; !piece.isThere; story.take(piece)) piece = stage.advance(to, entries);
    }
    story.take(stage.apply(move, at));
    to = at;
  }
  for (let piece = stage.advance(1e12, entries); ; piece = stage.advance(1e12, entries)) {
    story.take(piece);
    if (piece.endedAt !== undefined || (piece.isThere && piece.facts.length === 0)) return story;
  }
}

const person = (actor: string): Move => ({ kind: "seat", actor, by: "person" });
const ofTable = new Set(["seat.handed", "decision.opened", "decision.lapsed"]);

/** What happened apart from what only a table has, without numbers of facts. */
const story = (facts: readonly FactRecord[]) =>
  facts
    .filter(({ kind }) => !ofTable.has(kind))
    .map((record) => JSON.stringify({ ...record, n: 0, cause: 0, wait: undefined }));

const played = replay([], []);
const decided = played.facts.filter(({ kind }) => kind === "decision.taken");

describe("people at the table", () => {
  test("who sits there and does nothing is played by the default: the same things happen at the same times", () => {
    const silent = replay(actors.map(person), [END]);
    const modelled = replay([], [END]);
    expect(story(silent.facts)).toEqual(story(modelled.facts));
    const lapsed = silent.facts.filter(({ kind }) => kind === "decision.lapsed").length;
    expect(lapsed).toBeGreaterThan(3);
    expect(lapsed).toBe(silent.facts.filter(({ kind }) => kind === "decision.taken").length);
  });

  test("a decision is open with its options until the model would take it, and is taken when somebody answers", () => {
    const [first] = decided;
    const actor = String(first.actor);
    const stage = new Stage(scenario, { ...base, opening: [person(actor)] });
    stage.advance(Number(first.at) - 1, 1e9);
    const [open] = stage.openTo(actor);
    expect(open).toMatchObject({ decision: first.decision, due: first.at });
    const other = open.options.find((option) => option !== first.option) ?? "";
    const at = Number(first.at) - 1;
    expect(stage.apply({ kind: "decide", actor, decision: open.number, option: "perhaps" }).fault).toBe(
      "unknown_option",
    );
    expect(stage.apply({ kind: "decide", actor, decision: 99, option: other }).fault).toBe(
      "unknown_decision",
    );
    const { facts, fault } = stage.apply({ kind: "decide", actor, decision: open.number, option: other });
    expect(fault).toBeUndefined();
    const [answered, taken] = facts;
    expect(answered).toMatchObject({ kind: "decision.answered", at, actor, option: other });
    expect(taken).toMatchObject({ kind: "decision.taken", at, actor, option: other, cause: answered.n });
    expect(stage.apply({ kind: "decide", actor, decision: open.number, option: other }).fault).toBe(
      "decision_closed",
    );
    const rest = stage.advance(Number(first.at), 1e9).facts;
    expect(
      rest.filter(({ kind, decision }) => kind === "decision.taken" && decision === first.decision),
    ).toEqual([]);
  });

  test("people are given a least time; then the default acts and says so", () => {
    const patient: Move = { kind: "patience", ms: 3 * HOUR };
    const [first] = decided;
    const actor = String(first.actor);
    const { facts } = replay([patient, person(actor)], [END]);
    const opened = facts.find(({ kind }) => kind === "decision.opened");
    const lapsed = facts.find(({ kind }) => kind === "decision.lapsed");
    const taken = facts.find((each) => each.kind === "decision.taken" && each.actor === actor);
    expect(Number(opened?.dueAt) - Number(opened?.at)).toBeGreaterThanOrEqual(3 * HOUR);
    expect(lapsed).toMatchObject({ at: opened?.dueAt, decision: opened?.decision, cause: opened?.n });
    expect(taken).toMatchObject({ at: lapsed?.at, cause: lapsed?.n, option: first.option });
  });

  test("the model takes over what is open, at its own time or at once, and decides as it would have", () => {
    const [first] = decided;
    const actor = String(first.actor);
    const patient: Move = { kind: "patience", ms: 3 * HOUR };
    for (const away of [-1, 20 * MINUTE]) {
      const at = Number(first.at) + away;
      const { facts } = replay(
        [patient, person(actor)],
        [{ at, move: { kind: "seat", actor, by: "model" } }, END],
      );
      const taken = facts.find((each) => each.kind === "decision.taken" && each.actor === actor);
      expect(taken).toMatchObject({ at: Math.max(at, Number(first.at)), option: first.option });
      expect(facts.filter(({ kind }) => kind === "decision.lapsed")).toEqual([]);
    }
  });

  test("a message between seats travels by the channel and is opened by its receiver", () => {
    const move: Move = { kind: "tell", from: actors[0], to: actors[1], message: "update" };
    const { facts } = replay([], [{ at: HOUR, move }, END]);
    const sent = facts.find(({ kind, at }) => kind === "message.sent" && at === HOUR);
    expect(sent).toMatchObject({ from: actors[0], to: actors[1], message: "update" });
    const number = sent?.["message-number"];
    expect(
      facts.find((each) => each.kind === "message.opened" && each["message-number"] === number),
    ).toBeDefined();
  });
});

const move = fc.oneof(
  fc.record({
    kind: fc.constant("seat" as const),
    actor: fc.constantFrom(...actors),
    by: fc.constantFrom("person" as const, "model" as const),
  }),
  fc.record({
    kind: fc.constant("decide" as const),
    actor: fc.constantFrom(...actors),
    which: fc.nat(3),
    option: fc.nat(5),
  }),
  fc.record({
    kind: fc.constant("tell" as const),
    from: fc.constantFrom(...actors),
    to: fc.constantFrom(...actors),
    message: fc.constantFrom<MessageKind>("update", "request", "alert"),
  }),
  fc.record({
    kind: fc.constant("row" as const),
    row: fc.constantFrom(...rows),
    does: fc.constantFrom("send" as const, "hold" as const, "release" as const, "skip" as const),
  }),
  fc.record({
    kind: fc.constant("shift" as const),
    from: fc.nat(10 * HOUR),
    by: fc.integer({ min: -HOUR, max: HOUR }),
  }),
);

const improvised: Inject = { at: 0, kind: "information", title: { en: "a", fr: "a" }, to: [], acts: [] };

/** Plays live: moves as they come, at instants that the clock happens to show. */
function live(
  wished: readonly { after: number; what: ReturnType<typeof String> | object }[],
  entries: number,
) {
  const opening = actors.slice(0, 3).map(person);
  const stage = new Stage(scenario, { ...base, opening });
  const told = new Story();
  const made: TimedMove[] = [];
  let at = 0;
  for (const { after, what } of wished) {
    at += after;
    let piece = stage.advance(at, entries);
    for (told.take(piece); !piece.isThere; told.take(piece)) piece = stage.advance(at, entries);
    const given = what as Move & { which: number; option: number };
    let moved: Move = given;
    if (given.kind === "decide") {
      const open = stage.openTo(given.actor);
      if (open.length === 0) continue;
      const { number, options } = open[given.which % open.length];
      moved = {
        kind: "decide",
        actor: given.actor,
        decision: number,
        option: options[given.option % options.length],
      };
    }
    const answer = stage.apply(moved);
    told.take(answer);
    if (answer.fault === undefined) made.push({ at, move: moved });
  }
  for (const last of [
    { at, move: { kind: "bring" as const, row: "free-1", inject: improvised } },
    { at: at + HOUR, move: END.move },
  ]) {
    told.take(stage.apply(last.move, last.at));
    made.push(last);
  }
  return { opening, made, told };
}

describe("two runs with the same moves at the same exercise times", () => {
  test("have the same log, digest and views, whatever the speed, the pauses and the pieces", () => {
    const wish = fc.record({ after: fc.integer({ min: 0, max: 40 * MINUTE }), what: move });
    fc.assert(
      fc.property(
        fc.array(wish, { minLength: 3, maxLength: 25 }),
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: MINUTE, max: 5 * HOUR }),
        fc.integer({ min: 1, max: 3000 }),
        (wished, entries, leap, others) => {
          const { opening, made, told } = live(wished, entries);
          const again = replay(opening, made, leap, others);
          expect(again.digest).toBe(told.digest);
          expect(again.digest).toBeDefined();
          expect(again.facts).toEqual(told.facts);
          expect([...again.learnt]).toEqual([...told.learnt]);
          const half = made[Math.floor(made.length / 2)].at;
          const known = told.facts.filter(({ at }) => Number(at) <= half).at(-1)?.n ?? 0;
          const restored = replay(opening, made, leap, others, { at: half, fact: known, sample: -1 });
          expect(restored.digest).toBe(told.digest);
          expect(restored.facts).toEqual(told.facts.filter(({ n }) => n > known));
        },
      ),
      { numRuns: 6, seed: 3 },
    );
  });
});
