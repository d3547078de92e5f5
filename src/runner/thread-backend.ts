import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Chunk, Work } from "../experiment/index.ts";
import { type Backend, type ChunkOptions, type RunHooks, RunnerError, throwIfAborted } from "./backend.ts";
import { ChunkDealer } from "./chunk-dealer.ts";
import { problemOf, toError } from "./failure.ts";
import { makeRoom, type ThreadAnswer, type ThreadTask, unpackResults } from "./thread-messages.ts";

export interface ThreadOptions extends ChunkOptions {
  /** how many; one for each core */
  readonly threads?: number;
}

/** Entries of threads are plain JavaScript, so from the sources too they are taken from the build. */
const ENTRY = join(import.meta.dirname, "../../dist/runner/thread-worker.js");

/** How long a thread has to finish its replication once the work was called off, milliseconds; then it is ended. */
const PATIENCE = 250;

/** One thread, with what it was told already. */
class Hand {
  /** what it holds, as far as it was told */
  readonly settings = new Set<string>();
  readonly worker: Worker;
  isIdle = true;
  isGone = false;

  constructor(stop: SharedArrayBuffer) {
    this.worker = new Worker(ENTRY, { workerData: { stop } });
    // Nobody has to wait for a thread that has nothing to do.
    this.worker.unref();
  }
}

/** Runs chunks on threads of this process. Threads stay, and stay warm, until the backend is closed. */
export class ThreadBackend implements Backend {
  readonly name = "threads";
  private readonly options: ThreadOptions;
  private readonly stop = new SharedArrayBuffer(4);
  private hands: Hand[] = [];
  private isClosed = false;
  private running: Promise<void> | undefined;

  constructor(options: ThreadOptions = {}) {
    this.options = options;
  }

  async run(work: Work, hooks: RunHooks): Promise<void> {
    throwIfAborted(hooks.signal);
    if (this.isClosed) throw new RunnerError("runner/closed");
    if (this.running !== undefined) throw new Error("runner/one_run_at_a_time");
    this.running = this.runAll(work, hooks).finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async runAll(work: Work, hooks: RunHooks): Promise<void> {
    const count = this.options.threads ?? availableParallelism();
    Atomics.store(new Int32Array(this.stop), 0, 0);
    const dealer = new ChunkDealer(work.chunks, count, this.options);
    this.hands = this.hands.filter(({ isGone }) => !isGone);
    let failed: unknown;
    const fail = (error: unknown) => {
      failed ??= error;
      Atomics.store(new Int32Array(this.stop), 0, 1);
    };
    const onAbort = () => fail(new RunnerError("runner/aborted"));
    hooks.signal?.addEventListener("abort", onAbort, { once: true });
    const called = new Promise<void>((done) => {
      hooks.signal?.addEventListener("abort", () => done(), { once: true });
    });
    try {
      const busy: Promise<void>[] = [];
      for (let i = 0; i < count; i++) {
        const chunk = dealer.deal();
        if (chunk === undefined) break;
        this.hands[i] ??= new Hand(this.stop);
        const isOver = () => failed !== undefined;
        busy.push(serve(this.hands[i], work, dealer, chunk, hooks, isOver).catch(fail));
      }
      const all = Promise.all(busy);
      await Promise.race([all, called.then(() => Promise.race([all, setTimeout(PATIENCE)]))]);
      if (failed !== undefined) throw failed;
    } finally {
      hooks.signal?.removeEventListener("abort", onAbort);
      // Who did not stop in time is in the middle of a long replication.
      await this.end(this.hands.filter(({ isIdle }) => !isIdle));
    }
  }

  private async end(hands: readonly Hand[]): Promise<void> {
    await Promise.all(
      hands.map((hand) => {
        hand.isGone = true;
        return hand.worker.terminate();
      }),
    );
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const { hands } = this;
    this.hands = [];
    await this.end(hands);
    await this.running?.catch(() => {});
  }
}

/** Keeps one thread at work until nothing is left to deal or the run is over. */
function serve(
  hand: Hand,
  work: Work,
  dealer: ChunkDealer,
  first: Chunk,
  { onResult }: RunHooks,
  isOver: () => boolean,
): Promise<void> {
  const { worker } = hand;
  return new Promise((done, fail) => {
    let chunk = first;
    const send = () => {
      const setting = work.settings[chunk.setting];
      const task = { seed: work.seed, chunk, setting: setting.id };
      if (hand.settings.has(setting.id)) return worker.postMessage(task satisfies ThreadTask);
      makeRoom(hand.settings);
      hand.settings.add(setting.id);
      worker.postMessage({ ...task, given: setting } satisfies ThreadTask);
    };
    const leave = (error?: unknown) => {
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      worker.unref();
      if (error === undefined) done();
      else fail(error);
    };
    const onMessage = (message: ThreadAnswer) => {
      if (message.kind === "results") {
        if (isOver()) return;
        try {
          for (const result of unpackResults(message.batch)) onResult(result);
        } catch (error) {
          fail(error);
        }
        return;
      }
      if (message.kind === "failed") {
        hand.isIdle = true;
        leave(toError(message.failure));
        return;
      }
      dealer.note(chunk, message.ms);
      const next = isOver() ? undefined : dealer.deal();
      if (next === undefined) {
        hand.isIdle = true;
        leave();
        return;
      }
      chunk = next;
      send();
    };
    const lose = (problem: string, cause?: unknown) => {
      hand.isGone = true;
      hand.isIdle = true;
      leave(new RunnerError("runner/worker_failed", { problem }, { cause }));
    };
    const onError = (error: unknown) => lose(problemOf(error), error);
    const onExit = (code: number) => lose(`exit ${code}`);
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.ref();
    hand.isIdle = false;
    send();
  });
}
