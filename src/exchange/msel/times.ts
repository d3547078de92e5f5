import { dayOfText, parseDuration, readOwnOffset } from "../../model/index.ts";

import type { Cell } from "./grid.ts";
import { plainWord } from "./plain-word.ts";

/**
 * Times as people write them in lists of events (facts/exercise-conventions.md, section 3). What a time means may hang on
 * something that the sheet does not say (the unit of T+90, the day and hour of STARTEX, which of 3/4 is the month): then the
 * reading says which, and somebody is asked.
 */
export type TimeReading =
  /** milliseconds after STARTEX, beyond doubt */
  | { readonly kind: "offset"; readonly at: number }
  /** a number without a unit */
  | { readonly kind: "bare"; readonly value: number }
  /** T+1:30: hours and minutes, or minutes and seconds */
  | { readonly kind: "colon"; readonly first: number; readonly second: number; readonly sign: 1 | -1 }
  /** 09:05: a time of day, or time since STARTEX; milliseconds from midnight */
  | { readonly kind: "clock"; readonly clock: number }
  /** D+1 09:00: a time of that day, or so long after a day; `isCounted`: Day 1 is the first */
  | { readonly kind: "day-clock"; readonly day: number; readonly clock: number; readonly isCounted: boolean }
  /** milliseconds since 1970 of the clock on the wall, and minutes by which that is ahead of UTC where it says so */
  | { readonly kind: "instant"; readonly wall: number; readonly zone?: number; readonly hasClock: boolean }
  /** 03/04/2026: which is the month? */
  | {
      readonly kind: "slashed";
      readonly first: number;
      readonly second: number;
      readonly year: number;
      readonly clock: number;
      readonly hasClock: boolean;
    }
  /** on call, as required: by hand */
  | { readonly kind: "hand" };

const SECOND = 1000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

const PARTS: Readonly<Record<string, number>> = { d: DAY, j: DAY, h: HOUR, m: MINUTE, s: SECOND };
const BY_UNIT: readonly (readonly [RegExp, number])[] = [
  [/^(?:d|days?|j|jours?)$/, DAY],
  [/^(?:h|hrs?|hours?|heures?)$/, HOUR],
  [/^(?:m|mn|mins?|minutes?)$/, MINUTE],
  [/^(?:s|secs?|seconds?|secondes?)$/, SECOND],
];

const NUMBER = String.raw`\d{1,6}(?:[.,]\d{1,4})?`;
const numberOf = (text: string): number => Number(text.replace(",", "."));
const signOf = (text: string | undefined): 1 | -1 => (text === "-" ? -1 : 1);

/** 09:05, 9:05:30, 10h34, 9 h, 2:30 pm, 0905 hrs. Milliseconds from midnight. */
export function readClock(text: string): number | undefined {
  const given = text.trim();
  const match =
    /^(\d{1,2})\s*[:h]\s*(\d{2})(?::(\d{2}))?(?:\.0+)?\s*(am|pm|a\.m\.|p\.m\.)?(?:\s*(?:hrs?|hours|local|lt|uhr))?$/.exec(
      given,
    ) ??
    /^(\d{1,2})\s*h()()()$/.exec(given) ??
    /^(\d{1,2})()()\s*(am|pm)$/.exec(given) ??
    /^(\d{2})(\d{2})()()\s*(?:hrs?|hours|h|lt|local)$/.exec(given);
  if (match === null) return undefined;
  const [, hours, minutes = "0", seconds = "0", half] = match;
  const isLate = half?.startsWith("p") === true;
  const hour = half === undefined || half === "" ? Number(hours) : (Number(hours) % 12) + (isLate ? 12 : 0);
  const isClock =
    hour <= 24 &&
    Number(minutes) < 60 &&
    Number(seconds) < 60 &&
    (half === undefined || half === "" || (Number(hours) >= 1 && Number(hours) <= 12));
  return isClock ? hour * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND : undefined;
}

/** D+2 H+3 M+45, H-1, 2 h 30 min, +90 min: parts that say their unit, added up. */
function readParts(text: string): number | undefined {
  const signed = new RegExp(String.raw`([djhms])\s*([+-])\s*(${NUMBER})`, "g");
  if (text.replaceAll(signed, "").trim() === "" && text !== "") {
    const seen = new Set<string>();
    let sum = 0;
    for (const [, letter, sign, value] of text.matchAll(signed)) {
      if (seen.has(letter)) return undefined;
      seen.add(letter);
      sum += signOf(sign) * numberOf(value) * PARTS[letter];
    }
    return Math.round(sum);
  }
  const lead = /^(?:startex|debex|t|h)?\s*([+-])?\s*(?=\d)/.exec(text);
  if (lead === null) return undefined;
  const rest = text.slice(lead[0].length);
  const united = new RegExp(String.raw`(${NUMBER})\s*([a-z]+)\s*`, "g");
  if (
    rest
      .replaceAll(united, "")
      .replaceAll(/et|and|,/g, "")
      .trim() !== ""
  )
    return undefined;
  const isLed = lead[0].trim() !== "";
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [, value, unit] of rest.matchAll(united)) {
    const size = BY_UNIT.find(([pattern]) => pattern.test(unit))?.[1];
    // Bare "m" after nothing else could be metres or months; "9 h" alone is a time of day.
    if (size === undefined || size >= least) return undefined;
    if (!isLed && unit === "h" && rest.trim() === `${value} h`.trim()) return undefined;
    least = size;
    sum += numberOf(value) * size;
  }
  return signOf(lead[1]) * Math.round(sum);
}

/** H+2h30, T+1h05, H+2:30, T+1:30:00, -0:05: after a sign or a letter, so no time of day. */
function readLed(text: string): TimeReading | undefined {
  const match = /^(startex|debex|[th])?\s*([+-])\s*(\d{1,4})\s*([:h])\s*(\d{2})(?::(\d{2}))?$/.exec(text);
  if (match === null) return undefined;
  const [, letter, mark, first, between, second, third] = match;
  const sign = signOf(mark);
  if (Number(second) > 59 || Number(third ?? 0) > 59) return undefined;
  if (third !== undefined)
    return {
      kind: "offset",
      at: sign * (Number(first) * HOUR + Number(second) * MINUTE + Number(third) * SECOND),
    };
  if (between === "h" || letter === "h")
    return { kind: "offset", at: sign * (Number(first) * HOUR + Number(second) * MINUTE) };
  return { kind: "colon", first: Number(first), second: Number(second), sign };
}

const MONTHS: readonly RegExp[] = [
  /^jan/,
  /^(?:feb|fev)/,
  /^mar/,
  /^(?:apr|avr)/,
  /^(?:may|mai)/,
  /^(?:jun|juin)/,
  /^(?:jul|juil)/,
  /^(?:aug|aou)/,
  /^sep/,
  /^oct/,
  /^nov/,
  /^dec/,
];
const monthOf = (name: string): number => MONTHS.findIndex((pattern) => pattern.test(name)) + 1;

const two = (value: number) => String(value).padStart(2, "0");

/** Milliseconds since 1970 of a day's midnight; undefined where the calendar has no such day. */
export function dayIn(year: number, month: number, day: number): number | undefined {
  const full = year < 100 ? 2000 + year : year;
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return undefined;
  const lengths = [31, full % 4 === 0 && (full % 100 !== 0 || full % 400 === 0) ? 29 : 28, 31, 30, 31, 30];
  const length = month <= 6 ? lengths[month - 1] : [31, 31, 30, 31, 30, 31][month - 7];
  if (day > length) return undefined;
  return dayOfText(`${String(full).padStart(4, "0")}-${two(month)}-${two(day)}`) * DAY;
}

/** Military letters: A to M without J are ahead of UTC, N to Y behind; J is the clock of the place. */
function zoneOfLetter(letter: string): number | undefined {
  const ahead = "abcdefghiklm".indexOf(letter);
  if (ahead >= 0) return (ahead + 1) * 60;
  const behind = "nopqrstuvwxy".indexOf(letter);
  if (behind >= 0) return -(behind + 1) * 60;
  return letter === "z" ? 0 : undefined;
}

/** 071430ZMAR26 */
function readGroup(text: string): TimeReading | undefined {
  const match = /^(\d{2})(\d{2})(\d{2})\s*([a-z])?\s*([a-z]{3,4})\.?\s*(\d{2}|\d{4})$/.exec(text);
  if (match === null) return undefined;
  const [, day, hours, minutes, letter = "j", month, year] = match;
  const midnight = dayIn(Number(year), monthOf(month), Number(day));
  if (midnight === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const zone = zoneOfLetter(letter);
  const wall = midnight + Number(hours) * HOUR + Number(minutes) * MINUTE;
  return { kind: "instant", wall, hasClock: true, ...(zone === undefined ? {} : { zone }) };
}

/** What follows a day: nothing, or a clock with or without its zone. */
function readRest(rest: string) {
  const text = rest.replace(/^[\s,t]+(?:at|a)?\s*/, "").replace(/\.\d{1,6}(?=z|[+-]|$)/, "");
  if (text === "") return { clock: 0, hasClock: false };
  const zoned = /^(.*?)\s*(?:(z|utc|gmt)|([+-])(\d{2}):?(\d{2}))$/.exec(text);
  const clock = readClock(zoned?.[1] ?? text);
  if (clock === undefined) return undefined;
  if (zoned === null) return { clock, hasClock: true };
  const zone = zoned[2] === undefined ? signOf(zoned[3]) * (Number(zoned[4]) * 60 + Number(zoned[5])) : 0;
  return { clock, hasClock: true, zone };
}

function readDated(text: string): TimeReading | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(.*)$/.exec(text);
  const named =
    /^(?:[a-z]{2,9}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|er)?[\s.-]+([a-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})\b(.*)$/.exec(
      text,
    );
  const monthFirst = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b(.*)$/.exec(text);
  const parts =
    iso !== null
      ? [iso[1], iso[2], iso[3], iso[4]]
      : named !== null
        ? [named[3], String(monthOf(named[2])), named[1], named[4]]
        : monthFirst !== null
          ? [monthFirst[3], String(monthOf(monthFirst[1])), monthFirst[2], monthFirst[4]]
          : undefined;
  if (parts !== undefined) {
    const midnight = dayIn(Number(parts[0]), Number(parts[1]), Number(parts[2]));
    const rest = readRest(parts[3]);
    if (midnight === undefined || rest === undefined) return undefined;
    const { clock, ...more } = rest;
    return { kind: "instant", wall: midnight + clock, ...more };
  }
  const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)(.*)$/.exec(text);
  if (slashed === null) return undefined;
  const rest = readRest(slashed[4]);
  if (rest === undefined || "zone" in rest) return undefined;
  return {
    kind: "slashed",
    first: Number(slashed[1]),
    second: Number(slashed[2]),
    year: Number(slashed[3]),
    clock: rest.clock,
    hasClock: rest.hasClock,
  };
}

function readDayClock(text: string): TimeReading | undefined {
  const match =
    /^[dj]\s*([+-])\s*(\d{1,3})[\s,@-]+(?:at |a )?(.+)$/.exec(text) ??
    /^(?:day|jour)()\s*(\d{1,3})[\s,@:-]+(?:at |a )?(.+)$/.exec(text);
  if (match === null) return undefined;
  const clock = readClock(match[3]);
  const isCounted = match[1] === "";
  return clock === undefined
    ? undefined
    : { kind: "day-clock", day: signOf(match[1]) * Number(match[2]), clock, isCounted };
}

const HAND =
  /^(?:manual(?:ly)?|by hand|on call|on request|on demand|as (?:required|needed)|ad hoc|when (?:required|needed)|contingency|a la demande|manuel|a la main|si besoin|au besoin|sur demande|selon besoin)$/;
const START = /^(?:startex|debex|t|t ?0|t ?\+ ?0|h|h ?0|h ?\+ ?0|start)$/;

/** What a text says of a time; undefined where it says nothing that we know. */
export function readTime(given: string): TimeReading | undefined {
  const own = readOwnOffset(given);
  if (own !== undefined && !given.trim().startsWith("D")) return { kind: "offset", at: own };
  const text = plainWord(given)
    .replaceAll(/[\u2212]/g, "-")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (text === "" || text.length > 60) return undefined;
  if (START.test(text)) return { kind: "offset", at: 0 };
  if (HAND.test(text)) return { kind: "hand" };
  if (/^-?p/.test(text)) {
    const at = parseDuration(text.toUpperCase());
    if (at !== undefined) return { kind: "offset", at };
  }
  const bare = new RegExp(`^t?\\s*([+-])?\\s*(${NUMBER})$`).exec(text);
  if (bare !== null) return { kind: "bare", value: signOf(bare[1]) * numberOf(bare[2]) };
  const clock = readClock(text);
  if (clock !== undefined) return { kind: "clock", clock };
  const led = readLed(text);
  if (led !== undefined) return led;
  const dayClock = readDayClock(text);
  if (dayClock !== undefined) return dayClock;
  const parts = readParts(text);
  if (parts !== undefined) return { kind: "offset", at: parts };
  return readGroup(text) ?? readDated(text);
}

/** Spreadsheets reckon with days as numbers with a fraction: to the second. */
const toSecond = (days: number): number => Math.round(days * 86_400) * SECOND;

/** What a cell says of a time. */
export function readTimeCell(cell: Cell): TimeReading | undefined {
  switch (cell.kind) {
    case "text":
      return readTime(cell.text);
    case "number":
      return { kind: "bare", value: cell.value };
    case "date":
      if (cell.shows === "span") return { kind: "offset", at: toSecond(cell.days) };
      if (cell.shows === "clock" && cell.days >= 0 && cell.days < 1)
        return { kind: "clock", clock: toSecond(cell.days) };
      return {
        kind: "instant",
        wall: toSecond(cell.days),
        hasClock: cell.shows !== "day" || cell.days !== Math.floor(cell.days),
      };
    default:
      return undefined;
  }
}
