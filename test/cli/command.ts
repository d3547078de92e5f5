import { type ChildProcess, fork, type SpawnOptions, spawn } from "node:child_process";
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

/** Runs a program to its end; `meanwhile` may send it signals, and hear it. */
export function runProcess(
  program: string,
  args: readonly string[],
  options: SpawnOptions = {},
  meanwhile?: (kill: (signal: NodeJS.Signals) => void, child: ChildProcess) => void,
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
    meanwhile?.((signal) => child.kill(signal), child);
  });
}

interface Place {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** One process for all lines that need none of their own: started at the first, ended with this one. */
let warm: ChildProcess | undefined;
let lines = 0;

function startWarm(): ChildProcess {
  const child = fork(join(import.meta.dirname, "warm.mjs"), {
    cwd: ROOT,
    env,
    execArgv: [],
    stdio: "ignore",
  });
  child.setMaxListeners(0);
  child.once("exit", () => {
    if (warm === child) warm = undefined;
  });
  child.unref();
  child.channel?.unref();
  return child;
}

/** Runs a line of `golden-hour` in a process that has run others before. */
function runLine(args: readonly string[], { cwd = ROOT, env: given = env }: Place = {}): Promise<Ended> {
  warm ??= startWarm();
  const child = warm;
  const number = lines++;
  return new Promise((done, fail) => {
    const stop = () => {
      child.off("message", onMessage);
      child.off("exit", onExit);
    };
    const onMessage = (message: unknown) => {
      const told = message as Ended & { readonly number: number; readonly failed?: string };
      if (told.number !== number) return;
      stop();
      if (told.failed === undefined) done(told);
      else fail(new Error(told.failed));
    };
    const onExit = (code: number | null) => {
      stop();
      fail(new Error(`the process ended with ${code} while it ran: ${args.join(" ")}`));
    };
    child.on("message", onMessage);
    child.on("exit", onExit);
    child.send({ number, args, cwd, env: given });
  });
}

/** Runs `golden-hour` with these arguments. */
export async function goldenHour(...args: readonly string[]): Promise<Ended> {
  const { code, signal, stdout, stderr } = await runLine(args);
  return { code, signal, stdout, stderr };
}

/** The same from another folder or with another environment. */
export function goldenHourAt(place: Place, ...args: readonly string[]): Promise<Ended> {
  return runLine(args, place);
}

/** The same in a process of its own, as a shell starts it: for its exit code, its streams and its signals. */
export function goldenHourAlone(...args: readonly string[]): Promise<Ended> {
  return runProcess(process.execPath, [MAIN, ...args]);
}

/** What a command printed as JSON; a command that failed tells why. */
export async function goldenHourJson<T>(...args: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await goldenHour(...args, "--json");
  if (code !== 0 && code !== 1) throw new Error(`exit ${code}: ${stderr}${stdout.slice(0, 2000)}`);
  return JSON.parse(stdout) as T;
}

/** A stack trace has no place in what a user sees. */
export const STACK = /\n\s+at .+:\d+:\d+|node:internal|Error:/;
