import { describe, expect, test } from "vitest";
import { loadExercise, openHouse } from "../../src/cli/compose.ts";
import { expectedOf, watchedOf } from "../../src/exercise/evaluation.ts";
import { playedScenario, type TimedMove } from "../../src/exercise/index.ts";
import { retell } from "../../src/exercise/retelling.ts";
import { addressOf } from "../../src/experiment/index.ts";
import { type FactsAsked, factsAskedIn, type MessageKind } from "../../src/model/index.ts";
import type { Move } from "../../src/simulation/index.ts";

/** Criteria of what the shipped exercises expect: each is met in an exercise in which it is done, and in none where not. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Replications in one of which each criterion must be met. */
const TIMES = 2;
const house = openHouse();

const sends = (asked: FactsAsked) => asked.fact === "message.sent";

function open(id: string) {
  const { exercise: file, scenario } = loadExercise(house, id);
  const played = playedScenario(scenario, file);
  const expected = expectedOf(file);
  const criteria = watchedOf(expected);
  /** each message that a criterion asks for, by itself */
  const messages = criteria.flatMap(({ condition, after }) =>
    factsAskedIn(condition).flatMap((asked) =>
      sends(asked) ? [{ asked, condition: { happened: asked }, after }] : [],
    ),
  );
  const watched = [...criteria, ...messages];
  const actors = [...Object.keys(scenario.actors), ...Object.keys(scenario.platforms)];

  const play = (
    replication: number,
    opening: readonly Move[],
    moves: readonly TimedMove[],
    until = file.duration,
  ) => {
    const which = { seed: file.seed ?? 1, replication };
    const options = { ...which, scale: 0.01, address: addressOf(played, which), opening, watched, until };
    const { held, facts } = retell(played, options, moves);
    const told = new Map<string, number>();
    for (const { kind, inject, at } of facts)
      if (kind === "inject.delivered" && !told.has(String(inject))) told.set(String(inject), Number(at));
    return { held, told };
  };

  /** Rows whose criterion is met: by anybody, or by each of those who owe it. */
  const metIn = (held: readonly unknown[]) => {
    let place = 0;
    return expected.flatMap(({ row, expects, actors: owed }) => {
      if (expects.when === undefined) return [];
      const answers = owed.map(() => held[place++] !== undefined);
      return (expects.owner === "any" ? answers.includes(true) : !answers.includes(false))
        ? [row.number]
        : [];
    });
  };
  return { file, expected, criteria, messages, actors, play, metIn };
}

describe.each(["first-three-hours", "two-attacks-one-team", "half-a-day-of-demands"])("%s", (id) => {
  const { file, expected, criteria, messages, actors, play, metIn } = open(id);
  const withCriterion = expected.filter(({ expects }) => expects.when !== undefined);

  test("what a run cannot show is said to be an evaluator's to judge", () => {
    const unsaid = expected.filter(
      ({ expects, row }) => expects.when === undefined && row.notesEvaluator === undefined,
    );
    expect(unsaid.map(({ row }) => row.number)).toEqual([]);
    expect(withCriterion.length).toBeGreaterThanOrEqual(7);
  });

  test("no criterion is met by seats that do nothing", () => {
    const opening: Move[] = [
      { kind: "patience", ms: 30 * DAY },
      ...file.seats.map(({ actor }): Move => ({ kind: "seat", actor, by: "person" })),
    ];
    const { held, told } = play(0, opening, []);
    // A stream ends by itself too, as its row says; a minute after the row nobody has ended it.
    const { held: early } = play(0, opening, [], 15.5 * MINUTE);
    const byItself = withCriterion.flatMap(({ row, expects }) =>
      factsAskedIn(expects.when ?? { all: [] }).some(({ fact }) => fact === "stream.ended")
        ? [row.number]
        : [],
    );
    expect(metIn(held).filter((each) => !byItself.includes(each))).toEqual([]);
    expect(metIn(early)).toEqual([]);
    expect(told.size).toBeGreaterThan(10);
  });

  test("each criterion is met where it is done, and each of its messages does it", () => {
    const met = new Set<string>();
    for (let replication = 0; replication < TIMES; replication++) {
      const { told } = play(replication, [], []);
      const tells = messages.flatMap(({ asked, after }, place): TimedMove[] => {
        const at = told.get(String(after));
        if (at === undefined) return [];
        const from = String(asked.other);
        const to = asked.actor ?? actors.find((each) => each !== from);
        const message = asked.what as MessageKind;
        // Within the minute after the row, each at an instant of its own.
        return [{ at: at + place + 1, move: { kind: "tell", from, to: String(to), message } }];
      });
      // Somebody goes to court, where nobody does by himself.
      const court = file.rows.find(
        ({ to, trigger }) => trigger.kind === "condition" && to.includes("kestrian-court"),
      );
      if (court?.at !== undefined) {
        const sent = {
          from: "kestrian-regulator",
          to: "kestrian-court",
          message: "court-application",
        } as const;
        tells.push({ at: court.at, move: { kind: "tell", ...sent } });
      }
      const { held, told: then } = play(
        replication,
        [],
        tells.sort((a, b) => a.at - b.at),
      );
      for (const number of metIn(held)) met.add(number);
      const unmet = messages.filter(
        ({ after }, place) =>
          told.has(String(after)) && then.has(String(after)) && held[criteria.length + place] === undefined,
      );
      expect(unmet).toEqual([]);
    }
    expect([...met].sort()).toEqual(withCriterion.map(({ row }) => row.number).sort());
  });
});
