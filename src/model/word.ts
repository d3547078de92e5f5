import { z } from "zod";
import { id } from "./ids.ts";

/** Whose statechart uses a word: that of an actor's role, of one copy, or of one version's hash. */
export type Scope = "actor" | "item" | "hash";

/** A guard or effect: who may use it, and the shape of its parameters. */
export interface Word {
  readonly scopes: readonly Scope[];
  readonly params: z.ZodType;
}

/** Services by what they are: of a kind, a group or a jurisdiction, or whose content is public. */
export const servicesOfAKind = z.strictObject({
  kind: z.union([id, z.array(id).min(1).max(20)]).optional(),
  member: id.optional(),
  jurisdiction: id.optional(),
  public: z.boolean().optional(),
});
