import {
  type Interval,
  meanDifferenceInterval,
  meanInterval,
  PrecisionWatch,
  pairedProportionInterval,
  pairedQuantile,
  proportionInterval,
  quantileWithInterval,
  ratioValues,
} from "../../src/experiment/index.ts";
import { type CascadeName, meanOf, type Pool, poolOf, Sampler } from "./cascades.ts";

/** How often an interval held the truth. */
export interface Cell {
  readonly what: string;
  readonly n: number;
  readonly experiments: number;
  /** of those that gave an interval, in percent */
  readonly covered: number;
  /** percent in which the truth lay under, and over */
  readonly under: number;
  readonly over: number;
  /** percent that answered "too few to tell" */
  readonly tooFew: number;
}

/** Pools by kind of cascade. */
export type Pools = Readonly<Record<CascadeName, Pool>>;

export function poolsOf(size: number): Pools {
  return {
    "25 min": poolOf("25 min", size),
    "1 h": poolOf("1 h", size),
    "2 h": poolOf("2 h", size),
    "exp 1/b": poolOf("exp 1/b", size),
    "exp 3/b": poolOf("exp 3/b", size),
  };
}

/** An experiment: places in the pools to an interval, and the truth it should hold. */
export interface Question {
  readonly what: string;
  readonly truth: number;
  readonly ask: (places: Int32Array) => Interval;
}

const percent = (count: number, of: number) => (100 * count) / of;

export function cover(question: Question, n: number, experiments: number, size: number): Cell {
  const sampler = new Sampler(size, 77);
  let under = 0;
  let over = 0;
  let tooFew = 0;
  for (let experiment = 0; experiment < experiments; experiment++) {
    const interval = question.ask(sampler.places(experiment, n));
    if (interval.kind === "too-few") tooFew++;
    else if (interval.kind === "constant") {
      if (interval.value > question.truth) under++;
      if (interval.value < question.truth) over++;
    } else {
      if (interval.low !== null && interval.low > question.truth) under++;
      if (interval.high !== null && interval.high < question.truth) over++;
    }
  }
  const given = experiments - tooFew;
  return {
    what: question.what,
    n,
    experiments,
    covered: percent(given - under - over, given),
    under: percent(under, given),
    over: percent(over, given),
    tooFew: percent(tooFew, experiments),
  };
}

export function at(values: Float64Array, places: Int32Array): Float64Array {
  const taken = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) taken[i] = values[places[i]];
  return taken;
}

const less = (slow: Float64Array, fast: Float64Array): Float64Array =>
  slow.map((value, i) => value - fast[i]);

/** A second sample that has nothing to do with the first: the same places, far along. */
const apart = (places: Int32Array, size: number) =>
  places.map((place, i) => (place * 7919 + 104_729 * (i + 1)) % size);

const one = (what: string, values: Float64Array): Question => ({
  what,
  truth: meanOf(values),
  ask: (places) => meanInterval(at(values, places)),
});

const twoSample = (what: string, slow: Float64Array, fast: Float64Array): Question => ({
  what,
  truth: meanOf(slow) - meanOf(fast),
  ask: (places) => meanDifferenceInterval(at(fast, apart(places, slow.length)), at(slow, places)),
});

/** Means, unpaired and paired, of totals and of item-hours, at n_e = 0.5 and 0.75. */
export function meanQuestions(pools: Pools): Question[] {
  return [
    one("total, n_e 0.5", pools["1 h"].totals),
    one("total, n_e 0.75", pools["2 h"].totals),
    one("item-hours, n_e 0.5", pools["exp 1/b"].hours),
    one("item-hours, n_e 0.75", pools["exp 3/b"].hours),
    twoSample("total, 0.5 less 0.25, apart", pools["1 h"].totals, pools["25 min"].totals),
    twoSample("total, 0.75 less 0.5, apart", pools["2 h"].totals, pools["1 h"].totals),
    one("total, 0.5 less 0.25, paired", less(pools["1 h"].totals, pools["25 min"].totals)),
    one("total, 0.75 less 0.5, paired", less(pools["2 h"].totals, pools["1 h"].totals)),
    one("item-hours, 0.75 less 0.5, paired", less(pools["exp 3/b"].hours, pools["exp 1/b"].hours)),
    one("total, two rules alike in the mean, paired", less(pools["2 h"].totals, pools["exp 3/b"].totals)),
  ];
}

const shareOf = (values: Float64Array, holds: (value: number) => boolean) =>
  values.reduce((sum, value) => sum + (holds(value) ? 1 : 0), 0) / values.length;

/** The value that a share of the pool does not pass. */
const quantileOf = (values: Float64Array, share: number) =>
  values.toSorted()[Math.ceil(share * values.length) - 1];

const quantile = (what: string, values: Float64Array, level: number): Question => ({
  what: `${what}, ${100 * level} %`,
  truth: quantileOf(values, level),
  ask: (places) => quantileWithInterval(at(values, places).sort(), level).interval,
});

const pairedMedian = (what: string, differences: Float64Array): Question => ({
  what,
  truth: quantileOf(differences, 0.5),
  ask: (places) => {
    const own = at(differences, places);
    return pairedQuantile({ low: own, high: own }, 0.5).interval;
  },
});

const ratioAt = ({ hoursEach, items }: Pool, places: Int32Array) =>
  ratioValues({ ratios: at(hoursEach, places), weights: at(items, places) });

const sumOverSum = ({ hours, items }: Pool) => meanOf(hours) / meanOf(items);

/** Shares, differences of paired shares, quantiles and ratios of the same cascades. */
export function otherQuestions(pools: Pools): Question[] {
  const [fast, slow] = [pools["1 h"], pools["2 h"]];
  const [quick, long] = [pools["exp 1/b"], pools["exp 3/b"]];
  const share = (least: number): Question => ({
    what: `share with ${least} items or more`,
    truth: shareOf(slow.totals, (total) => total >= least),
    ask: (places) => {
      const yes = places.reduce((sum, place) => sum + (slow.totals[place] >= least ? 1 : 0), 0);
      return proportionInterval(yes, places.length);
    },
  });
  const pairedShare = (least: number): Question => ({
    what: `paired shares with ${least} items or more`,
    truth: shareOf(fast.totals, (total) => total >= least) - shareOf(slow.totals, (total) => total >= least),
    ask: (places) => {
      let onlyBaseline = 0;
      let onlyVariant = 0;
      for (const place of places) {
        const [before, after] = [slow.totals[place] >= least, fast.totals[place] >= least];
        if (before && !after) onlyBaseline++;
        if (after && !before) onlyVariant++;
      }
      return pairedProportionInterval({ onlyBaseline, onlyVariant, n: places.length });
    },
  });
  const ratio = (what: string, pool: Pool): Question => ({
    what,
    truth: sumOverSum(pool),
    ask: (places) => {
      const found = ratioAt(pool, places);
      return typeof found === "string" ? { kind: "too-few", why: found } : meanInterval(found.values);
    },
  });
  return [
    share(2),
    share(10),
    share(40),
    pairedShare(2),
    pairedShare(10),
    pairedShare(40),
    quantile("total", slow.totals, 0.5),
    quantile("total", slow.totals, 0.95),
    quantile("hours of the original", long.original, 0.05),
    quantile("hours of the original", long.original, 0.5),
    quantile("hours of the original", long.original, 0.95),
    pairedMedian("median of paired hours of the original", less(quick.original, long.original)),
    pairedMedian("median of paired totals", less(fast.totals, slow.totals)),
    ratio("hours an item, n_e 0.5", quick),
    ratio("hours an item, n_e 0.75", long),
    {
      what: "hours an item, paired",
      truth: sumOverSum(quick) - sumOverSum(long),
      ask: (places) => {
        const [after, before] = [ratioAt(quick, places), ratioAt(long, places)];
        if (typeof after === "string") return { kind: "too-few", why: after };
        if (typeof before === "string") return { kind: "too-few", why: before };
        return meanInterval(after.values.map((value, i) => value - before.values[i]));
      },
    },
  ];
}

/** Means of batches that precision stopped: `n` is the mean length of a batch. */
export function coverStopped(what: string, values: Float64Array, target: number, experiments: number): Cell {
  const truth = meanOf(values);
  const sampler = new Sampler(values.length, 78);
  const most = 20_000;
  let under = 0;
  let over = 0;
  let length = 0;
  for (let experiment = 0; experiment < experiments; experiment++) {
    let drawn = at(values, sampler.places(experiment, 2000));
    const watch = new PrecisionWatch([
      {
        name: what,
        target,
        at: (n) => {
          while (drawn.length < n) drawn = at(values, sampler.places(experiment, 4 * drawn.length));
          const own = drawn.subarray(0, n);
          return { values: own, unit: meanOf(own) };
        },
      },
    ]);
    const n = watch.advance(most).stoppedAt ?? most;
    length += n;
    const interval = meanInterval(drawn.subarray(0, n));
    if (interval.kind !== "interval") throw new Error(`${what}: stopped without an interval`);
    if ((interval.low ?? 0) > truth) under++;
    if ((interval.high ?? 0) < truth) over++;
  }
  return {
    what: `${what}, half-width ${100 * target} %`,
    n: Math.round(length / experiments),
    experiments,
    covered: (100 * (experiments - under - over)) / experiments,
    under: (100 * under) / experiments,
    over: (100 * over) / experiments,
    tooFew: 0,
  };
}

export function stoppedCells(pools: Pools, experiments: number): Cell[] {
  return [
    coverStopped("total, n_e 0.5", pools["1 h"].totals, 0.15, experiments),
    coverStopped("total, n_e 0.75", pools["2 h"].totals, 0.2, experiments),
    coverStopped(
      "total, 0.5 less 0.25, paired",
      less(pools["1 h"].totals, pools["25 min"].totals),
      0.25,
      experiments,
    ),
    coverStopped(
      "total, 0.75 less 0.5, paired",
      less(pools["2 h"].totals, pools["1 h"].totals),
      0.3,
      experiments,
    ),
  ];
}
