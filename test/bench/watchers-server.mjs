/**
 * The server of the bench of watchers, in a process of its own: a run that is played, and when each of its updates was
 * handed over to be written down. Tells its port and its run, and at the end those instants.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openShelf } from "../../dist/cli/shelf.js";
import { serve } from "../../dist/server/index.js";
import { FileStore } from "../../dist/store/index.js";

const [scenario, speed] = process.argv.slice(2);
const data = mkdtempSync(join(tmpdir(), "golden-hour-watchers-"));
const instant = () => performance.timeOrigin + performance.now();
const handedOver = new Map();
/** Ten updates a second: where the incident itself brings nothing new for so long, the player is asked for something. */
const EVERY_MS = 100;
let lastAt = 0;
let turn = 0;
let filler;

const store = new FileStore(join(data, "server.db"));
const append = store.append.bind(store);
store.append = (updates) => {
  const now = instant();
  lastAt = now;
  for (const { seq } of updates) handedOver.set(seq, now);
  append(updates);
};

const serving = await serve({
  store,
  shelf: openShelf(),
  host: "127.0.0.1",
  port: 0,
  names: [],
  pages: join(data, "web"),
  version: "0.0.0",
  results: join(data, "results"),
  keep: 0,
  clock: { now: () => performance.now(), today: () => new Date().toISOString() },
  log: (what, details) => console.error(what, details),
  limits: { requests: 1_000_000, changes: 1_000_000, joins: 1_000_000 },
});
const ask = async (path, body) => {
  const response = await fetch(`${serving.url}api/v1${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path} ${response.status} ${await response.text()}`);
  return response.json();
};
const { id } = await ask("/runs", { scenario });
// The result is computed at once, at full speed: the bench begins when that is over.
for (;;) {
  const { status } = await ask(`/runs/${id}`);
  if (status !== "running") break;
  await new Promise((done) => setTimeout(done, 200));
}
await ask(`/runs/${id}/commands`, { command: { kind: "speed", speed: Number(speed) } });
process.send({ kind: "ready", port: serving.port, run: id });

process.on("message", async (message) => {
  if (message === "play") {
    await ask(`/runs/${id}/commands`, { command: { kind: "play" } });
    filler = setInterval(() => {
      if (instant() - lastAt < EVERY_MS - 5) return;
      turn++;
      ask(`/runs/${id}/commands`, { command: { kind: "speed", speed: Number(speed) + (turn % 2) } });
    }, EVERY_MS);
  }
  clearInterval(message === "pause" ? filler : undefined);
  if (message === "pause") await ask(`/runs/${id}/commands`, { command: { kind: "pause" } });
  if (message === "tell") process.send({ kind: "instants", instants: [...handedOver] });
  if (message === "end") {
    await serving.close();
    rmSync(data, { recursive: true, force: true });
    process.exit(0);
  }
});
