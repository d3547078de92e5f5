import type { Chunk, ReplicationResult, Setting } from "../experiment/index.ts";
import type { Failure } from "./failure.ts";

/** What crosses between the threads of one process. Columns of numbers change hands without being copied. */

/**
 * Settings that a thread keeps at most: a report moves every assumption to both ends of its range, thousands of scenarios
 * of a megabyte each. Who sends counts as who keeps does, so that both forget all of them at the same task.
 */
const MOST_SETTINGS = 64;

/** Makes room for one more setting, on either side of the message. */
export function makeRoom(settings: { readonly size: number; clear(): void }): void {
  if (settings.size >= MOST_SETTINGS) settings.clear();
}

export interface ThreadTask {
  readonly seed: number;
  readonly chunk: Chunk;
  /** id of the setting; the setting itself where this thread does not hold it */
  readonly setting: string;
  readonly given?: Setting;
}

export type ThreadAnswer =
  | { readonly kind: "results"; readonly batch: ResultBatch }
  | { readonly kind: "done"; readonly ms: number }
  | { readonly kind: "failed"; readonly failure: Failure };

/** Results of consecutive replications of one setting, side by side. */
export interface ResultBatch {
  readonly setting: string;
  readonly from: number;
  readonly addresses: readonly string[];
  readonly digests: readonly string[];
  /** for each replication: capped or not, events, attempts */
  readonly counts: Float64Array;
  readonly values: Float64Array;
  readonly status: Uint8Array;
  readonly weights: Float64Array;
}

const COUNTS = 3;

export function packResults(results: readonly ReplicationResult[]): ResultBatch {
  const [{ setting, replication: from, values: first }] = results;
  const rows = first.length;
  const batch = {
    setting,
    from,
    addresses: results.map(({ address }) => address),
    digests: results.map(({ digest }) => digest),
    counts: new Float64Array(COUNTS * results.length),
    values: new Float64Array(rows * results.length),
    status: new Uint8Array(rows * results.length),
    weights: new Float64Array(rows * results.length),
  };
  results.forEach(({ isCapped, events, attempts, values, status, weights }, i) => {
    batch.counts.set([isCapped ? 1 : 0, events, attempts], COUNTS * i);
    batch.values.set(values, rows * i);
    batch.status.set(status, rows * i);
    batch.weights.set(weights, rows * i);
  });
  return batch;
}

/** What of a batch changes hands. */
export function buffersOf({ counts, values, status, weights }: ResultBatch): ArrayBuffer[] {
  return [counts, values, status, weights].map(({ buffer }) => buffer as ArrayBuffer);
}

export function unpackResults(batch: ResultBatch): ReplicationResult[] {
  const { setting, from, addresses, digests, counts, values, status, weights } = batch;
  const rows = values.length / digests.length;
  const column = <T extends Float64Array | Uint8Array>(all: T, i: number) =>
    all.subarray(rows * i, rows * (i + 1)) as T;
  return digests.map((digest, i) => ({
    setting,
    replication: from + i,
    address: addresses[i],
    digest,
    isCapped: counts[COUNTS * i] === 1,
    events: counts[COUNTS * i + 1],
    attempts: counts[COUNTS * i + 2],
    values: column(values, i),
    status: column(status, i),
    weights: column(weights, i),
  }));
}
