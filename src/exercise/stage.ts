import { KeptFacts, MeasureFold } from "../measures/index.ts";
import {
  FACT_KINDS,
  type Fact,
  type FactRecord,
  type LogHeader,
  type Scenario,
  toRecord,
} from "../model/index.ts";
import {
  compile,
  headerOf,
  type Move,
  type MoveFault,
  type OpenChoice,
  type RowState,
  Simulation,
} from "../simulation/index.ts";
import { ConditionWatch, type FirstHeld, type Watched, watchedAfter } from "./condition-watch.ts";
import { type SeatLinks, type SeatUpdate, Views } from "./view.ts";

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
  /** actors whose views are kept; nobody's where absent */
  readonly views?: readonly string[];
  /** made before anything happens: who sits where at the start */
  readonly opening?: readonly Move[];
  /** conditions that are followed; of none where absent */
  readonly watched?: readonly Watched[];
}

/** What is known of conditions that are followed. */
export interface StageWatch {
  /** by place in `watched`, those of rows that were added meanwhile behind them */
  readonly held: readonly (FirstHeld | undefined)[];
  /** when each row of the plan was told first, by its name in the simulation */
  readonly told: ReadonlyMap<string, number>;
}

/** A move with the instant of exercise time at which it was made, as it is written down. */
export interface TimedMove {
  readonly at: number;
  readonly move: Move;
}

/** What came of a move. */
export interface StageAnswer extends StagePiece {
  /** why it was not made; undefined where it was */
  readonly fault?: MoveFault;
  /** number of the exchange that the move itself began, not one that was due in the same instant */
  readonly began?: number;
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
  /** what actors learnt, of those whose views are kept */
  readonly learnt?: Readonly<Record<string, readonly SeatUpdate[]>>;
}

/** How many samples the horizon is cut into, and how far apart they are at least. */
const SAMPLES = 288;
/** Samples in a piece of the way: each looks at all that is up. */
const SAMPLES_AT_A_TIME = 8;
const MINUTE = 60_000;
const FIVE_MINUTES = 5 * MINUTE;
const DECISION = FACT_KINDS["decision.taken"].code;
const OPENED = FACT_KINDS["decision.opened"].code;

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
  /** how many were put to people so far */
  opened = 0;
  /** facts up to this number are known to whoever listens */
  private known = 0;
  /** samples up to this instant are, too */
  private sampled = -1;
  private at = 0;
  private readonly views: Views | undefined;
  private readonly viewed: readonly string[];
  private readonly watch: ConditionWatch | undefined;

  constructor(scenario: Scenario, options: StageOptions) {
    const { seed, replication, scale, address, views, opening = [], watched } = options;
    const compiled = compile(scenario);
    this.header = headerOf(compiled, { seed, replication, scale, address });
    this.grid = gridOf(this.header);
    this.fold = new MeasureFold(this.header, compiled.dictionary);
    const { layout } = this.fold;
    this.slots = this.header.platforms.flatMap((platform) =>
      STAGE_MEASURES.map((id) => layout.findIndex((row) => row.id === id && row.platform === platform.id)),
    );
    const { fold } = this;
    this.viewed = views ?? [];
    const seen = views === undefined ? undefined : new Views(compiled.dictionary, views);
    this.views = seen;
    this.simulation = new Simulation(compiled, {
      listener: seen === undefined && watched === undefined ? fold : { onFact: (fact) => this.hear(fact) },
      scale,
      keep: "actors",
      onKept: (fact) => this.keep(fact),
    });
    const { simulation } = this;
    if (watched !== undefined)
      this.watch = new ConditionWatch(watched, compiled.dictionary, (asked) => simulation.isInState(asked));
    this.fold.reset();
    simulation.reset(seed, replication);
    for (const move of opening) this.simulation.act(Number.NEGATIVE_INFINITY, move);
  }

  /**
   * Makes a move at an instant that is not before what is known: everything due up to and including it happens first.
   * Written down with that instant, and made again there, it has the same consequences.
   * @throws RangeError for an instant that has passed
   */
  apply(move: Move, at = this.present): StageAnswer {
    if (!(at >= this.present)) throw new RangeError(`exercise/move_in_the_past: ${at}`);
    const before = this.advanceFully(at);
    if (this.endedAt !== undefined) return { ...before, fault: "ended" };
    const fault = this.simulation.act(at, move);
    if (fault === undefined && move.kind === "add" && move.expected !== undefined)
      this.watch?.add(watchedAfter(move.row, move.inject.kind, move.expected));
    this.watch?.look(at);
    if (fault === undefined && move.kind === "end") this.end();
    const after = this.tell(true);
    const began = exchangeBegun(after.facts);
    return {
      ...joined([before, after]),
      ...(fault === undefined ? {} : { fault }),
      ...(began === undefined ? {} : { began }),
    };
  }

  /** The earliest instant at which a move can be made: up to where it is known, or the one at hand. */
  private get present(): number {
    return Math.max(this.at, this.simulation.now);
  }

  private advanceFully(to: number): StagePiece {
    const pieces: StagePiece[] = [];
    do pieces.push(this.advance(to, Number.POSITIVE_INFINITY));
    while (!pieces[pieces.length - 1].isThere);
    return joined(pieces);
  }

  /** Decisions of an actor that are open to people. */
  openTo(actor: string): readonly OpenChoice[] {
    return this.simulation.openTo(actor);
  }

  /** Where the rows of the list of events stand. */
  rows(): readonly { readonly id: string; readonly state: RowState; readonly dueAt: number }[] {
    return this.simulation.rows();
  }

  /** Which rows and exchanges the facts of an actor's view are about: for who puts words to them. */
  linksOf(actor: string): SeatLinks {
    return this.views?.linksOf(actor) ?? { rows: new Map(), exchanges: new Map() };
  }

  /** Of the conditions that are followed: which held, since when, and the fact that it hung on. */
  watching(): StageWatch {
    return this.watch ?? { held: [], told: new Map() };
  }

  private hear(fact: Fact): void {
    this.fold.onFact(fact);
    this.views?.onFact(fact);
    this.watch?.hear(fact);
  }

  private keep(fact: Fact): void {
    if (!this.kept.keeps(fact)) return;
    if (fact.kind === DECISION) this.decisions++;
    if (fact.kind === OPENED) this.opened++;
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
  skipTo(
    { at, fact, sample }: { readonly at: number; readonly fact: number; readonly sample: number },
    moves: readonly TimedMove[] = [],
  ): StagePiece {
    this.known = fact;
    this.sampled = sample;
    // The beginning has been told already, too.
    this.facts = this.facts.filter(({ n }) => n > fact);
    return joined([...moves.map((each) => this.apply(each.move, each.at)), this.advanceFully(at)]);
  }

  /** Takes entries due up to an instant, at most so many. What it brings is told once. */
  advance(to: number, entries: number): StagePiece {
    return this.go(entries, () => to);
  }

  /** Until more decisions were taken than so many, and to the end of the millisecond in which the next one is. */
  advanceToDecision(after: number, entries: number): StagePiece {
    return this.go(entries, () => (this.decisions > after ? this.simulation.now : Number.POSITIVE_INFINITY));
  }

  /** To an instant, or to the end of the millisecond in which more decisions were put to people than so many. */
  advanceToOpened(to: number, after: number, entries: number): StagePiece {
    return this.go(entries, () => (this.opened > after ? Math.min(to, this.simulation.now) : to));
  }

  private go(entries: number, until: () => number): StagePiece {
    const { simulation } = this;
    let isThere = this.endedAt !== undefined;
    for (let left = entries; left > 0 && !isThere; left--) {
      const due = simulation.nextDue;
      const to = until();
      // With nothing pending the next step ends the run; as long as people play, more may come of what they do.
      const isOver = due === Number.POSITIVE_INFINITY && simulation.played === 0;
      if (!this.sampleBefore(isOver ? due : Math.min(due, to + 1), to)) break;
      if (due > to && !isOver) {
        this.at = Math.max(this.at, to);
        isThere = true;
      } else if (due === Number.POSITIVE_INFINITY && !isOver) {
        isThere = true;
      } else {
        const isOn = simulation.step();
        this.watch?.look(simulation.now);
        if (isOn) continue;
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
    const { at, facts, samples, endedAt, digest, views } = this;
    this.facts = [];
    this.samples = [];
    // Before it is there, the instant at hand may bring more.
    views?.known(isThere ? at : this.simulation.now - 1);
    const learnt = views === undefined ? {} : { learnt: takeAll(views, this.viewed) };
    return { at, isThere, facts, samples, ...learnt, ...(endedAt === undefined ? {} : { endedAt, digest }) };
  }
}

function takeAll(views: Views, actors: readonly string[]): Record<string, readonly SeatUpdate[]> {
  return Object.fromEntries(
    actors.flatMap((actor) => {
      const updates = views.take(actor);
      return updates.length === 0 ? [] : [[actor, updates]];
    }),
  );
}

function exchangeBegun(facts: readonly FactRecord[]): number | undefined {
  const sent = facts.find(({ kind }) => kind === "message.sent");
  const number = (sent as Readonly<Record<string, unknown>> | undefined)?.["message-number"];
  return typeof number === "number" ? number : undefined;
}

/** Pieces of the way as one. */
function joined(pieces: readonly StagePiece[]): StagePiece {
  const last = pieces[pieces.length - 1];
  if (pieces.length === 1) return last;
  const learnt: Record<string, readonly SeatUpdate[]> = {};
  for (const piece of pieces)
    for (const [actor, updates] of Object.entries(piece.learnt ?? {}))
      learnt[actor] = [...(learnt[actor] ?? []), ...updates];
  return {
    ...last,
    facts: pieces.flatMap(({ facts }) => facts),
    samples: pieces.flatMap(({ samples }) => samples),
    ...(last.learnt === undefined ? {} : { learnt }),
  };
}
