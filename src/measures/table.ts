import { ALERTS_MEASURES } from "./table/alerts.ts";
import { BESIDE_REMOVAL_MEASURES } from "./table/beside.ts";
import { BURDEN_MEASURES } from "./table/burden.ts";
import { DUTIES_MEASURES } from "./table/duties.ts";
import type { MeasureEntry } from "./table/entry.ts";
import { EXPOSURE_MEASURES } from "./table/exposure.ts";
import { HASHES_MEASURES } from "./table/hashes.ts";
import { LAWFUL_MEASURES } from "./table/lawful.ts";
import { LIMITS_MEASURES } from "./table/limits.ts";
import { MISTAKES_MEASURES } from "./table/mistakes.ts";
import { ORIGINALS_MEASURES } from "./table/originals.ts";
import { OVERSIGHT_MEASURES } from "./table/oversight.ts";
import { REDRESS_MEASURES } from "./table/redress.ts";
import { TIMES_MEASURES } from "./table/times.ts";
import { TOGETHER_MEASURES } from "./table/together.ts";
import { VIEWS_MEASURES } from "./table/views.ts";
import { WORK_MEASURES } from "./table/work.ts";

/**
 * Every measure there is, once, in the order of its rows: each family in a file of its own. Another order is another digest.
 */
export const MEASURE_TABLE: readonly MeasureEntry[] = [
  ...EXPOSURE_MEASURES,
  ...VIEWS_MEASURES,
  ...TIMES_MEASURES,
  ...ORIGINALS_MEASURES,
  ...LAWFUL_MEASURES,
  ...DUTIES_MEASURES,
  ...WORK_MEASURES,
  ...TOGETHER_MEASURES,
  ...ALERTS_MEASURES,
  ...HASHES_MEASURES,
  ...REDRESS_MEASURES,
  ...BESIDE_REMOVAL_MEASURES,
  ...BURDEN_MEASURES,
  ...MISTAKES_MEASURES,
  ...OVERSIGHT_MEASURES,
  ...LIMITS_MEASURES,
];
