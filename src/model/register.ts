import { z } from "zod";
import { rowId, type Text, text } from "./ids.ts";
import type { MachineMarkName } from "./machine-definition.ts";

/**
 * The register of facts: what protocols stand on, one row for each thing known, and how it is known. A part of a protocol
 * names its row and may be at most as sure as that row.
 */
export interface RegisterRow {
  /** section of the dossier that the row belongs to, such as 4.1 */
  readonly section: string;
  /** `read` in the sources named, `recalled` without one, or `assumed` by us */
  readonly mark: MachineMarkName;
  /** a note in our own words */
  readonly says: string;
  /** keys of `sources` */
  readonly sources: readonly string[];
}

export interface RegisterSource {
  readonly title: string;
  readonly url?: string;
}

export interface Register {
  readonly title: Text;
  readonly rows: Readonly<Record<string, RegisterRow>>;
  readonly sources: Readonly<Record<string, RegisterSource>>;
}

/** How sure each mark is; more is surer. */
export const SURENESS: Readonly<Record<MachineMarkName, number>> = { assumed: 0, recalled: 1, read: 2 };

const sourceKey = z.string().regex(/^[A-Z]\d{1,3}$/, { error: "source-key" });

export const registerSchema = z.strictObject({
  schemaVersion: z.literal(1),
  title: text,
  rows: z
    .record(
      rowId,
      z.strictObject({
        section: z
          .string()
          .regex(/^\d{1,2}(\.\d{1,2})?$/, { error: "section" })
          .describe("Section that the row belongs to, such as 4.1."),
        mark: z
          .enum(["read", "recalled", "assumed"])
          .describe("Read in the sources named, recalled without one, or assumed."),
        says: z.string().min(1).max(300).describe("A note in own words."),
        sources: z.array(sourceKey).max(20).default([]).describe("Keys of sources, for what was read."),
      }),
    )
    .describe("What is known, row by row."),
  sources: z
    .record(
      sourceKey,
      z.strictObject({ title: z.string().min(1).max(300), url: z.string().max(300).optional() }),
    )
    .describe("Where rows were read, by key."),
});
