import type { EngineIdentity } from "../experiment/index.ts";

/** What crosses between whoever compares and workers, as JSON in jobs and in the hash of a comparison. */

/** Name of the job that stands for a comparison; it has nothing to do but end last. */
export const COMPARISON_JOB = "comparison";
export const CHUNK_JOB = "chunk";

export interface ChunkJob {
  readonly comparison: string;
  readonly seed: number;
  /** id of the setting; its text is found by that */
  readonly setting: string;
  readonly from: number;
  readonly to: number;
  /** what a worker must be to take this job */
  readonly identity: EngineIdentity;
  readonly keepSeconds: number;
}

/** Why a worker does not take a job. */
export interface Refusal {
  readonly worker: string;
  readonly what: keyof EngineIdentity;
  readonly wanted: string | number;
  readonly found: string | number;
}

/** Fields of the hash of a comparison. */
export const FIELDS = {
  cancelled: "cancelled",
  /** how many replications were run for it */
  ran: "ran",
  /** the first failure that no other try can mend */
  failed: "failed",
  refused: "refused ",
} as const;

/** What the thread of a worker is given. */
export interface ProcessorData {
  readonly url: string;
  readonly prefix: string;
  readonly worker: string;
  readonly identity: EngineIdentity;
}
