import { RELIABILITY_COUNTS, type ReliabilityCount, ReliabilityFold } from "../measures/index.ts";
import type { FactListener, LogHeader } from "../model/index.ts";
import type { Interval } from "./interval.ts";
import { meanInterval } from "./mean-interval.ts";
import { proportionInterval } from "./proportion.ts";
import { ratioValues } from "./ratio.ts";
import type { Prepared } from "./replicator.ts";

/** Fewer cases than this say nothing of anybody. */
export const FEWEST_CASES = 20;

const WIDTH = RELIABILITY_COUNTS.length;

/** One actor over many runs. */
export interface ReliabilityRow {
  readonly actor: string;
  /** sums over the replications */
  readonly counts: Readonly<Record<ReliabilityCount, number>>;
  /** all of them together */
  readonly cases: number;
  /** good cases over all cases; null where there are fewer than `FEWEST_CASES` */
  readonly index: number | null;
  /** 95 %, over replications; null with the index, or where too few replications tell */
  readonly low: number | null;
  readonly high: number | null;
}

/** `real`: nobody in a real incident's scenario is rated. */
export type Reliability =
  | { readonly refused: "real" }
  | { readonly replications: number; readonly actors: readonly ReliabilityRow[] };

/**
 * The reliability index of invented actors, from runs: of all cases in which it could fail, the share in which it did not.
 *
 *   index = (kept + right alerts + right orders + answered) / (those + broken + wrong alerts + false orders + silences)
 *
 * Sums over sums, with the jackknife's interval over replications (`ratio.ts`): cases of one run hang together, runs do not.
 */
export class ReliabilityRun {
  /** hears the facts of each run; nothing where there is nobody to rate */
  readonly listener: FactListener | undefined;
  private readonly fold: ReliabilityFold;
  private readonly isReal: boolean;
  private readonly perRun: Float64Array[] = [];
  private replications = 0;

  constructor(header: LogHeader, { compiled }: Prepared) {
    this.fold = new ReliabilityFold(header, compiled.dictionary);
    this.listener = header.actors.length > 0 || header.duties.length > 0 ? this.fold : undefined;
    this.isReal = header.real;
  }

  begin(): void {
    if (this.listener !== undefined) this.fold.reset();
  }

  /** Takes in what the run just ended was. */
  end(): void {
    this.replications++;
    if (this.listener === undefined) return;
    this.fold.finish();
    this.perRun.push(this.fold.counts.slice());
  }

  result(): Reliability {
    if (this.isReal) return { refused: "real" };
    const actors = this.fold.parties.map((actor, place) => this.rowOf(actor, place));
    return { replications: this.replications, actors: actors.filter(({ cases }) => cases > 0) };
  }

  private rowOf(actor: string, place: number): ReliabilityRow {
    const ratios = new Float64Array(this.perRun.length);
    const weights = new Float64Array(this.perRun.length);
    const sums = new Float64Array(WIDTH);
    for (const [run, counts] of this.perRun.entries()) {
      let good = 0;
      for (let i = 0; i < WIDTH; i++) {
        const count = counts[place * WIDTH + i];
        sums[i] += count;
        weights[run] += count;
        if (i % 2 === 0) good += count;
      }
      ratios[run] = weights[run] === 0 ? 0 : good / weights[run];
    }
    const cases = sums.reduce((sum, each) => sum + each, 0);
    const counts = Object.fromEntries(RELIABILITY_COUNTS.map((name, i) => [name, sums[i]]));
    const row = { actor, counts: counts as ReliabilityRow["counts"], cases };
    if (cases < FEWEST_CASES) return { ...row, index: null, low: null, high: null };
    const good = sums.reduce((sum, each, i) => (i % 2 === 0 ? sum + each : sum), 0);
    return { ...row, index: good / cases, ...limitsOf(ratios, weights, { good, cases }) };
  }
}

/** Where every run gives the same share, that of all cases is bounded as a share of independent ones is. */
function limitsOf(
  ratios: Float64Array,
  weights: Float64Array,
  { good, cases }: { readonly good: number; readonly cases: number },
): Pick<ReliabilityRow, "low" | "high"> {
  const found = ratioValues({ ratios, weights });
  const overRuns: Interval | undefined = typeof found === "string" ? undefined : meanInterval(found.values);
  const interval = overRuns?.kind === "constant" ? proportionInterval(good, cases) : overRuns;
  if (interval?.kind !== "interval" || interval.low === null || interval.high === null)
    return { low: null, high: null };
  return { low: Math.max(0, interval.low), high: Math.min(1, interval.high) };
}
