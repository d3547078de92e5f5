/**
 * The family of verdicts that stand together: the headline measures of a comparison times its variants. By Bonferroni
 * each is asked at 1 - alpha / count, so that in at most a share alpha of all comparisons even one *better* or *worse* is
 * false, however the measures hang together; and the interval shown beside a verdict is the very one it was read from,
 * which stepwise corrections such as Holm's cannot offer. All other measures are exploratory and stand at the level of
 * one interval alone.
 */
import { LEVEL } from "./interval.ts";

/** More than this is no headline. */
export const MOST_HEADLINES = 5;

export interface Family {
  /** headline measures, as rows of the layout name them: `id` or `id@platform` */
  readonly measures: readonly string[];
  /** variants compared with the baseline */
  readonly variants: number;
  /** confidence that all verdicts of the family hold together */
  readonly level: number;
  /** confidence of each */
  readonly each: number;
}

/** @throws RangeError for more than five headline measures */
export function familyOf(measures: readonly string[], variants: number, level = LEVEL): Family {
  if (measures.length > MOST_HEADLINES)
    throw new RangeError(`at most ${MOST_HEADLINES} headline measures, got ${measures.length}`);
  return { measures, variants, level, each: levelOfEach(measures.length * variants, level) };
}

/** The level at which each of so many verdicts is asked. */
export function levelOfEach(count: number, level = LEVEL): number {
  return 1 - (1 - level) / Math.max(1, count);
}
