import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isReceiptOf, readRecord } from "../../src/exercise/index.ts";
import { sha256 } from "../../src/server/table-host.ts";
import { FileStore } from "../../src/store/index.ts";
import { fetchAlone } from "../builders/fetch-alone.ts";
import { type Started, startServer, until } from "../builders/server.ts";
import { tableFile } from "./table-file.ts";

/** How exercises end that nobody comes to, how they are cancelled and deleted, and how many a server takes. */

const DAY = 86_400_000;
const HOUR = 3_600_000;
const NAME = "Maxime Personne";
const folder = mkdtempSync(join(tmpdir(), "golden-hour-lives-"));
const LIVES = { plannedDays: 30, begunDays: 5, most: 4 };
const SEAT = "interior-ministry";
const TOKEN = "a-token-of-the-operator";

let server: Started;
let today = Date.parse("2031-03-01T10:00:00Z");
let wall = 0;
let names = 0;

async function start() {
  server = await startServer({
    store: new FileStore(join(folder, "server.db")),
    clock: { now: () => wall, today: () => new Date(today).toISOString() },
    lives: LIVES,
    token: TOKEN,
  });
}

interface Answer<T> {
  readonly status: number;
  readonly body: T & { readonly code?: string; readonly detail?: string };
  readonly key: string;
}

/** With the key of a place; without one as whoever has the server. */
async function ask<T>(key: string, method: string, path: string, body?: unknown): Promise<Answer<T>> {
  const response = await fetchAlone(`http://127.0.0.1:${server.port}/api/v1${path}`, {
    method,
    headers: {
      ...(key === "" ? { cookie: `golden-hour=${TOKEN}` } : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true && !text.includes("\n");
  const [cookie = ""] = response.headers.getSetCookie();
  return {
    status: response.status,
    body: (isJson ? JSON.parse(text) : text) as Answer<T>["body"],
    key: cookie.split(";")[0].split("=")[1] ?? "",
  };
}

const codeOf = ({ status, body }: Answer<object>) => (status < 300 ? "done" : (body.code ?? String(status)));
const act = async (key: string, x: string, command: object) =>
  codeOf(await ask<object>(key, "POST", `/exercises/${x}/commands`, { id: `c-${names++}`, command }));

async function plan(retentionDays = 365): Promise<{ x: string; director: string; code: string }> {
  const made = await ask<{ id: string; key: string }>("", "POST", "/exercises", {
    file: { ...tableFile([SEAT]), retentionDays },
  });
  expect(codeOf(made)).toBe("done");
  const { id: x, key: director } = made.body;
  const { code = "" } = (await ask<{ code: string }>(director, "GET", `/exercises/${x}`)).body;
  return { x, director, code };
}

/** Somebody with a name comes in, and further than the waiting room where it is said. */
async function enter({ x, director, code }: Awaited<ReturnType<typeof plan>>, seat?: string) {
  const joined = await ask<{ participant: string }>("", "POST", `/exercises/${x}/join`, { code, name: NAME });
  const { participant } = joined.body;
  if (seat !== undefined)
    expect(await act(director, x, { kind: "admit", participant, role: "player", seat })).toBe("done");
  return joined.key;
}

/** A page that stays open at the table until it is closed. */
async function sit(x: string, key: string): Promise<Socket> {
  const socket: Socket = io(`http://127.0.0.1:${server.port}`, {
    transports: ["websocket"],
    extraHeaders: { cookie: `golden-hour-${x}=${key}` },
    forceNew: true,
  });
  await socket.emitWithAck("sit", { exercise: x, since: 0 });
  return socket;
}

const phases = async () => {
  const { body } = await ask<{ exercises: { id: string; phase: string }[] }>("", "GET", "/exercises");
  return new Map(body.exercises.map(({ id, phase }) => [id, phase]));
};
const phaseOf = async (x: string) => (await phases()).get(x);
const recordOf = async (x: string, director: string) => {
  const { body } = await ask<string>(director, "GET", `/exercises/${x}/record`);
  const read = readRecord(body, sha256);
  if (!read.ok) throw new Error(read.code);
  return read.record;
};
const isInFiles = (text: string) =>
  readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(text));

/** Time passes by the calendar, and enough by the wall for the server to look again whose time is over. */
function pass(ms: number) {
  today += ms;
  wall += 120_000;
}

beforeAll(start, 60_000);
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("the director cancels what is planned: whoever waits is told, nothing is played, and names go when retention is over", async () => {
  const planned = await plan(2);
  const { x, director } = planned;
  const player = await enter(planned, SEAT);
  expect(await act(player, x, { kind: "cancel" })).toMatch(/^exercise\/not_allowed$/);
  const socket = await sit(x, player);
  const told = new Promise<string>((done) =>
    socket.on("table", ({ clock }: { clock: { phase: string } }) => {
      if (clock.phase === "closed") done(clock.phase);
    }),
  );
  expect(await act(director, x, { kind: "cancel", reason: "The room is flooded." })).toBe("done");
  expect(await told).toBe("closed");
  socket.close();
  for (const kind of ["start", "cancel", "end", "hot-wash", "close"])
    expect([kind, await act(director, x, { kind })]).toEqual([kind, expect.stringMatching(/^exercise\//)]);
  // It tells of no run: there was none.
  expect(codeOf(await ask(director, "GET", `/exercises/${x}/replay`))).toBe("exercise/not_started");
  expect(codeOf(await ask(director, "POST", `/exercises/${x}/branch`, {}))).toBe("exercise/not_started");
  expect(codeOf(await ask(director, "GET", `/exercises/${x}/documents/report/md`))).toBe("done");
  expect((await recordOf(x, director)).entries.at(-1)?.kind).toBe("cancelled");
  // Its door is dead, and it stays so when the server starts again.
  await server.close();
  await start();
  expect(await phaseOf(x)).toBe("closed");
  expect(codeOf(await ask("", "POST", "/join", { code: planned.code }))).toBe("exercise/door_dead");
  pass(3 * DAY);
  const record = await until(async () => {
    const found = await recordOf(x, director);
    return found.texts.size === 0 ? found : undefined;
  });
  const entry = record.entries.at(-1);
  expect(entry).toMatchObject({ kind: "texts-deleted", by: { role: "system" } });
  expect(isInFiles("The room is flooded.")).toBe(false);
  expect(codeOf(await ask(director, "DELETE", `/exercises/${x}`))).toBe("done");
});

test("what is deleted leaves a receipt and a chain that verifies, and nothing on the server", async () => {
  const over = await plan();
  await enter(over, SEAT);
  const { x, director } = over;
  expect(await act(director, x, { kind: "start" })).toBe("done");
  expect(await act(director, x, { kind: "note", text: "They hesitate." })).toBe("done");
  // Not while it runs, by nobody.
  for (const key of [director, ""])
    expect(codeOf(await ask(key, "DELETE", `/exercises/${x}`))).toBe("exercise/not_over");
  expect(await act(director, x, { kind: "end" })).toBe("done");
  const before = await recordOf(x, director);
  const deleted = await ask<{ real: string; deleted: string[]; entry: number; hash: string; record: string }>(
    director,
    "DELETE",
    `/exercises/${x}`,
  );
  expect(codeOf(deleted)).toBe("done");
  const read = readRecord(deleted.body.record, sha256);
  if (!read.ok) throw new Error(read.code);
  const { record } = read;
  expect(isReceiptOf(record, deleted.body)).toBe(true);
  expect([...before.texts.keys()].sort()).toEqual(deleted.body.deleted);
  expect(deleted.body.deleted.length).toBeGreaterThan(1);
  expect(record.entries.slice(0, -1)).toEqual(before.entries);
  expect(record.texts.size).toBe(0);
  for (const path of ["", "/record", "/updates", "/control"])
    expect(codeOf(await ask(director, "GET", `/exercises/${x}${path}`))).toBe("exercise/unknown");
  expect((await phases()).has(x)).toBe(false);
  for (const text of [NAME, "They hesitate.", x]) expect([text, isInFiles(text)]).toEqual([text, false]);
  await server.close();
  await start();
  expect((await phases()).has(x)).toBe(false);
});

test("who has the server deletes what is planned and left; neither they nor the director while others sit in it", async () => {
  const planned = await plan();
  const { x, director } = planned;
  const waiting = await enter(planned);
  expect(codeOf(await ask(waiting, "DELETE", `/exercises/${x}`))).toBe("exercise/waiting");
  const socket = await sit(x, waiting);
  for (const key of [director, ""])
    expect(codeOf(await ask(key, "DELETE", `/exercises/${x}`))).toBe("exercise/people_sit");
  expect(await phaseOf(x)).toBe("planned");
  socket.close();
  await until(async () => (codeOf(await ask("", "DELETE", `/exercises/${x}`)) === "done" ? true : undefined));
  expect((await phases()).has(x)).toBe(false);
  const own = await plan();
  // The director's own page is nobody else's.
  const page = await sit(own.x, own.director);
  expect(codeOf(await ask(own.director, "DELETE", `/exercises/${own.x}`))).toBe("done");
  page.close();
});

test("what everybody has left ends by itself, once it was left for as long as is said, and never with somebody in it", async () => {
  // They are looked at in this order: what became of the last tells that the others were looked at.
  const planned = await plan();
  const held = await plan();
  const player = await enter(held, SEAT);
  const begun = await plan();
  await enter(begun, SEAT);
  const witness = await plan(20);
  await enter(witness);
  expect(await act(witness.director, witness.x, { kind: "cancel", reason: "" })).toBe("done");
  for (const { x, director } of [begun, held]) expect(await act(director, x, { kind: "start" })).toBe("done");
  expect(await act(held.director, held.x, { kind: "pause" })).toBe("done");
  const socket = await sit(held.x, player);
  pass(LIVES.begunDays * DAY - HOUR);
  expect([await phaseOf(begun.x), await phaseOf(held.x)]).toEqual(["running", "running"]);
  pass(2 * HOUR);
  await until(async () => ((await phaseOf(begun.x)) === "ended" ? true : undefined));
  const { entries } = await recordOf(begun.x, begun.director);
  expect(entries.at(-1)).toMatchObject({
    kind: "ended",
    by: { role: "system" },
    data: { why: "left-alone" },
  });
  expect(await phaseOf(held.x)).toBe("running");
  expect(await phaseOf(planned.x)).toBe("planned");
  // A server that was away for long gives people time to come back: nothing ends when it starts.
  socket.close();
  await server.close();
  today += 60 * DAY;
  await start();
  pass(0);
  await until(async () =>
    (await recordOf(witness.x, witness.director)).texts.size === 0 ? true : undefined,
  );
  expect([await phaseOf(held.x), await phaseOf(planned.x)]).toEqual(["running", "planned"]);
  const back = await ask(planned.director, "GET", `/exercises/${planned.x}`);
  expect(back.status).toBe(200);
  pass(2 * HOUR);
  await until(async () => ((await phaseOf(held.x)) === "ended" ? true : undefined));
  // Who looked in keeps it.
  expect(await phaseOf(planned.x)).toBe("planned");
  pass(LIVES.plannedDays * DAY);
  await until(async () => ((await phaseOf(planned.x)) === "closed" ? true : undefined));
  const cancelled = (await recordOf(planned.x, planned.director)).entries.at(-1);
  expect(cancelled).toMatchObject({ kind: "cancelled", by: { role: "system" } });
  for (const { x } of [planned, held, begun, witness])
    expect(codeOf(await ask("", "DELETE", `/exercises/${x}`))).toBe("done");
});

test("a server takes so many that live, says what to do, and counts none that are over", async () => {
  const made = [await plan(), await plan(), await plan(), await plan()];
  const file = tableFile([SEAT]);
  const full = await ask<object>("", "POST", "/exercises", { file });
  expect(full.status).toBe(429);
  expect(full.body).toMatchObject({
    code: "exercise/too_many",
    detail: expect.stringMatching(/^4 exercises .*end, cancel or delete one.*do not count\.$/),
  });
  const french = await ask<object>("", "POST", "/exercises?lang=fr", { file });
  expect(french.body.detail).toMatch(/^4 exercices .*annulez-en ou supprimez-en un.*ne comptent pas\.$/);
  expect(await act(made[0].director, made[0].x, { kind: "cancel" })).toBe("done");
  made.push(await plan());
  expect(codeOf(await ask("", "POST", "/exercises", { file }))).toBe("exercise/too_many");
  expect(codeOf(await ask("", "DELETE", `/exercises/${made[1].x}`))).toBe("done");
  await plan();
});
