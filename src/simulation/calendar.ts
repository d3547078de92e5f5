import type { Contact } from "../model/index.ts";

const DAY = 86_400_000;
const MINUTE = 60_000;

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
