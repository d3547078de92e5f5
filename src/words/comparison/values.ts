import { type Language, tidy, type Words } from "../language.ts";
import { sayValue } from "../measures.ts";
import { sayClock, sayNumber, sayShare, saySpan } from "../numbers.ts";
import type { IntervalLine, MeasureShape, QuantileLine, SummaryLine, TooFewWhy } from "./data.ts";

/** Numbers of a comparison with their units: values, differences, intervals, quantiles. */

const DIGITS = 3;

const NO_BREAK = "\u00a0";

/** One number is never broken over two lines. */
export const unbroken = (text: string): string => text.replaceAll(" ", NO_BREAK);

type Shape = Pick<MeasureShape, "unit" | "kind">;

export const isInstant = ({ unit, kind }: Shape): boolean => unit === "ms" && kind === "instant";

/** A value of a measure: an instant on the incident's clock, all else with its unit. */
export function sayMeasured(value: number, shape: Shape, language: Language): string {
  if (isInstant(shape)) return sayClock(value);
  if (shape.unit === "yes/no") return sayShare(value, language);
  return unbroken(sayValue(value, shape.unit, language, DIGITS));
}

const POINTS: Words = { en: "points", fr: "points" };

/** The size of a difference, without its sign. Shares differ by percentage points. */
export function saySize(value: number, { unit }: Pick<Shape, "unit">, language: Language): string {
  const size = Math.abs(value);
  if (unit === "ms") return unbroken(saySpan(size, language));
  if (unit === "share" || unit === "yes/no")
    return unbroken(`${sayNumber(Math.round(size * 1000) / 10, language)} ${POINTS[language]}`);
  return unbroken(sayValue(size, unit, language, DIGITS));
}

/** Units whose numbers carry their own sign of it; others stand once, beside the number that an interval belongs to. */
const WITH_UNIT: readonly string[] = ["ms", "share", "yes/no"];

/** A value as the end of an interval. */
export function sayEnd(value: number, shape: Shape, language: Language): string {
  return WITH_UNIT.includes(shape.unit)
    ? sayMeasured(value, shape, language)
    : sayNumber(value, language, DIGITS);
}

/** The size of a difference as the end of an interval. */
function saySizeEnd(value: number, shape: Pick<Shape, "unit">, language: Language): string {
  if (shape.unit === "ms") return saySize(value, shape, language);
  const size = Math.abs(value);
  const isShare = WITH_UNIT.includes(shape.unit);
  return sayNumber(isShare ? Math.round(size * 1000) / 10 : size, language, DIGITS);
}

/** A difference with its sign as the end of an interval. */
export function saySignedEnd(value: number, shape: Pick<Shape, "unit">, language: Language): string {
  const size = saySizeEnd(value, shape, language);
  return value === 0 ? size : `${value < 0 ? "−" : "+"}${size}`;
}

/** A difference with its sign. */
export function saySigned(value: number, shape: Pick<Shape, "unit">, language: Language): string {
  const size = saySize(value, shape, language);
  return value === 0 ? size : `${value < 0 ? "−" : "+"}${size}`;
}

const WAYS = {
  instant: {
    en: { less: "earlier", more: "later" },
    fr: { less: "plus tôt", more: "plus tard" },
  },
  length: {
    en: { less: "shorter", more: "longer" },
    fr: { less: "de moins", more: "de plus" },
  },
  count: {
    en: { less: "fewer", more: "more" },
    fr: { less: "de moins", more: "de plus" },
  },
  amount: {
    en: { less: "less", more: "more" },
    fr: { less: "de moins", more: "de plus" },
  },
} as const;

const COUNTED: readonly string[] = ["items", "attempts", "views", "count", "people", "money"];

/** Which way a difference goes, in the measure's own words. */
export function sayWay(value: number, shape: Shape, language: Language): string {
  const kind = isInstant(shape)
    ? "instant"
    : shape.unit === "ms"
      ? "length"
      : COUNTED.includes(shape.unit)
        ? "count"
        : "amount";
  return WAYS[kind][language][value < 0 ? "less" : "more"];
}

/** “23 min shorter”. */
export function sayDifference(value: number, shape: Shape, language: Language): string {
  if (value === 0) return { en: "no difference", fr: "aucune différence" }[language];
  const size = saySize(value, shape, language);
  if (shape.unit === "share" || shape.unit === "yes/no" || COUNTED.includes(shape.unit) || language === "fr")
    return joinSize(size, sayWay(value, shape, language), language);
  return `${size} ${sayWay(value, shape, language)}`;
}

/** English counts “40 fewer views”, French “40 vues de moins”. */
function joinSize(size: string, way: string, language: Language): string {
  if (language === "fr") return `${size} ${way}`;
  const [number, ...unit] = size.split(NO_BREAK);
  return unit.length === 0 ? `${size} ${way}` : [number, way, ...unit].join(" ");
}

const TOO_FEW: Readonly<Record<TooFewWhy, Words>> = {
  replications: { en: "too few replications to tell", fr: "trop peu de réplications pour le dire" },
  "few-differ": {
    en: "too few replications differ to tell",
    fr: "trop peu de réplications diffèrent pour le dire",
  },
  "no-values": { en: "it exists in no replication", fr: "n’existe dans aucune réplication" },
  "no-end": {
    en: "runs beyond all clocks: no mean can be taken",
    fr: "au-delà de toute horloge : aucune moyenne possible",
  },
  "no-denominator": { en: "too little to divide by", fr: "trop peu par quoi diviser" },
};

export const sayTooFew = (why: TooFewWhy, language: Language): string =>
  tidy(TOO_FEW[why][language], language);

type Say = (value: number) => string;

/** An interval in a table: both ends, or the end that is known, or why there is none. `n`: replications behind it. */
export function sayInterval(interval: IntervalLine, say: Say, n: number, language: Language): string {
  switch (interval.kind) {
    case "interval":
      return sayEnds(interval.low, interval.high, say, language);
    case "constant": {
      const all = sayNumber(n, language);
      const others = sayShare(interval.othersAtMost, language);
      return {
        en: `in all ${all} replications; another value in at most ${others} of all`,
        fr: `dans les ${all} réplications ; une autre valeur dans au plus ${others} de toutes`,
      }[language];
    }
    case "too-few":
      return sayTooFew(interval.why, language);
    default:
      return interval satisfies never;
  }
}

export function sayEnds(low: number | null, high: number | null, say: Say, language: Language): string {
  if (low !== null && high !== null) return `${say(low)} … ${say(high)}`;
  if (low !== null) return { en: `${say(low)} or more`, fr: `${say(low)} ou plus` }[language];
  if (high !== null) return { en: `${say(high)} or less`, fr: `${say(high)} ou moins` }[language];
  return { en: "too few to bound it", fr: "trop peu pour le borner" }[language];
}

/** The interval of a difference, in words where both ends lie on the same side or apart. */
export function sayDifferenceEnds(
  interval: IntervalLine,
  shape: Shape,
  n: number,
  language: Language,
): string {
  if (interval.kind !== "interval" || interval.low === null || interval.high === null)
    return sayInterval(interval, (value) => sayDifference(value, shape, language), n, language);
  const { low, high } = interval;
  if (low < 0 && high > 0) {
    const [down, up] = [low, high].map((value) => sayDifference(value, shape, language));
    return { en: `anything from ${down} to ${up}`, fr: `tout est possible, de ${down} à ${up}` }[language];
  }
  const [near, far] = Math.abs(low) <= Math.abs(high) ? [low, high] : [high, low];
  const small = near === 0 ? sayNumber(0, language) : saySizeEnd(near, shape, language);
  return {
    en: `${small} to ${saySizeEnd(far, shape, language)}`,
    fr: `de ${small} à ${saySizeEnd(far, shape, language)}`,
  }[language];
}

const NOT_REACHED: Words = { en: "not reached", fr: "non atteint" };

/** A quantile of single replications; one among those that had not come is not reached. */
export function sayQuantile(
  { value }: Pick<QuantileLine, "value">,
  shape: Shape,
  language: Language,
): string {
  return value === null ? NOT_REACHED[language] : sayMeasured(value, shape, language);
}

/** The estimate of one side; a share of replications with how many they are. */
export function sayEstimate(summary: SummaryLine | null, shape: Shape, language: Language): string {
  if (summary === null || summary.estimate === null) return "–";
  if (summary.n === 0 && summary.open > 0) return NOT_REACHED[language];
  const { is, estimate, n, open } = summary;
  if (is !== "share") return sayMeasured(estimate, shape, language);
  const all = n + open;
  const yes = sayNumber(Math.round(estimate * all), language);
  return {
    en: `${yes} of ${sayNumber(all, language)}`,
    fr: `${yes} sur ${sayNumber(all, language)}`,
  }[language].replaceAll(" ", NO_BREAK);
}

const UP_TO_THE_END: Words = { en: "mean up to the end", fr: "moyenne jusqu’à la fin" };

/** What a mean leaves out or stands for: that it goes up to the end only, how many were open, how many do not have it. */
export function sayRestriction(
  baseline: SummaryLine | null,
  variant: SummaryLine | null,
  language: Language,
): string {
  const sides = [baseline, variant].filter((side) => side !== null);
  const all = sayNumber(Math.max(0, ...sides.map(({ replications }) => replications)), language);
  const count = (pick: (side: SummaryLine) => number): string | undefined => {
    const counts = sides.map(pick);
    if (counts.every((each) => each === 0)) return undefined;
    const said = [...new Set(counts)].map((each) => sayNumber(each, language));
    return {
      en: `${said.join(" and ")} of ${all}`,
      fr: `${said.join(" et ")} sur ${all}`,
    }[language];
  };
  const [open, absent] = [count((side) => side.open), count((side) => side.absent)];
  const parts = [
    sides.some(({ is }) => is === "restricted-mean") ? UP_TO_THE_END[language] : "",
    open === undefined ? "" : { en: `open in ${open}`, fr: `en cours dans ${open}` }[language],
    absent === undefined
      ? ""
      : { en: `does not exist in ${absent}`, fr: `n’existe pas dans ${absent}` }[language],
  ];
  return parts.filter((part) => part !== "").join(", ");
}
