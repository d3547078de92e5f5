import { dutiesOf, KeptFacts } from "../measures/index.ts";
import {
  type DutyOutcome,
  type FactRecord,
  type LogHeader,
  type Scenario,
  toRecord,
} from "../model/index.ts";
import { compile, headerOf, Simulation, type Snapshot } from "../simulation/index.ts";
import type { StageOptions, TimedMove } from "./stage.ts";

/**
 * What the model would do from an instant of a running exercise on: continuations in which all seats are the model's, and
 * everything that nobody could know at that instant is drawn anew. It says nothing of what people will do.
 */

/** What one continuation made of a duty. Those that run at the instant are named by their instance; later ones have none. */
export interface ForecastDuty {
  readonly protocol: string;
  readonly id: string;
  readonly debtor: string;
  readonly instance: number | null;
  readonly isKept: boolean;
}

export type ForecastOptions = Omit<StageOptions, "views">;

/** A move as it was made; of a decision, which one it was. */
export interface KnownMove extends TimedMove {
  readonly decision?: string;
}

/** A time that ran out, or what was done before a wait was over: everything else still holds. */
const BROKEN: ReadonlySet<DutyOutcome["outcome"]> = new Set(["missed", "too-early", "judged-missed"]);

/** Stands at an instant of an exercise, from where it goes on as often as wanted, each time with other draws. */
export class Forecaster {
  readonly header: LogHeader;
  readonly at: number;
  private readonly simulation: Simulation;
  private readonly standing: Snapshot;
  /** the moves with the names of the decisions that were taken: what another variant is told */
  readonly known: readonly KnownMove[];
  /** how many of the moves could not be made */
  readonly notMade: number;
  private readonly past: readonly FactRecord[];
  private facts: FactRecord[] = [];
  private kept = new KeptFacts();
  private readonly ends: number | undefined;

  /**
   * `moves`: those made up to and including `at`, in order. One that says which decision it takes is told the number that
   * this one has here, where it is open then; where it is not, the move is not made. `ends`: exercise time at which ENDEX is
   * planned, milliseconds; where none is given, or it has passed, continuations go on to the end of the scenario.
   */
  constructor(
    scenario: Scenario,
    options: ForecastOptions,
    moves: readonly KnownMove[],
    at: number,
    ends?: number,
  ) {
    this.ends = ends !== undefined && ends > at ? ends : undefined;
    const compiled = compile(scenario);
    const { seed, replication, scale, opening = [] } = options;
    this.header = headerOf(compiled, options);
    this.at = at;
    this.simulation = new Simulation(compiled, {
      scale,
      keep: "actors",
      onKept: (fact) => {
        if (this.kept.keeps(fact)) this.facts.push(toRecord(fact, compiled.dictionary));
      },
    });
    const { simulation } = this;
    simulation.reset(seed, replication);
    for (const move of opening) simulation.act(Number.NEGATIVE_INFINITY, move);
    let notMade = 0;
    this.known = moves
      .filter((each) => each.at <= at)
      .map((each) => {
        const named = this.named(each);
        if (named === undefined || simulation.act(each.at, named.move) !== undefined) notMade++;
        return named ?? each;
      });
    this.notMade = notMade;
    // What a move at this very instant sets going is still to come.
    if (moves.every((each) => each.at < at)) simulation.runUntil(at);
    this.past = this.facts;
    this.standing = simulation.snapshot();
  }

  /** A decision under its name, by the number that it has here; undefined where it is not open. */
  private named(given: KnownMove): KnownMove | undefined {
    const { at, move } = given;
    if (move.kind !== "decide") return given;
    this.simulation.runUntil(at);
    const open = this.simulation.openTo(move.actor);
    if (given.decision === undefined) {
      const decision = open.find(({ number }) => number === move.decision)?.decision;
      return decision === undefined ? given : { ...given, decision };
    }
    const found = open.find(({ decision }) => decision === given.decision);
    return found === undefined ? undefined : { ...given, move: { ...move, decision: found.number } };
  }

  /**
   * Goes on to the end with the draws of an epoch (1 or more; another one for each continuation). What is neither missed nor
   * over at the end holds there, as in the report of an exercise.
   */
  continue(epoch: number): readonly ForecastDuty[] {
    const { simulation, header, past } = this;
    simulation.restore(this.standing);
    this.facts = [];
    this.kept = new KeptFacts();
    // First the draws, then the seats: what is overdue there is decided at once, and not by what was drawn before.
    simulation.branch(epoch);
    for (const actor of simulation.playedActors())
      simulation.act(this.at, { kind: "seat", actor, by: "model" });
    if (this.ends === undefined) simulation.run();
    else simulation.act(this.ends, { kind: "end" });
    return dutiesOf([...past, ...this.facts], header).flatMap(
      ({ protocol, id, debtor, instance, item, startedAt, outcome, stoppedAt, expiredBy, form }) => {
        // What is over is no forecast, and what is no deadline holds or not by somebody's choice.
        const isOver = startedAt <= this.at && (stoppedAt ?? Number.POSITIVE_INFINITY) <= this.at;
        const hadExpired = expiredBy !== null && past.some(({ n }) => n === expiredBy);
        if (form !== "deadline" || item !== null || isOver || hadExpired) return [];
        const isKept = !BROKEN.has(outcome);
        return [{ protocol, id, debtor, instance: startedAt <= this.at ? instance : null, isKept }];
      },
    );
  }
}
