/**
 * Civil time by arithmetic alone: days, months and working days of a calendar whose zone was resolved beforehand into the
 * instants at which its offset changes. Nothing here asks a clock or a table of zones.
 */
import type { CalendarUnit } from "./duty-length.ts";

const DAY = 86_400_000;

/** Offsets of a zone, in milliseconds east of UTC: `offsets[i]` holds from `from[i]` on, the first one also before. */
export interface ZoneOffsets {
  readonly from: readonly number[];
  readonly offsets: readonly number[];
}

/** A jurisdiction's calendar, ready to count in. Days are numbered from 1970-01-01. */
export interface CivilCalendar {
  readonly zone: ZoneOffsets;
  /** 1 Monday to 7 Sunday */
  readonly workingDays: ReadonlySet<number>;
  readonly holidays: ReadonlySet<number>;
}

/** Milliseconds to add to an instant for local time. */
export function offsetAt({ from, offsets }: ZoneOffsets, epoch: number): number {
  let low = 0;
  let high = from.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (from[middle] <= epoch) low = middle;
    else high = middle - 1;
  }
  return offsets[low];
}

/**
 * The instant of a local time (milliseconds as if it were UTC). Of a time that comes twice the first; a time that is left
 * out counts with the offset before the gap, so it lies after it.
 */
export function epochOf(zone: ZoneOffsets, local: number): number {
  const before = local - offsetAt(zone, local - DAY);
  const after = local - offsetAt(zone, local + DAY);
  const holds = (epoch: number) => epoch + offsetAt(zone, epoch) === local;
  if (holds(before)) return holds(after) ? Math.min(before, after) : before;
  return holds(after) ? after : before;
}

/** The local day of an instant. */
export function dayAt(zone: ZoneOffsets, epoch: number): number {
  return Math.floor((epoch + offsetAt(zone, epoch)) / DAY);
}

/** Weekday of a day, 1 Monday to 7 Sunday: 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The last millisecond of a local day. */
export function endOfDay(zone: ZoneOffsets, day: number): number {
  return epochOf(zone, (day + 1) * DAY) - 1;
}

/** Day of a date of the Gregorian calendar; months from 1. */
export function dayOfDate(year: number, month: number, date: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** Year, month (from 1) and date of a day. */
export function dateOfDay(day: number): readonly [number, number, number] {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const place = Math.floor((5 * ofYear + 2) / 153);
  const month = place < 10 ? place + 3 : place - 9;
  return [year + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - Math.floor((153 * place + 2) / 5) + 1];
}

/** A day as YYYY-MM-DD. */
export function textOfDay(day: number): string {
  const [year, month, date] = dateOfDay(day);
  return [String(year).padStart(4, "0"), ...[month, date].map((part) => String(part).padStart(2, "0"))].join(
    "-",
  );
}

/** Day of a date written YYYY-MM-DD. */
export function dayOfText(text: string): number {
  return dayOfDate(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)));
}

/** The same date so many months later; where that month is shorter, its last day. */
export function addMonths(day: number, months: number): number {
  const [year, month, date] = dateOfDay(day);
  const total = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(total / 12), (total % 12) + 1];
  const length =
    dayOfDate(toMonth === 12 ? toYear + 1 : toYear, (toMonth % 12) + 1, 1) - dayOfDate(toYear, toMonth, 1);
  return dayOfDate(toYear, toMonth, Math.min(date, length));
}

export function isWorkingDay({ workingDays, holidays }: CivilCalendar, day: number): boolean {
  return workingDays.has(weekdayOf(day)) && !holidays.has(day);
}

/** Days that are looked through for one working day: a calendar has some each week, but for its holidays. */
const LONGEST_REST = 3660;

/** This day where it is a working day, else the next one. */
export function workingDayFrom(calendar: CivilCalendar, day: number): number {
  let found = day;
  while (!isWorkingDay(calendar, found)) {
    found++;
    if (found - day > LONGEST_REST) throw new RangeError("model/no_working_day");
  }
  return found;
}

/** The working day that is the n-th after a day, which itself does not count. */
export function workingDayAfter(calendar: CivilCalendar, day: number, n: number): number {
  let found = day;
  for (let i = 0; i < n; i++) found = workingDayFrom(calendar, found + 1);
  return found;
}

/** Working days after one day up to another. */
export function workingDaysBetween(calendar: CivilCalendar, after: number, until: number): number {
  let count = 0;
  for (let day = after + 1; day <= until; day++) if (isWorkingDay(calendar, day)) count++;
  return count;
}

function addUnits(calendar: CivilCalendar, day: number, unit: CalendarUnit, count: number): number {
  switch (unit) {
    case "days":
      return day + count;
    case "weeks":
      return day + 7 * count;
    case "months":
      return addMonths(day, count);
    case "years":
      return addMonths(day, 12 * count);
    case "workingDays":
      return workingDayAfter(calendar, day, count);
  }
}

/**
 * The last millisecond in time of so many units that begin at an instant, whose own day does not count.
 * `day`: the end of the last day; `working-day`: of the next working day where that is none; `moment`: the last day at the
 * local time at which it began.
 */
export function endOfUnits(
  calendar: CivilCalendar,
  epoch: number,
  { unit, count, ends }: { unit: CalendarUnit; count: number; ends: "moment" | "day" | "working-day" },
): number {
  const { zone } = calendar;
  const local = epoch + offsetAt(zone, epoch);
  const today = Math.floor(local / DAY);
  const last = addUnits(calendar, today, unit, count);
  if (ends === "moment") return epochOf(zone, last * DAY + (local - today * DAY));
  return endOfDay(zone, ends === "working-day" ? workingDayFrom(calendar, last) : last);
}
