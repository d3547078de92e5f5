import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Comparison, OwnVariant, Run, Update } from "../../src/server/index.ts";
import { fetchAlone } from "../builders/fetch-alone.ts";
import { until } from "../builders/server.ts";
import { goldenHourJson, MAIN, ROOT } from "../cli/command.ts";

/** A server that is killed without a warning, again and again, in the midst of writing: nothing acknowledged may be missing. */

export interface Running {
  readonly child: ChildProcess;
  readonly url: string;
}

/** The command itself, as it is started by whoever uses it. */
export async function startIn(data: string, port = 0): Promise<Running> {
  const env = { ...process.env, GOLDEN_HOUR_DATA: data, REDIS_URL: "" };
  const child = spawn(process.execPath, [MAIN, "serve", "--port", String(port)], { cwd: ROOT, env });
  let said = "";
  child.stdout.on("data", (piece: Buffer) => {
    said += piece.toString();
  });
  const url = await until(() => /http:\/\/[^\s]+/.exec(said)?.[0]);
  return { child, url };
}

export async function ask<T>({ url }: Running, path: string, body?: unknown): Promise<T> {
  const init =
    body === undefined
      ? {}
      : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetchAlone(`${url}api/v1${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

export const kill = ({ child }: Running) =>
  new Promise<void>((done) => {
    child.once("exit", () => done());
    child.kill("SIGKILL");
  });

/** Park and Miller's: the same kills at the same seed, as far as the machine lets them be. */
export function drawFrom(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const SCENARIO = "private-messenger";
const ASKED = { scenario: SCENARIO, replications: 40, seed: 9, sensitivity: 0, variants: ["union-order"] };

/** What was acknowledged so far. */
interface Acknowledged {
  readonly runs: string[];
  readonly variants: string[];
  /** by run, then by number: the client's name of the command that came to it */
  readonly commands: Map<string, Map<number, string>>;
}

/** Writes of every kind, one after the other, until the server is gone; tells of each that was acknowledged. */
async function writeOn(
  server: Running,
  known: Acknowledged,
  draw: () => number,
  { round, onWritten }: { readonly round: number; readonly onWritten: () => void },
): Promise<void> {
  const run = known.runs[known.runs.length - 1];
  for (let turn = 0; ; turn++, onWritten()) {
    const choice = draw();
    if (choice < 0.1) {
      const { id } = await ask<Run>(server, "/runs", { scenario: SCENARIO, seed: turn, scale: 0.01 });
      known.runs.push(id);
      known.commands.set(id, new Map());
    } else if (choice < 0.15) {
      const id = `v-${round}-${turn}`;
      const title = { en: "A variant", fr: "Une variante" };
      await ask<OwnVariant>(server, "/variants", {
        scenario: SCENARIO,
        id,
        title,
        overlay: { horizon: "PT20H" },
      });
      known.variants.push(id);
    } else {
      const speed = 1 + Math.floor(draw() * 1000);
      const id = `c-${round}-${turn}`;
      const { seq } = await ask<{ seq: number }>(server, `/runs/${run}/commands`, {
        id,
        command: { kind: "speed", speed },
      });
      known.commands.get(run)?.set(seq, id);
    }
  }
}

/** What is missing of what was acknowledged. */
async function missing(server: Running, known: Acknowledged): Promise<string[]> {
  const faults: string[] = [];
  const { runs } = await ask<{ runs: Run[] }>(server, "/runs");
  const { variants } = await ask<{ variants: OwnVariant[] }>(server, "/variants");
  const there = new Set([...runs.map(({ id }) => id), ...variants.map(({ id }) => id)]);
  for (const id of [...known.runs, ...known.variants]) if (!there.has(id)) faults.push(`${id} is gone`);
  for (const [run, commands] of known.commands) {
    const all: Update[] = [];
    for (;;) {
      const { updates } = await ask<{ updates: Update[] }>(
        server,
        `/runs/${run}/updates?since=${all.length}`,
      );
      if (updates.length === 0) break;
      all.push(...updates);
    }
    if (all.some(({ seq }, place) => seq !== place + 1)) faults.push(`${run} has a gap or a duplicate`);
    for (const [seq, name] of commands)
      if (all[seq - 1]?.command !== name) faults.push(`${run}: ${name} is not at ${seq}`);
  }
  return faults;
}

export interface Killed {
  readonly faults: readonly string[];
  readonly acknowledged: number;
  /** the comparison's digest, and the one that it has without being killed */
  readonly digests: readonly [string | null, string];
}

function nothing(): void {}

/** Starts a comparison, writes, kills, starts again and looks, so many times. */
export async function killOften(times: number, seed: number): Promise<Killed> {
  const data = mkdtempSync(join(tmpdir(), "golden-hour-killed-"));
  const draw = drawFrom(seed);
  const known: Acknowledged = { runs: [], variants: [], commands: new Map() };
  let server = await startIn(data);
  const faults: string[] = [];
  try {
    const { id } = await ask<Comparison>(server, "/comparisons", ASKED);
    const run = await ask<Run>(server, "/runs", { scenario: SCENARIO, seed: 9 });
    known.runs.push(run.id);
    known.commands.set(run.id, new Map());
    for (let round = 0; round < times; round++) {
      let left = 3 + Math.floor(draw() * 30);
      const wait = Math.floor(draw() * 20);
      let enough = nothing;
      const isEnough = new Promise<void>((done) => {
        enough = done;
      });
      const onWritten = () => {
        left--;
        if (left === 0) enough();
      };
      const writing = writeOn(server, known, draw, { round, onWritten }).catch((error: unknown) => {
        // That the server is gone is what is wanted; a refusal is not.
        if (!(error instanceof TypeError)) faults.push(String(error));
        enough();
      });
      await isEnough;
      await new Promise((done) => setTimeout(done, wait));
      await kill(server);
      await writing;
      server = await startIn(data);
      faults.push(...(await missing(server, known)).map((each) => `after kill ${round + 1}: ${each}`));
    }
    const done = await until(async () => {
      const now = await ask<Comparison>(server, `/comparisons/${id}`);
      return now.status === "waiting" || now.status === "running" ? undefined : now;
    }, 600_000);
    const { digest } = await goldenHourJson<{ digest: string }>(
      "compare",
      SCENARIO,
      "--replications",
      String(ASKED.replications),
      "--variants",
      ASKED.variants.join(","),
      "--seed",
      String(ASKED.seed),
    );
    const counted = [...known.commands.values()].reduce((sum, each) => sum + each.size, 0);
    const acknowledged = known.runs.length + known.variants.length + counted;
    return { faults, acknowledged, digests: [done.digest, digest] };
  } finally {
    await kill(server);
    rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
