/**
 * Steps of every shipped machine on the tables against XState's running actor, one line of JSON a machine.
 *
 * Most shipped machines come to rest after a few events, and events that a machine ignores flatter the tables. So each
 * machine is measured twice: as it is, where it lives long enough, and inside a root that starts it again now and then.
 * The lower of the two ratios counts.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { MachineDefinition, Protocol, Scope, StateDefinition } from "../../src/model/index.ts";
import { MachineTables, type Vocabulary } from "../../src/protocol/index.ts";
import { parseProtocol } from "../../src/scenario/index.ts";
import { vocabularyOf } from "../../src/simulation/compile.ts";
import { readLibrary } from "../../src/store/index.ts";
import { benchSteps, type StepBenchResult } from "../protocol/step-bench.ts";

/** Fewer steps than this before the machine finishes are too few to be timed. */
const LEAST_STEPS = 1000;
const AGAIN = "bench.again";
const TICK = "bench.tick";
/** Own events, each at least once (or ticks, for a machine that hears none), for each time that the machine is started again. */
const BETWEEN = 15;

interface Shipped {
  readonly name: string;
  readonly scope: Scope;
  readonly machine: StateDefinition;
}

function machinesOf(protocol: Protocol): Shipped[] {
  const found: Shipped[] = [];
  const add = (part: string, scope: Scope, machine: StateDefinition | undefined) => {
    if (machine !== undefined) found.push({ name: `${protocol.id}-${part}`, scope, machine });
  };
  add("item", "item", protocol.item);
  add("hash", "hash", protocol.hash);
  for (const [id, role] of Object.entries(protocol.roles)) add(id, "actor", role.machine);
  return found;
}

/** The machine inside a root that starts it again, with a vocabulary in which that is one event in so many. */
function reborn(
  definition: MachineDefinition,
  vocabulary: Vocabulary,
): readonly [MachineDefinition, Vocabulary] {
  const tables = new MachineTables(definition, vocabulary);
  const heard = vocabulary.events.filter((event) => tables.eventCode(event) >= 0);
  const between = Array.from({ length: Math.max(BETWEEN, heard.length) }, (_, i) =>
    heard.length === 0 ? TICK : heard[i % heard.length],
  );
  const { id, ...life } = definition;
  const root = {
    id,
    initial: "life",
    on: { [AGAIN]: { target: ".life", reenter: true }, ...(heard.length === 0 ? { [TICK]: {} } : {}) },
    states: { life },
  };
  return [root as MachineDefinition, { ...vocabulary, events: [...between, AGAIN] }];
}

const now = () => performance.now();
const print = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);

function measure({ name, scope, machine }: Shipped, protocol: Protocol): void {
  const definition = { ...machine, id: name } as MachineDefinition;
  const vocabulary = vocabularyOf(scope, protocol, machine);
  const again: StepBenchResult = benchSteps(...reborn(definition, vocabulary), now);
  // A short trial tells whether the machine lives long enough by itself.
  const hears = new MachineTables(definition, vocabulary);
  const isDeaf = vocabulary.events.every((event) => hears.eventCode(event) < 0);
  const trial = isDeaf
    ? undefined
    : benchSteps(definition, vocabulary, now, { steps: LEAST_STEPS, repeats: 1, pairs: 1 });
  const asItIs =
    trial !== undefined && trial.steps >= LEAST_STEPS ? benchSteps(definition, vocabulary, now) : undefined;
  const least = asItIs !== undefined && asItIs.ratio < again.ratio ? asItIs : again;
  print({ name, ...least, again: again.ratio, asItIs: asItIs?.ratio });
}

for (const file of readLibrary(resolve(import.meta.dirname, "../../scenarios")).protocols) {
  const read = parseProtocol(readFileSync(file.path, "utf8"), { source: file.id });
  if (!read.ok) {
    print({ name: file.id, fault: read.diagnostics[0]?.code ?? "unreadable" });
    continue;
  }
  for (const shipped of machinesOf(read.protocol)) {
    try {
      measure(shipped, read.protocol);
    } catch (error) {
      print({ name: shipped.name, fault: error instanceof Error ? error.message : String(error) });
    }
  }
}
