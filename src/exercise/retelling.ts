import { dutiesOf, KeptFacts, type Measure, MeasureFold } from "../measures/index.ts";
import {
  type DutyOutcome,
  FACT_KINDS,
  type Fact,
  type FactRecord,
  type LogHeader,
  type Scenario,
  toRecord,
} from "../model/index.ts";
import { type CompiledScenario, compile, headerOf, type Move, Simulation } from "../simulation/index.ts";
import { ConditionWatch, type FirstHeld, watchedAfter } from "./condition-watch.ts";
import type { StageOptions, TimedMove } from "./stage.ts";
import { type SeatLinks, type SeatUpdate, Views } from "./view.ts";

/** The run of an exercise once more, from its moves: with what a report asks of it and no live session needs. */
export interface RetellingOptions extends StageOptions {
  /** up to here at most, milliseconds of exercise time; where a move ends it, until then */
  readonly until: number;
}

/** Parts of one statechart that took part in a step, as the tables name them. */
export interface PartsTaken {
  readonly protocol: string;
  readonly role: string;
  readonly taken: ReadonlySet<string>;
}

export interface Retold {
  readonly header: LogHeader;
  /** without those about single copies */
  readonly facts: readonly FactRecord[];
  readonly measures: readonly Measure[];
  readonly duties: readonly DutyOutcome[];
  readonly dutiesTotal: number;
  /** where the run came to its end: every fact and measure folded */
  readonly digest: string | undefined;
  readonly at: number;
  readonly views: ReadonlyMap<string, { readonly updates: readonly SeatUpdate[]; readonly links: SeatLinks }>;
  readonly rows: ReturnType<Simulation["rows"]>;
  readonly parts: readonly PartsTaken[];
  /** by place in `watched`, those of rows that were added behind them */
  readonly held: readonly (FirstHeld | undefined)[];
  /** number of the exchange of messages that a move began, by its place among the moves */
  readonly exchanges: ReadonlyMap<number, number>;
}

/** Removals of lawful items that are kept: they tell which orders were unlawful in truth. */
const LAWFUL_REMOVALS_KEPT = 20_000;
const REMOVED = FACT_KINDS["content.removed"].code;
const SENT = FACT_KINDS["message.sent"].code;

/** Plays a run again. The same facts and the same digest as the stage that played it first. */
export function retell(scenario: Scenario, options: RetellingOptions, moves: readonly TimedMove[]): Retold {
  return new Retelling(scenario, options, moves).finish();
}

class Retelling {
  private readonly compiled: CompiledScenario;
  private readonly header: LogHeader;
  private readonly simulation: Simulation;
  private readonly fold: MeasureFold;
  private readonly views: Views;
  private readonly viewed: readonly string[];
  private readonly watch: ConditionWatch;
  private readonly kept = new KeptFacts();
  private readonly facts: FactRecord[] = [];
  private readonly lawfulRemovals: FactRecord[] = [];
  private readonly exchanges = new Map<number, number>();
  private lastSent = 0;
  private at = 0;
  private hasEnded = false;

  constructor(scenario: Scenario, options: RetellingOptions, moves: readonly TimedMove[]) {
    const { seed, replication, scale, views = [], opening = [], watched = [], until } = options;
    this.compiled = compile(scenario, { coverage: true });
    const { dictionary } = this.compiled;
    this.header = headerOf(this.compiled, options);
    this.fold = new MeasureFold(this.header, dictionary);
    this.viewed = views;
    this.views = new Views(dictionary, views);
    this.simulation = new Simulation(this.compiled, {
      listener: { onFact: (fact) => this.hear(fact) },
      scale,
      keep: "actors",
      onKept: (fact) => {
        if (this.kept.keeps(fact)) this.facts.push(toRecord(fact, dictionary));
      },
    });
    const { simulation } = this;
    this.watch = new ConditionWatch(watched, dictionary, (asked) => simulation.isInState(asked));
    this.fold.reset();
    simulation.reset(seed, replication);
    for (const move of opening) simulation.act(Number.NEGATIVE_INFINITY, move);
    for (const [place, { at, move }] of moves.entries()) this.make(place, at, move);
    this.advance(until);
  }

  private hear(fact: Fact): void {
    this.fold.onFact(fact);
    this.views.onFact(fact);
    this.watch.hear(fact);
    if (fact.kind === SENT) this.lastSent = fact.x;
    if (fact.kind !== REMOVED || this.lawfulRemovals.length >= LAWFUL_REMOVALS_KEPT) return;
    const { dictionary } = this.compiled;
    if (dictionary.text(fact.what).startsWith("lawful")) this.lawfulRemovals.push(toRecord(fact, dictionary));
  }

  private make(place: number, at: number, move: Move): void {
    this.advance(at);
    if (this.hasEnded) return;
    this.lastSent = 0;
    const fault = this.simulation.act(at, move);
    if (fault === undefined && move.kind === "add" && move.expected !== undefined)
      this.watch.add(watchedAfter(move.row, move.inject.kind, move.expected));
    this.watch.look(at);
    if (move.kind === "tell" && this.lastSent > 0) this.exchanges.set(place, this.lastSent);
    if (move.kind === "end" && fault === undefined) this.hasEnded = true;
  }

  /** As the stage goes: with nothing pending the next step ends the run, but where people play more may come. */
  private advance(to: number): void {
    const { simulation, watch } = this;
    while (!this.hasEnded) {
      const due = simulation.nextDue;
      const isOver = due === Number.POSITIVE_INFINITY && simulation.played === 0;
      if (!isOver && (due > to || due === Number.POSITIVE_INFINITY)) break;
      if (!simulation.step()) this.hasEnded = true;
      watch.look(simulation.now);
    }
    if (!this.hasEnded) this.at = Math.max(this.at, to);
  }

  finish(): Retold {
    const { simulation, fold, header, compiled, views, viewed, kept, facts } = this;
    fold.finish();
    let digest: string | undefined;
    if (this.hasEnded) {
      const outcome = simulation.outcome();
      this.at = outcome.endedAt;
      fold.foldInto(outcome.digest);
      digest = outcome.digest.hex();
    }
    views.known(this.at);
    const all = [...facts, ...this.lawfulRemovals].sort((a, b) => a.n - b.n);
    return {
      header,
      facts,
      measures: fold.measures(),
      duties: dutiesOf(all, header),
      dutiesTotal: kept.dutiesTotal,
      digest,
      at: this.at,
      views: new Map(
        viewed.map((actor) => [actor, { updates: views.take(actor), links: views.linksOf(actor) }]),
      ),
      rows: simulation.rows(),
      parts: compiled.roles.map(({ protocol, id, tables }) => ({
        protocol: compiled.scenario.protocols[protocol].id,
        role: id,
        taken: tables.coverage(),
      })),
      held: this.watch.held,
      exchanges: this.exchanges,
    };
  }
}
