import { z } from "zod";
import type { ComparisonPage } from "../../words/index.ts";
import { assume, scale, seed } from "./runs.ts";
import { idSchema, instant, modelled, textSchema } from "./shapes.ts";

/** A comparison of variants: what is asked, how far it is, and what came of it. */

const MOST_REPLICATIONS = 1_000_000;

export const comparisonRequestSchema = z
  .strictObject({
    scenario: idSchema,
    /** those that the scenario compares first, if not given, else its first three by id; those made here are named */
    variants: z.array(idSchema).min(1).max(20).optional(),
    baseline: idSchema.default("base"),
    replications: z.int().min(1).max(MOST_REPLICATIONS).default(200),
    precision: z.number().gt(0).max(1).optional(),
    assumptions: z.enum(["fixed", "vary"]).default("fixed"),
    scale: scale.default(1),
    seed: seed.default(1),
    /** replications at each end of each assumed range; 0: no tornado; absent: as for a report, screened first */
    sensitivity: z.int().min(0).max(MOST_REPLICATIONS).optional(),
    assume: assume.optional(),
  })
  .openapi("ComparisonRequest");
export type ComparisonRequest = z.input<typeof comparisonRequestSchema>;

export const comparisonSchema = z
  .object({
    id: idSchema,
    scenario: idSchema,
    title: textSchema,
    variants: z.array(z.object({ id: z.string(), title: textSchema })),
    baseline: z.string(),
    replications: z.int(),
    precision: z.number().nullable(),
    assumptions: z.enum(["fixed", "vary"]),
    scale: z.number(),
    seed: z.number(),
    sensitivity: z.number().nullable(),
    assume: z.record(z.string(), z.number()),
    /** where nobody named the variants, and not all were taken: whose choice, and of how many */
    choice: z.object({ by: z.enum(["scenario", "order"]), taken: z.number(), of: z.number() }).nullable(),
    createdAt: instant,
    status: z.enum(["waiting", "running", "done", "cancelled", "failed"]),
    /** replications that are there, and that may have to be run in all */
    done: z.int(),
    total: z.int(),
    digest: z.string().nullable(),
    problem: z.string().nullable(),
  })
  .openapi("Comparison");
export type Comparison = z.infer<typeof comparisonSchema>;

/** As `compare --json` prints it, timing apart; `isPartial` while it is running or where it was called off. */
export const comparisonResultSchema = modelled<ComparisonPage & { readonly mark: string }>().openapi(
  "ComparisonResult",
);
