/**
 * The same replications inline, on two threads and on two workers of a queue, in turns, all warm, and beside them two
 * processes that share nothing and run half each, which is what these cores give at most: one line of JSON.
 *
 *     node test/bench/backends.mjs ROUNDS REPLICATIONS BACKENDS
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { register } from "tsx/esm/api";
import { InlineBackend, QueueBackend, ThreadBackend } from "../../dist/runner/index.js";
import { runOn, SCENARIO, settings } from "./backend-settings.mjs";
import { SEED } from "./material.mjs";

register();
const { RedisServer } = await import("../builders/redis.ts");
const { startWorkers } = await import("../builders/workers.ts");

const HANDS = 2;

const [rounds, replications] = process.argv.slice(2, 4).map(Number);
const wanted = process.argv[4].split(",");

const server = wanted.includes("bullmq") ? await RedisServer.start() : undefined;
const workers = server === undefined ? [] : await startWorkers(server.url, HANDS);
const make = {
  inline: () => new InlineBackend(),
  threads: () => new ThreadBackend({ threads: HANDS }),
  bullmq: () => new QueueBackend({ url: server.url }),
};
const backends = Object.fromEntries(wanted.map((name) => [name, make[name]()]));

/** Processor seconds of this process with its threads, and of the workers where the system tells. */
function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return workers.reduce((sum, { pid }) => sum + cpuSecondsOf(pid), (user + system) / 1e6);
}

const TICKS = 100;

function cpuSecondsOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return Number.NaN;
  }
}

const halves = wanted.includes("inline")
  ? Array.from({ length: HANDS }, () => fork(resolve(import.meta.dirname, "half.mjs")))
  : [];

/** Seconds that processes which share nothing take for an equal part each: their mean, for the parts are not equally long. */
async function timeApart(seed, count) {
  const seconds = await Promise.all(
    halves.map(async (half, i) => {
      half.send({ seed, from: Math.floor((count * i) / HANDS), to: Math.floor((count * (i + 1)) / HANDS) });
      const [taken] = await once(half, "message");
      return taken;
    }),
  );
  return seconds.reduce((sum, taken) => sum + taken, 0) / HANDS;
}

/** Seconds that a backend takes by the clock and of processors, and the digest of what it gave. */
async function time(backend, seed, count) {
  const cpuBefore = cpuSeconds();
  const run = await runOn(backend, { seed, from: 0, to: count });
  return { ...run, cpu: cpuSeconds() - cpuBefore };
}

const times = Object.fromEntries(wanted.map((name) => [name, []]));
const cpus = Object.fromEntries(wanted.map((name) => [name, []]));
const apart = [];
try {
  for (const backend of Object.values(backends)) await time(backend, SEED, 20);
  if (halves.length > 0) await timeApart(SEED, 20);
  for (let round = 1; round <= rounds; round++) {
    const digests = new Set();
    const count = replications / settings.length;
    for (const [name, backend] of Object.entries(backends)) {
      const { seconds, cpu, digest } = await time(backend, SEED + round, count);
      times[name].push(seconds);
      cpus[name].push(cpu);
      digests.add(digest);
    }
    if (halves.length > 0) apart.push(await timeApart(SEED + round, count));
    if (digests.size > 1) throw new Error("the backends differ in their digests");
  }
  console.log(JSON.stringify({ ...times, apart, cpus, scenario: SCENARIO, hands: HANDS }));
} finally {
  for (const half of halves) half.disconnect();
  await Promise.all(Object.values(backends).map((backend) => backend.close()));
  await Promise.all(workers.map((worker) => worker.stop()));
  await server?.stop();
}
