import * as fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import {
  MSEL_FAULTS,
  MSEL_LIMITS,
  MSEL_NOTES,
  MSEL_REFUSALS,
  type MselPreview,
  QUESTION_KINDS,
  readMsel,
} from "../../src/exchange/index.ts";
import {
  MSEL_FAULT_WORDS,
  MSEL_NOTE_WORDS,
  MSEL_QUESTION_WORDS,
  MSEL_REFUSAL_WORDS,
} from "../../src/words/index.ts";
import { HABITS, SUBJECT } from "./msel-habits.ts";

function previewOf(bytes: Uint8Array, answers: Readonly<Record<string, string>> = {}): MselPreview {
  const reading = readMsel(bytes, SUBJECT, answers);
  if (!reading.ok) throw new Error(`${reading.code} ${reading.line}`);
  return reading.preview;
}
const faultsOf = ({ faults }: MselPreview) =>
  faults.map(({ code, column, line }) => `${code} ${column}${line}`);

describe("lists of events of other tools", () => {
  test.each(HABITS)("$name", async ({ bytes, asked, answers, rows, notes = [], faults = [] }) => {
    const file = await bytes();
    const first = previewOf(file);
    expect(first.questions.map(({ id }) => id)).toEqual(asked);
    expect(first.isReady).toBe(asked.length === 0 && faults.length === 0);
    const settled = previewOf(file, answers);
    expect(settled.questions.map(({ id }) => id)).toEqual([]);
    expect(faultsOf(settled)).toEqual(faults);
    expect(settled.notes.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...notes]));
    const found = settled.rows.map(({ row }, place) => {
      const { title, text, from, at, trigger, ...more } = row;
      const minutes = trigger.kind === "manual" ? {} : { at: at === undefined ? undefined : at / 60_000 };
      const said = { title: title.en, text: text?.en, from: from?.en };
      const all: Readonly<Record<string, unknown>> = { ...more, ...said, ...minutes };
      // Only what the habit speaks of.
      return Object.fromEntries(Object.keys(rows[place] ?? all).map((key) => [key, all[key]]));
    });
    expect(found).toEqual(rows);
  });
});

describe("whatever is told has its words", () => {
  test.each([
    ["refusals", MSEL_REFUSALS, MSEL_REFUSAL_WORDS],
    ["faults", MSEL_FAULTS, MSEL_FAULT_WORDS],
    ["questions", QUESTION_KINDS, MSEL_QUESTION_WORDS],
    ["notes", MSEL_NOTES, MSEL_NOTE_WORDS],
  ] as const)("%s", (_, codes, words) => {
    expect(Object.keys(words).sort()).toEqual([...codes].sort());
  });
});

const refusalOf = (bytes: Uint8Array) => {
  const reading = readMsel(bytes, SUBJECT);
  return reading.ok ? "read" : reading.code;
};
const utf8 = (text: string) => new TextEncoder().encode(text);
const bookOf = (sheet: Uint8Array, more: Readonly<Record<string, Uint8Array>> = {}) =>
  zipSync({
    "xl/workbook.xml": utf8('<workbook><sheets><sheet name="A" r:id="rId1"/></sheets></workbook>'),
    "xl/_rels/workbook.xml.rels": utf8(
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    "xl/worksheets/sheet1.xml": sheet,
    ...more,
  });

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

describe("whatever a file holds, it is read or refused, and nothing breaks", () => {
  const HEADS = [
    "No",
    "Time",
    "Date",
    "Due",
    "Title",
    "To",
    "Method",
    "Type",
    "Score",
    "Move",
    "Status",
    "Hidden",
    "Objective",
  ];
  const cell = fc.oneof(
    fc.constantFrom(
      "",
      "1",
      "T+90",
      "T+1:30",
      "09:05",
      "03/04/2026 10:00",
      "07/03/2026",
      "0905",
      "D+1 09:00",
      "071430ZMAR26",
    ),
    fc.constantFrom(
      "Hotline",
      "all",
      "x",
      "Email",
      "H+2",
      "on call",
      "31/31/2026",
      "2026-02-30 10:00",
      "99999",
      "-0:05",
      "Day 2 9h",
    ),
    fc.string({ unit: "grapheme", maxLength: 12 }),
  );
  const row = fc.array(cell, { minLength: HEADS.length, maxLength: HEADS.length });

  test("rows of any cells: whatever is not settled is a question or a fault, and answers settle questions", () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
        const csv = [HEADS, ...rows].map((cells) => cells.map(quoted).join(",")).join("\n");
        const preview = previewOf(utf8(csv));
        expect(preview.isReady).toBe(preview.questions.length === 0 && preview.faults.length === 0);
        const suggested = preview.questions.flatMap(({ id, suggested: answer }) =>
          answer === undefined ? [] : [[id, answer] as const],
        );
        const again = previewOf(utf8(csv), Object.fromEntries(suggested));
        const open = new Set(again.questions.map(({ id }) => id));
        expect(suggested.filter(([id]) => open.has(id))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("bytes that were changed on the way", async () => {
    const file = await HABITS[2].bytes();
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { maxLength: 12 }), (changes) => {
        const changed = file.slice();
        for (const [place, byte] of changes) changed[place] = byte;
        expect(typeof readMsel(changed, SUBJECT).ok).toBe("boolean");
      }),
      { numRuns: 60 },
    );
  });
});

describe("what is too much is refused before it is read", () => {
  test("a file above 5 MB, whatever it is", () => {
    expect(refusalOf(new Uint8Array(MSEL_LIMITS.bytes + 1).fill(97))).toBe("msel/too_large");
  });

  test("more than 5,000 rows, in either form", () => {
    const row = "1,H+1,One,Hotline,Phone\n";
    expect(refusalOf(utf8(`No,Time,Title,To,Means\n${row.repeat(5001)}`))).toBe("msel/too_many_rows");
    expect(refusalOf(utf8(`No,Time,Title,To,Means\n${row.repeat(6000)}`))).toBe("msel/too_many_rows");
    const cells = '<row><c t="inlineStr"><is><t>x</t></is></c></row>';
    expect(
      refusalOf(bookOf(utf8(`<worksheet><sheetData>${cells.repeat(6000)}</sheetData></worksheet>`))),
    ).toBe("msel/too_many_rows");
  });

  test("rows that are formatted and empty do not count", () => {
    const empty = '<row ht="15"><c s="1"/></row>'.repeat(20_000);
    const sheet = `<worksheet><sheetData><row><c t="inlineStr"><is><t>x</t></is></c></row>${empty}</sheetData></worksheet>`;
    expect(refusalOf(bookOf(utf8(sheet)))).toBe("read");
  });

  const bomb = bookOf(utf8(" "), { "xl/sharedStrings.xml": new Uint8Array(MSEL_LIMITS.unzipped + 1) });

  test("a zip bomb, by what its directory says", () => {
    expect(bomb.length).toBeLessThan(100_000);
    expect(refusalOf(bomb)).toBe("msel/unzips_too_large");
  });

  test("a zip bomb whose directory lies, by what comes out of it", () => {
    const lying = bomb.slice();
    const view = new DataView(lying.buffer);
    for (let place = 0; place < lying.length - 4; place += 1)
      if (view.getUint32(place, true) === 0x02014b50) view.setUint32(place + 24, 10, true);
    expect(refusalOf(lying)).toBe("msel/unzips_too_large");
  });

  test("what is no sheet of ours: old workbooks, other zips, pages, torn files", () => {
    expect(refusalOf(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toBe("msel/old_workbook");
    expect(refusalOf(zipSync({ "word/document.xml": utf8("<a/>") }))).toBe("msel/other_format");
    expect(refusalOf(utf8("%PDF-1.7"))).toBe("msel/other_format");
    const whole = bookOf(utf8("<worksheet/>"));
    for (const length of [5, 60, whole.length - 30, whole.length - 1])
      expect(["msel/broken_file", "msel/nothing_in_it"]).toContain(refusalOf(whole.slice(0, length)));
    expect(refusalOf(bookOf(utf8("<worksheet><sheetData></worksheet>")))).toBe("msel/broken_file");
    expect(refusalOf(utf8('No,Time,Title\n1,H+1,"open'))).toBe("msel/broken_quotes");
  });

  test("entities that would grow are no entities", () => {
    const laughs = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
    const sheet = `${laughs}<worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>`;
    expect(refusalOf(bookOf(utf8(sheet)))).toBe("msel/broken_file");
  });
});
