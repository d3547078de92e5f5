import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digestOf, dutiesOf, type Measure, MeasureFold, measure } from "../../src/measures/index.ts";
import {
  Dictionary,
  Digest,
  type EventLog,
  type FactListener,
  type FactRecord,
  foldFact,
} from "../../src/model/index.ts";
import { HOUR, LogBuilder, shuffledDictionary, stream } from "../builders/log.ts";
import { anyLog } from "./log-arbitrary.ts";
import { measureOf, numberOf } from "./numbers.ts";

const RUNS = { numRuns: 150 };

/** What a run with a fold beside it would say. */
function run(
  log: EventLog,
  fold: MeasureFold,
  dictionary: Dictionary,
): { measures: Measure[]; digest: string } {
  const digest = new Digest();
  const both: FactListener = {
    onFact(fact) {
      foldFact(digest, fact, dictionary.hashes);
      fold.onFact(fact);
    },
  };
  fold.reset();
  stream(log, both, dictionary);
  fold.finish();
  fold.foldInto(digest);
  return { measures: fold.measures(), digest: digest.hex() };
}

const rowsOf = (log: EventLog) => measure(log).map(({ id, platform }) => `${id} ${platform ?? ""}`);

/** The value, or what had passed by the end where it is open. */
const known = ({ value, atLeast }: Measure): number => value ?? (atLeast as number);

const withFacts = (log: EventLog, facts: readonly FactRecord[]): EventLog => ({ ...log, facts });

describe("one fold", () => {
  test("streamed during a run and read from the stored log, every measure and the digest are the same", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const dictionary = shuffledDictionary(log);
        const streamed = run(log, new MeasureFold(log.header, dictionary), dictionary);
        const stored: EventLog = JSON.parse(JSON.stringify(log));
        expect(measure(stored)).toEqual(streamed.measures);
        expect(digestOf(stored)).toBe(streamed.digest);
      }),
      RUNS,
    );
  });

  test("what was measured before leaves no trace", () => {
    fc.assert(
      fc.property(anyLog, anyLog, (before, log) => {
        const dictionary = new Dictionary();
        const fold = new MeasureFold({ ...log.header, horizon: before.header.horizon }, dictionary);
        run(before, fold, dictionary);
        const fresh = new MeasureFold({ ...log.header, horizon: before.header.horizon }, dictionary);
        expect(run(log, fold, dictionary)).toEqual(run(log, fresh, dictionary));
      }),
      { numRuns: 100 },
    );
  });

  test("asking in the middle of a run changes nothing of its end", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const dictionary = new Dictionary();
        const fold = new MeasureFold(log.header, dictionary);
        stream(log, { onFact: (fact) => [fold.onFact(fact), fold.finish()] }, dictionary);
        expect(fold.measures()).toEqual(measure(log));
      }),
      { numRuns: 100 },
    );
  });

  test("the layout is a matter of the header alone: sorted platforms after their total, ids told apart", () => {
    fc.assert(
      fc.property(anyLog, anyLog, (one, other) => {
        const rows = rowsOf(one);
        expect(rowsOf(other)).toEqual(rows);
        expect(new Set(rows).size).toBe(rows.length);
      }),
      { numRuns: 20 },
    );
  });
});

describe("numbers that must agree", () => {
  const ADDITIVE = (
    "items.total items.removed items.online uploads.attempted uploads.blocked views.total items.reported items.kept " +
    "lawful.total lawful.removed lawful.blocked lawful.restored appeals reviews.finished hashes.ingested"
  ).split(" ");

  test("platforms add up to the total, and so do members and all others", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const all = measure(log);
        for (const id of ADDITIVE) {
          const rows = all.filter((row) => row.id === id);
          const [total, ...platforms] = rows.map(({ value }) => value as number);
          expect(platforms.reduce((sum, value) => sum + value, 0)).toBe(total);
          const groups = all.filter((row) => row.id === `${id}.members` || row.id === `${id}.non-members`);
          if (groups.length > 0)
            expect(groups.reduce((sum, { value }) => sum + (value as number), 0)).toBe(total);
        }
      }),
      RUNS,
    );
  });

  test("attempted uploads are those that went online and those that were blocked", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        for (const platform of [undefined, "a", "b", "c"]) {
          const of = (id: string) => numberOf(log, id, platform);
          expect(of("uploads.attempted")).toBe(of("items.total") + of("uploads.blocked"));
          expect(of("items.online")).toBe(of("items.total") - of("items.removed") + of("items.returned"));
        }
      }),
      RUNS,
    );
  });

  test("a stream and its recording make up the original, in time and in views", () => {
    let recorded = 0;
    fc.assert(
      fc.property(anyLog, (log) => {
        const of = (id: string) => measureOf(log, id);
        if (of("recording.online").status === "absent") return;
        recorded++;
        for (const [whole, parts] of [
          ["original.online", ["stream.length", "recording.online"]],
          ["original.views", ["stream.views", "recording.views"]],
        ] as const) {
          expect(parts.reduce((sum, id) => sum + known(of(id)), 0)).toBe(known(of(whole)));
          expect(of(parts[1]).status).toBe(of(whole).status);
        }
      }),
      { numRuns: 300 },
    );
    expect(recorded).toBeGreaterThan(10);
  });

  test("what was removed by a mark is never more than what was removed, and platforms add up to it", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const removed = numberOf(log, "items.removed");
        for (const mark of ["PT1H", "P1D"]) {
          const [total, ...platforms] = measure(log)
            .filter(({ id }) => id === `items.removed.at.${mark}`)
            .map(known);
          expect(total).toBeLessThanOrEqual(removed);
          expect(platforms.reduce((sum, value) => sum + value, 0)).toBe(total);
        }
      }),
      RUNS,
    );
  });

  test("item-hours are the sum over single items", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const end = log.header.horizon ?? Number(log.facts.at(-1)?.at);
        const hours = measureOf(log, "item.hours");
        expect(hours.value ?? hours.atLeast).toBeCloseTo(naiveItemMs(log, end) / HOUR, 9);
        expect(hours.status).toBe(
          log.header.horizon === undefined && numberOf(log, "items.online") > 0 ? "open" : "value",
        );
      }),
      RUNS,
    );
  });

  test("duties counted and duties listed are the same duties", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const duties = dutiesOf(log.facts, log.header);
        for (const kind of ["law", "own-target"] as const) {
          const right = duties.filter((duty) => duty.kind === kind && !duty.wrongfulOrder);
          for (const outcome of ["met", "missed", "open", "suspended"] as const) {
            const listed = right.filter((duty) => duty.outcome === outcome).length;
            expect([outcome, numberOf(log, `duties.${outcome}.${kind}`)]).toEqual([outcome, listed]);
          }
          expect(numberOf(log, `duties.started.${kind}`)).toBe(right.length);
          const missed = right.filter(({ outcome }) => outcome === "missed");
          const lateness = measureOf(log, `duties.lateness.${kind}`);
          if (missed.length === 0) expect(lateness.status).toBe("absent");
          else {
            const late = missed.reduce((sum, { lateBy }) => sum + (lateBy as number), 0) / missed.length;
            expect(lateness.value ?? lateness.atLeast).toBeCloseTo(late, 6);
          }
        }
        const wrongful = duties.filter((duty) => duty.wrongfulOrder);
        for (const outcome of ["met", "missed"] as const) {
          expect(numberOf(log, `duties.wrongful-order.${outcome}`)).toBe(
            wrongful.filter((duty) => duty.outcome === outcome).length,
          );
        }
      }),
      RUNS,
    );
  });
});

/** Follows each unlawful item by its name. */
function naiveItemMs(log: EventLog, end: number): number {
  const since = new Map<unknown, number>();
  const lawful = new Set<unknown>();
  let total = 0;
  for (const { kind, at, item, origin } of log.facts) {
    if (kind === "content.posted" && String(origin).startsWith("lookalike:")) lawful.add(item);
    if (lawful.has(item)) continue;
    if (kind === "content.posted" || kind === "content.restored") since.set(item, at as number);
    if (kind === "content.removed") {
      total += (at as number) - (since.get(item) as number);
      since.delete(item);
    }
  }
  for (const from of since.values()) total += end - from;
  return total;
}

const tellStory = () => {
  const builder = new LogBuilder();
  const item = builder.posted("here", 0);
  builder.posted("there", 0);
  builder.blocked("here", 10);
  builder.blocked("there", 10);
  builder.removed(item, "here", HOUR);
  return builder.ended();
};

describe("a digest tells what happened", () => {
  test("one blocked attempt less changes it", () => {
    const log = tellStory();
    const place = log.facts.findIndex(({ kind }) => kind === "content.blocked");
    expect(digestOf(withFacts(log, log.facts.toSpliced(place, 1)))).not.toBe(digestOf(log));
  });

  test("one removal a millisecond later changes it", () => {
    const log = tellStory();
    const later = log.facts.map((fact) =>
      fact.kind === "content.removed" ? { ...fact, at: HOUR + 1 } : fact,
    );
    expect(digestOf(withFacts(log, later))).not.toBe(digestOf(log));
  });

  test("two facts of the same instant in another order change it", () => {
    const log = tellStory();
    const place = log.facts.findIndex(({ kind }) => kind === "content.blocked");
    const swapped = log.facts.with(place, log.facts[place + 1]).with(place + 1, log.facts[place]);
    expect(digestOf(withFacts(log, swapped))).not.toBe(digestOf(log));
  });

  test("whatever is dropped, moved or swapped changes it", () => {
    fc.assert(
      fc.property(anyLog, fc.nat(), (log, chosen) => {
        const place = chosen % log.facts.length;
        const { at } = log.facts[place];
        const digest = digestOf(log);
        expect(digestOf(withFacts(log, log.facts.toSpliced(place, 1)))).not.toBe(digest);
        expect(
          digestOf(withFacts(log, log.facts.with(place, { ...log.facts[place], at: Number(at) + 1 }))),
        ).not.toBe(digest);
      }),
      { numRuns: 100 },
    );
  });

  test("a final measure that was altered changes it, though the facts are the same", () => {
    const log = tellStory();
    const dictionary = new Dictionary();
    const fold = new MeasureFold(log.header, dictionary);
    stream(log, fold, dictionary);
    fold.finish();
    const told = new Digest();
    fold.foldInto(told);
    fold.values[0]++;
    const altered = new Digest();
    fold.foldInto(altered);
    expect(altered.hex()).not.toBe(told.hex());
  });

  test("a log that did not keep every fact has none, and answers only what it can", () => {
    const log: EventLog = { ...tellStory(), kept: "actors" };
    expect(() => digestOf(log)).toThrow("measures/log_not_full");
    const ids = measure(log).map(({ id }) => id);
    expect(ids).toContain("views.total");
    expect(ids).not.toContain("items.total");
  });
});
