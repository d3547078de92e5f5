import { assumptionsOf, type MovedNumber, moveNumbers } from "../experiment/index.ts";
import type { Scenario } from "../model/index.ts";
import { nearestOf } from "./nearest.ts";
import { Problem } from "./problem.ts";

/** Subjects with the assumed numbers that `--assume` moves, in each that makes them; all that cannot be is told at once. */
export function withAssumed<S extends { readonly scenario: Scenario }>(
  given: readonly S[],
  assume: ReadonlyMap<string, number> = new Map(),
): { readonly subjects: readonly S[]; readonly moved: readonly MovedNumber[] } {
  const { subjects, moved, refused } = moveNumbers(given, assume);
  if (refused.length === 0) return { subjects, moved };
  const found = refused.map(({ path, value, range }) =>
    range === undefined
      ? path
      : `${path}=${value} (${range.low} … ${range.high}${range.unit === "1" ? "" : ` ${range.unit}`})`,
  );
  const unknown = refused.find(({ range }) => range === undefined);
  const names = given.flatMap(({ scenario }) => assumptionsOf(scenario).map(({ path }) => path));
  const nearest = unknown === undefined ? "" : nearestOf(unknown.path, names);
  throw new Problem("cli/not_assumed", { found: found.join(", "), nearest });
}
