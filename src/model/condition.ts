import { z } from "zod";
import { FACT_KINDS, type FactName } from "./facts.ts";
import { id } from "./ids.ts";

/**
 * A condition on the joint state of all actors, asked of the running incident: who is in which state, and what has
 * happened. Control's list of events waits for such conditions; nothing is drawn and nothing is judged by them.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly state: StateAsked }
  | { readonly happened: FactsAsked };

/** Somebody's role is in one of these states; within another state it counts as in both. */
export interface StateAsked {
  readonly actor: string;
  /** absent: any of the actor's roles */
  readonly role?: string;
  readonly in: readonly string[];
}

/** So many facts of a kind so far, with these words in their fields. */
export interface FactsAsked {
  readonly fact: FactName;
  readonly actor?: string;
  readonly other?: string;
  readonly what?: string;
  readonly how?: string;
  /** 1 where absent */
  readonly atLeast?: number;
}

const word = z.string().min(1).max(128);
const MOST_PARTS = 20;

/** Parts within a condition: always the same schema, however often it is asked for. */
const part: z.ZodType<Condition> = z.lazy(() => whole);

const whole: z.ZodType<Condition> = z.union([
  z.strictObject({ all: z.array(part).min(1).max(MOST_PARTS).describe("Each of these holds.") }),
  z.strictObject({ any: z.array(part).min(1).max(MOST_PARTS).describe("At least one of these holds.") }),
  z.strictObject({ not: part.describe("This does not hold.") }),
  z.strictObject({
    state: z
      .strictObject({
        actor: id,
        role: id.optional(),
        in: z
          .array(word)
          .min(1)
          .max(MOST_PARTS)
          .describe("Names of states; within another it counts as in both."),
      })
      .describe("An actor's role is in one of these states."),
  }),
  z.strictObject({
    happened: z
      .strictObject({
        fact: z.enum(Object.keys(FACT_KINDS) as [FactName, ...FactName[]]),
        actor: id.optional(),
        other: id.optional(),
        what: word.optional(),
        how: word.optional(),
        atLeast: z.int().min(1).max(1_000_000).optional().describe("How often at least; once where absent."),
      })
      .describe("Facts of this kind have happened so far."),
  }),
]);

/** The condition as it stands in a file. */
export const condition: z.ZodType<Condition> = whole.describe(
  "A condition on who is in which state and on what has happened: all, any, not, state, happened.",
);

/** Every question within a condition about what has happened. */
export function factsAskedIn(given: Condition): readonly FactsAsked[] {
  if ("all" in given) return given.all.flatMap(factsAskedIn);
  if ("any" in given) return given.any.flatMap(factsAskedIn);
  if ("not" in given) return factsAskedIn(given.not);
  return "happened" in given ? [given.happened] : [];
}

/** Every question within a condition about somebody's state. */
export function statesAskedIn(given: Condition): readonly StateAsked[] {
  if ("all" in given) return given.all.flatMap(statesAskedIn);
  if ("any" in given) return given.any.flatMap(statesAskedIn);
  if ("not" in given) return statesAskedIn(given.not);
  return "state" in given ? [given.state] : [];
}
