import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { type CivilCalendar, endOfUnits, zoneOffsets } from "../../src/model/index.ts";

const ZONES = [
  "Europe/Paris",
  "America/New_York",
  "Asia/Kolkata",
  "Pacific/Auckland",
  "Australia/Lord_Howe",
  "UTC",
];
const FROM = Temporal.Instant.from("2018-01-01T00:00Z").epochMilliseconds;
const TO = Temporal.Instant.from("2032-01-01T00:00Z").epochMilliseconds;

const calendarOf = (zone: string): CivilCalendar => ({
  zone: zoneOffsets(zone, FROM, TO),
  workingDays: new Set([1, 2, 3, 4, 5]),
  holidays: new Set(),
});

const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: FROM + 1e9, max: TO - 1e11 });
const anyUnit = fc.constantFrom("days", "weeks", "months", "years" as const);
const anyCount = fc.integer({ min: 1, max: 14 });

describe("days, weeks, months and years of a calendar", () => {
  it("end at the local time at which they began as Temporal says, or with the last millisecond of that day", () => {
    fc.assert(
      fc.property(zone, instant, anyUnit, anyCount, (name, epoch, unit, count) => {
        fc.pre(unit !== "years" || count <= 2);
        const then = Temporal.Instant.fromEpochMilliseconds(epoch)
          .toZonedDateTimeISO(name)
          .add({ [unit]: count });
        const calendar = calendarOf(name);
        expect(endOfUnits(calendar, epoch, { unit, count, ends: "moment" })).toBe(then.epochMilliseconds);
        const next = then.add({ days: 1 }).startOfDay().epochMilliseconds;
        expect(endOfUnits(calendar, epoch, { unit, count, ends: "day" })).toBe(next - 1);
      }),
      { numRuns: 300 },
    );
  });
});

describe("working days", () => {
  it("are those of the week that are no holidays, and the day of the start does not count", () => {
    fc.assert(
      fc.property(zone, instant, anyCount, (name, epoch, n) => {
        const start = Temporal.Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO(name).toPlainDate();
        let day = start;
        for (let left = n; left > 0; ) {
          day = day.add({ days: 1 });
          if (day.dayOfWeek <= 5) left--;
        }
        const end = day.add({ days: 1 }).toZonedDateTime(name).epochMilliseconds - 1;
        expect(endOfUnits(calendarOf(name), epoch, { unit: "workingDays", count: n, ends: "day" })).toBe(end);
      }),
      { numRuns: 300 },
    );
  });
});
