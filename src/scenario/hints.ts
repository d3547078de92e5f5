import { formatDuration, parseDuration } from "../model/index.ts";

/** Forms of text that the schemas name in their messages, each with an example to follow. */
export const FORMS: Readonly<Record<string, string>> = {
  clock: "08:30",
  offset: "+01:00",
  instant: "2030-01-07T12:00:00Z",
  date: "2030-01-07",
  name: "firstReport",
};

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const UNIT_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(ms|msecs?|millis|milliseconds?|millisecondes?)$/, "ms"],
  [/^(s|secs?|seconds?|secondes?)$/, "s"],
  [/^(m|mins?|minutes?)$/, "m"],
  [/^(h|hrs?|hours?|heures?)$/, "h"],
  [/^(d|days?|j|jours?)$/, "d"],
  [/^(w|weeks?|semaines?)$/, "w"],
];

/** The duration that somebody probably meant: `30min` is PT30M, `1:30` is PT1H30M, a bare 30 is PT30M. */
export function suggestDuration(found: unknown, mayBeNegative = false): string {
  if (mayBeNegative && typeof found === "number" && found < 0) return `-${suggestDuration(-found)}`;
  if (mayBeNegative && typeof found === "string" && /^\s*-/.test(found))
    return `-${suggestDuration(found.trim().slice(1))}`;
  if (typeof found === "number" && Number.isFinite(found) && found > 0 && found < 1e9)
    return formatDuration(Math.round(found * 60_000));
  if (typeof found !== "string" || found.length > 40) return "PT30M";
  const text = found.trim();
  const upper = text.toUpperCase();
  if (parseDuration(upper) !== undefined)
    return formatDuration(Math.abs(parseDuration(upper) ?? 0) || 1_800_000);
  const months = /^P(\d{1,3})M$/i.exec(text);
  if (months !== null) return `P${Number(months[1]) * 30}D`;
  const clock = /^(\d{1,3}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (clock !== null)
    return formatDuration(
      Number(clock[1]) * 3_600_000 + Number(clock[2]) * 60_000 + Number(clock[3] ?? 0) * 1000,
    );
  const plain = /^(\d{1,9}(?:\.\d{1,6})?)\s*([a-z]{0,12})$/i.exec(text);
  if (plain !== null) {
    const word = plain[2].toLowerCase();
    const unit = word === "" ? "m" : UNIT_WORDS.find(([pattern]) => pattern.test(word))?.[1];
    if (unit !== undefined) return formatDuration(Number(plain[1]) * UNITS[unit]);
  }
  return "PT30M";
}

/** A lawful id near to what was written; undefined when nothing is left of it. */
export function suggestId(found: string): string | undefined {
  if (found.length > 200) return undefined;
  const plain = found
    .normalize("NFD")
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 64);
  return plain === "" ? undefined : plain;
}
