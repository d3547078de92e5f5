import { type Chunk, gapsOf, type ReplicationResult, type Setting, type Work } from "../experiment/index.ts";
import type { Backend, RunHooks } from "./backend.ts";

/** Where finished replications are kept: what a backend asks of a store of results. */
export interface KnownResults {
  /** What is there of replications `from` to `to` (not included), in any order. */
  read(setting: string, seed: number, from: number, to: number): Promise<readonly ReplicationResult[]>;
  /** Keeps results of one seed. Those that are there already may be given again. */
  write(seed: number, results: readonly ReplicationResult[]): Promise<void>;
}

const HELD = 256;
const HELD_MS = 1000;

/** The same backend, but what is known already is not run again, and what comes is kept while it comes. */
export function withKnownResults(backend: Backend, known: KnownResults): Backend {
  return {
    name: backend.name,
    run: (work, hooks) => runUnknown(backend, known, work, hooks),
    close: () => backend.close(),
  };
}

async function runUnknown(backend: Backend, known: KnownResults, work: Work, hooks: RunHooks): Promise<void> {
  const { seed, settings } = work;
  const chunks: Chunk[] = [];
  for (const chunk of work.chunks) chunks.push(...(await reportKnown(known, seed, settings, chunk, hooks)));
  if (chunks.length === 0) return;
  let held: ReplicationResult[] = [];
  let heldSince = 0;
  // One after the other: a store that is slow is not flooded.
  let writing = Promise.resolve();
  const flush = () => {
    const results = held;
    held = [];
    if (results.length > 0) writing = writing.then(() => known.write(seed, results));
    // It is awaited at the end, where its failure is told.
    writing.catch(() => {});
  };
  const onResult = (result: ReplicationResult) => {
    if (held.length === 0) heldSince = performance.now();
    held.push(result);
    hooks.onResult(result);
    if (held.length >= HELD || performance.now() - heldSince > HELD_MS) flush();
  };
  try {
    await backend.run({ ...work, chunks }, { ...hooks, onResult });
  } finally {
    flush();
    await writing;
  }
}

/** Reports what is known of a chunk; what is left of it. */
async function reportKnown(
  known: KnownResults,
  seed: number,
  settings: readonly Setting[],
  { setting, from, to }: Chunk,
  { onResult, signal }: RunHooks,
): Promise<Chunk[]> {
  const found = new Map<number, ReplicationResult>();
  for (const result of await known.read(settings[setting].id, seed, from, to))
    found.set(result.replication, result);
  if (signal?.aborted !== true) for (const result of found.values()) onResult(result);
  return gapsOf(from, to, (replication) => found.has(replication)).map((gap) => ({ setting, ...gap }));
}
