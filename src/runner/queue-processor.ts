import { workerData } from "node:worker_threads";
import { DelayedError, type SandboxedJob, UnrecoverableError, WaitingError } from "bullmq";
import {
  identityDifference,
  identityName,
  type ReplicationResult,
  runChunk,
  type Setting,
  Workbench,
} from "../experiment/index.ts";
import { failureOf } from "./failure.ts";
import { type ChunkJob, COMPARISON_JOB, FIELDS, type ProcessorData, type Refusal } from "./queue-messages.ts";
import { connect, keys } from "./redis.ts";
import { RedisResults } from "./redis-results.ts";

/**
 * Entry of a worker's thread: runs the replications of one chunk that are not in the store of results yet and puts them
 * there. The queue knows nothing of results; a chunk that is run twice, or in parts by several workers, does no harm.
 */

const FLUSH_MS = 100;
const MOST_HELD = 128;
/** A job that this worker may not do waits so long for another one, milliseconds. */
const ELSEWHERE_MS = 500;
/** Time for the queue to hear that a job goes back before it hears that we are done with it, milliseconds. */
const HEARD_MS = 50;
const MOST_SETTINGS = 64;

const { url, prefix, worker, identity } = workerData as ProcessorData;
const redis = await connect(url, `${worker}-thread`);
const bench = new Workbench();
const settings = new Map<string, Setting>();

async function settingOf(id: string): Promise<Setting> {
  const known = settings.get(id);
  if (known !== undefined) return known;
  const text = await redis.get(keys.setting(prefix, id));
  // Whoever compares writes it again when it sees that results do not come.
  if (text === null) throw new Error(`runner/setting_missing ${id}`);
  const setting = JSON.parse(text) as Setting;
  if (settings.size >= MOST_SETTINGS) settings.clear();
  settings.set(id, setting);
  return setting;
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Gives the job to another worker: this one is of another engine. */
async function refuse(job: SandboxedJob<ChunkJob>, token: string | undefined): Promise<never> {
  const wanted = job.data.identity;
  const what = identityDifference(wanted, identity) as keyof typeof identity;
  const refusal: Refusal = { worker, what, wanted: wanted[what], found: identity[what] };
  const key = keys.comparison(prefix, job.data.comparison);
  await redis
    .pipeline()
    .hset(key, FIELDS.refused + worker, JSON.stringify(refusal))
    .expire(key, job.data.keepSeconds)
    .exec();
  await job.moveToDelayed(Date.now() + ELSEWHERE_MS, token);
  await pause(HEARD_MS);
  throw new DelayedError();
}

/** Gives the job back as it is: this worker is being shut down. */
async function giveBack(job: SandboxedJob<ChunkJob>, token: string | undefined): Promise<never> {
  await job.moveToWait(token);
  await pause(HEARD_MS);
  throw new WaitingError();
}

async function processChunk(
  job: SandboxedJob<ChunkJob>,
  token?: string,
  signal?: AbortSignal,
): Promise<{ readonly ran: number }> {
  if (job.name === COMPARISON_JOB) return { ran: 0 };
  const { comparison, seed, setting: id, from, to, keepSeconds } = job.data;
  if (identityDifference(job.data.identity, identity) !== undefined) return refuse(job, token);
  const hash = keys.comparison(prefix, comparison);
  if ((await redis.hget(hash, FIELDS.cancelled)) !== null) return { ran: 0 };
  const setting = await settingOf(id);
  const store = new RedisResults(redis, prefix, identityName(identity), keepSeconds);
  const there = await store.has(id, seed, from, to);
  let held: ReplicationResult[] = [];
  let ran = 0;
  let flushedAt = performance.now();
  /** Puts what came into the store; true when nobody wants more. */
  const flush = async (): Promise<boolean> => {
    const took = performance.now() - flushedAt;
    if (held.length > 0) {
      await store.write(seed, held);
      await redis
        .pipeline()
        .hincrby(hash, FIELDS.ran, held.length)
        .expire(hash, keepSeconds)
        .set(keys.pace(prefix, id), String(took / held.length), "EX", keepSeconds)
        .exec();
      ran += held.length;
      held = [];
      await job.updateProgress(ran);
    }
    const isCancelled = (await redis.hget(hash, FIELDS.cancelled)) !== null;
    flushedAt = performance.now();
    return isCancelled;
  };
  for (let replication = from; replication < to; replication++) {
    if (there.has(replication)) continue;
    try {
      for (const result of runChunk({ seed }, setting, replication, replication + 1, bench))
        held.push(result);
    } catch (error) {
      await flush();
      const failure = JSON.stringify(failureOf(error, id, replication));
      await redis.pipeline().hsetnx(hash, FIELDS.failed, failure).expire(hash, keepSeconds).exec();
      // The same seed fails in the same way elsewhere.
      throw new UnrecoverableError(failure);
    }
    if (held.length < MOST_HELD && performance.now() - flushedAt < FLUSH_MS) continue;
    if (await flush()) return { ran };
    if (signal?.aborted === true) return giveBack(job, token);
  }
  await flush();
  return { ran };
}

// The form that the queue loads processors in.
// biome-ignore lint/style/noDefaultExport: BullMQ takes a processor's default export and no other.
export default processChunk;
