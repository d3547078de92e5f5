import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { FileStore, MemoryStore, StoreError } from "../../src/store/index.ts";
import { ROOT, runProcess } from "../cli/command.ts";
import { runOf, testServerStore } from "../contract/store.contract.ts";

const folder = mkdtempSync(join(tmpdir(), "golden-hour-server-store-"));
let files = 0;
const newFile = () => join(folder, `${files++}`, "server.db");
const opened: FileStore[] = [];

testServerStore({ name: "memory", make: () => new MemoryStore(), close: () => {} });
testServerStore({
  name: "one file",
  make: () => {
    const store = new FileStore(newFile());
    opened.push(store);
    return store;
  },
  close: () => {
    for (const store of opened.splice(0)) store.close();
  },
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error instanceof StoreError ? error.code : String(error);
  }
  return "nothing";
};

describe("the file", () => {
  test("is had by one at a time, and by the next when the first has closed it", () => {
    const file = newFile();
    const first = new FileStore(file);
    expect(codeOf(() => new FileStore(file))).toBe("store/in_use");
    first.put(runOf("r-1"));
    first.close();
    const second = new FileStore(file);
    expect(second.get("run", "r-1")).toEqual(runOf("r-1"));
    second.close();
  });

  test("that is none of ours is left alone", () => {
    const file = newFile();
    new FileStore(file).close();
    writeFileSync(file, "a letter to somebody".repeat(100));
    expect(codeOf(() => new FileStore(file))).toBe("store/not_ours");
    expect(readFileSync(file, "utf8")).toBe("a letter to somebody".repeat(100));
  });

  test("holds nothing any more of a text that was dropped, nor does the log of its writes", () => {
    const file = newFile();
    const store = new FileStore(file);
    store.appendEntries("x-1", [{ n: 1, text: "entry" }], [{ digest: "d", text: "a name of somebody" }]);
    store.dropTexts("x-1", ["d"], [{ n: 2, text: "dropped" }]);
    const kept = () =>
      [file, `${file}-wal`].flatMap((each) => (existsSync(each) ? [readFileSync(each, "latin1")] : []));
    expect(kept().filter((text) => text.includes("a name of somebody"))).toEqual([]);
    expect(kept().some((text) => text.includes("entry"))).toBe(true);
    store.close();
  });

  test("keeps what was acknowledged through a kill, wherever it falls", async () => {
    const script = `
      const { FileStore } = await import(${JSON.stringify(pathToFileURL(join(ROOT, "dist/store/index.js")).href)});
      const store = new FileStore(process.argv[1]);
      let seq = store.head("r-1");
      for (;;) {
        seq++;
        store.append([{ run: "r-1", seq, text: String(seq) }]);
        process.stdout.write(seq + "\\n");
      }`;
    const file = newFile();
    let last = 0;
    for (let round = 0; round < 4; round++) {
      const { stdout, signal, stderr } = await runProcess(
        process.execPath,
        ["--input-type=module", "-e", script, file],
        {},
        // However slow the machine is: it dies while it writes, later from round to round.
        (kill, { stdout: said }) => {
          let written = 0;
          said?.on("data", (piece: Buffer) => {
            written += piece.toString().split("\n").length - 1;
            if (written > 40 * (round + 1)) kill("SIGKILL");
          });
        },
      );
      expect([signal, stderr]).toEqual(["SIGKILL", ""]);
      last = Math.max(last, Number(stdout.trim().split("\n").at(-1)));
      const store = new FileStore(file);
      expect(store.head("r-1")).toBeGreaterThanOrEqual(last);
      const all = store.updates("r-1", 0, 1_000_000).map(({ seq }) => seq);
      expect(all).toEqual(Array.from({ length: all.length }, (_, i) => i + 1));
      store.close();
    }
    expect(last).toBeGreaterThan(0);
  });
});
