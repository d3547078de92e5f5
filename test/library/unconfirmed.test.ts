import { describe, expect, test } from "vitest";
import { prepare, Recording } from "../../src/experiment/index.ts";
import { activeIn, type UnconfirmedStep, unconfirmedSteps } from "../../src/measures/index.ts";
import type { Protocol, StateDefinition } from "../../src/model/index.ts";
import { readShipped } from "./shipped.ts";

/** One run of the shipped scenario, read once; marks do not change what happens. */
function play(variant: string) {
  const { scenario } = readShipped("livestreamed-attack", variant);
  const { paths, facts } = new Recording(prepare(scenario), { seed: 1, replication: 0 }).finish();
  const records = new Map(facts.map((record) => [record.n, record]));
  for (const { steps } of paths) for (const { record } of steps) records.set(record.n, record);
  const all = [...records.values()].sort((a, b) => a.n - b.n);
  return (change: (protocols: Protocol[]) => void = () => undefined): UnconfirmedStep[] => {
    const protocols = structuredClone(scenario.protocols) as Protocol[];
    change(protocols);
    return unconfirmedSteps(paths, all, protocols);
  };
}

const told = play("eu-one-hour-order");

type Marked = { mark?: unknown; states?: Record<string, Marked>; on?: Record<string, Marked> };
const host = (protocols: Protocol[]): Marked =>
  protocols.find(({ id }) => id === "eu-removal-order")?.roles.host.machine as Marked;

/** How the order's hour is marked where it is listed. */
const hourIn = (steps: readonly UnconfirmedStep[]) =>
  steps.find(({ kind, name }) => kind === "duty" && name === "remove-within-the-hour")?.mark;

/** The order's hour, marked otherwise. */
const weaken = (mark: "recalled" | undefined) => (protocols: Protocol[]) => {
  for (const { duties } of protocols)
    for (const [name, duty] of Object.entries(duties))
      if (name === "remove-within-the-hour") Object.assign(duty, { mark });
};

describe("steps that nobody confirmed", () => {
  test("of an order that was carried out are those marked so, and none that was read", () => {
    const steps = told().filter(({ protocol }) => protocol === "eu-removal-order");
    const names = steps.map(({ kind, machine, name }) => `${kind} ${machine} ${name}`);
    expect(names).toContain("state issuing-authority learning");
    expect(names).toContain("transition issuing-authority learning");
    expect(names).not.toContain("state host examining");
    for (const { mark } of steps) expect(["recalled", "assumed"]).toContain(mark);
  });

  test("a state and a transition that it passed through are listed once their marks are weakened", () => {
    const steps = told((protocols) => {
      const { states } = host(protocols);
      (states as Record<string, Marked>).examining.mark = "recalled";
      const { on } = (states as Record<string, Marked>).delivered;
      for (const each of (on as Record<string, Marked>)["removal-order.opened"] as Marked[])
        each.mark = { mark: "recalled" };
    }).filter(({ mark, protocol }) => mark === "recalled" && protocol === "eu-removal-order");
    expect(steps).toContainEqual(
      expect.objectContaining({ kind: "state", machine: "host", name: "examining" }),
    );
    expect(steps).toContainEqual(
      expect.objectContaining({
        kind: "transition",
        machine: "host",
        name: "delivered",
        event: "removal-order.opened",
      }),
    );
  });

  test("what it did not pass through is not listed, however it is marked", () => {
    const steps = told((protocols) => {
      (host(protocols).states as Record<string, Marked>).hindered.mark = "recalled";
    });
    expect(steps.some(({ name }) => name === "hindered")).toBe(false);
  });

  test("of a duty its own mark counts; without one it is assumed", () => {
    expect(hourIn(told())).toBeUndefined();
    expect(hourIn(told(weaken("recalled")))).toBe("recalled");
    expect(hourIn(told(weaken(undefined)))).toBe("assumed");
  });

  test("states within regions are read from their one-line name", () => {
    const leaf: StateDefinition = {};
    const region = { initial: "open", states: { open: leaf, shut: leaf } };
    const definition: StateDefinition = {
      states: { active: { type: "parallel", states: { hashes: region, comms: region } } },
    };
    expect(activeIn(definition, "active{hashes.open,comms.shut}").map((path) => path.join("."))).toEqual([
      "active",
      "active.hashes",
      "active.hashes.open",
      "active.comms",
      "active.comms.shut",
    ]);
  });
});
