import { Draws } from "../../src/engine/index.ts";
import { Forecaster, type ForecastOptions, Stage, type TimedMove } from "../../src/exercise/index.ts";
import { addressOf, type ContinuedDuty, chancesOf } from "../../src/experiment/index.ts";
import { dutiesOf } from "../../src/measures/index.ts";
import type { FactRecord, Scenario } from "../../src/model/index.ts";
import type { Move } from "../../src/simulation/index.ts";

/**
 * Exercises that are stopped at an instant, forecast from there, and then played on: of duties that were given a chance, how
 * many held? Until the instant people of several manners sit at half of the seats; the forecast is told what they did and
 * nothing of their manner. From the instant on the model plays all seats, for that is what a forecast speaks of; the
 * exercise goes on with its own draws. Where people go on instead, that is counted beside it.
 */

const MINUTE = 60_000;
/** People look at their pages so often. */
const LOOK = 2 * MINUTE;

/** How people answer: at once and anything; seldom and anything; always what stands last; never. */
export const MANNERS = ["nobody", "hasty", "slow", "contrary", "silent"] as const;
export type Manner = (typeof MANNERS)[number];

export interface Setting {
  /** which of the settings it is: parts of a table */
  readonly name: string;
  readonly scenario: Scenario;
  readonly scale: number;
  /** instants of the forecasts lie between these, milliseconds of exercise time */
  readonly from: number;
  readonly to: number;
}

/** A duty of one exercise: chances from the two halves of the continuations, from all, and what came of it. */
export interface Case {
  /** which exercise it is of: its duties hang together */
  readonly exercise: number;
  readonly setting: string;
  readonly duty: string;
  /** chance by continuations of odd number: sorts it into a bin */
  readonly sorted: number;
  /** chance by those of even number: what it is held against, which the sorting has not chosen */
  readonly predicted: number;
  /** by all of them: what a director reads */
  readonly told: number;
  readonly isKept: boolean;
  /** what became of it in one more continuation, of draws that no exercise plays; absent where it did not run there */
  readonly isKeptElsewhere?: boolean;
}

export interface Outcome {
  readonly cases: readonly Case[];
  /** the same with people who go on in their manner: no forecast of theirs is claimed */
  readonly withPeople: readonly Case[];
}

/** Less than so many continuations of a half in which a duty runs at all say nothing of its chance. */
const LEAST = 10;
/** The continuation that stands for another exercise with the same past. */
const ELSEWHERE = 1_000_000;
const BROKEN = new Set(["missed", "too-early", "judged-missed"]);

const keyOf = ({ protocol, id, debtor, instance }: Omit<ContinuedDuty, "isKept">) =>
  JSON.stringify([protocol, id, debtor, instance]);

/** What a run made of duties that stood open at an instant or started later, from all of its facts. */
function outcomes(facts: readonly FactRecord[], stage: Stage, at: number): Map<string, boolean> {
  const kept = new Map<string, boolean>();
  for (const duty of dutiesOf(facts, stage.header)) {
    if (duty.form !== "deadline" || duty.item !== null) continue;
    const hasBegun = duty.startedAt <= at;
    const expiredAt = facts.find(({ n }) => n === duty.expiredBy)?.at ?? Number.POSITIVE_INFINITY;
    const isDecided = (duty.stoppedAt ?? Number.POSITIVE_INFINITY) <= at || Number(expiredAt) <= at;
    if (hasBegun && isDecided) continue;
    const key = keyOf({ ...duty, instance: hasBegun ? duty.instance : null });
    kept.set(key, kept.get(key) !== false && !BROKEN.has(duty.outcome));
  }
  return kept;
}

/** Everything up to an instant; it comes in pieces. */
function factsTo(stage: Stage, at: number): FactRecord[] {
  const facts: FactRecord[] = [];
  for (let isThere = false; !isThere; ) {
    const piece = stage.advance(at, Number.POSITIVE_INFINITY);
    facts.push(...piece.facts);
    isThere = piece.isThere;
  }
  return facts;
}

/** One exercise: its seed, its people, its instant. */
class Simulated {
  readonly at: number;
  readonly manner: Manner;
  readonly options: ForecastOptions;
  private readonly setting: Setting;
  private readonly number: number;
  private readonly draws = new Draws();
  private drawn = 0;
  private readonly seated: readonly string[];

  constructor(setting: Setting, number: number, seed: number) {
    this.setting = setting;
    this.number = number;
    this.draws.rekey(0, seed, number, 0);
    this.manner = MANNERS[number % MANNERS.length];
    const { scenario, scale, from, to } = setting;
    this.at = Math.round(from + this.uniform() * (to - from));
    const actors = [...Object.keys(scenario.actors), ...Object.keys(scenario.platforms)];
    this.seated = this.manner === "nobody" ? [] : actors.filter(() => this.uniform() < 0.5);
    const which = { seed: seed + number, replication: 0 };
    const opening: Move[] = [
      { kind: "patience", ms: 20 * MINUTE },
      ...this.seated.map((actor): Move => ({ kind: "seat", actor, by: "person" })),
    ];
    this.options = { ...which, scale, address: addressOf(scenario, which), opening };
  }

  private uniform(): number {
    return this.draws.uniform(0, this.number, 1, this.drawn++);
  }

  /** People's answers from an instant to another, each made and written down. */
  private people(stage: Stage, from: number, to: number, facts: FactRecord[]): TimedMove[] {
    const { manner, seated } = this;
    const made: TimedMove[] = [];
    const make = (move: Move, at: number) => {
      const answer = stage.apply(move, at);
      facts.push(...answer.facts);
      if (answer.fault === undefined) made.push({ at, move });
    };
    for (let at = from; at < to; at += LOOK) {
      facts.push(...factsTo(stage, at));
      for (const actor of seated)
        for (const { number, options } of stage.openTo(actor)) {
          if (manner === "silent" || (manner === "slow" && this.uniform() > 0.15)) continue;
          const place =
            manner === "contrary" ? options.length - 1 : Math.floor(this.uniform() * options.length);
          make({ kind: "decide", actor, decision: number, option: options[place] }, at);
        }
      // Control leaves a row out now and then, as it does.
      const row = stage.rows().find(({ state, dueAt }) => state === "armed" && dueAt > at);
      if (row !== undefined && this.uniform() < 0.02) make({ kind: "row", row: row.id, does: "skip" }, at);
    }
    facts.push(...factsTo(stage, to));
    return made;
  }

  play(continuations: number, isWithPeople: boolean): Outcome {
    const { setting, options, at } = this;
    const { scenario } = setting;
    const stage = new Stage(scenario, options);
    const facts: FactRecord[] = [];
    const moves = this.people(stage, 0, at, facts);
    const forecaster = new Forecaster(scenario, options, moves, at);
    const played = Array.from({ length: continuations }, (_, index) => forecaster.continue(index + 1));
    const elsewhere = new Map(chancesOf([forecaster.continue(ELSEWHERE)]).map((each) => [keyOf(each), each]));

    for (const actor of this.seated)
      facts.push(...stage.apply({ kind: "seat", actor, by: "model" }, at).facts);
    facts.push(...factsTo(stage, Number.POSITIVE_INFINITY));
    const came = outcomes(facts, stage, at);
    const cases = this.casesOf(played, came).map(({ key, ...each }) => {
      const there = elsewhere.get(key);
      return there === undefined ? each : { ...each, isKeptElsewhere: there.kept === there.n };
    });
    if (!isWithPeople || this.seated.length === 0) return { cases, withPeople: [] };

    const other = new Stage(scenario, options);
    const theirs: FactRecord[] = moves.flatMap((each) => other.apply(each.move, each.at).facts);
    theirs.push(...factsTo(other, at));
    this.people(other, at + LOOK, scenario.horizon ?? at, theirs);
    for (const actor of this.seated) theirs.push(...other.apply({ kind: "seat", actor, by: "model" }).facts);
    theirs.push(...factsTo(other, Number.POSITIVE_INFINITY));
    const withPeople = this.casesOf(played, outcomes(theirs, other, at)).map(
      ({ key: _key, ...each }) => each,
    );
    return { cases, withPeople };
  }

  private casesOf(
    played: readonly (readonly ContinuedDuty[])[],
    came: ReadonlyMap<string, boolean>,
  ): readonly (Case & { readonly key: string })[] {
    const half = (rest: number) =>
      new Map(chancesOf(played.filter((_, index) => index % 2 === rest)).map((each) => [keyOf(each), each]));
    const [odd, even] = [half(0), half(1)];
    return chancesOf(played).flatMap((all) => {
      const key = keyOf(all);
      const [first, second, isKept] = [odd.get(key), even.get(key), came.get(key)];
      if (first === undefined || second === undefined || isKept === undefined) return [];
      if (Math.min(first.n, second.n) < LEAST) return [];
      return [
        {
          key,
          exercise: this.number,
          setting: this.setting.name,
          duty: `${all.protocol}/${all.id}`,
          sorted: first.chance,
          predicted: second.chance,
          told: all.chance,
          isKept,
        },
      ];
    });
  }
}

/** So many exercises, settings and manners in turn; each has draws of its own. */
export function playExercises(
  settings: readonly Setting[],
  exercises: number,
  continuations: number,
  { seed, isWithPeople = false }: { readonly seed: number; readonly isWithPeople?: boolean },
): Outcome {
  const all = Array.from({ length: exercises }, (_, number) => {
    // Manners go round faster than settings, so that each setting has all of them.
    const which = settings[Math.floor(number / MANNERS.length) % settings.length];
    return new Simulated(which, number, seed).play(continuations, isWithPeople);
  });
  return {
    cases: all.flatMap(({ cases }) => cases),
    withPeople: all.flatMap(({ withPeople }) => withPeople),
  };
}
