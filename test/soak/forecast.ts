import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { playExercises } from "../exercise/calibration.ts";
import { BAND, calibrationPage, DOUBT } from "../exercise/calibration-page.ts";
import { firstThreeHours, small } from "../exercise/calibration-settings.ts";
import {
  calibrationOf,
  holds,
  knowledgeOfDraws,
  reliability,
  scores,
  within,
} from "../exercise/calibration-table.ts";
import type { SoakResult } from "./parts.ts";

const EXERCISES = 200;
const CONTINUATIONS = 60;
const SHIPPED = 10;
const SHIPPED_CONTINUATIONS = 20;
const SEED = 500;
/** One in a hundred such soaks fails though every chance is right. */
const FAILS = 0.01;
/** Half an interval of the band: wider, and nothing would have been shown. */
const WIDEST = 0.06;
const PAGE = join(import.meta.dirname, "../../docs/forecast.md");

/** Exercises stopped, forecast and played on; writes what it finds into the documentation. */
export function soak(): SoakResult {
  const { cases, withPeople } = playExercises(small(), EXERCISES, CONTINUATIONS, {
    seed: SEED,
    isWithPeople: true,
  });
  const { cases: shipped } = playExercises([firstThreeHours()], SHIPPED, SHIPPED_CONTINUATIONS, {
    seed: SEED,
  });
  writeFileSync(
    PAGE,
    calibrationPage({ exercises: EXERCISES, continuations: CONTINUATIONS, cases, withPeople, shipped }),
  );
  const lines = reliability(cases, DOUBT);
  const strict = reliability(cases, FAILS / 3 / lines.length);
  const band = calibrationOf(within(cases, ...BAND), FAILS / 3, ...BAND);
  const own = knowledgeOfDraws(cases, FAILS / 3);
  const { forecast, base } = scores(cases);
  const wide =
    (calibrationOf(within(cases, ...BAND), DOUBT).high ?? 1) -
    (calibrationOf(within(cases, ...BAND), DOUBT).low ?? 0);
  return {
    rows: [...lines, band].map(({ from, to, n, exercises, predicted, observed, low, high }) => ({
      told: `${Math.round(from * 100)}-${Math.round(to * 100)} %`,
      duties: n,
      exercises,
      predicted: predicted.toFixed(3),
      held: observed.toFixed(3),
      low: low?.toFixed(3) ?? "",
      high: high?.toFixed(3) ?? "",
    })),
    failures: [
      ...strict
        .filter((each) => !holds(each))
        .map(
          ({ from, to, predicted, observed }) =>
            `told ${from} to ${to}: predicted ${predicted}, held ${observed}`,
        ),
      ...(holds(band) ? [] : [`70 to 90 %: predicted ${band.predicted}, held ${band.observed}`]),
      ...(wide / 2 <= WIDEST ? [] : [`70 to 90 %: the interval is ${wide} wide`]),
      ...((own.low ?? -1) <= 0 && (own.high ?? 1) >= 0 ? [] : [`it knows draws to come: ${own.mean}`]),
      ...(forecast < base * 0.8 ? [] : [`it says no more than one chance for all: ${forecast}, ${base}`]),
    ],
  };
}
