import { hostname } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Worker } from "bullmq";
import type { Redis } from "ioredis";
import { type EngineIdentity, engineIdentity } from "../experiment/index.ts";
import type { RunnerNotice } from "./backend.ts";
import type { ProcessorData } from "./queue-messages.ts";
import { checkRedis, connect, ownName, QUEUE, REDIS_DEFAULTS, type RedisSettings } from "./redis.ts";

export interface QueueWorkerOptions extends Partial<RedisSettings> {
  /** chunks at the same time, each on a thread of its own */
  readonly concurrency: number;
  /** what this worker says that it is; what it is, if not given */
  readonly identity?: EngineIdentity;
}

/** Processors are plain JavaScript, so from the sources too they are taken from the build. */
const ENTRY = pathToFileURL(join(import.meta.dirname, "../../dist/runner/queue-processor.js"));

/** A job is given up after so many workers died on it: killed workers are no fault of the job. */
const MOST_STALLED = 1000;

/** The hook through which the queue tells OpenTelemetry, where that is wanted. */
export async function telemetryOf(isWanted: boolean) {
  if (!isWanted) return {};
  const { BullMQOtel } = await import("bullmq-otel");
  return { telemetry: new BullMQOtel({ tracerName: "golden-hour" }) };
}

/** Whether a worker of this machine is connected. Rejects with a `RunnerError` where there is no Redis that would do. */
export async function isWorkerHere(options: Pick<RedisSettings, "url" | "prefix">): Promise<boolean> {
  await checkRedis(options.url);
  const { Queue } = await import("bullmq");
  const connection = await connect(options.url, "golden-hour-check");
  const queue = new Queue(QUEUE, { connection, prefix: options.prefix });
  try {
    const workers = await queue.getWorkers();
    return workers.some(({ rawname }) => (rawname ?? "").includes(`:w:${hostname()}-`));
  } finally {
    await queue.close();
    connection.disconnect();
  }
}

/** A worker of the queue: takes chunks from anybody's comparisons until it is closed. */
export class QueueWorker {
  readonly notices: readonly RunnerNotice[];
  readonly name: string;
  private readonly worker: Worker;
  private readonly connection: Redis;

  /** Rejects with a `RunnerError` where there is no Redis that would do. */
  static async start(options: QueueWorkerOptions): Promise<QueueWorker> {
    const settings = { ...REDIS_DEFAULTS, ...options };
    const { url, prefix, lockMs, stalledMs, concurrency, identity, telemetry } = settings;
    const notices = await checkRedis(url);
    const bullmq = await import("bullmq");
    const name = ownName();
    const connection = await connect(url, name);
    const workerData: ProcessorData = {
      url,
      prefix,
      worker: name,
      identity: identity ?? engineIdentity(),
    };
    const worker = new bullmq.Worker(QUEUE, ENTRY, {
      connection,
      prefix,
      name,
      concurrency,
      useWorkerThreads: true,
      workerThreadsOptions: { workerData },
      lockDuration: lockMs,
      stalledInterval: stalledMs,
      maxStalledCount: MOST_STALLED,
      ...(await telemetryOf(telemetry)),
    });
    // Failed chunks are told to whoever compares; a lost connection comes back.
    worker.on("error", () => {});
    await worker.waitUntilReady();
    return new QueueWorker(worker, connection, name, notices);
  }

  private constructor(worker: Worker, connection: Redis, name: string, notices: readonly RunnerNotice[]) {
    this.worker = worker;
    this.connection = connection;
    this.name = name;
    this.notices = notices;
  }

  /** Takes no more chunks, ends those at hand after their replication and gives what is left of them back. */
  async close(): Promise<void> {
    this.worker.cancelAllJobs("runner/closing");
    await this.worker.close();
    this.connection.disconnect();
  }
}
