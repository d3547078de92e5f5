/**
 * The same replications inline, on two threads and on two workers of a queue, in turns, all three warm: one line of JSON.
 *
 *     node test/bench/backends.mjs ROUNDS REPLICATIONS BACKENDS
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { register } from "tsx/esm/api";
import { FULL_SCALE, Results, settingOf } from "../../dist/experiment/index.js";
import { InlineBackend, QueueBackend, ThreadBackend } from "../../dist/runner/index.js";
import { parseScenario } from "../../dist/scenario/index.js";
import { openFile, readLibrary } from "../../dist/store/index.js";
import { root, SEED } from "./material.mjs";

register();
const { RedisServer } = await import("../builders/redis.ts");
const { startWorkers } = await import("../builders/workers.ts");

const SCENARIO = "livestreamed-attack";
const HANDS = 2;

const [rounds, replications] = process.argv.slice(2, 4).map(Number);
const wanted = process.argv[4].split(",");

function settings() {
  const library = readLibrary(resolve(root, "scenarios"));
  const opened = openFile(library, library.scenarios.find(({ id }) => id === SCENARIO).path);
  return ["base", "orders-only"].map((variant) => {
    const parsed = parseScenario(opened.text, { ...opened, variant });
    if (!parsed.ok) throw new Error(`${SCENARIO} under ${variant} cannot be read`);
    return settingOf(parsed.scenario, { scale: FULL_SCALE, vary: false });
  });
}

const all = settings();
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

/** Seconds that a backend takes by the clock and of processors, and the digest of what it gave. */
async function time(backend, seed, count) {
  const results = new Results(all.map(({ id }) => id));
  const chunks = all.map((_, setting) => ({ setting, from: 0, to: count }));
  const startedAt = performance.now();
  const cpuBefore = cpuSeconds();
  await backend.run({ seed, settings: all, chunks }, { onResult: (result) => results.add(result) });
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, cpu: cpuSeconds() - cpuBefore, digest: results.digest() };
}

const times = Object.fromEntries(wanted.map((name) => [name, []]));
const cpus = Object.fromEntries(wanted.map((name) => [name, []]));
try {
  for (const backend of Object.values(backends)) await time(backend, SEED, 20);
  for (let round = 1; round <= rounds; round++) {
    const digests = new Set();
    for (const [name, backend] of Object.entries(backends)) {
      const { seconds, cpu, digest } = await time(backend, SEED + round, replications / all.length);
      times[name].push(seconds);
      cpus[name].push(cpu);
      digests.add(digest);
    }
    if (digests.size > 1) throw new Error("the backends differ in their digests");
  }
  console.log(JSON.stringify({ ...times, cpus, scenario: SCENARIO, hands: HANDS }));
} finally {
  await Promise.all(Object.values(backends).map((backend) => backend.close()));
  await Promise.all(workers.map((worker) => worker.stop()));
  await server?.stop();
}
