import type { Delay, DelayLaw, Protocol } from "../../src/model/index.ts";
import { type DefinitionPart, listDefinitionParts } from "../../src/verification/index.ts";

type Path = readonly (string | number)[];

/** One change to a protocol, and the parts of its definition that it concerns. */
export interface Mutation {
  readonly name: string;
  readonly change: "transition" | "guard" | "effect" | "delay";
  /** what coverage must have seen for the change to be able to matter: one of these */
  readonly parts: readonly DefinitionPart[];
  readonly mutant: Protocol;
}

/** Every protocol that differs from this one by one transition, guard or effect less, or by one delay twice as long. */
export function listMutations(protocol: Protocol): Mutation[] {
  const parts = listDefinitionParts(protocol);
  const deletions = parts.flatMap((part): Mutation[] => {
    const { kind } = part;
    if (kind !== "transition" && kind !== "guard" && kind !== "effect") return [];
    const name = `${protocol.id}: without ${kind} ${part.path.join(".")}`;
    return [{ name, change: kind, parts: [part], mutant: without(protocol, part.path) }];
  });
  const waits = parts.filter(({ kind }) => kind === "delay");
  const delays = Object.entries(protocol.delays).map(([id, delay]): Mutation => {
    const after = waits.filter(({ path }) => path.at(-1) === id);
    return {
      name: `${protocol.id}: twice the delay ${id}`,
      change: "delay",
      parts: parts.filter(
        ({ kind, path }) => kind === "transition" && after.some((wait) => isWithin(path, wait.path)),
      ),
      mutant: { ...protocol, delays: { ...protocol.delays, [id]: twice(delay) } },
    };
  });
  const choices = Object.entries(protocol.decisions).map(
    ([id, decision]): Mutation => ({
      name: `${protocol.id}: twice the time to ${id}`,
      change: "delay",
      parts: parts.filter(({ kind, path }) => kind === "effect" && decides(at(protocol, path)) === id),
      mutant: {
        ...protocol,
        decisions: { ...protocol.decisions, [id]: { ...decision, takes: twice(decision.takes) } },
      },
    }),
  );
  return [...deletions, ...delays, ...choices];
}

function decides(effect: unknown): unknown {
  return (effect as { readonly params?: { readonly decision?: unknown } }).params?.decision;
}

export function isWithin(path: Path, outer: Path): boolean {
  return path.length >= outer.length && outer.every((key, index) => path[index] === key);
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((here, key) => (here as Record<string | number, unknown>)[key], value);
}

/** A copy without what stands at a path; a list or table that is empty then goes too. */
function without<T>(value: T, [key, ...rest]: Path): T {
  if (Array.isArray(value)) {
    if (rest.length === 0) return value.filter((_, index) => index !== key) as T;
    return value.map((entry, index) => (index === key ? without(entry, rest) : entry)) as T;
  }
  const { [key]: entry, ...others } = value as Record<string | number, unknown>;
  const left = rest.length === 0 ? undefined : without(entry, rest);
  const isEmpty = left === undefined || (Array.isArray(left) && left.length === 0);
  return (isEmpty ? others : { ...(value as object), [key]: left }) as T;
}

function twice(delay: Delay): Delay {
  return { ...delay, law: twiceLaw(delay.law) };
}

function twiceLaw(law: DelayLaw): DelayLaw {
  switch (law.kind) {
    case "never":
      return law;
    case "fixed":
      return { ...law, value: 2 * law.value };
    case "exponential":
    case "gamma":
      return { ...law, mean: 2 * law.mean };
    case "lognormal":
      return { ...law, median: 2 * law.median };
    case "shifted":
      return { ...law, by: 2 * law.by, then: twiceLaw(law.then) };
    case "empirical":
      return { ...law, values: law.values.map((value) => 2 * value) };
  }
}
