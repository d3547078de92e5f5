import { join } from "node:path";
import { expect, test } from "vitest";
import { MeasureFold } from "../../src/measures/index.ts";
import type { Scenario, StateDefinition } from "../../src/model/index.ts";
import { compile, headerOf, Simulation } from "../../src/simulation/index.ts";
import { loadScenario } from "../builders/library.ts";

const ACTIONS = join(import.meta.dirname, "../../scenarios/cookbook/29-action-types.yaml");
const VIEWS = 10_000;

const as = "warning";
const unlabel = [{ type: "unlabel", params: { as } }];

/** The example of construct 29 under its label, whose life goes on as given once it is labelled. */
function scenarioOf(labelled: StateDefinition): Scenario {
  const scenario = loadScenario(ACTIONS, "label");
  const protocols = scenario.protocols.map((protocol) => ({
    ...protocol,
    item: {
      ...protocol.item,
      states: {
        ...protocol.item?.states,
        labelled: { ...labelled, type: undefined, mark: "assumed" as const },
        free: { type: "final" as const, mark: "assumed" as const },
      },
    } as StateDefinition,
  }));
  return { ...scenario, protocols };
}

function measuresOf(scenario: Scenario): ReadonlyMap<string, number | null> {
  const compiled = compile(scenario);
  const fold = new MeasureFold(headerOf(compiled, { seed: 3, replication: 0 }), compiled.dictionary);
  const simulation = new Simulation(compiled, { listener: fold });
  fold.reset();
  simulation.reset(3, 0);
  simulation.run();
  fold.finish();
  return new Map(
    fold
      .measures()
      .flatMap(({ id, platform, value }) => (platform === undefined ? [[id, value] as const] : [])),
  );
}

/** The half-life is an hour: half of all views before the label, a quarter in the hour that it stands. */
const [BEFORE, UNDER] = [0.5, 0.25];
const AFTER = 1 - 2 ** -48 - BEFORE - UNDER;

test("a label that is taken back lowers only the views between", () => {
  const found = measuresOf(scenarioOf({ after: { hour: { target: "free", actions: unlabel } } }));
  expect(found.get("views.total")).toBeCloseTo(VIEWS * (BEFORE + 0.75 * UNDER + AFTER), 3);
  expect(found.get("labels.withdrawn")).toBe(found.get("items.labelled"));
});

test("of two labels the other goes on, and one that is not there cannot be taken back", () => {
  const second = [
    { type: "label", params: { as: "second", effect: { value: 0.4, assumed: [0, 1], because: "x" } } },
  ];
  const found = measuresOf(
    scenarioOf({ entry: second, after: { hour: { target: "free", actions: [...unlabel, ...unlabel] } } }),
  );
  expect(found.get("views.total")).toBeCloseTo(VIEWS * (BEFORE + 0.75 * 0.6 * UNDER + 0.6 * AFTER), 3);
  const labelled = found.get("items.labelled") as number;
  expect(found.get("labels.withdrawn")).toBe(labelled / 2);
});

test("what is down when its label is taken back comes back without, and what was seen before stays", () => {
  const found = measuresOf(
    scenarioOf({
      entry: [{ type: "disable", params: { by: "order" } }, ...unlabel],
      after: { hour: { target: "free", actions: ["restore"] } },
    }),
  );
  expect(found.get("views.total")).toBeCloseTo(VIEWS * (BEFORE + AFTER), 3);
});
