import {
  type ExerciseFile,
  FACT_KINDS,
  type Fact,
  KINDS_FOR_SEATS,
  rowIdOf,
  type Scenario,
} from "../model/index.ts";
import { compile, Simulation } from "../simulation/index.ts";
import { playedScenario } from "./msel.ts";

/** What reaches a seat, or is asked of it. */
export const SEAT_LOADS = ["decisions", "messages", "injects"] as const;
export type SeatLoad = (typeof SEAT_LOADS)[number];

/**
 * How quickly seats decide: as the model does, or as slowly as people may, who take all the time that the exercise leaves
 * them (its patience). The option is the model's in both.
 */
export const PACES = ["model", "patience"] as const;
export type RehearsalPace = (typeof PACES)[number];

/** A decision that a seat had before it, from when it was asked until it was taken or the exercise was over. */
export interface OpenStretch {
  readonly from: number;
  readonly to: number;
}

export interface RehearsedSeat extends Readonly<Record<SeatLoad, readonly number[]>> {
  /** decisions that people have open; the model's are taken without being asked aloud */
  readonly open: readonly OpenStretch[];
}

/** One run of an exercise with nobody there: instants are milliseconds of exercise time. */
export interface RehearsedRun {
  /** by seat, in the file's order: when each thing of a kind came to it */
  readonly seats: readonly RehearsedSeat[];
  /** by row, in the file's order: when it was told; null where it was not */
  readonly rows: readonly (number | null)[];
}

const KIND_OF: ReadonlyMap<number, SeatLoad> = new Map([
  [FACT_KINDS["decision.taken"].code, "decisions"],
  [FACT_KINDS["message.delivered"].code, "messages"],
  [FACT_KINDS["inject.delivered"].code, "injects"],
]);
const INJECT = FACT_KINDS["inject.delivered"].code;
const OPENED = FACT_KINDS["decision.opened"].code;
const LAPSED = FACT_KINDS["decision.lapsed"].code;

/**
 * An exercise played by nobody: the scenario with its list of events from STARTEX to ENDEX. With the model in all seats it is
 * what `run` makes of it, so a decision stands where the model takes it. At the pace of patience people sit in all seats and
 * never answer, so each decision is taken when their time is up: later than any group that answers at all. How people decide
 * is in neither.
 */
export class Rehearser {
  private readonly simulation: Simulation;
  private readonly file: ExerciseFile;
  private readonly seed: number;
  private readonly seatOf: ReadonlyMap<number, number>;
  private readonly rowOf: ReadonlyMap<number, number>;
  /** kinds of injects that seats are told */
  private readonly told: ReadonlySet<number>;
  private times: Record<SeatLoad, number[]>[] = [];
  private opened: Map<number, number>[] = [];
  private open: OpenStretch[][] = [];
  private rows: (number | null)[] = [];

  /** `scenario`: under the exercise's variant, without its rows */
  constructor(scenario: Scenario, file: ExerciseFile, seed: number) {
    const compiled = compile(playedScenario(scenario, file));
    const { dictionary } = compiled;
    this.file = file;
    this.seed = seed;
    this.seatOf = new Map(file.seats.map(({ actor }, place) => [dictionary.number(actor), place]));
    this.rowOf = new Map(file.rows.map(({ number }, place) => [dictionary.number(rowIdOf(number)), place]));
    this.told = new Set(KINDS_FOR_SEATS.map((kind) => dictionary.number(kind)));
    this.simulation = new Simulation(compiled, {
      scale: file.scale,
      keep: "actors",
      onKept: (fact) => this.hear(fact),
    });
  }

  /** Replication k of the seed, to ENDEX. */
  rehearse(replication: number, pace: RehearsalPace = "model"): RehearsedRun {
    const { file, simulation } = this;
    this.times = file.seats.map(() => ({ decisions: [], messages: [], injects: [] }));
    this.opened = file.seats.map(() => new Map());
    this.open = file.seats.map(() => []);
    this.rows = file.rows.map(() => null);
    simulation.reset(this.seed, replication);
    if (pace === "patience") {
      simulation.act(Number.NEGATIVE_INFINITY, { kind: "patience", ms: file.patience });
      for (const { actor } of file.seats)
        simulation.act(Number.NEGATIVE_INFINITY, { kind: "seat", actor, by: "person" });
    }
    simulation.runUntil(file.duration);
    for (const [seat, waiting] of this.opened.entries())
      for (const from of waiting.values()) this.open[seat].push({ from, to: file.duration });
    return {
      seats: this.times.map((times, seat) => ({ ...times, open: this.open[seat] })),
      rows: this.rows,
    };
  }

  private hear({ kind, at, actor, what, how, x }: Fact): void {
    if (kind === OPENED || kind === LAPSED) this.follow(kind, at, actor, x);
    const load = KIND_OF.get(kind);
    if (load === undefined || at > this.file.duration) return;
    if (kind === INJECT) {
      const row = this.rowOf.get(what);
      if (row !== undefined) this.rows[row] ??= at;
      if (!this.told.has(how)) return;
      // Without a name it goes to everybody.
      if (actor === 0) for (const seat of this.times) seat.injects.push(at);
    }
    const seat = this.seatOf.get(actor);
    if (seat !== undefined) this.times[seat][load].push(at);
  }

  private follow(kind: number, at: number, actor: number, number: number): void {
    const seat = this.seatOf.get(actor);
    if (seat === undefined || at > this.file.duration) return;
    if (kind === OPENED) {
      this.opened[seat].set(number, at);
      return;
    }
    const from = this.opened[seat].get(number);
    if (from === undefined) return;
    this.opened[seat].delete(number);
    this.open[seat].push({ from, to: at });
  }
}
