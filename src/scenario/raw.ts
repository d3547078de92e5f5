import { parseDuration } from "../model/index.ts";
import type { Path } from "./fault.ts";

/**
 * A look into plain data that no schema has seen yet, so that sense can be checked beside shape and every fault be told
 * at once: what has the wrong shape is simply not there.
 */
export type Table = Readonly<Record<string, unknown>>;

const NONE: Table = {};

export function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function asTable(value: unknown): Table {
  return isTable(value) ? value : NONE;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function field(value: unknown, key: string): unknown {
  return isTable(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function at(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path) {
    if (Array.isArray(here)) here = here[Number(step)];
    else here = field(here, String(step));
  }
  return here;
}

/** A number as written: bare, or under `value` beside its mark. */
export function asAmount(value: unknown): number | undefined {
  const bare = isTable(value) ? field(value, "value") : value;
  return typeof bare === "number" ? bare : undefined;
}

/** Milliseconds of a duration as written: bare, or under `value` beside its mark. */
export function asMillis(value: unknown): number | undefined {
  const bare = isTable(value) ? field(value, "value") : value;
  return typeof bare === "string" ? parseDuration(bare) : undefined;
}

/** RFC 7396: tables merge, null removes, anything else replaces. Neither side is changed. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isTable(patch)) return patch;
  const merged = new Map(Object.entries(asTable(target)));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergePatch(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

export function mapTable(table: Table, change: (value: unknown) => unknown): Table {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, change(value)]));
}
