import {
  faultsOfMeans,
  faultsOfOthers,
  faultsOfPowers,
  faultsOfRates,
  faultsOfStopped,
} from "../experiment/bounds.ts";
import {
  type Cell,
  cover,
  meanQuestions,
  otherQuestions,
  poolsOf,
  type Question,
  stoppedCells,
} from "../experiment/coverage.ts";
import { errorRates, powers } from "../experiment/errors.ts";
import type { SoakResult } from "./parts.ts";

/** Cascades of each kind: enough that no tail is missing. */
const SIZE = 400_000;
const EXPERIMENTS = 10_000;

export function soak(): SoakResult {
  const pools = poolsOf(SIZE);
  const cellsOf = (questions: readonly Question[]) =>
    questions.flatMap((question) => [50, 200, 1000].map((n) => cover(question, n, EXPERIMENTS, SIZE)));
  const means = cellsOf(meanQuestions(pools));
  const others = cellsOf(otherQuestions(pools));
  const stopped = stoppedCells(pools, EXPERIMENTS);
  const rates = errorRates(pools, 4000);
  const found = [...powers(pools, 4000, 1), ...powers(pools, 4000, 15)];
  return {
    rows: [
      ...[...means, ...others, ...stopped].map(rowOf),
      ...rates.map(({ what, measures, n, wrong }) => ({
        what: `false verdicts of ${measures}: ${what}`,
        n,
        "%": wrong.toFixed(2),
      })),
      ...found.map(({ what, measures, needed, better, worse }) => ({
        what: `better, family of ${measures}: ${what}`,
        n: needed,
        "%": better.toFixed(2),
        under: worse.toFixed(2),
      })),
    ],
    failures: [
      ...faultsOfMeans(means),
      ...faultsOfOthers(others),
      ...faultsOfStopped(stopped),
      ...faultsOfRates(rates),
      ...faultsOfPowers(found),
    ],
  };
}

const rowOf = ({ what, n, covered, under, over, tooFew }: Cell) => ({
  what,
  n,
  "%": covered.toFixed(2),
  under: under.toFixed(2),
  over: over.toFixed(2),
  "too few": tooFew.toFixed(2),
});
