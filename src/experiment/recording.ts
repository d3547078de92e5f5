import {
  criticalPath,
  dutiesOf,
  KeptFacts,
  type Measure,
  MeasureFold,
  type PathStep,
} from "../measures/index.ts";
import {
  type DutyOutcome,
  FACT_KINDS,
  type Fact,
  type FactRecord,
  IS_BULK,
  type LogHeader,
  toRecord,
} from "../model/index.ts";
import { type RunOutcome, Simulation } from "../simulation/index.ts";
import type { Which } from "./address.ts";
import { FactColumns } from "./fact-columns.ts";
import { headerFor, type Prepared } from "./replicator.ts";

/** Removals of lawful items that are kept: they tell which orders were unlawful in truth. */
const LAWFUL_REMOVALS_KEPT = 20_000;

const REMOVED = FACT_KINDS["content.removed"].code;

/** What one recorded replication left behind. */
export interface Recorded {
  readonly header: LogHeader;
  readonly outcome: RunOutcome;
  readonly digest: string;
  readonly measures: readonly Measure[];
  /** facts about actors, decisions, messages, duties and originals, in order */
  readonly facts: readonly FactRecord[];
  readonly duties: readonly DutyOutcome[];
  /** how many duties started: more than `duties` where single items have theirs */
  readonly dutiesTotal: number;
  readonly paths: readonly RecordedPath[];
}

/** A critical path with the facts that its steps speak of. */
export interface RecordedPath {
  readonly of: "duty" | "original" | "last-removal";
  /** `protocol/duty`, or the original's id, or empty */
  readonly id: string;
  readonly instance?: number;
  readonly outcome?: DutyOutcome["outcome"];
  readonly fact: number;
  readonly steps: readonly (PathStep & { readonly record: FactRecord })[];
}

export interface RecordingOptions extends Which {
  /** from above 0 to 1, which is full size */
  readonly scale?: number;
  /** hears every fact; the row is reused */
  readonly onFact?: (fact: Fact) => void;
}

/**
 * One replication with its story: facts about actors are kept, those about single copies only as far as it takes to
 * follow causes back. Whatever is kept, the digest and the measures are those of `Replicator`.
 */
export class Recording {
  readonly header: LogHeader;
  private readonly simulation: Simulation;
  private readonly fold: MeasureFold;
  private readonly columns: FactColumns;
  private readonly facts: FactRecord[] = [];
  private readonly lawfulRemovals: FactRecord[] = [];
  private readonly kept = new KeptFacts();
  private readonly prepared: Prepared;
  private lastRemoval = 0;

  constructor(prepared: Prepared, { seed, replication, scale, onFact }: RecordingOptions) {
    const { compiled } = prepared;
    this.prepared = prepared;
    this.header = headerFor(prepared, { seed, replication }, scale);
    this.fold = new MeasureFold(this.header, compiled.dictionary);
    this.columns = new FactColumns(compiled.dictionary);
    const keep = (fact: Fact) => this.keep(fact);
    this.simulation = new Simulation(compiled, {
      listener: this.fold,
      scale,
      keep: "all",
      onKept:
        onFact === undefined
          ? keep
          : (fact) => {
              keep(fact);
              onFact(fact);
            },
    });
    this.fold.reset();
    this.simulation.reset(seed, replication);
  }

  /**
   * Takes at most so many more entries. False once the run has ended. Counted in entries and not in time: an instant made
   * up by who drives it would move the clock of a run that has no horizon.
   */
  advance(entries: number): boolean {
    return this.simulation.runSome(entries);
  }

  private keep(fact: Fact): void {
    this.columns.add(fact);
    const { kind } = fact;
    if (IS_BULK[kind] !== 0) {
      if (kind === REMOVED) this.keepRemoval(fact);
      return;
    }
    if (this.kept.keeps(fact)) this.facts.push(toRecord(fact, this.prepared.compiled.dictionary));
  }

  private keepRemoval(fact: Fact): void {
    const { dictionary } = this.prepared.compiled;
    if (!dictionary.text(fact.what).startsWith("lawful")) this.lastRemoval = fact.number;
    else if (this.lawfulRemovals.length < LAWFUL_REMOVALS_KEPT)
      this.lawfulRemovals.push(toRecord(fact, dictionary));
  }

  /** After the end: everything that was found. */
  finish(): Recorded {
    const outcome = this.simulation.run();
    this.fold.finish();
    this.fold.foldInto(outcome.digest);
    const duties = dutiesOf(this.inOrder(), this.header);
    return {
      header: this.header,
      outcome,
      digest: outcome.digest.hex(),
      measures: this.fold.measures(),
      facts: this.facts,
      duties,
      dutiesTotal: this.kept.dutiesTotal,
      paths: this.paths(duties),
    };
  }

  private inOrder(): readonly FactRecord[] {
    if (this.lawfulRemovals.length === 0) return this.facts;
    return [...this.facts, ...this.lawfulRemovals].sort((a, b) => a.n - b.n);
  }

  private paths(duties: readonly DutyOutcome[]): RecordedPath[] {
    const kept = new Map(this.facts.map((record) => [record.n, record]));
    const find = (number: number) => kept.get(number) ?? this.columns.record(number);
    const path = (fact: number) => ({
      fact,
      steps: criticalPath(find, fact).map((step) => ({ ...step, record: find(step.fact) as FactRecord })),
    });
    const ofDuties = duties
      .filter(({ item }) => item === null)
      .map(
        (duty): RecordedPath => ({
          of: "duty",
          id: `${duty.protocol}/${duty.id}`,
          instance: duty.instance,
          outcome: duty.outcome,
          ...path(duty.stoppedBy ?? duty.expiredBy ?? duty.startedBy),
        }),
      );
    const originals = this.facts
      .filter(({ kind }) => kind === "original.removed")
      .map((record): RecordedPath => ({ of: "original", id: String(record.original), ...path(record.n) }));
    const last: RecordedPath[] =
      this.lastRemoval === 0 ? [] : [{ of: "last-removal", id: "", ...path(this.lastRemoval) }];
    return [...originals, ...last, ...ofDuties];
  }
}
