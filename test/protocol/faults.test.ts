import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildMachine, findMachineFaults, type Vocabulary } from "../../src/protocol/index.ts";
import { machines, TEST_VOCABULARY } from "../arbitraries/machines.ts";

const VOCABULARY: Vocabulary = {
  events: ["go", "case.open", "case.close"],
  guards: new Set(["enough"]),
  effects: new Set(["act"]),
  delays: ["hour"],
};

/** Codes with their places, for a machine with this one state `a` beside `b`. */
function faultsOf(a: object, more: object = {}, top: object = {}): string[] {
  const definition = { id: "m", initial: "a", states: { a, b: {}, ...more }, ...top };
  return findMachineFaults(definition, VOCABULARY).map(
    ({ code, path }) => `${code.slice("protocol/".length)} ${path.join("/")}`,
  );
}

describe("a definition is refused if", () => {
  const cases: readonly (readonly [string, object, object, string])[] = [
    ["a target that does not exist", { on: { go: "nowhere" } }, {}, "target_unknown states/a/on/go"],
    [
      "a list's target that does not exist",
      { on: { go: [{ target: "b" }, { target: "c" }] } },
      {},
      "target_unknown states/a/on/go/1/target",
    ],
    ["a missing initial state", { states: { x: {} } }, {}, "initial_missing states/a"],
    [
      "an initial state that does not exist",
      { initial: "y", states: { x: {} } },
      {},
      "initial_unknown states/a/initial",
    ],
    [
      "a history state as the initial one",
      { initial: "h", states: { x: {}, h: { type: "history" } } },
      {},
      "initial_is_history states/a/initial",
    ],
    ["two states with the same id", { id: "same" }, { c: { id: "same" } }, "same_id states/c"],
    [
      "a clock on a final state",
      { type: "final", after: { hour: "b" } },
      {},
      "key_not_allowed_here states/a/after",
    ],
    ["an unknown key", { entrance: "act" }, {}, "unknown_key states/a/entrance"],
    ["a word of XState outside the language", { invoke: { src: "x" } }, {}, "refused_key states/a/invoke"],
    ["an assignment", { entry: { assign: { n: 1 } } }, {}, "refused_key states/a/entry/assign"],
    ["a function", { entry: () => 1 }, {}, "wrong_shape states/a/entry"],
    ["an unknown event", { on: { gone: "b" } }, {}, "event_unknown states/a/on/gone"],
    ["a wildcard in the middle", { on: { "case.*.x": "b" } }, {}, "wildcard_malformed states/a/on/case.*.x"],
    [
      "a wildcard for nothing",
      { on: { "cases.*": "b" } },
      {},
      "wildcard_matches_nothing states/a/on/cases.*",
    ],
    [
      "an unknown guard",
      { on: { go: { target: "b", guard: { not: "enoough" } } } },
      {},
      "guard_unknown states/a/on/go/guard/not",
    ],
    ["an unknown effect", { exit: ["act", { type: "acts" }] }, {}, "effect_unknown states/a/exit/1/type"],
    ["an unknown delay", { after: { hours: "b" } }, {}, "delay_unknown states/a/after/hours"],
    ["a delay in milliseconds", { after: { 1000: "b" } }, {}, "delay_is_number states/a/after/1000"],
    [
      "a raised event that nothing hears",
      { entry: { raise: "gone" } },
      {},
      "event_never_heard states/a/entry/raise",
    ],
    [
      "parameters that are not plain data",
      { entry: { type: "act", params: { f: () => 1 } } },
      {},
      "params_not_plain states/a/entry/params",
    ],
    ["the end of a state that cannot end", { onDone: "b" }, {}, "done_never_comes states/a/onDone"],
    ["a parallel state without regions", { type: "parallel" }, {}, "states_missing states/a"],
    ["a state whose name every object has", {}, { constructor: {} }, "bad_state_name states/constructor"],
    ["a dot in a state's name", {}, { "x.y": {} }, "bad_state_name states/x.y"],
    [
      "a history state led to from inside",
      { initial: "x", states: { x: { on: { go: "h" } }, h: { type: "history" } } },
      {},
      "history_from_inside states/a/states/x/on/go",
    ],
    [
      "a fallback outside the state it belongs to",
      { initial: "x", states: { x: {}, h: { type: "history", target: "#m.b" } } },
      {},
      "fallback_outside states/a/states/h/target",
    ],
    ["an unknown mark", { mark: "guessed" }, {}, "wrong_shape states/a/mark"],
    ["an empty list of transitions", { on: { go: [] } }, {}, "list_empty states/a/on/go"],
    ["a list of targets", { on: { go: { target: ["b"] } } }, {}, "wrong_shape states/a/on/go/target"],
    ["a state that is no object", { initial: "x", states: { x: null } }, {}, "wrong_shape states/a/states/x"],
  ];
  for (const [name, state, more, fault] of cases) {
    test(`it has ${name}`, () => expect(faultsOf(state, more)).toEqual([fault]));
  }

  test("several things are wrong, and all are told at once", () => {
    expect(faultsOf({ on: { go: "nowhere", gone: "b" }, entry: "acts" })).toHaveLength(3);
  });

  test("a name has a slip, with the nearest right name", () => {
    const [fault] = findMachineFaults(
      { id: "m", initial: "aa", states: { ab: { on: { "case.opem": "ab" } } } },
      VOCABULARY,
    );
    expect(fault).toMatchObject({ code: "protocol/initial_unknown", name: "aa", nearest: "ab" });
  });
});

describe("the check", () => {
  test("takes any value and never throws", () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 5 }), fc.anything(), (states, on) => {
        const whole = findMachineFaults(states, VOCABULARY);
        const part = findMachineFaults(
          { id: "m", initial: "a", states, on, entry: on, always: on },
          VOCABULARY,
        );
        expect([Array.isArray(whole), Array.isArray(part)]).toEqual([true, true]);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  test("passes exactly what XState can build: generated machines have no faults and are built", () => {
    for (const definition of fc.sample(machines, { seed: 12, numRuns: 50 })) {
      expect(findMachineFaults(definition, TEST_VOCABULARY)).toEqual([]);
      const meanings = { guard: () => true, effect: () => undefined, delay: () => 0 };
      expect(buildMachine(definition, TEST_VOCABULARY, meanings).id).toBe("m");
    }
  });

  test("hears an event that only the machine itself raises", () => {
    expect(faultsOf({ entry: { raise: "own.signal" }, on: { "own.signal": "b" } })).toEqual([]);
  });

  test("carries marks and descriptions without minding them", () => {
    const mark = { mark: "read", source: "A report, page 3" };
    expect(
      faultsOf({
        mark,
        description: "First.",
        on: { go: { target: "b", mark: "assumed", guard: { type: "enough", mark } } },
      }),
    ).toEqual([]);
  });
});
