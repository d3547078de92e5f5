/**
 * Cost per attempt of a small and of a large incident of one shape, in a process of its own: the small one repeated until
 * warm, then timed over many seeds; the large one right after it (its memory still to be taken), and once more.
 */
import { writeSync } from "node:fs";

const [side, given] = process.argv.slice(2);
const { small, large } = JSON.parse(given);
const run = side === "floor" ? await floorRunner() : await productRunner();

async function floorRunner() {
  const { runFloor } = await import("./floor.mjs");
  return ({ counts }) => {
    let seed = 1;
    return () => {
      const { counts: done, events } = runFloor(counts, { seed: seed++ });
      return { attempts: done.attempts, events };
    };
  };
}

async function productRunner() {
  const { scaled, SEED } = await import("./material.mjs");
  const { Replicator } = await import("../../dist/experiment/index.js");
  return ({ offspring }) => {
    const replicator = new Replicator(scaled(offspring));
    let replication = 0;
    return () => replicator.run(SEED, replication++);
  };
}

function costOver(once, leastMs) {
  const total = { attempts: 0, events: 0, runs: 0 };
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  let passed = 0;
  do {
    const { attempts, events } = once();
    total.attempts += attempts;
    total.events += events;
    total.runs++;
    passed = performance.now() - began;
  } while (passed < leastMs);
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    nsPerAttempt: (passed * 1e6) / total.attempts,
    cpuNsPerAttempt: ((user + system) * 1000) / total.attempts,
    events: total.events / total.runs,
  };
}

const onceSmall = run(small);
costOver(onceSmall, 1500);
const smallCost = costOver(onceSmall, 1500);
const onceLarge = run(large);
const first = costOver(onceLarge, 0);
const again = costOver(onceLarge, 0);
writeSync(1, JSON.stringify({ small: smallCost, large: first, again }));
