import { type ChildProcess, spawn } from "node:child_process";
import { REDIS_DEFAULTS } from "../../src/runner/index.ts";
import { MAIN, ROOT } from "../cli/command.ts";

/** Locks and checks short enough for tests. */
export const HASTY = {
  lockMs: 1000,
  stalledMs: 300,
  pollMs: 100,
  backoffMs: 50,
  patienceMs: 20_000,
} as const;

/** A lock that no machine is too slow to renew, for tests that count what was run: one that is lost runs its job again. */
export const PATIENT = { lockMs: 120_000 } as const;

export interface WorkerSettings {
  readonly prefix?: string;
  readonly lockMs?: number;
}

/** `golden-hour worker` as a process of its own. */
export class WorkerProcess {
  private readonly child: ChildProcess;
  readonly ready: Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  said = "";

  constructor(url: string, { prefix = REDIS_DEFAULTS.prefix, lockMs = HASTY.lockMs }: WorkerSettings = {}) {
    this.child = spawn(process.execPath, [MAIN, "worker", "--concurrency", "1"], {
      cwd: ROOT,
      stdio: ["ignore", "ignore", "pipe"],
      env: {
        ...process.env,
        REDIS_URL: url,
        GOLDEN_HOUR_REDIS_PREFIX: prefix,
        GOLDEN_HOUR_LANG: "en",
        GOLDEN_HOUR_LOCK_MS: String(lockMs),
        GOLDEN_HOUR_STALLED_MS: String(HASTY.stalledMs),
      },
    });
    this.ended = new Promise((done) => {
      this.child.once("exit", (code, signal) => done({ code, signal }));
    });
    this.ready = new Promise((done, fail) => {
      this.child.stderr?.on("data", (piece: Buffer) => {
        this.said += piece.toString("utf8");
        if (this.said.includes("takes work")) done();
      });
      this.ended.then(() => fail(new Error(`the worker ended: ${this.said}`)), fail);
    });
    // Whoever does not wait for it need not hear of it.
    this.ready.catch(() => {});
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  kill(signal: NodeJS.Signals): ReturnType<WorkerProcess["stop"]> {
    this.child.kill(signal);
    return this.ended;
  }

  /** Ends it without a warning. */
  stop(): WorkerProcess["ended"] {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill("SIGKILL");
    return this.ended;
  }
}

export async function startWorkers(
  url: string,
  count: number,
  settings?: WorkerSettings,
): Promise<WorkerProcess[]> {
  const workers = Array.from({ length: count }, () => new WorkerProcess(url, settings));
  await Promise.all(workers.map(({ ready }) => ready));
  return workers;
}
