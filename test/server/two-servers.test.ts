import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClientMessages, Run, ServerMessages, Snapshot, Update } from "../../src/server/index.ts";
import { fetchAlone } from "../builders/fetch-alone.ts";
import { RedisServer } from "../builders/redis.ts";
import { until } from "../builders/server.ts";
import { goldenHourJson, MAIN, ROOT } from "../cli/command.ts";

/** Two servers as they are started, each with a data folder of its own, and one Redis. */

let redis: RedisServer;
const folders: string[] = [];
const children: ChildProcess[] = [];
const clients: Socket[] = [];

beforeAll(async () => {
  redis = await RedisServer.start();
});
afterAll(async () => {
  for (const client of clients) client.close();
  for (const child of children) child.kill("SIGKILL");
  await redis.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
}

async function start(): Promise<Running> {
  const data = mkdtempSync(join(tmpdir(), "golden-hour-two-"));
  folders.push(data);
  const child = spawn(process.execPath, [MAIN, "serve", "--port", "0"], {
    cwd: ROOT,
    env: { ...process.env, GOLDEN_HOUR_DATA: data, REDIS_URL: redis.url, GOLDEN_HOUR_LEASE_MS: "4000" },
  });
  children.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (piece: Buffer) => {
      said += piece.toString();
    });
  child.once("exit", () => {
    said += " ended";
  });
  const url = await until(() => /http:\/\/[^\s]+|ended/.exec(said)?.[0]);
  if (url === "ended") throw new Error(said);
  // The library is read: on a busy machine that takes longer than a session lasts.
  await until(async () => ((await fetchAlone(`${url}readyz`)).ok ? true : undefined));
  return { child, url };
}

async function ask<T>({ url }: Running, path: string, body?: unknown): Promise<T> {
  const init =
    body === undefined
      ? {}
      : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetchAlone(`${url}api/v1${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Somebody who watches one run, at whichever server, and keeps all they were told. */
class Mover {
  readonly seen: Update[] = [];
  readonly snapshots: Snapshot[] = [];
  private client: Socket<ServerMessages, ClientMessages> | undefined;
  private readonly run: string;

  constructor(run: string) {
    this.run = run;
  }

  async goTo({ url }: Running): Promise<void> {
    this.client?.close();
    const client: Socket<ServerMessages, ClientMessages> = io(url, {
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
    });
    clients.push(client);
    this.client = client;
    client.on("updates", ({ updates }) => this.seen.push(...updates));
    client.on("snapshot", ({ snapshot }) => this.snapshots.push(snapshot));
    const last = this.seen.at(-1)?.seq;
    const answer = await client.emitWithAck("watch", {
      run: this.run,
      ...(last === undefined ? {} : { since: last }),
    });
    if (!answer.ok) throw new Error(answer.problem.code);
  }
}

test("a watcher moves between servers in mid-run and misses nothing; the owner is killed, and the other goes on to the same end", async () => {
  const [a, b] = await Promise.all([start(), start()]);
  const { id } = await ask<Run>(a, "/runs", { scenario: "private-messenger", seed: 6 });
  const order = { id: "from-b", command: { kind: "speed", speed: 600 } };
  // Played by the first server: the other one passes on what it is asked, and under one name it is done once.
  await ask(a, `/runs/${id}/commands`, { id: "play", command: { kind: "play" } });
  const first = await ask<{ seq: number }>(b, `/runs/${id}/commands`, order);
  expect(await ask<{ seq: number }>(a, `/runs/${id}/commands`, order)).toEqual(first);

  const mover = new Mover(id);
  await mover.goTo(a);
  await until(() => (mover.seen.length > 4 ? true : undefined));
  await mover.goTo(b);
  const before = mover.seen.length;
  await until(() => (mover.seen.length > before + 4 ? true : undefined));

  const orphan = await ask<Run>(a, "/runs", { scenario: "private-messenger", seed: 7 });
  const gone = new Promise((done) => {
    a.child.once("exit", done);
  });
  a.child.kill("SIGKILL");
  await gone;
  const last = mover.seen.at(-1)?.seq ?? 0;
  // It was playing, and goes on playing.
  await until(() => mover.seen.find((update) => update.seq > last && update.clock.phase === "playing"));
  await ask(b, `/runs/${id}/commands`, { command: { kind: "seek", to: 1e12 } });
  await until(() => (mover.seen.at(-1)?.clock.phase === "ended" ? true : undefined));

  const [{ seq, facts }] = mover.snapshots;
  expect(mover.snapshots).toHaveLength(1);
  expect(mover.seen.map((update) => update.seq)).toEqual(mover.seen.map((_, place) => seq + 1 + place));
  const { facts: whole } = await ask<{ facts: object[] }>(b, `/runs/${id}/log`);
  expect([...facts, ...mover.seen.flatMap((update) => update.facts)]).toEqual(whole);

  // Results too, and that of a run whose server was killed before it could compute it.
  const digests = await Promise.all(
    [id, orphan.id].map((run) => until(async () => (await ask<Run>(b, `/runs/${run}`)).digest ?? undefined)),
  );
  const expected = await Promise.all(
    ["6", "7"].map((seed) => goldenHourJson<{ digest: string }>("run", "private-messenger", "--seed", seed)),
  );
  expect(digests).toEqual(expected.map(({ digest }) => digest));
});

test("sockets between several servers are WebSockets only", async () => {
  const { url } = await start();
  const polled = await fetchAlone(`${url}socket.io/?EIO=4&transport=polling`);
  expect(polled.status).toBe(400);
  await polled.text();
});
