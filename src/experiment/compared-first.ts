import type { Scenario } from "../model/index.ts";

/** How many variants are taken where neither whoever asks nor the scenario says which. */
const FIRST = 3;

/** Variants that stand against a baseline when nobody named any. */
export interface ComparedFirst {
  readonly names: readonly string[];
  /** absent where these are all there are; `of`: how many could have been taken; `by`: the scenario's own choice, or order of ids */
  readonly choice?: { readonly by: "scenario" | "order"; readonly taken: number; readonly of: number };
}

/** Those that the scenario names for a first comparison, else its first three by id. */
export function comparedFirst({ variants, compared }: Scenario, baseline: string): ComparedFirst {
  const isOther = (name: string) => name !== baseline;
  const all = Object.keys(variants).filter(isOther);
  const named = compared.filter(isOther);
  const names = named.length > 0 ? named : all.slice(0, FIRST);
  if (names.length >= all.length) return { names };
  return {
    names,
    choice: { by: named.length > 0 ? "scenario" : "order", taken: names.length, of: all.length },
  };
}

/**
 * All are judged by the same measures: those of the scenario, or those that the first variant names instead which names
 * any (a model of governance names what the argument between the models is about).
 */
export function withOneHeadline<Side extends { readonly scenario: Scenario }>(
  sides: readonly Side[],
): readonly Side[] {
  const [{ scenario }] = sides;
  const own = scenario.headline.join(" ");
  const other = sides.find((each) => each.scenario.headline.join(" ") !== own);
  if (other === undefined) return sides;
  const { headline } = other.scenario;
  return sides.map((each) => ({ ...each, scenario: { ...each.scenario, headline } }));
}
