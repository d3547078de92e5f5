import {
  asWritten,
  type Contact,
  type Delay,
  type DelayLaw,
  formatDuration,
  type Mark,
  type Quantity,
  type Scenario,
} from "../model/index.ts";
import type { Path } from "./fault.ts";
import { isDelay, isDurationAt, isQuantity } from "./numbers.ts";
import { isTable } from "./raw.ts";

const AS_WRITTEN: ReadonlySet<string> = new Set([
  "variants",
  "reported",
  "story",
  "title",
  "aim",
  "objectives",
  "briefs",
]);

/**
 * A scenario as the text of a file, with every default written out: JSON, which is YAML too. Protocols are named; their
 * files are not written. Reading it gives the same scenario.
 */
export function writeScenario(scenario: Scenario): string {
  const { variant: _, protocols, marks, ...rest } = scenario;
  const file: Record<string, unknown> = {
    protocols: protocols.map((each) => each.id),
    marks: marks.map(formatDuration),
  };
  for (const [key, value] of Object.entries(rest))
    file[key] = AS_WRITTEN.has(key) ? value : plain(value, [key]);
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

function plain(value: unknown, path: Path): unknown {
  if (isQuantity(value)) return plainQuantity(value, isDurationAt(path));
  if (isDelay(value)) return plainDelay(value);
  if (typeof value === "number" && isInstantAt(path)) return formatDuration(value);
  if (path.at(-1) === "contact" && path.length === 3) return plainContact(value as Contact);
  if (Array.isArray(value)) return value.map((each, index) => plain(each, [...path, index]));
  if (isTable(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, plain(each, [...path, name])]),
    );
  return value;
}

function isInstantAt(path: Path): boolean {
  const [top, , last] = path;
  return (
    (path.length === 1 && top === "horizon") ||
    ((top === "originals" || top === "injects") && path.length === 3 && last === "at") ||
    (top === "injects" && path.length === 3 && last === "until") ||
    (top === "originals" && path.length === 4 && path[2] === "claim" && path[3] === "until") ||
    (top === "incidents" && path.length === 3 && (last === "startsAt" || last === "endsAt")) ||
    path.join(".") === "incident.endsAt"
  );
}

function plainQuantity({ value, mark }: Quantity, inMillis: boolean): unknown {
  const number = (given: number) => (inMillis ? formatDuration(given) : given);
  return mark.kind === "unmarked" ? number(value) : { value: number(value), ...plainMark(mark, number) };
}

function plainMark(mark: Mark, number: (given: number) => unknown): object {
  if (mark.kind === "sourced") return { source: asWritten(mark.source) };
  if (mark.kind === "unmarked") return {};
  return { assumed: [number(mark.low), number(mark.high)], because: asWritten(mark.because) };
}

function plainDelay({ law, mark }: Delay): unknown {
  return law.kind === "never" ? "never" : { ...plainLaw(law), ...plainMark(mark, formatDuration) };
}

function plainLaw(law: DelayLaw): object {
  switch (law.kind) {
    case "never":
      return {};
    case "fixed":
      return { fixed: formatDuration(law.value) };
    case "exponential":
      return { exponential: { mean: formatDuration(law.mean) } };
    case "gamma":
      return { gamma: { mean: formatDuration(law.mean), shape: law.shape } };
    case "lognormal":
      return { lognormal: { median: formatDuration(law.median), sigma: law.sigma } };
    case "shifted":
      return { shifted: { by: formatDuration(law.by), then: plainLaw(law.then) } };
    case "empirical":
      return { empirical: law.values.map(formatDuration) };
  }
}

function plainContact({ hours, utcOffset, ...rest }: Contact): object {
  const plainHours = hours === "always" ? hours : { opens: clock(hours.opens), closes: clock(hours.closes) };
  return {
    ...rest,
    hours: plainHours,
    utcOffset: `${utcOffset < 0 ? "-" : "+"}${clock(Math.abs(utcOffset))}`,
  };
}

function clock(minutes: number): string {
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
