import { type Contact, textOfDay, weekdayOf } from "../model/index.ts";

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Minutes from UTC that an ISO instant with `Z` or an offset names. */
export function offsetOf(instant: string): number {
  if (instant.endsWith("Z")) return 0;
  const sign = instant.at(-6) === "-" ? -1 : 1;
  return sign * (Number(instant.slice(-5, -3)) * 60 + Number(instant.slice(-2)));
}

/**
 * The civil day (YYYY-MM-DD) at an instant, so many minutes from UTC.
 * @param epoch milliseconds since 1970-01-01T00:00Z
 */
export function dayOf(epoch: number, utcOffset: number): string {
  return textOfDay(Math.floor((epoch + utcOffset * MINUTE) / DAY));
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
    if (!contact.days.includes(weekdayOf(day))) continue;
    const from = day * DAY + opens * MINUTE;
    if (from <= local && local < from + lasts) return 0;
    if (from > local && from - local < wait) wait = from - local;
  }
  return wait;
}
