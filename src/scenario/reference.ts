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

/** A file about the library itself: the groups of its protocols in the order in which they are listed, or its glossary. */
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
});

export interface Reference {
  /** In the order of the file. */
  readonly groups: readonly { readonly id: string; readonly title: Text }[];
  /** Words of law and exercises, each with the one French word that stands for it. */
  readonly glossary: readonly Term[];
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
  return { ok: true, reference: { groups, glossary: shape.value.glossary }, warnings: diagnostics };
}
