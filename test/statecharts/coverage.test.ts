import { describe, expect, test } from "vitest";
import { runCoverage } from "../../src/experiment/index.ts";
import type { Protocol, Scenario, StateDefinition } from "../../src/model/index.ts";
import { addProbes, findUnused, listDefinitionParts, type MachineUse } from "../../src/verification/index.ts";
import { goldenHour } from "../cli/command.ts";
import { readShipped } from "../library/shipped.ts";
import { digestsOf } from "./trial.ts";

const SEEDS = [1, 2, 3];

function changeRole(scenario: Scenario, change: (machine: StateDefinition) => StateDefinition): Scenario {
  const protocols = scenario.protocols.map((protocol): Protocol => {
    if (protocol.roles.desk === undefined) return protocol;
    const { desk } = protocol.roles;
    return { ...protocol, roles: { ...protocol.roles, desk: { ...desk, machine: change(desk.machine) } } };
  });
  return { ...scenario, protocols };
}

function unusedIn(scenario: Scenario): string[] {
  const uses = runCoverage(addProbes(scenario), { seeds: SEEDS });
  return findUnused(scenario.protocols, uses)
    .filter(({ machine }) => machine === "roles.desk")
    .map(({ kind, path }) => `${kind} ${path.slice(3).join(".")}`);
}

const toy: Protocol = {
  id: "toy",
  roles: {
    someone: {
      machine: {
        initial: "a",
        states: {
          a: { on: { go: [{ guard: "isPublic", target: "b", actions: ["note", "note"] }, "c"] } },
          b: { after: { wait: "c" }, entry: "note" },
          c: {},
        },
      },
    },
  },
} as unknown as Protocol;

const useOf = (taken: readonly string[], refused: readonly string[] = []): MachineUse => ({
  protocol: "toy",
  machine: "roles.someone",
  taken: new Set(taken),
  refused: new Set(refused),
});

const told = (uses: readonly MachineUse[]) =>
  findUnused([toy], uses).map(({ kind, path }) => `${kind} ${path.slice(3).join(".")}`);

describe("parts of a definition", () => {
  test("are its states, transitions, guards, effects and delays, each at its place", () => {
    expect(listDefinitionParts(toy).map(({ kind, path }) => `${kind} ${path.slice(3).join(".")}`)).toEqual([
      "state states.a",
      "transition states.a.on.go.0",
      "guard states.a.on.go.0.guard",
      "effect states.a.on.go.0.actions.0",
      "effect states.a.on.go.0.actions.1",
      "transition states.a.on.go.1",
      "state states.b",
      "effect states.b.entry",
      "delay states.b.after.wait",
      "transition states.b.after.wait",
      "state states.c",
    ]);
  });

  test("are unused as a whole where nothing of a machine took part", () => {
    expect(told([])).toEqual(["state states.a", "state states.b", "state states.c"]);
  });

  test("are told with the outermost part only, and a guard that never said no by itself", () => {
    expect(told([useOf(["states.a", "states.a.on.go.0", "states.b"])])).toEqual([
      "guard states.a.on.go.0.guard",
      "transition states.a.on.go.1",
      "transition states.b.after.wait",
      "state states.c",
    ]);
  });

  test("count as used when any of several runs used them", () => {
    const first = useOf(["states.a", "states.a.on.go.0", "states.b", "states.b.after.wait.0", "states.c"]);
    const second = useOf(["states.a", "states.a.on.go.1", "states.c"], ["refused-0"]);
    expect(told([first, second])).toEqual([]);
  });
});

describe("coverage of a scenario", () => {
  const { scenario } = readShipped("livestreamed-attack");

  test("changes nothing of what happens, probes included", () => {
    const plain = digestsOf(scenario);
    const probed = digestsOf(addProbes(scenario));
    for (const seed of SEEDS) expect(probed(seed)).toBe(plain(seed));
  });

  test("names a state that nothing leads to, a transition never taken and a guard that never says no", () => {
    const before = unusedIn(scenario);
    const planted = changeRole(scenario, (machine) => {
      const [initial] = [machine.initial as string];
      const { [initial]: first, ...states } = machine.states as Record<string, StateDefinition>;
      const on = Object.fromEntries(
        Object.entries(first.on ?? {}).map(([event, given]) => [
          event,
          { ...(given as object), guard: { type: "chance", params: { name: "certain", of: 1 } } },
        ]),
      );
      return {
        ...machine,
        states: {
          [initial]: {
            ...first,
            on: {
              ...on,
              "incident.ended": { guard: { type: "flagIs", params: { flag: "never" } }, target: "nowhere" },
            },
          },
          ...states,
          nowhere: { entry: [{ type: "setFlag", params: { flag: "nothing" } }] },
        },
      };
    });
    const named = unusedIn(planted).filter((part) => !before.includes(part));
    const guards = Object.keys(
      (scenario.protocols.find(({ roles }) => roles.desk !== undefined) as Protocol).roles.desk.machine.states
        ?.calm?.on ?? {},
    ).map((event) => `guard states.calm.on.${event}.guard`);
    expect(named.sort()).toEqual(
      [...guards, "state states.nowhere", "transition states.calm.on.incident.ended"].sort(),
    );
  });
});

test("check names parts that never took part, on request, at their place and without refusing the file", async () => {
  const file = "scenarios/livestreamed-attack.yaml";
  const { code, stdout } = await goldenHour("check", file, "--seeds", "1", "--json");
  expect(code).toBe(0);
  const { diagnostics, errors } = JSON.parse(stdout) as {
    errors: number;
    diagnostics: { code: string; line: number; source: string; message?: string }[];
  };
  expect(errors).toBe(0);
  const unused = diagnostics.filter((each) => each.code === "verification/never_used");
  // One seed leaves out what is rare.
  expect(unused.length).toBeGreaterThan(0);
  for (const { line, source } of unused) {
    expect(line).toBeGreaterThan(0);
    expect(source).toContain("protocols/");
  }
});
