/**
 * The server of the bench of a table, in a process of its own: an exercise with so many seats, each of which is sent an order
 * to decide on about once a second, and whose clock runs at a speed that is changed ten times a second, so that everybody has
 * ten updates a second at least. Tells its port, the exercise and the keys of those who sit at it.
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
const SPEED = 20;
/** How long there is something to decide: minutes of exercise time, from STARTEX on. */
const MINUTES = 20;
/** Orders in a row of the plan, as many as a row may send. */
const MOST_ACTS = 10;
const shelf = openShelf();
/** The scenario has fewer platforms than the table has seats: as many more as are needed, each with the same protocol. */
const PLATFORMS = Array.from({ length: seats }, (_, place) => `host-${String(place + 1).padStart(2, "0")}`);
const both = (text) => ({ en: text, fr: text });
const WIDE = {
  id: "full-table",
  title: both("A full table"),
  overlay: {
    platforms: Object.fromEntries(
      PLATFORMS.map((id) => [id, { use: "large-platform", jurisdiction: "maruvia" }]),
    ),
  },
};
const data = mkdtempSync(join(tmpdir(), "golden-hour-seated-"));
const serving = await serve({
  store: new FileStore(join(data, "server.db")),
  shelf: {
    ...shelf,
    subject: (asked) => shelf.subject(asked.variant === WIDE.id ? { ...asked, own: WIDE } : asked),
    // The library knows nothing of the wide table: its file is not what is measured.
    readExercise: async (given) => ({ ok: true, file: given }),
  },
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

/** An order to each seat, again and again, as often as the clock goes on by a second of the outside world. */
const rows = [];
for (let second = 1; second * SPEED <= MINUTES * 60; second++)
  for (let first = 0; first < PLATFORMS.length; first += MOST_ACTS)
    rows.push({
      number: `${second}.${first}`,
      title: both("Orders go out"),
      at: `PT${second * SPEED}S`,
      to: ["interior-ministry"],
      acts: PLATFORMS.slice(first, first + MOST_ACTS).map((actor) => ({
        send: "removal-order",
        from: "interior-ministry",
        to: { actor },
      })),
    });
const file = {
  schemaVersion: 1,
  id: "bench-table",
  title: both("A full table"),
  aim: both("To measure it."),
  scope: both("Everybody."),
  marking: both("EXERCISE EXERCISE EXERCISE"),
  scenario,
  variant: WIDE.id,
  scale: 0.01,
  seed: 6,
  duration: "PT8H",
  speed: SPEED,
  patience: "PT30M",
  overview: { threat: both("Invented."), sponsor: both("Nobody."), contact: both("The director.") },
  notes: { facilitator: both("None."), controller: both("None."), evaluator: both("None.") },
  rows,
  seats: PLATFORMS.map((actor) => ({ id: actor, actor, title: both(actor), brief: both("A brief.") })),
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
  await direct({
    kind: "admit",
    participant,
    ...(isPlayer ? { role: "player", seat: PLATFORMS[place] } : { role: "observer" }),
  });
  people.push({ key: cookie.split(";")[0].split("=")[1], isPlayer });
}
process.send({ kind: "ready", port: serving.port, exercise: id, people });

let filler;
function keepBusy() {
  let turn = 0;
  filler = setInterval(() => {
    turn++;
    direct({ kind: "speed", speed: SPEED + (turn % 2) }).catch((error) => console.error(error.message));
  }, EVERY_MS);
}
process.on("message", async (message) => {
  if (message === "play") {
    await direct({ kind: "start" });
    keepBusy();
    process.send({ kind: "playing" });
  }
  // What is asked for in a real emergency is measured by itself: the commands of the bench would only be refused.
  if (message === "hold") {
    clearInterval(filler);
    process.send({ kind: "held" });
  }
  if (message === "resume") {
    await direct({ kind: "resume-no-duff" });
    process.send({ kind: "resumed" });
  }
  if (message === "end") {
    clearInterval(filler);
    await serving.close();
    rmSync(data, { recursive: true, force: true });
    process.exit(0);
  }
});
