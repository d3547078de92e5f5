import { type MovedNumber, moveNumbers } from "../experiment/index.ts";
import type { Scenario } from "../model/index.ts";
import { HttpProblem } from "./problem.ts";

/**
 * Assumed numbers that somebody moved on a page, set in every variant that makes them.
 *
 * @throws HttpProblem naming all that nobody assumes, or that would leave their range
 */
export function assumed<S extends { readonly scenario: Scenario }>(
  given: readonly S[],
  assume: Readonly<Record<string, number>> = {},
): { readonly subjects: readonly S[]; readonly moved: readonly MovedNumber[] } {
  const { subjects, moved, refused } = moveNumbers(given, new Map(Object.entries(assume)));
  if (refused.length > 0)
    throw new HttpProblem("comparison/bad_assumption", { found: refused.map(({ path }) => path).join(", ") });
  return { subjects, moved };
}
