import { join } from "node:path";
import { Worker } from "node:worker_threads";
import {
  advance,
  handle,
  openSession,
  paceAt,
  phaseOf,
  positionOf,
  type RefusalCode,
  rest,
  type Session,
  standAt,
  start,
  wanted,
} from "../exercise/index.ts";
import type { FactRecord } from "../model/index.ts";
import type { Clock, Command, Sample, Update } from "./contract.ts";
import type { StageOrder, StageReady, StageReport, StageTask } from "./stage-worker.ts";

/** Entries of threads are plain JavaScript, so from the sources too they are taken from the build. */
const ENTRY = join(import.meta.dirname, "../../dist/server/stage-worker.js");

/** How much wall time the simulation may be behind before the session's clock waits for it, milliseconds. */
const LAGS_BY = 250;

export interface HostTask extends Omit<StageTask, "known"> {
  readonly run: string;
}

/** What the host says of a command. */
export type HostAnswer =
  | { readonly ok: true; readonly update: Update }
  | { readonly ok: false; readonly code: RefusalCode };

/**
 * The host of one session: the only wall clock that moves it. It asks the pure session what is wanted, has a thread simulate
 * that, and numbers what comes of it. An update counts once it was taken: `draft` makes it, `publish` says that it is
 * written down.
 */
export class ExerciseHost {
  readonly run: string;
  readonly facts: FactRecord[] = [];
  readonly samples: Sample[] = [];
  private readonly task: HostTask;
  private readonly onFailure: (error: Error) => void;
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
  private horizon: number | null;
  head = 0;

  /** `horizon`: when the run ends at the latest, null where nobody knows */
  constructor(task: HostTask, horizon: number | null, wall: number, onFailure: (error: Error) => void) {
    this.task = task;
    this.run = task.run;
    this.horizon = horizon;
    this.onFailure = onFailure;
    this.session = openSession(wall);
  }

  /** Takes up where updates left off that were published before, in order. */
  remember(updates: readonly Update[], wall: number): void {
    for (const { seq, clock, facts, samples, now } of updates) {
      this.head = seq;
      this.told = clock;
      for (const each of facts) this.facts.push(each);
      for (const each of samples) this.samples.push(each);
      if (now !== undefined) this.now = now;
    }
    const last = this.told;
    if (last === undefined) return;
    const { position, speed, frontier, phase, endsAt } = last;
    const hasEnded = this.facts.at(-1)?.kind === "scenario.ended";
    const pace = { ...paceAt(position, wall), speed };
    this.session = {
      pace: phase === "playing" ? start(pace, wall) : pace,
      hasBegun: phase !== "ready",
      going: undefined,
      frontier,
      endedAt: hasEnded ? (endsAt ?? frontier) : undefined,
    };
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
            known: { at: frontier, fact: this.facts.at(-1)?.n ?? 0, sample: this.samples.at(-1)?.at ?? -1 },
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
          ? { kind: "decision", after: this.decisions }
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

  /** What stands there, for who joins. */
  get latest(): Sample | undefined {
    return this.now;
  }

  /** True while time passes in it. */
  isMoving(wall: number): boolean {
    const phase = phaseOf(this.session, wall);
    return phase === "playing" || phase === "moving";
  }

  /** A look at the clock: takes in what was simulated and says what is next. The update is undefined where nothing is new. */
  draft(wall: number): Update | undefined {
    this.takeIn(wall);
    this.session = rest(this.session, wall);
    this.direct(wall);
    const clock = this.clock(wall);
    const isNew = this.newFacts.length + this.newSamples.length > 0 || this.isNowNew || this.isNews(clock);
    return isNew ? this.update(clock) : undefined;
  }

  /** Whether a page that reckons on by itself would show something else. */
  private isNews(clock: Clock): boolean {
    const { told } = this;
    if (told === undefined) return clock.phase !== "ready";
    return (
      told.phase !== clock.phase ||
      told.speed !== clock.speed ||
      told.endsAt !== clock.endsAt ||
      (clock.phase === "moving" && told.frontier !== clock.frontier)
    );
  }

  private update(clock: Clock, command?: string): Update {
    return {
      seq: this.head + 1,
      clock,
      facts: this.newFacts,
      samples: this.newSamples,
      ...(this.isNowNew && this.now !== undefined ? { now: this.now } : {}),
      ...(command === undefined ? {} : { command }),
    };
  }

  /** An update was written down. */
  publish({ seq, clock, facts, samples }: Update): void {
    this.head = seq;
    this.told = clock;
    for (const each of facts) this.facts.push(each);
    for (const each of samples) this.samples.push(each);
    this.newFacts = [];
    this.newSamples = [];
    this.isNowNew = false;
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
    return { ok: true, update: this.update(this.clock(wall), id ?? command.kind) };
  }

  /** Of what has been simulated already, when the next decision after an instant was taken. */
  private nextKnownDecision(from: number): number | undefined {
    const times = [...this.facts, ...this.newFacts].flatMap(({ kind, at }) =>
      kind === "decision.taken" && typeof at === "number" && at > from ? [at] : [],
    );
    return times[0];
  }

  private get decisions(): number {
    return countDecisions(this.facts) + countDecisions(this.newFacts);
  }

  async close(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    await worker?.terminate();
  }
}

function countDecisions(facts: readonly FactRecord[]): number {
  return facts.filter(({ kind }) => kind === "decision.taken").length;
}

function sameValues(a: Sample, b: Sample): boolean {
  return a.values.length === b.values.length && a.values.every((value, i) => value === b.values[i]);
}
