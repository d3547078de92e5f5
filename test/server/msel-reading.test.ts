import { expect, test } from "vitest";
import { MSEL_LIMITS } from "../../src/exchange/index.ts";
import { readMselApart } from "../../src/server/msel-reading.ts";

const both = (text: string) => ({ en: text, fr: text });
const scenario = { actors: { hotline: { title: both("Hotline") } }, platforms: {} } as never;
const file = {
  seats: [{ id: "one", actor: "hotline", title: both("Night desk"), brief: both("You.") }],
  objectives: [],
};
const sheet = (rows: number) =>
  new TextEncoder().encode(`No,Time,Title,To,Method\n${'1,H+1,One,"Night desk",Phone\n'.repeat(rows)}`);

test("a file is read in a thread of its own, with the titles of seats as names", async () => {
  const reading = await readMselApart(sheet(1), scenario, file, {});
  if (!reading.ok) throw new Error(reading.code);
  expect(reading.preview.rows.map(({ row }) => row.to)).toEqual([["hotline"]]);
  expect(reading.preview.isReady).toBe(true);
});

test("what is too large never comes to a thread", async () => {
  const reading = await readMselApart(new Uint8Array(MSEL_LIMITS.bytes + 1), scenario, file, {});
  expect(reading).toEqual({ ok: false, code: "msel/too_large", line: 0 });
});

test("a thread that wants more memory than it may have ends, with a sentence, and nothing else does", async () => {
  const reading = await readMselApart(sheet(5000), scenario, file, {}, { memoryMb: 12, timeMs: 60_000 });
  expect(reading).toEqual({ ok: false, code: "msel/too_much_memory", line: 0 });
});

test("a thread that takes too long is ended, with a sentence", async () => {
  const reading = await readMselApart(sheet(5000), scenario, file, {}, { memoryMb: 384, timeMs: 0 });
  expect(reading).toEqual({ ok: false, code: "msel/too_slow", line: 0 });
});
