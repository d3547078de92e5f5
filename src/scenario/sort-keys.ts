import { isTable } from "./raw.ts";

/**
 * The same data with the keys of every table in one order, so that nothing can depend on the order in which an author
 * wrote them. Lists keep theirs.
 */
export function sortKeys<T>(value: T): T {
  if (Array.isArray(value)) return value.map(sortKeys) as T;
  if (!isTable(value)) return value;
  const entries = Object.keys(value)
    .sort(compareKeys)
    .map((key) => [key, sortKeys(value[key])] as const);
  return Object.fromEntries(entries) as T;
}

/** By code units: the same on every machine and in every language. */
export function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
