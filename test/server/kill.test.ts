import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Comparison, Run } from "../../src/server/index.ts";
import { until } from "../builders/server.ts";
import { goldenHourJson, MAIN, ROOT, runProcess } from "../cli/command.ts";

const data = mkdtempSync(join(tmpdir(), "golden-hour-kill-"));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(data, { recursive: true, force: true });
});

const environment = { ...process.env, GOLDEN_HOUR_DATA: data };

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
}

/** The command itself, as it is started by whoever uses it. */
async function start(): Promise<Running> {
  const child = spawn(process.execPath, [MAIN, "serve", "--port", "0"], { cwd: ROOT, env: environment });
  children.push(child);
  let said = "";
  child.stdout.on("data", (piece: Buffer) => {
    said += piece.toString();
  });
  const url = await until(() => /http:\/\/[^\s]+/.exec(said)?.[0]);
  return { child, url };
}

async function ask<T>({ url }: Running, path: string, body?: unknown): Promise<T> {
  const init =
    body === undefined
      ? {}
      : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`${url}api/v1${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

const kill = ({ child }: Running) =>
  new Promise<void>((done) => {
    child.once("exit", () => done());
    child.kill("SIGKILL");
  });

describe("golden-hour serve", () => {
  test("has its file to itself: a second one says so and ends with 3", async () => {
    const first = await start();
    const second = await runProcess(process.execPath, [MAIN, "serve", "--port", "0"], { env: environment });
    expect([second.code, second.stderr]).toEqual([3, expect.stringContaining("one at a time")]);
    await kill(first);
  });

  test("killed in the middle of a comparison again and again, ends it with the digest that it would have had", async () => {
    const asked = {
      scenario: "private-messenger",
      replications: 40,
      seed: 9,
      sensitivity: 0,
      variants: ["union-order"],
    };
    let server = await start();
    const { id } = await ask<Comparison>(server, "/comparisons", asked);
    const run = await ask<Run>(server, "/runs", { scenario: "private-messenger", seed: 9 });
    for (const share of [0.1, 0.5]) {
      await until(async () => {
        const { done, total, status } = await ask<Comparison>(server, `/comparisons/${id}`);
        return status === "done" || (total > 0 && done >= share * total) ? true : undefined;
      });
      await kill(server);
      server = await start();
      // What was acknowledged is there.
      expect((await ask<Run>(server, `/runs/${run.id}`)).seed).toBe(9);
    }
    const done = await until(async () => {
      const now = await ask<Comparison>(server, `/comparisons/${id}`);
      return now.status === "done" || now.status === "failed" ? now : undefined;
    });
    const { digest } = await goldenHourJson<{ digest: string }>(
      "compare",
      "private-messenger",
      "--replications",
      "40",
      "--variants",
      "union-order",
      "--seed",
      "9",
    );
    expect([done.status, done.digest]).toEqual(["done", digest]);
    await kill(server);
  }, 300_000);
});
