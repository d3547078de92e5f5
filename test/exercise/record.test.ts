import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  append,
  beginRecord,
  type Draft,
  deleteTexts,
  type Entry,
  type ExerciseRecord,
  faultOf,
  isReceiptOf,
  keptUntil,
  type RecordHeading,
  readRecord,
  textOf,
  writeRecord,
} from "../../src/exercise/index.ts";

const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const heading: RecordHeading = {
  format: "golden-hour-exercise",
  formatVersion: 1,
  exercise: "spring",
  marking: "EXERCISE",
  scenario: "s",
  protocols: "p",
  parameters: "a",
  engineVersion: 2,
};

/** Salts that never repeat. */
function tools() {
  let n = 0;
  return { hash, salt: () => hash(`salt ${n++}`) };
}

const draft = fc.record({
  kind: fc.constantFrom("decided", "note", "entered", "message"),
  by: fc.record({ role: fc.constant("player" as const), participant: fc.constantFrom("ann", "bob") }),
  data: fc.dictionary(fc.constantFrom("a", "b", "c"), fc.oneof(fc.integer(), fc.string(), fc.boolean())),
  texts: fc.dictionary(fc.constantFrom("name", "text", "reason"), fc.string({ minLength: 1 })),
});
const drafts = fc.array(draft, { minLength: 1, maxLength: 12 });

function written(given: readonly Draft[]): ExerciseRecord {
  const with_ = tools();
  let record = beginRecord(heading);
  given.forEach((each, i) => {
    record = append(record, each, { at: i * 1000, real: `2030-01-01T00:00:${10 + i}Z` }, with_);
  });
  return record;
}

describe("the record", () => {
  test("as one file, and read back, it is the same, whatever was typed", () => {
    fc.assert(
      fc.property(drafts, (given) => {
        const record = written(given);
        const file = writeRecord(record);
        const read = readRecord(file, hash);
        expect(read).toMatchObject({ ok: true });
        if (!read.ok) return;
        expect(read.record.entries).toEqual(record.entries);
        expect([...read.record.texts].sort()).toEqual([...record.texts].sort());
        expect(writeRecord(read.record)).toBe(file);
      }),
      { numRuns: 50 },
    );
  });

  test("whatever is changed, left out or moved in the chain is found", () => {
    fc.assert(
      fc.property(drafts, fc.nat(), fc.nat(4), (given, pick, how) => {
        const record = written(given);
        const entries = [...record.entries];
        const at = pick % entries.length;
        const change: ((entry: Entry) => Entry)[] = [
          (entry) => ({ ...entry, at: entry.at + 1 }),
          (entry) => ({ ...entry, kind: `${entry.kind}x` }),
          (entry) => ({ ...entry, data: { ...entry.data, new: 1 } }),
          (entry) => ({ ...entry, texts: { ...entry.texts, text: hash("other") } }),
        ];
        if (how < change.length) entries[at] = change[how](entries[at]);
        else entries.splice(at, 1);
        // The last one taken away is only seen by who knows how many there were.
        if (how === change.length && at === entries.length) return;
        expect(faultOf({ ...record, entries }, hash)).toBeDefined();
      }),
      { numRuns: 100 },
    );
  });

  test("an entry forged with a right hash of its own breaks the chain after it", () => {
    const record = written([1, 2, 3].map((a) => ({ kind: "note", by: { role: "director" }, data: { a } })));
    const forged = written([1, 9, 3].map((a) => ({ kind: "note", by: { role: "director" }, data: { a } })));
    const entries = [record.entries[0], forged.entries[1], record.entries[2]];
    expect(faultOf({ ...record, entries }, hash)).toEqual({ code: "record/chain_broken", n: 3 });
  });

  test("another heading breaks it from the first entry on", () => {
    const record = written([{ kind: "note", by: { role: "director" }, data: {} }]);
    const fault = faultOf({ ...record, heading: { ...heading, scenario: "other" } }, hash);
    expect(fault).toEqual({ code: "record/chain_broken", n: 1 });
  });

  test("a text that was changed is found; the chain does not hold what it says", () => {
    const secret = "Camille said so";
    const record = written([{ kind: "note", by: { role: "player" }, data: {}, texts: { text: secret } }]);
    expect(JSON.stringify(record.entries)).not.toContain(secret);
    expect(textOf(record, record.entries[0], "text")).toBe(secret);
    const [[digest, kept]] = record.texts;
    const changed = new Map([[digest, { ...kept, text: "somebody else said so" }]]);
    expect(faultOf({ ...record, texts: changed }, hash)).toEqual({ code: "record/text_changed", digest });
  });

  test("the same text twice has two digests: nobody can tell by them who said the same", () => {
    const texts = { text: "yes" };
    const record = written(
      [1, 2].map(() => ({ kind: "note", by: { role: "player" } as const, data: {}, texts })),
    );
    expect(new Set(record.entries.map((entry) => entry.texts.text)).size).toBe(2);
  });

  test("after deletion the chain still verifies, nothing typed is left, and the receipt says what went", () => {
    fc.assert(
      fc.property(drafts, fc.boolean(), (given, isOfOne) => {
        const record = written(given);
        const of = isOfOne ? { participant: "ann" } : undefined;
        const when = { at: 99_000, real: "2031-01-01T00:00:00Z" };
        const { record: after, receipt } = deleteTexts(record, { role: "director" }, when, tools(), of);
        expect(faultOf(after, hash)).toBeUndefined();
        expect(isReceiptOf(after, receipt)).toBe(true);
        const left = record.entries.filter((entry) => isOfOne && entry.by.participant !== "ann");
        expect(after.texts.size).toBe(left.reduce((sum, { texts }) => sum + Object.keys(texts).length, 0));
        expect(readRecord(writeRecord(after), hash)).toMatchObject({ ok: true });
        expect(isReceiptOf(record, receipt)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  test("a file that is none, or has a line too many, is not read", () => {
    const file = writeRecord(written([{ kind: "note", by: { role: "director" }, data: {} }]));
    expect(readRecord("", hash)).toMatchObject({ ok: false, code: "record/not_a_record", line: 1 });
    expect(readRecord(`${file}{"x":1}\n`, hash)).toMatchObject({
      ok: false,
      code: "record/not_a_record",
      line: 3,
    });
    const later = file.replace('"formatVersion":1', '"formatVersion":2');
    expect(readRecord(later, hash)).toMatchObject({ ok: false, code: "record/version" });
  });

  test("retention runs in days from ENDEX", () => {
    expect(keptUntil(1000, 2)).toBe(1000 + 2 * 86_400_000);
  });
});
