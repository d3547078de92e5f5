import { BEYOND } from "../model/index.ts";
import { type Both, type Language, tidy } from "./language.ts";

/** Numbers, spans and clocks as a person reads them. No locale of the machine has a say in it. */

const GROUP: Both<string> = { en: ",", fr: "\u202f" };
const POINT: Both<string> = { en: ".", fr: "," };
const DAY: Both<string> = { en: "d", fr: "j" };
const BEYOND_ALL: Both<string> = { en: "beyond all clocks", fr: "au-delà de toute horloge" };

const SECOND = 1000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const ONE_DAY = 86_400_000;

function group(digits: string, language: Language): string {
  return digits.replaceAll(/\B(?=(\d{3})+$)/g, GROUP[language]);
}

/** Whole numbers in full, others to so many significant digits (more where the whole part needs them). */
export function sayNumber(value: number, language: Language, significant = 3): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (Number.isInteger(value) && size < 1e15) return sign + group(String(size), language);
  if (size >= 1e15) return sign + size.toExponential(2).replace(".", POINT[language]);
  if (size < 0.0005) return size === 0 ? "0" : sign + size.toExponential(1).replace(".", POINT[language]);
  const whole = size >= 1 ? String(Math.trunc(size)).length : 0;
  const digits = Math.max(0, significant - whole);
  const text = size.toFixed(digits);
  const short = digits > 0 ? text.replace(/\.?0+$/, "") : text;
  const [front, back] = short.split(".");
  return sign + group(front, language) + (back === undefined ? "" : POINT[language] + back);
}

export function sayShare(value: number, language: Language): string {
  if (!Number.isFinite(value)) return "–";
  return tidy(`${sayNumber(Math.round(value * 1000) / 10, language)} %`, language);
}

const two = (value: number) => String(value).padStart(2, "0");

/** How long: the two largest units that matter. */
export function saySpan(ms: number, language: Language): string {
  if (!Number.isFinite(ms)) return "–";
  const size = Math.abs(ms);
  const sign = ms < 0 ? "−" : "";
  if (size >= BEYOND) return BEYOND_ALL[language];
  if (size < SECOND) return `${sign}${Math.round(size)} ms`;
  if (size < MINUTE) return `${sign}${Math.floor(size / SECOND)} s`;
  if (size < HOUR) {
    const minutes = Math.floor(size / MINUTE);
    const seconds = Math.floor((size - minutes * MINUTE) / SECOND);
    return seconds > 0 && minutes < 10 ? `${sign}${minutes} min ${two(seconds)} s` : `${sign}${minutes} min`;
  }
  if (size < 2 * ONE_DAY) {
    const hours = Math.floor(size / HOUR);
    const minutes = Math.floor((size - hours * HOUR) / MINUTE);
    return minutes > 0 ? `${sign}${hours} h ${two(minutes)} min` : `${sign}${hours} h`;
  }
  const days = Math.floor(size / ONE_DAY);
  const hours = Math.floor((size - days * ONE_DAY) / HOUR);
  const inDays = `${sign}${group(String(days), language)} ${DAY[language]}`;
  return hours > 0 && days < 100 ? `${inDays} ${hours} h` : inDays;
}

/** Minutes since the incident's start: T+00:29, T-00:05. */
export function sayClock(at: number): string {
  if (at >= BEYOND) return "T+∞";
  const minutes = Math.floor(Math.abs(at) / MINUTE);
  const sign = at < 0 && minutes > 0 ? "-" : "+";
  return `T${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T(\d{2}):(\d{2})(?::(\d{2}))?(?:Z|[+-]\d{2}:\d{2})$/;

/** The clock on the wall where the incident starts, `+1` for the next day. */
export function sayLocal(startsAt: string, at: number): string {
  const match = INSTANT.exec(startsAt);
  if (match === null || at >= BEYOND) return "";
  const start = (Number(match[1]) * 60 + Number(match[2])) * MINUTE + Number(match[3] ?? 0) * SECOND;
  const instant = start + at;
  const day = Math.floor(instant / ONE_DAY);
  const minutes = Math.floor((instant - day * ONE_DAY) / MINUTE);
  const clock = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return day === 0 ? clock : `${clock} ${day > 0 ? "+" : "−"}${Math.abs(day)}`;
}
