import { describe, expect, test } from "vitest";
import { type ReplicationResult, sizeOf, type Work } from "../../src/experiment/index.ts";
import {
  type Backend,
  InlineBackend,
  type KnownResults,
  type RunHooks,
  withKnownResults,
} from "../../src/runner/index.ts";
import { everything, FAST, gather, reference, SEED } from "../contract/backend.contract.ts";

/** A store that keeps everything in memory, by setting and seed. */
class Kept implements KnownResults {
  readonly results = new Map<string, ReplicationResult>();

  async read(setting: string, seed: number, from: number, to: number) {
    const numbers = Array.from({ length: to - from }, (_, i) => from + i);
    return numbers.flatMap((replication) => this.results.get(`${setting} ${seed} ${replication}`) ?? []);
  }

  async write(seed: number, results: readonly ReplicationResult[]) {
    for (const each of results) this.results.set(`${each.setting} ${seed} ${each.replication}`, each);
  }
}

/** Counts how many replications it was asked to run. */
class Counting implements Backend {
  readonly name = "inline";
  asked = 0;
  private readonly backend = new InlineBackend();

  run(work: Work, hooks: RunHooks): Promise<void> {
    this.asked += sizeOf(work.chunks);
    return this.backend.run(work, hooks);
  }

  async close() {}
}

describe("what is known already", () => {
  test("is not run again: from 200 to 300 replications runs exactly 100 of each setting", async () => {
    const kept = new Kept();
    const counting = new Counting();
    const backend = withKnownResults(counting, kept);
    await gather(backend, FAST, 200);
    expect(counting.asked).toBe(200 * FAST.length);
    const results = await gather(backend, FAST, 300);
    expect(counting.asked).toBe(300 * FAST.length);
    expect(results.digest()).toBe(reference(FAST, 300).digest());
  });

  test("fills gaps wherever they are", async () => {
    const kept = new Kept();
    const counting = new Counting();
    const backend = withKnownResults(counting, kept);
    const some = [3, 4, 9].map((from) => ({ setting: 1, from, to: from + 1 }));
    await gather(backend, FAST, 10, some);
    const results = await gather(backend, FAST, 10);
    expect(counting.asked).toBe(10 * FAST.length);
    expect(results.digest()).toBe(reference(FAST, 10).digest());
  });

  test("is another thing under another seed", async () => {
    const kept = new Kept();
    const counting = new Counting();
    const backend = withKnownResults(counting, kept);
    await gather(backend, FAST, 10);
    await backend.run({ seed: SEED + 1, settings: FAST, chunks: everything(FAST, 10) }, { onResult() {} });
    expect(counting.asked).toBe(20 * FAST.length);
  });

  test("holds what came before the work was called off", async () => {
    const kept = new Kept();
    const control = new AbortController();
    let came = 0;
    const running = withKnownResults(new InlineBackend(), kept).run(
      { seed: SEED, settings: FAST, chunks: everything(FAST, 100_000) },
      { signal: control.signal, onResult: () => ++came === 500 && control.abort() },
    );
    await expect(running).rejects.toMatchObject({ code: "runner/aborted" });
    expect(kept.results.size).toBe(came);
  });

  test("that cannot be kept is told", async () => {
    const kept = new Kept();
    kept.write = async () => {
      throw new Error("full");
    };
    await expect(gather(withKnownResults(new InlineBackend(), kept), FAST, 10)).rejects.toThrow("full");
  });
});
