import { extendZodWithOpenApi } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";

/** What the messages of every part are made of: ids, texts in two languages, instants, and the problem document. */

extendZodWithOpenApi(z);

/** Longest texts that are taken from outside. */
const MOST_TITLE = 200;
export const MOST_QUESTION = 1000;

export const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
  .openapi({ description: "Small letters, digits and hyphens.", example: "base" });

export const textSchema = z.object({ en: z.string(), fr: z.string() });
export const givenText = z.strictObject({
  en: z.string().min(1).max(MOST_TITLE),
  fr: z.string().min(1).max(MOST_TITLE),
});
/** Data of the model that pass as they are: their types are the model's, which checks them where they are made. */
export const modelled = <T>() =>
  z.custom<T>((given) => typeof given === "object" && given !== null).openapi({ type: "object" });

export const listOf = <T>() =>
  z
    .custom<readonly T[]>((given) => Array.isArray(given))
    .openapi({ type: "array", items: { type: "object" } });

export const titlesSchema = z.object({
  decisions: z.record(z.string(), textSchema),
  /** by `protocol/role` */
  roles: z.record(z.string(), textSchema),
});
export const instant = z.string().openapi({ description: "An ISO instant of the outside world." });

export const languageSchema = z.enum(["en", "fr"]).default("en");

/** A fault of somebody's file: what is wrong, and where by path; line and column are 0 where it came as data. */
export const faultSchema = z.object({
  code: z.string(),
  severity: z.string(),
  source: z.string(),
  line: z.number(),
  column: z.number(),
  path: z.string(),
  message: z.string(),
  hint: z.string().optional(),
});

/** RFC 9457. `code` is stable; `title` and `detail` are sentences in the asked language. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    /** where a field of the request is at fault */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** where a scenario or an overlay is at fault: as `check --json` tells it */
    diagnostics: z.array(faultSchema).optional(),
  })
  .openapi("Problem");
export type ProblemDocument = z.infer<typeof problemSchema>;
