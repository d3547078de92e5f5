import { exp, expm1, type Kernel, kernelCdf, kernelFromHalfLife, log1p, quantile } from "../engine/index.ts";
import type { DelayLaw, Diagnostic, Quantity, RemovalRule, RemovalRules, Scenario } from "../model/index.ts";

/** Where a part of the scenario was written. */
export type Place = (path: readonly (string | number)[]) => {
  readonly source: string;
  readonly line: number;
  readonly column: number;
};

const POINTS = 2000;
const BISECTIONS = 40;

/**
 * A scenario that would grow without end: without horizon, cap or finite population, and with a next-generation matrix
 * whose spectral radius is 1 or more under the removal, blocking and re-upload in force after the last switch. A scenario
 * driven by protocols is judged by its spread alone, because what they remove is only known by running it.
 */
export function findSupercritical(scenario: Scenario, place?: Place): Diagnostic | undefined {
  if (scenario.horizon !== undefined || scenario.cap !== undefined || scenario.population !== undefined)
    return undefined;
  const matrix = keepReachable(buildMatrix(scenario), rootsOf(scenario));
  if (isSubcritical(matrix, 1)) return undefined;
  const radius = Math.round(spectralRadius(matrix) * 1e6) / 1e6;
  const { source, line, column } = place?.(["platforms"]) ?? { source: "", line: 0, column: 0 };
  return {
    code: "scenario/supercritical",
    severity: "error",
    source,
    line,
    column,
    path: "platforms",
    details: { radius },
  };
}

type Matrix = readonly (readonly number[])[];

/**
 * Expected direct successors of an item by type. Types are the platforms, for versions that a switch knows, and the
 * platforms again for visually distinct versions, which none ever blocks; those bear only their like.
 */
function buildMatrix(scenario: Scenario): number[][] {
  const ids = platformIds(scenario);
  const size = ids.length;
  const matrix = Array.from({ length: 2 * size }, () => new Array<number>(2 * size).fill(0));
  for (const [i, id] of ids.entries()) {
    const platform = scenario.platforms[id];
    const { born, removed } = fateOf(scenario, id);
    const mutation = (platform.mutation ?? scenario.mutation).value;
    for (const [j, target] of ids.entries()) {
      const children = Object.hasOwn(platform.offspring, target)
        ? platform.offspring[target].value * born
        : 0;
      const open = 1 - blockedBy(scenario, target);
      matrix[i][j] += children * (1 - mutation) * open;
      matrix[i][size + j] += children * mutation;
      matrix[size + i][size + j] += children;
    }
    const again = platform.reupload ?? scenario.reupload;
    if (again === undefined) continue;
    const tries = again.probability.value * removed;
    matrix[i][i] += tries * (1 - (again.blocked?.value ?? blockedBy(scenario, id)));
    matrix[size + i][size + i] += tries * (1 - (again.blocked?.value ?? 0));
  }
  return matrix;
}

function platformIds(scenario: Scenario): string[] {
  return Object.keys(scenario.platforms).sort();
}

/** Types that the originals are, or that they lead to by their own figures. */
function rootsOf(scenario: Scenario): ReadonlySet<number> {
  const ids = platformIds(scenario);
  const roots = new Set<number>();
  const mutates = (id: string) => (scenario.platforms[id].mutation ?? scenario.mutation).value > 0;
  for (const { platform, offspring, stream } of Object.values(scenario.originals)) {
    roots.add(ids.indexOf(platform));
    for (const table of [offspring, stream?.captures]) {
      for (const [target, mean] of Object.entries(table ?? {})) {
        if (mean.value <= 0) continue;
        roots.add(ids.indexOf(target));
        if (mutates(platform)) roots.add(ids.length + ids.indexOf(target));
      }
    }
  }
  return roots;
}

function keepReachable(matrix: Matrix, roots: ReadonlySet<number>): Matrix {
  const reached = new Set(roots);
  const open = [...roots];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    for (const [to, mean] of matrix[from].entries()) {
      if (mean > 0 && !reached.has(to)) {
        reached.add(to);
        open.push(to);
      }
    }
  }
  const kept = [...reached].sort((a, b) => a - b);
  return kept.map((row) => kept.map((column) => matrix[row][column]));
}

/** Share of an item's offspring that is born before its removal, and the chance that it is ever removed. */
function fateOf(scenario: Scenario, id: string): { born: number; removed: number } {
  const rule = ruleFor(scenario, id);
  if (rule === undefined || rule.after.law.kind === "never") return { born: 1, removed: 0 };
  const { halfLife, tail } = scenario.platforms[id];
  const kernel = kernelFromHalfLife(scenario.kernel, halfLife.value, tail.value);
  const found = rule.found.value;
  return { born: 1 - found + found * meanShare(kernel, rule.after.law), removed: found };
}

/** The rule for copies on this platform that holds once every switch has come. */
function ruleFor(scenario: Scenario, id: string): RemovalRule | undefined {
  const { rules } = scenario;
  const last = switchesOf(scenario).findLast((each) => each.removal !== undefined);
  const removal: RemovalRules | undefined = last?.removal ?? rules?.removal;
  if (removal === undefined) return undefined;
  const own = Object.hasOwn(removal.platforms, id) ? removal.platforms[id] : undefined;
  return own?.copies ?? own ?? removal.copies ?? removal;
}

function blockedBy(scenario: Scenario, id: string): number {
  const last = switchesOf(scenario).at(-1);
  if (last === undefined) return 0;
  const own: { readonly block?: Quantity } | undefined = Object.hasOwn(last.platforms, id)
    ? last.platforms[id]
    : undefined;
  return (own?.block ?? last.block).value;
}

/** Those that ever come, in the order in which they are written. */
function switchesOf(scenario: Scenario) {
  return (scenario.rules?.switches ?? []).filter((each) => each.at.law.kind !== "never");
}

/**
 * E[F(D)]: the mean share of offspring born by a random age D. Exact for the exponential kernel with fixed, exponential,
 * gamma and empirical ages and shifts of them; otherwise the mean over 2,000 quantiles, good to about one in a thousand.
 */
export function meanShare(kernel: Kernel, law: DelayLaw): number {
  if (law.kind === "never") return 1;
  const survival = kernel.kind === "exponential" ? laplace(law, kernel.beta) : undefined;
  if (survival !== undefined) return 1 - survival;
  if (law.kind === "empirical")
    return law.values.reduce((sum, value) => sum + kernelCdf(kernel, value), 0) / law.values.length;
  const distribution = law as Parameters<typeof quantile>[0];
  let sum = 0;
  for (let point = 0; point < POINTS; point += 1)
    sum += kernelCdf(kernel, quantile(distribution, (point + 0.5) / POINTS));
  return sum / POINTS;
}

/** E[exp(-s D)] where it has a closed form. */
function laplace(law: DelayLaw, s: number): number | undefined {
  switch (law.kind) {
    case "never":
      return 0;
    case "fixed":
      return exp(-s * law.value);
    case "exponential":
      return 1 / (1 + s * law.mean);
    case "gamma":
      return exp(-law.shape * log1p((s * law.mean) / law.shape));
    case "empirical":
      return 1 + law.values.reduce((sum, value) => sum + expm1(-s * value), 0) / law.values.length;
    case "shifted": {
      const inner = laplace(law.then, s);
      return inner === undefined ? undefined : exp(-s * law.by) * inner;
    }
    case "lognormal":
      return undefined;
  }
}

/**
 * Whether the spectral radius of a matrix without negative entries is below `limit`: then and only then `limit` times
 * the unit matrix minus it is a regular M-matrix, which elimination without exchanges shows by positive pivots.
 */
function isSubcritical(matrix: Matrix, limit: number): boolean {
  const size = matrix.length;
  const rows = matrix.map((row, i) => row.map((value, j) => (i === j ? limit - value : -value)));
  for (let step = 0; step < size; step += 1) {
    const pivot = rows[step][step];
    if (!(pivot > 0)) return false;
    for (let below = step + 1; below < size; below += 1) {
      const factor = rows[below][step] / pivot;
      if (factor === 0) continue;
      for (let column = step; column < size; column += 1) rows[below][column] -= factor * rows[step][column];
    }
  }
  return true;
}

/** Bisection between 0 and the largest sum of a row. */
function spectralRadius(matrix: Matrix): number {
  let low = 0;
  let high = Math.max(...matrix.map((row) => row.reduce((sum, value) => sum + value, 0)));
  for (let round = 0; round < BISECTIONS; round += 1) {
    const middle = (low + high) / 2;
    if (isSubcritical(matrix, middle)) high = middle;
    else low = middle;
  }
  return high;
}
