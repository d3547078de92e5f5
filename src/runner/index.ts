/**
 * Running replications elsewhere: in this thread, on threads, or on workers anywhere through a queue.
 *
 * What for: to run the chunks of a comparison on whatever there is (`Backend`), to be such a worker, and not to run again
 * what is known (`withKnownResults`). What in: work, as settings and chunks. What out: each wanted replication once, in
 * any order, and errors as codes. What never: a statistic, a sentence, a result that depends on the backend, the number of
 * workers, the size of chunks or the order in which they end.
 */
export {
  type Backend,
  type ChunkOptions,
  type RunHooks,
  type RunnerDetails,
  RunnerError,
  type RunnerErrorCode,
  type RunnerNotice,
} from "./backend.ts";
export { InlineBackend } from "./inline-backend.ts";
export { type KnownResults, withKnownResults } from "./known-results.ts";
export { QueueBackend, type QueueOptions } from "./queue-backend.ts";
export { isWorkerHere, QueueWorker, type QueueWorkerOptions } from "./queue-worker.ts";
export { checkRedis, connect, ownName, REDIS_DEFAULTS, type RedisSettings, showUrl } from "./redis.ts";
export { ThreadBackend, type ThreadOptions } from "./thread-backend.ts";
