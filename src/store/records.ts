import { z } from "zod";
import { ID_PATTERN } from "../model/index.ts";

/**
 * What the server keeps, as schema-checked records: what comes from elsewhere passes through these schemas and nothing else.
 */
const id = z.string().regex(ID_PATTERN);
const text = z.object({ en: z.string(), fr: z.string() });
const number = z.number();

export const storedRun = z.object({
  kind: z.literal("run"),
  id,
  createdAt: z.string(),
  scenario: id,
  variant: id,
  title: text,
  variantTitle: text,
  seed: number,
  replication: number,
  scale: number,
  /** assumptions that were set by hand, by path */
  assume: z.record(z.string(), number).default({}),
  address: z.string(),
  status: z.enum(["running", "done", "failed"]),
  digest: z.string().nullable(),
  problem: z.string().nullable(),
});
export type StoredRun = z.infer<typeof storedRun>;

export const storedComparison = z.object({
  kind: z.literal("comparison"),
  id,
  createdAt: z.string(),
  scenario: id,
  title: text,
  variants: z.array(z.object({ id, title: text })),
  baseline: id,
  replications: number,
  precision: number.nullable(),
  assumptions: z.enum(["fixed", "vary"]),
  scale: number,
  seed: number,
  sensitivity: number.nullable(),
  /** assumptions that were set by hand, by path */
  assume: z.record(z.string(), number),
  /** where nobody named the variants, and not all were taken */
  choice: z.object({ by: z.enum(["scenario", "order"]), taken: number, of: number }).nullable(),
  status: z.enum(["waiting", "running", "done", "cancelled", "failed"]),
  done: number,
  total: number,
  digest: z.string().nullable(),
  problem: z.string().nullable(),
});
export type StoredComparison = z.infer<typeof storedComparison>;

export const storedVariant = z.object({
  kind: z.literal("variant"),
  /** `scenario` and `variant` joined by a dot: one scenario's variants have names of their own */
  id: z.string().max(140),
  createdAt: z.string(),
  scenario: id,
  variant: id,
  title: text,
  question: text.optional(),
  overlay: z.record(z.string(), z.unknown()),
});
export type StoredVariant = z.infer<typeof storedVariant>;

/** An exercise: what was planned, and what opens its doors. What happens in it stands in its record. */
export const storedExercise = z.object({
  kind: z.literal("exercise"),
  id,
  createdAt: z.string(),
  /** its file as it was given */
  file: z.record(z.string(), z.unknown()),
  seed: number,
  /** first line of its record */
  heading: z.record(z.string(), z.unknown()),
  address: z.string(),
  /** the code at the door, and what the keys of those who came in are made with */
  code: z.string(),
  secret: z.string(),
  /** of a copy: the exercise that it went off from, and what was done in it up to then */
  past: z
    .object({
      exercise: id,
      at: number,
      epoch: number,
      opening: z.array(z.record(z.string(), z.unknown())),
      moves: z.array(z.object({ at: number, move: z.record(z.string(), z.unknown()) })),
    })
    .optional(),
});
export type StoredExercise = z.infer<typeof storedExercise>;

export const storedRecord = z.discriminatedUnion("kind", [
  storedRun,
  storedComparison,
  storedVariant,
  storedExercise,
]);
export type StoredRecord = z.infer<typeof storedRecord>;
export type RecordKind = StoredRecord["kind"];
export type RecordOf<K extends RecordKind> = Extract<StoredRecord, { readonly kind: K }>;

/** A long text that belongs to a record: a result, a log, the scenario as it was when it was run. */
export const storedDocument = z.object({
  kind: z.literal("document"),
  of: z.enum(["run", "comparison"]),
  id,
  name: z.string().regex(ID_PATTERN),
  text: z.string(),
});

/** What may have documents; those of exercises leave the store with their records alone. */
export type DocumentOwner = "run" | "comparison" | "exercise";

/** One numbered step of a run's stream, as it was published. */
export const storedUpdate = z.object({
  kind: z.literal("update"),
  run: id,
  seq: z.int().min(1),
  text: z.string(),
});
export type StoredUpdate = z.infer<typeof storedUpdate>;

export const ARCHIVE = "golden-hour-archive";
export const archiveHead = z.object({
  kind: z.literal("archive"),
  format: z.literal(ARCHIVE),
  version: z.literal(1),
});
/** Exercises are no part of it: each has a file of its own, its record, which goes out without the keys to its doors. */
export const archiveLine = z.union([
  storedRun,
  storedComparison,
  storedVariant,
  storedDocument,
  storedUpdate,
]);
export type ArchiveLine = z.infer<typeof archiveLine>;
