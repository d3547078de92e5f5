import { z } from "zod";

/** What an id may look like: it may name files and routes, so nothing else is allowed. */
export const ID_PATTERN = /^[a-z0-9][a-z0-9-]{0,63}$/;

export const id = z
  .string()
  .regex(ID_PATTERN, { error: "id" })
  .describe("Lower-case letters, digits and hyphens.");

/** Names a row of the register of facts. */
export const rowId = id.describe(
  "Row of the register of facts that this stands on: it may be at most as sure as that row.",
);

/** A sentence or name in the two languages of the product; a plain string serves both. */
export type Text = { readonly en: string; readonly fr: string };

/** What an author wrote, once for both languages or once for each. */
export function inBoth(given: string | Text): Text {
  return typeof given === "string" ? { en: given, fr: given } : given;
}

/** The same as an author would write it: once, where both languages say the same. */
export function asWritten(given: Text): string | Text {
  return given.en === given.fr ? given.en : given;
}

export const text = z
  .union([
    z.string().min(1).max(4000),
    z.strictObject({ en: z.string().min(1).max(4000), fr: z.string().min(1).max(4000) }),
  ])
  .describe("A text, or one in English (en) and one in French (fr).")
  .transform(inBoth);

const reason = z.string().max(500);

/** Why a range is what it is: as a text, and it may be empty. */
export const becauseText = z
  .union([reason, z.strictObject({ en: reason.min(1), fr: reason.min(1) })])
  .describe("Why this range: a text, or one in English (en) and one in French (fr).")
  .transform(inBoth);

const citation = (longest: number) => {
  const one = z.string().min(1).max(longest);
  return z.union([one, z.strictObject({ en: one, fr: one })]);
};

/** What a law, a promise or a document is called; its wording is nobody's rule and moves no address. */
export const instrumentText = citation(200)
  .describe(
    "The law, promise or document, with its article: a text, or its names in English (en) and in French (fr).",
  )
  .transform(inBoth);

/**
 * Where something was read. What names a law, a document or a file stays as published and is written once; where a
 * sentence of ours stands beside it, it is written in both languages.
 */
export const sourceText = citation(500)
  .describe(
    "Where it was read: a reference, which stays as published, or one with words of its own in English (en) and in French (fr).",
  )
  .transform(inBoth);

/** Nobody said why. */
export const NO_REASON: Text = { en: "", fr: "" };

/** From this instant on times are only "beyond": whole milliseconds can no longer be told apart. */
export const BEYOND = 9_007_199_254_740_992;
