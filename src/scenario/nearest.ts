import { findNearest } from "../model/index.ts";

export { findNearest };

/** `findNearest`, put off until somebody wants to know. */
export function nearest(
  wrong: string,
  names: readonly string[] | ReadonlySet<string> | ReadonlyMap<string, unknown>,
): () => string | undefined {
  return () =>
    findNearest(
      wrong,
      "keys" in names && !Array.isArray(names)
        ? (names as ReadonlySet<string>).keys()
        : (names as readonly string[]),
    );
}
