import {
  allAtOnce,
  capped,
  empirical,
  exponential,
  exponentialKernel,
  finitePopulation,
  fixed,
  found,
  gamma,
  hoursAllAtOnce,
  inPhases,
  type Kernel,
  type Law,
  lognormal,
  type Moments,
  momentsOf,
  ownAge,
  type PhaseFlow,
  plus,
  powerKernel,
  progeny,
  renewal,
  rooted,
  seenAt,
  severalPlatforms,
  shifted,
  type Types,
  twoPhase,
  twoPhaseFixedAge,
  unmoderated,
  variants,
} from "./formulas.ts";

/** What one measure of one file must be, on average over replications. */
export interface Expectation {
  readonly id: string;
  readonly platform?: string;
  readonly mean: number;
  /** given where it is known and the fourth moment exists */
  readonly variance?: number;
}

/** A scenario file and what it must give. */
export interface ClosedForm {
  readonly file: string;
  readonly expected: readonly Expectation[];
  /** share of replications that reach the cap */
  readonly capped?: number;
}

const total = (of: Moments | number): Expectation =>
  typeof of === "number" ? { id: "items.total", mean: of } : { id: "items.total", ...of };
const removed = (mean: number): Expectation => ({ id: "items.removed", mean });
const blocked = (mean: number): Expectation => ({ id: "uploads.blocked", mean });
const online = (mean: number): Expectation => ({ id: "items.online", mean });
const hours = (mean: number): Expectation => ({ id: "item.hours", mean });
const at = (platform: string, ...expected: readonly Expectation[]): Expectation[] =>
  expected.map((each) => ({ ...each, platform }));

const averageOf = (law: Law) => law.mean((time) => time);

/** Rule (c) alone: all items go, none is blocked, each is up for its age. */
function eachAtItsAge(file: string, n: number, kernel: Kernel, age: Law): ClosedForm {
  const moments = ownAge(n, kernel, age);
  return {
    file,
    expected: [
      total(moments),
      removed(moments.mean),
      blocked(0),
      hours(moments.mean * averageOf(age)),
      online(0),
    ],
  };
}

/** Rule (b) alone. */
function allGoAt(file: string, n: number, halfLife: number, time: Law): ClosedForm {
  const moments = allAtOnce(n, halfLife, time);
  return {
    file,
    expected: [total(moments), removed(moments.mean), blocked(0), hours(hoursAllAtOnce(n, halfLife, time))],
  };
}

/** Rule (a) alone: copies stay. */
function originalGoes(file: string, n: number, kernel: Kernel, age: Law): ClosedForm {
  const share = momentsOf(age, (time) => n * kernel(time));
  return { file, expected: [total(rooted(share, unmoderated(n))), removed(1), blocked(0)] };
}

/** The original at an age of its own, copies at another. */
function originalApart(file: string, n: number, kernel: Kernel, own: Law, copies: Law): ClosedForm {
  const all = rooted(
    momentsOf(own, (time) => n * kernel(time)),
    ownAge(n, kernel, copies),
  );
  return {
    file,
    expected: [total(all), removed(all.mean), hours(averageOf(own) + (all.mean - 1) * averageOf(copies))],
  };
}

function again(
  file: string,
  n: number,
  kernel: Kernel,
  age: Law,
  probability: number,
  block: number,
): ClosedForm {
  const moments = ownAge(n, kernel, age, probability * (1 - block));
  return {
    file,
    expected: [
      total(moments),
      removed(moments.mean),
      blocked(moments.mean * probability * block),
      hours(moments.mean * averageOf(age)),
    ],
  };
}

function switched(file: string, given: Parameters<typeof twoPhase>[0]): ClosedForm {
  const flow = twoPhase(given);
  return {
    file,
    expected: [
      total(flow.total),
      removed(flow.removed),
      blocked(flow.blocked),
      ...(Number.isNaN(flow.hours) ? [] : [hours(flow.hours)]),
    ],
  };
}

function editedGoOn(file: string, n: number, halfLife: number, v: number, time: number): ClosedForm {
  const flow = variants(n, halfLife, v, time);
  return { file, expected: [total(flow.total), removed(flow.removed), blocked(0)] };
}

function seen(file: string, flow: ReturnType<typeof seenAt>): ClosedForm {
  return {
    file,
    expected: [total(flow.total), online(flow.online), removed(flow.removed), hours(flow.hours)],
  };
}

/** A stream of half an hour on `live`, copied at six an hour, whose recording breeds too; copies live on `social`. */
function streamed(file: string, cut: Law, recording: number, copies: Law): ClosedForm {
  const length = 0.5;
  const kernel = exponentialKernel(3);
  const cluster = ownAge(0.8, exponentialKernel(1), copies);
  const all = rooted(
    momentsOf(cut, (time) => 6 * Math.min(length, time) + recording * kernel(Math.max(0, time - length))),
    cluster,
  );
  const copiesUp = all.mean - 1;
  return {
    file,
    expected: [
      total(all),
      removed(all.mean),
      hours(averageOf(cut) + copiesUp * averageOf(copies)),
      ...at("live", total({ mean: 1, variance: 0 }), hours(averageOf(cut))),
      ...at("social", total({ mean: copiesUp, variance: all.variance }), hours(copiesUp * averageOf(copies))),
    ],
  };
}

/**
 * Several platforms under rule (c), with an original on each of some: each platform's items are up for its own ages.
 * Where blocking begins with the originals, each of them comes online with its own platform's chance only.
 */
function onPlatforms(
  file: string,
  { ids, ...types }: Types & { readonly ids: readonly string[] },
  roots: readonly number[],
  areRootsTried = false,
): ClosedForm {
  const flows = roots.map((root) => {
    const refused = areRootsTried ? types.block[root] : 0;
    const { items, blocked: stopped, total: all } = severalPlatforms(types, root);
    const mean = (1 - refused) * all.mean;
    return {
      items: items.map((count) => (1 - refused) * count),
      blocked: stopped.map((count, i) => (1 - refused) * count + (i === root ? refused : 0)),
      total: { mean, variance: (1 - refused) * (all.variance + all.mean ** 2) - mean ** 2 },
    };
  });
  const sum = (part: "items" | "blocked", i: number) => flows.reduce((so, flow) => so + flow[part][i], 0);
  const all = plus(...flows.map((flow) => flow.total));
  return {
    file,
    expected: [
      total(all),
      removed(all.mean),
      blocked(ids.reduce((so, _, i) => so + sum("blocked", i), 0)),
      ...ids.flatMap((id, i) => {
        const items = sum("items", i);
        return at(
          id,
          total(items),
          removed(items),
          blocked(sum("blocked", i)),
          hours(items * averageOf(types.ages[i])),
        );
      }),
    ],
  };
}

const addUp = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

function throughPhases(file: string, ids: readonly string[], flow: PhaseFlow): ClosedForm {
  return {
    file,
    expected: [
      total(addUp(flow.items)),
      removed(addUp(flow.removed)),
      blocked(addUp(flow.blocked)),
      hours(addUp(flow.hours)),
      ...ids.flatMap((id, i) =>
        at(
          id,
          total(flow.items[i]),
          removed(flow.removed[i]),
          blocked(flow.blocked[i]),
          hours(flow.hours[i]),
        ),
      ),
    ],
  };
}

/** Successors of an item with a Pareto mark of mean 1: E[x^2] = (tail - 1)^2 / (tail (tail - 2)). */
function marked(n: number, kernel: Kernel, age: Law, tail: number): Moments {
  const share = momentsOf(age, kernel);
  const square = (tail - 1) ** 2 / (tail * (tail - 2));
  const offspring = n * share.mean;
  const spread = square * (share.variance + share.mean ** 2) - share.mean ** 2;
  return progeny(offspring, offspring + n * n * spread);
}

const MINUTE = 1 / 60;
const exp = exponentialKernel;

const TWO = {
  ids: ["p1", "p2"],
  offspring: [
    [0.5, 0.2],
    [0.3, 0.4],
  ],
  kernels: [exp(0.5), exp(6)],
  ages: [fixed(1), fixed(6)],
  block: [0, 0],
};
const THREE = {
  ids: ["board", "host", "social"],
  offspring: [
    [0.6, 0.5, 0.7],
    [0.9, 0.1, 0.6],
    [0.6, 0.8, 1.1],
  ],
  kernels: [exp(1), exp(8), exp(0.5)],
  ages: [gamma(2, 2), fixed(6), exponential(1 / 3)],
  block: [0, 0.3, 0.6],
};
const TAILS = {
  ids: ["board", "host", "social"],
  offspring: [
    [0.4, 0.2, 0.3],
    [0.2, 0.1, 0.6],
    [0.1, 0.3, 0.9],
  ],
  kernels: [powerKernel(1, 0.3), powerKernel(8, 1), powerKernel(0.5, 0.25)],
  ages: [fixed(24), exponential(6), exponential(40 * MINUTE)],
  block: [0, 0, 0],
};

function several(): ClosedForm {
  const ordinary = ownAge(0.8, exp(1), fixed(1));
  const own = rooted({ mean: 1.6 * exp(2)(1), variance: 0 }, ordinary);
  const all = plus(ordinary, ordinary, own);
  return {
    file: "several-originals",
    expected: [total(all), removed(all.mean), hours(all.mean)],
  };
}

function severalAtOnce(): ClosedForm {
  const times = [5, 4, 2];
  const all = plus(...times.map((time) => allAtOnce(0.8, 1, fixed(time))));
  const upFor = times.reduce((sum, time) => sum + hoursAllAtOnce(0.8, 1, fixed(time)), 0);
  return {
    file: "several-originals-all-at-once",
    expected: [total(all), removed(all.mean), blocked(1), hours(upFor)],
  };
}

function switchedTwice(): ClosedForm {
  const flow = inPhases(
    [[1.1]],
    [2],
    [
      { until: 2, ages: [6], block: [0], sweep: [0] },
      { until: 5, ages: [6], block: [0.3], sweep: [0] },
      { until: 400, ages: [6], block: [0.7], sweep: [0.5] },
    ],
    0,
  );
  return {
    file: "two-switches",
    expected: [
      total(flow.items[0]),
      removed(flow.removed[0]),
      blocked(flow.blocked[0]),
      hours(flow.hours[0]),
    ],
  };
}

/** Three platforms that switch at two hours, from one original. */
const threeFrom = (root: number) =>
  inPhases(
    [
      [0.6, 0.4, 0.7],
      [0.9, 0.5, 0.8],
      [0.4, 0.6, 0.9],
    ],
    [1, 3, 1.5],
    [
      { until: 2, ages: [10, 8, 2], block: [0, 0, 0], sweep: [0, 0, 0] },
      { until: 300, ages: [5, 2, 0.5], block: [0.2, 0.8, 0.5], sweep: [0.1, 0.3, 0.6] },
    ],
    root,
  );

/** Two originals on `host` and one on `social`. */
function threeInPhases(): PhaseFlow {
  const [host, social] = [threeFrom(1), threeFrom(2)];
  const sum = (part: keyof PhaseFlow) => host[part].map((value, i) => 2 * value + social[part][i]);
  return { items: sum("items"), blocked: sum("blocked"), removed: sum("removed"), hours: sum("hours") };
}

/** Integrals of e^(own t) up to t: once, and once more. */
const once = (own: number, t: number) => Math.expm1(own * t) / own;
const twice = (own: number, t: number) => (once(own, t) - t) / own;

/** Rule (b) on two platforms at a gamma time: what has come by t, from the two eigenvalues of A, averaged. */
function twoAtOnce(): ClosedForm {
  const beta = [Math.LN2 / 0.5, Math.LN2 / 3];
  const n = [
    [0.5, 0.4],
    [0.6, 0.7],
  ];
  // A = B N^T - B and x(0) = B (1, 1), an original on each.
  const a = [
    [beta[0] * (n[0][0] - 1), beta[0] * n[1][0]],
    [beta[1] * n[0][1], beta[1] * (n[1][1] - 1)],
  ];
  const half = (a[0][0] + a[1][1]) / 2;
  const root = Math.sqrt(half * half - (a[0][0] * a[1][1] - a[0][1] * a[1][0]));
  const law = gamma(2, 3);
  // x(t) is a sum over both eigenvalues of a vector times e^(eigenvalue t); the vector: (A - other) x(0) / (own - other).
  const parts = [half + root, half - root].map((own, i, both) => {
    const other = both[1 - i];
    const v = a.map((row, k) => (row[0] * beta[0] + row[1] * beta[1] - other * beta[k]) / (own - other));
    return { own, v };
  });
  const births = (j: number, grow: (own: number, t: number) => number) =>
    parts.reduce(
      (sum, { own, v }) => sum + (v[0] * n[0][j] + v[1] * n[1][j]) * law.mean((t) => grow(own, t)),
      0,
    );
  const items = [1 + births(0, once), 1 + births(1, once)];
  const upFor = [averageOf(law) + births(0, twice), averageOf(law) + births(1, twice)];
  return {
    file: "two-platforms-all-at-once",
    expected: [
      total(items[0] + items[1]),
      removed(items[0] + items[1]),
      blocked(0),
      hours(upFor[0] + upFor[1]),
      ...at("p1", total(items[0]), hours(upFor[0])),
      ...at("p2", total(items[1]), hours(upFor[1])),
    ],
  };
}

function limited(file: string, n: number, cap: number): ClosedForm {
  const { share, ...moments } = capped(n, cap);
  return { file, expected: [total(moments), removed(0)], capped: share };
}

/** Removal by rules alone: the original's, everything's, each item's own. */
export const REMOVAL_FORMS: readonly ClosedForm[] = [
  originalGoes("original-only", 0.5, exp(2), fixed(3)),
  originalGoes("original-only-power-law", 0.6, powerKernel(0.4, 0.25), fixed(2)),
  originalGoes("original-only-gamma", 0.6, exp(1.5), gamma(2, 2)),

  allGoAt("all-at-once", 0.8, 1, fixed(5)),
  allGoAt("all-at-once-critical", 1, 2, fixed(6)),
  allGoAt("all-at-once-growing", 1.4, 1, fixed(3)),
  allGoAt("all-at-once-exponential", 0.8, 1, exponential(2)),
  allGoAt("all-at-once-exponential-growing", 1.1, 2, exponential(1.5)),
  allGoAt("all-at-once-shifted", 1.2, 2, shifted(1, exponential(1.5))),
  allGoAt("all-at-once-gamma", 0.7, 0.75, gamma(3, 4)),

  eachAtItsAge("own-age-fixed", 0.8, exp(1), fixed(2)),
  eachAtItsAge("own-age-fixed-growing", 1.4, exp(1), fixed(0.5)),
  eachAtItsAge("own-age-exponential", 0.9, exp(2), exponential(4)),
  eachAtItsAge("own-age-exponential-growing", 1.2, exp(1), exponential(0.5)),
  eachAtItsAge("own-age-gamma", 0.8, exp(1.5), gamma(2, 3)),
  eachAtItsAge("own-age-shifted", 0.9, exp(2), shifted(0.5, exponential(1))),
  eachAtItsAge("own-age-pipeline-growing", 1.15, exp(4 / 3), shifted(0.25, gamma(2 / 3, 2.5))),
  eachAtItsAge("own-age-lognormal", 0.85, exp(1), lognormal(0.75, 0.9)),
  eachAtItsAge("own-age-empirical", 0.9, exp(1), empirical([1 / 6, 0.5, 2])),
  eachAtItsAge("own-age-power-law", 0.75, powerKernel(0.4, 0.25), fixed(24)),
  eachAtItsAge("own-age-power-law-growing", 1.2, powerKernel(1, 0.6), fixed(2 / 3)),
  eachAtItsAge("own-age-power-law-exponential", 0.8, powerKernel(0.5, 0.4), exponential(3)),
  eachAtItsAge("own-age-power-law-exponential-growing", 1.3, powerKernel(2, 1.5), exponential(1)),
  (() => {
    const all = ownAge(0.8, exp(1), found(0.6, fixed(1)));
    return { file: "some-found", expected: [total(all), removed(0.6 * all.mean), online(0.4 * all.mean)] };
  })(),
  (() => {
    const all = ownAge(1.1, exp(2), found(0.7, exponential(0.5)));
    return {
      file: "some-found-growing",
      expected: [total(all), removed(0.7 * all.mean), online(0.3 * all.mean)],
    };
  })(),
  (() => {
    const all = ownAge(0.9, exp(2), fixed(2));
    return {
      file: "milliseconds",
      expected: [total(all), removed(all.mean), hours((all.mean * 2) / 3_600_000)],
    };
  })(),

  originalApart("original-apart", 0.8, exp(1), fixed(3), fixed(1)),
  originalApart("original-apart-growing", 1.3, exp(1.5), fixed(4), exponential(1)),

  again("reupload", 0.8, exp(1), fixed(1), 0.3, 0.5),
  again("reupload-later", 1.1, exp(2), exponential(1), 0.4, 0.5),
];

/** Switches, variants, horizons, streams, marks, limits, several platforms. */
export const CRISIS_FORMS: readonly ClosedForm[] = [
  switched("hash", {
    n: 0.9,
    halfLife: 2,
    at: fixed(3),
    before: Infinity,
    after: Infinity,
    sweep: 0.9,
    block: 0.9,
  }),
  switched("two-phase", { n: 0.95, halfLife: 2, at: fixed(3), before: 8, after: 3, sweep: 0.2, block: 0.6 }),
  switched("two-phase-growing", {
    n: 1.3,
    halfLife: 2,
    at: fixed(4),
    before: Infinity,
    after: 2,
    sweep: 0.1,
    block: 0.5,
  }),
  switched("two-phase-same-rate", {
    n: 1.1,
    halfLife: 2,
    at: fixed(2),
    before: 4,
    after: 4,
    sweep: 0.2,
    block: 0.5,
  }),
  switched("two-phase-exponential", {
    n: 0.9,
    halfLife: 1,
    at: exponential(1),
    before: 4,
    after: 2,
    sweep: 0.2,
    block: 0.7,
  }),
  switched("two-phase-shifted-growing", {
    n: 1.5,
    halfLife: 3,
    at: shifted(2, exponential(1)),
    before: 48,
    after: 2,
    sweep: 0.2,
    block: 0.4,
  }),
  (() => {
    const flow = twoPhaseFixedAge({
      n: 0.9,
      halfLife: 2,
      at: 2,
      before: 10,
      after: 3,
      sweep: 0.2,
      block: 0.7,
    });
    return {
      file: "two-phase-fixed-age",
      expected: [total(flow.total), removed(flow.removed), blocked(flow.blocked), hours(flow.hours)],
    };
  })(),
  switchedTwice(),

  editedGoOn("variants", 0.6, 1, 0.3, 3),
  editedGoOn("variants-few", 0.75, 2, 0.05, 4),

  seen("horizon", seenAt(0.9, 1, 4, 6)),
  seen("horizon-growing", seenAt(1.4, 1, 6, 5)),
  (() => {
    const flow = seenAt(1.2, 1.5, Number.POSITIVE_INFINITY, 4);
    return {
      file: "horizon-free",
      expected: [total(flow.total), removed(0), online(flow.total), hours(flow.hours)],
    };
  })(),
  seen("horizon-fixed-age", renewal(1.3, exp(1), 2, 3)),
  seen("horizon-power-law", renewal(1.1, powerKernel(0.4, 0.5), 3, 4)),

  streamed("stream-cut", fixed(0.2), 1.5, fixed(1)),
  streamed("stream-recording", fixed(2), 1.5, fixed(1)),
  streamed("stream-without-recording", fixed(0.5), 0, fixed(1)),
  streamed("stream-random-cut", exponential(1), 2, exponential(0.5)),

  several(),
  severalAtOnce(),

  (() => {
    const { mean } = marked(0.8, exp(1), fixed(1), 3);
    return { file: "fertility", expected: [total(mean), removed(mean), hours(mean)] };
  })(),
  (() => {
    const all = marked(0.9, exp(2), exponential(2), 6);
    return { file: "fertility-light", expected: [total(all), removed(all.mean), hours(all.mean * 2)] };
  })(),

  { file: "population", expected: [total(finitePopulation(1.5, 30))] },
  { file: "population-small-n", expected: [total(finitePopulation(0.9, 12))] },
  limited("cap", 1.3, 40),
  limited("cap-below-one", 0.7, 5),

  onPlatforms("two-platforms", TWO, [0]),
  onPlatforms("two-platforms-other-root", TWO, [1]),
  onPlatforms("three-platforms", THREE, [0, 1, 2]),
  onPlatforms("three-platforms-at-once", THREE, [0, 1, 2], true),
  onPlatforms("three-platforms-power-law", TAILS, [0, 1]),
  throughPhases("three-platforms-two-phase", THREE.ids, threeInPhases()),
  twoAtOnce(),
];

/** Every closed form, each with the plain file that must give it. */
export const CLOSED_FORMS: readonly ClosedForm[] = [...REMOVAL_FORMS, ...CRISIS_FORMS];
