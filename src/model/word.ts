import type { z } from "zod";

/** Whose statechart uses a word: that of an actor's role, of one copy, or of one version's hash. */
export type Scope = "actor" | "item" | "hash";

/** A guard or effect: who may use it, and the shape of its parameters. */
export interface Word {
  readonly scopes: readonly Scope[];
  readonly params: z.ZodType;
}
