/**
 * Tiny cascades a second: the product's own batch (measures and digests of each), and beside it the same cascade as a bare
 * loop that only counts items, in turns in one process.
 */
import { writeSync } from "node:fs";
import { runReplications } from "../../dist/experiment/index.js";
import { SEED, tiny } from "./material.mjs";

const prepared = tiny();
const REPLICATIONS = 200_000;
const TURNS = 5;
const HOUR = 3_600_000;

let state = 1;
function rnd() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) * 2.3283064365386963e-10;
}

const LEAST = Math.exp(-1);
const due = new Float64Array(4096);
/** Items of one cascade: a list of births in order, each item with a Poisson(1) number of children within its hour. */
function bareCascade() {
  let size = 1;
  let items = 0;
  due[0] = 0;
  while (size > 0) {
    const born = due[--size];
    items++;
    for (let p = rnd(); p > LEAST; p *= rnd()) {
      const age = Math.floor((-Math.log(1 - rnd()) * HOUR) / Math.LN2);
      if (age >= HOUR || size === due.length) continue;
      let i = size++;
      for (; i > 0 && due[i - 1] < born + age; i--) due[i] = due[i - 1];
      due[i] = born + age;
    }
  }
  return items;
}

function bareBatch(count) {
  let items = 0;
  for (let i = 0; i < count; i++) items += bareCascade();
  return items / count;
}

function rate(work) {
  const began = performance.now();
  work();
  return (REPLICATIONS * 1000) / (performance.now() - began);
}

const batch = () => runReplications(prepared, { seed: SEED, replications: REPLICATIONS });
const warm = batch();
bareBatch(REPLICATIONS);
const rates = [];
const cpuRates = [];
const bare = [];
for (let turn = 0; turn < TURNS; turn++) {
  const before = process.cpuUsage();
  rates.push(rate(batch));
  const { user, system } = process.cpuUsage(before);
  cpuRates.push((REPLICATIONS * 1e6) / (user + system));
  bare.push(rate(() => bareBatch(REPLICATIONS)));
}
const items = warm.measures.find(({ id, platform }) => id === "items.total" && platform === undefined);
writeSync(
  1,
  JSON.stringify({
    rates,
    cpuRates,
    bare,
    items: items.mean,
    measures: warm.measures.length,
    events: warm.events / REPLICATIONS,
  }),
);
