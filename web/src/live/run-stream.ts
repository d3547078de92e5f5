import type { FactRecord } from "../../../src/model/index.ts";
import type { Clock, Command, ProblemDocument, Run, Sample, Snapshot, Stage, Update } from "../api/types.ts";
import { openLine } from "./socket.ts";

/**
 * The numbered stream of one run, kept whole. What came before an instant never changes, so the page can show any instant
 * that is known; after an absence it asks for what came since the last number it has, and gets that without a gap.
 */
export interface StreamState {
  readonly stage: Stage | undefined;
  readonly clock: Clock | undefined;
  /** `performance.now()` when the clock came: from then on a page reckons */
  readonly clockAt: number;
  /** number of the last update */
  readonly seq: number;
  readonly facts: readonly FactRecord[];
  readonly samples: readonly Sample[];
  readonly latest: Sample | undefined;
  readonly isConnected: boolean;
  readonly problem: ProblemDocument | undefined;
  /** the run whose result is there, or has failed */
  readonly result: Run | undefined;
}

/** What the player plays: a run that the server plays for all who watch it, or one that is over. */
export interface PlayerStream {
  /** begins to follow; the answer ends it */
  follow(): () => void;
  subscribe(listener: () => void): () => void;
  read(): StreamState;
  /** resolves when the player has answered; a refusal stands in `problem` */
  command(command: Command): Promise<void>;
}

const EMPTY: StreamState = {
  stage: undefined,
  clock: undefined,
  clockAt: 0,
  seq: 0,
  facts: [],
  samples: [],
  latest: undefined,
  isConnected: false,
  problem: undefined,
  result: undefined,
};

export class RunStream implements PlayerStream {
  private readonly run: string;
  private state: StreamState = EMPTY;
  /** Grown in place: copies of thousands of facts ten times a second would be the page's main work. */
  private facts: FactRecord[] = [];
  private samples: Sample[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly line = openLine();

  constructor(run: string) {
    this.run = run;
  }

  /** Begins to follow; the answer ends it. */
  follow(): () => void {
    const { line } = this;
    const watch = () => this.watch();
    const lost = () => this.change({ isConnected: false });
    const updates = ({ run, updates: given }: { run: string; updates: Update[] }) => {
      if (run === this.run) this.take(given);
    };
    const snapshot = ({ run, snapshot: given }: { run: string; snapshot: Snapshot }) => {
      if (run === this.run) this.takeAll(given);
    };
    const result = ({ run }: { run: Run }) => {
      if (run.id === this.run) this.change({ result: run });
    };
    line.on("connect", watch);
    line.on("disconnect", lost);
    line.on("updates", updates);
    line.on("snapshot", snapshot);
    line.on("result", result);
    if (line.connected) watch();
    return () => {
      line.off("connect", watch);
      line.off("disconnect", lost);
      line.off("updates", updates);
      line.off("snapshot", snapshot);
      line.off("result", result);
      if (line.connected) line.emit("unwatch", { run: this.run }, () => undefined);
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): StreamState => this.state;

  /** Resolves when the player has answered; a refusal stands in `problem`. */
  command(command: Command): Promise<void> {
    const { run } = this;
    return new Promise((resolve) => {
      this.line.emit("command", { run, id: nextId(), command }, (answer) => {
        if (answer.ok) this.change({ clock: answer.clock, clockAt: performance.now(), problem: undefined });
        else this.change({ problem: answer.problem });
        resolve();
      });
    });
  }

  private watch(): void {
    const { seq } = this.state;
    const since = this.state.stage === undefined ? {} : { since: seq };
    this.line.emit("watch", { run: this.run, ...since }, (answer) => {
      if (!answer.ok) {
        this.change({ problem: answer.problem, isConnected: true });
        return;
      }
      const stage = answer.stage;
      const clock = this.state.clock ?? stage.run.clock;
      const result = stage.run.status === "running" ? this.state.result : stage.run;
      this.change({
        stage,
        clock,
        clockAt: performance.now(),
        isConnected: true,
        problem: undefined,
        result,
      });
    });
  }

  private take(updates: readonly Update[]): void {
    const fresh = updates.filter(({ seq }) => seq > this.state.seq);
    const last = fresh.at(-1);
    if (last === undefined) return;
    if (fresh[0].seq !== this.state.seq + 1) {
      // Something is missing: ask for it instead of showing a story with a hole.
      this.watch();
      return;
    }
    let latest = this.state.latest;
    for (const { facts, samples, now } of fresh) {
      this.keep(facts, samples);
      latest = now ?? latest;
    }
    this.change({ seq: last.seq, clock: last.clock, clockAt: performance.now(), latest, ...this.kept() });
  }

  private takeAll({ from, seq, clock, facts, samples, now }: Snapshot): void {
    if (from !== 0 && from > this.state.seq) {
      this.watch();
      return;
    }
    if (from === 0) {
      this.facts = [];
      this.samples = [];
    }
    this.keep(facts, samples);
    this.change({ seq, clock, clockAt: performance.now(), latest: now ?? this.state.latest, ...this.kept() });
  }

  private keep(facts: readonly FactRecord[], samples: readonly Sample[]): void {
    const lastFact = this.facts.at(-1)?.n ?? 0;
    for (const fact of facts) if (fact.n > lastFact) this.facts.push(fact);
    const lastSample = this.samples.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
    for (const sample of samples) if (sample.at > lastSample) this.samples.push(sample);
  }

  private kept() {
    return { facts: this.facts, samples: this.samples };
  }

  private change(change: Partial<StreamState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

let commands = 0;

/** Random ids are not given to pages without TLS on a LAN: the page's own start and a count do. */
const page = `${Date.now().toString(36)}-${Math.floor(performance.now() * 1000).toString(36)}`;
const nextId = (): string => `${page}-${++commands}`;
