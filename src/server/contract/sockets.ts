import { z } from "zod";
import { tableCommand } from "../../model/index.ts";
import { type Comparison, comparisonSchema } from "./comparisons.ts";
import { type Clock, commandSchema, runSchema, type Stage, snapshotSchema, updateSchema } from "./runs.ts";
import { idSchema, problemSchema } from "./shapes.ts";
import {
  commandName,
  type TableStage,
  tableClockSchema,
  tableControlSchema,
  tableItemSchema,
} from "./table.ts";

/** The messages of Socket.IO, from both sides; steps and stages are those of runs and of the table. */

/** `since`: the number of the last update that one has; without it a snapshot of everything comes first. */
export const watchSchema = z.strictObject({ run: idSchema, since: z.int().min(0).optional() });
export const unwatchSchema = z.strictObject({ run: idSchema });
/** `id` is the client's own: the same command sent twice is done once. */
export const proposeSchema = z.strictObject({
  run: idSchema,
  id: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
  command: commandSchema,
});
export const watchComparisonSchema = z.strictObject({ comparison: idSchema });

export const sitSchema = z.strictObject({
  exercise: idSchema,
  since: z.int().min(0).default(0),
  stream: z.string().max(40).optional(),
});
export const riseSchema = z.strictObject({ exercise: idSchema });
export const actSchema = z.strictObject({ exercise: idSchema, id: commandName, command: tableCommand });
export const tableMessageSchema = z.object({
  exercise: idSchema,
  stream: z.string(),
  clock: tableClockSchema,
  items: z.array(tableItemSchema),
  /** for those who see everything, where it has changed */
  control: tableControlSchema.optional(),
});

export const refusalSchema = z.object({ ok: z.literal(false), problem: problemSchema });
export type Refusal = z.infer<typeof refusalSchema>;

export const updatesMessageSchema = z.object({ run: idSchema, updates: z.array(updateSchema) });
export const snapshotMessageSchema = z.object({ run: idSchema, snapshot: snapshotSchema });
export const progressMessageSchema = z.object({ comparison: comparisonSchema });
export const resultMessageSchema = z.object({ run: runSchema });

/** Socket.IO events, client to server; each is answered by its acknowledgement. */
export interface ClientMessages {
  watch(
    given: z.infer<typeof watchSchema>,
    answer: (answer: { ok: true; stage: Stage } | Refusal) => void,
  ): void;
  unwatch(given: z.infer<typeof unwatchSchema>, answer: (answer: { ok: true } | Refusal) => void): void;
  command(
    given: z.infer<typeof proposeSchema>,
    answer: (answer: { ok: true; seq: number; clock: Clock } | Refusal) => void,
  ): void;
  "watch-comparison"(
    given: z.infer<typeof watchComparisonSchema>,
    answer: (answer: { ok: true; comparison: Comparison } | Refusal) => void,
  ): void;
  "unwatch-comparison"(
    given: z.infer<typeof watchComparisonSchema>,
    answer: (answer: { ok: true } | Refusal) => void,
  ): void;
  sit(
    given: z.input<typeof sitSchema>,
    answer: (answer: { ok: true; stage: TableStage } | Refusal) => void,
  ): void;
  rise(given: z.input<typeof riseSchema>, answer: (answer: { ok: true } | Refusal) => void): void;
  act(
    given: z.input<typeof actSchema>,
    answer: (answer: { ok: true; at: number; entry: number | null } | Refusal) => void,
  ): void;
}

/** Socket.IO events, server to client. */
export interface ServerMessages {
  /** follow without a gap on what one has: the first is one above the last number seen */
  updates(given: z.infer<typeof updatesMessageSchema>): void;
  snapshot(given: z.infer<typeof snapshotMessageSchema>): void;
  /** the run's result is there (`GET /runs/:id/result`), or failed */
  result(given: z.infer<typeof resultMessageSchema>): void;
  progress(given: z.infer<typeof progressMessageSchema>): void;
  /** of one's own stream; without steps it tells the clock alone */
  table(given: z.infer<typeof tableMessageSchema>): void;
}
