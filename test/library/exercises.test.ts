import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkExercise, loadExercise, openHouse } from "../../src/cli/compose.ts";
import { playedScenario, rowIdOf, Stage, type StagePiece, type TimedMove } from "../../src/exercise/index.ts";
import { addressOf, prepare, Replicator } from "../../src/experiment/index.ts";
import { type Inject, KINDS_FOR_SEATS, type MselRow, realTimeOf, type Text } from "../../src/model/index.ts";
import { numbersOf } from "../../src/scenario/index.ts";
import { REFERENCES } from "./shipped.ts";

const house = openHouse();
const loaded = new Map(house.library.exercises.map(({ id }) => [id, loadExercise(house, id)]));
const ids = [...loaded.keys()];
const load = (id: string) => {
  const found = loaded.get(id);
  if (found === undefined) throw new Error(`no shipped exercise ${id}`);
  return found;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Enough for the rows to have something to act on, and quick. */
const SCALE = 0.02;

test("there are three: 45 minutes for four at most, two hours for eight seats, half a day for twenty actors", () => {
  const sizes = ids.map((id) => {
    const { exercise } = load(id);
    return [id, realTimeOf(exercise) / MINUTE, exercise.seats.length];
  });
  expect(sizes).toEqual([
    ["first-three-hours", 45, 4],
    ["half-a-day-of-demands", 240, 20],
    ["two-attacks-one-team", 120, 8],
  ]);
});

/** Every text of an exercise, wherever it stands. */
function textsIn(given: unknown): Text[] {
  if (typeof given !== "object" || given === null) return [];
  if ("en" in given && "fr" in given) return [given as Text];
  return Object.values(given).flatMap(textsIn);
}

const isComplete = ({ kind, text, controller, move, trigger, notesController }: MselRow) =>
  controller !== undefined &&
  move !== undefined &&
  (text !== undefined || kind === "expected-action") &&
  (notesController !== undefined || trigger.kind !== "manual");
const plain = (text: string) => text.toLowerCase().replaceAll("’", "'");

describe.each(ids)("%s", (id) => {
  const { exercise, scenario, warnings } = load(id);
  const { rows, objectives, moves, seats } = exercise;

  test("passes the check without a warning, so that every text is in both languages", () => {
    expect(warnings).toEqual([]);
    expect(textsIn(exercise).length).toBeGreaterThan(150);
  });

  test("has a list of events of 25 rows or more, of every kind, with what conventions ask of a row", () => {
    expect(rows.length).toBeGreaterThanOrEqual(25);
    const used = (each: (row: MselRow) => string) => new Set(rows.map(each));
    expect(used(({ kind }) => kind).size).toBe(5);
    expect([...used(({ trigger }) => trigger.kind)].sort()).toEqual([
      "condition",
      "contingency",
      "manual",
      "time",
    ]);
    expect(used(({ method }) => method).size).toBeGreaterThanOrEqual(7);
    expect(rows.filter((row) => !isComplete(row))).toEqual([]);
    expect(rows.filter(({ expects }) => expects?.within !== undefined).length).toBeGreaterThanOrEqual(12);
    expect(rows.some(({ expects }) => expects?.when !== undefined)).toBe(true);
  });

  test("puts a row under the move in which it comes", () => {
    for (const { number, at, move, trigger } of rows) {
      if (at === undefined || trigger.kind === "condition" || move === undefined) continue;
      const place = moves.findIndex((each) => each.number === move);
      const isWithin = at < (moves[place + 1]?.at ?? exercise.duration + 1);
      expect([number, isWithin]).toEqual([number, true]);
    }
  });

  test("can be played in discussion too: each move has a situation and key questions", () => {
    expect(moves.length).toBeGreaterThanOrEqual(3);
    for (const { questions } of moves) expect(questions.length).toBeGreaterThan(0);
  });

  test("rates what its rows are about: every objective has rows, targets and tasks with their source", () => {
    for (const objective of objectives) {
      expect([objective.id, rows.some((row) => row.objective === objective.id)]).toEqual([
        objective.id,
        true,
      ]);
      expect(objective.targets.flatMap(({ tasks }) => tasks).length).toBeGreaterThan(0);
    }
  });

  test("every seat is told something at least three times, and briefed", () => {
    for (const { actor, brief } of seats) {
      const told = rows.filter(
        ({ kind, to }) => KINDS_FOR_SEATS.includes(kind) && (to.length === 0 || to.includes(actor)),
      );
      expect([actor, told.length >= 3, brief.en.length > 80]).toEqual([actor, true, true]);
    }
  });

  test("every number says where it comes from, or within which range it could as well lie", () => {
    const played = playedScenario(scenario, exercise);
    const own = numbersOf(played).filter(({ path }) => path.startsWith("injects.row-"));
    expect(own.length).toBeGreaterThan(2);
    expect(own.filter(({ mark }) => mark.kind === "unmarked")).toEqual([]);
  });

  test("says the words of law and exercises as the glossary has them, and addresses nobody real", () => {
    const terms = REFERENCES.flatMap(({ glossary }) => glossary).filter(({ en }) =>
      ["removal order", "referral", "hash", "STARTEX", "ENDEX", "hot wash", "NO DUFF"].includes(en),
    );
    expect(terms).toHaveLength(7);
    for (const { en, fr } of textsIn(exercise)) {
      for (const term of terms)
        if (new RegExp(`\\b${plain(term.en)}s?\\b`).test(plain(en)))
          expect([en, plain(fr).includes(plain(term.fr).split(" ")[0])]).toEqual([en, true]);
      for (const address of `${en} ${fr}`.match(/@[\w.-]+/g) ?? [])
        expect(address).toMatch(/\.(?:invalid|example)\.?$/);
    }
  });
});

test("the example of the guide passes the check", () => {
  const guide = readFileSync(join(house.library.root, "README.md"), "utf8");
  const [, text] = /## An exercise in an afternoon[\s\S]*?```yaml\n([\s\S]*?)```/.exec(guide) ?? [];
  const path = join(house.library.root, "exercises/my-exercise.yaml");
  const result = checkExercise(house, {
    ok: true,
    text,
    source: path,
    path,
    read: () => ({ fault: "missing" }),
  });
  expect(result.ok ? result.warnings : result.diagnostics).toEqual([]);
});

test("what acts on the model occurs somewhere across the three", () => {
  const acts = ids.flatMap((id) => load(id).exercise.rows.flatMap((row) => row.acts));
  const kinds = [
    "unreachable",
    "matchingDown",
    "reviewers",
    "wrongHash",
    "mirror",
    "excerpts",
    "appeals",
    "corrected",
  ];
  for (const kind of kinds) expect([kind, acts.some((act) => kind in act)]).toEqual([kind, true]);
  const sent = ids.flatMap((id) => {
    const { scenario, exercise } = load(id);
    return exercise.rows.flatMap((row) =>
      row.acts.flatMap((act) =>
        "send" in act
          ? [
              [
                act.send,
                scenario.actors[act.from]?.authenticated === false ? "forged" : "genuine",
                row.number,
              ].join(" "),
            ]
          : [],
      ),
    );
  });
  expect(sent.sort()).toEqual([
    "annulment genuine 4.01",
    "direction genuine 3.03",
    "direction genuine 4.01",
    "removal-order forged 1.02",
    "threat-to-life genuine 0.03",
    "threat-to-life genuine 0.04",
  ]);
});

/** The exercise to its end on a small part of its volume, with these moves. */
function play(id: string, moves: readonly TimedMove[], until?: number): StagePiece[] {
  const { scenario, exercise } = load(id);
  const played = playedScenario(scenario, exercise);
  const which = { seed: 3, replication: 0 };
  const stage = new Stage(played, { ...which, scale: SCALE, address: addressOf(played, which) });
  const pieces: StagePiece[] = moves.map((each) => stage.apply(each.move, each.at));
  do pieces.push(stage.advance(until ?? exercise.duration, 1e9));
  while (pieces.at(-1)?.isThere !== true);
  return pieces;
}

const told = (pieces: readonly StagePiece[]) =>
  new Map(
    pieces
      .flatMap(({ facts }) => facts)
      .filter(({ kind }) => kind === "inject.delivered")
      .map(({ inject, at }) => [String(inject), at] as const),
  );

const tell = (at: number): TimedMove => ({
  at,
  move: { kind: "tell", from: "livestream-service", to: "interior-ministry", message: "threat-to-life" },
});
const isManual = ([, inject]: readonly [string, Inject]) => inject.manual === true;

describe("played", () => {
  test.each(ids)("%s with nobody in any seat has the digest of a run of its scenario with its rows", (id) => {
    const { scenario, exercise } = load(id);
    const pieces = play(id, [], 1e12);
    const replicator = new Replicator(prepare(playedScenario(scenario, exercise)), SCALE);
    expect(pieces.at(-1)?.digest).toBe(replicator.digestOf(replicator.run(3, 0)));
  });

  const threat = rowIdOf("0.04");

  test("a contingency comes where what was expected is missing, and only there", () => {
    const { exercise } = load("first-three-hours");
    const { at } = exercise.rows.find(({ number }) => number === "0.04") as MselRow;
    const short = 30 * MINUTE;
    expect(told(play("first-three-hours", [], short)).get(threat)).toBe(at);
    expect(told(play("first-three-hours", [tell(15 * MINUTE)], short)).has(threat)).toBe(false);
    expect(told(play("first-three-hours", [tell(29 * MINUTE)], short)).get(threat)).toBe(at);
  });

  test("a row with a condition comes at the first whole minute at which it holds", () => {
    const pieces = play("first-three-hours", []);
    const copies = pieces
      .flatMap(({ facts }) => facts)
      .filter((fact) => fact.kind === "message.sent" && fact.message === "order-copy");
    const first = Math.min(...copies.map(({ at }) => Number(at)));
    const row = load("first-three-hours").exercise.rows.find(({ number }) => number === "1.10") as MselRow;
    const opens = row.at as number;
    const expected = first <= opens ? opens : Math.ceil(first / MINUTE) * MINUTE;
    expect(told(pieces).get(rowIdOf("1.10"))).toBe(expected);
    expect(first).toBeLessThan(3 * HOUR);
  });

  test("a row by hand never comes by itself", () => {
    const { scenario, exercise } = load("first-three-hours");
    const manual = Object.entries(playedScenario(scenario, exercise).injects).filter(isManual);
    expect(manual.map(([id]) => id)).toEqual(["row-ctl-1"]);
    expect(told(play("first-three-hours", [])).has("row-ctl-1")).toBe(false);
  });
});
