/** Sums over replications up to the third power: all that an interval of a mean is made of. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  /** unbiased variance; NaN under two values */
  readonly variance: number;
  /** unbiased third central moment (k-statistic); NaN under three values */
  readonly third: number;
}

/** Moments of values, all finite, about their own mean, in their order: the same values give the same bits. */
export function momentsOf(values: ArrayLike<number>): Moments {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i];
  const first = sum / n;
  let rest = 0;
  let squares = 0;
  let cubes = 0;
  for (let i = 0; i < n; i++) {
    const distance = values[i] - first;
    const square = distance * distance;
    rest += distance;
    squares += square;
    cubes += square * distance;
  }
  // Equal values must have no variance, whatever rounding their mean suffered.
  if (isConstant(values)) return { n, mean: n === 0 ? Number.NaN : values[0], variance: 0, third: 0 };
  return {
    n,
    mean: first + rest / n,
    variance: n > 1 ? squares / (n - 1) : Number.NaN,
    third: n > 2 ? (n * cubes) / ((n - 1) * (n - 2)) : Number.NaN,
  };
}

export function isConstant(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}

/** Covariance of values that stand side by side; NaN under two pairs. */
export function covarianceOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < n; i++) {
    sumA += a[i];
    sumB += b[i];
  }
  const meanA = sumA / n;
  const meanB = sumB / n;
  let products = 0;
  for (let i = 0; i < n; i++) products += (a[i] - meanA) * (b[i] - meanB);
  return n > 1 ? products / (n - 1) : Number.NaN;
}
