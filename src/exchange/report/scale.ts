import type { MeasureShape } from "../../words/index.ts";

/** Axes: numbers to places, and where the lines of a grid stand. */

export interface Scale {
  /** place of a value, per cent of the axis */
  at(value: number): number;
  readonly ticks: readonly number[];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps between lines that a clock has. */
const CLOCK_STEPS = [
  ...[1, 2, 5, 10, 20, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 3, 7, 14, 30, 60, 90, 180, 365].map((n) => n * DAY),
];

const DECIMAL = [1, 2, 5];
const MOST_TICKS = 6;

/** Natural logarithm for drawing: the same everywhere, right to nine digits, and not what simulated numbers are made of. */
export function logOf(value: number): number {
  if (!(value > 0)) return Number.NEGATIVE_INFINITY;
  let [rest, twos] = [value, 0];
  for (; rest >= 2; rest /= 2) twos++;
  for (; rest < 1; rest *= 2) twos--;
  // ln x = 2 artanh((x - 1) / (x + 1))
  const y = (rest - 1) / (rest + 1);
  let [power, sum] = [y, 0];
  for (let n = 1; n < 24; n += 2) {
    sum += power / n;
    power *= y * y;
  }
  return 2 * sum + twos * Math.LN2;
}

function stepOf(width: number, unit: string, most: number): number {
  const wanted = width / most;
  if (unit === "ms") {
    const found = CLOCK_STEPS.find((step) => step >= wanted);
    if (found !== undefined) return found;
  }
  let step = 1;
  while (step > wanted) step /= 10;
  while (step * 10 <= wanted) step *= 10;
  return (DECIMAL.find((each) => each * step >= wanted) ?? 10) * step;
}

/** At most about so many even steps from `low` to `high`, both moved outwards to a line where `isRounded`. */
export function linearScale(
  low: number,
  high: number,
  unit: string,
  { isRounded = true, most = MOST_TICKS }: { readonly isRounded?: boolean; readonly most?: number } = {},
): Scale {
  const width = high > low ? high - low : Math.abs(high) || 1;
  const step = stepOf(width, unit, most);
  const from = isRounded ? Math.floor(low / step) * step : low;
  const to = isRounded ? Math.max(Math.ceil(high / step), Math.floor(low / step) + 1) * step : low + width;
  const ticks: number[] = [];
  for (let n = Math.ceil(from / step); n * step <= to + step / 1e6; n++) ticks.push(n * step);
  return { at: (value) => (100 * (value - from)) / (to - from), ticks };
}

const LOG_CLOCK = [
  ...[1, 10].map((n) => n * SECOND),
  ...[1, 10].map((n) => n * MINUTE),
  ...[1, 6].map((n) => n * HOUR),
  ...[1, 7, 30, 365].map((n) => n * DAY),
];
const FINE_CLOCK = [
  ...[1, 3, 10, 30].map((n) => n * SECOND),
  ...[1, 3, 10, 30].map((n) => n * MINUTE),
  ...[1, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 3, 7, 30, 90, 365].map((n) => n * DAY),
];
/** Up to this ratio there is room for lines between powers of ten. */
const FINE = 500;

/** Even ratios; for numbers above 0 that lie far apart. */
export function logScale(low: number, high: number, unit: string): Scale {
  const [from, to] = [logOf(low), logOf(high > low ? high : low * 10)];
  const at = (value: number) => (100 * (logOf(value) - from)) / (to - from);
  const inside = (value: number) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
  const isFine = high < low * FINE;
  const steps = isFine ? [1, 3] : [1];
  const all = unit === "ms" ? (isFine ? FINE_CLOCK : LOG_CLOCK) : powersOfTen(low, high, steps);
  return { at, ticks: all.filter(inside) };
}

function powersOfTen(low: number, high: number, steps: readonly number[]): number[] {
  let power = 1;
  while (power > low) power /= 10;
  const found: number[] = [];
  for (; power <= high; power *= 10) found.push(...steps.map((step) => step * power));
  return found;
}

const FAR_APART = 50;

/** The scale that shows these values best: even steps from 0, or even ratios where they lie far apart. */
export function scaleFor(values: readonly number[], { unit }: Pick<MeasureShape, "unit">): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0) return linearScale(0, 1, unit);
  if (low > 0 && high / low > FAR_APART) return logScale(low, high, unit);
  const isFarFromZero = low > 0 && low > high / 2;
  return linearScale(isFarFromZero ? low : Math.min(0, low), Math.max(high, 0), unit);
}
