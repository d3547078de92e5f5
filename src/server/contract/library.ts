import { z } from "zod";
import type { LogHeader, Protocol, Scenario } from "../../model/index.ts";
import type { Block, Note } from "../../words/index.ts";
import { givenText, idSchema, instant, MOST_QUESTION, modelled, textSchema, titlesSchema } from "./shapes.ts";

/** Scenarios, protocols and variants, as they are listed, shown and made by form. */

const variantCard = z.object({
  id: z.string(),
  title: textSchema,
  question: textSchema.optional(),
  /** `shipped` stands in the scenario's file, `own` was made here */
  origin: z.enum(["shipped", "own"]),
});

export const scenarioCardSchema = z
  .object({
    id: idSchema,
    title: textSchema,
    aim: textSchema.optional(),
    story: textSchema.optional(),
    /** a real incident: serves hindcast and comparison only, never as a first demonstration */
    real: z.boolean(),
    /** ms; null where it ends when nothing is left to happen */
    horizon: z.number().nullable(),
    platforms: z.int(),
    actors: z.int(),
    originals: z.int(),
    protocols: z.array(idSchema),
    /** `base` first */
    variants: z.array(variantCard),
  })
  .openapi("ScenarioCard");
export type ScenarioCard = z.infer<typeof scenarioCardSchema>;

const assumption = z.object({
  path: z.string(),
  value: z.number(),
  low: z.number(),
  high: z.number(),
  unit: z.enum(["ms", "1"]),
  because: textSchema,
});

export const scenarioDetailSchema = z
  .object({
    ...scenarioCardSchema.shape,
    variant: z.string(),
    variantTitle: textSchema,
    objectives: z.array(textSchema),
    /** what each party knows before it starts, by its id */
    briefs: z.record(z.string(), textSchema),
    /** the header of its log at seed 1: parties, originals, duties, protocols with their titles */
    header: modelled<LogHeader>(),
    /** the scenario with this variant applied, as the model holds it; its protocols by their ids */
    scenario: modelled<Omit<Scenario, "protocols"> & { readonly protocols: readonly string[] }>(),
    assumptions: z.array(assumption),
    /** every number with its mark, by path */
    numbers: z.array(
      z.object({
        path: z.string(),
        value: z.number(),
        unit: z.enum(["ms", "1"]),
        mark: z.looseObject({ kind: z.string() }),
      }),
    ),
    /** titles of decisions, and of roles by `protocol/role` */
    titles: titlesSchema,
    /** its protocols as data */
    definitions: z.array(modelled<Protocol>()),
    notes: z.object({ en: z.array(modelled<Note>()), fr: z.array(modelled<Note>()) }),
  })
  .openapi("ScenarioDetail");
export type ScenarioDetail = z.infer<typeof scenarioDetailSchema>;

export const protocolCardSchema = z
  .object({
    id: idSchema,
    version: z.string(),
    title: textSchema,
    description: textSchema,
    group: z.string().nullable(),
    binding: z.string(),
    reconstructed: z.boolean(),
    /** shipped scenarios that use it as they stand */
    usedBy: z.array(idSchema),
  })
  .openapi("ProtocolCard");
export type ProtocolCard = z.infer<typeof protocolCardSchema>;

const drawnState = z.object({
  id: z.string(),
  /** id of the state around it; null for the machine itself */
  parent: z.string().nullable(),
  name: z.string(),
  title: textSchema,
  kind: z.string(),
  /** id of the child entered first */
  initial: z.string().nullable(),
  history: z.enum(["shallow", "deep"]).nullable(),
  fallback: z.string().nullable(),
  isEnd: z.boolean(),
  /** `assumed` and `recalled` parts are drawn dashed */
  mark: z.enum(["read", "recalled", "assumed"]).nullable(),
  /** what is done on entering and on leaving, as a sentence; empty where nothing is */
  entry: textSchema,
  exit: textSchema,
});

const drawnTransition = z.object({
  /** unique in its machine */
  id: z.string(),
  source: z.string(),
  /** null where the state is kept */
  target: z.string().nullable(),
  /** in the words of the protocol */
  label: textSchema,
  trigger: z.looseObject({ kind: z.enum(["event", "after", "always", "done"]) }),
  isGuarded: z.boolean(),
  mark: z.enum(["read", "recalled", "assumed"]).nullable(),
});

export const machineSchema = z
  .object({
    /** the role's id, or `item` or `hash` */
    name: z.string(),
    scope: z.string(),
    title: textSchema,
    /** each state before those inside it; the first is the machine itself */
    states: z.array(drawnState),
    transitions: z.array(drawnTransition),
  })
  .openapi("Machine");
export type DrawnMachine = z.infer<typeof machineSchema>;

export const protocolDetailSchema = z
  .object({
    ...protocolCardSchema.shape,
    machines: z.array(machineSchema),
    /** the protocol in plain sentences: blocks as the command line lays them out */
    page: z.object({ en: z.array(modelled<Block>()), fr: z.array(modelled<Block>()) }),
    /** the definition as data */
    protocol: modelled<Protocol>(),
  })
  .openapi("ProtocolDetail");
export type ProtocolDetail = z.infer<typeof protocolDetailSchema>;

/** A variant made by form. `overlay` is RFC 7396: objects merge, lists and values replace, null takes away. */
export const variantRequestSchema = z
  .strictObject({
    scenario: idSchema,
    id: idSchema,
    title: givenText,
    question: z
      .strictObject({ en: z.string().max(MOST_QUESTION), fr: z.string().max(MOST_QUESTION) })
      .optional(),
    overlay: z.record(z.string().max(64), z.unknown()),
  })
  .openapi("VariantRequest");
export type VariantRequest = z.infer<typeof variantRequestSchema>;

export const variantSchema = z
  .object({
    ...variantRequestSchema.shape,
    title: textSchema,
    question: textSchema.optional(),
    createdAt: instant,
  })
  .openapi("Variant");
export type OwnVariant = z.infer<typeof variantSchema>;
