import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openShelf } from "../../src/cli/shelf.ts";
import { type ServeOptions, type Serving, serve } from "../../src/server/index.ts";
import { MemoryStore, type Store } from "../../src/store/index.ts";
import { fetchAlone } from "./fetch-alone.ts";

/** A server on loopback, on a port that is free, with a store of its own. */
export interface Started extends Serving {
  readonly store: Store;
  /** what it logged */
  readonly logged: { readonly what: string; readonly details: unknown }[];
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** the body of a GET below /api/v1, which must succeed */
  read<T>(path: string): Promise<T>;
  /** the body of a POST below /api/v1, which must succeed */
  make<T>(path: string, body: unknown): Promise<T>;
}

async function bodyOf<T>(response: Response): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${text.slice(0, 1000)}`);
  return JSON.parse(text) as T;
}

export async function startServer(options: Partial<ServeOptions> = {}): Promise<Started> {
  const data = mkdtempSync(join(tmpdir(), "golden-hour-server-"));
  const store = options.store ?? new MemoryStore();
  const logged: { what: string; details: unknown }[] = [];
  const serving = await serve({
    shelf: openShelf(),
    host: "127.0.0.1",
    port: 0,
    names: [],
    pages: join(data, "web"),
    version: "0.0.0",
    results: join(data, "results"),
    keep: Number.POSITIVE_INFINITY,
    clock: { now: () => performance.now(), today: () => new Date().toISOString() },
    log: (what, details) => logged.push({ what, details }),
    limits: { requests: 1_000_000, changes: 1_000_000, joins: 1_000_000 },
    ...options,
    store,
  });
  const at = (path: string) => `http://127.0.0.1:${serving.port}${path}`;
  const get: Started["get"] = (path, headers = {}) => fetchAlone(at(path), { headers, redirect: "manual" });
  const post: Started["post"] = (path, body, headers = {}) =>
    fetchAlone(at(path), {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  return {
    ...serving,
    store,
    logged,
    get,
    post,
    read: async (path) => bodyOf(await get(`/api/v1${path}`)),
    make: async (path, given) => bodyOf(await post(`/api/v1${path}`, given)),
    async close() {
      await serving.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Asks again until something holds; only where a thread's work is waited for, never to prove how long it takes. */
export async function until<T>(
  ask: () => Promise<T | undefined> | T | undefined,
  patienceMs = 600_000,
): Promise<T> {
  const give = performance.now() + patienceMs;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (performance.now() > give) throw new Error("it did not come");
    await new Promise((done) => setTimeout(done, 50));
  }
}
