import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { kill, type Running, startIn } from "./killed.ts";
import { tableFile } from "./table-file.ts";

/** What somebody at the table was told is done is done, however the server ends. */

interface Page {
  readonly clock: { readonly at: number; readonly phase: string };
  readonly items: readonly {
    readonly at: number;
    readonly entry?: { readonly n: number; readonly kind: string };
    readonly texts?: Readonly<Record<string, string>>;
  }[];
}

async function ask<T>({ url }: Running, key: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${url}api/v1${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      ...(key === "" ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

test("killed in the midst of writing: every acknowledged entry is there once, in its place, and the clock never goes back", async () => {
  const data = mkdtempSync(join(tmpdir(), "golden-hour-table-"));
  let server = await startIn(data);
  const { id, key } = await ask<{ id: string; key: string }>(server, "", "/exercises", {
    file: tableFile([]),
  });
  const path = `/exercises/${id}`;
  const act = (name: string, command: object) =>
    ask<{ entry: number }>(server, key, `${path}/commands`, { id: name, command });
  await act("start", { kind: "start" });
  const acknowledged = new Map<string, number>();
  let last = 0;
  for (let round = 0; round < 2; round++) {
    const dying = server;
    const isDead = sleep(300 + 170 * round).then(() => kill(dying));
    for (let i = 0; ; i++) {
      const text = `note ${round} ${i}`;
      const answer = await act(`n-${round}-${i}`, { kind: "note", text }).catch(() => undefined);
      if (answer === undefined) break;
      acknowledged.set(text, answer.entry);
    }
    await isDead;
    server = await startIn(data);
    const page = await ask<Page>(server, key, `${path}/updates`);
    expect(page.clock.phase).toBe("running");
    expect(page.clock.at).toBeGreaterThanOrEqual(last);
    last = page.clock.at;
  }
  const found = new Map<string, number>();
  for (let since = 0; ; ) {
    const { items } = await ask<Page>(server, key, `${path}/updates?since=${since}`);
    if (items.length === 0) break;
    since += items.length;
    for (const { entry, texts } of items) {
      const { text } = texts ?? {};
      if (entry?.kind !== "note" || text === undefined) continue;
      expect(found.has(text)).toBe(false);
      found.set(text, entry.n);
    }
  }
  expect(acknowledged.size).toBeGreaterThan(3);
  for (const [text, n] of acknowledged) expect([text, found.get(text)]).toEqual([text, n]);
  await kill(server);
  rmSync(data, { recursive: true, force: true });
}, 300_000);
