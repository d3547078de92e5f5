import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { type ReplicationResult, runChunk, type Setting, Workbench } from "../experiment/index.ts";
import { failureOf } from "./failure.ts";
import { buffersOf, makeRoom, packResults, type ThreadAnswer, type ThreadTask } from "./thread-messages.ts";

/** Entry of a thread: runs chunks one after the other and hands results over every now and then. */

const POST_MS = 100;
const MOST_HELD = 256;

const port = parentPort as MessagePort;
/** The first word is not 0 when the work was called off. */
const stop = new Int32Array((workerData as { readonly stop: SharedArrayBuffer }).stop);
const settings = new Map<string, Setting>();
const bench = new Workbench();

const answer = (message: ThreadAnswer, buffers: ArrayBuffer[] = []) => port.postMessage(message, buffers);

function post(held: readonly ReplicationResult[]): void {
  if (held.length === 0) return;
  const batch = packResults(held);
  answer({ kind: "results", batch }, buffersOf(batch));
}

function work({ seed, chunk: { from, to }, setting: id, given }: ThreadTask): void {
  if (given !== undefined) {
    makeRoom(settings);
    settings.set(id, given);
  }
  const startedAt = performance.now();
  let postedAt = startedAt;
  let held: ReplicationResult[] = [];
  const results = runChunk({ seed }, settings.get(id) as Setting, from, to, bench);
  for (let replication = from; replication < to && Atomics.load(stop, 0) === 0; replication++) {
    try {
      const { value } = results.next();
      if (value !== undefined) held.push(value);
    } catch (error) {
      post(held);
      return answer({ kind: "failed", failure: failureOf(error, id, replication) });
    }
    if (held.length < MOST_HELD && performance.now() - postedAt < POST_MS) continue;
    post(held);
    held = [];
    postedAt = performance.now();
  }
  post(held);
  answer({ kind: "done", ms: performance.now() - startedAt });
}

port.on("message", work);
