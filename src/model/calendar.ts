import { Temporal } from "temporal-polyfill";
import type { ZoneOffsets } from "./civil.ts";

/**
 * Milliseconds since 1970-01-01T00:00Z of an ISO 8601 instant with an offset, such as `2019-03-15T13:33:00+13:00`.
 * @throws RangeError when the text is not one (the schema refuses such texts first)
 */
export function epochMillis(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

/** Whether a text names a time zone that is known here, such as Europe/Paris. */
export function isTimeZone(name: string): boolean {
  try {
    // Offsets such as +01:00 are no names.
    return (
      /^[A-Za-z]/.test(name) && Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name) !== null
    );
  } catch {
    return false;
  }
}

const known = new Map<string, ZoneOffsets>();

/**
 * Offsets of a named zone from one instant to another, looked up once; before and after them the nearest goes on.
 * @throws RangeError for a name that is not known
 */
export function zoneOffsets(name: string, from: number, to: number): ZoneOffsets {
  const key = `${name}|${from}|${to}`;
  const found = known.get(key) ?? resolveZone(name, from, to);
  known.set(key, found);
  return found;
}

function resolveZone(name: string, from: number, to: number): ZoneOffsets {
  const starts: number[] = [from];
  let here: Temporal.ZonedDateTime | null =
    Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(name);
  const offsets: number[] = [here.offsetNanoseconds / 1_000_000];
  for (here = here.getTimeZoneTransition("next"); here !== null; here = here.getTimeZoneTransition("next")) {
    if (here.epochMilliseconds > to) break;
    starts.push(here.epochMilliseconds);
    offsets.push(here.offsetNanoseconds / 1_000_000);
  }
  return { from: starts, offsets };
}
