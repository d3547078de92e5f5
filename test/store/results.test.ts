import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { FileResultStore, MemoryResultStore } from "../../src/store/index.ts";
import { ROOT, runProcess } from "../cli/command.ts";
import { resultOf, results, SETTINGS, testResultStore } from "../contract/result-store.contract.ts";

const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "golden-hour-results-"));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

testResultStore({
  name: "memory",
  open: async () => ({ make: async () => new MemoryResultStore(), close: async () => {} }),
});

testResultStore({
  name: "files",
  open: async () => ({
    make: async () => new FileResultStore(newFolder(), "engine-1"),
    close: async () => {},
  }),
});

/** The one file of a folder. */
const fileIn = (folder: string) => join(folder, "engine-1", readdirSync(join(folder, "engine-1"))[0]);

describe("a file of results", () => {
  test("is there for the next process, and for no other engine", async () => {
    const folder = newFolder();
    await new FileResultStore(folder, "engine-1").write(1, results(0, 5));
    expect(await new FileResultStore(folder, "engine-1").read(SETTINGS[0], 1, 0, 9)).toEqual(results(0, 5));
    expect(await new FileResultStore(folder, "engine-2").read(SETTINGS[0], 1, 0, 9)).toEqual([]);
  });

  test("torn at any byte gives what was whole, and takes more afterwards", async () => {
    const folder = newFolder();
    await new FileResultStore(folder, "engine-1").write(1, results(1, 5));
    const whole = readFileSync(fileIn(folder));
    // No first one: its zero would make it shorter than the others.
    const record = whole.length / 4;
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (cut) => {
        writeFileSync(fileIn(folder), whole.subarray(0, cut));
        const kept = Math.floor(cut / record);
        const store = new FileResultStore(folder, "engine-1");
        expect(await store.read(SETTINGS[0], 1, 0, 9)).toEqual(results(1, 1 + kept));
        await store.write(1, [resultOf(8)]);
        expect(await store.read(SETTINGS[0], 1, 0, 9)).toEqual([...results(1, 1 + kept), resultOf(8)]);
        const next = new FileResultStore(folder, "engine-1");
        expect(await next.read(SETTINGS[0], 1, 0, 9)).toEqual([...results(1, 1 + kept), resultOf(8)]);
      }),
      { numRuns: 60 },
    );
  });

  test("with bytes changed anywhere loses the records that they are in, never gives a wrong one", async () => {
    const folder = newFolder();
    await new FileResultStore(folder, "engine-1").write(1, results(1, 7));
    const whole = readFileSync(fileIn(folder));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = Buffer.from(whole);
        changed[at] ^= flip;
        writeFileSync(fileIn(folder), changed);
        const hurt = 1 + Math.floor(at / (whole.length / 6));
        const found = await new FileResultStore(folder, "engine-1").read(SETTINGS[0], 1, 0, 9);
        expect(found).toEqual(results(1, 7).filter(({ replication }) => replication !== hurt));
      }),
      { numRuns: 60 },
    );
  });

  test("with strange bytes in between gives all that is whole", async () => {
    const folder = newFolder();
    const store = new FileResultStore(folder, "engine-1");
    await store.write(1, results(0, 2));
    appendFileSync(fileIn(folder), Buffer.alloc(100_000, 0x89));
    await store.write(1, results(2, 4));
    expect(await store.read(SETTINGS[0], 1, 0, 9)).toEqual(results(0, 4));
  });

  test("is written by several processes at the same time without a loss", async () => {
    const folder = newFolder();
    const script = `
      const { FileResultStore } = await import(${JSON.stringify(join(ROOT, "dist/store/index.js"))});
      const store = new FileResultStore(${JSON.stringify(folder)}, "engine-1");
      const first = Number(process.argv[1]);
      for (let i = 0; i < 100; i++) {
        const replication = first + 3 * i;
        await store.write(1, [{
          setting: "${SETTINGS[0]}", replication, address: "0".repeat(32), digest: "1".repeat(32),
          isCapped: false, events: 1, attempts: 1, values: new Float64Array(500).fill(replication),
          status: new Uint8Array(500), weights: new Float64Array(500).fill(1),
        }]);
      }`;
    const args = (first: number) => ["--input-type=module", "-e", script, String(first)];
    const ended = await Promise.all([0, 1, 2].map((first) => runProcess(process.execPath, args(first))));
    expect(ended.map(({ code, stderr }) => `${code}${stderr}`)).toEqual(["0", "0", "0"]);
    const found = await new FileResultStore(folder, "engine-1").read(SETTINGS[0], 1, 0, 1000);
    expect(found.map(({ replication }) => replication)).toEqual(Array.from({ length: 300 }, (_, i) => i));
    expect(found.every(({ replication, values }) => values.every((value) => value === replication))).toBe(
      true,
    );
  });

  test("is named by ids and numbers only", async () => {
    const store = new FileResultStore(newFolder(), "engine-1");
    await expect(store.read("../../etc/passwd", 1, 0, 1)).rejects.toThrow("store/not_an_id");
    await expect(store.write(1.5, results(0, 1))).rejects.toThrow("store/not_an_id");
    expect(() => new FileResultStore(newFolder(), "../elsewhere")).toThrow("store/not_an_id");
  });
});
