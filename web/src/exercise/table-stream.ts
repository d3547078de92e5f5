import type { ProblemDocument } from "../api/types.ts";
import { type Line, openLine } from "../live/socket.ts";
import type { Command, ControlState, TableClock, TableItem, TableStage } from "./table-types.ts";

/**
 * One's own numbered stream at the table of an exercise. It follows on without a gap after an absence, begins again where
 * the server says that its numbers are others, and asks for what was not acknowledged once more under the same name: what
 * came twice is done once.
 */
export interface TableState {
  readonly stage: TableStage | undefined;
  readonly clock: TableClock | undefined;
  /** `performance.now()` when the clock came: from then on a page reckons */
  readonly clockAt: number;
  /** number of the last step */
  readonly seq: number;
  readonly items: readonly TableItem[];
  /** moves each time the steps begin anew: what was folded from them is worth nothing then */
  readonly turn: number;
  /** for those who see everything */
  readonly control: ControlState | undefined;
  readonly isConnected: boolean;
  /** why there is no place here */
  readonly problem: ProblemDocument | undefined;
}

const EMPTY: TableState = {
  stage: undefined,
  clock: undefined,
  clockAt: 0,
  seq: 0,
  items: [],
  turn: 0,
  control: undefined,
  isConnected: false,
  problem: undefined,
};

export type Acted =
  | { readonly ok: true; readonly at: number; readonly entry: number | null }
  | { readonly ok: false; readonly problem: ProblemDocument };

interface Waiting {
  readonly id: string;
  readonly command: Command;
  answer(acted: Acted): void;
}

interface Told {
  readonly exercise: string;
  readonly stream: string;
  readonly clock: TableClock;
  readonly items: readonly TableItem[];
  readonly control?: ControlState;
}

/** How long a page that hears nothing while time runs waits before it asks where it stands, milliseconds. */
const SILENCE = 8000;

export class TableStream {
  readonly exercise: string;
  private readonly line: Line = openLine();
  private state: TableState = EMPTY;
  private items: TableItem[] = [];
  private stream: string | undefined;
  private readonly waiting = new Map<string, Waiting>();
  private readonly listeners = new Set<() => void>();
  private isAsking = false;
  private heardAt = 0;

  constructor(exercise: string) {
    this.exercise = exercise;
  }

  /** Begins to follow; the answer ends it. */
  follow(): () => void {
    const { line } = this;
    const sit = () => this.sit();
    const lost = () => this.change({ isConnected: false });
    const told = (given: Told) => {
      if (given.exercise === this.exercise) this.take(given);
    };
    line.on("connect", sit);
    line.on("disconnect", lost);
    line.on("connect_error", lost);
    line.on("table", told as never);
    const look = setInterval(() => {
      const isSilent = performance.now() - this.heardAt > SILENCE;
      if (isSilent && line.connected) this.sit();
    }, SILENCE / 4);
    // The key of the place may have come into this browser after the connection was opened: it is opened with it.
    if (line.connected) line.disconnect();
    line.connect();
    return () => {
      clearInterval(look);
      line.off("connect", sit);
      line.off("disconnect", lost);
      line.off("connect_error", lost);
      line.off("table", told as never);
      if (line.connected) line.emit("rise", { exercise: this.exercise }, () => undefined);
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): TableState => this.state;

  /** Resolves once it is written down, or refused; while the line is cut it waits, and is asked again afterwards. */
  act(command: Command): Promise<Acted> {
    return new Promise((resolve) => {
      const id = nextId();
      const asked: Waiting = { id, command, answer: resolve };
      this.waiting.set(id, asked);
      if (this.line.connected) this.ask(asked);
    });
  }

  private ask({ id, command, answer }: Waiting): void {
    this.line.emit("act", { exercise: this.exercise, id, command }, (acted) => {
      if (!this.waiting.delete(id)) return;
      answer(acted);
    });
  }

  private sit(): void {
    if (this.isAsking) return;
    this.isAsking = true;
    const { exercise, stream } = this;
    const since = stream === undefined ? {} : { since: this.state.seq, stream };
    this.line.emit("sit", { exercise, ...since }, (answer) => {
      this.isAsking = false;
      this.heardAt = performance.now();
      if (!answer.ok) {
        this.change({ problem: answer.problem, isConnected: true });
        return;
      }
      const stage = answer.stage as TableStage;
      if (this.stream !== stage.stream) this.begin(stage.stream);
      this.change({
        stage,
        clock: stage.clock,
        clockAt: performance.now(),
        isConnected: true,
        problem: undefined,
      });
      for (const asked of this.waiting.values()) this.ask(asked);
    });
    // An answer that never comes, because the line was cut meanwhile, is not waited for.
    this.line.once("disconnect", () => {
      this.isAsking = false;
    });
  }

  private begin(stream: string): void {
    this.stream = stream;
    this.items = [];
    this.change({ seq: 0, items: this.items, turn: this.state.turn + 1 });
  }

  private take({ stream, clock, items, control }: Told): void {
    this.heardAt = performance.now();
    const { seq, stage } = this.state;
    const first = items.at(0)?.seq;
    // Another server's numbers, or another place in the same exercise: everything from its beginning.
    const isAnew = stream !== this.stream || (first === 1 && seq > 0);
    if (isAnew) {
      this.begin(stream);
      if (first !== 1) return this.sit();
    }
    const fresh = items.filter((each) => each.seq > this.state.seq);
    if (fresh.length > 0 && fresh[0].seq !== this.state.seq + 1) return this.sit();
    this.items.push(...fresh);
    this.change({
      seq: this.state.seq + fresh.length,
      items: this.items,
      clock,
      clockAt: performance.now(),
      ...(control === undefined ? {} : { control }),
    });
    const isElsewhere =
      isAnew ||
      stage === undefined ||
      stage.you.role === null ||
      clock.phase !== stage.phase ||
      clock.move !== stage.clock.move;
    if (isElsewhere) this.sit();
  }

  private change(change: Partial<TableState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** Exercise time at this moment: between two messages the page reckons on, and a page that hears nothing stops. */
export function reckonTable({ clock, clockAt }: TableState, now: number): number {
  if (clock === undefined) return 0;
  if (!clock.isRunning) return clock.at;
  return clock.at + clock.speed * Math.min(Math.max(0, now - clockAt), 1500);
}

let commands = 0;

/** As for runs: a page without TLS on a LAN has no random ids. */
const page = `${Date.now().toString(36)}-${Math.floor(performance.now() * 1000).toString(36)}`;
const nextId = (): string => `${page}-${++commands}`;
