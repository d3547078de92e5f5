import { z } from "zod";
import { type Diagnostic, id, SCHEMA_VERSION, type Text, text } from "../model/index.ts";
import { arrange } from "./fault.ts";
import { checkShape, placeIn } from "./files.ts";
import { readYaml } from "./yaml-text.ts";

const term = z.string().min(1).max(100);

/** One word of law or exercises: its French, and what it may be called in French under another law. */
export interface Term extends Text {
  readonly also: readonly string[];
}

/** The file of the library that holds its models of governance. */
export const MODELS_FILE = "governance";

/**
 * A model of governance: who decides, on whose order and by which clock, in kinds of actors and never in names, so that it
 * is a variant of every scenario. What it changes is data like any overlay; `overlayOf` fits it to a scenario.
 */
const model = z.strictObject({
  title: text,
  question: text.optional().describe("What one asks by comparing it."),
  summary: z
    .strictObject({ deciders: text, orders: text, clocks: text })
    .describe("Who decides, what binds, and by when: one sentence each."),
  protocols: z.array(id).min(1).max(20).describe("Instead of the scenario's own."),
  parties: z
    .record(id, z.record(z.string().max(64), z.unknown()))
    .default({})
    .describe("Actors it cannot do without: each is added where the scenario has nobody of its kind."),
});
export type GovernanceModel = z.output<typeof model>;

/**
 * A file about the library itself: the groups of its protocols in the order in which they are listed, its glossary, or its
 * models of governance with the measures that the argument between them is about.
 */
export const referenceSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  groups: z
    .record(id, z.strictObject({ title: text }))
    .default({})
    .describe("Families of protocols, in the order in which they are listed."),
  glossary: z
    .array(
      z.strictObject({
        en: term.describe("The English word."),
        fr: term.describe("The French word that stands for it."),
        also: z.array(term).max(20).default([]).describe("French words that it may have in another law."),
      }),
    )
    .max(500)
    .default([])
    .describe("Words of law and exercises: where a text has the English one, its French has the French one."),
  models: z.record(id, model).default({}).describe("Models of governance: variants of every scenario."),
  headline: z
    .array(z.string().max(120))
    .max(5)
    .default([])
    .describe("Measures that models of governance are judged by, instead of the scenario's own."),
  services: z
    .record(id, z.record(z.string().max(64), z.unknown()))
    .default({})
    .describe("Figures, by kind of service, for what services do not say themselves under a model."),
});

export interface Reference {
  /** In the order of the file. */
  readonly groups: readonly { readonly id: string; readonly title: Text }[];
  /** Words of law and exercises, each with the one French word that stands for it. */
  readonly glossary: readonly Term[];
  /** By id, in the order of the file. */
  readonly models: Readonly<Record<string, GovernanceModel>>;
  readonly headline: readonly string[];
  /** by kind of service: figures that its services have under a model where they say nothing themselves */
  readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export type ReferenceResult =
  | { readonly ok: true; readonly reference: Reference; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** A file about the library, or everything that is wrong with it. */
export function parseReference(given: string, { source }: { readonly source: string }): ReferenceResult {
  const { file, faults } = readYaml(given, source);
  if (file === undefined) return { ok: false, diagnostics: arrange(faults) };
  const shape = checkShape(referenceSchema, file.value);
  const diagnostics = arrange([...faults, ...shape.faults.map((each) => placeIn(file, each))]);
  if (shape.value === undefined || diagnostics.some(({ severity }) => severity === "error"))
    return { ok: false, diagnostics };
  const groups = Object.entries(shape.value.groups).map(([name, { title }]) => ({ id: name, title }));
  const { glossary, models, headline, services } = shape.value;
  return { ok: true, reference: { groups, glossary, models, headline, services }, warnings: diagnostics };
}
