import { Temporal } from "temporal-polyfill";

/**
 * Milliseconds since 1970-01-01T00:00Z of an ISO 8601 instant with an offset, such as `2019-03-15T13:33:00+13:00`.
 * @throws RangeError when the text is not one (the schema refuses such texts first)
 */
export function epochMillis(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

/** Minutes that the offset of an ISO 8601 instant lies ahead of UTC: 780 for `+13:00`, 0 for `Z`. */
export function offsetMinutes(instant: string): number {
  const match = /([+-])(\d\d):(\d\d)$/.exec(instant);
  if (match === null) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}
