import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { Scenario } from "../../src/model/index.ts";
import { parseExercise, type ScenarioFinder } from "../../src/scenario/index.ts";
import { loadScenario } from "../builders/library.ts";

const scenario = loadScenario("five-seats");
const find: ScenarioFinder = (id, variant) => {
  if (id !== scenario.id) return { ok: false, unknown: "scenario", names: [scenario.id] };
  if (variant !== "base") return { ok: false, unknown: "variant", names: ["base", "founders-agree"] };
  return { ok: true, scenario };
};

const both = (name: string) => ({ en: `${name} here`, fr: `${name} ici` });
const whole = {
  schemaVersion: 1,
  id: "small",
  title: both("Small"),
  aim: both("Aim"),
  scope: both("Scope"),
  marking: both("EXERCISE"),
  scenario: "five-seats",
  duration: "PT4H",
  overview: { threat: both("Threat"), sponsor: both("Sponsor"), contact: both("Contact") },
  seats: [{ id: "desk", actor: "secretariat", title: both("Desk"), brief: both("Brief") }],
  moves: [{ number: 0, title: both("First"), at: "PT0S", situation: both("Situation") }],
  rows: [
    { number: "1", title: both("One"), at: "PT1H", text: both("Text"), to: ["secretariat"] },
  ] as object[],
  objectives: [
    {
      id: "speed",
      text: both("Quick"),
      capability: both("Voting"),
      targets: [
        {
          id: "within-hours",
          text: both("Target"),
          tasks: [{ id: "call", text: both("Call"), source: both("Rules") }],
        },
      ],
    },
  ],
  notes: { facilitator: both("Notes"), controller: both("Notes"), evaluator: both("Notes") },
};

/** From the line of the title on, nearly every line has a fault. */
const FAULTY = `schemaVersion: 1
id: faulty
title: { en: "A title", fr: "A title" }
aim: { en: "An aim", fr: "Un but" }
scope: { en: "A scope", fr: "Un cadre" }
scenario: five-seats
duration: P3D
overview: { threat: { en: "A", fr: "B" }, sponsor: { en: "A", fr: "B" }, contact: { en: "A", fr: "B" } }
seats:
  - { id: one, actor: secretaryat, title: { en: "A", fr: "B" }, brief: { en: "A", fr: "B" } }
  - { id: one, actor: seat-one, title: { en: "A", fr: "B" }, brief: { en: "A", fr: "B" } }
moves:
  - { number: 1, title: { en: "A", fr: "B" }, at: PT1H, situation: { en: "A", fr: "B" } }
  - { number: 0, title: { en: "A", fr: "B" }, at: PT2H, situation: { en: "A", fr: "B" } }
rows:
  - { number: "1", title: { en: "A", fr: "B" }, text: { en: "A", fr: "B" } }
  - { number: "1.", title: { en: "A", fr: "B" }, at: P4D }
  - { number: "3", title: { en: "A", fr: "B" }, at: PT1H, move: 7, objective: speedy, text: { en: "A", fr: "B" } }
  - { number: "4", title: { en: "A", fr: "B" }, at: PT1H, to: [seat-for], text: { en: "A", fr: "B" } }
  - { number: "5", title: { en: "A", fr: "B" }, at: PT1H, kind: expected-action }
  - { number: "6", title: { en: "A", fr: "B" }, at: PT1H, acts: [{ mirror: image-board, copies: 3 }] }
  - { number: "7", title: { en: "A", fr: "B" }, at: PT1H, text: { en: "A", fr: "B" }, trigger: { kind: contingency, unless: { state: { actor: secretariat, in: [asessing] } } } }
  - { number: "8", title: { en: "A", fr: "B" }, at: PT1H, text: { en: "A", fr: "B" }, trigger: { kind: contingency, unless: { state: { actor: seat-one, role: secretariat, in: [voting] } } } }
  - { number: "9", title: { en: "A", fr: "B" }, at: PT1H, expects: { text: { en: "A", fr: "B" }, when: { happened: { fact: decision.taken, what: cast-votes } }, actors: [seat-one, somebody] } }
  - { number: "10", title: { en: "A", fr: "B" }, at: PT2H, text: { en: "A", fr: "B" }, trigger: { kind: condition, when: { happened: { fact: note.made } }, until: PT1H } }
  - { number: "11", title: { en: "A", fr: "B" }, at: PT2, method: e-mail, text: { en: "A", fr: "B" } }
objectives:
  - { id: speed, text: { en: "A", fr: "B" }, capability: { en: "A", fr: "B" }, targets: [{ id: t, text: { en: "A", fr: "B" }, tasks: [] }] }
notes: { facilitator: { en: "A", fr: "B" }, controller: { en: "A" }, evaluator: { en: "A", fr: "B" } }
`;

const check = (file: object, finder = find) =>
  parseExercise(stringify(file), { source: "small.yaml", find: finder });

/** Codes and paths of what is wrong. */
function told(file: object, finder = find): string[] {
  const result = check(file, finder);
  const diagnostics = result.ok ? result.warnings : result.diagnostics;
  return diagnostics.map(({ code, path }) => `${code} ${path}`);
}
const withRow = (row: object) => ({
  ...whole,
  rows: [...whole.rows, { number: "2", title: both("Two"), at: "PT2H", text: both("Text"), ...row }],
});

test("an exercise is read with the scenario that it plays", () => {
  const result = check(whole);
  expect(result.ok && [result.exercise.duration, result.exercise.variant, result.scenario]).toEqual([
    14_400_000,
    "base",
    scenario,
  ]);
  expect(told(whole)).toEqual([]);
});

test("all faults of a file are told at once, each at its place and with the nearest right name", () => {
  const result = parseExercise(FAULTY, { source: "faulty.yaml", find });
  const diagnostics = result.ok ? [] : result.diagnostics;
  const lines = diagnostics.map(({ line, column, code, details }) =>
    [`${line}:${column}`, code.slice("scenario/".length), details.nearest ?? ""].join(" ").trim(),
  );
  expect(lines).toEqual([
    "1:1 missing",
    "3:1 one_language",
    "7:11 exercise_after_horizon",
    "10:23 unknown_party secretariat",
    "11:11 listed_twice",
    "14:5 moves_out_of_order",
    "16:5 row_without_time",
    "17:5 row_without_content",
    "17:15 row_number_twice",
    "17:54 after_end",
    "18:65 unknown_move",
    "18:79 unknown_objective speed",
    "19:64 unknown_party seat-four",
    "20:5 row_without_expectation",
    "21:76 unknown_platform imageboard",
    "22:161 unknown_state assessing",
    "23:159 role_not_played",
    "24:146 unknown_word cast-vote",
    "24:181 unknown_party",
    "25:164 until_before_time",
    "26:54 bad_duration",
    "26:67 not_one_of email",
    "28:127 too_few",
    "29:45 missing",
  ]);
});

describe("refused", () => {
  test("a scenario or variant that is not there, with the nearest name", () => {
    const result = check({ ...whole, scenario: "five-seat" });
    expect(result.ok ? [] : result.diagnostics[0]).toMatchObject({
      code: "scenario/unknown_scenario",
      details: { found: "five-seat", nearest: "five-seats" },
    });
    expect(told({ ...whole, variant: "founder-agree" })).toEqual(["scenario/unknown_variant variant"]);
  });

  test("a scenario with faults of its own, whose faults are told too", () => {
    const fault = {
      code: "scenario/empty",
      severity: "error",
      source: "five-seats.yaml",
      line: 1,
      column: 1,
      path: "",
      details: {},
    } as const;
    const result = check(whole, () => ({ ok: false, unknown: "nothing", diagnostics: [fault] }));
    expect(result.ok ? [] : result.diagnostics.map(({ code, source }) => [code, source])).toEqual([
      ["scenario/faulty_scenario", "small.yaml"],
      ["scenario/empty", "five-seats.yaml"],
    ]);
  });

  test("a real attack, which is never played", () => {
    const real: Scenario = { ...scenario, incident: { ...scenario.incident, real: true } };
    expect(told(whole, () => ({ ok: true, scenario: real }))).toEqual(["scenario/real_exercise scenario"]);
  });

  test("a row under the name of one of the scenario's own", () => {
    const own: Scenario = { ...scenario, injects: { "row-1": scenario.injects["an-editor-asks"] } };
    expect(told(whole, () => ({ ok: true, scenario: own }))).toEqual([
      "scenario/row_number_twice rows.0.number",
    ]);
  });

  test("two seats of one actor, and tasks that a rating could not tell apart", () => {
    const [seat] = whole.seats;
    const [objective] = whole.objectives;
    const twice = {
      ...whole,
      seats: [seat, { ...seat, id: "second" }],
      objectives: [
        objective,
        { ...objective, id: "other", targets: [{ ...objective.targets[0], id: "second-target" }] },
      ],
    };
    expect(told(twice)).toEqual([
      "scenario/listed_twice seats.1.actor",
      "scenario/listed_twice objectives.1.targets.0.tasks.0.id",
    ]);
  });

  test("a discussion without a move to discuss", () => {
    expect(told({ ...whole, mode: "discussion", moves: [] })).toEqual(["scenario/no_moves mode"]);
  });

  test("acts on whom there is not, and messages to nobody", () => {
    const acts = [
      { corrected: "record" },
      { send: "alert", from: "secretary", to: { kind: "court" } },
      { send: "alert", from: "secretariat", to: "self" },
    ];
    expect(told(withRow({ acts }))).toEqual([
      "scenario/unknown_original rows.1.acts.0.corrected",
      "scenario/unknown_party rows.1.acts.1.from",
      "scenario/inject_to_nobody rows.1.acts.1.to",
      "scenario/inject_to_nobody rows.1.acts.2.to",
    ]);
  });

  test("a condition within others on a slot that such facts do not have", () => {
    const when = { all: [{ not: { happened: { fact: "note.made", other: "secretariat" } } }] };
    expect(told(withRow({ trigger: { kind: "condition", when, until: "PT3H" } }))).toEqual([
      "scenario/unknown_slot rows.1.trigger.when.all.0.not.happened.other",
    ]);
  });
});

describe("warned of", () => {
  test("what may be answered only after ENDEX", () => {
    const expects = { text: both("Answer"), within: "PT3H" };
    expect(told(withRow({ expects }))).toEqual(["scenario/expires_after_end rows.1.expects.within"]);
  });

  test("a sentence in one language, but not a name", () => {
    expect(told({ ...whole, title: "Small" })).toEqual([]);
    expect(told({ ...whole, title: "A small one" })).toEqual(["scenario/one_language title"]);
    expect(told({ ...whole, title: { en: "Same words", fr: "Same words" } })).toEqual([
      "scenario/one_language title",
    ]);
  });
});

test("conditions on what this scenario's facts can say are taken", () => {
  const conditions = [
    { happened: { fact: "decision.taken", actor: "seat-four", what: "cast-vote", how: "oppose" } },
    { happened: { fact: "duty.expired", what: "gifct-2021/golden-hour", atLeast: 2 } },
    { happened: { fact: "inject.delivered", what: "row-1" } },
    { happened: { fact: "message.sent", what: "vote-call", actor: "seat-one", other: "secretariat" } },
    { state: { actor: "secretariat", role: "secretariat", in: ["assessing", "quorate"] } },
    { state: { actor: "video-platform", in: ["incident", "attentive"] } },
  ];
  for (const unless of conditions)
    expect(told(withRow({ trigger: { kind: "contingency", unless } }))).toEqual([]);
});
