import { z } from "zod";
import { becauseText, NO_REASON, rowId, sourceText, type Text } from "./ids.ts";

/**
 * Numbers as an author writes them: each carries its mark. `sourced` names where it was read; `assumed` gives the range
 * within which it could as well lie; `unmarked` is a number that somebody wrote down without saying either (allowed in
 * files without actors, for validation and teaching; `check` lists it elsewhere).
 */
export type Mark =
  | { readonly kind: "sourced"; readonly source: Text }
  | { readonly kind: "assumed"; readonly low: number; readonly high: number; readonly because: Text }
  | { readonly kind: "unmarked" };

/** A number with its mark. The unit is that of the field that holds it. */
export interface Quantity {
  readonly value: number;
  readonly mark: Mark;
}

export const UNMARKED: Mark = { kind: "unmarked" };

const DURATION =
  /^(-)?P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/**
 * Milliseconds of an ISO 8601 duration of weeks, days (of 24 hours), hours, minutes and seconds, such as `PT1H30M`,
 * rounded to a whole millisecond; undefined when the text is not one. Months and years have no fixed length and are refused.
 */
export function parseDuration(text: string): number | undefined {
  if (text.length > 40) return undefined;
  const match = DURATION.exec(text);
  if (match === null || text.endsWith("P") || text.endsWith("T")) return undefined;
  const [, sign, w, d, h, m, s] = match;
  if (w === undefined && d === undefined && h === undefined && m === undefined && s === undefined)
    return undefined;
  const total =
    Number(w ?? 0) * 604_800_000 +
    Number(d ?? 0) * 86_400_000 +
    Number(h ?? 0) * 3_600_000 +
    Number(m ?? 0) * 60_000 +
    Number(s ?? 0) * 1000;
  const whole = Math.round(total);
  return sign === "-" ? -whole : whole;
}

/** The shortest ISO 8601 text of a whole number of milliseconds, `PT0S` for none. */
export function formatDuration(ms: number): string {
  const sign = ms < 0 ? "-" : "";
  let rest = Math.abs(Math.round(ms));
  const days = Math.floor(rest / 86_400_000);
  rest -= days * 86_400_000;
  const hours = Math.floor(rest / 3_600_000);
  rest -= hours * 3_600_000;
  const minutes = Math.floor(rest / 60_000);
  rest -= minutes * 60_000;
  const seconds = rest / 1000;
  const date = days > 0 ? `${days}D` : "";
  const time = `${hours > 0 ? `${hours}H` : ""}${minutes > 0 ? `${minutes}M` : ""}${seconds > 0 ? `${seconds}S` : ""}`;
  if (date === "" && time === "") return "PT0S";
  return `${sign}P${date}${time === "" ? "" : `T${time}`}`;
}

/** A duration as text; the value is in milliseconds. */
export const duration = z
  .string({ error: "duration" })
  .max(40, { error: "duration" })
  .refine((text) => parseDuration(text) !== undefined, { error: "duration" })
  .transform((text) => parseDuration(text) as number)
  .describe("ISO 8601 duration: PT1H30M, P2D.");

export const positiveDuration = z
  .string({ error: "positive-duration" })
  .max(40, { error: "positive-duration" })
  .refine((text) => (parseDuration(text) ?? 0) > 0, { error: "positive-duration" })
  .transform((text) => parseDuration(text) as number)
  .describe("ISO 8601 duration longer than nothing.");

const nonNegativeDuration = z
  .string({ error: "non-negative-duration" })
  .max(40, { error: "non-negative-duration" })
  .refine((text) => (parseDuration(text) ?? -1) >= 0, { error: "non-negative-duration" })
  .transform((text) => parseDuration(text) as number)
  .describe("ISO 8601 duration, not negative.");

type QuantityInput =
  | number
  | { value: number; source: Text }
  | { value: number; assumed: [number, number]; because?: Text };

function marked(value: z.ZodType<number>, what: string) {
  return z
    .union([
      value,
      z.strictObject({ value, source: sourceText }),
      z.strictObject({ value, assumed: z.tuple([value, value]), because: becauseText.optional() }),
    ])
    .describe(what)
    .transform((input, context): Quantity => {
      const given = input as QuantityInput;
      if (typeof given === "number") return { value: given, mark: UNMARKED };
      if ("source" in given) return { value: given.value, mark: { kind: "sourced", source: given.source } };
      const [low, high] = given.assumed;
      if (!(low <= given.value && given.value <= high)) {
        context.issues.push({
          code: "custom",
          message: "range-excludes-value",
          path: ["assumed"],
          input: given,
        });
      }
      return {
        value: given.value,
        mark: { kind: "assumed", low, high, because: given.because ?? NO_REASON },
      };
    });
}

/** A share between 0 and 1. */
export const share = marked(z.number().min(0).max(1), "A share from 0 to 1, with its mark.");
/** A number that is not negative. */
export const amount = marked(z.number().min(0).max(1e12), "A number from 0, with its mark.");
/** A number above zero. */
export const positiveAmount = marked(z.number().gt(0).max(1e12), "A number above 0, with its mark.");
/** A duration with its mark; the value is in milliseconds. */
export const markedDuration = marked(positiveDuration, "A duration (PT1H), with its mark.");

/** A waiting time's law, in milliseconds. The same shape as the engine's, which knows nothing of marks. */
export type DelayLaw =
  | { readonly kind: "never" }
  | { readonly kind: "fixed"; readonly value: number }
  | { readonly kind: "exponential"; readonly mean: number }
  | { readonly kind: "gamma"; readonly mean: number; readonly shape: number }
  | { readonly kind: "lognormal"; readonly median: number; readonly sigma: number }
  | { readonly kind: "shifted"; readonly by: number; readonly then: DelayLaw }
  | { readonly kind: "empirical"; readonly values: readonly number[] };

/** A waiting time: its law, and the mark of its scale (the fixed value, mean or median, in milliseconds). */
export interface Delay {
  readonly law: DelayLaw;
  readonly mark: Mark;
}

/** What is not there. */
export const ZERO: Quantity = { value: 0, mark: UNMARKED };
export const NEVER: Delay = { law: { kind: "never" }, mark: UNMARKED };

const shape = z.number().gt(0).max(1000);
const sigma = z.number().gt(0).max(5);

type LawInput =
  | number
  | { fixed: number }
  | { exponential: { mean: number } }
  | { gamma: { mean: number; shape: number } }
  | { lognormal: { median: number; sigma: number } }
  | { shifted: { by: number; then: LawInput } }
  | { empirical: number[] };

const simpleLaws = {
  fixed: nonNegativeDuration,
  exponential: z.strictObject({ mean: positiveDuration }),
  gamma: z.strictObject({ mean: positiveDuration, shape }),
  lognormal: z.strictObject({ median: positiveDuration, sigma }),
  empirical: z.array(nonNegativeDuration).min(1).max(10_000),
};

const innerLaw = z.union([
  nonNegativeDuration,
  z.strictObject({ fixed: simpleLaws.fixed }),
  z.strictObject({ exponential: simpleLaws.exponential }),
  z.strictObject({ gamma: simpleLaws.gamma }),
  z.strictObject({ lognormal: simpleLaws.lognormal }),
  z.strictObject({ empirical: simpleLaws.empirical }),
]);

const markFields = {
  source: sourceText.optional(),
  assumed: z.tuple([nonNegativeDuration, nonNegativeDuration]).optional(),
  because: becauseText.optional(),
};

function toLaw(given: LawInput): DelayLaw {
  if (typeof given === "number") return { kind: "fixed", value: given };
  if ("fixed" in given) return { kind: "fixed", value: given.fixed };
  if ("exponential" in given) return { kind: "exponential", mean: given.exponential.mean };
  if ("gamma" in given) return { kind: "gamma", ...given.gamma };
  if ("lognormal" in given) return { kind: "lognormal", ...given.lognormal };
  if ("shifted" in given) return { kind: "shifted", by: given.shifted.by, then: toLaw(given.shifted.then) };
  return { kind: "empirical", values: [...given.empirical].sort((a, b) => a - b) };
}

/** The scale of a law, in milliseconds: what an assumed range of a delay speaks of. */
export function scaleOf(law: DelayLaw): number {
  switch (law.kind) {
    case "never":
      return Number.POSITIVE_INFINITY;
    case "fixed":
      return law.value;
    case "exponential":
    case "gamma":
      return law.mean;
    case "lognormal":
      return law.median;
    case "shifted":
      return law.by + scaleOf(law.then);
    case "empirical":
      return law.values[Math.floor((law.values.length - 1) / 2)];
  }
}

/**
 * The same law with another scale (milliseconds): every part is stretched alike, to whole milliseconds. A mean or a median
 * stays at 1 ms or more, as an author may write no shorter one.
 */
export function rescale(law: DelayLaw, scale: number): DelayLaw {
  const old = scaleOf(law);
  const factor = old > 0 ? scale / old : 1;
  const whole = Math.round(scale);
  switch (law.kind) {
    case "never":
      return law;
    case "fixed":
      return { kind: "fixed", value: whole };
    case "exponential":
      return { kind: "exponential", mean: Math.max(1, whole) };
    case "gamma":
      return { kind: "gamma", mean: Math.max(1, whole), shape: law.shape };
    case "lognormal":
      return { kind: "lognormal", median: Math.max(1, whole), sigma: law.sigma };
    case "shifted": {
      const by = Math.round(law.by * factor);
      return { kind: "shifted", by, then: rescale(law.then, whole - by) };
    }
    case "empirical":
      return { kind: "empirical", values: law.values.map((value) => Math.round(value * factor)) };
  }
}

/** A delay's law in each of its forms, with the fields of its mark and what more may stand beside it. */
function lawsWith<T extends z.ZodRawShape>(more: T) {
  const fields = { ...markFields, ...more };
  return z.union([
    nonNegativeDuration,
    z.literal("never"),
    z.strictObject({ fixed: simpleLaws.fixed, ...fields }),
    z.strictObject({ exponential: simpleLaws.exponential, ...fields }),
    z.strictObject({ gamma: simpleLaws.gamma, ...fields }),
    z.strictObject({ lognormal: simpleLaws.lognormal, ...fields }),
    z.strictObject({ empirical: simpleLaws.empirical, ...fields }),
    z.strictObject({ shifted: z.strictObject({ by: nonNegativeDuration, then: innerLaw }), ...fields }),
  ]);
}

type DelayInput = "never" | number | (Exclude<LawInput, number> & MarkInput);
interface MarkInput {
  readonly source?: Text;
  readonly assumed?: readonly [number, number];
  readonly because?: Text;
}

const DELAY_SAID =
  "A waiting time: a duration, never, or one of fixed, exponential, gamma, lognormal, shifted, empirical.";

function readDelay(input: unknown, context: z.RefinementCtx): Delay {
  const given = input as DelayInput;
  if (given === "never") return NEVER;
  if (typeof given === "number") return { law: { kind: "fixed", value: given }, mark: UNMARKED };
  const law = toLaw(given as LawInput);
  if (given.source !== undefined && given.assumed !== undefined) {
    context.issues.push({ code: "custom", message: "two-marks", path: ["assumed"], input: given });
  }
  if (given.assumed !== undefined) {
    const [low, high] = given.assumed;
    const scale = scaleOf(law);
    if (!(low <= scale && scale <= high)) {
      context.issues.push({
        code: "custom",
        message: "range-excludes-value",
        path: ["assumed"],
        input: given,
      });
    }
    return { law, mark: { kind: "assumed", low, high, because: given.because ?? NO_REASON } };
  }
  if (given.source !== undefined) return { law, mark: { kind: "sourced", source: given.source } };
  return { law, mark: UNMARKED };
}

/** A waiting time as an author writes it: a duration, or a law with its parameters, and its mark. */
export const delay = lawsWith({}).describe(DELAY_SAID).transform(readDelay);

/** A waiting time of a protocol, which may name the row of the register of facts that it stands on. */
export const protocolDelay = lawsWith({ row: rowId.optional() }).describe(DELAY_SAID).transform(readDelay);
