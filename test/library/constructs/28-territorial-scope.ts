import { strict as assert } from "node:assert";
import type { Bench, Construct } from "../rows.ts";

const PROTOCOL = "scenarios/cookbook/protocols/28-order-with-territory.yaml";
const VIEWS = 10_000;
/** Half of all views come within the half-life of four hours, after which the order acts; 2^-12 after two days. */
const BEFORE = 1 / 2;
const AFTER = 1 - 2 ** -12 - BEFORE;

function reach(bench: Bench, variant?: string): ReadonlyMap<string, number> {
  const { facts, measures } = bench.play({ variant });
  const seen = facts
    .filter(({ kind }) => kind === "reach.counted")
    .map(({ territory, views }) => [String(territory), Number(views)] as const);
  return new Map([...seen, ["all", measures.get("views.total") ?? Number.NaN]]);
}

const near = (found: number | undefined, expected: number) =>
  assert.ok(found !== undefined && Math.abs(found - expected) < 1e-6 * VIEWS, `${found} is not ${expected}`);

export const construct: Construct = {
  number: 28,
  title: "Territorial scope: Union-wide, national, worldwide; who gets around it",
  field: "effects restrictNamed and restrict: territory, leak; platforms.*.audience",
  example: "scenarios/cookbook/28-territorial-scope.yaml",
  proves:
    "from the order on its territory sees only what gets around it, other territories see what they saw, and everywhere is everywhere",
  remove: {
    file: PROTOCOL,
    path: [
      "roles",
      "service",
      "machine",
      "states",
      "choosing",
      "on",
      "territory.union",
      "actions",
      0,
      "params",
      "leak",
    ],
  },
  disable: {
    file: "simulation/reach.ts",
    from: "withheld: part * (1 - leak)",
    to: "withheld: 0 * part * (1 - leak)",
  },
  holds: (bench) => {
    const union = reach(bench);
    near(union.get("union"), 0.4 * VIEWS * (BEFORE + 0.1 * AFTER));
    near(union.get("valdoria"), 0.1 * VIEWS * (BEFORE + AFTER));
    near(union.get("all"), VIEWS * (BEFORE + (1 - 0.4 * 0.9) * AFTER));
    const state = reach(bench, "in-one-state");
    near(state.get("union"), 0.4 * VIEWS * (BEFORE + AFTER));
    near(state.get("valdoria"), 0.1 * VIEWS * (BEFORE + 0.1 * AFTER));
    near(reach(bench, "everywhere").get("all"), VIEWS * BEFORE);
  },
};
