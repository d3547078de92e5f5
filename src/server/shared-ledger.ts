import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Redis } from "ioredis";
import { connect, ownName, type RedisSettings } from "../runner/index.ts";
import type { VariantText } from "../scenario/index.ts";
import type { Store, StoredRun } from "../store/index.ts";
import {
  type Entry,
  type Forwarded,
  type Held,
  type Hold,
  HoldLost,
  type Ledger,
  type LedgerListener,
  type Told,
} from "./ledger.ts";
import { OwnLedger } from "./own-ledger.ts";
import { HttpProblem, type HttpProblemOptions } from "./problem.ts";

export interface SharedLedgerOptions {
  readonly store: Store;
  readonly redis: Pick<RedisSettings, "url" | "prefix" | "keepSeconds">;
  /** a server that has not said for so long that it plays a run is taken for dead, milliseconds */
  readonly leaseMs: number;
  readonly log: (what: string, details?: Readonly<Record<string, unknown>>) => void;
}

export const LEASE_MS = 5000;

/** Removed runs are remembered for so long, so that a server that was away forgets them too. */
const REMOVED_MS = 90 * 24 * 3600 * 1000;
/** How long somebody elsewhere counts as watching after their server said so. */
const WATCHED_MS = 30_000;
const COPY_AT_ONCE = 500;

/**
 * Updates of a run, if they follow on the last one and whoever writes them holds the run at this very moment. The same ones
 * again, because an answer was lost on its way, are fine and change nothing. The others are told with it, in one piece.
 */
const APPEND = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return -1 end
local first = tonumber(ARGV[2])
local count = #ARGV - 5
local last = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)
local head = 0
if last[1] then head = tonumber(string.match(last[1][1], '^%d+')) end
if head + 1 ~= first then
  local there = redis.call('XRANGE', KEYS[2], first .. '-0', first .. '-0')
  if head == first + count - 1 and there[1] and there[1][2][2] == ARGV[6] then return head end
  return -2
end
for i = 1, count do redis.call('XADD', KEYS[2], (first + i - 1) .. '-0', 'u', ARGV[5 + i]) end
redis.call('PERSIST', KEYS[2])
redis.call('PERSIST', KEYS[3])
if ARGV[3] == '1' then redis.call('SADD', KEYS[4], ARGV[4]) else redis.call('SREM', KEYS[4], ARGV[4]) end
redis.call('PUBLISH', ARGV[5], '{"kind":"growth","run":"' .. ARGV[4] .. '"}')
return head + count
`;

const RENEW = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0`;
const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** What servers tell each other. Of a stream only that it has grown: what is in it is read where it is kept. */
type News =
  | { readonly kind: "growth"; readonly run: string }
  | { readonly kind: "result"; readonly run: string }
  | { readonly kind: "removed"; readonly run: string };

type Letter =
  | ({
      readonly kind: "ask";
      readonly from: string;
      readonly number: number;
      readonly run: string;
    } & Forwarded)
  | { readonly kind: "answer"; readonly number: number; readonly told?: Told; readonly refusal?: Refused };

interface Refused {
  readonly code: HttpProblem["code"];
  readonly options: HttpProblemOptions;
}

interface Definition {
  readonly run: StoredRun;
  readonly own?: VariantText;
}

/**
 * Runs that several servers share: their definitions, streams and results are in Redis for as long as they are played and
 * some time after; each server keeps in its own store what it made and what it played. A run is held by a lease that its
 * holder renews; every write looks at the lease first, so one that lost it, and does not know yet, writes nothing.
 */
export class SharedLedger implements Ledger {
  readonly isShared = true;
  readonly patienceMs: number;
  listener: LedgerListener | undefined;
  private readonly options: SharedLedgerOptions;
  private readonly own: OwnLedger;
  private readonly redis: Redis;
  private readonly ears: Redis;
  /** the name by which other servers reach this one */
  private readonly name = `${ownName()}-${randomBytes(6).toString("hex")}`;
  private readonly holds = new Map<
    string,
    { readonly token: string; readonly run: string; readonly what: Held }
  >();
  private readonly asked = new Map<number, (told: Told | undefined, refusal?: Refused) => void>();
  private letters = 0;
  private tokens = 0;
  private readonly renewal: NodeJS.Timeout;

  /** @throws RunnerError where Redis is not there; `checkRedis` tells it better */
  static async open(options: SharedLedgerOptions): Promise<SharedLedger> {
    const { url } = options.redis;
    const [redis, ears] = await Promise.all([
      connect(url, "golden-hour-server"),
      connect(url, "golden-hour-ears"),
    ]);
    const ledger = new SharedLedger(options, redis, ears);
    ears.on("message", (_channel: string, text: string) => ledger.hear(JSON.parse(text) as News | Letter));
    await ears.subscribe(ledger.news, ledger.boxOf(ledger.name));
    await ledger.forgetRemoved();
    return ledger;
  }

  private constructor(options: SharedLedgerOptions, redis: Redis, ears: Redis) {
    this.options = options;
    this.own = new OwnLedger(options.store);
    this.redis = redis;
    this.ears = ears;
    this.patienceMs = Math.max(20, options.leaseMs / 10);
    this.renewal = setInterval(() => this.renew(), options.leaseMs / 3);
    this.renewal.unref();
  }

  // ---- keys

  private key(...parts: readonly string[]): string {
    return [this.options.redis.prefix, ...parts].join(":");
  }
  private get news(): string {
    return this.key("news");
  }
  private boxOf(server: string): string {
    return this.key("server", server);
  }
  private record(id: string): string {
    return this.key("run", id);
  }
  private stream(id: string): string {
    return this.key("run", id, "stream");
  }
  private holder(what: Held, id: string): string {
    return this.key("run", id, what);
  }
  private get moving(): string {
    return this.key("runs", "moving");
  }
  private get unfinished(): string {
    return this.key("runs", "unfinished");
  }
  private get all(): string {
    return this.key("runs");
  }
  private get removed(): string {
    return this.key("runs", "removed");
  }

  // ---- runs

  async create(run: StoredRun, own: VariantText | undefined): Promise<void> {
    const definition: Definition = { run, ...(own === undefined ? {} : { own }) };
    await this.own.create(run);
    await this.define(definition);
  }

  private async define({ run, own }: Definition): Promise<void> {
    const { id, status, createdAt } = run;
    const work = this.redis
      .multi()
      .hset(this.record(id), "definition", JSON.stringify({ run, ...(own === undefined ? {} : { own }) }))
      .zadd(this.all, Date.parse(createdAt), id);
    if (status === "running") work.sadd(this.unfinished, id);
    await done(work.exec());
  }

  private async definition(id: string): Promise<Definition | undefined> {
    const text = await this.redis.hget(this.record(id), "definition");
    return text === null ? undefined : (JSON.parse(text) as Definition);
  }

  async run(id: string): Promise<StoredRun | undefined> {
    return (await this.definition(id))?.run ?? this.own.run(id);
  }

  async variantOf(run: StoredRun): Promise<VariantText | undefined> {
    return (await this.definition(run.id))?.own ?? this.own.variantOf(run);
  }

  async runs(): Promise<readonly StoredRun[]> {
    const found = new Map((await this.own.runs()).map((run) => [run.id, run]));
    const ids = await this.redis.zrange(this.all, "0", "-1");
    const definitions = await Promise.all(ids.map((id) => this.definition(id)));
    const gone = ids.filter((_, place) => definitions[place] === undefined);
    if (gone.length > 0) await this.redis.zrem(this.all, ...gone);
    for (const definition of definitions)
      if (definition !== undefined) found.set(definition.run.id, definition.run);
    return [...found.values()].sort((a, b) =>
      a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0,
    );
  }

  async count(): Promise<number> {
    return Math.max(await this.own.count(), await this.redis.zcard(this.all));
  }

  async finish(run: StoredRun, documents: Readonly<Record<string, string>>): Promise<void> {
    const { id } = run;
    const definition = await this.definition(id);
    // One that another server made is kept here too once it was computed here.
    if ((await this.own.run(id)) === undefined) await this.own.create(run);
    await this.own.finish(run, documents);
    if (definition === undefined) return;
    const work = this.redis.multi();
    for (const [name, text] of Object.entries(documents))
      work.hset(this.record(id), `document ${name}`, await zip(text));
    work.hset(this.record(id), "definition", JSON.stringify({ ...definition, run }));
    work.srem(this.unfinished, id).expire(this.record(id), this.options.redis.keepSeconds);
    work.publish(this.news, JSON.stringify({ kind: "result", run: id } satisfies News));
    await done(work.exec());
  }

  async document(id: string, name: string): Promise<string | undefined> {
    const here = await this.own.document(id, name);
    if (here !== undefined) return here;
    const bytes = await this.redis.hgetBuffer(this.record(id), `document ${name}`);
    return bytes === null ? undefined : (await unzip(bytes)).toString("utf8");
  }

  async remove(id: string): Promise<boolean> {
    const isKnown = (await this.run(id)) !== undefined;
    const now = Date.now();
    const work = this.redis
      .multi()
      .zadd(this.removed, now, id)
      .zremrangebyscore(this.removed, 0, now - REMOVED_MS)
      .zrem(this.all, id)
      .srem(this.moving, id)
      .srem(this.unfinished, id)
      .del(this.record(id), this.stream(id), this.holder("session", id), this.holder("result", id))
      .publish(this.news, JSON.stringify({ kind: "removed", run: id } satisfies News));
    await done(work.exec());
    await this.own.remove(id);
    return isKnown;
  }

  /** What others removed while this server was away. */
  private async forgetRemoved(): Promise<void> {
    for (const { id } of await this.own.runs())
      if ((await this.redis.zscore(this.removed, id)) !== null) await this.own.remove(id);
  }

  // ---- streams and who holds them

  async hold(what: Held, id: string): Promise<Hold | undefined> {
    const key = this.holder(what, id);
    this.tokens++;
    const token = `${this.name} ${this.tokens}`;
    const got = await this.redis.set(key, token, "PX", this.options.leaseMs, "NX");
    if (got !== "OK") return undefined;
    this.holds.set(key, { token, run: id, what });
    const release = async () => {
      if (this.holds.get(key)?.token === token) this.holds.delete(key);
      await this.redis.eval(RELEASE, 1, key, token);
    };
    try {
      if (what === "session") await this.bringIn(id, token);
    } catch (error) {
      await release();
      throw error;
    }
    return {
      append: (entries, isMoving) => this.append(id, token, entries, isMoving),
      release,
    };
  }

  /** What only this server has by now is shared again: its definition, and what was played of it. */
  private async bringIn(id: string, token: string): Promise<void> {
    const run = await this.own.run(id);
    if (run === undefined) return;
    if ((await this.definition(id)) === undefined) {
      const own = await this.own.variantOf(run);
      await this.define({ run, ...(own === undefined ? {} : { own }) });
    }
    const mine = await this.own.head(id);
    for (let head = await this.sharedHead(id); head < mine; ) {
      const page = await this.own.read(id, head, COPY_AT_ONCE);
      await this.append(id, token, page, false);
      head = page[page.length - 1].seq;
    }
  }

  private async append(
    id: string,
    token: string,
    entries: readonly Entry[],
    isMoving: boolean,
  ): Promise<void> {
    const keys = [this.holder("session", id), this.stream(id), this.record(id), this.moving];
    const head = await this.redis.eval(
      APPEND,
      keys.length,
      ...keys,
      token,
      String(entries[0].seq),
      isMoving ? "1" : "0",
      id,
      this.news,
      ...entries.map(({ text }) => text),
    );
    if (Number(head) < 0) throw new HoldLost(id);
  }

  private renew(): void {
    for (const key of this.holds.keys())
      this.renewOne(key).catch((error: unknown) => this.options.log("lease", { key, error }));
  }

  private async renewOne(key: string): Promise<void> {
    const held = this.holds.get(key);
    if (held === undefined) return;
    const { token, run, what } = held;
    const is = await this.redis.eval(RENEW, 1, key, token, String(this.options.leaseMs));
    if (Number(is) !== 0 || this.holds.get(key)?.token !== token) return;
    this.holds.delete(key);
    if (what === "session") this.listener?.onLost(run);
  }

  async read(id: string, since: number, most: number): Promise<readonly Entry[]> {
    const found = await this.redis.xrange(this.stream(id), `(${since}-0`, "+", "COUNT", most);
    if (found.length > 0)
      return found.map(([name, fields]) => ({ seq: Number.parseInt(name, 10), text: fields[1] }));
    // One that came to rest long ago is in the store of whoever played it.
    return (await this.redis.exists(this.stream(id))) === 1 ? [] : this.own.read(id, since, most);
  }

  private async sharedHead(id: string): Promise<number> {
    const [last] = await this.redis.xrevrange(this.stream(id), "+", "-", "COUNT", 1);
    return last === undefined ? 0 : Number.parseInt(last[0], 10);
  }

  async head(id: string): Promise<number> {
    const head = await this.sharedHead(id);
    return head === 0 ? this.own.head(id) : head;
  }

  async rest(id: string): Promise<void> {
    const { store, redis } = this.options;
    const definition = await this.definition(id);
    if (definition === undefined) return;
    if ((await this.own.run(id)) === undefined) await this.own.create(definition.run);
    for (;;) {
      const page = await this.read(id, store.head(id), COPY_AT_ONCE);
      if (page.length === 0) break;
      store.append(page.map((entry) => ({ run: id, ...entry })));
    }
    await done(
      this.redis
        .multi()
        .expire(this.stream(id), redis.keepSeconds)
        .expire(this.record(id), redis.keepSeconds)
        .exec(),
    );
  }

  async orphans(): Promise<Readonly<Record<Held, readonly string[]>>> {
    const [session, result] = await Promise.all([
      this.unheld("session", this.moving),
      this.unheld("result", this.unfinished),
    ]);
    return { session, result };
  }

  private async unheld(what: Held, set: string): Promise<readonly string[]> {
    const ids = await this.redis.smembers(set);
    if (ids.length === 0) return [];
    const holders = await this.redis.mget(...ids.map((id) => this.holder(what, id)));
    return ids.filter((_, place) => holders[place] === null);
  }

  async watched(here: readonly string[], held: readonly string[]): Promise<ReadonlySet<string>> {
    const key = (id: string) => this.key("run", id, "watched");
    for (const id of here) await this.redis.set(key(id), this.name, "PX", WATCHED_MS);
    const others = held.filter((id) => !here.includes(id));
    if (others.length === 0) return new Set();
    const found = await this.redis.mget(...others.map(key));
    return new Set(others.filter((_, place) => found[place] !== null && found[place] !== this.name));
  }

  // ---- from server to server

  async forward(id: string, { command, name }: Forwarded): Promise<Told | undefined> {
    const token = await this.redis.get(this.holder("session", id));
    if (token === null) return undefined;
    const server = token.slice(0, token.lastIndexOf(" "));
    this.letters++;
    const number = this.letters;
    const ask: Letter = { kind: "ask", from: this.name, number, run: id, command, name };
    return new Promise<Told | undefined>((resolve, reject) => {
      const end = (told: Told | undefined, refusal?: Refused) => {
        clearTimeout(timer);
        this.asked.delete(number);
        if (refusal === undefined) resolve(told);
        else reject(new HttpProblem(refusal.code, refusal.options));
      };
      const timer = setTimeout(end, this.options.leaseMs, undefined);
      this.asked.set(number, end);
      this.redis
        .publish(this.boxOf(server), JSON.stringify(ask))
        .then((heard) => (heard === 0 ? end(undefined) : undefined))
        .catch(() => end(undefined));
    });
  }

  private hear(heard: News | Letter): void {
    switch (heard.kind) {
      case "growth":
        return this.listener?.onGrowth(heard.run);
      case "removed":
        this.options.store.remove("run", heard.run);
        return this.listener?.onRemoved(heard.run);
      case "result":
        this.run(heard.run)
          .then((run) => (run === undefined ? undefined : this.listener?.onResult(run)))
          .catch((error: unknown) => this.options.log("result", { run: heard.run, error }));
        return;
      case "ask":
        this.answer(heard).catch((error: unknown) =>
          this.options.log("forwarded", { run: heard.run, error }),
        );
        return;
      case "answer":
        this.asked.get(heard.number)?.(heard.told, heard.refusal);
        return;
      default:
        heard satisfies never;
    }
  }

  private async answer({
    from,
    number,
    run,
    command,
    name,
  }: Extract<Letter, { kind: "ask" }>): Promise<void> {
    let answer: Letter = { kind: "answer", number };
    try {
      const told = await this.listener?.onForwarded(run, { command, name });
      answer = { ...answer, ...(told === undefined ? {} : { told }) };
    } catch (error) {
      if (error instanceof HttpProblem) {
        const { code, options } = error;
        answer = { ...answer, refusal: { code, options } };
      } else if (!(error instanceof HoldLost)) throw error;
    }
    await this.redis.publish(this.boxOf(from), JSON.stringify(answer));
  }

  isThere(): boolean {
    return this.redis.status === "ready";
  }

  async close(): Promise<void> {
    clearInterval(this.renewal);
    for (const end of this.asked.values()) end(undefined);
    this.ears.disconnect();
    this.redis.disconnect();
    await this.own.close();
  }
}

/** The answers of a transaction, none of which is an error. */
async function done(answers: Promise<[error: Error | null, result: unknown][] | null>): Promise<void> {
  for (const [error] of (await answers) ?? []) if (error !== null) throw error;
}
