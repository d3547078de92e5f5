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
import { HAS_VALUE, IS_ABSENT, type Row } from "../measures/index.ts";
import type { Scenario } from "../model/index.ts";
import { FULL_SCALE } from "./address.ts";
import { whatDoesNotArise } from "./arises.ts";
import { assumptionsOf, drawAssumptions, isEndless, KERNELS, oneAtATime, withKernel } from "./assumptions.ts";
import { compareMeasures, type MeasureComparison, nameOfRow, pairedValues, type Side } from "./comparison.ts";
import { type Doubt, type DrawnAssumption, judgeDoubt } from "./doubt.ts";
import { type Family, familyOf } from "./family.ts";
import { type EngineIdentity, engineIdentity } from "./identity.ts";
import type { Interval } from "./interval.ts";
import { momentsOf } from "./moments.ts";
import { BATCH, type PrecisionState, PrecisionWatch, type Watched } from "./precision.ts";
import { prepare, Replicator } from "./replicator.ts";
import { Results } from "./results.ts";
import { quantileOfSorted } from "./statistics.ts";
import { type EndSample, type TornadoBar, tornadoOf } from "./tornado.ts";
import { type TradeOffPoint, tradeOffOf } from "./trade-off.ts";
import type { Verdict } from "./verdict.ts";
import { type Chunk, PER_SETTING, type ReplicationResult, type Setting, settingOf } from "./work.ts";

type Kernel = Scenario["kernel"];

/** What is asked. Variants are resolved scenarios; the baseline is one of them. */
export interface ComparisonRequest {
  readonly variants: readonly { readonly name: string; readonly scenario: Scenario }[];
  readonly baseline: string;
  readonly seed: number;
  /** with `precision` the most; under `vary` so many settings */
  readonly replications: number;
  /** stop when half of each headline interval is at most this share of the larger of the two means */
  readonly precision?: number;
  readonly assumptions: "fixed" | "vary";
  readonly scale: number;
  /** replications at each end of each assumed range, for the tornado; 0 for none */
  readonly sensitivity: number;
  /** look at every range with so few first, and give the full number only to those that seem to move most */
  readonly screen?: { readonly replications: number; readonly keep: number };
}

/** How a measure lies over replications: quantiles at equal steps from the least to the most. Null: not come by the end. */
export interface Distribution {
  readonly variant: string;
  readonly kernel: Kernel;
  readonly measure: string;
  readonly unit: Row["unit"];
  readonly n: number;
  readonly open: number;
  readonly quantiles: readonly (number | null)[];
}

export const DISTRIBUTION_STEPS = 40;

/** One verdict of the family. */
export interface Headline {
  readonly variant: string;
  /** row of the layout: `id` or `id@platform` */
  readonly measure: string;
  readonly unit: Row["unit"];
  readonly direction: MeasureComparison["direction"];
  /** under the scenario's own kernel, by chance alone; under `vary`, over all settings and both kernels */
  readonly verdict: Verdict;
  readonly byKernel: readonly {
    readonly kernel: Kernel;
    readonly verdict: Verdict;
    readonly estimate: number | null;
    readonly interval: Interval;
  }[];
  /** the kernels do not give the same word */
  readonly turnsOver: boolean;
  /** null where assumed numbers stood still */
  readonly doubt: Doubt | null;
}

export interface Comparison {
  readonly scenario: string;
  readonly baseline: string;
  readonly variants: readonly {
    readonly name: string;
    /** address of each setting by kernel */
    readonly settings: readonly { readonly kernel: Kernel; readonly id: string; readonly capped: number }[];
  }[];
  readonly seed: number;
  readonly scale: number;
  readonly assumptions: "fixed" | "vary";
  /** of each variant under each kernel; `PER_SETTING` to a setting under `vary` */
  readonly replications: number;
  readonly wanted: number;
  /** replications to a setting: 1 where assumed numbers stood still */
  readonly perSetting: number;
  /** replications asked for at each end of each assumed range, 0 for none; null where ranges were screened first */
  readonly sensitivity: number | null;
  /** cut short before what was wanted */
  readonly isPartial: boolean;
  /** the scenario's own first */
  readonly kernels: readonly Kernel[];
  /** kernels under which some variant would spread for ever */
  readonly endless: readonly Kernel[];
  readonly family: Family;
  readonly precision: (PrecisionState & { readonly target: number }) | null;
  readonly headlines: readonly Headline[];
  readonly tables: readonly {
    readonly variant: string;
    readonly kernel: Kernel;
    readonly measures: readonly MeasureComparison[];
  }[];
  readonly tradeOff: readonly { readonly kernel: Kernel; readonly points: readonly TradeOffPoint[] }[];
  readonly distributions: readonly Distribution[];
  readonly tornado: readonly {
    readonly variant: string;
    readonly measure: string;
    readonly unit: Row["unit"];
    readonly replications: number;
    /** ranges that were looked at, and with how many replications each; null where all had the full number */
    readonly screened: { readonly ranges: number; readonly replications: number } | null;
    readonly bars: readonly TornadoBar[];
  }[];
  readonly digest: string;
  readonly engine: EngineIdentity;
}

/**
 * For the tornado of a report: every range is looked at with a few replications, and those that seem to move most get the
 * fewest that an interval is given for.
 */
export const TORNADO_OF_REPORT = { sensitivity: 30, screen: { replications: 2, keep: 12 } } as const;

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

interface Variant {
  readonly name: string;
  readonly scenario: Scenario;
  readonly layout: readonly Row[];
  readonly doesNotArise: ReadonlySet<string>;
  /** by place in `kernels` */
  readonly settings: readonly Setting[];
}

/** One end of one range: the setting of each variant there. */
interface End {
  readonly path: string;
  readonly end: "low" | "high";
  readonly value: number;
  readonly settings: readonly Setting[];
}

export class ComparisonRun {
  /** every setting that may be run; chunks name them by place */
  readonly settings: readonly Setting[];
  private readonly request: ComparisonRequest;
  private readonly kernels: readonly Kernel[];
  private readonly endless: readonly Kernel[];
  /** the baseline first */
  private readonly variants: readonly Variant[];
  private readonly ends: readonly End[];
  /** each variant at its assumed values, as the ends are held against it */
  private readonly central: readonly Setting[];
  private readonly main: ReadonlySet<string>;
  private readonly results: Results;
  private readonly mainResults: Results;
  private readonly watch: PrecisionWatch | undefined;
  private readonly family: Family;
  private isStopped = false;
  /** ranges that seem to move most, once all have been screened */
  private widest: ReadonlySet<string> | undefined;

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
    const atEnds = (scenario: Scenario) =>
      settingOf(withKernel(scenario, this.kernels[0]), { scale, vary: false });
    this.central = request.sensitivity > 0 ? ordered.map((each) => atEnds(each.scenario)) : [];
    this.ends = request.sensitivity > 0 ? this.listEnds(atEnds) : [];
    const main = this.variants.flatMap(({ settings }) => settings);
    this.settings = unique([...main, ...this.central, ...this.ends.flatMap(({ settings }) => settings)]);
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
    return this.nextOfEnds();
  }

  private nextOfEnds(): readonly Chunk[] {
    const { sensitivity, screen } = this.request;
    if (sensitivity === 0) return [];
    if (screen !== undefined && this.widest === undefined) {
      const chunks = this.missingOfEnds(this.ends, Math.min(sensitivity, screen.replications));
      if (chunks.length > 0) return chunks;
      this.widest = this.findWidest(screen);
    }
    const { widest } = this;
    const ends = widest === undefined ? this.ends : this.ends.filter(({ path }) => widest.has(path));
    return this.missingOfEnds(ends, sensitivity);
  }

  private missingOfEnds(ends: readonly End[], count: number): readonly Chunk[] {
    const wanted = new Set(
      [...this.central, ...ends.flatMap(({ settings }) => settings)].map(({ id }) => id),
    );
    return this.results.missing(0, count).filter(({ setting }) => wanted.has(this.settings[setting].id));
  }

  /** Ranges whose ends move some headline measure of some variant most, as a share of what the widest of all moves it. */
  private findWidest(screen: { readonly replications: number; readonly keep: number }): ReadonlySet<string> {
    const moved = new Map<string, number>();
    for (const { bars } of this.tornadoOver(this.ends, screen.replications)) {
      for (const { path, width } of bars) {
        const share = bars[0].width > 0 ? width / bars[0].width : 0;
        moved.set(path, Math.max(moved.get(path) ?? 0, share));
      }
    }
    const ranked = [...moved].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return new Set(ranked.slice(0, screen.keep).map(([path]) => path));
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
      tornado: this.tornado(),
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
  private side(variant: Variant, kernel: number, count: number): Side {
    const side = this.every(variant, kernel, count);
    if (this.request.assumptions === "fixed") return side;
    return { ...side, replications: side.replications.filter((_, i) => i % PER_SETTING === 0) };
  }

  private every({ layout, doesNotArise, settings }: Variant, kernel: number, count: number): Side {
    return { layout, doesNotArise, replications: this.prefix(settings[kernel].id, count) };
  }

  private measuresOf(variant: Variant, kernel: number, count: number): readonly MeasureComparison[] {
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
    variant: Variant,
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

  /** Of what is another number at this scale, and of what does not arise, nothing is said. */
  private isTold({ layout, doesNotArise }: Variant, measure: string): boolean {
    const row = layout.find((each) => nameOfRow(each) === measure);
    if (row === undefined) return true;
    const { id, survivesScale } = row.definition;
    return (this.request.scale === FULL_SCALE || survivesScale) && !doesNotArise.has(id);
  }

  private isToldOfBoth(variant: Variant, measure: string): boolean {
    return this.isTold(this.variants[0], measure) && this.isTold(variant, measure);
  }

  private startWatch(target: number): PrecisionWatch {
    const [base, ...others] = this.variants;
    const watched = others.flatMap((variant) =>
      this.family.measures
        .filter((name) => this.isToldOfBoth(variant, name))
        .map(
          (name): Watched => ({
            name: `${variant.name} ${name}`,
            target,
            at: (n) => {
              const pair = pairedValues(this.side(base, 0, n), this.side(variant, 0, n), name);
              if (pair === undefined) return { values: [], unit: 0 };
              const sizes = [pair.baseline, pair.variant].map((values) => Math.abs(momentsOf(values).mean));
              return {
                values: pair.variant.map((value, i) => value - pair.baseline[i]),
                unit: Math.max(...sizes),
              };
            },
          }),
        ),
    );
    return new PrecisionWatch(watched);
  }

  private tradeOff(kernel: number, count: number): readonly TradeOffPoint[] {
    if (count === 0) return [];
    const [base] = this.variants;
    const many = this.side(base, kernel, count).replications.length;
    // What is another number at this scale has no place in the picture.
    const told = this.variants.filter((variant) =>
      Object.values(TRADE_OFF).every((name) => this.isTold(variant, name)),
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
      this.kernels.flatMap((kernel, place) =>
        this.family.measures.flatMap((measure) => {
          const slot = variant.layout.findIndex((row) => nameOfRow(row) === measure);
          if (slot < 0 || !this.isTold(variant, measure)) return [];
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
        }),
      ),
    );
  }

  // One assumption at a time.

  private listEnds(setting: (scenario: Scenario) => Setting): readonly End[] {
    const moved = this.variants.map(
      ({ scenario }) =>
        new Map(oneAtATime(scenario).map((each) => [`${each.path} ${each.end}`, each] as const)),
    );
    const keys = new Set(moved.flatMap((ends) => [...ends.keys()]));
    return [...keys].flatMap((key) => {
      const first = moved.map((ends) => ends.get(key)).find((each) => each !== undefined);
      if (first === undefined) return [];
      const { path, end, value } = first;
      // A variant that has no such number stays as it is.
      const scenarios = this.variants.map(({ scenario }, i) => moved[i].get(key)?.scenario ?? scenario);
      if (scenarios.some((scenario) => isEndless(withKernel(scenario, this.kernels[0])))) return [];
      return [{ path, end, value, settings: scenarios.map(setting) }];
    });
  }

  private tornado(): Comparison["tornado"] {
    const { sensitivity, screen } = this.request;
    if (sensitivity === 0) return [];
    if (screen === undefined) return this.tornadoOver(this.ends, sensitivity);
    const { widest } = this;
    if (widest === undefined) return [];
    const ranges = new Set(this.ends.map(({ path }) => path)).size;
    return this.tornadoOver(
      this.ends.filter(({ path }) => widest.has(path)),
      sensitivity,
    ).map((each) => ({ ...each, screened: { ranges, replications: screen.replications } }));
  }

  private tornadoOver(ends: readonly End[], count: number): Comparison["tornado"] {
    const { central } = this;
    return this.variants.slice(1).flatMap((variant, i) =>
      this.family.measures
        .filter((measure) => this.isToldOfBoth(variant, measure))
        .flatMap((measure) => {
          const middle = this.effect([central[0], central[i + 1]], variant, measure, count);
          if (middle === undefined) return [];
          const samples = ends.flatMap(({ path, end, value, settings }): EndSample[] => {
            const effect = this.effect([settings[0], settings[i + 1]], variant, measure, count);
            return effect === undefined ? [] : [{ path, end, value, effect }];
          });
          if (samples.length === 0) return [];
          const { unit } = variant.layout.find((row) => nameOfRow(row) === measure) as Row;
          const bars = tornadoOf(middle, samples);
          return [{ variant: variant.name, measure, unit, replications: count, screened: null, bars }];
        }),
    );
  }

  /** The paired difference at one place, one number a replication; undefined where not all are there. */
  private effect(
    settings: readonly [Setting, Setting],
    variant: Variant,
    measure: string,
    count: number,
  ): Float64Array | undefined {
    const [before, after] = settings.map(({ id }) =>
      this.results.knows(id) ? this.results.prefix(id).slice(0, count) : [],
    );
    if (before.length < count || after.length < count) return undefined;
    const pair = pairedValues(
      { layout: this.variants[0].layout, replications: before },
      { layout: variant.layout, replications: after },
      measure,
    );
    if (pair === undefined || pair.variant.length !== count) return undefined;
    return pair.variant.map((value, i) => value - pair.baseline[i]);
  }
}

function unique(settings: readonly Setting[]): readonly Setting[] {
  return [...new Map(settings.map((setting) => [setting.id, setting])).values()];
}

function shareOf<T>(list: readonly T[], holds: (each: T) => boolean): number {
  return list.length === 0 ? 0 : list.filter(holds).length / list.length;
}

function spreadOfSlot(
  replications: readonly ReplicationResult[],
  slot: number,
): Pick<Distribution, "n" | "open" | "quantiles"> {
  const there = replications.filter(({ status }) => status[slot] !== IS_ABSENT);
  const sorted = Float64Array.from(there, ({ values, status }) =>
    status[slot] === HAS_VALUE ? values[slot] : Number.POSITIVE_INFINITY,
  ).sort();
  const open = there.filter(({ status }) => status[slot] !== HAS_VALUE).length;
  const quantiles = Array.from({ length: DISTRIBUTION_STEPS + 1 }, (_, step) => {
    const value = quantileOfSorted(sorted, step / DISTRIBUTION_STEPS);
    return Number.isFinite(value) ? value : null;
  });
  return { n: there.length - open, open, quantiles };
}
