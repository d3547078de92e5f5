import * as fc from "fast-check";
import { readSheet } from "read-excel-file/node";
import { describe, expect, test } from "vitest";
import {
  type MselSource,
  type MselSubject,
  mselCsv,
  mselWorkbook,
  readMsel,
} from "../../src/exchange/index.ts";
import { cleanText, type MselRow, mselRow, rowInFile } from "../../src/model/index.ts";
import { mselRows, OBJECTIVES, PARTIES } from "../arbitraries/msel-rows.ts";

const both = (text: string) => ({ en: text, fr: text });
const subject: MselSubject = {
  parties: PARTIES.map((id) => ({ id, names: [both(`The ${id}`)] })),
  objectives: OBJECTIVES.map((id) => ({ id, text: both(`To ${id}`) })),
  rowName: (number) => number,
};
const sourceOf = (rows: readonly MselRow[]): MselSource => ({
  title: { en: "Night watch", fr: "Garde de nuit" },
  marking: { en: "EXERCISE ONLY", fr: "EXERCICE SEULEMENT" },
  overview: { contact: both("control@exercise.example") },
  rows,
});

/** Texts as whatever leaves us has them: without signs that are none. */
const clean = <T>(value: T): T => {
  if (typeof value === "string") return cleanText(value) as T;
  if (Array.isArray(value)) return value.map(clean) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, clean(each)])) as T;
};

function rowsIn(bytes: Uint8Array): readonly MselRow[] {
  const reading = readMsel(bytes, subject);
  if (!reading.ok) throw new Error(reading.code);
  const { questions, faults, rows, isReady } = reading.preview;
  expect({ questions, faults, isReady }).toEqual({ questions: [], faults: [], isReady: true });
  return rows.map(({ row }) => row);
}

async function workbookOf(rows: readonly MselRow[], language: "en" | "fr"): Promise<Uint8Array> {
  const made = await mselWorkbook(sourceOf(rows), language);
  if (!made.ok) throw new Error(made.number);
  return made.bytes;
}

test("a row written as in a file is read back as it was", () => {
  fc.assert(
    fc.property(mselRows(3), (rows) => {
      expect(rows.map((row) => mselRow.parse(JSON.parse(JSON.stringify(rowInFile(row)))))).toEqual(rows);
    }),
    { numRuns: 50 },
  );
});

describe.each(["en", "fr"] as const)("a list of events written and read again, heads in %s", (language) => {
  test("is the same list, and byte for byte the same CSV", () => {
    fc.assert(
      fc.property(mselRows(4), (rows) => {
        const csv = mselCsv(sourceOf(rows), language);
        const again = rowsIn(new TextEncoder().encode(csv));
        expect(again).toEqual(clean(rows));
        expect(mselCsv(sourceOf(again), language)).toBe(csv);
      }),
      { numRuns: 60 },
    );
  });

  test("is the same list, and cell by cell the same workbook to another reader", async () => {
    await fc.assert(
      fc.asyncProperty(mselRows(4), async (rows) => {
        const bytes = await workbookOf(rows, language);
        const again = rowsIn(bytes);
        expect(again).toEqual(clean(rows));
        const [one, other] = await Promise.all(
          [bytes, await workbookOf(again, language)].map((each) =>
            readSheet(Buffer.from(each), { trim: false }),
          ),
        );
        expect(other).toEqual(one);
      }),
      { numRuns: 15 },
    );
  });
});
