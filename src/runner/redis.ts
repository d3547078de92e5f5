import { hostname } from "node:os";
import type { Redis, RedisOptions } from "ioredis";
import { RunnerError, type RunnerNotice } from "./backend.ts";
import { problemOf } from "./failure.ts";

/** Where Redis (or Valkey) is, and how patient we are with it and with workers. */
export interface RedisSettings {
  readonly url: string;
  /** before every key */
  readonly prefix: string;
  /** a worker that has not renewed the lock of its job for so long is taken for dead, milliseconds */
  readonly lockMs: number;
  /** how often workers look for jobs of dead workers, milliseconds */
  readonly stalledMs: number;
  /** how often whoever waits looks into the store of results, whatever events said, milliseconds */
  readonly pollMs: number;
  /** how long whoever waits goes on without Redis, or with workers that all refuse, milliseconds */
  readonly patienceMs: number;
  /** how often a chunk is tried when a worker fails on it, and how long before the second try, milliseconds */
  readonly attempts: number;
  readonly backoffMs: number;
  /** how long results are kept after they were last asked for, seconds */
  readonly keepSeconds: number;
  /** tells OpenTelemetry, as far as the process has it set up */
  readonly telemetry: boolean;
}

export const REDIS_DEFAULTS: RedisSettings = {
  url: "redis://127.0.0.1:6379",
  prefix: "golden-hour",
  lockMs: 10_000,
  stalledMs: 5000,
  pollMs: 500,
  patienceMs: 30_000,
  attempts: 5,
  backoffMs: 500,
  keepSeconds: 7 * 24 * 3600,
  telemetry: false,
};

/** Name of the one queue that all workers listen to, whatever their version: who cannot do a job says so. */
export const QUEUE = "chunks";

const CONNECT_MS = 5000;
const SLOWEST_RETRY = 1000;

/** Older ones lack commands that moves between queues are made of. */
const LEAST_REDIS = "6.2.0";
/** Older ones are not what this program is tested on. */
const TESTED_REDIS = "7.0.0";

/**
 * A connection that comes back by itself and keeps what it was asked until it is there again. The driver is loaded when
 * it is needed: most commands never are.
 */
export async function connect(url: string, role: string, options: RedisOptions = {}): Promise<Redis> {
  const driver = await import("ioredis");
  const redis = new driver.Redis(url, {
    maxRetriesPerRequest: null,
    connectTimeout: CONNECT_MS,
    connectionName: role,
    retryStrategy: (times) => Math.min(50 * times, SLOWEST_RETRY),
    ...options,
  });
  // A lost connection is told by whoever waits too long for an answer, not by each connection.
  redis.on("error", () => {});
  return redis;
}

/** The name by which a worker is known to others. */
export const ownName = () => `${hostname()}-${process.pid}`;

/** An address as it may be shown: without its password. */
export function showUrl(url: string): string {
  try {
    const shown = new URL(url);
    if (shown.password !== "") shown.password = "***";
    return shown.href;
  } catch {
    return url;
  }
}

/**
 * Asks Redis once what it is. Rejects with a `RunnerError` when there is none, when it is too old, or when it would throw
 * jobs away; gives what should be known besides.
 */
export async function checkRedis(url: string): Promise<RunnerNotice[]> {
  const info = await askRedis(url);
  const shown = showUrl(url);
  const found = info.get("redis_version") ?? "0";
  if (isOlder(found, LEAST_REDIS))
    throw new RunnerError("runner/redis_too_old", { url: shown, found, least: LEAST_REDIS });
  const policy = info.get("maxmemory_policy") ?? "noeviction";
  const isBounded = Number(info.get("maxmemory") ?? "0") > 0;
  // Jobs have no time to live, so only a policy that evicts any key throws them away, once memory is full.
  if (isBounded && policy.startsWith("allkeys-"))
    throw new RunnerError("runner/redis_evicts", { url: shown, policy });
  const notices: RunnerNotice[] = [];
  if (policy !== "noeviction")
    notices.push({ code: "runner/redis_may_evict", details: { url: shown, policy } });
  if (isOlder(found, TESTED_REDIS))
    notices.push({ code: "runner/redis_old", details: { url: shown, found, least: TESTED_REDIS } });
  return notices;
}

async function askRedis(url: string): Promise<ReadonlyMap<string, string>> {
  let last: unknown;
  let redis: Redis | undefined;
  try {
    redis = await connect(url, "golden-hour-check", {
      lazyConnect: true,
      retryStrategy: () => null,
      commandTimeout: CONNECT_MS,
    });
    redis.on("error", (error) => {
      last = error;
    });
    await redis.connect();
    const text = await redis.info();
    const lines = text.split(/\r?\n/).filter((line) => line.includes(":"));
    return new Map(
      lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)]),
    );
  } catch (error) {
    const cause = last ?? error;
    throw new RunnerError("runner/no_redis", { url: showUrl(url), problem: shortly(cause) }, { cause });
  } finally {
    redis?.disconnect();
  }
}

/** `ECONNREFUSED` and the like where there is such a code. */
export function shortly(error: unknown): string {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === "string" ? code : problemOf(error);
}

function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((each) => each.split(".").map((part) => Number.parseInt(part, 10) || 0));
  for (let i = 0; i < b.length; i++) if ((a[i] ?? 0) !== b[i]) return (a[i] ?? 0) < b[i];
  return false;
}

/** The keys that are ours beside those of the queue. All end by themselves. */
export const keys = {
  setting: (prefix: string, id: string) => `${prefix}:setting:${id}`,
  /** hash: replication -> bytes of its result */
  results: (prefix: string, identity: string, setting: string, seed: number) =>
    `${prefix}:results:${identity}:${setting}:${seed}`,
  /** milliseconds that a replication of a setting took last */
  pace: (prefix: string, setting: string) => `${prefix}:pace:${setting}`,
  /** hash of one comparison: `cancelled`, `ran`, `refused <worker>`, `failed` */
  comparison: (prefix: string, id: string) => `${prefix}:comparison:${id}`,
} as const;
