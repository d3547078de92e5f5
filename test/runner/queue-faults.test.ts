import { trace } from "@opentelemetry/api";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  engineIdentity,
  FULL_SCALE,
  identityName,
  type ReplicationResult,
  Results,
  type Setting,
  settingOf,
} from "../../src/experiment/index.ts";
import {
  checkRedis,
  QueueBackend,
  type QueueOptions,
  QueueWorker,
  type RunnerNotice,
} from "../../src/runner/index.ts";
import { RedisResults } from "../../src/runner/redis-results.ts";
import { freePort, pretendRedis, RedisServer } from "../builders/redis.ts";
import { HASTY, PATIENT, startWorkers, WorkerProcess, type WorkerSettings } from "../builders/workers.ts";
import { MAIN, runProcess, STACK } from "../cli/command.ts";
import { everything, FAST, gather, reference, SEED } from "../contract/backend.contract.ts";
import { testResultStore } from "../contract/result-store.contract.ts";
import { CASCADE, scenarioOf } from "../experiment/scenarios.ts";

/** Settings that take some milliseconds each, so that there is time for something to happen. */
const STEADY: readonly Setting[] = [400, 480].map((offspring) =>
  settingOf(
    scenarioOf(
      CASCADE.replace("{ platform: near }", `{ platform: near, offspring: { near: ${offspring} } }`),
    ),
    { scale: FULL_SCALE, vary: false },
  ),
);

const wait = (ms: number) =>
  new Promise<void>((done) => {
    setTimeout(done, ms);
  });

let server: RedisServer;
let redis: Redis;
const workers: WorkerProcess[] = [];
const backends: QueueBackend[] = [];

function backend(options: QueueOptions = {}): QueueBackend {
  const made = new QueueBackend({ url: server.url, ...HASTY, ...options });
  backends.push(made);
  return made;
}

async function begin(count: number, settings?: WorkerSettings): Promise<void> {
  workers.push(...(await startWorkers(server.url, count, settings)));
}

/** How many replications were run, over all comparisons. */
async function countRun(): Promise<number> {
  const keys = await redis.keys("golden-hour:comparison:*");
  const counts = await Promise.all(keys.map((key) => redis.hget(key, "ran")));
  return counts.reduce((sum, count) => sum + Number(count ?? 0), 0);
}

/** Runs it all; hears of each result, which must come once. */
async function gatherWith(
  on: QueueBackend,
  settings: readonly Setting[],
  to: number,
  onCount: (count: number) => void,
  onNotice?: (notice: RunnerNotice) => void,
): Promise<Results> {
  const results = new Results(settings.map(({ id }) => id));
  let count = 0;
  const onResult = (result: ReplicationResult) => {
    if (!results.add(result)) throw new Error(`twice: ${result.setting} ${result.replication}`);
    onCount(++count);
  };
  await on.run({ seed: SEED, settings, chunks: everything(settings, to) }, { onResult, onNotice });
  return results;
}

beforeAll(async () => {
  server = await RedisServer.start();
  redis = new Redis(server.url);
  redis.on("error", () => {});
});

afterEach(async () => {
  await Promise.all(backends.splice(0).map((each) => each.close()));
  await Promise.all(workers.splice(0).map((each) => each.stop()));
  await redis.flushall();
});

afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

testResultStore({
  name: "Redis",
  async open() {
    let made = 0;
    return {
      make: async () => new RedisResults(redis, `store-${made++}`, "engine-1", 60),
      close: async () => {},
    };
  },
});

describe("a comparison on the queue", () => {
  test("has the same digest with three workers, in chunks of 1, 7 and 64", async () => {
    await begin(3);
    for (const chunk of [1, 7, 64]) {
      const results = await gather(backend({ chunk }), FAST, 100);
      expect(results.digest()).toBe(reference(FAST, 100).digest());
      await redis.flushall();
    }
  });

  test("going from 200 to 300 replications runs exactly 100 of each setting", async () => {
    const settings = FAST.slice(0, 2);
    await begin(1, PATIENT);
    await gather(backend(), settings, 200);
    expect(await countRun()).toBe(200 * settings.length);
    const results = await gather(backend(), settings, 300);
    expect(await countRun()).toBe(300 * settings.length);
    expect(results.digest()).toBe(reference(settings, 300).digest());
  });

  test("survives ten workers killed without a warning: nothing lost, nothing twice, the same digest", async () => {
    const count = 200;
    const kills = 10;
    const every = Math.floor((count * STEADY.length) / (kills + 1));
    let killed = 0;
    await begin(2);
    const results = await gatherWith(backend({ chunk: 20 }), STEADY, count, (came) => {
      if (killed >= kills || came < every * (killed + 1)) return;
      workers[killed++].stop();
      workers.push(new WorkerProcess(server.url));
    });
    expect(killed).toBe(kills);
    expect(results.missing(0, count)).toEqual([]);
    expect(results.digest()).toBe(reference(STEADY, count).digest());
  });

  test("survives a Redis that is killed and comes back", async () => {
    const count = 150;
    await begin(2);
    let restarted: Promise<void> | undefined;
    const notices: RunnerNotice[] = [];
    const results = await gatherWith(
      backend({ chunk: 10 }),
      STEADY,
      count,
      (came) => {
        if (came >= 60) restarted ??= server.restart(300);
      },
      (notice) => notices.push(notice),
    );
    await restarted;
    expect(notices.map(({ code }) => code)).toContain("runner/redis_lost");
    expect(results.digest()).toBe(reference(STEADY, count).digest());
  });

  test("asked for twice at the same time gives the same twice, and keeps each result once", async () => {
    const count = 100;
    await begin(2);
    const first = gather(backend({ chunk: 10 }), STEADY, count);
    await wait(100);
    const second = gather(backend({ chunk: 7 }), STEADY, count);
    const digests = (await Promise.all([first, second])).map((results) => results.digest());
    const expected = reference(STEADY, count).digest();
    expect(digests).toEqual([expected, expected]);
    const keys = await redis.keys("golden-hour:results:*");
    const kept = await Promise.all(keys.map((key) => redis.hlen(key)));
    expect(kept).toEqual(STEADY.map(() => count));
  });

  test("is complete when every result is there, whoever put it there and whatever became of its jobs", async () => {
    const notices: RunnerNotice[] = [];
    const running = gatherWith(
      backend(),
      FAST,
      5,
      () => {},
      (notice) => notices.push(notice),
    );
    while (notices.length === 0) await wait(50);
    expect(notices.map(({ code }) => code)).toEqual(["runner/no_worker"]);
    const store = new RedisResults(redis, "golden-hour", identityName(engineIdentity()), 60);
    for (const { id } of FAST) await store.write(SEED, reference(FAST, 5).prefix(id));
    expect((await running).digest()).toBe(reference(FAST, 5).digest());
  });

  test("submits anew what Redis lost with all its jobs", async () => {
    const count = 100;
    await begin(1);
    let flushed: Promise<unknown> | undefined;
    const results = await gatherWith(backend({ chunk: 10 }), STEADY, count, (came) => {
      if (came >= 50) flushed ??= redis.flushall();
    });
    expect(flushed).toBeDefined();
    expect(results.digest()).toBe(reference(STEADY, count).digest());
  });

  test("called off, is no longer worked on", async () => {
    await begin(1);
    const control = new AbortController();
    const running = backend().run(
      { seed: SEED, settings: STEADY, chunks: everything(STEADY, 10_000) },
      { signal: control.signal, onResult: () => control.abort() },
    );
    await expect(running).rejects.toMatchObject({ code: "runner/aborted" });
    // A worker hears of it when it looks; from then on nothing is added, and most was never run.
    let ran = -1;
    for (let now = await countRun(); now !== ran; now = await countRun()) {
      ran = now;
      await wait(600);
    }
    expect(ran).toBeLessThan(10_000);
  });

  test("gives up on a Redis that stays away, and says so", async () => {
    const other = await RedisServer.start();
    const on = new QueueBackend({ url: other.url, ...HASTY, patienceMs: 500 });
    const running = gatherWith(on, FAST, 5, () => {});
    const stopping = wait(300).then(() => other.stop());
    await expect(running).rejects.toMatchObject({ code: "runner/no_redis" });
    await stopping;
    await on.close();
  });

  test("tells OpenTelemetry where that is set up", async () => {
    const spans: string[] = [];
    const span = {
      spanContext: () => ({ traceId: "1".repeat(32), spanId: "1".repeat(16), traceFlags: 1 }),
      ...Object.fromEntries(
        ["setAttribute", "setAttributes", "addEvent", "addLink", "addLinks", "setStatus", "updateName"].map(
          (name) => [name, () => span],
        ),
      ),
      end() {},
      isRecording: () => true,
      recordException() {},
    };
    const startSpan = (name: string) => {
      spans.push(name);
      return span;
    };
    const tracer = { startSpan, startActiveSpan: () => {} };
    trace.setGlobalTracerProvider({ getTracer: () => tracer } as unknown as Parameters<
      typeof trace.setGlobalTracerProvider
    >[0]);
    await begin(1);
    await gather(backend({ telemetry: true }), FAST, 3);
    trace.disable();
    expect(spans.some((name) => name.includes("chunks"))).toBe(true);
  });
});

/** How `golden-hour worker --check` ends. */
async function check(): Promise<number | null> {
  const env = { ...process.env, REDIS_URL: server.url };
  return (await runProcess(process.execPath, [MAIN, "worker", "--check"], { env })).code;
}

describe("a worker", () => {
  const stranger = { ...engineIdentity(), arithmetic: "0".repeat(32) };

  test("of another engine refuses, and whoever waits hears why", async () => {
    await begin(1);
    const { arithmetic } = engineIdentity();
    await expect(gather(backend({ identity: stranger, patienceMs: 1000 }), FAST, 3)).rejects.toMatchObject({
      code: "runner/worker_refused",
      details: { what: "arithmetic", wanted: stranger.arithmetic, found: arithmetic },
    });
    expect(await countRun()).toBe(0);
  });

  test("of the right engine takes what another one refused", async () => {
    await begin(1);
    const notices: RunnerNotice[] = [];
    const running = gatherWith(
      backend({ identity: stranger }),
      FAST,
      3,
      () => {},
      (notice) => notices.push(notice),
    );
    while (notices.length === 0) await wait(50);
    expect(notices.map(({ code }) => code)).toEqual(["runner/worker_refused"]);
    const right = await QueueWorker.start({ url: server.url, ...HASTY, concurrency: 1, identity: stranger });
    expect((await running).digest()).toBe(reference(FAST, 3).digest());
    await right.close();
  });

  test("told to end, gives back what it has not finished and ends well", async () => {
    await begin(1, PATIENT);
    const count = 150;
    let ending: ReturnType<WorkerProcess["kill"]> | undefined;
    const results = await gatherWith(backend({ chunk: count, patienceMs: 60_000 }), STEADY, count, () => {
      if (ending !== undefined) return;
      ending = workers[0].kill("SIGTERM");
      workers.push(new WorkerProcess(server.url, PATIENT));
    });
    expect(await ending).toEqual({ code: 0, signal: null });
    expect(results.digest()).toBe(reference(STEADY, count).digest());
    // What it had done was kept, and was not done again.
    expect(await countRun()).toBe(count * STEADY.length);
  });

  test("can be asked for: --check says whether one of this machine is there", async () => {
    expect(await check()).toBe(1);
    await begin(1);
    expect(await check()).toBe(0);
  });

  test("without a Redis ends with 3 and one sentence that says what to do", async () => {
    const env = { ...process.env, REDIS_URL: `redis://someone:secret@127.0.0.1:${await freePort()}` };
    const { code, stdout, stderr } = await runProcess(process.execPath, [MAIN, "worker"], { env });
    expect(code).toBe(3);
    expect(stdout).toBe("");
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(/REDIS_URL/);
    expect(stderr).toMatch(/docker compose up -d redis/);
    expect(stderr).not.toMatch(/secret/);
    expect(stderr).not.toMatch(STACK);
  });
});

describe("a Redis", () => {
  test("that is not there is an error before anything is submitted", async () => {
    const url = `redis://127.0.0.1:${await freePort()}`;
    const on = new QueueBackend({ url });
    await expect(gather(on, FAST, 3)).rejects.toMatchObject({
      code: "runner/no_redis",
      details: { problem: "ECONNREFUSED" },
    });
    await on.close();
  });

  test("that evicts any key is refused once its memory has a bound, and warned of before", async () => {
    const evicting = await RedisServer.start("--maxmemory-policy", "allkeys-lru", "--maxmemory", "100mb");
    await expect(checkRedis(evicting.url)).rejects.toMatchObject({
      code: "runner/redis_evicts",
      details: { policy: "allkeys-lru" },
    });
    await evicting.stop();
    const loose = await RedisServer.start("--maxmemory-policy", "allkeys-lru");
    expect((await checkRedis(loose.url)).map(({ code }) => code)).toEqual(["runner/redis_may_evict"]);
    await loose.stop();
    expect(await checkRedis(server.url)).toEqual([]);
  });

  test("that is too old is refused, and one that is not tested on is warned of", async () => {
    const old = await pretendRedis("5.0.14");
    await expect(checkRedis(old.url)).rejects.toMatchObject({
      code: "runner/redis_too_old",
      details: { found: "5.0.14" },
    });
    old.stop();
    const elder = await pretendRedis("6.2.14");
    expect((await checkRedis(elder.url)).map(({ code }) => code)).toEqual(["runner/redis_old"]);
    elder.stop();
  });
});
