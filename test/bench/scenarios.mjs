/**
 * Every shipped scenario: what one replication costs, warm, by processor time, and which variants a first comparison of three
 * takes. One line of JSON a scenario.
 *
 *     node test/bench/scenarios.mjs
 */
import { resolve } from "node:path";
import { comparedFirst, prepare, Replicator } from "../../dist/experiment/index.js";
import { BASE, parseScenario } from "../../dist/scenario/index.js";
import { openFile, readLibrary } from "../../dist/store/index.js";
import { medianOf } from "./children.mjs";
import { root, SEED } from "./material.mjs";

/** Beyond so many attempts its size is the point. */
const LARGE = 100_000;
const WARM = 5;
const TIMED = 15;

const library = readLibrary(resolve(root, "scenarios"));
for (const { id, path } of library.scenarios) {
  const opened = openFile(library, path);
  const parsed = parseScenario(opened.text, opened);
  if (!parsed.ok) throw new Error(`${path} cannot be read`);
  const { scenario } = parsed;
  const replicator = new Replicator(prepare(scenario));
  const first = replicator.run(SEED, 0);
  const isLarge = first.attempts > LARGE;
  const cpu = [];
  const wall = [];
  let attempts = 0;
  let events = 0;
  const last = isLarge ? 0 : WARM + TIMED;
  for (let k = 1; k <= last; k++) {
    const cpuBefore = process.cpuUsage();
    const before = performance.now();
    const outcome = replicator.run(SEED, k);
    if (k <= WARM) continue;
    const { user, system } = process.cpuUsage(cpuBefore);
    cpu.push((user + system) / 1000);
    wall.push(performance.now() - before);
    attempts += outcome.attempts / TIMED;
    events += outcome.events / TIMED;
  }
  const { names } = comparedFirst(scenario, BASE);
  console.log(
    JSON.stringify({
      id,
      isLarge,
      attempts: isLarge ? first.attempts : attempts,
      events: isLarge ? first.events : events,
      ...(isLarge
        ? {}
        : {
            cpuMs: medianOf(cpu),
            meanCpuMs: cpu.reduce((sum, each) => sum + each, 0) / TIMED,
            mostCpuMs: Math.max(...cpu),
            wallMs: medianOf(wall),
          }),
      variants: names.slice(0, 2),
    }),
  );
}
