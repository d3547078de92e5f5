/**
 * The server of the bench of a table, in a process of its own: an exercise with so many seats, whose clock runs at a speed
 * that is changed ten times a second, so that everybody has ten updates a second at least. Tells its port, the exercise and
 * the keys of those who sit at it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openShelf } from "../../dist/cli/shelf.js";
import { serve } from "../../dist/server/index.js";
import { FileStore } from "../../dist/store/index.js";

const [scenario, seatsText, observersText] = process.argv.slice(2);
const [seats, observers] = [Number(seatsText), Number(observersText)];
const EVERY_MS = 100;
const data = mkdtempSync(join(tmpdir(), "golden-hour-seated-"));
const serving = await serve({
  store: new FileStore(join(data, "server.db")),
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
  limits: { requests: 1_000_000, changes: 1_000_000 },
});

async function ask(path, body, key) {
  const response = await fetch(`${serving.url}api/v1${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      "content-type": "application/json",
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path} ${response.status} ${await response.text()}`);
  return { body: await response.json(), cookie: response.headers.getSetCookie()[0] };
}

const both = (text) => ({ en: text, fr: text });
const { body: described } = await ask(`/scenarios/${scenario}`);
const parties = [
  ...Object.keys(described.scenario.actors),
  ...Object.keys(described.scenario.platforms),
].sort();
const taken = parties.slice(0, seats);
const file = {
  schemaVersion: 1,
  id: "bench-table",
  title: both("A full table"),
  aim: both("To measure it."),
  scope: both("Everybody."),
  marking: both("EXERCISE EXERCISE EXERCISE"),
  scenario,
  scale: 0.01,
  seed: 6,
  duration: "PT8H",
  speed: 20,
  patience: "PT30M",
  overview: { threat: both("Invented."), sponsor: both("Nobody."), contact: both("The director.") },
  notes: { facilitator: both("None."), controller: both("None."), evaluator: both("None.") },
  seats: taken.map((actor) => ({ id: actor, actor, title: both(actor), brief: both("A brief.") })),
};
const { body: made } = await ask("/exercises", { file });
const { id, key } = made;
const path = `/exercises/${id}`;
let names = 0;
const direct = (command) => ask(`${path}/commands`, { id: `d-${names++}`, command }, key);
const { code } = (await ask(path, undefined, key)).body;
const people = [];
for (let place = 0; place < seats + observers; place++) {
  const { body, cookie } = await ask(`${path}/join`, { code });
  const { participant } = body;
  const isPlayer = place < seats;
  const seat = taken[place % taken.length];
  // More people than parties: the others at a seat advise.
  const deciding = place < taken.length;
  await direct({
    kind: "admit",
    participant,
    ...(isPlayer ? { role: "player", seat, deciding } : { role: "observer" }),
  });
  people.push({ key: cookie.split(";")[0].split("=")[1], isPlayer: isPlayer && deciding });
}
process.send({ kind: "ready", port: serving.port, exercise: id, people, seats: taken.length });

let filler;
process.on("message", async (message) => {
  if (message === "play") {
    await direct({ kind: "start" });
    let turn = 0;
    filler = setInterval(() => {
      turn++;
      direct({ kind: "speed", speed: 20 + (turn % 2) }).catch((error) => console.error(error.message));
    }, EVERY_MS);
    process.send({ kind: "playing" });
  }
  if (message === "end") {
    clearInterval(filler);
    await serving.close();
    rmSync(data, { recursive: true, force: true });
    process.exit(0);
  }
});
