/**
 * A whole comparison: which settings it takes, what is to be run next, and what came of it.
 *
 * Pure: whoever holds a backend asks `next` for chunks, hands every result to `add`, and may ask for the `comparison` at any
 * time. Everything is read from the unbroken prefix in the order of replications, so it is the same whatever ran first;
 * what was cut short is a comparison of fewer replications and says so.
 *
 * Each variant is run under both kernels, for nobody knows which is right: the scenario's own comes first. Under `vary` the
 * replications are settings of what we do not know, each with `PER_SETTING` draws of chance.
 */
import type { Row } from "../measures/index.ts";
import { whatDoesNotArise } from "./arises.ts";
import { AssumedRanges } from "./assumed-ranges.ts";
import { assumptionsOf, drawAssumptions, isEndless, KERNELS, withKernel } from "./assumptions.ts";
import { type ComparedVariant, toldOf } from "./compared-variant.ts";
import { compareMeasures, type MeasureComparison, nameOfRow, pairedValues, type Side } from "./comparison.ts";
import type { Comparison, ComparisonRequest, Distribution, Headline, Kernel } from "./comparison-shape.ts";
import { spreadOfSlot } from "./distribution.ts";
import { type Doubt, type DrawnAssumption, judgeDoubt } from "./doubt.ts";
import { type Family, familyOf } from "./family.ts";
import { engineIdentity } from "./identity.ts";
import { momentsOf } from "./moments.ts";
import { BATCH, PrecisionWatch, type Watched } from "./precision.ts";
import { prepare, Replicator } from "./replicator.ts";
import { Results } from "./results.ts";
import { type TradeOffPoint, tradeOffOf } from "./trade-off.ts";
import { type Chunk, PER_SETTING, type ReplicationResult, type Setting, settingOf } from "./work.ts";

/** Headline measures of a scenario that names none. */
const USUAL_HEADLINE = [
  "original.online",
  "item.hours",
  "views.total",
  "lawful.removed",
  "lawful.hours.down",
];

/** What the two axes of the trade-off are made of. */
export const TRADE_OFF = { exposure: "item.hours", wrongful: "lawful.removed" } as const;

export class ComparisonRun {
  /** every setting that may be run; chunks name them by place */
  readonly settings: readonly Setting[];
  private readonly request: ComparisonRequest;
  private readonly kernels: readonly Kernel[];
  private readonly endless: readonly Kernel[];
  /** the baseline first */
  private readonly variants: readonly ComparedVariant[];
  private readonly ranges: AssumedRanges;
  private readonly main: ReadonlySet<string>;
  private readonly results: Results;
  private readonly mainResults: Results;
  private readonly watch: PrecisionWatch | undefined;
  private readonly family: Family;
  private isStopped = false;

  /** @throws RangeError where the baseline is none of the variants, or there are more than five headline measures */
  constructor(request: ComparisonRequest) {
    this.request = request;
    const base = request.variants.find(({ name }) => name === request.baseline);
    if (base === undefined) throw new RangeError(`no such baseline: ${request.baseline}`);
    const ordered = [base, ...request.variants.filter((each) => each !== base)];
    const own = base.scenario.kernel;
    const all = [own, ...KERNELS.filter((kernel) => kernel !== own)];
    this.endless = all.filter((kernel) =>
      ordered.some(({ scenario }) => isEndless(withKernel(scenario, kernel))),
    );
    this.kernels = all.filter((kernel) => !this.endless.includes(kernel));
    const { scale } = request;
    const vary = request.assumptions === "vary";
    this.variants = ordered.map(({ name, scenario }) => {
      const prepared = prepare(scenario);
      return {
        name,
        scenario,
        layout: new Replicator(prepared, scale).layout,
        doesNotArise: whatDoesNotArise(prepared),
        settings: this.kernels.map((kernel) => settingOf(withKernel(scenario, kernel), { scale, vary })),
      };
    });
    const asked = base.scenario.headline.length > 0 ? base.scenario.headline : USUAL_HEADLINE;
    const headline = asked.filter((name) => this.variants[0].layout.some((row) => nameOfRow(row) === name));
    this.family = familyOf(headline, Math.max(1, ordered.length - 1));
    this.ranges = new AssumedRanges({
      ...request,
      variants: this.variants,
      kernel: this.kernels[0],
      measures: this.family.measures,
    });
    const main = this.variants.flatMap(({ settings }) => settings);
    this.settings = unique([...main, ...this.ranges.settings]);
    this.main = new Set(main.map(({ id }) => id));
    this.results = new Results(this.settings.map(({ id }) => id));
    this.mainResults = new Results([...this.main]);
    this.watch = request.precision === undefined ? undefined : this.startWatch(request.precision);
  }

  /** Replications wanted of each variant under each kernel. */
  get wanted(): number {
    return this.request.replications * this.perSetting;
  }

  private get perSetting(): number {
    return this.request.assumptions === "vary" ? PER_SETTING : 1;
  }

  /** Replications that may have to be run in all, and how many are there. */
  get total(): number {
    const { sensitivity, screen } = this.request;
    const main = this.main.size * this.wanted;
    const others = this.settings.length - this.main.size;
    if (screen === undefined || sensitivity <= screen.replications) return main + others * sensitivity;
    const kept = Math.min(others, 2 * screen.keep * this.variants.length);
    return main + others * screen.replications + kept * (sensitivity - screen.replications);
  }

  done = 0;

  /**
   * What to run next; nothing when all is there. With a wanted precision it is a batch at a time, and the ends of the ranges
   * come when the batches have stopped.
   */
  next(): readonly Chunk[] {
    const reached = this.mainResults.unbroken;
    const until = this.watch === undefined ? this.wanted : Math.min(this.wanted, reached + BATCH);
    if (this.watch !== undefined) this.isStopped ||= this.watch.advance(reached).stoppedAt !== null;
    if (!this.isStopped && reached < this.wanted) return this.mainResults.missing(reached, until);
    return this.ranges.next(this.results, this.settings);
  }

  add(result: ReplicationResult): void {
    if (!this.results.add(result)) return;
    if (this.main.has(result.setting)) this.mainResults.add(result);
    this.done++;
  }

  /** Every result that counts, in order: for a table of single replications. */
  *rows(): Generator<{
    readonly variant: string;
    readonly kernel: Kernel;
    readonly layout: readonly Row[];
    readonly result: ReplicationResult;
  }> {
    const count = this.count();
    for (const { name, layout, settings } of this.variants) {
      for (const [place, { id }] of settings.entries()) {
        for (const result of this.mainResults.prefix(id).slice(0, count))
          yield { variant: name, kernel: this.kernels[place], layout, result };
      }
    }
  }

  /** Replications that every variant has under every kernel, up to where a precision stopped. */
  private count(): number {
    const reached = this.mainResults.unbroken;
    const stoppedAt = this.watch?.advance(reached).stoppedAt ?? null;
    const count = Math.min(reached, stoppedAt ?? this.wanted);
    return count - (count % this.perSetting);
  }

  comparison(): Comparison {
    const { request, kernels, family } = this;
    const count = this.count();
    const precision = this.watch?.advance(this.mainResults.unbroken);
    const tables = this.variants.slice(1).flatMap((variant) =>
      kernels.map((kernel, place) => ({
        variant: variant.name,
        kernel,
        measures: this.measuresOf(variant, place, count),
      })),
    );
    const isStopped = precision !== undefined && precision.stoppedAt !== null;
    return {
      scenario: this.variants[0].scenario.id,
      baseline: request.baseline,
      variants: this.variants.map(({ name, settings }) => ({
        name,
        settings: settings.map(({ id }, place) => ({
          kernel: kernels[place],
          id,
          capped: shareOf(this.prefix(id, count), ({ isCapped }) => isCapped),
        })),
      })),
      seed: request.seed,
      scale: request.scale,
      assumptions: request.assumptions,
      replications: count,
      wanted: this.wanted,
      perSetting: this.perSetting,
      sensitivity: request.screen === undefined ? request.sensitivity : null,
      isPartial: count < this.wanted && !isStopped,
      kernels,
      endless: this.endless,
      family,
      precision: precision === undefined ? null : { ...precision, target: request.precision as number },
      headlines: this.headlines(tables, count),
      tables,
      tradeOff: kernels.flatMap((kernel, place) => {
        const points = this.tradeOff(place, count);
        return points.length === 0 ? [] : [{ kernel, points }];
      }),
      distributions: this.distributions(count),
      tornado: this.ranges.tornado(this.results),
      digest: this.mainResults.digest(count),
      engine: engineIdentity(),
    };
  }

  private prefix(id: string, count: number): readonly ReplicationResult[] {
    return this.mainResults.prefix(id).slice(0, count);
  }

  /**
   * Replications that know nothing of each other: what intervals are made of. Those under one draw of what is assumed do, so
   * of each draw the first is taken; the other is there to split off chance.
   */
  private side(variant: ComparedVariant, kernel: number, count: number): Side {
    const side = this.every(variant, kernel, count);
    if (this.request.assumptions === "fixed") return side;
    return { ...side, replications: side.replications.filter((_, i) => i % PER_SETTING === 0) };
  }

  private every({ layout, doesNotArise, settings }: ComparedVariant, kernel: number, count: number): Side {
    return { layout, doesNotArise, replications: this.prefix(settings[kernel].id, count) };
  }

  private measuresOf(variant: ComparedVariant, kernel: number, count: number): readonly MeasureComparison[] {
    const [base] = this.variants;
    return compareMeasures(this.side(base, kernel, count), this.side(variant, kernel, count), {
      family: this.family,
      scale: this.request.scale,
      isSameSetting: variant.settings[kernel].id === base.settings[kernel].id,
      hasLookalikes: [base, variant].every(({ scenario }) => Object.keys(scenario.lookalikes).length > 0),
    });
  }

  private headlines(tables: Comparison["tables"], count: number): readonly Headline[] {
    const isVaried = this.request.assumptions === "vary";
    const drawn = isVaried ? this.drawnAssumptions(count) : [];
    return this.variants.slice(1).flatMap((variant) =>
      this.family.measures.map((measure): Headline => {
        const found = tables
          .filter((table) => table.variant === variant.name)
          .map(({ kernel, measures }) => ({
            kernel,
            row: measures.find((row) => nameOfRow(row) === measure) as MeasureComparison,
          }));
        const [{ row }] = found;
        const doubt = isVaried ? this.doubtOf(variant, row, measure, drawn, count) : null;
        const byKernel = found.map(({ kernel, row: { verdict, difference } }) => ({
          kernel,
          verdict: doubt?.kernels.find((each) => each.kernel === kernel)?.verdict ?? verdict,
          estimate: difference?.estimate ?? null,
          interval: difference?.familyInterval ?? { kind: "too-few" as const, why: "no-values" as const },
        }));
        const words = new Set(byKernel.map(({ verdict }) => verdict.kind));
        return {
          variant: variant.name,
          measure,
          unit: row.unit,
          direction: row.direction,
          verdict: doubt?.verdict ?? byKernel[0].verdict,
          byKernel,
          turnsOver: words.size > 1,
          doubt,
        };
      }),
    );
  }

  /**
   * What we do not know, for one headline measure. Null where both are one setting, where no verdict is given whatever is
   * known or the cases still open speak against one, and where the measure does not exist in every replication of both:
   * settings could not be told apart then.
   */
  private doubtOf(
    variant: ComparedVariant,
    row: MeasureComparison,
    measure: string,
    assumptions: readonly DrawnAssumption[],
    count: number,
  ): Doubt | null {
    const { verdict } = row;
    const [base] = this.variants;
    if (variant.settings.every(({ id }, place) => id === base.settings[place].id)) return null;
    if (verdict.kind === "none" || (verdict.kind === "cannot-tell-yet" && verdict.why === "open-cases"))
      return null;
    const samples = this.kernels.flatMap((kernel, place) => {
      const pair = pairedValues(
        this.every(this.variants[0], place, count),
        this.every(variant, place, count),
        measure,
      );
      return pair === undefined || pair.variant.length !== count
        ? []
        : [{ kernel, perSetting: PER_SETTING, ...pair }];
    });
    if (samples.length < this.kernels.length) return null;
    const { smallestDifference, smallestDifferenceIs, direction } = row;
    return judgeDoubt(samples, {
      smallestDifference,
      smallestDifferenceIs,
      direction,
      level: this.family.each,
      assumptions,
    });
  }

  private drawnAssumptions(count: number): readonly DrawnAssumption[] {
    const settings = Math.floor(count / this.perSetting);
    const drawn = new Map<string, Float64Array>();
    for (const { scenario } of this.variants) {
      const missing = assumptionsOf(scenario).filter(({ path }) => !drawn.has(path));
      if (missing.length === 0) continue;
      for (const { path } of missing) drawn.set(path, new Float64Array(settings));
      for (let i = 0; i < settings; i++) {
        const values = new Map(
          assumptionsOf(drawAssumptions(scenario, this.request.seed, i)).map(({ path, value }) => [
            path,
            value,
          ]),
        );
        for (const { path } of missing) (drawn.get(path) as Float64Array)[i] = values.get(path) as number;
      }
    }
    return [...drawn].map(([path, values]) => ({ path, drawn: values }));
  }

  private toldOf(variant: ComparedVariant, kernel: number, count: number): (measure: string) => boolean {
    return toldOf(variant, this.every(variant, kernel, count).replications, this.request.scale);
  }

  /** Of both; a watch asks for the same number again for each of its measures. */
  private toldOfBoth(variant: ComparedVariant): (measure: string, count: number) => boolean {
    const [base] = this.variants;
    const known = new Map<number, readonly ((measure: string) => boolean)[]>();
    return (measure, count) => {
      const told = known.get(count) ?? [base, variant].map((each) => this.toldOf(each, 0, count));
      known.set(count, told);
      return told.every((isTold) => isTold(measure));
    };
  }

  private startWatch(target: number): PrecisionWatch {
    const [base, ...others] = this.variants;
    const watched = others.flatMap((variant) => {
      const isTold = this.toldOfBoth(variant);
      return this.family.measures
        .filter((name) => isTold(name, 0))
        .map(
          (name): Watched => ({
            name: `${variant.name} ${name}`,
            target,
            at: (n) => {
              // Nothing waits for what is not going to be told: it counts as known.
              if (!isTold(name, n)) return { values: new Float64Array(n), unit: 1 };
              const pair = pairedValues(this.side(base, 0, n), this.side(variant, 0, n), name);
              if (pair === undefined) return { values: [], unit: 0 };
              const sizes = [pair.baseline, pair.variant].map((values) => Math.abs(momentsOf(values).mean));
              return {
                values: pair.variant.map((value, i) => value - pair.baseline[i]),
                unit: Math.max(...sizes),
              };
            },
          }),
        );
    });
    return new PrecisionWatch(watched);
  }

  private tradeOff(kernel: number, count: number): readonly TradeOffPoint[] {
    if (count === 0) return [];
    const [base] = this.variants;
    const many = this.side(base, kernel, count).replications.length;
    // What is another number at this scale has no place in the picture.
    const told = this.variants.filter((variant) =>
      Object.values(TRADE_OFF).every(this.toldOf(variant, kernel, count)),
    );
    if (!told.includes(base) || told.length < 2) return [];
    const samples = told.map((variant) => {
      const values = (name: string) =>
        pairedValues(this.side(base, kernel, count), this.side(variant, kernel, count), name)?.variant;
      return {
        id: variant.name,
        exposure: values(TRADE_OFF.exposure),
        wrongful: values(TRADE_OFF.wrongful),
      };
    });
    const whole = samples.flatMap(({ id, exposure, wrongful }) =>
      exposure?.length === many && wrongful?.length === many ? [{ id, exposure, wrongful }] : [],
    );
    return whole.length < told.length ? [] : tradeOffOf(whole);
  }

  private distributions(count: number): readonly Distribution[] {
    return this.variants.flatMap((variant) =>
      this.kernels.flatMap((kernel, place) => {
        const isTold = this.toldOf(variant, place, count);
        return this.family.measures.flatMap((measure) => {
          const slot = variant.layout.findIndex((row) => nameOfRow(row) === measure);
          if (slot < 0 || !isTold(measure)) return [];
          const replications = this.prefix(variant.settings[place].id, count);
          return [
            {
              variant: variant.name,
              kernel,
              measure,
              unit: variant.layout[slot].unit,
              ...spreadOfSlot(replications, slot),
            },
          ];
        });
      }),
    );
  }
}

function unique(settings: readonly Setting[]): readonly Setting[] {
  return [...new Map(settings.map((setting) => [setting.id, setting])).values()];
}

function shareOf<T>(list: readonly T[], holds: (each: T) => boolean): number {
  return list.length === 0 ? 0 : list.filter(holds).length / list.length;
}
