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

/** One run of an exercise with the model in every seat: instants are milliseconds of exercise time. */
export interface RehearsedRun {
  /** by seat, in the file's order: when each thing of a kind came to it */
  readonly seats: readonly Readonly<Record<SeatLoad, readonly number[]>>[];
  /** by row, in the file's order: when it was told; null where it was not */
  readonly rows: readonly (number | null)[];
}

const KIND_OF: ReadonlyMap<number, SeatLoad> = new Map([
  [FACT_KINDS["decision.taken"].code, "decisions"],
  [FACT_KINDS["message.delivered"].code, "messages"],
  [FACT_KINDS["inject.delivered"].code, "injects"],
]);
const INJECT = FACT_KINDS["inject.delivered"].code;

/**
 * An exercise played by nobody: the scenario with its list of events, all seats the model's, from STARTEX to ENDEX. It is
 * what `run` makes of it, so a decision stands where the model takes it; people are slower, and may decide otherwise.
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
  rehearse(replication: number): RehearsedRun {
    const { file, simulation } = this;
    this.times = file.seats.map(() => ({ decisions: [], messages: [], injects: [] }));
    this.rows = file.rows.map(() => null);
    simulation.reset(this.seed, replication);
    simulation.runUntil(file.duration);
    return { seats: this.times, rows: this.rows };
  }

  private hear({ kind, at, actor, what, how }: Fact): void {
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
}
