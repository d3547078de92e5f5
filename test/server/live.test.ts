import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  ClientMessages,
  Command,
  Refusal,
  Run,
  ServerMessages,
  Snapshot,
  Stage,
  Update,
} from "../../src/server/index.ts";
import { FileStore } from "../../src/store/index.ts";
import { type Started, startServer, until } from "../builders/server.ts";

type Client = Socket<ServerMessages, ClientMessages>;

/** Somebody who watches: everything they were sent, and what they know from it. */
class Watcher {
  readonly client: Client;
  readonly seen: Update[] = [];
  readonly snapshots: Snapshot[] = [];
  stage: Stage | undefined;
  private readonly run: string;

  constructor(port: number, run: string) {
    this.run = run;
    this.client = io(`http://127.0.0.1:${port}`, {
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
    });
    this.client.on("updates", ({ updates }) => this.seen.push(...updates));
    this.client.on("snapshot", ({ snapshot }) => this.snapshots.push(snapshot));
  }

  /** From the last update that it has, or from the beginning. */
  async watch(since?: number): Promise<void> {
    const given = since === undefined ? { run: this.run } : { run: this.run, since };
    const answer = await this.client.emitWithAck("watch", given);
    if (!answer.ok) throw new Error(answer.problem.code);
    this.stage = answer.stage;
  }

  async ask(command: Command, id?: string): Promise<{ seq: number } | string> {
    const given = id === undefined ? { run: this.run, command } : { run: this.run, id, command };
    const answer: { ok: true; seq: number } | Refusal = await this.client.emitWithAck("command", given);
    return answer.ok ? { seq: answer.seq } : answer.problem.code;
  }

  get last(): number {
    return this.seen.at(-1)?.seq ?? this.snapshots.at(-1)?.seq ?? 0;
  }
}

const watchers: Watcher[] = [];
const watcherOf = (server: Started, run: string) => {
  const watcher = new Watcher(server.port, run);
  watchers.push(watcher);
  return watcher;
};

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const numbersOf = (updates: readonly Update[]) => updates.map(({ seq }) => seq);
const scenario = "private-messenger";

let server: Started;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  for (const { client } of watchers) client.close();
  await server?.close();
});

/** All updates of a run, from the store's own pages. */
async function everything(of: Started, run: string): Promise<Update[]> {
  const all: Update[] = [];
  for (;;) {
    const { updates } = await of.read<{ updates: Update[] }>(`/runs/${run}/updates?since=${all.length}`);
    if (updates.length === 0) return all;
    all.push(...updates);
  }
}

describe("whoever watches", () => {
  test("gets what there is in one piece, then every update in order, once", async () => {
    const { id } = await server.make<Run>("/runs", { scenario });
    const watcher = watcherOf(server, id);
    await watcher.watch();
    await watcher.ask({ kind: "speed", speed: 3600 });
    await watcher.ask({ kind: "play" });
    await until(() => (watcher.seen.at(-1)?.clock.phase === "ended" ? true : undefined));
    expect(watcher.snapshots).toHaveLength(1);
    const [first] = watcher.snapshots;
    expect(first.from).toBe(0);
    const all = await everything(server, id);
    expect(numbersOf(watcher.seen)).toEqual(numbers(first.seq + 1, all.length));
    expect([...first.facts, ...watcher.seen.flatMap(({ facts }) => facts)]).toEqual(
      all.flatMap(({ facts }) => facts),
    );
    expect(watcher.seen.at(-1)?.clock.position).toBe(watcher.seen.at(-1)?.clock.endsAt);
  });

  test("has missed 3,000 updates, asks for what came since 412, and gets exactly that", async () => {
    const { id } = await server.make<Run>("/runs", { scenario });
    const command = (speed: number) =>
      server.make(`/runs/${id}/commands`, { command: { kind: "speed", speed } });
    for (let done = 0; done < 412; done += 4) await Promise.all([1, 2, 3, 4].map(command));
    const watcher = watcherOf(server, id);
    await watcher.watch();
    await until(() => (watcher.last === 412 ? true : undefined));
    watcher.client.disconnect();
    for (let done = 0; done < 3000; done += 8) await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(command));
    watcher.client.connect();
    await watcher.watch(412);
    await until(() => (watcher.last === 3412 ? true : undefined));
    expect(numbersOf(watcher.seen)).toEqual(numbers(413, 3412));
  });

  test("is away for a moment while it plays, and goes on from the last update", async () => {
    const { id } = await server.make<Run>("/runs", { scenario });
    const watcher = watcherOf(server, id);
    await watcher.watch();
    await watcher.ask({ kind: "speed", speed: 600 });
    await watcher.ask({ kind: "play" });
    await until(() => (watcher.seen.length > 5 ? true : undefined));
    watcher.client.disconnect();
    const { last } = watcher;
    // As many as come in five seconds at ten a second.
    await until(async () => {
      const { head } = await server.read<Stage>(`/runs/${id}/stage`);
      return head > last + 50 ? true : undefined;
    });
    watcher.client.connect();
    await watcher.watch(last);
    await until(() => (watcher.last > last + 60 ? true : undefined));
    await watcher.ask({ kind: "pause" });
    expect(numbersOf(watcher.seen)).toEqual(numbers(watcher.seen[0].seq, watcher.last));
    expect(watcher.snapshots).toHaveLength(1);
  });

  test("who claims to have seen more than there is gets everything anew", async () => {
    const { id } = await server.make<Run>("/runs", { scenario });
    const watcher = watcherOf(server, id);
    await watcher.watch(9999);
    await until(() => watcher.snapshots[0]);
    expect(watcher.snapshots[0].from).toBe(0);
  });

  test("is refused with a problem what cannot be, and nothing is changed by it", async () => {
    const { id } = await server.make<Run>("/runs", { scenario });
    const watcher = watcherOf(server, id);
    expect(await watcher.ask({ kind: "speed", speed: 0 })).toBe("request/not_valid");
    expect(await watcher.ask({ kind: "seek", to: 1e12 })).toEqual({ seq: 1 });
    await until(async () =>
      (await server.read<Run>(`/runs/${id}`)).clock.phase === "ended" ? true : undefined,
    );
    expect(await watcher.ask({ kind: "play" })).toBe("exercise/ended");
    await expect(watcherOf(server, "r-nobody").watch()).rejects.toThrow("run/unknown");
    const { clock } = await server.read<Run>(`/runs/${id}`);
    expect(clock.phase).toBe("ended");
  });

  test("sends a command twice under one name, and it is done once", async () => {
    const { id } = await server.make<Run>("/runs", { scenario });
    const watcher = watcherOf(server, id);
    const first = await watcher.ask({ kind: "speed", speed: 60 }, "mine-1");
    expect(await watcher.ask({ kind: "speed", speed: 60 }, "mine-1")).toEqual(first);
    expect((await everything(server, id)).length).toBe(1);
  });
});

/** The line that a client reads from, as the network sees it. */
function lineOf({ client }: Watcher): { pause(): void; resume(): void } {
  const { transport } = client.io.engine as unknown as {
    readonly transport: { readonly ws: { readonly _socket: { pause(): void; resume(): void } } };
  };
  return transport.ws._socket;
}

/** More than the network keeps on the way between two that are on one machine. */
const FULL_LINE = 16_000_000;

describe("whoever does not take what they are sent", () => {
  test("gets what they missed in one piece, and slows neither the run nor anybody else", async () => {
    const large = await server.make<Run>("/runs", { scenario });
    await server.make(`/runs/${large.id}/commands`, { command: { kind: "seek", to: 1e12 } });
    await until(async () =>
      (await server.read<Run>(`/runs/${large.id}`)).clock.phase === "ended" ? true : undefined,
    );
    const { id } = await server.make<Run>("/runs", { scenario });
    const [slow, quick] = [watcherOf(server, id), watcherOf(server, id)];
    await Promise.all([slow.watch(), quick.watch()]);
    await until(() => (slow.snapshots.length > 0 ? true : undefined));
    const snapshots = async () =>
      Number(/^golden_hour_snapshots_total (\d+)$/m.exec(await (await server.get("/metrics")).text())?.[1]);
    const before = await snapshots();

    lineOf(slow).pause();
    const size = JSON.stringify(await everything(server, large.id)).length;
    for (let sent = 0; sent < FULL_LINE; sent += size) {
      slow.client.emit("watch", { run: large.id }, () => undefined);
      // Watching anew takes the place of watching before: each is begun before the next.
      await server.get("/healthz");
      await server.get("/healthz");
    }
    for (let seq = 1; seq <= 60; seq++)
      await server.make(`/runs/${id}/commands`, { command: { kind: "speed", speed: 1 + seq } });
    await until(() => (quick.last === 60 ? true : undefined));
    expect(numbersOf(quick.seen)).toEqual(numbers(1, 60));

    const told: string[] = [];
    slow.client.on("snapshot", ({ run, snapshot }) => {
      if (run === id) told.push(`all from ${snapshot.from} to ${snapshot.seq}`);
    });
    slow.seen.splice(0);
    slow.client.on("updates", ({ run, updates }) => {
      if (run === id) for (const { seq } of updates) told.push(`${seq}`);
    });
    lineOf(slow).resume();
    await until(() => (told.some((each) => each.endsWith(" to 60") || each === "60") ? true : undefined));
    const single = told.filter((each) => !each.startsWith("all"));
    // A few that were on their way already, then the rest in one.
    expect(told).toEqual([...numbers(1, single.length).map(String), `all from ${single.length} to 60`]);
    expect(await snapshots()).toBe(before + 1);
  });
});

describe("the player", () => {
  test("opens at sixty times the speed of the world", async () => {
    const { clock } = await server.make<Run>("/runs", { scenario });
    expect([clock.phase, clock.speed]).toEqual(["ready", 60]);
  });

  test("steps from decision to decision, the same ones however it is stepped", async () => {
    const { id } = await server.make<Run>("/runs", { scenario: "livestreamed-attack", seed: 2 });
    const watcher = watcherOf(server, id);
    await watcher.watch();
    const stops: number[] = [];
    for (let step = 0; step < 5; step++) {
      await watcher.ask({ kind: "step" });
      const { clock } = await until(() => {
        const last = watcher.seen.at(-1);
        return last?.clock.phase === "paused" ? last : undefined;
      });
      stops.push(clock.position);
      watcher.seen.splice(0);
    }
    const taken = (await everything(server, id))
      .flatMap(({ facts }) => facts)
      .filter(({ kind }) => kind === "decision.taken")
      .map(({ at }) => at as number);
    expect(stops).toEqual([...new Set(taken)].slice(0, 5));
    // Back to the beginning, where all is known already: the same stops.
    await watcher.ask({ kind: "seek", to: 0 });
    const again: number[] = [];
    for (let step = 0; step < 5; step++) {
      const { seq } = (await watcher.ask({ kind: "step" })) as { seq: number };
      const { clock } = await until(() => watcher.seen.find((each) => each.seq === seq));
      again.push(clock.position);
    }
    expect(again).toEqual(stops);
  });

  test("comes to the same facts whatever its pauses, speeds and leaps", async () => {
    const plain = await server.make<Run>("/runs", { scenario, seed: 11 });
    await server.make(`/runs/${plain.id}/commands`, { command: { kind: "seek", to: 1e12 } });
    const restless = await server.make<Run>("/runs", { scenario, seed: 11 });
    const ask = (command: Command) => server.make(`/runs/${restless.id}/commands`, { command });
    for (const command of [
      { kind: "speed", speed: 3600 },
      { kind: "play" },
      { kind: "pause" },
      { kind: "seek", to: 3_600_000 },
      { kind: "step" },
      { kind: "seek", to: 60_000 },
      { kind: "play" },
      { kind: "speed", speed: 1800.5 },
      { kind: "seek", to: 1e12 },
    ] as const)
      await ask(command);
    const facts = await Promise.all(
      [plain.id, restless.id].map(async (id) => {
        await until(async () =>
          (await server.read<Run>(`/runs/${id}`)).clock.phase === "ended" ? true : undefined,
        );
        return (await everything(server, id)).flatMap((update) => update.facts);
      }),
    );
    expect(facts[1]).toEqual(facts[0]);
    expect(facts[0].at(-1)?.kind).toBe("scenario.ended");
  });
});

describe("across a restart of the server", () => {
  test("whoever watched goes on from the last update they have, without a gap or a duplicate", async () => {
    const folder = mkdtempSync(join(tmpdir(), "golden-hour-restart-"));
    const file = join(folder, "server.db");
    let mine = await startServer({ store: new FileStore(file), results: join(folder, "results") });
    try {
      const { id } = await mine.make<Run>("/runs", { scenario, seed: 4 });
      let watcher = watcherOf(mine, id);
      await watcher.watch();
      await watcher.ask({ kind: "speed", speed: 3600 });
      await watcher.ask({ kind: "play" });
      await until(() => (watcher.seen.length > 8 ? true : undefined));
      await mine.close();
      const before = [...watcher.seen];
      const [{ seq: snapped, facts: snappedFacts }] = watcher.snapshots;
      mine = await startServer({ store: new FileStore(file), results: join(folder, "results") });
      watcher = watcherOf(mine, id);
      await watcher.watch(before.at(-1)?.seq);
      // It was playing, and goes on playing.
      await until(() => (watcher.seen.at(-1)?.clock.phase === "ended" ? true : undefined));
      const seen = [...before, ...watcher.seen];
      expect(watcher.snapshots).toEqual([]);
      expect(numbersOf(seen)).toEqual(numbers(snapped + 1, seen.length + snapped));
      const { facts } = await mine.read<{ facts: object[] }>(`/runs/${id}/log`);
      expect([...snappedFacts, ...seen.flatMap((update) => update.facts)]).toEqual(facts);
    } finally {
      await mine.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
