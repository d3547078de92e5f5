import { beforeAll, describe, expect, test } from "vitest";
import { faultsOfMeans, faultsOfOthers, faultsOfPowers, faultsOfRates, faultsOfStopped } from "./bounds.ts";
import {
  type Cell,
  cover,
  meanQuestions,
  otherQuestions,
  type Pools,
  poolsOf,
  stoppedCells,
} from "./coverage.ts";
import { errorRates, powers } from "./errors.ts";

const SIZE = 40_000;

let pools: Pools;

beforeAll(() => {
  pools = poolsOf(SIZE);
});

const cells = (
  questions: ReturnType<typeof meanQuestions>,
  sizes: Readonly<Record<number, number>>,
): Cell[] =>
  questions.flatMap((question) =>
    Object.entries(sizes).map(([n, experiments]) => cover(question, Number(n), experiments, SIZE)),
  );

describe("an interval holds the truth as often as it says, on cascades", () => {
  test("of means, apart and paired: 93 to 97 % at 200 and 1,000 replications, 92 % at 50", () => {
    expect(faultsOfMeans(cells(meanQuestions(pools), { 50: 2000, 200: 2000, 1000: 1000 }))).toEqual([]);
  });

  test("of shares, paired shares, quantiles and ratios: at least 93 %", () => {
    expect(faultsOfOthers(cells(otherQuestions(pools), { 50: 1000, 200: 1000 }))).toEqual([]);
  });

  test("of batches that precision stopped: 93 to 97 %", () => {
    expect(faultsOfStopped(stoppedCells(pools, 2000))).toEqual([]);
  });
});

describe("a verdict", () => {
  test("is false in at most 5 % of comparisons of 1, 10 or 100 measures that do not differ", () => {
    expect(faultsOfRates(errorRates(pools, 400))).toEqual([]);
  });

  test("comes at the number of replications that is said to be needed, and not the wrong way round", () => {
    expect(faultsOfPowers([...powers(pools, 400, 1), ...powers(pools, 400, 15)])).toEqual([]);
  });
});
