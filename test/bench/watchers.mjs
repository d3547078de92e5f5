/**
 * So many watchers of one live replay at ten updates a second: how long an update takes from being handed over to be written
 * down until a watcher has it, and whether anybody misses one or gets one twice. Server and watchers are processes of their
 * own. Prints a line of JSON for each number of watchers, until the wanted delay is broken, updates come too
 * seldom or somebody misses something.
 */
import { fork } from "node:child_process";
import { join } from "node:path";

const [scenario, speed, secondsText, ...counts] = process.argv.slice(2);
const seconds = Number(secondsText);
const LIMIT_MS = 250;
/** Ten are wanted; whoever gets fewer is kept waiting by those before them. */
const LEAST_PER_SECOND = 9;
const PROCESSES = 2;
const here = (file) => join(import.meta.dirname, file);
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

const hear = (child, kind) =>
  new Promise((done, fail) => {
    const listen = (message) => {
      if (message.kind !== kind) return;
      child.off("message", listen);
      done(message);
    };
    child.on("message", listen);
    child.once("exit", (code) => fail(new Error(`ended with ${code} before it was ${kind}`)));
  });

const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];

async function measure(count) {
  const server = fork(here("watchers-server.mjs"), [scenario, speed]);
  try {
    const { port, run } = await hear(server, "ready");
    const each = Math.ceil(count / PROCESSES);
    const groups = Array.from({ length: Math.min(PROCESSES, count) }, (_, place) =>
      fork(here("watchers-clients.mjs"), [port, run, Math.min(each, count - place * each)]),
    );
    await Promise.all(groups.map((group) => hear(group, "ready")));
    server.send("play");
    await wait(seconds * 1000);
    server.send("pause");
    await wait(2000);
    const told = groups.map((group) => hear(group, "seen"));
    for (const group of groups) group.send("tell");
    const watchers = (await Promise.all(told)).flatMap((group) => group.watchers);
    const coming = hear(server, "instants");
    server.send("tell");
    return reckon(count, new Map((await coming).instants), watchers);
  } finally {
    server.send("end");
  }
}

function reckon(count, instants, watchers) {
  const delays = [];
  let gaps = 0;
  let duplicates = 0;
  let slow = 0;
  let cutOff = 0;
  const last = Math.max(...instants.keys());
  for (const { first, snapshots, seen, isCutOff } of watchers) {
    slow += Math.max(0, snapshots);
    cutOff += isCutOff ? 1 : 0;
    const numbers = new Set();
    for (const [seq, at] of seen) {
      if (numbers.has(seq)) duplicates++;
      numbers.add(seq);
      delays.push(at - instants.get(seq));
    }
    // A watcher that was too slow got some in one piece instead.
    if (snapshots <= 0) for (let seq = first + 1; seq <= last; seq++) if (!numbers.has(seq)) gaps++;
  }
  delays.sort((a, b) => a - b);
  const perSecond = (Math.max(...instants.keys()) - 1) / seconds;
  return {
    count,
    perSecond,
    p50: quantile(delays, 0.5),
    p99: quantile(delays, 0.99),
    worst: delays[delays.length - 1],
    gaps,
    duplicates,
    slow,
    cutOff,
    holds:
      perSecond >= LEAST_PER_SECOND &&
      quantile(delays, 0.99) < LIMIT_MS &&
      gaps === 0 &&
      duplicates === 0 &&
      slow === 0 &&
      cutOff === 0,
  };
}

for (const count of counts.map(Number)) {
  const measured = await measure(count);
  console.log(JSON.stringify(measured));
  if (!measured.holds) break;
}
process.exit(0);
