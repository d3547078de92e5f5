import {
  edgesOf,
  levelOfEach,
  type Margin,
  replicationsNeeded,
  standingOf,
  verdictOf,
} from "../../src/experiment/index.ts";
import { meanOf, Sampler } from "./cascades.ts";
import { at, type Pools } from "./coverage.ts";

/** How often a family of verdicts on differences that are not there held at least one false *better* or *worse*. */
export interface ErrorRate {
  readonly what: string;
  readonly measures: number;
  readonly n: number;
  readonly experiments: number;
  /** percent */
  readonly wrong: number;
  /** 5 % and three standard errors, in percent */
  readonly allowed: number;
}

/** Nothing is too small to matter: the harshest margin there is. */
const ANYTHING: Margin = { smallestDifference: 0, smallestDifferenceIs: "absolute" };

const allowedFor = (experiments: number) => 100 * (0.05 + 3 * Math.sqrt((0.05 * 0.95) / experiments));

/** Pairs that do not differ in the mean, though in all else. */
interface Null {
  readonly what: string;
  /** `draw(k)`: places for the k-th draw of this measure */
  pair(draw: (k: number) => Int32Array): { baseline: Float64Array; variant: Float64Array };
}

function nullsOf(pools: Pools): Null[] {
  const { totals } = pools["2 h"];
  const other = pools["exp 3/b"].totals;
  // Both rules have the same closed form; what the pools differ by is chance of the pool.
  const offset = meanOf(totals) - meanOf(other);
  return [
    {
      what: "pairs that drew apart",
      pair: (draw) => ({ baseline: at(totals, draw(0)), variant: at(totals, draw(1)) }),
    },
    {
      what: "pairs that drew alike, two rules",
      pair: (draw) => {
        const places = draw(0);
        return { baseline: at(totals, places), variant: at(other, places).map((value) => value + offset) };
      },
    },
  ];
}

/** Families of 1, 10 and 100: the first of a hundred measures, the first ten, all. */
const FAMILIES = [1, 10, 100] as const;

export function errorRates(pools: Pools, experiments: number): ErrorRate[] {
  return nullsOf(pools).flatMap((given) =>
    [false, true].flatMap((isCorrelated) => ratesOf(given, isCorrelated, experiments, pools["2 h"].size)),
  );
}

function ratesOf(given: Null, isCorrelated: boolean, experiments: number, size: number): ErrorRate[] {
  const n = 200;
  const most = Math.max(...FAMILIES);
  const sampler = new Sampler(size, isCorrelated ? 901 : 902);
  // Strongly correlated: nine of ten replications are the same in all measures.
  const mix = (common: Int32Array, number: number) => {
    if (!isCorrelated) return sampler.places(number, n);
    const mixed = common.slice();
    const own = sampler.places(number, n / 10);
    for (let i = 0; i < own.length; i++) mixed[10 * i] = own[i];
    return mixed;
  };
  const wrong = FAMILIES.map(() => 0);
  for (let experiment = 0; experiment < experiments; experiment++) {
    const first = experiment * 1000;
    const common = [0, 1].map((k) => sampler.places(first + k, n));
    const isWrong = FAMILIES.map(() => false);
    for (let measure = 0; measure < most; measure++) {
      const { baseline, variant } = given.pair((k) => mix(common[k], first + 2 * measure + 2 + k));
      const edges = edgesOf(baseline, variant, ANYTHING);
      for (const [family, count] of FAMILIES.entries()) {
        if (measure >= count) continue;
        const standing = standingOf(edges, levelOfEach(count));
        if (standing === "lower" || standing === "higher") isWrong[family] = true;
      }
    }
    for (const family of FAMILIES.keys()) if (isWrong[family]) wrong[family]++;
  }
  return FAMILIES.map((measures, family) => ({
    what: `${given.what}, ${isCorrelated ? "strongly correlated" : "independent"}`,
    measures,
    n,
    experiments,
    wrong: (100 * wrong[family]) / experiments,
    allowed: allowedFor(experiments),
  }));
}

/** How often a difference that is there is called so, at the number of replications that a pilot said is needed. */
export interface Power {
  readonly what: string;
  readonly measures: number;
  readonly experiments: number;
  /** percent of pilots that could say a number */
  readonly said: number;
  /** mean of what they said */
  readonly needed: number;
  /** percent of fresh experiments of that size, *better* and *worse* */
  readonly better: number;
  readonly worse: number;
}

export function powers(pools: Pools, experiments: number, measures: number): Power[] {
  const level = levelOfEach(measures);
  const margin: Margin = { smallestDifference: 0.05, smallestDifferenceIs: "relative" };
  const size = pools["2 h"].size;
  const cases = [
    ["removal after 1 h against 2 h", pools["2 h"].totals, pools["1 h"].totals],
    ["removal after 25 min against 1 h", pools["1 h"].totals, pools["25 min"].totals],
    ["exponential removal, mean 1/b against 3/b", pools["exp 3/b"].hours, pools["exp 1/b"].hours],
  ] as const;
  return cases.map(([what, slow, fast]) => {
    const sampler = new Sampler(size, 555);
    const edgesAt = (experiment: number, n: number) => {
      const places = sampler.places(experiment, n);
      return edgesOf(at(slow, places), at(fast, places), margin);
    };
    let said = 0;
    let sum = 0;
    let better = 0;
    let worse = 0;
    for (let experiment = 0; experiment < experiments; experiment++) {
      const needed = replicationsNeeded(edgesAt(2 * experiment, 50), level);
      if (needed === null) continue;
      said++;
      sum += needed;
      const { kind } = verdictOf({
        direction: "lower-better",
        edges: edgesAt(2 * experiment + 1, needed),
        level,
        openOnlyInBaseline: 0,
        openOnlyInVariant: 0,
      });
      if (kind === "better") better++;
      if (kind === "worse") worse++;
    }
    return {
      what,
      measures,
      experiments,
      said: (100 * said) / experiments,
      needed: Math.round(sum / said),
      better: (100 * better) / said,
      worse: (100 * worse) / said,
    };
  });
}
