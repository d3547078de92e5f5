import { randomBytes } from "node:crypto";
import type { FlowProducer, Queue, QueueEvents } from "bullmq";
import type { Redis } from "ioredis";
import {
  type Chunk,
  type EngineIdentity,
  engineIdentity,
  identityName,
  type Work,
} from "../experiment/index.ts";
import {
  type Backend,
  type ChunkOptions,
  type RunHooks,
  RunnerError,
  type RunnerNotice,
  throwIfAborted,
} from "./backend.ts";
import { ChunkDealer } from "./chunk-dealer.ts";
import { type Failure, toError } from "./failure.ts";
import { CHUNK_JOB, type ChunkJob, COMPARISON_JOB, FIELDS, type Refusal } from "./queue-messages.ts";
import { telemetryOf } from "./queue-worker.ts";
import { checkRedis, connect, keys, QUEUE, REDIS_DEFAULTS, type RedisSettings, showUrl } from "./redis.ts";
import { RedisResults } from "./redis-results.ts";
import { Wanted } from "./wanted.ts";

export interface QueueOptions extends Partial<RedisSettings>, ChunkOptions {
  /** what workers must be to take this work; what this program is, if not given */
  readonly identity?: EngineIdentity;
}

/** A lost connection is noticed by its own means; an event that comes too late has nothing to do. */
const nothing = () => {};

/** For how many hands chunks are cut: they may come and go, so it is a guess on the high side. */
const HANDS = 8;
const CHUNK_MS = 1000;
/** Jobs that wait or run at a time: enough for many workers, few enough to be taken back when the work is called off. */
const MOST_JOBS = 512;
/** Results looked for in one poll, besides those that events told of. */
const POLLED = 2048;
/** Without any news for so many polls, jobs are looked after. */
const QUIET_POLLS = 6;
/** Jobs asked for their state at a time. */
const ASKED = 64;
/** How long tidying up may take, milliseconds. */
const TIDY_MS = 2000;

/** What a chunk was submitted as. */
interface Job {
  readonly id: string;
  readonly chunk: Chunk;
}

/** Everything that is open towards Redis. */
interface Line {
  readonly redis: Redis;
  readonly queue: Queue;
  readonly flows: FlowProducer;
  readonly events: QueueEvents;
  readonly results: RedisResults;
  readonly notices: readonly RunnerNotice[];
}

/** Runs chunks on workers anywhere, through BullMQ on Redis. */
export class QueueBackend implements Backend {
  readonly name = "bullmq";
  private readonly settings: RedisSettings & ChunkOptions;
  private readonly identity: EngineIdentity;
  private line: Promise<Line> | undefined;
  private isClosed = false;

  constructor({ identity, ...options }: QueueOptions = {}) {
    this.settings = { ...REDIS_DEFAULTS, ...options };
    this.identity = identity ?? engineIdentity();
  }

  async run(work: Work, hooks: RunHooks): Promise<void> {
    throwIfAborted(hooks.signal);
    if (this.isClosed) throw new RunnerError("runner/closed");
    this.line ??= this.open();
    const line = await this.line.catch((error) => {
      // Whoever asks again may find it there.
      this.line = undefined;
      throw error;
    });
    const comparison = new Comparison(line, this.settings, this.identity, work, hooks);
    await comparison.run();
  }

  private async open(): Promise<Line> {
    const { url, prefix, keepSeconds, telemetry } = this.settings;
    const notices = await checkRedis(url);
    const bullmq = await import("bullmq");
    const redis = await connect(url, "golden-hour-compare");
    const options = { connection: redis, prefix, ...(await telemetryOf(telemetry)) };
    const queue = new bullmq.Queue(QUEUE, options);
    const flows = new bullmq.FlowProducer(options);
    const events = new bullmq.QueueEvents(QUEUE, { connection: redis, prefix });
    queue.on("error", nothing);
    flows.on("error", nothing);
    events.on("error", nothing);
    const results = new RedisResults(redis, prefix, identityName(this.identity), keepSeconds);
    return { redis, queue, flows, events, results, notices };
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const line = await this.line?.catch(() => undefined);
    if (line === undefined) return;
    const { redis, queue, flows, events } = line;
    const closing = Promise.allSettled([events.close(), queue.close(), flows.close()]);
    await Promise.race([closing, wait(TIDY_MS)]);
    redis.disconnect();
  }
}

/**
 * One run: what is in the store already is reported, the rest is submitted as jobs, and then the store is watched until
 * nothing is missing. Events say where to look first; that all is there is seen in the store and nowhere else.
 */
class Comparison {
  private readonly line: Line;
  private readonly settings: RedisSettings & ChunkOptions;
  private readonly identity: EngineIdentity;
  private readonly work: Work;
  private readonly hooks: RunHooks;
  private readonly id = `c${randomBytes(8).toString("hex")}`;
  private readonly key: string;
  private readonly wanted: Wanted;
  private readonly jobs = new Map<string, Job>();
  private readonly parents: string[] = [];
  private readonly told = new Set<string>();
  /** jobs that events spoke of since the last look */
  private due = new Set<string>();
  private isDone = false;
  /** chunks that are not submitted yet */
  private supply: ChunkDealer | undefined;
  private wake: () => void = nothing;
  private quiet = 0;
  private newsAt = performance.now();
  /** jobs that were being worked on when workers refused others */
  private busyJobs: ReadonlySet<string> = new Set();

  constructor(
    line: Line,
    settings: RedisSettings & ChunkOptions,
    identity: EngineIdentity,
    work: Work,
    hooks: RunHooks,
  ) {
    this.line = line;
    this.settings = settings;
    this.identity = identity;
    this.work = work;
    this.hooks = hooks;
    this.key = keys.comparison(settings.prefix, this.id);
    this.wanted = new Wanted(work);
  }

  async run(): Promise<void> {
    for (const notice of this.line.notices) this.tell(notice);
    const { signal } = this.hooks;
    const { redis, events } = this.line;
    const onEvent = ({ jobId }: { readonly jobId: string }) => {
      if (!this.jobs.has(jobId)) return;
      this.due.add(jobId);
      this.wake();
    };
    for (const name of ["progress", "completed", "failed"] as const) events.on(name, onEvent);
    let onAbort: () => void = nothing;
    const aborted = new Promise<never>((_, fail) => {
      onAbort = () => fail(new RunnerError("runner/aborted"));
      signal?.addEventListener("abort", onAbort, { once: true });
    });
    const lost = new LostRedis(redis, this.settings, () =>
      this.tell({ code: "runner/redis_lost", details: { url: showUrl(this.settings.url) } }),
    );
    try {
      await Promise.race([this.complete(), aborted, lost.tooLong]);
      this.isDone = true;
    } catch (error) {
      this.isDone = true;
      await Promise.race([this.callOff(), wait(TIDY_MS)]).catch(nothing);
      throw error;
    } finally {
      lost.forget();
      signal?.removeEventListener("abort", onAbort);
      for (const name of ["progress", "completed", "failed"] as const) events.off(name, onEvent);
      this.wake();
    }
  }

  private tell(notice: RunnerNotice): void {
    if (this.isDone || this.told.has(notice.code)) return;
    this.told.add(notice.code);
    this.hooks.onNotice?.(notice);
  }

  private async complete(): Promise<void> {
    await this.look(this.wanted.missing());
    if (this.wanted.isComplete) return;
    await this.writeSettings();
    if (this.settings.chunk === undefined) await this.pilot();
    this.supply = await this.deal(this.wanted.missing());
    await this.watch(() => this.wanted.isComplete);
  }

  /** Submits more chunks once half of those that may wait are done. */
  private async topUp(): Promise<void> {
    if (this.supply === undefined || this.jobs.size > MOST_JOBS / 2) return;
    const chunks: Chunk[] = [];
    while (chunks.length < MOST_JOBS / 2) {
      const chunk = this.supply.deal();
      if (chunk === undefined) break;
      chunks.push(chunk);
    }
    await this.submit(chunks);
  }

  /** Runs one replication of each setting of unknown pace, to learn how large its chunks should be. */
  private async pilot(): Promise<void> {
    const missing = this.wanted.missing();
    const first = new Map<number, Chunk>();
    for (const chunk of missing) if (!first.has(chunk.setting)) first.set(chunk.setting, chunk);
    const unknown: Chunk[] = [];
    for (const [setting, { from }] of first)
      if ((await this.paceOf(setting)) === undefined) unknown.push({ setting, from, to: from + 1 });
    if (unknown.length === 0) return;
    await this.submit(unknown);
    await this.watch(() => unknown.every(({ setting, from }) => !this.wanted.isMissing(setting, from)));
  }

  private async paceOf(setting: number): Promise<number | undefined> {
    const { redis } = this.line;
    const text = await redis.get(keys.pace(this.settings.prefix, this.work.settings[setting].id));
    return text === null ? undefined : Number(text);
  }

  private async deal(missing: readonly Chunk[]): Promise<ChunkDealer> {
    const { chunk, chunkMs = CHUNK_MS } = this.settings;
    const dealer = new ChunkDealer(missing, HANDS, { chunk, chunkMs });
    if (chunk === undefined) {
      for (const setting of new Set(missing.map((each) => each.setting))) {
        const pace = Math.max((await this.paceOf(setting)) ?? chunkMs, 0.001);
        const size = Math.max(1, Math.ceil(chunkMs / pace));
        dealer.note({ setting, from: 0, to: size }, size * pace);
      }
    }
    return dealer;
  }

  private async writeSettings(): Promise<void> {
    const { prefix, keepSeconds } = this.settings;
    const pipeline = this.line.redis.pipeline();
    for (const setting of this.work.settings)
      pipeline.set(keys.setting(prefix, setting.id), JSON.stringify(setting), "EX", keepSeconds);
    const answers = (await pipeline.exec()) ?? [];
    for (const [error] of answers) if (error !== null) throw error;
  }

  /** Adds chunks as jobs under a job of their own for the whole; ids say whose and which, never what is in it. */
  private async submit(chunks: readonly Chunk[]): Promise<void> {
    if (chunks.length === 0 || this.isDone) return;
    const { attempts, backoffMs, keepSeconds } = this.settings;
    const parent = `${this.id}-${this.parents.length}`;
    const jobs = chunks.map((chunk, i): Job => ({ id: `${parent}-${i}`, chunk }));
    this.parents.push(parent);
    for (const job of jobs) this.jobs.set(job.id, job);
    const ends = { removeOnComplete: true, removeOnFail: { age: 3600 } };
    const data = (chunk: Chunk): ChunkJob => ({
      comparison: this.id,
      seed: this.work.seed,
      setting: this.work.settings[chunk.setting].id,
      from: chunk.from,
      to: chunk.to,
      identity: this.identity,
      keepSeconds,
    });
    await this.line.flows.add({
      name: COMPARISON_JOB,
      queueName: QUEUE,
      prefix: this.settings.prefix,
      opts: { jobId: parent, ...ends },
      children: jobs.map(({ id, chunk }) => ({
        name: CHUNK_JOB,
        queueName: QUEUE,
        prefix: this.settings.prefix,
        data: data(chunk),
        opts: {
          jobId: id,
          attempts,
          backoff: { type: "exponential", delay: backoffMs },
          // The whole is not held up by a part that failed: what is missing is seen in the store.
          ignoreDependencyOnFailure: true,
          ...ends,
        },
      })),
    });
  }

  /** Looks into the store, where events point and now and then everywhere, until what is waited for is there. */
  private async watch(isThere: () => boolean): Promise<void> {
    while (!this.isDone && !isThere()) {
      await this.topUp();
      const isPoll = await this.sleep();
      const due = [...this.due].flatMap((id) => this.jobs.get(id)?.chunk ?? []);
      this.due = new Set();
      const found = await this.look(isPoll ? this.wanted.missing(POLLED) : this.wanted.missingOf(due));
      this.forgetDone();
      if (found > 0) {
        this.quiet = 0;
        this.newsAt = performance.now();
        continue;
      }
      if (!isPoll) {
        // An event without a result may be a failure.
        if (due.length > 0) await this.askHash();
        continue;
      }
      await this.askHash();
      this.quiet++;
      if (this.quiet % QUIET_POLLS === 0) await this.lookAfterJobs();
    }
  }

  /** Waits for an event or the next poll; true when it is the time to poll. */
  private async sleep(): Promise<boolean> {
    if (this.due.size > 0) return false;
    let isPoll = false;
    await new Promise<void>((done) => {
      const timer = setTimeout(() => {
        isPoll = true;
        done();
      }, this.settings.pollMs);
      this.wake = () => {
        clearTimeout(timer);
        done();
      };
    });
    this.wake = nothing;
    return isPoll;
  }

  /** Reports what is there of these chunks; how many that were. */
  private async look(chunks: readonly Chunk[]): Promise<number> {
    let found = 0;
    for (const { setting, from, to } of chunks) {
      const { id } = this.work.settings[setting];
      const results = await this.line.results.read(id, this.work.seed, from, to);
      for (const result of results) {
        if (this.isDone) return found;
        if (!this.wanted.take(setting, result.replication)) continue;
        found++;
        this.hooks.onResult(result);
      }
    }
    return found;
  }

  private forgetDone(): void {
    for (const [id, { chunk }] of this.jobs) if (this.wanted.isThere(chunk)) this.jobs.delete(id);
  }

  /** What workers noted of this comparison: a failure, refusals. */
  private async askHash(): Promise<void> {
    const hash = await this.line.redis.hgetall(this.key);
    const failed = hash[FIELDS.failed];
    if (failed !== undefined) throw toError(JSON.parse(failed) as Failure);
    const refused = Object.keys(hash).find((field) => field.startsWith(FIELDS.refused));
    if (refused !== undefined) await this.judgeRefusal(JSON.parse(hash[refused]) as Refusal);
    const isQuiet = performance.now() - this.newsAt > 4 * this.settings.pollMs;
    if (isQuiet && !this.told.has("runner/no_worker") && (await this.line.queue.getWorkersCount()) === 0)
      this.tell({ code: "runner/no_worker", details: { url: showUrl(this.settings.url) } });
  }

  /** A worker that refuses is no harm as long as another one works. */
  private async judgeRefusal(refusal: Refusal): Promise<void> {
    const { worker, what, wanted, found } = refusal;
    const details = { worker, what, wanted, found };
    this.tell({ code: "runner/worker_refused", details });
    if (performance.now() - this.newsAt < this.settings.patienceMs) return;
    const { queue, redis } = this.line;
    const active = new Set(await redis.lrange(queue.toKey("active"), 0, -1));
    // Who refuses a job has it in hand for a moment only; the same job in two looks is worked on.
    const isWorked = [...active].some((id) => this.jobs.has(id) && this.busyJobs.has(id));
    this.busyJobs = active;
    const isFirstLook = !this.told.has("looked");
    this.told.add("looked");
    if (isWorked || isFirstLook) return;
    throw new RunnerError("runner/worker_refused", details);
  }

  /** After a silence: jobs that failed for good end the run; jobs that are gone without their results are submitted anew. */
  private async lookAfterJobs(): Promise<void> {
    const { queue } = this.line;
    const lost: Chunk[] = [];
    for (const { id } of [...this.jobs.values()].slice(0, ASKED)) {
      const job = await queue.getJob(id);
      const state = job === undefined ? "unknown" : await job.getState();
      if (state === "failed")
        throw new RunnerError("runner/worker_failed", { problem: job?.failedReason ?? "" });
      if (state !== "unknown" && state !== "completed") continue;
      const chunk = this.jobs.get(id)?.chunk;
      if (chunk === undefined) continue;
      // It may have ended since the last look.
      await this.look(this.wanted.missingOf([chunk]));
      this.jobs.delete(id);
      lost.push(...this.wanted.missingOf([chunk]));
    }
    if (lost.length === 0) return;
    await this.writeSettings();
    await this.submit(lost);
  }

  /** Workers stop after their replication; what nobody took yet is taken back. */
  private async callOff(): Promise<void> {
    const { redis, queue } = this.line;
    await redis
      .pipeline()
      .hset(this.key, FIELDS.cancelled, "1")
      .expire(this.key, this.settings.keepSeconds)
      .exec();
    for (const parent of this.parents) await queue.remove(parent, { removeChildren: true }).catch(() => 0);
  }
}

/** Notes how long Redis is away. */
class LostRedis {
  /** rejects once it is away for longer than we are patient */
  readonly tooLong: Promise<never>;
  private readonly redis: Redis;
  private timer: NodeJS.Timeout | undefined;
  private readonly onClose: () => void;
  private readonly onReady: () => void;

  constructor(redis: Redis, { url, patienceMs }: RedisSettings, onLost: () => void) {
    this.redis = redis;
    let fail: (error: RunnerError) => void = nothing;
    this.tooLong = new Promise((_, reject) => {
      fail = reject;
    });
    // Nobody may be waiting any more when it rejects.
    this.tooLong.catch(nothing);
    this.onClose = () => {
      if (this.timer !== undefined) return;
      onLost();
      const details = { url: showUrl(url), problem: "connection lost" };
      this.timer = setTimeout(() => fail(new RunnerError("runner/no_redis", details)), patienceMs);
    };
    this.onReady = () => {
      clearTimeout(this.timer);
      this.timer = undefined;
    };
    redis.on("close", this.onClose);
    redis.on("ready", this.onReady);
  }

  forget(): void {
    clearTimeout(this.timer);
    this.redis.off("close", this.onClose);
    this.redis.off("ready", this.onReady);
  }
}

const wait = (ms: number) =>
  new Promise<void>((done) => {
    setTimeout(done, ms).unref();
  });
