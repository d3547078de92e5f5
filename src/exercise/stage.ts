import { KeptFacts, MeasureFold } from "../measures/index.ts";
import {
  FACT_KINDS,
  type Fact,
  type FactRecord,
  type LogHeader,
  type Scenario,
  toRecord,
} from "../model/index.ts";
import { compile, headerOf, Simulation } from "../simulation/index.ts";

/** What is seen of a platform at an instant; measures by their ids, then what no fact tells while a run goes on. */
export const STAGE_MEASURES = [
  "uploads.attempted",
  "uploads.blocked",
  "items.online",
  "items.removed",
  "lawful.removed",
  "lawful.restored",
] as const;
export const STAGE_COLUMNS = [...STAGE_MEASURES, "views.total", "desk.waiting", "desk.busy"] as const;

/** One number for each column of each platform, in the order of the header's platforms. */
export interface StageSample {
  readonly at: number;
  readonly values: readonly number[];
}

export interface StageOptions {
  readonly seed: number;
  readonly replication: number;
  readonly scale: number;
  readonly address: string;
}

/** What a piece of the way brought. */
export interface StagePiece {
  /** everything up to here is known, milliseconds of exercise time */
  readonly at: number;
  /** it got to where it was told to */
  readonly isThere: boolean;
  readonly facts: readonly FactRecord[];
  readonly samples: readonly StageSample[];
  readonly endedAt?: number;
  /** when the run ended: every fact and measure folded */
  readonly digest?: string;
}

/** How many samples the horizon is cut into, and how far apart they are at least. */
const SAMPLES = 288;
/** Samples in a piece of the way: each looks at all that is up. */
const SAMPLES_AT_A_TIME = 8;
const MINUTE = 60_000;
const FIVE_MINUTES = 5 * MINUTE;
const DECISION = FACT_KINDS["decision.taken"].code;

/** Exercise time between two samples: whole minutes, so that a page of the horizon has a few hundred. */
export function gridOf({ horizon }: Pick<LogHeader, "horizon">): number {
  if (horizon === undefined) return FIVE_MINUTES;
  return Math.max(MINUTE, Math.ceil(horizon / SAMPLES / MINUTE) * MINUTE);
}

/**
 * One replication that is advanced by exercise time, as a live session does. With nobody in any seat it does what `run`
 * does, step by step: the same facts, the same digest.
 */
export class Stage {
  readonly header: LogHeader;
  readonly grid: number;
  private readonly simulation: Simulation;
  private readonly fold: MeasureFold;
  private readonly kept = new KeptFacts();
  /** place of each column's row in the fold, by platform; -1 where the scenario has no such row */
  private readonly slots: readonly number[];
  private facts: FactRecord[] = [];
  private samples: StageSample[] = [];
  private nextSample = 0;
  private endedAt: number | undefined;
  private digest: string | undefined;
  /** how many decisions were taken so far */
  decisions = 0;
  /** facts up to this number are known to whoever listens */
  private known = 0;
  /** samples up to this instant are, too */
  private sampled = -1;
  private at = 0;

  constructor(scenario: Scenario, { seed, replication, scale, address }: StageOptions) {
    const compiled = compile(scenario);
    this.header = headerOf(compiled, { seed, replication, scale, address });
    this.grid = gridOf(this.header);
    this.fold = new MeasureFold(this.header, compiled.dictionary);
    const { layout } = this.fold;
    this.slots = this.header.platforms.flatMap((platform) =>
      STAGE_MEASURES.map((id) => layout.findIndex((row) => row.id === id && row.platform === platform.id)),
    );
    this.simulation = new Simulation(compiled, {
      listener: this.fold,
      scale,
      keep: "actors",
      onKept: (fact) => this.keep(fact),
    });
    this.fold.reset();
    this.simulation.reset(seed, replication);
  }

  private keep(fact: Fact): void {
    if (!this.kept.keeps(fact)) return;
    if (fact.kind === DECISION) this.decisions++;
    if (fact.number > this.known) this.facts.push(toRecord(fact, this.simulation.dictionary));
  }

  /** What stands now, at an instant by which nothing else is due. */
  look(at = this.at): StageSample {
    this.fold.finish();
    const seen = this.simulation.look(this.endedAt === undefined ? at : undefined);
    const { values } = this.fold;
    return {
      at,
      values: seen.flatMap(({ views, waiting, busy }, platform) => [
        ...STAGE_MEASURES.map((_, column) => {
          const slot = this.slots[platform * STAGE_MEASURES.length + column];
          return slot < 0 ? 0 : values[slot];
        }),
        views,
        waiting,
        busy,
      ]),
    };
  }

  /**
   * To where it was before: everything up to `at`, without telling again what is known already, facts up to a number and
   * samples up to an instant. What it brings is what was cut off in the middle of an instant.
   */
  skipTo({
    at,
    fact,
    sample,
  }: {
    readonly at: number;
    readonly fact: number;
    readonly sample: number;
  }): StagePiece {
    this.known = fact;
    this.sampled = sample;
    // The beginning has been told already, too.
    this.facts = this.facts.filter(({ n }) => n > fact);
    const pieces: StagePiece[] = [];
    do pieces.push(this.advance(at, Number.POSITIVE_INFINITY));
    while (!pieces[pieces.length - 1].isThere);
    return {
      ...pieces[pieces.length - 1],
      facts: pieces.flatMap(({ facts }) => facts),
      samples: pieces.flatMap(({ samples }) => samples),
    };
  }

  /** Takes entries due up to an instant, at most so many. What it brings is told once. */
  advance(to: number, entries: number): StagePiece {
    return this.go(entries, () => to);
  }

  /** Until more decisions were taken than so many, and to the end of the millisecond in which the next one is. */
  advanceToDecision(after: number, entries: number): StagePiece {
    return this.go(entries, () => (this.decisions > after ? this.simulation.now : Number.POSITIVE_INFINITY));
  }

  private go(entries: number, until: () => number): StagePiece {
    const { simulation } = this;
    let isThere = this.endedAt !== undefined;
    for (let left = entries; left > 0 && !isThere; left--) {
      const due = simulation.nextDue;
      const to = until();
      if (!this.sampleBefore(due, to)) break;
      // With nothing pending the next step ends the run.
      if (due > to && due < Number.POSITIVE_INFINITY) {
        this.at = Math.max(this.at, to);
        isThere = true;
      } else if (!simulation.step()) {
        this.end();
        isThere = true;
      }
    }
    // In the middle of an instant more may come of it.
    if (!isThere) this.at = Math.max(this.at, simulation.now - 1);
    return this.tell(isThere);
  }

  /** Samples of the grid that fall before the next entry. False where there are more of them than fit into one piece. */
  private sampleBefore(due: number, to: number): boolean {
    while (due < Number.POSITIVE_INFINITY && this.nextSample < due && this.nextSample <= to) {
      if (this.samples.length >= SAMPLES_AT_A_TIME) return false;
      if (this.nextSample > this.sampled) this.samples.push(this.look(this.nextSample));
      this.at = Math.max(this.at, this.nextSample);
      this.nextSample += this.grid;
    }
    return true;
  }

  private end(): void {
    const outcome = this.simulation.outcome();
    this.fold.finish();
    this.endedAt = outcome.endedAt;
    this.at = outcome.endedAt;
    const { digest } = outcome;
    this.fold.foldInto(digest);
    this.digest = digest.hex();
    this.samples.push(this.look(outcome.endedAt));
  }

  private tell(isThere: boolean): StagePiece {
    const { at, facts, samples, endedAt, digest } = this;
    this.facts = [];
    this.samples = [];
    return { at, isThere, facts, samples, ...(endedAt === undefined ? {} : { endedAt, digest }) };
  }
}
