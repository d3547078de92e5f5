import {
  type Comparison,
  type ComparisonRequest,
  ComparisonRun,
  type ReplicationResult,
  runChunk,
  Workbench,
} from "../../src/experiment/index.ts";
import type { Scenario } from "../../src/model/index.ts";

/** What a test leaves open. */
export type Asked = Partial<Omit<ComparisonRequest, "variants">>;

export function requestOf(
  variants: Readonly<Record<string, Scenario>>,
  asked: Asked = {},
): ComparisonRequest {
  return {
    variants: Object.entries(variants).map(([name, scenario]) => ({ name, scenario })),
    baseline: Object.keys(variants)[0],
    seed: 1,
    replications: 60,
    assumptions: "fixed",
    scale: 1,
    sensitivity: 0,
    ...asked,
  };
}

/** Runs all that is asked for in this process; `each` sees every result as it comes. */
export function complete(
  run: ComparisonRun,
  seed = 1,
  each: (result: ReplicationResult) => void = () => {},
): Comparison {
  const bench = new Workbench();
  for (let chunks = run.next(); chunks.length > 0; chunks = run.next()) {
    for (const { setting, from, to } of chunks) {
      for (const result of runChunk({ seed }, run.settings[setting], from, to, bench)) {
        run.add(result);
        each(result);
      }
    }
  }
  return run.comparison();
}

/** A whole comparison of a few scenarios; the first is the baseline. */
export function comparisonOf(variants: Readonly<Record<string, Scenario>>, asked: Asked = {}): Comparison {
  const request = requestOf(variants, asked);
  return complete(new ComparisonRun(request), request.seed);
}
