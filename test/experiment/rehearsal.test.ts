import { describe, expect, test } from "vitest";
import { loadExercise, openHouse } from "../../src/cli/compose.ts";
import { Rehearser } from "../../src/exercise/index.ts";
import { type RunTimes, sumUpRehearsal } from "../../src/experiment/index.ts";
import { type ExerciseFile, exerciseFile } from "../../src/model/index.ts";
import { rehearsalPage } from "../../src/words/index.ts";

const MINUTE = 60_000;
const both = (name: string) => ({ en: `${name} en`, fr: `${name} fr` });
const row = (number: string, more: object = {}) => ({
  number,
  title: both(number),
  text: both("text"),
  ...more,
});
/** An hour at four times the speed, then an hour at twice: 15 and 30 minutes of the room. */
const file = exerciseFile.parse({
  schemaVersion: 1,
  id: "small",
  title: both("Small"),
  aim: both("Aim"),
  scope: both("Scope"),
  marking: both("EXERCISE"),
  scenario: "any",
  duration: "PT2H",
  speed: 4,
  overview: { threat: both("Threat"), sponsor: both("Sponsor"), contact: both("Contact") },
  seats: [
    { id: "one", actor: "a", title: both("One"), brief: both("Brief") },
    { id: "two", actor: "b", title: both("Two"), brief: both("Brief") },
  ],
  moves: [
    { number: 0, title: both("First"), at: "PT0S", situation: both("S") },
    { number: 1, title: both("Second"), at: "PT1H", situation: both("S"), speed: 2 },
  ],
  rows: [
    row("1", { at: "PT10M", to: ["a"] }),
    row("2", { at: "PT13M", to: ["a", "b"] }),
    row("3", {
      at: "PT1H",
      to: ["b"],
      trigger: { kind: "contingency", unless: { happened: { fact: "note.made" } } },
    }),
    row("4", { to: ["a"], trigger: { kind: "manual" } }),
    row("5", { at: "PT11M", to: ["a"], kind: "facilitation" }),
  ],
  notes: { facilitator: both("N"), controller: both("N"), evaluator: both("N") },
}) as ExerciseFile;

const minutes = (...given: number[]) => given.map((each) => each * MINUTE);
const run = (second: number, third: number | null): RunTimes => ({
  seats: [
    { decisions: minutes(5, 70), messages: minutes(61), injects: minutes(10, second) },
    { decisions: [], messages: minutes(119), injects: minutes(second) },
  ],
  rows: [10 * MINUTE, second * MINUTE, third === null ? null : third * MINUTE, null, 11 * MINUTE],
});
const runs = [run(13, 60), run(13, null), run(20, null)];
const rehearsal = sumUpRehearsal(file, { seed: 7 }, runs);

describe("a rehearsal says", () => {
  test("how long it takes, in exercise time and in the room, stretch by stretch", () => {
    expect([rehearsal.duration, rehearsal.realTime]).toEqual(minutes(120, 45));
    expect(
      rehearsal.stretches.map(({ from, to, speed, move, load }) => [from, to, speed, move, load.mean]),
    ).toEqual([
      [0, 60 * MINUTE, 4, 0, 4],
      [60 * MINUTE, 120 * MINUTE, 2, 1, 3],
    ]);
    expect(rehearsal.quietFrom.mean).toBe(119 * MINUTE);
  });

  test("how much comes to each seat in a quarter of an hour of the room, and in its fullest one", () => {
    const [one, two] = rehearsal.seats;
    expect([one.decisions.mean, one.messages.mean, one.injects.mean]).toEqual([2, 1, 2]);
    // 0 to 15 minutes of the room are the first hour; then half an hour each.
    expect(one.quarters).toEqual([3, 2, 0]);
    expect(two.quarters).toEqual([1, 0, 1]);
    expect([one.peak.mean, one.perQuarter.mean]).toEqual([3, 5 / 3]);
  });

  test("which rows come together at one seat, by the clock of the room, and in how many runs", () => {
    // Three minutes at four times the speed are 45 seconds in the room; ten minutes are 150.
    expect(rehearsal.collisions).toEqual([
      { seat: "one", first: "1", second: "2", runs: 2, n: 3, apart: 45_000 },
    ]);
  });

  test("which rows never came, and in how many runs the others did, with what that lets expect", () => {
    const came = rehearsal.rows.map(({ number, came: times, n }) => [number, times, n]);
    expect(came).toEqual([
      ["1", 3, 3],
      ["2", 3, 3],
      ["3", 1, 3],
      ["4", 0, 3],
      ["5", 3, 3],
    ]);
    const [, , third, fourth] = rehearsal.rows;
    expect([third.earliest, third.latest, fourth.earliest]).toEqual([60 * MINUTE, 60 * MINUTE, null]);
    // Clopper and Pearson for none of three: 1 - 0.025^(1/3).
    expect(fourth.high).toBeCloseTo(0.7076, 4);
  });

  test("no interval of a mean from too few runs, and one from enough", () => {
    expect(rehearsal.seats[0].decisions).toEqual({ mean: 2, low: null, high: null });
    const many = Array.from({ length: 40 }, (_, index) => run(13, index % 2 === 0 ? 60 : null));
    const more = sumUpRehearsal(
      file,
      { seed: 7 },
      many.map((each, index) => ({
        ...each,
        seats: [
          { ...each.seats[0], messages: minutes(...Array.from({ length: index % 5 }, () => 30)) },
          each.seats[1],
        ],
      })),
    );
    const { mean, low, high } = more.seats[0].messages;
    expect(mean).toBe(2);
    expect(Number(low)).toBeGreaterThan(1.4);
    expect(Number(high)).toBeLessThan(2.6);
  });

  test("all of it as a page, in both languages", () => {
    for (const language of ["en", "fr"] as const) {
      const text = JSON.stringify(
        rehearsalPage({ title: file.title, marking: file.marking, ...rehearsal }, language),
      );
      expect(text).toContain(`EXERCISE ${language}`);
      expect(text).toMatch(language === "en" ? /3: came in 1 of 3 runs/ : /venue 1 fois sur 3/);
    }
  });
});

test("the model plays every seat, the same each time, and another replication otherwise", () => {
  const { exercise, scenario } = loadExercise(openHouse(), "first-three-hours");
  const small = { ...exercise, scale: 0.02 };
  const [first, second] = [new Rehearser(scenario, small, 3), new Rehearser(scenario, small, 3)];
  const one = first.rehearse(0);
  const other = first.rehearse(1);
  expect(second.rehearse(0)).toEqual(one);
  expect(other).not.toEqual(one);
  const place = (number: string) => small.rows.findIndex((each) => each.number === number);
  const seat = small.seats.findIndex(({ actor }) => actor === "interior-ministry");
  expect(one.rows[place("CTL-1")]).toBeNull();
  expect(one.rows[place("1.05")]).toBe(50 * MINUTE);
  expect(one.seats[seat].decisions.length).toBeGreaterThan(0);
  // Told to it or to everybody, but nothing that only control looks at.
  expect(one.seats[seat].injects).not.toContain(small.rows[place("1.02")].at);
  expect(one.seats[seat].injects).toContain(small.rows[place("0.07")].at);
  expect(Math.max(...one.seats.flatMap(({ decisions }) => decisions))).toBeLessThanOrEqual(small.duration);
});
