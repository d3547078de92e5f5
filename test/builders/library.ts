import { loadScenario as load, openHouse } from "../../src/cli/compose.ts";
import type { Scenario } from "../../src/model/index.ts";

const house = openHouse();

/** A shipped scenario by its id, or one from a path, under one of its variants: read and checked. */
export function loadScenario(argument: string, variant?: string): Scenario {
  return load(house, argument, variant).scenario;
}
