import { Draws } from "../../src/engine/index.ts";
import {
  type ComparisonOptions,
  compareMeasures,
  familyOf,
  type MeasureComparison,
  type Side,
} from "../../src/experiment/index.ts";
import { MEASURES, type MeasureDefinition, type Row } from "../../src/measures/index.ts";

/** What one replication says of one row: a number, or how long it had been open, or nothing; a ratio with its weight. */
export type Said =
  | number
  | { readonly open: number }
  | "absent"
  | { readonly ratio: number; readonly of: number };

function definitionOf(id: string): MeasureDefinition {
  const found = MEASURES.find((each) => each.id === id || each.id === id.replace(/\.[^.]+$/, ".<kind>"));
  if (found === undefined) throw new Error(`no measure ${id}`);
  const kind = id.slice(id.lastIndexOf(".") + 1);
  const need = found.verdictNeeds?.replace("<kind>", kind);
  return need === undefined ? found : { ...found, verdictNeeds: need };
}

/** A side from columns: each measure's replications. */
export function sideOf(columns: Readonly<Record<string, readonly Said[]>>): Side {
  const ids = Object.keys(columns);
  const layout = ids.map((id): Row => {
    const definition = definitionOf(id);
    return { id, unit: definition.unit, definition, over: [], index: 0 };
  });
  const length = columns[ids[0]].length;
  return {
    layout,
    replications: Array.from({ length }, (_, i) => {
      const said = ids.map((id) => columns[id][i]);
      return {
        values: said.map((each) =>
          typeof each === "number" ? each : each === "absent" ? 0 : "open" in each ? each.open : each.ratio,
        ),
        status: said.map((each) =>
          each === "absent" || (typeof each === "object" && "of" in each && each.of === 0)
            ? 2
            : typeof each === "object" && "open" in each
              ? 1
              : 0,
        ),
        weights: said.map((each) => (typeof each === "object" && "of" in each ? each.of : 1)),
      };
    }),
  };
}

/** One measure compared as the only headline of one variant. */
export function compareOne(
  id: string,
  baseline: Readonly<Record<string, readonly Said[]>>,
  variant: Readonly<Record<string, readonly Said[]>>,
  options: Partial<ComparisonOptions> = {},
): MeasureComparison {
  const compared = compareMeasures(sideOf(baseline), sideOf(variant), {
    family: familyOf([id], 1),
    ...options,
  });
  return compared.find((each) => each.id === id) as MeasureComparison;
}

/** Uniforms that are the same in each run, by number. */
export function uniforms(n: number, stream: number): number[] {
  const draws = new Draws();
  draws.rekey(0, 12, stream, 0);
  return Array.from({ length: n }, (_, i) => draws.uniform(0, 0, 0, i));
}

/** Exponential draws of mean 1. */
export function exponentials(n: number, stream: number): number[] {
  return uniforms(n, stream).map((u) => -Math.log(u));
}
