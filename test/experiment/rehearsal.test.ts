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
    { decisions: minutes(5, 70), messages: minutes(61), injects: minutes(10, second), open: [] },
    { decisions: [], messages: minutes(119), injects: minutes(second), open: [] },
  ],
  rows: [10 * MINUTE, second * MINUTE, third === null ? null : third * MINUTE, null, 11 * MINUTE],
});
const runs = [run(13, 60), run(13, null), run(20, null)];
const stretch = (from: number, to: number) => ({ from: from * MINUTE, to: to * MINUTE });
/** The same where people take all their time: three decisions at once at the first seat, one of them not taken at the end. */
const slow = runs.map(({ seats, rows }): RunTimes => {
  const [one, two] = seats;
  const open = [stretch(5, 25), stretch(9, 29), stretch(12, 32), stretch(110, 120)];
  return { seats: [{ ...one, decisions: minutes(25, 29, 32), open }, two], rows };
});
const rehearsal = sumUpRehearsal({ ...file, patience: 20 * MINUTE }, { seed: 7 }, runs, slow);

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

  test("how much comes to each seat in ten minutes of the room, and in its fullest ones", () => {
    const [one, two] = rehearsal.seats;
    expect([one.decisions.mean, one.messages.mean, one.injects.mean]).toEqual([2, 1, 2]);
    // The first ten minutes of the room are 40 of the exercise; the hour ends at a quarter past, then two minutes go by in each.
    expect(one.tens).toEqual([3, 1, 1, 0, 0]);
    expect(two.tens).toEqual([1, 0, 0, 0, 1]);
    expect([one.peak.mean, one.perTen.mean]).toEqual([3, 10 / 9]);
  });

  test("what waits where people take all the time that they have, and how late the last decision is then", () => {
    const [one, two] = rehearsal.seats;
    expect(Object.values(one.slow ?? {}).map(({ mean }) => mean)).toEqual([4, 1, 3, 5]);
    expect(Object.values(two.slow ?? {}).map(({ mean }) => mean)).toEqual([0, 0, 0, 1]);
    expect(rehearsal.lastDecision.mean).toBe(70 * MINUTE);
    expect(rehearsal.slowLastDecision?.mean).toBe(32 * MINUTE);
    const quick = sumUpRehearsal(file, { seed: 7 }, runs);
    expect([quick.slowLastDecision, quick.seats[0].slow, quick.busy]).toEqual([null, null, []]);
  });

  test("which rows find a seat with decisions before it, with one just asked, or with much else to do", () => {
    // At 10 minutes two wait and one was asked 15 seconds of the room before; within five minutes of the room, 20 of the
    // exercise, three are asked and the other row comes. At 13 minutes all three wait, and one came 15 seconds before. In
    // the third run it comes at 20, two minutes of the room after the last was asked.
    expect(rehearsal.busy).toEqual([
      { seat: "one", number: "2", n: 3, close: 2, open: 3, most: 3, around: 4 },
      { seat: "one", number: "1", n: 3, close: 3, open: 2, most: 2, around: 4 },
    ]);
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
      expect(text).toMatch(
        language === "en" ? /Rows that find a seat busy/ : /Lignes qui trouvent un poste occupé/,
      );
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

test("people who take all their time decide as the model does and later, and are asked no less", () => {
  const { exercise, scenario } = loadExercise(openHouse(), "first-three-hours");
  const rehearser = new Rehearser(scenario, { ...exercise, scale: 0.02 }, 3);
  const [quick, late] = [rehearser.rehearse(0), rehearser.rehearse(0, "patience")];
  const open = late.seats.flatMap((seat) => seat.open);
  expect(quick.seats.every((seat) => seat.open.length === 0)).toBe(true);
  expect(open.length).toBeGreaterThan(3);
  // Nobody answers, so each is taken when its time is up, and that is the exercise's patience at least.
  for (const { from, to } of open)
    expect(to === exercise.duration || to - from >= exercise.patience).toBe(true);
  // The model would have been quicker in some of them, and not in others.
  expect(open.some(({ from, to }) => to - from === exercise.patience)).toBe(true);
  const first = (played: typeof quick) => Math.min(...played.seats.flatMap(({ decisions }) => decisions));
  expect(first(late)).toBeGreaterThanOrEqual(first(quick));
  expect(rehearser.rehearse(0)).toEqual(quick);
});
