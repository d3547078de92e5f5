import {
  assumptionsOf,
  type ComparisonRequest,
  ComparisonRun,
  headerFor,
  prepare,
  runChunk,
} from "../../src/experiment/index.ts";
import type { Scenario, Text } from "../../src/model/index.ts";
import { parseScenario } from "../../src/scenario/index.ts";
import type { ComparisonPage } from "../../src/words/index.ts";

/** Comparisons that were really run, in this process. */

export interface NamedScenario {
  readonly name: string;
  readonly title: Text;
  readonly scenario: Scenario;
}

type Asked = Partial<Omit<ComparisonRequest, "variants" | "baseline">>;

/** Runs all that is to be run, or as many results as are given to `until`. */
export function runComparison(
  variants: readonly NamedScenario[],
  asked: Asked = {},
  until = Number.POSITIVE_INFINITY,
): ComparisonRun {
  const run = new ComparisonRun({
    variants: variants.map(({ name, scenario }) => ({ name, scenario })),
    baseline: variants[0].name,
    seed: 1,
    replications: 40,
    assumptions: "fixed",
    scale: 1,
    sensitivity: 0,
    ...asked,
  });
  for (let chunks = run.next(); chunks.length > 0; chunks = run.next()) {
    for (const { setting, from, to } of chunks)
      for (const result of runChunk({ seed: asked.seed ?? 1 }, run.settings[setting], from, to)) {
        if (run.done >= until) return run;
        run.add(result);
      }
  }
  return run;
}

/** The document as it is shown. */
export function pageOf(variants: readonly NamedScenario[], run: ComparisonRun): ComparisonPage {
  const [base] = variants;
  const assumed = variants.flatMap(({ scenario }) => assumptionsOf(scenario));
  return {
    ...run.comparison(),
    source: base.scenario.id,
    title: base.scenario.title,
    about: variants.map(({ name, title, scenario }) => ({
      name,
      title,
      header: headerFor(prepare(scenario), { seed: 1, replication: 0 }),
    })),
    assumed: [...new Map(assumed.map((each) => [each.path, each])).values()],
    versions: { "golden-hour": "0", engine: 1, schema: 1 },
  };
}

/** Variants of a scenario written in a test, the first of them as it stands. */
export function variantsOf(text: string, names: readonly string[]): NamedScenario[] {
  return ["base", ...names].map((name) => {
    const parsing = parseScenario(text, {
      source: "test.yaml",
      read: () => ({ fault: "missing" }),
      ...(name === "base" ? {} : { variant: name }),
    });
    if (!parsing.ok) throw new Error(JSON.stringify(parsing.diagnostics));
    const { scenario } = parsing;
    const title = name === "base" ? { en: "as it stands", fr: "tel quel" } : scenario.variants[name].title;
    return { name, title, scenario };
  });
}

/** Two services that copy from each other, lawful lookalikes, and removals that a variant hastens. */
export const SMALL = `
schemaVersion: 1
id: small
title: { en: "Small & <plain>", fr: "Petit & <simple>" }
horizon: P2D
cap: 100000
platforms:
  near: { halfLife: PT1H, offspring: { near: 0.5, far: { value: 0.3, assumed: [0.1, 0.6], because: "A <guess>." } }, views: 100 }
  far: { halfLife: PT2H, offspring: { near: 0.2, far: 0.4 }, views: { value: 10, assumed: [5, 20], because: "Unknown." } }
originals:
  first: { platform: near }
lookalikes:
  news: { platform: near, speech: news, count: 40, arrives: { exponential: { mean: PT2H } }, sharesFrames: 0.3, views: 10 }
rules:
  removal: { after: { exponential: { mean: PT2H } }, found: 0.9 }
headline: [item.hours, time.removal.last, lawful.removed, items.removed]
variants:
  quick:
    title: { en: "Quick \\"removal\\"", fr: "Retrait « rapide »" }
    overlay: { rules: { removal: { after: { exponential: { mean: PT20M } }, found: 0.9 } } }
  same: { title: { en: The same, fr: La même }, overlay: {} }
`;
