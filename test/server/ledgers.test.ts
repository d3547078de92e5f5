import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { HoldLost, HttpProblem, type Ledger, OwnLedger, SharedLedger } from "../../src/server/index.ts";
import { MemoryStore, type Store } from "../../src/store/index.ts";
import { RedisServer } from "../builders/redis.ts";
import { until } from "../builders/server.ts";
import { runOf } from "../contract/store.contract.ts";

let server: RedisServer;
let redis: Redis;
const opened: Ledger[] = [];
/** Long enough for a machine that is busy elsewhere: what lapses in these tests is made to. */
const LEASE = 60_000;

beforeAll(async () => {
  server = await RedisServer.start();
  redis = new Redis(server.url);
});
afterEach(async () => {
  for (const ledger of opened.splice(0)) await ledger.close();
  await redis.flushall();
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

const settings = { prefix: "test", keepSeconds: 60 };
async function share(store: Store = new MemoryStore(), leaseMs = LEASE): Promise<SharedLedger> {
  const ledger = await SharedLedger.open({
    store,
    redis: { ...settings, url: server.url },
    leaseMs,
    log: (what, details) => {
      throw new Error(`${what} ${JSON.stringify(details)}`);
    },
  });
  opened.push(ledger);
  return ledger;
}

const entry = (seq: number) => ({ seq, text: JSON.stringify({ seq }) });
const numbersOf = (entries: readonly { readonly seq: number }[]) => entries.map(({ seq }) => seq);
const held = async (ledger: Ledger, id: string) => {
  const hold = await ledger.hold("session", id);
  if (hold === undefined) throw new Error("somebody else holds it");
  return hold;
};

describe("one server", () => {
  test("writes what is asked for in one turn in one transaction, and says so to each when it is there", async () => {
    const store = new MemoryStore();
    const sizes: number[] = [];
    const append = store.append.bind(store);
    store.append = (updates) => {
      sizes.push(updates.length);
      append(updates);
    };
    const ledger = new OwnLedger(store);
    const holds = await Promise.all(["r-1", "r-2", "r-3"].map((id) => held(ledger, id)));
    const written = holds.map(async (hold, place) => {
      await hold.append([entry(1), entry(2)], true);
      return store.head(`r-${place + 1}`);
    });
    expect(sizes).toEqual([]);
    expect(await Promise.all(written)).toEqual([2, 2, 2]);
    expect(sizes).toEqual([6]);
  });

  test("where one of them cannot be written, only whoever asked for that one is told so", async () => {
    const store = new MemoryStore();
    const ledger = new OwnLedger(store);
    const [good, bad] = await Promise.all(["r-1", "r-2"].map((id) => held(ledger, id)));
    await bad.append([entry(1)], true);
    const outcomes = await Promise.allSettled([good.append([entry(1)], true), bad.append([entry(1)], true)]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect([store.head("r-1"), store.head("r-2")]).toEqual([1, 1]);
  });
});

describe("servers that share their runs", () => {
  test("one holds a run at a time; it lets go, and another one has it, from the number where it was left", async () => {
    const [a, b] = [await share(), await share()];
    await a.create(runOf("r-1"), undefined);
    const first = await held(a, "r-1");
    await first.append([entry(1), entry(2)], true);
    expect(await b.hold("session", "r-1")).toBeUndefined();
    expect((await b.orphans()).session).toEqual([]);
    await first.release();
    expect((await b.orphans()).session).toEqual(["r-1"]);
    const second = await held(b, "r-1");
    await second.append([entry(3)], false);
    expect(numbersOf(await a.read("r-1", 1, 10))).toEqual([2, 3]);
    expect((await b.orphans()).session).toEqual([]);
  });

  test("one that lost its hold without knowing it writes nothing, however late it comes", async () => {
    const [a, b] = [await share(new MemoryStore(), 1500), await share()];
    await a.create(runOf("r-1"), undefined);
    const first = await held(a, "r-1");
    await first.append([entry(1)], true);
    const lost: string[] = [];
    a.listener = {
      onLost: (id) => lost.push(id),
      onGrowth: () => {},
      onRemoved: () => {},
      onResult: () => {},
      onForwarded: async () => undefined,
    };
    // As if it had slept longer than its lease.
    await redis.del("test:run:r-1:session");
    const second = await held(b, "r-1");
    await second.append([entry(2)], true);
    await expect(first.append([entry(2)], true)).rejects.toThrow(HoldLost);
    await expect(first.append([entry(3)], true)).rejects.toThrow(HoldLost);
    await until(() => lost[0]);
    await first.release();
    await second.append([entry(3)], true);
    expect(numbersOf(await a.read("r-1", 0, 10))).toEqual([1, 2, 3]);
  });

  test("a hold is renewed for as long as its server lives, and lapses with it", async () => {
    const [a, b] = [await share(new MemoryStore(), 3000), await share()];
    await a.create(runOf("r-1"), undefined);
    await held(a, "r-1");
    const key = "test:run:r-1:session";
    await redis.pexpire(key, 2 * LEASE);
    // Renewed: it has its own length again.
    await until(async () => ((await redis.pttl(key)) <= 3000 ? true : undefined));
    expect(await b.hold("session", "r-1")).toBeUndefined();
    await a.close();
    await until(() => b.hold("session", "r-1"));
  });

  test("numbers have no gap, and the same piece written again, its answer lost, is there once", async () => {
    const a = await share();
    await a.create(runOf("r-1"), undefined);
    const hold = await held(a, "r-1");
    await hold.append([entry(1), entry(2)], true);
    await hold.append([entry(1), entry(2)], true);
    await expect(hold.append([entry(2), { seq: 3, text: "{}" }], true)).rejects.toThrow(HoldLost);
    await expect(hold.append([entry(4)], true)).rejects.toThrow(HoldLost);
    expect(numbersOf(await a.read("r-1", 0, 10))).toEqual([1, 2]);
  });

  test("what one played is kept in its own store, and can be shared again after Redis forgot it", async () => {
    const [mine, others] = [new MemoryStore(), new MemoryStore()];
    const [a, b] = [await share(mine), await share(others)];
    await a.create(runOf("r-1"), undefined);
    const hold = await held(b, "r-1");
    await hold.append([entry(1), entry(2)], false);
    await b.rest("r-1");
    await hold.release();
    expect([mine.head("r-1"), others.head("r-1")]).toEqual([0, 2]);
    expect(others.get("run", "r-1")?.id).toBe("r-1");
    expect(await redis.ttl("test:run:r-1:stream")).toBeGreaterThan(0);
    await redis.flushall();
    expect(numbersOf(await b.read("r-1", 0, 10))).toEqual([1, 2]);
    const again = await held(b, "r-1");
    await again.append([entry(3)], true);
    expect(numbersOf(await a.read("r-1", 0, 10))).toEqual([1, 2, 3]);
    expect(await redis.ttl("test:run:r-1:stream")).toBe(-1);
  });

  test("definitions, variants made by form, results and removals are known to all", async () => {
    const [mine, others] = [new MemoryStore(), new MemoryStore()];
    const [a, b] = [await share(mine), await share(others)];
    const own = { id: "mine", title: { en: "Mine", fr: "La mienne" }, overlay: { horizon: "PT1H" } };
    const running = { ...runOf("r-1"), variant: "mine", status: "running" as const };
    await a.create(running, own);
    expect((await b.orphans()).result).toEqual(["r-1"]);
    expect(await b.variantOf(running)).toEqual(own);
    await b.finish({ ...running, status: "done", digest: "d" }, { page: "long ".repeat(1000) });
    expect((await a.run("r-1"))?.digest).toBe("d");
    expect(await a.document("r-1", "page")).toBe("long ".repeat(1000));
    expect((await a.runs()).map(({ id }) => id)).toEqual(["r-1"]);
    expect((await b.orphans()).result).toEqual([]);
    await b.remove("r-1");
    await until(() => (mine.get("run", "r-1") === undefined ? true : undefined));
    expect(await a.run("r-1")).toBeUndefined();
    // One that was away meanwhile forgets it when it comes back.
    const away = new MemoryStore();
    away.put(runOf("r-1"));
    const c = await share(away);
    expect(await c.runs()).toEqual([]);
  });

  test("a command goes to whoever holds the run, a refusal comes back as one, and nobody's run answers nothing", async () => {
    const [a, b] = [await share(), await share()];
    await a.create(runOf("r-1"), undefined);
    const asked = { command: { kind: "play" }, name: "k-1" } as const;
    expect(await b.forward("r-1", asked)).toBeUndefined();
    await held(a, "r-1");
    const heard: string[] = [];
    a.listener = {
      onLost: () => {},
      onGrowth: () => {},
      onRemoved: () => {},
      onResult: () => {},
      async onForwarded(id, { name }) {
        heard.push(`${id} ${name}`);
        return undefined;
      },
    };
    expect(await b.forward("r-1", asked)).toBeUndefined();
    expect(heard).toEqual(["r-1 k-1"]);
    a.listener.onForwarded = async () => {
      throw new HttpProblem("exercise/ended");
    };
    await expect(b.forward("r-1", asked)).rejects.toMatchObject({ code: "exercise/ended" });
    const told = {
      seq: 7,
      clock: { phase: "paused", speed: 1, position: 0, frontier: 0, endsAt: null },
    } as const;
    a.listener.onForwarded = async () => told;
    expect(await b.forward("r-1", asked)).toEqual(told);
  });
});
