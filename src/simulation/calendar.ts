import type { Contact } from "../model/index.ts";

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Minutes from UTC that an ISO instant with `Z` or an offset names. */
export function offsetOf(instant: string): number {
  if (instant.endsWith("Z")) return 0;
  const sign = instant.at(-6) === "-" ? -1 : 1;
  return sign * (Number(instant.slice(-5, -3)) * 60 + Number(instant.slice(-2)));
}

/**
 * The civil day (YYYY-MM-DD) at an instant, so many minutes from UTC. Days are counted from 0000-03-01, so that a leap day
 * is the last of its year.
 * @param epoch milliseconds since 1970-01-01T00:00Z
 */
export function dayOf(epoch: number, utcOffset: number): string {
  const days = Math.floor((epoch + utcOffset * MINUTE) / DAY) + 719_468;
  const era = Math.floor(days / 146_097);
  const inEra = days - era * 146_097;
  const years = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  );
  const inYear = inEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100));
  const month = Math.floor((5 * inYear + 2) / 153);
  const day = inYear - Math.floor((153 * month + 2) / 5) + 1;
  const civil = month < 10 ? month + 3 : month - 9;
  const year = years + era * 400 + (civil <= 2 ? 1 : 0);
  return `${String(year).padStart(4, "0")}-${String(civil).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Weekday of an epoch day, 1 Monday to 7 Sunday: 1970-01-01 was a Thursday. */
function weekday(epochDay: number): number {
  return ((((epochDay + 3) % 7) + 7) % 7) + 1;
}

/**
 * Milliseconds until somebody at a contact point reads what arrives now: 0 while it is open, otherwise until it next
 * opens. Hours that close before they open run past midnight and belong to the day on which they began.
 * @param epoch milliseconds since 1970-01-01T00:00Z
 */
export function untilOpen(contact: Contact, epoch: number): number {
  if (contact.hours === "always" && contact.days.length === 7) return 0;
  const local = epoch + contact.utcOffset * MINUTE;
  const today = Math.floor(local / DAY);
  const { opens, closes } = contact.hours === "always" ? { opens: 0, closes: 1440 } : contact.hours;
  const lasts = (closes > opens ? closes - opens : closes + 1440 - opens) * MINUTE;
  let wait = Number.POSITIVE_INFINITY;
  for (let day = today - 1; day <= today + 8; day++) {
    if (!contact.days.includes(weekday(day))) continue;
    const from = day * DAY + opens * MINUTE;
    if (from <= local && local < from + lasts) return 0;
    if (from > local && from - local < wait) wait = from - local;
  }
  return wait;
}
