/**
 * One side of the full-size replay, in a process of its own: runs once cold, once warm, and says how long each took.
 * Which side: `floor`, `replay` (measures listen, facts about actors are kept), `recording` (as the command `run` does).
 */
import { writeSync } from "node:fs";

const [side, given] = process.argv.slice(2);
const once = side === "floor" ? await floorRun(JSON.parse(given)) : await productRun();

async function floorRun(counts) {
  const { runFloor } = await import("./floor.mjs");
  return () => runFloor(counts);
}

async function productRun() {
  const { fullSize, SEED } = await import("./material.mjs");
  const { Recording } = await import("../../dist/experiment/index.js");
  const { MeasureFold } = await import("../../dist/measures/index.js");
  const { toRecord } = await import("../../dist/model/index.js");
  const { headerOf, Simulation } = await import("../../dist/simulation/index.js");
  const prepared = fullSize();
  const { compiled } = prepared;
  const which = { seed: SEED, replication: 0 };
  if (side === "recording")
    return () => {
      const { outcome, digest, facts } = new Recording(prepared, which).finish();
      return { events: outcome.events, attempts: outcome.attempts, digest, kept: facts.length };
    };
  // Made once and reset for each run, as batches do; the floor's tables, too, are made once.
  let kept = [];
  const listener = new MeasureFold(headerOf(compiled, which), compiled.dictionary);
  const onKept = (fact) => kept.push(toRecord(fact, compiled.dictionary));
  const simulation = new Simulation(compiled, { listener, keep: "actors", onKept });
  return () => {
    kept = [];
    listener.reset();
    simulation.reset(SEED, 0);
    const { events, attempts, digest } = simulation.run();
    listener.finish();
    return { events, attempts, digest: digest.hex(), kept: kept.length };
  };
}

function timed() {
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  const result = once();
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { result, ms, cpuMs: (user + system) / 1000 };
}

const first = timed();
const coldMs = performance.now();
const peakRssMb = process.resourceUsage().maxRSS / 1024;
const warm = timed();
writeSync(
  1,
  JSON.stringify({
    ...first.result,
    coldMs,
    firstMs: first.ms,
    warmMs: warm.ms,
    warmCpuMs: warm.cpuMs,
    peakRssMb,
  }),
);
