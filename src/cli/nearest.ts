import { findNearest } from "../model/index.ts";

/** The name most like a wrong one; empty when none is like enough. */
export function nearestOf(wrong: string, names: readonly string[]): string {
  return findNearest(wrong, names) ?? "";
}
