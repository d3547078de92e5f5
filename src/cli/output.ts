import cliProgress from "cli-progress";
import { cleanText } from "../model/index.ts";
import { codeOf, FileInProgress } from "../store/index.ts";
import type { Config } from "./config.ts";
import { EXIT, Problem } from "./problem.ts";

/** Our own colours, which no name of a file may bring along beside what else steers a terminal. */
const COLOURS = new RegExp(`(${String.fromCodePoint(27)}\\[[0-9;]*m)`);

/** A text without what steers a terminal, but for colours. */
const harmless = (text: string) =>
  text
    .split(COLOURS)
    .map((part) => (COLOURS.test(part) ? part : cleanText(part)))
    .join("");

/** Writes a text to stdout and waits until it is taken. Whoever stopped reading has seen enough: that is no failure. */
export function print(text: string): Promise<void> {
  return new Promise((done, fail) => {
    process.stdout.write(harmless(text), (error) => {
      if (!error || codeOf(error) === "EPIPE") done();
      else fail(new Problem("cli/output_failed", { problem: codeOf(error) }, EXIT.notMet));
    });
  });
}

/** Writes a sentence to stderr: what is wrong, or what is going on. */
export function printAside(sentence: string): void {
  process.stderr.write(`${cleanText(sentence)}\n`);
}

/** JSON on lines of its own; what is not a number in JSON becomes null. */
export function printJson(value: unknown): Promise<void> {
  return print(`${JSON.stringify(value, undefined, 2)}\n`);
}

/** Writes to a file that is there whole or not at all; only a plain file is replaced. */
export function writeWhole(path: string, content: string | Uint8Array | Iterable<string>): void {
  let file: FileInProgress | undefined;
  try {
    file = new FileInProgress(path);
    if (typeof content === "string" || content instanceof Uint8Array) file.write(content);
    else for (const piece of content) file.write(piece);
    file.finish();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem("cli/file_not_written", { found: path, problem: codeOf(error) });
  } finally {
    file?.discard();
  }
}

export interface Progress {
  update(done: number): void;
  stop(): void;
}

/** A bar on stderr with rate and time left, when it is a terminal; nothing otherwise. */
export function startProgress(config: Config, total: number, of: string): Progress {
  if (!config.progress || total < 2) return { update() {}, stop() {} };
  const bar = new cliProgress.SingleBar({
    format: `{bar} {value}/{total} ${of} · {rate}/s · {eta_formatted}`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  const startedAt = performance.now();
  const rateOf = (done: number) => {
    const rate = (done * 1000) / Math.max(1, performance.now() - startedAt);
    return rate < 10 ? rate.toFixed(1) : rate.toFixed(0);
  };
  bar.start(total, 0, { rate: "–" });
  return { update: (done) => bar.update(done, { rate: rateOf(done) }), stop: () => bar.stop() };
}
