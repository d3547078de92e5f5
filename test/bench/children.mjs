/** Work that is timed runs in processes of its own, one at a time, and answers with lines of JSON. */
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const here = import.meta.dirname;

/** Runs a file of this folder to its end; its lines of JSON. Throws with what it wrote last when it failed. */
export function runChild(file, given = [], nodeOptions = []) {
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [...nodeOptions, resolve(here, file), ...given],
    { encoding: "utf8", cwd: resolve(here, "../.."), maxBuffer: 1 << 26 },
  );
  if (error !== undefined) throw error;
  const lines = stdout.split("\n").filter((line) => line.startsWith("{"));
  if (status !== 0) {
    const told = stderr.split("\n").find((line) => /^\w*Error\b/.test(line));
    throw new Error(told ?? `${file} ended with ${status}`);
  }
  return lines.map((line) => JSON.parse(line));
}

export function medianOf(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median and range of the ratios of paired values. */
export function ratiosOf(above, below) {
  const ratios = above.map((value, i) => value / below[i]);
  return { median: medianOf(ratios), low: Math.min(...ratios), high: Math.max(...ratios) };
}

/** A single-threaded run that took this much longer than its processor time shared its core with something else. */
export const BUSY = 1.15;

export const clockOf = (isBusy) => (isBusy ? "CPU time (the machine is busy)" : "wall time");

/**
 * Ratios of two sides by wall time; where a side had to wait for its core, by processor time, since the longer side waits
 * more often. Both are told.
 */
export function fairRatios(wall, cpu) {
  const byWall = ratiosOf(...wall);
  const byCpu = ratiosOf(...cpu);
  const waited = wall.map((times, side) => medianOf(times.map((time, i) => time / cpu[side][i])));
  const isBusy = waited.some((times) => times > BUSY);
  return { ...(isBusy ? byCpu : byWall), byWall, byCpu, clock: clockOf(isBusy) };
}
