import {
  type CalendarLength,
  type Duty,
  type DutyLength,
  isCalendar,
  isElapsed,
  isJudged,
  listCalls,
  type Protocol,
  parseDuration,
  unitOf,
} from "../model/index.ts";
import { boundsOf } from "./delay-bounds.ts";

const DAY = 86_400_000;
/** Days that a unit may have at most. */
const MOST_DAYS = { days: 1, weeks: 7, months: 31, years: 366, workingDays: Number.POSITIVE_INFINITY };

/**
 * The longest that a clock may give its debtor, in milliseconds, whatever the calendar; Infinity where nothing bounds it, or
 * where nothing is to be done before it is up.
 */
export function mostAllowed(duty: Duty, protocols: readonly Protocol[]): number {
  if (duty.form === "minimum-wait" || duty.form === "expiry") return Number.POSITIVE_INFINITY;
  const own = mostOf(duty.within, duty, protocols);
  if (duty.extendedBy === undefined) return own;
  return own + (duty.extensions ?? 1) * mostOf(duty.extension ?? duty.within, duty, protocols);
}

function mostOf(length: DutyLength, { starts }: Duty, protocols: readonly Protocol[]): number {
  if (length === "message") return mostInMessages(starts.what, protocols);
  if (length === "counted") return Number.POSITIVE_INFINITY;
  if (isElapsed(length)) return length.value;
  if (isJudged(length)) return boundsOf(length.judged.law).most;
  return isCalendar(length) ? mostOfCalendar(length) : Number.POSITIVE_INFINITY;
}

/** To the end of its last day, and a day more: clocks that are put back. */
function mostOfCalendar(length: CalendarLength): number {
  if (length.ends === "working-day") return Number.POSITIVE_INFINITY;
  const { unit, count } = unitOf(length);
  return (count * MOST_DAYS[unit] + 2) * DAY;
}

/** The longest time that any message of this kind gives; Infinity where none does. */
function mostInMessages(message: string | undefined, protocols: readonly Protocol[]): number {
  let most = 0;
  for (const { roles } of protocols)
    for (const { machine } of Object.values(roles))
      for (const { name, params } of listCalls(machine)) {
        const given = params as { readonly message?: string; readonly within?: unknown } | undefined;
        if (name !== "send" || given?.message !== message) continue;
        const within = given?.within;
        const text =
          typeof within === "object" && within !== null ? (within as { value: string }).value : within;
        most = Math.max(most, (typeof text === "string" ? parseDuration(text) : undefined) ?? 0);
      }
  return most > 0 ? most : Number.POSITIVE_INFINITY;
}
