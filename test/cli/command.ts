import { type SpawnOptions, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");
export const MAIN = join(ROOT, "dist/cli/main.js");

if (!existsSync(MAIN)) throw new Error("dist/cli/main.js is missing: run `npm run build` before these tests");

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Environment without anything that could change what is printed. */
const {
  NO_COLOR: _noColor,
  FORCE_COLOR: _forceColor,
  GOLDEN_HOUR_DEBUG: _debug,
  GOLDEN_HOUR_LANG: _lang,
  ...env
} = process.env;

const text = (pieces: readonly Buffer[]) => Buffer.concat(pieces).toString("utf8");

/** Runs a program to its end; `meanwhile` may send it signals. */
export function runProcess(
  program: string,
  args: readonly string[],
  options: SpawnOptions = {},
  meanwhile?: (kill: (signal: NodeJS.Signals) => void) => void,
): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"], ...options });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout?.on("data", (piece: Buffer) => out.push(piece));
    child.stderr?.on("data", (piece: Buffer) => err.push(piece));
    child.on("error", fail);
    child.on("close", (code, signal) => {
      done({ code, signal, stdout: text(out), stderr: text(err) });
    });
    meanwhile?.((signal) => child.kill(signal));
  });
}

/** Runs `golden-hour` with these arguments. */
export function goldenHour(...args: readonly string[]): Promise<Ended> {
  return runProcess(process.execPath, [MAIN, ...args]);
}

/** The same, with the seconds of processor time that it took: those do not depend on what else the machine does. */
export async function goldenHourTimed(...args: readonly string[]): Promise<Ended & { readonly cpu: number }> {
  const script = 'TIMEFORMAT="%U %S"; time "$@"';
  const ended = await runProcess("bash", ["-c", script, "bash", process.execPath, MAIN, ...args]);
  const lines = ended.stderr.trimEnd().split("\n");
  const [user, system] = (lines.pop() ?? "").split(" ").map(Number);
  return { ...ended, stderr: lines.join("\n"), cpu: user + system };
}

/** What a command printed as JSON; a command that failed tells why. */
export async function goldenHourJson<T>(...args: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await goldenHour(...args, "--json");
  if (code !== 0 && code !== 1) throw new Error(`exit ${code}: ${stderr}${stdout.slice(0, 2000)}`);
  return JSON.parse(stdout) as T;
}

/** A stack trace has no place in what a user sees. */
export const STACK = /\n\s+at .+:\d+:\d+|node:internal|Error:/;
