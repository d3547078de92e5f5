import { createHash } from "node:crypto";
import {
  type AccountSource,
  addedRow,
  append,
  beginRecord,
  type ExerciseRecord,
  evolve,
  expectedOf,
  type Hash,
  hashesOf,
  judgeExpected,
  playedScenario,
  propose,
  type SeatUpdate,
  Stage,
  type StageAnswer,
  sessionOf,
  type TableSession,
  type TimedMove,
  watchedOf,
} from "../../src/exercise/index.ts";
import { addressOf } from "../../src/experiment/index.ts";
import {
  type ExerciseFile,
  exerciseFile,
  type FactRecord,
  type Scenario,
  type TableCommand,
} from "../../src/model/index.ts";
import type { Move } from "../../src/simulation/index.ts";

/** An exercise that is played in this process: commands at instants of exercise time, as a host takes them. */

export const sha256: Hash = (text) => createHash("sha256").update(text).digest("hex");
const START = Date.parse("2030-03-07T09:00:00.000Z");

export const both = (text: string) => ({ en: text, fr: `${text} (fr)` });

/** Fields of a file that most tests do not care about. */
export const PLAIN_FILE = {
  schemaVersion: 1,
  id: "evening-watch",
  title: both("Evening watch"),
  aim: both("To try the table."),
  scope: both("Two seats, one evening."),
  marking: both("EXERCISE EVENING WATCH"),
  scale: 0.01,
  seed: 6,
  duration: "PT45M",
  patience: "PT10M",
  overview: { threat: both("An invented attack."), sponsor: both("Nobody."), contact: both("The director.") },
  notes: {
    facilitator: both("Facilitator note."),
    controller: both("Controller note."),
    evaluator: both("Evaluator note."),
  },
};

export function fileOf(fields: Readonly<Record<string, unknown>>): ExerciseFile {
  return exerciseFile.parse({ ...PLAIN_FILE, ...fields }) as ExerciseFile;
}

export class PlayedExercise {
  readonly file: ExerciseFile;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly address: string;
  readonly facts: FactRecord[] = [];
  readonly learnt = new Map<string, SeatUpdate[]>();
  /** the moves as the commands gave them, those of STARTEX apart */
  readonly moves: TimedMove[] = [];
  opening: readonly Move[] = [];
  digest: string | undefined;
  record: ExerciseRecord;
  session: TableSession;
  private stage: Stage | undefined;
  private at = 0;
  /** milliseconds of the outside world since the door was opened */
  private wall = 0;
  private count = 0;

  constructor(file: ExerciseFile, scenario: Scenario) {
    this.file = file;
    this.scenario = playedScenario(scenario, file);
    this.seed = file.seed ?? 1;
    this.address = addressOf(this.scenario, { seed: this.seed, replication: 0 });
    this.session = sessionOf(file, this.scenario);
    this.record = beginRecord({
      format: "golden-hour-exercise",
      formatVersion: 1,
      exercise: file.id,
      marking: file.marking.en,
      ...hashesOf(this.scenario, { seed: this.seed, scale: file.scale, variant: file.variant }, sha256),
      engineVersion: 1,
    });
    this.enter("director", "Dana Director");
    const data = { participant: "director", role: "director", seat: null, deciding: false };
    this.write([{ kind: "admitted", by: { role: "system" }, data }]);
  }

  get source(): AccountSource {
    const { file, record, scenario, seed, address } = this;
    return { file, record, scenario, seed, address };
  }

  private get tools() {
    return { hash: sha256, salt: () => sha256(`salt ${this.count++}`) };
  }

  private write(drafts: Parameters<typeof append>[1][]): void {
    for (const draft of drafts) {
      const when = { at: this.at, real: new Date(START + this.wall).toISOString() };
      this.record = append(this.record, draft, when, this.tools);
      this.session = evolve(this.session, this.record.entries[this.record.entries.length - 1]);
    }
  }

  private take({ facts, learnt = {}, digest }: Pick<StageAnswer, "facts" | "learnt" | "digest">): void {
    this.facts.push(...facts);
    for (const [actor, updates] of Object.entries(learnt))
      this.learnt.set(actor, [...(this.learnt.get(actor) ?? []), ...updates]);
    this.digest = digest ?? this.digest;
  }

  enter(participant: string, name: string): void {
    this.ask("system", { kind: "enter", participant, name, language: "en" });
  }

  /** Lets somebody in and puts them somewhere. */
  seat(
    participant: string,
    role: "player" | "evaluator" | "controller" | "facilitator",
    seat?: string,
  ): void {
    this.enter(participant, `Name of ${participant}`);
    const where = seat === undefined ? {} : { seat };
    this.ask("director", { kind: "admit", participant, role, ...where, deciding: seat !== undefined });
  }

  /** Exercise time goes on; the outside world's clock with it, unless it stands. */
  go(to: number): void {
    const { stage } = this;
    if (stage === undefined) throw new Error("not started");
    let piece = stage.advance(to, 1e9);
    this.take(piece);
    for (; !piece.isThere; this.take(piece)) piece = stage.advance(to, 1e9);
    this.wall += (to - this.at) / this.session.pace.speed;
    this.at = to;
  }

  get now(): number {
    return this.at;
  }

  /** Only the outside world's clock goes on. */
  wait(ms: number): void {
    this.wall += ms;
  }

  /** Decisions that are open to an actor now. */
  openTo(actor: string) {
    return this.stage?.openTo(actor) ?? [];
  }

  /** @throws for what is refused */
  ask(by: string, command: TableCommand): number {
    const asker = by === "system" ? ("system" as const) : { participant: by };
    const now = { at: this.at, wall: this.wall };
    const answer = propose(this.session, command, { by: asker, now, id: `c${this.count++}` });
    if (!answer.ok) throw new Error(`${command.kind}: ${answer.code}`);
    if ("repeated" in answer) throw new Error("repeated");
    if (command.kind === "start") {
      const { seed, address, scenario, file } = this;
      const views = [...new Set(file.seats.map(({ actor }) => actor))].sort();
      const { moves: opening } = answer;
      this.opening = opening;
      this.stage = new Stage(scenario, {
        seed,
        replication: 0,
        scale: file.scale,
        address,
        views,
        opening,
        watched: watchedOf(expectedOf(file)),
      });
    } else
      for (const move of answer.moves) {
        const answered = this.stage?.apply(move, this.at);
        if (answered === undefined) throw new Error("not started");
        if (answered.fault !== undefined) throw new Error(`${command.kind}: ${answered.fault}`);
        this.moves.push({ at: this.at, move });
        this.take(answered);
      }
    this.write([...answer.entries]);
    return this.record.entries.length;
  }

  /** What was expected of players, judged as the table judges it while it goes on. */
  expected() {
    const added = this.record.entries.flatMap(({ kind, data }) =>
      kind === "row-added" ? [addedRow(data, {})] : [],
    );
    const { held = [], told = new Map() } = this.stage?.watching() ?? {};
    const stand = { held, sentAt: told, at: this.at, hasEnded: this.session.phase !== "running" };
    return judgeExpected(expectedOf({ rows: [...this.file.rows, ...added] }), stand, []);
  }

  /** Goes on until somebody has a decision open, at most to `to`. */
  goToDecision(actor: string, to: number): { readonly number: number; readonly options: readonly string[] } {
    for (let at = this.at; at <= to; at += 30_000) {
      this.go(at);
      const [open] = this.openTo(actor);
      if (open !== undefined) return open;
    }
    throw new Error(`no decision for ${actor}`);
  }
}
