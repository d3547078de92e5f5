import { join } from "node:path";
import { Worker } from "node:worker_threads";
import {
  advance,
  handle,
  openSession,
  phaseOf,
  positionOf,
  type RefusalCode,
  rest,
  type Session,
  standAt,
  takeUp,
  wanted,
} from "../exercise/index.ts";
import type { FactRecord } from "../model/index.ts";
import type { Clock, Command, Sample, Update } from "./contract.ts";
import type { StageOrder, StageReady, StageReport, StageTask } from "./stage-worker.ts";
import type { Story } from "./story.ts";

/** Entries of threads are plain JavaScript, so from the sources too they are taken from the build. */
const ENTRY = join(import.meta.dirname, "../../dist/server/stage-worker.js");

/** How much wall time the simulation may be behind before the session's clock waits for it, milliseconds. */
const LAGS_BY = 250;
/** How often a session that plays says where it is, though nothing else is new, milliseconds. */
const HEARTBEAT_MS = 500;

export interface HostTask extends Omit<StageTask, "known"> {
  readonly run: string;
}

/** What the host says of a command. */
export type HostAnswer =
  | { readonly ok: true; readonly update: Update }
  | { readonly ok: false; readonly code: RefusalCode };

/**
 * The host of one session: the only wall clock that moves it. It asks the pure session what is wanted, has a thread simulate
 * that, and numbers what comes of it. What it numbered counts once it is written down; where that fails the host is thrown
 * away, and another one takes up what is written.
 */
export class ExerciseHost {
  readonly run: string;
  private readonly task: HostTask;
  private readonly onFailure: (error: Error) => void;
  private readonly horizon: number | null;
  private session: Session;
  private worker: Worker | undefined;
  private ordered: StageOrder = { kind: "stay" };
  private order = 0;
  private isWorking = false;
  private newFacts: FactRecord[] = [];
  private newSamples: Sample[] = [];
  private now: Sample | undefined;
  private isNowNew = false;
  private told: Clock | undefined;
  private toldAt = 0;
  /** the last fact and the last sample that are known */
  private lastFact = 0;
  private lastSample = -1;
  /** when decisions were taken, as far as it is known, in order */
  private readonly decided: number[] = [];
  head = 0;

  /** `horizon`: when the run ends at the latest, null where nobody knows */
  constructor(task: HostTask, horizon: number | null, wall: number, onFailure: (error: Error) => void) {
    this.task = task;
    this.run = task.run;
    this.horizon = horizon;
    this.onFailure = onFailure;
    this.session = openSession(wall);
  }

  /** Takes up where the story leaves off. */
  takeUp(story: Story, wall: number): void {
    const { head, facts, samples, now, endedAt, going, clock } = story;
    if (head === 0) return;
    this.head = head;
    this.told = clock;
    this.toldAt = wall;
    this.now = now;
    this.lastFact = facts.at(-1)?.n ?? 0;
    this.lastSample = samples.at(-1)?.at ?? -1;
    this.noteDecisions(facts);
    const { phase, speed, position, frontier } = clock;
    this.session = takeUp({ phase, speed, position, frontier, endedAt, going }, wall);
  }

  private noteDecisions(facts: readonly FactRecord[]): void {
    for (const { kind, at } of facts)
      if (kind === "decision.taken" && typeof at === "number") this.decided.push(at);
  }

  /** The thread is started when the session first has to go beyond what is known. */
  private open(): Worker {
    if (this.worker !== undefined) return this.worker;
    const { frontier } = this.session;
    const { run: _run, ...task } = this.task;
    const workerData: StageTask = {
      ...task,
      ...(this.head === 0
        ? {}
        : {
            known: { at: frontier, fact: this.lastFact, sample: this.lastSample },
          }),
    };
    const worker = new Worker(ENTRY, { workerData });
    worker.unref();
    worker.on("message", (message: StageReport | { readonly ready: StageReady }) => {
      if (!("ready" in message)) this.heard(message);
    });
    const lose = (error: Error) => {
      if (this.worker !== worker) return;
      this.worker = undefined;
      this.isWorking = false;
      this.onFailure(error);
    };
    worker.on("error", (error) => lose(error instanceof Error ? error : new Error(String(error))));
    worker.on("exit", (code) => lose(new Error(`server/stage_ended ${code}`)));
    this.worker = worker;
    this.ordered = { kind: "stay" };
    return worker;
  }

  private reports: StageReport[] = [];

  private heard(report: StageReport): void {
    this.reports.push(report);
    if (report.isThere && report.order === this.order) this.isWorking = false;
  }

  /** What came from the thread since the last look. */
  private takeIn(wall: number): void {
    for (const { at, isThere, facts, samples, endedAt, now, order } of this.reports.splice(0)) {
      for (const each of facts) this.newFacts.push(each);
      for (const each of samples) this.newSamples.push(each);
      this.noteDecisions(facts);
      this.lastFact = facts.at(-1)?.n ?? this.lastFact;
      this.lastSample = samples.at(-1)?.at ?? this.lastSample;
      if (this.now === undefined || !sameValues(this.now, now)) this.isNowNew = true;
      this.now = now;
      const progress = {
        frontier: Math.max(at, this.session.frontier),
        isThere: isThere && order === this.order,
        ...(endedAt === undefined ? {} : { endedAt }),
      };
      const { going } = this.session;
      const from = positionOf(this.session, wall);
      this.session = advance(this.session, progress, wall, LAGS_BY);
      if (going?.kind === "decision" && this.session.going === undefined) {
        const decided = this.nextKnownDecision(from);
        if (decided !== undefined) this.session = standAt(this.session, decided, wall);
      }
    }
  }

  private direct(wall: number): void {
    const going = wanted(this.session, wall);
    const order: StageOrder =
      going === undefined
        ? { kind: "stay" }
        : going.kind === "decision"
          ? { kind: "decision", after: this.decided.length }
          : { kind: "instant", to: going.to };
    const { ordered } = this;
    if (order.kind === "stay" && (ordered.kind === "stay" || !this.isWorking)) return;
    if (order.kind === "decision" && ordered.kind === "decision" && this.isWorking) return;
    if (order.kind === "instant" && ordered.kind === "instant" && this.isWorking && ordered.to === order.to)
      return;
    const worker = this.open();
    this.ordered = order;
    this.order++;
    this.isWorking = order.kind !== "stay";
    worker.postMessage({ order, number: this.order });
  }

  clock(wall: number): Clock {
    const { session } = this;
    return {
      phase: phaseOf(session, wall),
      speed: session.pace.speed,
      position: positionOf(session, wall),
      frontier: session.frontier,
      endsAt: session.endedAt ?? this.horizon,
    };
  }

  /** True while time passes in it. */
  isMoving(wall: number): boolean {
    const phase = phaseOf(this.session, wall);
    return phase === "playing" || phase === "moving";
  }

  /** A look at the clock: takes in what was simulated, says what is next, and numbers what is new. */
  look(wall: number): Update | undefined {
    this.takeIn(wall);
    this.session = rest(this.session, wall);
    this.direct(wall);
    const clock = this.clock(wall);
    const isNew =
      this.newFacts.length + this.newSamples.length > 0 || this.isNowNew || this.isNews(clock, wall);
    return isNew ? this.number(clock, wall) : undefined;
  }

  /** Whether a page that reckons on by itself would show something else. */
  private isNews(clock: Clock, wall: number): boolean {
    const { told } = this;
    if (told === undefined) return clock.phase !== "ready";
    return (
      told.phase !== clock.phase ||
      told.speed !== clock.speed ||
      told.endsAt !== clock.endsAt ||
      (clock.phase === "moving" && told.frontier !== clock.frontier) ||
      (clock.phase === "playing" && wall - this.toldAt >= HEARTBEAT_MS)
    );
  }

  private number(clock: Clock, wall: number, command?: Pick<Update, "command" | "asked">): Update {
    this.head++;
    const update: Update = {
      seq: this.head,
      clock,
      facts: this.newFacts,
      samples: this.newSamples,
      ...(this.isNowNew && this.now !== undefined ? { now: this.now } : {}),
      ...command,
    };
    this.told = clock;
    this.toldAt = wall;
    this.newFacts = [];
    this.newSamples = [];
    this.isNowNew = false;
    return update;
  }

  /** What a command makes of the session; `id` is the client's. A refused one changes nothing. */
  command(command: Command, wall: number, id?: string): HostAnswer {
    this.takeIn(wall);
    const known =
      command.kind === "step" ? this.nextKnownDecision(positionOf(this.session, wall)) : undefined;
    if (known === undefined) {
      const answer = handle(this.session, command, wall);
      if (!answer.ok) return answer;
      this.session = answer.session;
    } else this.session = standAt({ ...this.session, hasBegun: true }, known, wall);
    this.direct(wall);
    return {
      ok: true,
      update: this.number(this.clock(wall), wall, { command: id ?? command.kind, asked: command }),
    };
  }

  /** Of what has been simulated already, when the next decision after an instant was taken. */
  private nextKnownDecision(from: number): number | undefined {
    return this.decided.find((at) => at > from);
  }

  async close(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    await worker?.terminate();
  }
}

function sameValues(a: Sample, b: Sample): boolean {
  return a.values.length === b.values.length && a.values.every((value, i) => value === b.values[i]);
}
