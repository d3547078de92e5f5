/**
 * When to stop adding replications: at fixed batch sizes, in the order of replications, on the unbroken prefix; so the
 * same prefix stops at the same replication whatever ran it.
 *
 * Stopping as soon as an interval looks narrow favours prefixes in which long tails have not shown yet, and such
 * intervals cover too seldom. So nothing stops before `LEAST` replications, and the precision must hold at two looks in
 * a row: the second is the confirming batch (the manner of A. M. Law and W. D. Kelton, "Confidence intervals for
 * steady-state simulations: II", Management Science 28 (1982), who ask for repeated success too). The test of coverage
 * holds stopped batches to 93 to 97 %.
 */
import { LEVEL } from "./interval.ts";
import { intervalOf, type Spread, spreadOf } from "./mean-interval.ts";

/** Replications between two looks. */
export const BATCH = 100;

/** No look stops before so many. */
export const LEAST = 200;

/** A number that is to become precise: half its interval at most `target` times what it is held against. */
export interface Watched {
  readonly name: string;
  readonly target: number;
  /** its values in the first n replications, paired differences for instance, and what the target is a share of */
  at(n: number): { readonly values: ArrayLike<number>; readonly unit: number };
}

/** How far the slowest measure is at the last look. */
export interface Slowest {
  readonly name: string;
  /** the longer half of its interval; null where there is none yet */
  readonly half: number | null;
  readonly wanted: number;
  /** replications that it will probably take; null where that cannot be said */
  readonly needed: number | null;
}

export interface PrecisionState {
  /** replications at the last look */
  readonly looked: number;
  /** replications of the batch that is precise enough; null while it is not */
  readonly stoppedAt: number | null;
  /** null before the first look */
  readonly slowest: Slowest | null;
}

/** Looks at every full batch of a growing prefix, once each and in order. */
export class PrecisionWatch {
  private readonly watched: readonly Watched[];
  private readonly batch: number;
  private looked = 0;
  private heldBefore = false;
  private stoppedAt: number | null = null;
  private slowest: Slowest | null = null;

  constructor(watched: readonly Watched[], batch = BATCH) {
    this.watched = watched;
    this.batch = batch;
  }

  /** Says what a prefix of so many replications shows. What comes after the batch that stopped changes nothing. */
  advance(available: number): PrecisionState {
    while (this.stoppedAt === null && this.looked + this.batch <= available) this.look();
    const { looked, stoppedAt, slowest } = this;
    return { looked, stoppedAt, slowest };
  }

  private look(): void {
    this.looked += this.batch;
    const n = this.looked;
    if (this.watched.length === 0) return;
    const found = this.watched.map((watched) => precisionAt(watched, n));
    const worst = found.reduce((a, b) => (b.excess > a.excess ? b : a), found[0]);
    this.slowest = worst.slowest;
    const holds = worst.excess <= 1;
    if (holds && this.heldBefore && n >= LEAST) this.stoppedAt = n;
    this.heldBefore = holds;
  }
}

/** Half of the interval over what is wanted: 1 or less is precise enough. */
function precisionAt({ name, target, at }: Watched, n: number): { excess: number; slowest: Slowest } {
  const { values, unit } = at(n);
  const wanted = target * Math.abs(unit);
  const half = longerHalf(spreadOf(values));
  if (half === null)
    return { excess: Number.POSITIVE_INFINITY, slowest: { name, half, wanted, needed: null } };
  const excess = half === 0 ? 0 : half / wanted;
  const needed = Number.isFinite(excess) ? Math.max(n, Math.ceil(n * excess * excess)) : null;
  return { excess, slowest: { name, half, wanted, needed } };
}

function longerHalf(spread: Spread): number | null {
  const interval = intervalOf(spread, LEVEL);
  if (interval.kind === "constant") return 0;
  if (interval.kind === "too-few" || interval.low === null || interval.high === null) return null;
  return Math.max(spread.mean - interval.low, interval.high - spread.mean);
}
