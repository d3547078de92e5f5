import { Draws, exp, hashText, log, splitSeed } from "../engine/index.ts";
import type { Scenario, Text } from "../model/index.ts";
import { numbersOf, type ScenarioNumber, withNumbers } from "../scenario/index.ts";
import { findSupercritical } from "../verification/index.ts";

/** A number that somebody assumed, with the range within which it could as well lie. */
export interface Assumption {
  /** keys from the scenario's root, joined by dots; a protocol stands under its id */
  readonly path: string;
  /** of a delay: its scale */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly unit: "ms" | "1";
  readonly because: Text;
}

/** Every assumed number of a scenario and its protocols, by path. */
export function assumptionsOf(scenario: Scenario): Assumption[] {
  return numbersOf(scenario).flatMap(({ path, value, unit, mark }) =>
    mark.kind === "assumed"
      ? [{ path, value, unit, low: mark.low, high: mark.high, because: mark.because }]
      : [],
  );
}

/** An assumed number that was set to another value within its range, and what its author wrote. */
export interface MovedNumber extends Assumption {
  readonly written: number;
}

/** Why a number could not be moved: nobody assumes it, or its value lies outside its range. */
export interface NotMoved {
  readonly path: string;
  readonly value: number;
  /** where it is assumed: its range */
  readonly range?: Pick<Assumption, "low" | "high" | "unit">;
}

/**
 * The subjects with assumed numbers at other values, each in all that make it. What nobody assumes, or what would leave its
 * range in any of them, is refused, all of it at once.
 *
 * @param wanted values by path, durations in milliseconds
 */
export function moveNumbers<S extends { readonly scenario: Scenario }>(
  subjects: readonly S[],
  wanted: ReadonlyMap<string, number>,
): {
  readonly subjects: readonly S[];
  readonly moved: readonly MovedNumber[];
  readonly refused: readonly NotMoved[];
} {
  const known = new Map<string, Assumption[]>();
  for (const { scenario } of subjects)
    for (const each of assumptionsOf(scenario)) known.set(each.path, [...(known.get(each.path) ?? []), each]);
  const moved: MovedNumber[] = [];
  const refused: NotMoved[] = [];
  for (const [path, value] of wanted) {
    const all = known.get(path) ?? [];
    const outside = all.find(({ low, high }) => !(value >= low && value <= high));
    if (all.length === 0) refused.push({ path, value });
    else if (outside !== undefined) {
      const { low, high, unit } = outside;
      refused.push({ path, value, range: { low, high, unit } });
    } else moved.push({ ...all[0], value, written: all[0].value });
  }
  const changes = new Map(moved.map(({ path, value }) => [path, value]));
  return {
    subjects:
      changes.size === 0
        ? subjects
        : subjects.map((each) => ({ ...each, scenario: withNumbers(each.scenario, changes) })),
    moved,
    refused,
  };
}

/** The shapes of spread over time that a scenario may be run under: nobody knows which is right. */
export const KERNELS = ["exponential", "power-law"] as const satisfies readonly Scenario["kernel"][];

/** The same scenario under a kernel. Without horizon, cap or population it may now grow without end: `isEndless` says. */
export function withKernel(scenario: Scenario, kernel: Scenario["kernel"]): Scenario {
  return scenario.kernel === kernel ? scenario : { ...scenario, kernel };
}

/** Whether a scenario has no bound and spreads faster than it dies out: running it might never end. */
export function isEndless(scenario: Scenario): boolean {
  return findSupercritical(scenario) !== undefined;
}

/**
 * The scenario with every assumed number drawn anew, all of them jointly, for one setting of what we do not know.
 *
 * The uniform behind each number is a function of (seed, setting, path) alone, so all variants of a scenario share it,
 * whatever else they hold, and a variant with a range of its own lies as low or as high in it. Who draws many
 * replications under one setting gives them the same number.
 *
 * The law is an assumption of ours: an author's number is its median, so the scenario as written lies in the middle of
 * what is drawn. Half the mass lies below it and half above, each spread evenly up to its end of the range: evenly in
 * the logarithm where the range excludes 0, because then it speaks of factors ("a third to three times"), otherwise
 * evenly in the number. Where the value stands at an end, half the mass stands on it. Numbers are independent of each
 * other but for what follows.
 *
 * A drawn scenario is one that its author could have written:
 * - Times are whole milliseconds, reviewers whole people; a stream ends by the horizon, the tail of a fertility stays above 1.
 * - Shares of one table go on adding up (options of a decision to 1, an audience to 1 at most): the one written as the
 *   largest takes what the others leave, and where its own range does not allow that, the others are moved by a common
 *   amount of their uniforms until it does. (So among three or more options what is written is near the median of the
 *   largest, not at it.) Of two, the first one's uniform moves both. Where only one is assumed and they must add up to 1,
 *   the others share what is left in their old proportions, as in `withNumbers`.
 * - Where the draw would grow without end (no horizon, cap or population), the numbers of its spread are drawn half as
 *   far from what is written, again and again until it does not: such a draw is no scenario that anybody could run.
 *
 * @param setting a whole number from 0
 * @throws RangeError unless the seed is a safe integer and not negative
 */
export function drawAssumptions(scenario: Scenario, seed: number, setting: number): Scenario {
  const plan = planOf(scenario);
  const uniforms = plan.draw(seed, setting);
  return bound((reach) =>
    withNumbers(
      scenario,
      plan.settle((path) => pull(path, uniforms.get(path) as number, reach)),
    ),
  );
}

/** A scenario in which one assumed number stands at an end of its range, and all others as written. */
export interface OneAtATime {
  readonly path: string;
  readonly end: "low" | "high";
  /** the number that it got: the end itself, or the last one before it that leaves a scenario which can be run */
  readonly value: number;
  readonly scenario: Scenario;
}

/** Every assumption at each end of its range, one at a time, by path; what must hold after a draw holds here too. */
export function oneAtATime(scenario: Scenario): readonly OneAtATime[] {
  const plan = planOf(scenario);
  return plan.paths.flatMap((path) =>
    (["low", "high"] as const).map((end) => {
      let value = Number.NaN;
      const changed = bound((reach) => {
        const far = pull(path, end === "low" ? 0 : 1, reach);
        const numbers = plan.settleOne(path, far);
        value = numbers.get(path) as number;
        return withNumbers(scenario, numbers);
      });
      return { path, end, value, scenario: changed };
    }),
  );
}

/** How far from the middle uniforms may lie, one try after the other; at 0 all is as written. */
const REACHES = [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16, 0];

function bound(make: (reach: number) => Scenario): Scenario {
  let made = make(REACHES[0]);
  for (const reach of REACHES.slice(1)) {
    if (!isEndless(made)) break;
    made = make(reach);
  }
  return made;
}

/** Numbers on which it hangs whether a cascade ends. */
const SPREAD =
  /^(?:mutation|(?:rules|reupload|fertility)\..+|platforms\.[^.]+\.(?:halfLife|tail|mutation|(?:offspring|reupload)\..+)|originals\.[^.]+\.(?:offspring|stream)\..+)$/;

function pull(path: string, uniform: number, reach: number): number {
  return reach === 1 || !SPREAD.test(path) ? uniform : 0.5 + (uniform - 0.5) * reach;
}

/** A range with its median. */
interface Range {
  readonly low: number;
  readonly value: number;
  readonly high: number;
  readonly whole: boolean;
}

/** The number at a uniform of [0, 1]; never falls where the uniform rises. */
function numberAt({ low, value, high, whole }: Range, uniform: number): number {
  if (uniform === 0.5) return value;
  const inFactors = low > 0;
  const drawn =
    uniform < 0.5
      ? between(low, value, 2 * uniform, inFactors)
      : between(value, high, 2 * uniform - 1, inFactors);
  return Math.min(high, Math.max(low, whole ? Math.round(drawn) : drawn));
}

function between(from: number, to: number, part: number, inFactors: boolean): number {
  if (part === 0 || from === to) return from;
  if (part === 1) return to;
  if (!inFactors) return from + part * (to - from);
  const factor = to / from;
  // A range that begins at the least of numbers spans more than a number can hold.
  return factor === Infinity ? exp(log(from) + part * (log(to) - log(from))) : from * exp(part * log(factor));
}

/** The least tail of a fertility that is drawn: at 1 its mean would be without end. */
const LEAST_TAIL = 1.001;

/** So many days, months or working days: whole ones. */
const OF_A_CALENDAR = /\.duties\..+\.(?:days|weeks|months|years|workingDays)$/;

/** People and desks: whole ones, and one at least. */
const WHOLE_PEOPLE = /^(?:platforms\.[^.]+\.(?:review\.reviewers|staff\.people)|actors\.[^.]+\.desks)$/;

/** The part of an assumed range that a scenario file may hold at this place. */
function rangeOf({ path, value, unit, mark }: ScenarioNumber, horizon = Infinity): Range | undefined {
  if (mark.kind !== "assumed") return undefined;
  const { low, high } = mark;
  if (WHOLE_PEOPLE.test(path))
    return { low: Math.max(1, Math.ceil(low)), value, high: Math.floor(high), whole: true };
  if (path === "fertility.tail")
    return { low: Math.max(low, Math.min(value, LEAST_TAIL)), value, high, whole: false };
  if (/^originals\.[^.]+\.stream\.length$/.test(path))
    return { low, value, high: Math.min(high, horizon), whole: true };
  return { low, value, high, whole: unit === "ms" || OF_A_CALENDAR.test(path) };
}

interface Single {
  readonly path: string;
  readonly range: Range;
}

/** A share of a table; without a range it is not assumed. */
interface Share {
  readonly path: string;
  readonly value: number;
  readonly range?: Range;
}

/** Shares that add up to `total`, or, where `isPart`, to `total` at most. */
interface Table {
  readonly shares: readonly Share[];
  readonly total: number;
  readonly isPart: boolean;
}

type UniformOf = (path: string) => number;

const MIDDLE: UniformOf = () => 0.5;

const plans = new WeakMap<Scenario, Plan>();

function planOf(scenario: Scenario): Plan {
  const known = plans.get(scenario) ?? new Plan(scenario);
  plans.set(scenario, known);
  return known;
}

/** Half of the key of all draws of this file, so that none is a draw of a simulation too. */
const EPOCH = hashText("assumptions").hi;

/** What is assumed in one scenario, sorted out once for many draws. */
class Plan {
  /** of all assumed numbers, in order */
  readonly paths: readonly string[];
  private readonly singles: readonly Single[];
  private readonly tables: readonly Table[];
  private readonly keys: ReadonlyMap<string, { readonly hi: number; readonly lo: number }>;

  constructor(scenario: Scenario) {
    const numbers = numbersOf(scenario);
    const singles: Single[] = [];
    const tables = new Map<string, Share[]>();
    for (const number of numbers) {
      const { path, value, sharesIn } = number;
      const range = rangeOf(number, scenario.horizon);
      if (sharesIn !== undefined) {
        const shares = tables.get(sharesIn) ?? [];
        tables.set(sharesIn, shares);
        shares.push({ path, value, range });
      } else if (range !== undefined) singles.push({ path, range });
    }
    this.singles = singles;
    this.tables = [...tables.values()].filter((shares) => shares.some(({ range }) => range)).map(tableOf);
    this.paths = numbers.flatMap(({ path, mark }) => (mark.kind === "assumed" ? [path] : []));
    this.keys = new Map(this.paths.map((path) => [path, hashText(path)]));
  }

  /** The uniform of every assumed number in this setting. */
  draw(seed: number, setting: number): ReadonlyMap<string, number> {
    const [hi, lo] = splitSeed(seed);
    const draws = new Draws();
    draws.rekey(hi, lo, setting, EPOCH);
    const uniforms = new Map<string, number>();
    for (const [path, key] of this.keys) uniforms.set(path, draws.uniform(key.hi, key.lo, 0, 0));
    return uniforms;
  }

  /** All assumed numbers at these uniforms. */
  settle(uniformOf: UniformOf): Map<string, number> {
    const numbers = new Map(this.singles.map(({ path, range }) => [path, numberAt(range, uniformOf(path))]));
    for (const table of this.tables)
      for (const [path, value] of settleTable(table, uniformOf)) numbers.set(path, value);
    return numbers;
  }

  /** One assumed number at this uniform; of a table, the other shares that must give way to it too. */
  settleOne(path: string, uniform: number): Map<string, number> {
    const table = this.tables.find(({ shares }) => shares.some((each) => each.path === path));
    if (table !== undefined) return new Map(settleTable(table, MIDDLE, { path, uniform }));
    const single = this.singles.find((each) => each.path === path) as Single;
    return new Map([[path, numberAt(single.range, uniform)]]);
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** How far from 1 the shares of a full table may add up in a file. */
const EXACT = 1e-6;

function tableOf(shares: readonly Share[]): Table {
  const written = sum(shares.map(({ value }) => value));
  const isPart = written < 1 - EXACT;
  return { shares: narrow(shares, isPart), total: isPart ? 1 : written, isPart };
}

/** The shares with that part of each range which the ranges of the others allow. */
function narrow(shares: readonly Share[], isPart: boolean): Share[] {
  const areFixed = isPart || shares.filter(({ range }) => range).length > 1;
  const lowest = ({ value, range }: Share) => range?.low ?? (areFixed ? value : 0);
  const highest = ({ value, range }: Share) => range?.high ?? (areFixed ? value : 1);
  return shares.map((share) => {
    const { value, range } = share;
    if (range === undefined) return share;
    const others = shares.filter((each) => each !== share);
    const low = isPart ? range.low : Math.max(range.low, 1 - sum(others.map(highest)));
    const high = Math.min(range.high, 1 - sum(others.map(lowest)));
    // What is written is always allowed: the bounds are sums and may miss it by a rounding.
    return { ...share, range: { ...range, low: Math.min(low, value), high: Math.max(high, value) } };
  });
}

type Drawn = Share & { readonly range: Range };

/** The assumed shares of a table, at most one of them held at a uniform of its own. */
function settleTable(
  { shares, total, isPart }: Table,
  uniformOf: UniformOf,
  held?: { readonly path: string; readonly uniform: number },
): [string, number][] {
  const assumed = shares.filter((share): share is Drawn => share.range !== undefined);
  const fixed = sum(shares.filter(({ range }) => range === undefined).map(({ value }) => value));
  const placed = assumed.flatMap(({ path, range }): [string, number][] =>
    path === held?.path ? [[path, numberAt(range, held.uniform)]] : [],
  );
  const free = assumed.filter(({ path }) => path !== held?.path);
  const left = total - fixed - sum(placed.map(([, value]) => value));
  if (isPart) {
    const drawn = free.map((share) => ({ share, uniform: uniformOf(share.path) }));
    return [...placed, ...(totalOf(drawn, 0) <= left ? valuesOf(drawn, 0) : shiftTo(drawn, left))];
  }
  // One alone: the shares that nobody assumed give way.
  if (assumed.length === 1)
    return [
      ...placed,
      ...free.map(({ path, range }): [string, number] => [path, numberAt(range, uniformOf(path))]),
    ];
  const rest = free.reduce((most, each) => (each.value > most.value ? each : most));
  const isPair = assumed.length === 2 && held === undefined;
  const drawn = free
    .filter((share) => share !== rest)
    .map((share) => ({
      share,
      uniform: isPair && share === assumed[1] ? 1 - uniformOf(assumed[0].path) : uniformOf(share.path),
    }));
  const wanted = left - totalOf(drawn, 0);
  const taken = Math.min(rest.range.high, Math.max(rest.range.low, wanted));
  const others = taken === wanted ? valuesOf(drawn, 0) : shiftTo(drawn, left - taken);
  return [...placed, ...others, [rest.path, taken]];
}

interface DrawnShare {
  readonly share: Drawn;
  readonly uniform: number;
}

const BISECTIONS = 60;

/** The drawn shares, their uniforms moved by a common amount so that they add up to `goal`. */
function shiftTo(drawn: readonly DrawnShare[], goal: number): [string, number][] {
  let [low, high] = [-1, 1];
  for (let round = 0; round < BISECTIONS; round++) {
    const middle = (low + high) / 2;
    if (totalOf(drawn, middle) > goal) high = middle;
    else low = middle;
  }
  return valuesOf(drawn, low);
}

function valuesOf(drawn: readonly DrawnShare[], shift: number): [string, number][] {
  return drawn.map(({ share, uniform }) => [
    share.path,
    numberAt(share.range, Math.min(1, Math.max(0, uniform + shift))),
  ]);
}

function totalOf(drawn: readonly DrawnShare[], shift: number): number {
  return sum(valuesOf(drawn, shift).map(([, value]) => value));
}
