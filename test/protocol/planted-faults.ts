import type { MachineDefinition } from "../../src/model/machine-definition.ts";
import { type Host, MachineTables, type Vocabulary } from "../../src/protocol/index.ts";
import { type MakeRunner, type Runner, TableRunner } from "./equivalence.ts";

// Tables with one fault each. The comparison must find every one of them, or it would not find ours either.

/** A runner whose host is not told, or asked, quite what the tables say. */
class BentRunner extends TableRunner {
  private readonly bend: (host: Host) => Host & { flush?: () => void };

  constructor(tables: MachineTables, bend: (host: Host) => Host & { flush?: () => void }) {
    super(tables);
    this.bend = bend;
  }

  override start(host: Host): void {
    this.through(host, (bent) => super.start(bent));
  }

  override send(type: string, host: Host): void {
    this.through(host, (bent) => super.send(type, bent));
  }

  override fire(timer: number, host: Host): void {
    this.through(host, (bent) => super.fire(timer, bent));
  }

  private through(host: Host, act: (bent: Host) => void): void {
    const bent = this.bend(host);
    act(bent);
    bent.flush?.();
  }
}

function tablesOf(definition: MachineDefinition, vocabulary: Vocabulary): MachineTables {
  return new MachineTables(definition, vocabulary, { maxMicrosteps: 40 });
}

const bent =
  (bend: (host: Host) => Host & { flush?: () => void }): MakeRunner =>
  (definition, vocabulary) =>
    new BentRunner(tablesOf(definition, vocabulary), bend);

function copyOf(host: Host): Host {
  return {
    ask: (guard) => host.ask(guard),
    effect: (effect) => host.effect(effect),
    startTimer: (timer) => host.startTimer(timer),
    cancelTimer: (timer) => host.cancelTimer(timer),
  };
}

/** A cancel is dropped. */
const dropsCancel = bent((host) => ({ ...copyOf(host), cancelTimer: () => undefined }));

/** Of two effects in a row the second comes first. */
const swapsEffects = bent((host) => {
  let held: number | undefined;
  const flush = () => {
    if (held !== undefined) host.effect(held);
    held = undefined;
  };
  const before =
    <T extends unknown[], R>(act: (...args: T) => R) =>
    (...args: T) => {
      flush();
      return act(...args);
    };
  const effect = (next: number) => {
    if (held === undefined) held = next;
    else {
      host.effect(next);
      flush();
    }
  };
  return {
    effect,
    ask: before((guard: number) => host.ask(guard)),
    startTimer: before((timer: number) => host.startTimer(timer)),
    cancelTimer: before((timer: number) => host.cancelTimer(timer)),
    flush,
  };
});

/** Every guard is asked before the first effect of the step. */
const asksTooEarly = bent((host) => {
  const later: (() => void)[] = [];
  return {
    ask: (guard) => host.ask(guard),
    effect: (effect) => void later.push(() => host.effect(effect)),
    startTimer: (timer) => void later.push(() => host.startTimer(timer)),
    cancelTimer: (timer) => void later.push(() => host.cancelTimer(timer)),
    flush: () => {
      for (const act of later) act();
    },
  };
});

/** A timer that has fired is delivered a second time. */
const deliversSpentTimer: MakeRunner = (definition, vocabulary) => {
  const runner = new TableRunner(tablesOf(definition, vocabulary));
  const fire = runner.fire.bind(runner);
  return Object.assign(runner, {
    fire: (timer: number, host: Host) => {
      fire(timer, host);
      fire(timer, host);
    },
  });
};

/** A guard is answered with the payload of another event than the one it asks about. */
const mistakesTheEvent: MakeRunner = (definition, vocabulary) => {
  const tables = tablesOf(definition, vocabulary);
  const runner = new TableRunner(tables);
  const lists = { guards: blind(tables.guards), effects: tables.effects, timers: tables.timers };
  return Object.defineProperties(runner, { guards: { value: lists.guards } }) as Runner;
};

/** The same calls, all said to be about the event that came in. */
function blind(calls: MachineTables["guards"]): MachineTables["guards"] {
  return new Proxy(calls, {
    get: (list, index) => {
      const call = Reflect.get(list, index) as unknown;
      return typeof call === "object" && call !== null && "about" in call
        ? { ...call, about: "incoming" }
        : call;
    },
  });
}

/** What is remembered by history states is lost. */
const forgetsHistory: MakeRunner = (definition, vocabulary) => {
  const text = JSON.stringify(definition).replaceAll('"history":"deep"', '"history":"shallow"');
  return new TableRunner(tablesOf(JSON.parse(text) as MachineDefinition, vocabulary));
};

/** A machine that has finished still hears events: it starts anew. */
const livesOn: MakeRunner = (definition, vocabulary) => {
  const runner = new TableRunner(tablesOf(definition, vocabulary));
  const send = runner.send.bind(runner);
  return Object.assign(runner, {
    send: (type: string, host: Host) => (runner.isFinal() ? runner.start(host) : send(type, host)),
  });
};

export const PLANTED_FAULTS: Readonly<Record<string, MakeRunner>> = {
  "a dropped cancel": dropsCancel,
  "two effects swapped": swapsEffects,
  "guards asked too early": asksTooEarly,
  "a spent timer delivered again": deliversSpentTimer,
  "a guard about the wrong event": mistakesTheEvent,
  "deep history taken for shallow": forgetsHistory,
  "a finished machine that still listens": livesOn,
};
