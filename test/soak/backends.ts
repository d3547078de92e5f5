import { FULL_SCALE, settingOf } from "../../src/experiment/index.ts";
import { type Backend, InlineBackend, QueueBackend, ThreadBackend } from "../../src/runner/index.ts";
import { RedisServer } from "../builders/redis.ts";
import { startWorkers, WorkerProcess } from "../builders/workers.ts";
import { everything, gather, reference } from "../contract/backend.contract.ts";
import { readShipped } from "../library/shipped.ts";
import type { SoakResult } from "./parts.ts";

const SCENARIO = "livestreamed-attack";
const VARIANTS = ["base", "as-in-2019", "eu-one-hour-order", "orders-only"];
const COUNT = 200;
const MORE = 300;
const CHUNKS = [1, 7, 64];
const KILL_EACH_MS = 500;

const SETTINGS = VARIANTS.map((variant) =>
  settingOf(readShipped(SCENARIO, variant).scenario, { scale: FULL_SCALE, vary: false }),
);

/**
 * A shipped scenario under four variants, 200 replications each and then 300: one digest inline, on threads and on the
 * queue with one and three workers, in chunks of 1, 7 and 64, also while workers and Redis are killed.
 */
export async function soak(): Promise<SoakResult> {
  const expected = [COUNT, MORE].map((count) => reference(SETTINGS, count).digest());
  const rows: SoakResult["rows"][number][] = [];
  const failures: string[] = [];
  const hold = async (name: string, backend: Backend, count = COUNT) => {
    const startedAt = performance.now();
    const digest = (await gather(backend, SETTINGS, count, everything(SETTINGS, count))).digest();
    const isSame = digest === expected[count === COUNT ? 0 : 1];
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    rows.push({ name, replications: count, digest, seconds });
    if (!isSame) failures.push(`${name}: digest ${digest} for ${count} replications`);
    await backend.close();
  };
  for (const chunk of CHUNKS) await hold(`inline, chunks of ${chunk}`, new InlineBackend({ chunk }));
  for (const chunk of CHUNKS) await hold(`threads, chunks of ${chunk}`, new ThreadBackend({ chunk }));
  await hold("threads", new ThreadBackend(), MORE);
  for (const count of [1, 3]) {
    for (const chunk of CHUNKS) {
      await onQueue(count, (url) =>
        hold(`bullmq, ${count} workers, chunks of ${chunk}`, new QueueBackend({ url, chunk })),
      );
    }
  }
  await onQueue(2, async (url, workers, server) => {
    let isOver = false;
    const killing = killOneByOne(url, workers, () => isOver);
    const restarting = setTimeout(() => server.restart(500), 5000);
    await hold("bullmq, workers and Redis killed", new QueueBackend({ url, pollMs: 200 }), MORE);
    isOver = true;
    clearTimeout(restarting);
    const killed = await killing;
    if (killed < 10) failures.push(`only ${killed} workers were killed`);
  });
  return { rows, failures };
}

/** Kills the oldest worker and starts another, again and again; how many were killed. */
async function killOneByOne(url: string, workers: WorkerProcess[], isOver: () => boolean): Promise<number> {
  let killed = 0;
  while (!isOver()) {
    workers.shift()?.stop();
    killed++;
    const next = new WorkerProcess(url);
    workers.push(next);
    await next.ready;
    await new Promise((done) => setTimeout(done, KILL_EACH_MS));
  }
  return killed;
}

async function onQueue(
  count: number,
  work: (url: string, workers: WorkerProcess[], server: RedisServer) => Promise<void>,
): Promise<void> {
  const server = await RedisServer.start();
  const workers = await startWorkers(server.url, count);
  try {
    await work(server.url, workers, server);
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    await server.stop();
  }
}
