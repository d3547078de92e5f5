import { describe, expect, test } from "vitest";
import type { MachineDefinition, StateDefinition } from "../../src/model/machine-definition.ts";
import {
  EndlessStepError,
  FaultyMachineError,
  type Host,
  listParts,
  MachineTables,
  type TableOptions,
  type Vocabulary,
} from "../../src/protocol/index.ts";
import { compareMachine } from "./equivalence.ts";
import { SAMPLE_MACHINE, SAMPLE_VOCABULARY } from "./sample-machine.ts";

const VOCABULARY: Vocabulary = {
  events: ["go", "back", "vote", "case.open", "case.close"],
  guards: new Set(["enough", "named"]),
  effects: new Set(["count", "enter", "leave", "act"]),
  delays: ["wait", "hour"],
};

/** A machine on tables with a host that writes down what it is told and answers from a function. */
class Trial implements Host {
  readonly tables: MachineTables;
  readonly told: string[] = [];
  votes = 0;
  row: number;
  private readonly answers: (trial: Trial, guard: string, about: string) => boolean;

  constructor(
    machine: StateDefinition,
    answers: (trial: Trial, guard: string, about: string) => boolean = () => true,
    options: TableOptions = {},
  ) {
    this.answers = answers;
    this.tables = new MachineTables({ ...machine, id: "m" }, VOCABULARY, options);
    this.row = this.tables.start(this);
    expect(compareMachine({ ...machine, id: "m" }, VOCABULARY, { seed: 1, steps: 200 })).toBeUndefined();
  }

  send(event: string): string[] {
    return this.after(this.tables.eventCode(event));
  }

  fire(delay: string): string[] {
    return this.after(this.tables.timerEvent(this.tables.timers.findIndex((timer) => timer.delay === delay)));
  }

  get state(): string {
    return this.tables.stateName(this.row);
  }

  ask(guard: number): boolean {
    const { type, about } = this.tables.guards[guard];
    const answer = this.answers(this, type, about);
    this.told.push(`${type} about ${about}? ${answer}`);
    return answer;
  }

  effect(effect: number): void {
    const { type } = this.tables.effects[effect];
    if (type === "count") this.votes += 1;
    this.told.push(type);
  }

  startTimer(timer: number): void {
    this.told.push(`start ${this.tables.timers[timer].delay}`);
  }

  cancelTimer(timer: number): void {
    this.told.push(`cancel ${this.tables.timers[timer].delay}`);
  }

  private after(event: number): string[] {
    this.told.length = 0;
    this.row = this.tables.step(this.row, event, this);
    return [...this.told];
  }
}

const enoughVotes = (trial: Trial) => trial.votes >= 2;

describe("a step on the tables", () => {
  test("lets an `always` guard see what an effect of the same step has changed", () => {
    const trial = new Trial(
      {
        initial: "open",
        states: {
          open: { on: { vote: { actions: "count" } }, always: { guard: "enough", target: "closed" } },
          closed: {},
        },
      },
      enoughVotes,
    );
    expect(trial.send("vote")).toEqual(["count", "enough about incoming? false"]);
    expect(trial.send("vote")).toEqual(["count", "enough about incoming? true"]);
    expect(trial.state).toBe("closed");
  });

  test("asks every question of the initial step before its first effect, as a starting actor does", () => {
    const trial = new Trial({
      initial: "a",
      entry: "enter",
      states: {
        a: { entry: "act", after: { wait: "b" }, always: { guard: "enough", target: "b" } },
        b: { entry: "leave" },
      },
    });
    expect(trial.told).toEqual([
      "enough about incoming? true",
      "enter",
      "act",
      "start wait",
      "cancel wait",
      "leave",
    ]);
  });

  test("starts the clock of a state that is entered again anew", () => {
    const trial = new Trial({
      initial: "a",
      states: {
        a: { after: { wait: "b" }, on: { go: { target: "a", reenter: true }, back: { target: "a" } } },
        b: {},
      },
    });
    expect(trial.send("go")).toEqual(["cancel wait", "start wait"]);
    expect(trial.send("back")).toEqual([]);
  });

  test("cancels the timer that has just fired, which leaves nothing behind", () => {
    const trial = new Trial({ initial: "a", states: { a: { after: { wait: "b" } }, b: {} } });
    expect(trial.fire("wait")).toEqual(["cancel wait"]);
    expect(trial.state).toBe("b");
  });

  test("keeps a fired timer spent when its guard refuses", () => {
    const trial = new Trial(
      { initial: "a", states: { a: { after: { wait: { target: "b", guard: "enough" } } }, b: {} } },
      () => false,
    );
    expect(trial.fire("wait")).toEqual(["enough about incoming? false"]);
    expect(trial.state).toBe("a");
  });

  test("asks a guard about the raised event, not about the one that came in", () => {
    const trial = new Trial({
      initial: "a",
      states: {
        a: { on: { go: { actions: ["act", { raise: "vote" }] }, vote: { guard: "named", target: "b" } } },
        b: {},
      },
    });
    expect(trial.send("go")).toEqual(["act", "named about vote? true"]);
    expect(trial.state).toBe("b");
  });

  test("handles the end of a state as an event of its own", () => {
    const trial = new Trial({
      initial: "work",
      states: {
        work: {
          initial: "a",
          onDone: { guard: "named", target: "over", actions: "act" },
          states: { a: { on: { go: "z" } }, z: { type: "final", entry: "enter" } },
        },
        over: {},
      },
    });
    expect(trial.send("go")).toEqual(["enter", "named about xstate.done.state.m.work? true", "act"]);
    expect(trial.state).toBe("over");
  });

  test("returns to where a state was left, shallow or deep", () => {
    const inner: StateDefinition = {
      initial: "a",
      states: {
        a: { on: { go: "b" } },
        b: { initial: "x", states: { x: { on: { go: "y" } }, y: {} } },
        s: { type: "history" },
        d: { type: "history", history: "deep" },
      },
      on: { back: "out" },
    };
    const trial = new Trial({
      initial: "in",
      states: { in: inner, out: { on: { "case.open": "in.s", "case.close": "in.d" } } },
    });
    for (const event of ["go", "go", "back", "case.open"]) trial.send(event);
    expect(trial.state).toBe("in.b.x");
    for (const event of ["go", "back", "case.close"]) trial.send(event);
    expect(trial.state).toBe("in.b.y");
  });

  test("stops for good in a final state: nothing is heard, no clock runs", () => {
    const trial = new Trial({
      initial: "a",
      exit: "leave",
      on: { vote: { actions: "act" } },
      after: { hour: { actions: "act" } },
      states: { a: { on: { go: "z" } }, z: { type: "final" } },
    });
    expect(trial.send("go")).toEqual(["leave", "cancel hour"]);
    expect(trial.tables.isFinal(trial.row)).toBe(true);
    expect(trial.send("vote")).toEqual([]);
    expect(trial.fire("hour")).toEqual([]);
  });

  test("never lets a wildcard catch a timer or the end of a state", () => {
    const trial = new Trial({
      initial: "work",
      on: { "*": { actions: "act" } },
      states: {
        work: {
          initial: "a",
          after: { wait: "over" },
          states: { a: { on: { go: "z" } }, z: { type: "final" } },
        },
        over: {},
      },
    });
    expect(trial.send("go")).toEqual([]);
    expect(trial.send("back")).toEqual(["act"]);
    expect(trial.fire("wait")).toEqual(["cancel wait"]);
  });

  test("tries an exact event before `x.*`, and `x.*` before `*`", () => {
    const trial = new Trial(
      {
        initial: "a",
        states: {
          a: {
            on: {
              "*": { actions: "leave" },
              "case.*": { guard: "enough", actions: "act" },
              "case.open": { guard: "named", actions: "enter" },
            },
          },
        },
      },
      () => false,
    );
    expect(trial.send("case.open")).toEqual([
      "named about incoming? false",
      "enough about incoming? false",
      "leave",
    ]);
    expect(trial.send("go")).toEqual(["leave"]);
  });

  test("leaves everything as it is for an event that the machine never listens to", () => {
    const trial = new Trial(
      { initial: "a", states: { a: { on: { go: "b" }, always: { guard: "enough", target: "b" } }, b: {} } },
      () => false,
    );
    expect(trial.tables.eventCode("back")).toBe(-1);
    expect(trial.send("back")).toEqual([]);
  });

  test("keeps one guard with two parameters as two questions", () => {
    const trial = new Trial(
      {
        initial: "a",
        states: {
          a: {
            on: {
              go: [
                { guard: { type: "named", params: { of: 1 } }, target: "b" },
                { guard: { type: "named", params: { of: 2 } }, target: "b" },
              ],
            },
          },
          b: {},
        },
      },
      () => false,
    );
    trial.send("go");
    expect(trial.tables.guards.map(({ params }) => params)).toEqual([{ of: 1 }, { of: 2 }]);
  });

  test("shows a step that never comes to rest as an error with the machine and the event", () => {
    const definition: MachineDefinition = {
      id: "m",
      initial: "a",
      states: { a: { on: { go: "b" } }, b: { always: "c" }, c: { always: "b" } },
    };
    const tables = new MachineTables(definition, VOCABULARY);
    const host = {
      ask: () => true,
      effect: () => undefined,
      startTimer: () => undefined,
      cancelTimer: () => undefined,
    };
    const row = tables.start(host);
    expect(() => tables.step(row, tables.eventCode("go"), host)).toThrow(EndlessStepError);
  });

  test("lets a host step another actor on the same tables while it is being told", () => {
    const machine: MachineDefinition = {
      id: "m",
      initial: "a",
      states: {
        a: { on: { go: { target: "b", actions: ["act", "count"], guard: "enough" } } },
        b: { always: { guard: "named", target: "c" } },
        c: {},
      },
    };
    const tables = new MachineTables(machine, VOCABULARY, { maxRows: 1 });
    let depth = 0;
    const ends: string[] = [];
    const host: Host = {
      ask: () => true,
      effect: () => {
        depth += 1;
        if (depth < 6) run();
      },
      startTimer: () => undefined,
      cancelTimer: () => undefined,
    };
    const run = () =>
      void ends.push(tables.stateName(tables.step(tables.start(host), tables.eventCode("go"), host)));
    run();
    expect(new Set(ends)).toEqual(new Set(["c"]));
    expect(ends.length).toBeGreaterThan(3);
  });
});

describe("rows", () => {
  test("are named by their states in the order of the definition, however they were reached", () => {
    const region: StateDefinition = { initial: "idle", states: { idle: { on: { go: "open" } }, open: {} } };
    const trial = new Trial({
      initial: "active",
      states: { active: { type: "parallel", states: { hashes: region, comms: region } } },
    });
    expect(trial.state).toBe("active{hashes.idle,comms.idle}");
    trial.send("go");
    expect(trial.state).toBe("active{hashes.open,comms.open}");
    expect(trial.tables.states(trial.row)).toEqual([
      "m.active",
      "m.active.hashes",
      "m.active.hashes.open",
      "m.active.comms",
      "m.active.comms.open",
    ]);
  });

  test("know the tags of their states", () => {
    const trial = new Trial({ initial: "a", states: { a: { on: { go: "b" } }, b: { tags: ["active"] } } });
    expect(trial.tables.hasTag(trial.row, "active")).toBe(false);
    trial.send("go");
    expect(trial.tables.hasTag(trial.row, "active")).toBe(true);
  });

  test("stay valid when the tables have forgotten what they learnt", () => {
    const trial = new Trial(
      { initial: "a", states: { a: { on: { go: "b" } }, b: { on: { back: "a" } } } },
      () => true,
      { maxRows: 1 },
    );
    const first = trial.row;
    for (let turn = 0; turn < 3; turn += 1) {
      trial.send("go");
      expect(trial.state).toBe("b");
      trial.send("back");
      expect(trial.row).toBe(first);
    }
    expect(trial.tables.statistics().rows).toBe(2);
    expect(trial.tables.statistics().misses).toBeGreaterThan(4);
  });
});

describe("coverage", () => {
  test("names the parts that took part in a step, out of all parts of the machine", () => {
    const machine: StateDefinition = {
      initial: "a",
      states: {
        a: { on: { go: [{ guard: "enough", target: "b" }, { actions: "act" }] }, after: { wait: "b" } },
        b: { entry: "enter" },
      },
    };
    const trial = new Trial(machine, () => false, { coverage: true });
    trial.send("go");
    trial.send("go");
    expect([...trial.tables.coverage()].sort()).toEqual([
      "delays.wait",
      "effects.act",
      "guards.enough",
      "states.a",
      "states.a.on.go.1",
    ]);
    const parts = listParts({ ...machine, id: "m" }, VOCABULARY);
    expect(parts).toContain("states.a.after.wait.0");
    for (const part of trial.tables.coverage()) expect(parts).toContain(part);
  });
});

describe("questions to XState", () => {
  test("are asked once for each state, event and answers so far", () => {
    const trial = new Trial(
      { initial: "a", states: { a: { on: { go: { guard: "enough", target: "b" } } }, b: {} } },
      enoughVotes,
    );
    trial.send("go");
    const { misses } = trial.tables.statistics();
    for (let turn = 0; turn < 100; turn += 1) trial.send("go");
    expect(trial.tables.statistics().misses).toBe(misses);
  });

  test("are refused for a definition with faults", () => {
    const faulty = { id: "m", initial: "nowhere", states: { a: {} } };
    expect(() => new MachineTables(faulty, VOCABULARY)).toThrow(FaultyMachineError);
  });
});

test("the sample machine runs alike on the tables and in XState's actor", () => {
  expect(compareMachine(SAMPLE_MACHINE, SAMPLE_VOCABULARY, { seed: 4, steps: 3_000 })).toBeUndefined();
});
