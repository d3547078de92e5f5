import { expect, test } from "vitest";
import { accountOf, expectedOf } from "../../src/exercise/index.ts";
import { type AccountExpectation, type MselRow, mselRow } from "../../src/model/index.ts";
import { WATCH_FILE } from "../builders/evening-watch.ts";
import { both, fileOf, PlayedExercise } from "../builders/exercise.ts";
import { loadScenario } from "../builders/library.ts";

/** Expected actions, judged while people play and again from the record. */

const MINUTE = 60_000;
const row = (number: string, at: string, expects: object, more: object = {}) => ({
  number,
  kind: "expected-action",
  title: both(number),
  at,
  expects: { text: both(`What ${number} expects.`), ...expects },
  ...more,
});
const decided = (what: string, more: object = {}) => ({
  when: { happened: { fact: "decision.taken", what } },
  actors: ["interior-ministry"],
  ...more,
});

const ROWS = [
  row("2.01", "PT5M", decided("assess-footage", { within: "PT2H" })),
  row("2.02", "PT5M", decided("assess-footage", { within: "PT6M" })),
  row("2.03", "PT5M", decided("assess-footage"), { due: "PT20M" }),
  row("2.04", "PT5M", decided("assess-footage", { within: "PT30M" }), { due: "PT7M" }),
  row("2.05", "PT150M", decided("assess-footage")),
  row("2.06", "PT5M", { owner: "any" }),
  row(
    "2.07",
    "PT5M",
    decided("never", { actors: ["interior-ministry", "file-hosting"], owner: "all", within: "PT1M" }),
  ),
  row("2.08", "PT5M", { when: { state: { actor: "interior-ministry", in: ["nowhere"] } } }),
];

const ADDED = row("3.01", "PT40M", decided("assess-footage", { within: "PT1H" }));

/** Of each row: how it stands. */
const ends = (expected: readonly AccountExpectation[]) =>
  Object.fromEntries(expected.map(({ row: number, end }) => [number, end]));

/** Without words, which the model at the table has not of rows that were added. */
const bare = (each: AccountExpectation): AccountExpectation => ({
  ...each,
  title: both(""),
  text: both(""),
  notes: [],
});

function play() {
  const file = fileOf({ ...WATCH_FILE, rows: ROWS });
  const played = new PlayedExercise(file, loadScenario(WATCH_FILE.scenario));
  played.seat("mira", "player", "ministry");
  played.seat("cora", "controller");
  played.ask("director", { kind: "start" });
  const seen: {
    readonly at: number;
    readonly live: readonly AccountExpectation[];
    readonly told: readonly AccountExpectation[];
  }[] = [];
  // An entry says how far the record goes.
  const look = () => {
    played.ask("cora", { kind: "note", note: "note", text: "Seen.", tag: "", row: "", task: "", seat: "" });
    const told = accountOf(played.source).expectations.map(bare);
    seen.push({ at: played.now, live: played.expected().map(bare), told });
  };
  played.go(4 * MINUTE);
  look();
  played.go(9 * MINUTE);
  look();
  played.go(30 * MINUTE);
  played.ask("cora", { kind: "add-row", row: mselRow.parse(ADDED) as MselRow });
  played.go(45 * MINUTE);
  look();
  for (;;) {
    const { number, options } = played.goToDecision("interior-ministry", 120 * MINUTE);
    const isWanted = played.facts.some(
      (fact) =>
        fact.kind === "decision.opened" && fact.number === number && fact.decision === "assess-footage",
    );
    played.ask("mira", { kind: "decide", decision: number, option: options[0], reason: "" });
    if (isWanted) break;
  }
  look();
  played.ask("director", { kind: "end" });
  look();
  return { played, seen };
}

const { played, seen } = play();

test("the verdict while it goes on is the verdict of the report, and says when and by which fact", () => {
  for (const { at, live, told } of seen) expect([at, live]).toEqual([at, told]);
  const [before, early, late, done, ended] = seen.map(({ live }) => ends(live));
  expect(before).toEqual(Object.fromEntries(ROWS.map(({ number }) => [number, "not-asked"])));
  expect(early).toEqual({
    "2.01": "not-yet",
    "2.02": "not-yet",
    "2.03": "not-yet",
    "2.04": "overdue",
    "2.05": "not-asked",
    "2.06": "untold",
    "2.07": "missed",
    "2.08": "not-yet",
  });
  expect(late).toMatchObject({ "2.02": "missed", "2.03": "overdue", "2.04": "missed", "3.01": "not-yet" });
  expect(done).toMatchObject({
    "2.01": "met",
    "2.02": "late",
    "2.03": "late",
    "2.04": "late",
    "3.01": "met",
  });
  expect(ended).toMatchObject({ "2.01": "met", "2.02": "late", "2.05": "not-asked", "2.08": "not-yet" });
  const [first] = seen[4].live[0].each;
  expect(played.facts.find(({ n }) => n === first.fact)).toMatchObject({
    at: first.at,
    kind: "decision.taken",
    decision: "assess-footage",
    actor: "interior-ministry",
  });
  expect(expectedOf(played.file)).toHaveLength(ROWS.length);
});

test("what is followed beside it changes nothing of the run", () => {
  expect(accountOf(played.source).played.digest).toBe(played.digest);
});

test("what a row is to be answered with within its time counts from the row on; what is only due, or marked, since STARTEX", () => {
  const told = { kind: "information", to: ["interior-ministry"], text: both("They ask.") };
  const asked = decided("assess-footage");
  const rows = [
    row("4.01", "PT150M", { ...asked, within: "PT30M" }, told),
    row("4.02", "PT150M", asked, { ...told, due: "PT180M" }),
    row("4.03", "PT150M", { ...asked, within: "PT30M" }),
    // Before it was decided: the answer comes after the row.
    row("4.04", "PT5M", { ...asked, within: "PT3H" }, told),
  ];
  const exercise = new PlayedExercise(fileOf({ ...WATCH_FILE, rows }), loadScenario(WATCH_FILE.scenario));
  exercise.seat("mira", "player", "ministry");
  exercise.ask("director", { kind: "start" });
  for (let isDone = false; !isDone; ) {
    const { number, options } = exercise.goToDecision("interior-ministry", 120 * MINUTE);
    exercise.ask("mira", { kind: "decide", decision: number, option: options[0], reason: "" });
    isDone = exercise.facts.some((fact) => fact.number === number && fact.decision === "assess-footage");
  }
  exercise.go(190 * MINUTE);
  exercise.ask("director", { kind: "end" });
  const expected = { "4.01": "missed", "4.02": "met", "4.03": "met", "4.04": "met" };
  expect(ends(exercise.expected())).toEqual(expected);
  expect(ends(accountOf(exercise.source).expectations)).toEqual(expected);
});
