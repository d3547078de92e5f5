import { afterAll, beforeEach, describe, expect, test } from "vitest";
import {
  exportStore,
  importInto,
  type Store,
  type StoredRun,
  type StoredVariant,
} from "../../src/store/index.ts";

/** What an implementation brings to the suite that all of them pass. */
export interface ServerStoreSubject {
  readonly name: string;
  /** empty, and apart from those made before */
  make(): Store;
  close(): void;
}

const text = { en: "Title", fr: "Titre" };

export const runOf = (id: string, createdAt = "2030-01-01T00:00:00.000Z"): StoredRun => ({
  kind: "run",
  id,
  createdAt,
  scenario: "quiet",
  variant: "base",
  title: text,
  variantTitle: text,
  seed: 1,
  replication: 0,
  scale: 1,
  assume: {},
  address: "a".repeat(32),
  status: "running",
  digest: null,
  problem: null,
});

const variantOf = (variant: string): StoredVariant => ({
  kind: "variant",
  id: `quiet.${variant}`,
  createdAt: "2030-01-01T00:00:00.000Z",
  scenario: "quiet",
  variant,
  title: text,
  overlay: { constructor: 1, platforms: { a: { members: ["x"] } } },
});

const updates = (run: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ run, seq: from + i, text: `{"seq":${from + i}}` }));

export function testServerStore(subject: ServerStoreSubject): void {
  describe(`what the server keeps, in ${subject.name}`, () => {
    let store: Store;
    beforeEach(() => {
      store = subject.make();
    });
    afterAll(() => subject.close());

    test("records come back as they were, oldest first, and the last word on one counts", () => {
      store.put(runOf("r-2", "2030-01-02T00:00:00.000Z"));
      store.put(runOf("r-1"));
      store.put({ ...runOf("r-1"), status: "done", digest: "d" });
      store.put(variantOf("mine"));
      expect(store.get("run", "r-1")).toEqual({ ...runOf("r-1"), status: "done", digest: "d" });
      expect(store.get("run", "mine")).toBeUndefined();
      expect(store.list("run").map(({ id }) => id)).toEqual(["r-1", "r-2"]);
      expect(store.list("variant")).toEqual([variantOf("mine")]);
    });

    test("what is put in is copied: a change afterwards changes nothing kept", () => {
      const run = runOf("r-1");
      store.put(run);
      Object.assign(run, { scenario: "another" });
      expect(store.get("run", "r-1")?.scenario).toBe("quiet");
    });

    test("updates come back in order, after any number, at most so many", () => {
      store.append(updates("r-1", 1, 1001));
      store.append(updates("r-2", 1, 3));
      expect(store.head("r-1")).toBe(1000);
      expect(store.head("nothing")).toBe(0);
      expect(store.updates("r-1", 412, 3).map(({ seq }) => seq)).toEqual([413, 414, 415]);
      expect(store.updates("r-1", 998, 500)).toEqual([
        { seq: 999, text: '{"seq":999}' },
        { seq: 1000, text: '{"seq":1000}' },
      ]);
      expect(store.updates("r-1", 1000, 500)).toEqual([]);
    });

    test("a number is given once: a batch that holds one twice leaves nothing", () => {
      store.append(updates("r-1", 1, 3));
      expect(() => store.append([...updates("r-1", 3, 5), ...updates("r-1", 2, 3)])).toThrow(
        /number_taken|UNIQUE/,
      );
      expect(store.head("r-1")).toBe(2);
    });

    test("entries of a record are there in order with the texts beside them, each number once, all or none", () => {
      store.appendEntries("x-1", [{ n: 1, text: "a" }], [{ digest: "d1", text: "a name" }]);
      store.appendEntries(
        "x-1",
        [2, 3].map((n) => ({ n, text: "b" })),
        [{ digest: "d2", text: "said" }],
      );
      store.appendEntries("x-2", [{ n: 1, text: "another's" }], []);
      expect(() =>
        store.appendEntries(
          "x-1",
          [4, 3].map((n) => ({ n, text: "c" })),
          [{ digest: "d3", text: "no" }],
        ),
      ).toThrow(/number_taken|UNIQUE/);
      expect(store.entries("x-1").map(({ n }) => n)).toEqual([1, 2, 3]);
      expect(store.texts("x-1").map(({ digest }) => digest)).toEqual(["d1", "d2"]);
      store.dropTexts("x-1", ["d1"], [{ n: 4, text: "dropped" }]);
      expect(store.texts("x-1")).toEqual([{ digest: "d2", text: "said" }]);
      expect(store.entries("x-1").at(-1)).toEqual({ n: 4, text: "dropped" });
      expect(store.entries("x-2")).toEqual([{ n: 1, text: "another's" }]);
    });

    test("what is done together is done whole or not at all", () => {
      expect(() =>
        store.together(() => {
          store.put(runOf("r-1"));
          store.append(updates("r-1", 1, 2));
          throw new Error("on purpose");
        }),
      ).toThrow("on purpose");
      expect([store.list("run"), store.head("r-1")]).toEqual([[], 0]);
    });

    test("a record goes with all that belongs to it, and with nothing else", () => {
      for (const id of ["r-1", "r-2"]) {
        store.put(runOf(id));
        store.putDocument("run", id, "page", id);
        store.append(updates(id, 1, 3));
      }
      expect(store.remove("run", "r-1")).toBe(true);
      expect(store.remove("run", "r-1")).toBe(false);
      expect([store.document("run", "r-1", "page"), store.head("r-1")]).toEqual([undefined, 0]);
      expect([store.document("run", "r-2", "page"), store.head("r-2")]).toEqual(["r-2", 2]);
    });

    test("given out as one file and taken in elsewhere, it is the same; what is there already stays", () => {
      store.put(runOf("r-1"));
      store.put(variantOf("mine"));
      store.putDocument("run", "r-1", "result-en", '{"é":"\u202e\\u0000"}');
      store.append(updates("r-1", 1, 700));
      const archive = [...exportStore(store)].join("");
      const other = subject.make();
      expect(importInto(other, archive)).toEqual({ ok: true, added: 2, known: 0 });
      expect([...exportStore(other)].join("")).toBe(archive);
      other.put({ ...runOf("r-1"), status: "done" });
      expect(importInto(other, archive)).toEqual({ ok: true, added: 0, known: 2 });
      expect(other.get("run", "r-1")?.status).toBe("done");
    });

    test.each<[string, (lines: string[]) => string[], string]>([
      ["is cut short", (lines) => lines.slice(0, -1), "cut-short"],
      ["lacks a line", (lines) => lines.toSpliced(1, 1), "cut-short"],
      [
        "holds a record with a name that is a path",
        (lines) => lines.map((each) => each.replace('"id":"r-1"', '"id":"../r-1"')),
        "bad-record",
      ],
      [
        "holds something of nobody",
        (lines) => lines.map((each) => each.replace('"run":"r-1"', '"run":"r-9"')),
        "stranger",
      ],
      ["is something else", () => ["hello"], "not-json"],
      ["is another file of JSON", () => ['{"a":1}', '{"b":2}'], "not-an-archive"],
    ])("an archive that %s is refused whole", (_, spoil, fault) => {
      store.put(runOf("r-1"));
      store.append(updates("r-1", 1, 3));
      const lines = [...exportStore(store)].map((each) => each.trimEnd());
      const other = subject.make();
      expect(importInto(other, `${spoil(lines).join("\n")}\n`)).toMatchObject({ ok: false, fault });
      expect(other.list("run")).toEqual([]);
    });
  });
}
