/**
 * Intervals of proportions: of what was so in some of the replications.
 *
 * One proportion: C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of
 * the binomial", Biometrika 26 (1934). Exact: never below its level, whatever the true share; 0 of n has an upper limit
 * above 0, n of n a lower limit below 1.
 *
 * Difference of paired proportions: D. G. Bonett and R. M. Price, "Adjusted Wald confidence interval for a difference of
 * binomial proportions based on paired data", Journal of Educational and Behavioral Statistics 37 (2012): one more
 * replication in each discordant cell. Over a grid of shares and n from 30 to 200 its exact coverage is 93.8 % and more
 * (Tango's score interval: 93.0 %).
 */
import { betaQuantile, normalQuantile } from "../engine/index.ts";
import { type Interval, LEVEL } from "./interval.ts";

/** Of n replications `successes` were so: the share of all that could be made. */
export function proportionInterval(successes: number, n: number, level = LEVEL): Interval {
  if (n === 0) return { kind: "too-few", why: "no-values" };
  const tail = (1 - level) / 2;
  return {
    kind: "interval",
    low: successes === 0 ? 0 : betaQuantile(successes, n - successes + 1, tail),
    high: successes === n ? 1 : betaQuantile(successes + 1, n - successes, 1 - tail),
    level,
    method: "clopper-pearson",
  };
}

/** Pairs in which only one of the two was so; the rest agree. */
export interface Discordance {
  readonly onlyBaseline: number;
  readonly onlyVariant: number;
  readonly n: number;
}

/** The share that is so under the variant less that under the baseline. */
export function pairedProportionInterval(
  { onlyBaseline, onlyVariant, n }: Discordance,
  level = LEVEL,
): Interval {
  if (n === 0) return { kind: "too-few", why: "no-values" };
  const more = (onlyVariant + 1) / (n + 2);
  const fewer = (onlyBaseline + 1) / (n + 2);
  const middle = more - fewer;
  const half = -normalQuantile((1 - level) / 2) * Math.sqrt((more + fewer - middle * middle) / (n + 2));
  return {
    kind: "interval",
    low: Math.max(-1, middle - half),
    high: Math.min(1, middle + half),
    level,
    method: "bonett-price",
  };
}
