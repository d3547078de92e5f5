import type { TransitionDefinition } from "../model/index.ts";
import { canonical } from "./place-of-effect.ts";

type Table = Readonly<Record<string, unknown>>;

/**
 * The earlier alternative after which this one can never be taken: it has no guard, it agrees whenever this one does, or
 * together with another it leaves nothing over.
 */
export function shadowOf(candidates: readonly TransitionDefinition[], index: number): number | undefined {
  const later = conjuncts(candidates[index]);
  const asked: (readonly Table[])[] = [];
  for (let earlier = 0; earlier < index; earlier++) {
    const parts = conjuncts(candidates[earlier]);
    if (parts === undefined) return earlier;
    if (later !== undefined && isImplied(parts, later)) return earlier;
    if (asked.some((other) => isOpposite(other, parts))) return earlier;
    asked.push(parts);
  }
  return undefined;
}

/** What all must agree for a transition to be taken; undefined where nothing is asked. */
function conjuncts(transition: TransitionDefinition): readonly Table[] | undefined {
  if (typeof transition === "string" || transition.guard === undefined) return undefined;
  return partsOf(transition.guard);
}

function partsOf(guard: unknown): Table[] {
  const given = typeof guard === "string" ? { type: guard } : (guard as Table);
  if (Array.isArray(given.and)) return given.and.flatMap(partsOf);
  return [bare(given) as Table];
}

const NOTES: readonly string[] = ["description", "mark", "row", "source", "because"];

/** A guard without what is only said about it. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !NOTES.includes(key));
  return Object.fromEntries(kept.map(([key, each]) => [key, bare(each)]));
}

/** Each time it is asked, a chance is drawn anew. */
const isDrawn = (guard: Table) => canonical(guard).includes('"chance"');

/** Whether one guard asks nothing that the other does not ask as well. */
function isImplied(asked: readonly Table[], given: readonly Table[]): boolean {
  return asked.every((each) => !isDrawn(each) && given.some((one) => implies(one, each)));
}

/** Whether a question that is answered with yes answers another with yes too. */
function implies(given: Table, asked: Table): boolean {
  if (canonical(given) === canonical(asked)) return true;
  if (Array.isArray(asked.or)) return asked.or.some((each) => isImplied(partsOf(each), [given]));
  if (Array.isArray(given.or)) return given.or.every((each) => isImplied([asked], partsOf(each)));
  return reaches(given, asked) || liesWithin(given, asked);
}

/** A span of days inside another: whoever is in June is in the year. An end that is not given is open. */
function liesWithin(given: Table, asked: Table): boolean {
  if (given.type !== "dateIs" || asked.type !== "dateIs") return false;
  const [own, other] = [(given.params ?? {}) as Table, (asked.params ?? {}) as Table];
  const begins =
    other.from === undefined || (own.from !== undefined && String(own.from) >= String(other.from));
  const ends = other.to === undefined || (own.to !== undefined && String(own.to) <= String(other.to));
  return begins && ends;
}

/** What guards ask to be so many at least, or fewer than so many. */
const AT_LEAST = ["n", "quality", "perHour"] as const;

/** Two of the same kind that differ in one number only: whoever has five has three. */
function reaches(given: Table, asked: Table): boolean {
  if (given.type !== asked.type) return false;
  const [own, other] = [(given.params ?? {}) as Table, (asked.params ?? {}) as Table];
  const key = AT_LEAST.find((each) => each in own && each in other);
  if (key === undefined) return false;
  const [{ [key]: most, ...rest }, { [key]: least, ...others }] = [own, other];
  if (canonical(rest) !== canonical(others)) return false;
  const [has, needs] = [spanOf(most), spanOf(least)];
  if (has === undefined || needs === undefined) return false;
  return String(given.type).endsWith("Below") ? has.high <= needs.low : has.low >= needs.high;
}

/** Where a number lies: an assumed one anywhere within its range, since it may be moved there. */
function spanOf(given: unknown): { readonly low: number; readonly high: number } | undefined {
  if (typeof given === "number") return { low: given, high: given };
  if (typeof given !== "object" || given === null) return undefined;
  const { value, assumed } = given as { readonly value?: unknown; readonly assumed?: unknown };
  const ends = Array.isArray(assumed) ? assumed : [value, value];
  const [low, high] = ends;
  return typeof low === "number" && typeof high === "number" ? { low, high } : undefined;
}

/** Whether of two alternatives one always agrees: each asks one thing, and the other the contrary. */
function isOpposite(one: readonly Table[], other: readonly Table[]): boolean {
  if (one.length !== 1 || other.length !== 1 || isDrawn(one[0])) return false;
  const denies = (not: Table, guard: Table) =>
    not.not !== undefined && canonical(partsOf(not.not)) === canonical([guard]);
  return denies(one[0], other[0]) || denies(other[0], one[0]);
}
