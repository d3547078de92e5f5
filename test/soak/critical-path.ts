import { CASES, lengthenBeside, lengthenOnPath } from "../critical-path/lengthening.ts";
import type { SoakResult } from "./parts.ts";

/** Every wait on every path, and up to four beside each, lengthened by a millisecond: the path says which of them matter. */
export function soak(): SoakResult {
  const all = CASES.flatMap(([id, variant]) =>
    [1, 2].map((seed) => {
      const [on, beside] = [lengthenOnPath(id, variant, seed), lengthenBeside(id, variant, seed)];
      const failures = [...on.failures, ...beside.failures];
      return { id, variant: variant ?? "base", seed, on, beside, failures };
    }),
  );
  return {
    rows: all.map(({ id, variant, seed, on, beside, failures }) => ({
      id,
      variant,
      seed,
      "on the path": on.tried,
      moved: on.moved,
      beside: beside.tried,
      failures: failures.length,
    })),
    failures: all.flatMap(({ id, variant, failures }) =>
      failures.map((each) => `${id}, ${variant}: ${each}`),
    ),
  };
}
