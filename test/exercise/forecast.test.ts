import { describe, expect, test } from "vitest";
import { Forecaster, Stage, type TimedMove } from "../../src/exercise/index.ts";
import { addressOf, type ContinuedDuty, chancesOf } from "../../src/experiment/index.ts";
import type { Move } from "../../src/simulation/index.ts";
import { loadScenario } from "../builders/library.ts";

const MINUTE = 60_000;
const scenario = loadScenario("five-seats");
const which = { seed: 6, replication: 0 };
const actors = Object.keys(scenario.actors);
const opening: Move[] = [
  { kind: "patience", ms: 90 * MINUTE },
  ...actors.map((actor): Move => ({ kind: "seat", actor, by: "person" })),
];
const options = { ...which, scale: 0.005, address: addressOf(scenario, which), opening };
const AT = 150 * MINUTE;
const wait: Move = { kind: "patience", ms: 90 * MINUTE };
const EPOCHS = Array.from({ length: 12 }, (_, i) => 1000 + i);

const forecast = (moves: readonly TimedMove[], at = AT) => {
  const forecaster = new Forecaster(scenario, options, moves, at);
  return EPOCHS.map((epoch) => forecaster.continue(epoch));
};

const keyOf = ({ protocol, id, debtor, instance }: ContinuedDuty) =>
  `${protocol} ${id} ${debtor} ${instance}`;
const late = (given: readonly ContinuedDuty[]) => given.filter(({ instance }) => instance === null);

describe("a forecast", () => {
  const continuations = forecast([]);

  test("does not change by any draw that the running exercise would make from then on", () => {
    const other: TimedMove = { at: AT, move: { kind: "branch", epoch: 77 } };
    expect(forecast([other])).toEqual(continuations);
    expect(chancesOf(forecast([other]))).toEqual(chancesOf(continuations));
  });

  test("is asked for again and again with the same answer, and draws anew in each continuation", () => {
    const forecaster = new Forecaster(scenario, options, [], AT);
    expect(forecaster.continue(EPOCHS[3])).toEqual(continuations[3]);
    expect(forecaster.continue(EPOCHS[0])).toEqual(continuations[0]);
    expect(new Set(continuations.map((each) => JSON.stringify(each))).size).toBeGreaterThan(1);
  });

  test("ends where ENDEX is planned: what would begin after that is not told, and what is open then holds", () => {
    const ends = AT + 20 * MINUTE;
    const toEnd = new Forecaster(scenario, options, [], AT, ends);
    const played = EPOCHS.map((epoch) => toEnd.continue(epoch));
    expect(played.flatMap(late).length).toBeLessThan(continuations.flatMap(late).length);
    // Up to there it is the same continuation: what it tells is told by the longer one too.
    for (const [index, duties] of played.entries()) {
      const longer = new Map(continuations[index].map((each) => [keyOf(each), each]));
      // A deadline that is missed before ENDEX is missed however long it goes on; one that is kept may be missed after it.
      for (const duty of duties.filter(({ instance }) => instance !== null))
        expect([keyOf(duty), duty.isKept || longer.get(keyOf(duty))?.isKept === false]).toEqual([
          keyOf(duty),
          true,
        ]);
    }
    const broken = (given: typeof played) => given.flat().filter(({ isKept }) => !isKept).length;
    expect(broken(played)).toBeLessThan(broken(continuations));
    // Once it has passed, nothing is planned any more: to the end of the scenario, as without.
    const past = new Forecaster(scenario, options, [], AT, AT);
    expect(past.continue(EPOCHS[0])).toEqual(continuations[0]);
  });

  test("leaves the exercise alone: a copy that branches off goes its own way from there, and only from there", () => {
    const stage = new Stage(scenario, options);
    const plain = stage.apply(wait, AT).facts;
    const copy = new Stage(scenario, options);
    const before = copy.apply({ kind: "branch", epoch: 5 }, AT).facts;
    expect(before).toEqual(plain);
    const later = (given: Stage) => given.apply(wait, AT + 600 * MINUTE).facts;
    expect(later(copy)).not.toEqual(later(stage));
  });

  test("says nothing of what is over", () => {
    const stage = new Stage(scenario, options);
    const { facts } = stage.apply(wait, AT);
    const over = new Set(
      facts
        .filter(({ kind }) => kind === "duty.stopped" || kind === "duty.expired")
        .map(({ duty, instance }) => `${duty} ${instance}`),
    );
    const spoken = continuations
      .flat()
      .flatMap(({ protocol, id, instance }) => (instance === null ? [] : [`${protocol}/${id} ${instance}`]));
    expect(spoken.filter((each) => over.has(each))).toEqual([]);
    expect(spoken.length).toBeGreaterThan(0);
  });
});

const duty = (isKept: boolean, instance: number | null = 1, id = "a"): ContinuedDuty => ({
  protocol: "p",
  id,
  debtor: "d",
  instance,
  isKept,
});

describe("chances", () => {
  test("are shares of continuations with the exact interval", () => {
    const given = [
      ...Array.from({ length: 150 }, () => [duty(true)]),
      ...Array.from({ length: 50 }, () => [duty(false)]),
    ];
    const [row] = chancesOf(given);
    expect(row).toMatchObject({ n: 200, kept: 150, chance: 0.75 });
    // Clopper and Pearson for 150 of 200, from the published tables' formula.
    expect(row.low).toBeCloseTo(0.684, 3);
    expect(row.high).toBeCloseTo(0.8084, 3);
  });

  test("of what may still start count the continuations in which it did, and each time in them", () => {
    const given = [[duty(true, null), duty(false, null)], [duty(true, null)], [], [duty(true, 4, "b")]];
    expect(chancesOf(given).map(({ id, instance, n, kept }) => [id, instance, n, kept])).toEqual([
      ["b", 4, 1, 1],
      ["a", null, 2, 1],
    ]);
  });
});
