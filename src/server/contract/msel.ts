import { z } from "zod";
import { MSEL_LIMITS, type MselReading } from "../../exchange/index.ts";
import type { RowChange } from "../../exercise/index.ts";
import { faultSchema, modelled } from "./shapes.ts";

/** A team's own list of events, read before anything is saved. */

/** Signs in base64 of a file that is one byte too large: it comes in, and is refused with a sentence. */
const MOST_CONTENT = Math.ceil((MSEL_LIMITS.bytes + 1) / 3) * 4;

/** A team's own list of events, and what was answered so far, by the ids of the questions. */
export const mselAskedSchema = z
  .strictObject({
    content: z.base64().max(MOST_CONTENT).openapi({ description: "The file, XLSX or CSV, in base64." }),
    answers: z.record(z.string().max(300), z.string().max(300)).default({}),
  })
  .openapi("MselAsked");
/** What would come of it: rows, questions, faults, notes; or why it is not read. Nothing is saved. */
export const mselReadingSchema = modelled<MselReading>().openapi("MselReading");
export type MselAnswer = z.infer<typeof mselReadingSchema>;
export const mselRowsSchema = z
  .strictObject({ rows: z.array(z.record(z.string(), z.unknown())).max(MSEL_LIMITS.rows) })
  .openapi("MselRows");

/** What other rows would change and what is wrong with them, by the path within the file: nothing is saved. */
export const rowsCheckedSchema = z
  .object({
    /** nothing that is wrong keeps them out */
    isReady: z.boolean(),
    changes: z.array(modelled<RowChange>()),
    faults: z.array(faultSchema),
  })
  .openapi("RowsChecked");
export type RowsChecked = z.infer<typeof rowsCheckedSchema>;
