import type { AnyActorScope, AnyMachineSnapshot, AnyStateMachine } from "xstate";
import type { MachineDefinition, PlainData } from "../model/index.ts";
import { buildMachine, listHeard, listTimers, type ProtocolEvent, type Timer } from "./build.ts";
import { type Call, Catalogue } from "./catalogue.ts";
import { Decision, DO_CANCEL, DO_EFFECT, DO_NOTE, DO_START } from "./decision.ts";
import { EndlessStepError } from "./endless-step.ts";
import { getOrMake } from "./get-or-make.ts";
import { Rows } from "./rows.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** The simulated world: asked and told while a step is worked through, in XState's own order. */
export interface Host {
  /** `guard` is an index into `guards`; answered from the world and the payload of the event it asks about. */
  ask(guard: number): boolean;
  /** `effect` is an index into `effects`. */
  effect(effect: number): void;
  /** `timer` is an index into `timers`; its length is drawn now; starting one that runs replaces it. */
  startTimer(timer: number): void;
  /** Cancelling an idle timer is harmless, and happens. */
  cancelTimer(timer: number): void;
  /** A part (as `listParts` names it) takes part now, before what it asks for; only of tables that keep count of parts. */
  part?(part: string): void;
}

export interface TableOptions {
  /** How many rows may hold what was learnt; beyond that all is forgotten and learnt again. */
  readonly maxRows?: number;
  /** More microsteps than this in one step are taken for a circle. */
  readonly maxMicrosteps?: number;
  /** Keep count of the parts that took part in a step (slower). */
  readonly coverage?: boolean;
}

const MAX_ROWS = 200_000;
/** Decisions that may be held, for each row that may be. */
const DECISIONS_PER_ROW = 16;
const PART = "protocol.part";
const UNKNOWN = Object.freeze({}) as ProtocolEvent;

/**
 * One machine as look-up tables. A row is a state of the machine with what its history states remember; a step reads the
 * decision tree of (row, event), asks the host the tree's questions, has the work done that stands between them, and ends
 * in the next row. What the tree does not yet hold is asked of XState once and added.
 *
 * Rows stay valid for the life of the tables. Their numbers depend on what was met first: they must reach no log.
 * A host may step other actors on the same tables while it is being asked or told.
 *
 * Throws `FaultyMachineError` for a definition with faults, `EndlessStepError` from a step that runs in a circle.
 */
export class MachineTables {
  readonly id: string;
  /** Grows as questions are met. */
  readonly guards: readonly Call[];
  /** Grows as effects are met. */
  readonly effects: readonly Call[];
  readonly timers: readonly Timer[];

  private readonly eventCodes: ReadonlyMap<string, number>;
  private readonly eventTypes: readonly string[];
  private readonly timerBase: number;
  private readonly oracle: Oracle;
  private readonly rows: Rows;
  private readonly maxRows: number;

  /** Decision trees by row and event; `unlearnt` where a row has none. */
  private readonly trees: (readonly (Decision | null)[])[] = [];
  private readonly unlearnt: readonly (Decision | null)[];
  private first: Decision | null = null;
  private ends = new Map<string, Decision>();
  private rowsLearnt = 0;
  private decisions = 0;
  private questions = 0;
  private misses = 0;

  constructor(definition: MachineDefinition, vocabulary: Vocabulary, options: TableOptions = {}) {
    this.oracle = new Oracle(definition, vocabulary, options);
    this.rows = new Rows(this.oracle.machine);
    this.id = definition.id;
    this.guards = this.oracle.guards.calls;
    this.effects = this.oracle.effects.calls;
    this.timers = this.oracle.timers;
    this.maxRows = options.maxRows ?? MAX_ROWS;
    const heard = listHeard(definition, vocabulary);
    this.timerBase = heard.length;
    this.eventTypes = [...heard, ...this.timers.map(({ id }) => id)];
    this.eventCodes = new Map(heard.map((type, code) => [type, code]));
    this.unlearnt = this.eventTypes.map(() => null);
  }

  /** The code of an event for `step`, or -1 if no state of the machine listens to it. */
  eventCode(type: string): number {
    return this.eventCodes.get(type) ?? -1;
  }

  /** The code of the event that a timer (an index into `timers`) sends when it fires. */
  timerEvent(timer: number): number {
    return this.timerBase + timer;
  }

  /** Takes a new machine through its initial step; returns its row. As in XState, questions come before the first effect. */
  start(host: Host): number {
    if (this.first === null) this.first = this.learn(-1, -1, null, false);
    return this.walk(this.first, -1, -1, host);
  }

  /** The row after this event. An event the machine never listens to (code -1) leaves everything as it is. */
  step(row: number, event: number, host: Host): number {
    if (event < 0) return row;
    const first = this.trees[row][event] ?? this.learnFirst(row, event);
    return first.question < 0 && first.work.length === 0 ? first.row : this.walk(first, row, event, host);
  }

  private walk(first: Decision, row: number, event: number, host: Host): number {
    let node = first;
    for (;;) {
      const work = node.work;
      for (let index = 0; index < work.length; index += 1) {
        const item = work[index];
        const operand = item >> 2;
        switch (item & 3) {
          case DO_EFFECT:
            host.effect(operand);
            break;
          case DO_START:
            host.startTimer(operand);
            break;
          case DO_CANCEL:
            host.cancelTimer(operand);
            break;
          default:
            this.oracle.partTaken[operand] = 1;
            host.part?.(this.oracle.parts[operand]);
        }
      }
      if (node.question < 0) return node.row;
      const answer = host.ask(node.question);
      node = (answer ? node.yes : node.no) ?? this.learnNext(row, event, node, answer);
    }
  }

  /** Whether the machine has reached a final state of its own: it hears nothing more and holds no timers. */
  isFinal(row: number): boolean {
    return this.rows.isFinal[row];
  }

  hasTag(row: number, tag: string): boolean {
    return this.rows.tags[row].has(tag);
  }

  /** The active states as one line, regions in the order of the definition; fit for a log. */
  stateName(row: number): string {
    return this.rows.names[row];
  }

  /** The ids of the active states in document order, without the machine itself. */
  states(row: number): readonly string[] {
    return this.rows.listStates(row);
  }

  /** Rows known, questions held in trees, and how often XState had to be asked. */
  statistics(): { readonly rows: number; readonly questions: number; readonly misses: number } {
    return { rows: this.rows.count, questions: this.questions, misses: this.misses };
  }

  /** The parts (as `listParts` names them) that took part in any step so far; empty unless asked for by `coverage: true`. */
  coverage(): ReadonlySet<string> {
    return new Set(this.oracle.parts.filter((_, index) => this.oracle.partTaken[index] === 1));
  }

  /** From now on only steps still to come count as coverage. */
  forgetCoverage(): void {
    this.oracle.partTaken.fill(0);
  }

  private learnFirst(row: number, event: number): Decision {
    if (event >= this.eventTypes.length || row < 0 || row >= this.rows.count) {
      throw new RangeError(`machine ${this.id} has no row ${row} or no event ${event}`);
    }
    this.makeRoom(row);
    const decision = this.learn(row, event, null, false);
    (this.trees[row] as (Decision | null)[])[event] = decision;
    return decision;
  }

  private learnNext(row: number, event: number, after: Decision, answer: boolean): Decision {
    if (this.isFull()) this.forget();
    return this.learn(row, event, after, answer);
  }

  /** Gives a row trees of its own; when too much is held already, forgets every tree first. */
  private makeRoom(row: number): void {
    const owns = this.trees[row] !== this.unlearnt;
    if (this.isFull() || (!owns && this.rowsLearnt >= this.maxRows)) this.forget();
    if (this.trees[row] !== this.unlearnt) return;
    this.trees[row] = [...this.unlearnt];
    this.rowsLearnt += 1;
  }

  private isFull(): boolean {
    return this.decisions >= this.maxRows * DECISIONS_PER_ROW;
  }

  /** Rows stay; a step under way keeps the nodes it stands on. */
  private forget(): void {
    this.trees.fill(this.unlearnt);
    this.rows.dropSnapshots();
    this.first = null;
    this.ends = new Map();
    this.rowsLearnt = 0;
    this.decisions = 0;
    this.questions = 0;
  }

  /** Asks XState how the step goes on after this answer, and hangs what it says into the tree. */
  private learn(row: number, event: number, after: Decision | null, answer: boolean): Decision {
    if (this.rows.isFinal[row]) return this.end([], row);
    const answers = after === null ? [] : [...after.answers(), answer];
    this.misses += 1;
    const reply =
      row < 0
        ? this.oracle.askStart(answers)
        : this.oracle.askStep(this.rows.snapshot(row), this.eventTypes[event], answers);
    const decision =
      reply.snapshot === undefined
        ? this.question(reply, after, answer)
        : this.end(reply.work, this.intern(reply.snapshot));
    if (after !== null && answer) after.yes = decision;
    if (after !== null && !answer) after.no = decision;
    return decision;
  }

  private question(reply: Reply, after: Decision | null, answer: boolean): Decision {
    this.decisions += 1;
    this.questions += 1;
    return new Decision(reply.work, reply.question, -1, after, answer);
  }

  /** Steps that end alike share one node. */
  private end(work: readonly number[], row: number): Decision {
    const key = `${row}:${work.join(",")}`;
    return getOrMake(this.ends, key, () => {
      this.decisions += 1;
      return new Decision(work, -1, row, null, false);
    });
  }

  private intern(snapshot: AnyMachineSnapshot): number {
    const row = this.rows.intern(snapshot);
    if (row === this.trees.length) this.trees.push(this.unlearnt);
    return row;
  }
}

/** How a step goes on: work, then a question, or the snapshot it ends in. */
interface Reply {
  readonly work: readonly number[];
  readonly question: number;
  readonly snapshot: AnyMachineSnapshot | undefined;
}

/** Asks XState. Its guards answer from a list and stop XState where the list ends; its actions only note that they were called. */
class Oracle {
  readonly machine: AnyStateMachine;
  readonly guards = new Catalogue();
  readonly effects = new Catalogue();
  readonly timers: readonly Timer[];
  readonly parts: string[] = [];
  readonly partTaken: number[] = [];

  private readonly timerNumbers: ReadonlyMap<string, number>;
  private readonly partNumbers = new Map<string, number>();
  private readonly events = new Map<string, ProtocolEvent>();
  private readonly counts: boolean;

  private incoming = UNKNOWN;
  private starting = false;
  private answers: readonly boolean[] = [];
  private asked = 0;
  private question = -1;
  private work: number[] = [];

  constructor(definition: MachineDefinition, vocabulary: Vocabulary, options: TableOptions) {
    this.timers = listTimers(definition);
    this.timerNumbers = new Map(this.timers.map(({ id }, index) => [id, index]));
    this.counts = options.coverage === true;
    const meanings = {
      guard: (type: string, params: PlainData | undefined, event: ProtocolEvent) =>
        this.answer(type, params, event),
      effect: () => undefined,
      delay: () => 0,
    };
    const { maxMicrosteps } = options;
    this.machine = buildMachine(definition, vocabulary, meanings, {
      maxMicrosteps,
      partAction: this.counts ? PART : undefined,
    });
  }

  askStart(answers: readonly boolean[]): Reply {
    return this.run(UNKNOWN, answers, true, () => this.machine.getInitialSnapshot(this.scope));
  }

  askStep(snapshot: AnyMachineSnapshot, type: string, answers: readonly boolean[]): Reply {
    const incoming = getOrMake(this.events, type, () => ({ type }));
    return this.run(incoming, answers, false, () => this.machine.transition(snapshot, incoming, this.scope));
  }

  private run(
    incoming: ProtocolEvent,
    answers: readonly boolean[],
    starting: boolean,
    ask: () => AnyMachineSnapshot,
  ): Reply {
    this.incoming = incoming;
    this.starting = starting;
    this.answers = answers;
    this.asked = 0;
    this.question = -1;
    this.work = [];
    let snapshot: AnyMachineSnapshot | undefined;
    let error: unknown;
    try {
      snapshot = ask();
      error = snapshot.error;
    } catch (thrown) {
      error = thrown;
    }
    if (this.question >= 0)
      return { work: starting ? this.notesOnly() : this.work, question: this.question, snapshot: undefined };
    if (error !== undefined) throw new EndlessStepError(this.machine.id, incoming.type, error);
    return { work: this.work, question: -1, snapshot };
  }

  /** Before the machine runs, XState asks every question and keeps the work for later. */
  private notesOnly(): number[] {
    return this.work.filter((item) => (item & 3) === DO_NOTE).slice(-1);
  }

  private answer(type: string, params: PlainData | undefined, event: ProtocolEvent): boolean {
    if (this.counts) this.note(`guards.${type}`);
    if (this.asked < this.answers.length) {
      if (!this.starting) this.work = [];
      this.asked += 1;
      return this.answers[this.asked - 1];
    }
    this.question = this.guards.numberOf(type, params, this.about(event));
    throw STOP;
  }

  private about(event: ProtocolEvent): string {
    return event === this.incoming || event.type === "xstate.init" ? "incoming" : event.type;
  }

  private do(action: {
    readonly type: string;
    readonly params: unknown;
    readonly info: { readonly event: ProtocolEvent };
  }) {
    const { type, params, info } = action;
    if (type === "xstate.raise")
      return this.doRaise(params as { readonly id?: string; readonly delay?: number });
    if (type === "xstate.cancel")
      return this.add(DO_CANCEL, this.timerNumber((params as { readonly sendId: string }).sendId));
    if (type === PART) return this.note(params as string);
    if (this.counts) this.note(`effects.${type}`);
    this.add(DO_EFFECT, this.effects.numberOf(type, params as PlainData | undefined, this.about(info.event)));
  }

  private doRaise({ id, delay }: { readonly id?: string; readonly delay?: number }): void {
    if (delay === undefined || id === undefined) return;
    const timer = this.timerNumber(id);
    if (this.counts) this.note(`delays.${this.timers[timer].delay}`);
    this.add(DO_START, timer);
  }

  private timerNumber(id: string): number {
    return this.timerNumbers.get(id) ?? unknownTimer(id);
  }

  private note(part: string): void {
    this.add(
      DO_NOTE,
      getOrMake(this.partNumbers, part, () => this.newPart(part)),
    );
  }

  private newPart(part: string): number {
    this.partTaken.push(0);
    return this.parts.push(part) - 1;
  }

  private add(kind: number, operand: number): void {
    this.work.push(operand * 4 + kind);
  }

  /** What XState needs of an actor while it steps: somewhere to leave actions. Made once, and never a running actor. */
  private readonly scope = {
    self: {},
    id: "",
    sessionId: "",
    system: { _sendInspectionEvent: () => undefined },
    logger: () => undefined,
    defer: () => undefined,
    emit: () => undefined,
    stopChild: () => undefined,
    actionExecutor: (action: Parameters<Oracle["do"]>[0]) => this.do(action),
  } as unknown as AnyActorScope;
}

/** Stops XState at a question without an answer; never seen outside. */
const STOP = new Error("a question without an answer yet");

function unknownTimer(id: string): never {
  throw new Error(`timer ${id} is not in the definition`);
}
