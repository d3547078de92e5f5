import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ReplicationResult } from "../../src/experiment/index.ts";
import type { ResultStore } from "../../src/store/index.ts";

/** What an implementation brings to the suite that all of them pass. */
export interface StoreSubject {
  readonly name: string;
  open(): Promise<OpenStore>;
}

export interface OpenStore {
  /** empty, and apart from those made before */
  make(): Promise<ResultStore>;
  close(): Promise<void>;
}

export const SETTINGS = ["a".repeat(32), "b".repeat(32)];

export function resultOf(replication: number, setting = SETTINGS[0], digest = "d"): ReplicationResult {
  return {
    setting,
    replication,
    address: replication.toString(16).padStart(32, "0"),
    digest: digest.repeat(32),
    isCapped: replication % 2 === 1,
    events: 10 * replication,
    attempts: 3,
    values: Float64Array.from([replication, 0, Number.POSITIVE_INFINITY, -0.5]),
    status: Uint8Array.from([0, 1, 2, 0]),
    weights: Float64Array.from([1, 0, 1, 7]),
  };
}

export const results = (from: number, to: number, setting?: string) =>
  Array.from({ length: to - from }, (_, i) => resultOf(from + i, setting));

export function testResultStore(subject: StoreSubject): void {
  describe(`results in ${subject.name}`, () => {
    let open: OpenStore;
    let store: ResultStore;

    beforeAll(async () => {
      open = await subject.open();
    });

    beforeEach(async () => {
      store = await open.make();
    });

    afterAll(() => open?.close());

    test("come back as they were, in the order of their numbers", async () => {
      await store.write(1, results(5, 9));
      await store.write(1, results(0, 2));
      expect(await store.read(SETTINGS[0], 1, 0, 10)).toEqual([...results(0, 2), ...results(5, 9)]);
    });

    test("come back as far as they are asked for", async () => {
      await store.write(1, results(0, 1000));
      expect(await store.read(SETTINGS[0], 1, 300, 900)).toEqual(results(300, 900));
      expect(await store.read(SETTINGS[0], 1, 5, 5)).toEqual([]);
    });

    test("are apart by setting and seed", async () => {
      await store.write(1, [...results(0, 3), ...results(1, 4, SETTINGS[1])]);
      expect(await store.read(SETTINGS[0], 1, 0, 9)).toEqual(results(0, 3));
      expect(await store.read(SETTINGS[1], 1, 0, 9)).toEqual(results(1, 4, SETTINGS[1]));
      expect(await store.read(SETTINGS[0], 2, 0, 9)).toEqual([]);
    });

    test("of the same replication: the first stays", async () => {
      await store.write(1, [resultOf(4)]);
      await store.write(1, [resultOf(4, SETTINGS[0], "e")]);
      expect(await store.read(SETTINGS[0], 1, 0, 9)).toEqual([resultOf(4)]);
    });

    test("are seen by whoever looked before they came", async () => {
      expect(await store.read(SETTINGS[0], 1, 0, 9)).toEqual([]);
      await store.write(1, results(0, 1));
      expect(await store.read(SETTINGS[0], 1, 0, 9)).toHaveLength(1);
      await store.write(1, results(1, 2));
      expect(await store.read(SETTINGS[0], 1, 0, 9)).toHaveLength(2);
    });

    test("none are no trouble", async () => {
      await store.write(1, []);
      expect(await store.read(SETTINGS[0], 1, 0, 9)).toEqual([]);
    });
  });
}
