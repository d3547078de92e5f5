import type { ReplicationResult, Work } from "../experiment/index.ts";

/** Why work could not be done, or not all of it. */
export type RunnerErrorCode =
  /** whoever asked for the work called it off; what had come was reported */
  | "runner/aborted"
  | "runner/closed"
  /** a replication outgrew memory: the scenario, not the backend; details: items, setting, replication */
  | "runner/too_many_items"
  /** a replication threw; details: problem, setting, replication */
  | "runner/replication_failed"
  /** a thread or a job ended that should not have; details: problem */
  | "runner/worker_failed"
  /** no worker of the same engine took the work; details: what, wanted, found, worker */
  | "runner/worker_refused"
  /** details: url (without its password), problem */
  | "runner/no_redis"
  /** details: url, found, least */
  | "runner/redis_too_old"
  /** Redis would throw jobs away; details: url, policy */
  | "runner/redis_evicts";

export type RunnerDetails = Readonly<Record<string, string | number>>;

/** What was the world's fault, told by a code and its data; the sentence is made elsewhere. */
export class RunnerError extends Error {
  readonly code: RunnerErrorCode;
  readonly details: RunnerDetails;

  constructor(code: RunnerErrorCode, details: RunnerDetails = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(details)}`, options);
    this.name = "RunnerError";
    this.code = code;
    this.details = details;
  }
}

/** What whoever waits should know, though the work goes on. */
export interface RunnerNotice {
  readonly code:
    | "runner/no_worker"
    | "runner/redis_lost"
    | "runner/redis_may_evict"
    | "runner/redis_old"
    | "runner/worker_refused";
  readonly details: RunnerDetails;
}

export interface RunHooks {
  onResult(result: ReplicationResult): void;
  /** each notice once a run */
  onNotice?(notice: RunnerNotice): void;
  readonly signal?: AbortSignal;
}

/** Something that replications can be run on. */
export interface Backend {
  readonly name: "inline" | "threads" | "bullmq";
  /**
   * Reports each wanted replication exactly once, in any order, and resolves when all were; rejects with a `RunnerError`.
   * What was reported before stands, nothing is reported afterwards. One run at a time.
   */
  run(work: Work, hooks: RunHooks): Promise<void>;
  close(): Promise<void>;
}

/** Throws when the work was called off. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new RunnerError("runner/aborted");
}

export interface ChunkOptions {
  /** replications in a chunk; without it, as many as take about `chunkMs` */
  readonly chunk?: number;
  /** how long a chunk should take, milliseconds; a second */
  readonly chunkMs?: number;
}
