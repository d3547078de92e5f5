import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
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

const setting = (place: number) => place.toString(16).padStart(32, "0");
const pathOf = (folder: string, place: number, engine = "engine-1") =>
  join(folder, engine, `${setting(place)}-1.results`);
/** As if it had been used so many minutes ago. */
const age = (path: string, minutes: number) => {
  const at = Date.now() / 1000 - 60 * minutes;
  utimesSync(path, at, at);
};
const sizeOf = (folder: string) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

/** Settings 0, 1, 2, … with ten replications each, the first used longest ago; and the size of one. */
async function fill(count: number, engine = "engine-1", folder = newFolder()) {
  const store = new FileResultStore(folder, engine);
  for (let place = 0; place < count; place++) {
    await store.write(1, results(1, 11, setting(place)));
    age(pathOf(folder, place, engine), 60 + count - place);
  }
  return { folder, one: statSync(pathOf(folder, 0, engine)).size };
}

describe("files of results that may take so much room", () => {
  test("lose those that were used longest ago, and only as many as it takes", async () => {
    const { folder, one } = await fill(6);
    await new FileResultStore(folder, "engine-1", 4 * one).write(1, results(1, 11, setting(6)));
    const left = Array.from({ length: 7 }, (_, place) => existsSync(pathOf(folder, place)));
    expect(left).toEqual([false, false, false, true, true, true, true]);
  });

  test("count reading as use", async () => {
    const { folder, one } = await fill(4);
    const store = new FileResultStore(folder, "engine-1", 3 * one);
    expect(await store.read(setting(0), 1, 0, 99)).toHaveLength(10);
    await store.write(1, results(1, 11, setting(4)));
    const left = Array.from({ length: 5 }, (_, place) => existsSync(pathOf(folder, place)));
    expect(left).toEqual([true, false, false, true, true]);
  });

  test("lose those of other engines too, and nothing that is not theirs", async () => {
    const { folder, one } = await fill(3, "engine-0");
    const strangers = ["a-note.txt", "engine-0/notes.txt", "engine-0/deep/x.results", "Other/x.results"];
    for (const path of strangers) {
      mkdirSync(join(folder, path, ".."), { recursive: true });
      writeFileSync(join(folder, path), "x".repeat(10_000));
    }
    const elsewhere = join(newFolder(), "kept.results");
    writeFileSync(elsewhere, "x".repeat(10_000));
    symlinkSync(elsewhere, join(folder, "engine-0", "link.results"));
    await new FileResultStore(folder, "engine-1", one).write(1, results(1, 11, setting(9)));
    expect(existsSync(pathOf(folder, 9))).toBe(true);
    for (let place = 0; place < 3; place++) expect(existsSync(pathOf(folder, place, "engine-0"))).toBe(false);
    for (const path of [...strangers.map((each) => join(folder, each)), elsewhere])
      expect(statSync(path).size).toBe(10_000);
  });

  test("keep nothing where there is no room at all, and all where there is no bound", async () => {
    const { folder } = await fill(3);
    await new FileResultStore(folder, "engine-1").write(1, results(1, 11, setting(3)));
    expect(await new FileResultStore(folder, "engine-1").read(setting(0), 1, 0, 99)).toHaveLength(10);
    const none = new FileResultStore(folder, "engine-1", 0);
    await none.write(1, results(1, 11, setting(4)));
    expect(sizeOf(folder)).toBe(0);
    expect(await none.read(setting(4), 1, 0, 99)).toEqual([]);
  });

  test("torn ones are counted and deleted like any other", async () => {
    const { folder, one } = await fill(2);
    writeFileSync(pathOf(folder, 0), Buffer.alloc(one, 0x47));
    age(pathOf(folder, 0), 999);
    await new FileResultStore(folder, "engine-1", 2 * one).write(1, results(1, 11, setting(2)));
    expect([0, 1, 2].map((place) => existsSync(pathOf(folder, place)))).toEqual([false, true, true]);
  });

  test("one that was deleted and begun anew by somebody else is read as it is now", async () => {
    const folder = newFolder();
    const [mine, other] = [0, 1].map(() => new FileResultStore(folder, "engine-1"));
    await mine.write(1, results(1, 9));
    expect(await mine.read(SETTINGS[0], 1, 0, 20)).toEqual(results(1, 9));
    rmSync(fileIn(folder));
    // The same length and the same places, but other replications lie there.
    await other.write(1, results(11, 19));
    expect(await mine.read(SETTINGS[0], 1, 0, 20)).toEqual(results(11, 19));
    rmSync(fileIn(folder));
    expect(await mine.read(SETTINGS[0], 1, 0, 20)).toEqual([]);
    await mine.write(1, results(3, 5));
    expect(await mine.read(SETTINGS[0], 1, 0, 20)).toEqual(results(3, 5));
  });

  test("are never given wrongly while two processes write, read and delete at the same time", async () => {
    const folder = newFolder();
    const script = `
      const { FileResultStore } = await import(${JSON.stringify(join(ROOT, "dist/store/index.js"))});
      const folder = ${JSON.stringify(folder)};
      const bytes = 40000;
      let found = 0;
      const store = new FileResultStore(folder, "engine-1", bytes);
      for (let i = 0; i < 400; i++) {
        const place = (i * 7 + Number(process.argv[1])) % 12;
        const setting = place.toString(16).padStart(32, "0");
        const value = 1000 * place + (i % 20);
        await store.write(1, [{
          setting, replication: i % 20, address: "0".repeat(32), digest: "1".repeat(32),
          isCapped: false, events: 1, attempts: 1, values: new Float64Array(60).fill(value),
          status: new Uint8Array(60), weights: new Float64Array(60).fill(1),
        }]);
        for (const { replication, values, setting: of } of await store.read(setting, 1, 0, 20)) {
          found++;
          if (of !== setting || values.some((each) => each !== 1000 * place + replication)) throw new Error("wrong");
        }
      }
      console.log(found);`;
    const args = (first: number) => ["--input-type=module", "-e", script, String(first)];
    const ended = await Promise.all([0, 5].map((first) => runProcess(process.execPath, args(first))));
    expect(ended.map(({ code, stderr }) => `${code}${stderr}`)).toEqual(["0", "0"]);
    for (const { stdout } of ended) expect(Number(stdout)).toBeGreaterThan(400);
    expect(sizeOf(folder)).toBeLessThan(40_000 * (1 + 3 / 64));
  });
});
