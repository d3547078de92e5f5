import { type FactRecord, type Protocol, type Scenario, toRecord } from "../../src/model/index.ts";
import { compile, Simulation } from "../../src/simulation/index.ts";
import { readShipped } from "./shipped.ts";

/** Every fact of so many replications, seed by seed from 1. */
export function play(scenario: Scenario, seeds: number): (readonly FactRecord[])[] {
  let facts: FactRecord[] = [];
  const simulation: Simulation = new Simulation(compile(scenario), {
    keep: "all",
    onKept: (fact) => facts.push(toRecord(fact, simulation.dictionary)),
  });
  return Array.from({ length: seeds }, (_, index) => {
    facts = [];
    simulation.reset(index + 1, 0);
    simulation.run();
    return facts;
  });
}

/** The facts of one kind, of one platform where one is named. */
export const factsOf = (facts: readonly FactRecord[], kind: string, platform?: string) =>
  facts.filter((fact) => fact.kind === kind && (platform === undefined || fact.platform === platform));

/** Names of the items that are lawful in truth. */
export const lawfulItems = (facts: readonly FactRecord[]): ReadonlySet<unknown> =>
  new Set(
    factsOf(facts, "content.posted")
      .filter(({ origin }) => String(origin).startsWith("lookalike"))
      .map(({ item }) => item),
  );

export const mean = (values: readonly number[]) =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

/** The mean over so many replications of a shipped scenario under a variant, of what is read from each. */
export const meanOf = (
  id: string,
  variant: string,
  seeds: number,
  read: (facts: readonly FactRecord[]) => number,
) => mean(play(readShipped(id, variant).scenario, seeds).map(read));

/** The scenario with the parameters of one effect changed, wherever its protocols ask for it. */
export function withEffect(scenario: Scenario, type: string, change: (params: object) => object): Scenario {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(([key, each]) => [key, visit(each)] as const);
    const copy: Record<string, unknown> = Object.fromEntries(entries);
    return copy.type === type ? { ...copy, params: change(copy.params as object) } : copy;
  };
  return { ...scenario, protocols: visit(scenario.protocols) as Protocol[] };
}
