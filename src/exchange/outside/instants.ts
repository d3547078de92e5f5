import { dayOfText, textOfDay } from "../../model/index.ts";

/** Instants of a log as other programs read them. */

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
const SECOND = 1000;

const WRITTEN = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?(Z|([+-])(\d{2}):(\d{2}))$/;
/** 9999-12-31T23:59:59.999Z: what comes later has no ISO 8601 form of four digits of a year. */
const LAST = 253_402_300_799_999;

/** Milliseconds since 1970 of an ISO instant with its zone. Throws on another text (a programmer's or stranger's log). */
export function epochOfInstant(text: string): number {
  const match = WRITTEN.exec(text);
  if (match === null) throw new Error("exchange/bad_instant");
  const [, day, hours, minutes, seconds = "0", , sign, zoneHours = "0", zoneMinutes = "0"] = match;
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * MINUTE * (sign === "-" ? -1 : 1);
  return (
    dayOfText(day) * DAY + Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND - zone
  );
}

const digits = (value: number, length: number) => String(value).padStart(length, "0");

/** An instant as ISO 8601 in UTC with milliseconds; undefined where it lies beyond all calendars. */
export function isoOf(epoch: number): string | undefined {
  if (!(epoch <= LAST)) return undefined;
  const whole = Math.round(epoch);
  const day = Math.floor(whole / DAY);
  const rest = whole - day * DAY;
  const [hours, minutes] = [Math.floor(rest / HOUR), Math.floor((rest % HOUR) / MINUTE)];
  const [seconds, milliseconds] = [Math.floor((rest % MINUTE) / SECOND), rest % SECOND];
  return `${textOfDay(day)}T${digits(hours, 2)}:${digits(minutes, 2)}:${digits(seconds, 2)}.${digits(milliseconds, 3)}Z`;
}

/** Exercise time as days, hours and minutes from the start: `D+1 H+02 M+30`; before it `D-0 H-00 M-05`. */
export function offsetOf(at: number): string {
  const minutes = Math.floor(Math.abs(at) / MINUTE);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  const sign = at < 0 ? "-" : "+";
  return `D${sign}${days} H${sign}${digits(hours, 2)} M${sign}${digits(minutes % 60, 2)}`;
}

/** The clock of one log: exercise milliseconds to instants of the outside world. */
export class LogClock {
  private readonly start: number;

  constructor(startsAt: string) {
    this.start = epochOfInstant(startsAt);
  }

  /** undefined for what is beyond all calendars */
  iso(at: number | "beyond"): string | undefined {
    return at === "beyond" ? undefined : isoOf(this.start + at);
  }

  /** YYYY-MM-DD, in UTC */
  date(at: number | "beyond"): string | undefined {
    return this.iso(at)?.slice(0, 10);
  }

  /** seconds since 1970, whole */
  unix(at: number | "beyond"): number {
    return at === "beyond" ? Math.floor(LAST / SECOND) : Math.floor((this.start + at) / SECOND);
  }
}
