import { Temporal } from "temporal-polyfill";

/**
 * Milliseconds since 1970-01-01T00:00Z of an ISO 8601 instant with an offset, such as `2019-03-15T13:33:00+13:00`.
 * @throws RangeError when the text is not one (the schema refuses such texts first)
 */
export function epochMillis(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}
