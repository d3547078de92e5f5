import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { MachineDefinition, Scope, StateDefinition } from "../../src/model/index.ts";
import { vocabularyOf } from "../../src/simulation/index.ts";
import { PROTOCOL_IDS, readShippedProtocol } from "../library/shipped.ts";
import { compareMachine } from "../protocol/equivalence.ts";

const SEEDS = 6;
const STEPS = 250;

// XState's development build warns each time a finished actor is sent something.
beforeAll(() => void vi.spyOn(console, "warn").mockImplementation(() => undefined));
afterAll(() => vi.restoreAllMocks());

interface Shipped {
  readonly name: string;
  readonly scope: Scope;
  readonly protocol: string;
  readonly machine: StateDefinition;
}

const MACHINES: readonly Shipped[] = PROTOCOL_IDS.flatMap((protocol) => {
  const { roles, item, hash } = readShippedProtocol(protocol);
  const machines = Object.entries(roles).map(
    ([id, { machine }]): Shipped => ({ name: `${protocol}-${id}`, scope: "actor", protocol, machine }),
  );
  if (item !== undefined) machines.push({ name: `${protocol}-item`, scope: "item", protocol, machine: item });
  if (hash !== undefined) machines.push({ name: `${protocol}-hash`, scope: "hash", protocol, machine: hash });
  return machines;
});

describe("tables and XState's own actor agree on states, effects and timers over random events", () => {
  test.each(MACHINES)("of $name", ({ name, scope, protocol, machine }) => {
    const definition = { ...machine, id: name } as MachineDefinition;
    const vocabulary = vocabularyOf(scope, readShippedProtocol(protocol), machine);
    for (let seed = 1; seed <= SEEDS; seed += 1)
      expect(compareMachine(definition, vocabulary, { seed, steps: STEPS })).toBeUndefined();
  });

  test("for every kind of machine there is", () => {
    expect(new Set(MACHINES.map(({ scope }) => scope))).toEqual(new Set(["actor", "item", "hash"]));
  });
});
