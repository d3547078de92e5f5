import { dayOfText, textOfDay } from "./civil.ts";

/** Instants of the outside world as texts, by arithmetic alone. */

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
const SECOND = 1000;

const WRITTEN = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3})\d*)?Z$/;

/** Milliseconds since 1970 of an instant in UTC (`2026-03-07T14:30:00.000Z`); undefined for another text. */
export function epochOfUtc(text: string): number | undefined {
  const match = WRITTEN.exec(text);
  if (match === null) return undefined;
  const [, day, hours, minutes, seconds, part = "0"] = match;
  const days = dayOfText(day) * DAY;
  const rest = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
  return days + rest + Number(part.padEnd(3, "0"));
}

const digits = (value: number, length: number) => String(value).padStart(length, "0");

/** An instant in UTC with seconds, `2026-03-07T14:30:00Z`; years 1970 to 9999. */
export function utcOf(epoch: number): string {
  const whole = Math.floor(epoch / SECOND) * SECOND;
  const day = Math.floor(whole / DAY);
  const rest = whole - day * DAY;
  const [hours, minutes] = [Math.floor(rest / HOUR), Math.floor((rest % HOUR) / MINUTE)];
  return `${textOfDay(day)}T${digits(hours, 2)}:${digits(minutes, 2)}:${digits(Math.floor((rest % MINUTE) / SECOND), 2)}Z`;
}
