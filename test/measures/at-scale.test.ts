import { describe, expect, test } from "vitest";
import { compareMeasures, familyOf, nameOfRow, prepare, Replicator } from "../../src/experiment/index.ts";
import { type Row, RowsAtScale } from "../../src/measures/index.ts";
import { scenarioOf } from "../experiment/scenarios.ts";
import { readShipped } from "../library/shipped.ts";

/** A large service, a small one, and lawful material on both. */
const prepared = prepare(
  scenarioOf(`
schemaVersion: 1
id: two-services
horizon: P2D
platforms:
  large: { halfLife: PT30M, offspring: { large: 0.5, small: 0.1 }, views: 100 }
  small: { halfLife: PT1H, offspring: { small: 0.2 }, views: 100 }
originals:
  first: { platform: large, offspring: { large: 600, small: 30 } }
lookalikes:
  news: { platform: large, speech: news, count: 40, arrives: { exponential: { mean: PT1H } } }
rules:
  removal: { after: { exponential: { mean: PT6H } }, found: 0.9 }
`),
);
const layoutAt = (scale: number): readonly Row[] => new Replicator(prepared, scale).layout;
const layout = layoutAt(0.1);

/** What is lost of a run that found this; of every row not named, nothing. */
function lostAt(
  scale: number,
  found: Readonly<Record<string, number>>,
  attempts?: number,
): ReadonlySet<string> {
  const values = layout.map((row) => found[nameOfRow(row)] ?? 0);
  const lost = new RowsAtScale(layoutAt(scale), scale).lostIn([{ values, attempts }]);
  return new Set([...lost].map((slot) => nameOfRow(layout[slot])));
}

const uploads = (large: number, small: number) => ({
  "uploads.attempted": large + small,
  "uploads.attempted@large": large,
  "uploads.attempted@small": small,
});

/** Forty times the same, with so much on the small service. */
const sideWith = (small: number) => {
  const found: Readonly<Record<string, number>> = {
    ...uploads(10_000, small),
    "item.hours@small": small,
  };
  const values = layout.map((row) => found[nameOfRow(row)] ?? 0);
  const status = new Uint8Array(layout.length);
  return { layout, replications: Array.from({ length: 40 }, () => ({ values, status, attempts: 5000 })) };
};

describe("at a scale", () => {
  test("a service's rows are told from 400 effective uploads on: 4,000 at a tenth", () => {
    const lost = lostAt(0.1, uploads(4000, 3999));
    expect(lost.has("items.total@large")).toBe(false);
    expect(lost.has("views.total@large")).toBe(false);
    expect(lost.has("items.total@small")).toBe(true);
    expect(lost.has("views.total@small")).toBe(true);
    expect(lostAt(0.01, uploads(39_999, 40_000)).has("items.total@large")).toBe(true);
    expect(lostAt(0.01, uploads(39_999, 40_000)).has("items.total@small")).toBe(false);
  });

  test("they are told whatever their number where hardly any of them can have been left out", () => {
    // Ninety stood for by ten: at most a hundredth of ten thousand, and a fifth of five hundred.
    const found = uploads(10_000, 500);
    expect(lostAt(0.1, found, 10_500).has("items.total@small")).toBe(false);
    expect(lostAt(0.1, found, 10_500 - 90).has("items.total@small")).toBe(true);
    expect(lostAt(0.1, found, 10_500 - 90).has("items.total@large")).toBe(false);
  });

  test("what is done about uploads is told of all services as far as small ones bring little of it", () => {
    const found = uploads(10_000, 100);
    const removed = (large: number, small: number) => ({
      ...found,
      "items.removed": large + small,
      "items.removed@large": large,
      "items.removed@small": small,
    });
    // A hundred uploads at a tenth: ten effective ones, off by a third; the large service by a thirtieth.
    expect(lostAt(0.1, removed(1000, 10)).has("items.removed")).toBe(false);
    expect(lostAt(0.1, removed(100, 100)).has("items.removed")).toBe(true);
    // Where none was removed, none may have been there to be removed.
    expect(lostAt(0.1, removed(0, 0)).has("items.removed")).toBe(true);
  });

  test("what uploads bring by themselves is told of all services whoever brings it", () => {
    const found = { ...uploads(10_000, 100), "views.total": 500, "views.total@small": 500 };
    const lost = lostAt(0.1, found);
    expect(lost.has("views.total")).toBe(false);
    expect(lost.has("views.total@small")).toBe(true);
  });

  test("what lawful material suffers is told of all services down to a tenth, of one never", () => {
    const found = uploads(1e6, 1e6);
    for (const id of [
      "lawful.removed",
      "lawful.removed.share",
      "lawful.hours.down",
      "lawful.restored",
      "appeals",
    ]) {
      expect([id, lostAt(0.1, found).has(id), lostAt(0.099, found).has(id)]).toEqual([id, false, true]);
      expect([id, lostAt(0.1, found).has(`${id}@large`)]).toEqual([id, true]);
    }
    expect(lostAt(0.01, found).has("items.removed@large")).toBe(false);
  });

  test("where an original is up for more than a tenth of all the time, only what hangs on actors or the stream is told", () => {
    const hour = 3_600_000;
    const found = (up: number) => ({
      ...uploads(1e6, 1e6),
      "original.online": up * hour,
      "time.end": 24 * hour,
    });
    // Services that learn hashes: by when the first copy is found all else is decided.
    const shipped = prepare(readShipped("livestreamed-attack", "base").scenario);
    const rows = new Replicator(shipped, 0.1).layout;
    const lost = (up: number, attempts = 0) => {
      const values = rows.map(
        (row) => ({ ...found(up), "uploads.attempted": 2e6 })[nameOfRow(row) as "time.end"] ?? 0,
      );
      const slots = new RowsAtScale(rows, 0.1).lostIn([{ values, attempts }]);
      return new Set([...slots].map((slot) => nameOfRow(rows[slot])));
    };
    expect(lost(2.4).has("items.total")).toBe(false);
    expect(lost(2.5).has("items.total")).toBe(true);
    expect(lost(2.5).has("views.total")).toBe(true);
    expect(lost(2.5).has("stream.views")).toBe(false);
    expect(lost(2.5).has("time.assessment")).toBe(false);
    // At a mark it is the time up to the mark that counts.
    expect(lost(1.2).has("items.online.at.P1D")).toBe(false);
    expect(lost(1.2).has("items.online.at.PT1H")).toBe(true);
    // Nothing was left out: what is first is what was first.
    expect(lost(2.5, 2e6).has("items.total")).toBe(false);
    // Nobody learns anything here.
    expect(lostAt(0.1, found(2.5)).has("items.total")).toBe(false);
  });

  test("of no run, only what never survives is lost; at full size nothing is", () => {
    const rows = new RowsAtScale(layout, 0.1).lostIn([]);
    expect(layout.every(({ definition }, slot) => rows.has(slot) === !definition.survivesScale)).toBe(true);
    expect(lostAt(1, uploads(1, 1)).size).toBe(0);
  });

  test("a row that either side has too few uploads for gets no number and no verdict", () => {
    const options = { family: familyOf(["item.hours@small"], 1), scale: 0.1 };
    const verdict = (before: number, after: number) => {
      const rows = compareMeasures(sideWith(before), sideWith(after), options);
      return rows.find((row) => nameOfRow(row) === "item.hours@small");
    };
    expect(verdict(8000, 5000)?.verdict.kind).toBe("better");
    for (const [before, after] of [
      [8000, 500],
      [500, 8000],
    ])
      expect(verdict(before, after)).toMatchObject({
        baseline: null,
        variant: null,
        difference: null,
        verdict: { kind: "none", why: "scale" },
      });
  });
});
