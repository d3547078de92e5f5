import { listCalls } from "../model/index.ts";
import type { AskedEffect, MachineView } from "./exploration.ts";

/** Where the effect stands: in the transition taken or the state entered that asks for it, else the first place that does. */
export function placeOf(view: MachineView, { type, params, by }: AskedEffect): readonly (string | number)[] {
  const wanted = canonical(params);
  const places = listCalls(view.definition).filter(
    (call) => call.kind === "effect" && call.name === type && canonical(call.params ?? {}) === wanted,
  );
  const own = places.find(({ path }) => by !== undefined && isWithin(path, by));
  const left = places.find(({ path }) => path.includes("exit"));
  const found = own ?? (by === undefined ? left : undefined) ?? places[0];
  return [...view.path, ...(found?.path ?? [])];
}

/** Whether a call stands in a state's entry or in a transition, as parts are named: of one that stands alone, as the first of its list. */
function isWithin(path: readonly (string | number)[], part: string): boolean {
  const at = `${path.join(".")}.`;
  return [`${part}.entry.`, `${part}.actions.`, `${part.replace(/\.0$/, "")}.actions.`].some((each) =>
    at.startsWith(each),
  );
}

/** Plain data as one text, whatever the order of its keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const table = value as Readonly<Record<string, unknown>>;
  return `{${Object.keys(table)
    .sort()
    .map((key) => `${key}:${canonical(table[key])}`)
    .join(",")}}`;
}
