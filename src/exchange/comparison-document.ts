import {
  type Assumption,
  assumptionsOf,
  type ComparedFirst,
  type Comparison,
  headerFor,
  type MovedNumber,
  prepare,
} from "../experiment/index.ts";
import { commandOf, type Language, notesOf } from "../words/index.ts";
import { type RunSubject, versionsOf } from "./run-document.ts";

/** A resolved scenario under the name by which the comparison knows it; the baseline comes first. */
export interface ComparedSubject extends Omit<RunSubject, "titles"> {
  readonly name: string;
}

export interface ComparisonAbout {
  /** what the scenario was asked for as */
  readonly source: string;
  readonly subjects: readonly ComparedSubject[];
  /** of the product */
  readonly version: string;
  /** where nobody named the variants, and not all were taken */
  readonly choice?: ComparedFirst["choice"];
  /** assumed numbers that do not stand as the scenario has them */
  readonly moved?: readonly MovedNumber[];
}

/** All that is shown of a comparison, on a page, in a report and as JSON. */
export function comparisonDocument(
  { source, subjects, version, choice, moved = [] }: ComparisonAbout,
  comparison: Comparison,
  language: Language,
) {
  const [base] = subjects;
  const headers = subjects.map(({ name, scenario, variantTitle }) => {
    const header = headerFor(prepare(scenario), { seed: comparison.seed, replication: 0 });
    const { question } = scenario.variants[scenario.variant] ?? {};
    const asked = question === undefined ? {} : { question };
    return { name, title: variantTitle, ...asked, header, notes: notesOf(header, false, language) };
  });
  return {
    ...comparison,
    source,
    ...(choice === undefined ? {} : { choice }),
    ...(moved.length === 0 ? {} : { moved }),
    command: commandOf({ ...comparison, source, moved }),
    title: base.scenario.title,
    about: headers,
    assumed: assumedIn(subjects),
    versions: versionsOf(version, comparison.engine.engineVersion),
  };
}

/** Every assumption of any variant, once; with the names of those that make it where not all do alike. */
function assumedIn(subjects: readonly ComparedSubject[]) {
  const all = new Map<string, { readonly assumption: Assumption; readonly variants: string[] }>();
  for (const { name, scenario } of subjects) {
    for (const assumption of assumptionsOf(scenario)) {
      const { path, value, low, high } = assumption;
      const key = [path, value, low, high].join(" ");
      const known = all.get(key);
      if (known === undefined) all.set(key, { assumption, variants: [name] });
      else known.variants.push(name);
    }
  }
  return [...all.values()].map(({ assumption, variants }) =>
    variants.length === subjects.length ? assumption : { ...assumption, variants },
  );
}
