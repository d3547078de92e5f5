import { setImmediate } from "node:timers/promises";
import { runChunk, type Work, Workbench } from "../experiment/index.ts";
import { type Backend, type ChunkOptions, type RunHooks, throwIfAborted } from "./backend.ts";
import { ChunkDealer } from "./chunk-dealer.ts";
import { failureOf, toError } from "./failure.ts";

/** How long other things in this process may have to wait, milliseconds, when a single replication is shorter. */
const BREATH = 20;

/** Runs everything in this thread, breathing in between. */
export class InlineBackend implements Backend {
  readonly name = "inline";
  private readonly options: ChunkOptions;
  private readonly bench = new Workbench();

  constructor(options: ChunkOptions = {}) {
    this.options = options;
  }

  async run(work: Work, { onResult, signal }: RunHooks): Promise<void> {
    throwIfAborted(signal);
    const dealer = new ChunkDealer(work.chunks, 1, this.options);
    let breathedAt = performance.now();
    for (let chunk = dealer.deal(); chunk !== undefined; chunk = dealer.deal()) {
      const startedAt = performance.now();
      const setting = work.settings[chunk.setting];
      const results = runChunk(work, setting, chunk.from, chunk.to, this.bench);
      for (let replication = chunk.from; replication < chunk.to; replication++) {
        try {
          const { value } = results.next();
          if (value !== undefined) onResult(value);
        } catch (error) {
          throw toError(failureOf(error, setting.id, replication), error);
        }
        if (performance.now() - breathedAt < BREATH) continue;
        await setImmediate();
        breathedAt = performance.now();
        throwIfAborted(signal);
      }
      dealer.note(chunk, performance.now() - startedAt);
    }
  }

  async close(): Promise<void> {}
}
