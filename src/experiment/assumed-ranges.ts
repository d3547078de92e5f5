/**
 * One assumption at a time, over a whole comparison: which settings stand at the ends of which ranges, which of them are run
 * next, and the tornado that comes of it. Ranges may be screened first: all are looked at with few replications, and only
 * those that seem to move most get the full number.
 */
import type { Row } from "../measures/index.ts";
import type { Scenario } from "../model/index.ts";
import { isEndless, oneAtATime, withKernel } from "./assumptions.ts";
import { type ComparedVariant, toldOf } from "./compared-variant.ts";
import { nameOfRow, pairedValues } from "./comparison.ts";
import type { Comparison, ComparisonRequest, Kernel } from "./comparison-shape.ts";
import type { Results } from "./results.ts";
import { type EndSample, tornadoOf } from "./tornado.ts";
import { type Chunk, type Setting, settingOf } from "./work.ts";

/** One end of one range: the setting of each variant there. */
interface End {
  readonly path: string;
  readonly end: "low" | "high";
  readonly value: number;
  readonly settings: readonly Setting[];
}

type Screen = NonNullable<ComparisonRequest["screen"]>;

interface RangesOptions extends Pick<ComparisonRequest, "sensitivity" | "screen" | "scale"> {
  /** the baseline first */
  readonly variants: readonly ComparedVariant[];
  /** the scenario's own */
  readonly kernel: Kernel;
  /** headline measures */
  readonly measures: readonly string[];
}

export class AssumedRanges {
  /** every setting that the ends need, those at the assumed values first */
  readonly settings: readonly Setting[];
  private readonly options: RangesOptions;
  private readonly ends: readonly End[];
  /** each variant at its assumed values, as the ends are held against it */
  private readonly central: readonly Setting[];
  /** ranges that seem to move most, once all have been screened */
  private widest: ReadonlySet<string> | undefined;

  constructor(options: RangesOptions) {
    const { sensitivity, variants, kernel, scale } = options;
    this.options = options;
    const atEnds = (scenario: Scenario) => settingOf(withKernel(scenario, kernel), { scale, vary: false });
    this.central = sensitivity > 0 ? variants.map(({ scenario }) => atEnds(scenario)) : [];
    this.ends = sensitivity > 0 ? listEnds(variants, kernel, atEnds) : [];
    this.settings = [...this.central, ...this.ends.flatMap(({ settings }) => settings)];
  }

  /** What to run next, by place among `all` settings, of which `results` holds what has come; nothing when all is there. */
  next(results: Results, all: readonly Setting[]): readonly Chunk[] {
    const { sensitivity, screen } = this.options;
    if (sensitivity === 0) return [];
    if (screen !== undefined && this.widest === undefined) {
      const chunks = this.missing(this.ends, Math.min(sensitivity, screen.replications), results, all);
      if (chunks.length > 0) return chunks;
      this.widest = this.findWidest(screen, results);
    }
    const { widest } = this;
    const ends = widest === undefined ? this.ends : this.ends.filter(({ path }) => widest.has(path));
    return this.missing(ends, sensitivity, results, all);
  }

  private missing(
    ends: readonly End[],
    count: number,
    results: Results,
    all: readonly Setting[],
  ): readonly Chunk[] {
    const wanted = new Set(
      [...this.central, ...ends.flatMap(({ settings }) => settings)].map(({ id }) => id),
    );
    return results.missing(0, count).filter(({ setting }) => wanted.has(all[setting].id));
  }

  /** Ranges whose ends move some headline measure of some variant most, as a share of what the widest of all moves it. */
  private findWidest(screen: Screen, results: Results): ReadonlySet<string> {
    const moved = new Map<string, number>();
    for (const { bars } of this.tornadoOver(this.ends, screen.replications, results)) {
      for (const { path, width } of bars) {
        const share = bars[0].width > 0 ? width / bars[0].width : 0;
        moved.set(path, Math.max(moved.get(path) ?? 0, share));
      }
    }
    const ranked = [...moved].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return new Set(ranked.slice(0, screen.keep).map(([path]) => path));
  }

  tornado(results: Results): Comparison["tornado"] {
    const { sensitivity, screen } = this.options;
    if (sensitivity === 0) return [];
    if (screen === undefined) return this.tornadoOver(this.ends, sensitivity, results);
    const { widest } = this;
    if (widest === undefined) return [];
    const ranges = new Set(this.ends.map(({ path }) => path)).size;
    const kept = this.ends.filter(({ path }) => widest.has(path));
    const screened = { ranges, replications: screen.replications };
    return this.tornadoOver(kept, sensitivity, results).map((each) => ({ ...each, screened }));
  }

  private tornadoOver(ends: readonly End[], count: number, results: Results): Comparison["tornado"] {
    const { central } = this;
    const { measures, scale, variants } = this.options;
    const [base, ...others] = variants;
    const told = variants.map((variant, i) =>
      toldOf(variant, results.prefix(central[i].id).slice(0, count), scale),
    );
    return others.flatMap((variant, i) =>
      measures
        .filter((measure) => told[0](measure) && told[i + 1](measure))
        .flatMap((measure) => {
          const effectAt = ([before, ...after]: readonly Setting[]) =>
            effectOf(
              { layout: base.layout, setting: before },
              { layout: variant.layout, setting: after[i] },
              {
                measure,
                count,
                results,
              },
            );
          const middle = effectAt(central);
          if (middle === undefined) return [];
          const samples = ends.flatMap(({ path, end, value, settings }): EndSample[] => {
            const effect = effectAt(settings);
            return effect === undefined ? [] : [{ path, end, value, effect }];
          });
          if (samples.length === 0) return [];
          const { unit } = variant.layout.find((row) => nameOfRow(row) === measure) as Row;
          const bars = tornadoOf(middle, samples);
          return [{ variant: variant.name, measure, unit, replications: count, screened: null, bars }];
        }),
    );
  }
}

function listEnds(
  variants: readonly ComparedVariant[],
  kernel: Kernel,
  atEnds: (scenario: Scenario) => Setting,
): readonly End[] {
  const moved = variants.map(
    ({ scenario }) =>
      new Map(oneAtATime(scenario).map((each) => [`${each.path} ${each.end}`, each] as const)),
  );
  const keys = new Set(moved.flatMap((ends) => [...ends.keys()]));
  return [...keys].flatMap((key) => {
    const first = moved.map((ends) => ends.get(key)).find((each) => each !== undefined);
    if (first === undefined) return [];
    const { path, end, value } = first;
    // A variant that has no such number stays as it is.
    const scenarios = variants.map(({ scenario }, i) => moved[i].get(key)?.scenario ?? scenario);
    if (scenarios.some((scenario) => isEndless(withKernel(scenario, kernel)))) return [];
    return [{ path, end, value, settings: scenarios.map(atEnds) }];
  });
}

interface Placed {
  readonly layout: readonly Row[];
  readonly setting: Setting;
}

/** The paired difference at one place, one number a replication; undefined where not all are there. */
function effectOf(
  base: Placed,
  variant: Placed,
  {
    measure,
    count,
    results,
  }: { readonly measure: string; readonly count: number; readonly results: Results },
): Float64Array | undefined {
  const [before, after] = [base, variant].map(({ setting: { id } }) =>
    results.knows(id) ? results.prefix(id).slice(0, count) : [],
  );
  if (before.length < count || after.length < count) return undefined;
  const pair = pairedValues(
    { layout: base.layout, replications: before },
    { layout: variant.layout, replications: after },
    measure,
  );
  if (pair === undefined || pair.variant.length !== count) return undefined;
  return pair.variant.map((value, i) => value - pair.baseline[i]);
}
