import type { Scenario } from "../model/index.ts";
import { type CompiledScenario, compile, Simulation } from "../simulation/index.ts";

/** What took part of one statechart: the shape that `verification` judges. */
export interface Use {
  readonly protocol: string;
  /** `roles.<id>`, `item` or `hash` */
  readonly machine: string;
  readonly taken: ReadonlySet<string>;
  readonly refused: ReadonlySet<string>;
}

export interface CoveragePlan {
  readonly seeds: readonly number[];
  /** Hears what has taken part so far, after each seed. */
  readonly onSeed?: (seed: number, uses: readonly Use[]) => void;
}

/**
 * Runs a scenario over some seeds and says which parts of its statecharts took part in any of them. Guards that carry a
 * probe (a chance of nothing behind them) tell whether they ever said no.
 */
export function runCoverage(scenario: Scenario, { seeds, onSeed }: CoveragePlan): readonly Use[] {
  const compiled = compile(scenario, { coverage: true });
  const simulation = new Simulation(compiled);
  for (const seed of seeds) {
    simulation.reset(seed, 0);
    simulation.run();
    onSeed?.(seed, usesOf(compiled));
  }
  return usesOf(compiled);
}

function usesOf({ scenario, roles, item, itemProtocol, hash, hashProtocol }: CompiledScenario): Use[] {
  const charts = roles.map((role) => ({
    protocol: role.protocol,
    machine: `roles.${role.id}`,
    tables: role.tables,
  }));
  if (item !== undefined) charts.push({ protocol: itemProtocol, machine: "item", tables: item });
  if (hash !== undefined) charts.push({ protocol: hashProtocol, machine: "hash", tables: hash });
  return charts.map(({ protocol, machine, tables }) => ({
    protocol: scenario.protocols[protocol].id,
    machine,
    taken: tables.coverage(),
    // A guard is in the list once it has been asked.
    refused: new Set(
      tables.guards.flatMap(({ type, params }) => (type === "chance" ? [nameOf(params)] : [])),
    ),
  }));
}

function nameOf(params: unknown): string {
  return (params as { readonly name: string }).name;
}
