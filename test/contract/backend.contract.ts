import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Chunk,
  FULL_SCALE,
  type ReplicationResult,
  Results,
  runChunk,
  type Setting,
  settingOf,
} from "../../src/experiment/index.ts";
import type { Scenario } from "../../src/model/index.ts";
import type { Backend, ChunkOptions } from "../../src/runner/index.ts";
import { CASCADE, scenarioOf } from "../experiment/scenarios.ts";
import { readShipped } from "../library/shipped.ts";

/** What an implementation brings to the suite that all of them pass. */
export interface BackendSubject {
  readonly name: Backend["name"];
  /** before all tests; what it gives is closed after them */
  open(): Promise<OpenSubject>;
}

export interface OpenSubject {
  backend(options?: ChunkOptions): Backend;
  /** everything that was run so far is forgotten: nothing is found in a store */
  forget(): Promise<void>;
  close(): Promise<void>;
}

export const SEED = 11;
const settle = (scenario: Scenario, vary = false): Setting =>
  settingOf(scenario, { scale: FULL_SCALE, vary });

/** Settings that take a fraction of a millisecond each. */
export const FAST: readonly Setting[] = [
  settle(scenarioOf(CASCADE)),
  settle(scenarioOf(CASCADE.replace("PT1H", "PT3H"))),
  settle(
    scenarioOf(CASCADE.replace("found: 0.9", "found: { value: 0.5, assumed: [0.1, 0.9], because: x }")),
    true,
  ),
];

export const everything = (settings: readonly Setting[], to: number, from = 0): Chunk[] =>
  settings.map((_, setting) => ({ setting, from, to }));

/** A listener that has had enough. */
const refuse = () => {
  throw new Error("enough");
};

const known = new Map<string, Results>();

/** The same work done in this thread, one after the other. */
export function reference(settings: readonly Setting[], to: number): Results {
  const name = `${settings.map(({ id }) => id).join(" ")} ${to}`;
  const results = known.get(name) ?? runAll(settings, to);
  known.set(name, results);
  return results;
}

function runAll(settings: readonly Setting[], to: number): Results {
  const results = new Results(settings.map(({ id }) => id));
  for (const setting of settings)
    for (const result of runChunk({ seed: SEED }, setting, 0, to)) results.add(result);
  return results;
}

/** Runs it all and holds that each replication came exactly once. */
export async function gather(
  backend: Backend,
  settings: readonly Setting[],
  to: number,
  chunks = everything(settings, to),
): Promise<Results> {
  const results = new Results(settings.map(({ id }) => id));
  const onResult = (result: ReplicationResult) => {
    if (!results.add(result)) throw new Error(`twice: ${result.setting} ${result.replication}`);
  };
  await backend.run({ seed: SEED, settings, chunks }, { onResult });
  return results;
}

export function testBackend(subject: BackendSubject): void {
  describe(`the ${subject.name} backend`, () => {
    let open: OpenSubject;
    const backends: Backend[] = [];
    const make = (options?: ChunkOptions) => {
      const backend = open.backend(options);
      backends.push(backend);
      return backend;
    };

    beforeAll(async () => {
      open = await subject.open();
    });

    afterAll(async () => {
      await Promise.all(backends.map((each) => each.close()));
      await open?.close();
    });

    test("says what it is", () => {
      expect(make().name).toBe(subject.name);
    });

    test("takes more settings than anybody keeps, and comes back to those that were forgotten", async () => {
      const many = Array.from({ length: 70 }, (_, i) =>
        settle(scenarioOf(CASCADE.replace("PT1H", `PT${i + 1}H`))),
      );
      await open.forget();
      const digests = (await gather(make({ chunk: 1 }), many, 2)).digest();
      expect(digests).toBe(reference(many, 2).digest());
    });

    test.each([1, 7, 64, undefined])(
      "gives each replication once, and the digest of all, in chunks of %s",
      async (chunk) => {
        await open.forget();
        const count = 100;
        const results = await gather(make({ chunk }), FAST, count);
        expect(results.missing(0, count)).toEqual([]);
        expect(results.digest()).toBe(reference(FAST, count).digest());
      },
    );

    test("gives every number of a result as it was, to the last bit", async () => {
      await open.forget();
      const results = await gather(make(), FAST, 5);
      const expected = reference(FAST, 5);
      for (const { id } of FAST) expect(results.prefix(id)).toEqual(expected.prefix(id));
    });

    test("runs a scenario with protocols as it runs alone", async () => {
      await open.forget();
      const settings = ["base", "orders-only"].map((variant) =>
        settle(readShipped("livestreamed-attack", variant).scenario),
      );
      const results = await gather(make(), settings, 3);
      expect(results.digest()).toBe(reference(settings, 3).digest());
    });

    test("runs what is wanted and nothing else: pieces of settings, from any replication", async () => {
      await open.forget();
      const chunks = [
        { setting: 0, from: 5, to: 9 },
        { setting: 2, from: 0, to: 3 },
        { setting: 0, from: 30, to: 31 },
      ];
      const results = await gather(make(), FAST, 40, chunks);
      const numbers = Array.from({ length: 40 }, (_, i) => i);
      const there = FAST.map(({ id }) => numbers.filter((i) => results.has(id, i)));
      expect(there).toEqual([[5, 6, 7, 8, 30], [], [0, 1, 2]]);
    });

    test("goes on from one run to the next, with more replications and other settings", async () => {
      await open.forget();
      const backend = make();
      const first = await gather(backend, FAST.slice(0, 1), 10);
      await gather(backend, FAST.slice(1), 10);
      const more = await gather(backend, FAST.slice(0, 1), 20);
      expect(more.digest(10)).toBe(first.digest());
      expect(more.digest()).toBe(reference(FAST.slice(0, 1), 20).digest());
    });

    test("has nothing to do where nothing is wanted", async () => {
      const results = await gather(make(), FAST, 0);
      expect(results.unbroken).toBe(0);
    });

    test("called off, gives what had come, tells so, and reports nothing afterwards", async () => {
      await open.forget();
      const control = new AbortController();
      const results = new Results(FAST.map(({ id }) => id));
      let isOver = false;
      let late = 0;
      const running = make({ chunk: 5 }).run(
        { seed: SEED, settings: FAST, chunks: everything(FAST, 100_000) },
        {
          signal: control.signal,
          onResult(result) {
            if (isOver) late++;
            results.add(result);
            if (results.unbroken >= 10) control.abort();
          },
        },
      );
      await expect(running).rejects.toMatchObject({ code: "runner/aborted" });
      isOver = true;
      expect(results.unbroken).toBeGreaterThanOrEqual(10);
      expect(results.digest(10)).toBe(reference(FAST, 10).digest());
      await new Promise((done) => setTimeout(done, 300));
      expect(late).toBe(0);
    });

    test("called off before it began, does nothing", async () => {
      const running = make().run(
        { seed: SEED, settings: FAST, chunks: everything(FAST, 3) },
        { signal: AbortSignal.abort(), onResult: refuse },
      );
      await expect(running).rejects.toMatchObject({ code: "runner/aborted" });
    });

    test("tells which replication failed, and why, and can be asked again", async () => {
      await open.forget();
      const { scenario } = FAST[0];
      const broken = settle({
        ...scenario,
        originals: { lost: { ...scenario.originals.first, platform: "nowhere" } },
      });
      const backend = make();
      await expect(gather(backend, [broken], 1)).rejects.toMatchObject({
        code: "runner/replication_failed",
        details: { setting: broken.id, replication: 0, problem: expect.stringContaining("Error") },
      });
      expect((await gather(backend, FAST, 5)).digest()).toBe(reference(FAST, 5).digest());
    });

    test("ends with the error of whoever listens", async () => {
      await open.forget();
      const running = make().run(
        { seed: SEED, settings: FAST, chunks: everything(FAST, 3) },
        { onResult: refuse },
      );
      await expect(running).rejects.toThrow("enough");
    });
  });
}
