import { loadExercise, openHouse } from "../../src/cli/compose.ts";
import { playedScenario } from "../../src/exercise/index.ts";
import type { Scenario } from "../../src/model/index.ts";
import { readShipped } from "../library/shipped.ts";
import type { Setting } from "./calibration.ts";

/**
 * Shipped scenarios made small, so that hundreds of exercises with hundreds of continuations each can be played: a fifth of
 * the offspring of everything, six hours instead of days. Actors, protocols, clocks, hours and chances are as shipped.
 */

const MINUTE = 60_000;
const HORIZON = 360 * MINUTE;
const SHARE = 0.2;
const SCALE = 0.01;

type Offspring = Scenario["platforms"][string]["offspring"];

const fewer = (offspring: Offspring): Offspring =>
  Object.fromEntries(
    Object.entries(offspring).map(([to, given]) => [to, { ...given, value: given.value * SHARE }]),
  );

const each = <From, To>(
  all: Readonly<Record<string, From>>,
  change: (given: From) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(all).map(([name, given]) => [name, change(given)]));

function made(scenario: Scenario): Scenario {
  return {
    ...scenario,
    horizon: HORIZON,
    platforms: each(scenario.platforms, (given) => ({ ...given, offspring: fewer(given.offspring) })),
    originals: each(scenario.originals, (given) =>
      given.offspring === undefined ? given : { ...given, offspring: fewer(given.offspring) },
    ),
  };
}

const SMALL: readonly (readonly [id: string, variant: string])[] = [
  ["unclear-order", "base"],
  ["five-seats", "base"],
  ["livestreamed-attack", "eu-one-hour-order"],
  ["second-attack", "base"],
];

export const small = (): readonly Setting[] =>
  SMALL.map(([id, variant]) => ({
    name: `${id}, ${variant}`,
    scenario: made(readShipped(id, variant).scenario),
    scale: SCALE,
    from: 20 * MINUTE,
    to: 180 * MINUTE,
  }));

/** A finished exercise of the library with its list of events, at its own size. */
export function firstThreeHours(): Setting {
  const { exercise, scenario } = loadExercise(openHouse(), "first-three-hours");
  const { id, scale, duration } = exercise;
  return { name: id, scenario: playedScenario(scenario, exercise), scale, from: 20 * MINUTE, to: duration };
}
