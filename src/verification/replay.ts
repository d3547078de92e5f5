import type { ClosedStep, Protocol, TraceStep } from "../model/index.ts";
import {
  type Answer,
  type AskedEffect,
  type MachineView,
  type Story,
  type StoryStep,
  viewMachines,
} from "./exploration.ts";
import { listensIn } from "./findings.ts";
import { canonical } from "./place-of-effect.ts";

/** A story as it was played: every step with what it came to, or the first step that could not be taken. */
export type Played =
  | { readonly ok: true; readonly steps: readonly TraceStep[] }
  | { readonly ok: false; readonly at: number; readonly problem: ReplayProblem };

/** Whether a run went as it was told; else the first step that did not, the number of steps for what is missing at its end. */
export type Confirmed = { readonly ok: true } | { readonly ok: false; readonly at: number };

export type ReplayProblem =
  /** no statechart of this protocol listens to it */
  | "nobody-hears"
  /** the step asks more than the story answers */
  | "question-unanswered"
  /** the story answers what the step does not ask */
  | "answer-unasked";

/** Whose beginning is asked for. */
interface About {
  readonly protocol?: unknown;
  readonly machine?: unknown;
  readonly actor?: unknown;
}

/** Whose statechart it is. */
const keyOf = ({ actor, protocol, machine }: Pick<StoryStep, "actor" | "protocol" | "machine">) =>
  `${actor ?? ""}|${protocol}|${machine}`;

const isSame = (one: TraceStep, other: TraceStep) =>
  one.state === other.state && canonical(one.effects) === canonical(other.effects);

/** Takes no notice of what a statechart asks for. */
const IDLE = { effect: () => undefined, startTimer: () => undefined, cancelTimer: () => undefined };

class Unplayable extends Error {
  readonly problem: ReplayProblem;

  constructor(problem: ReplayProblem) {
    super(`verification/unplayable: ${problem}`);
    this.problem = problem;
  }
}

/**
 * Plays a story on the tables that drive every replay: each statechart, or each actor's own, goes from state to state
 * with the answers that the story gives, and what it asks for is noted. Who is not named begins when first met.
 */
export class Replayer {
  private readonly protocols: readonly Protocol[];
  private readonly views = new Map<string, readonly MachineView[]>();

  constructor(protocols: readonly Protocol[]) {
    this.protocols = protocols;
  }

  play(story: Story, rows = new Map<string, number>()): Played {
    const steps: TraceStep[] = [];
    for (const [at, step] of story.entries()) {
      try {
        steps.push(this.take(step, rows));
      } catch (error) {
        if (!(error instanceof Unplayable)) throw error;
        return { ok: false, at, problem: error.problem };
      }
    }
    return { ok: true, steps };
  }

  /**
   * Plays a run as it was told, and holds every step against what it then came to; then the steps that are said to be
   * missing at its end: each would lead where it is told to, if it could be taken.
   */
  confirm(told: readonly TraceStep[], closed: readonly ClosedStep[] = []): Confirmed {
    const rows = new Map<string, number>();
    for (const [at, step] of told.entries()) {
      const played = this.tryTake(step, rows);
      if (played === undefined || !isSame(played, step)) return { ok: false, at };
    }
    return closed.every((each) => this.isMissing(each, rows)) ? { ok: true } : { ok: false, at: told.length };
  }

  private tryTake(step: StoryStep, rows: Map<string, number>): TraceStep | undefined {
    try {
      return this.take(step, rows);
    } catch (error) {
      if (error instanceof Unplayable) return undefined;
      throw error;
    }
  }

  private isMissing(closed: ClosedStep, rows: Map<string, number>): boolean {
    const { state, event, timer, answers, to, why } = closed;
    const view = this.viewOf(closed);
    // A clock is no statechart; what nobody sends opens none.
    if (view === undefined) return closed.machine.startsWith("duties.");
    const key = keyOf(closed);
    if (state !== "" && !rows.has(key)) this.play(this.beginning(closed), rows);
    const row = rows.get(key);
    if (state !== "" && (row === undefined || view.tables.stateName(row) !== state)) return false;
    if (answers !== undefined) {
      const opens = state === "" && { opens: true };
      const taken = this.tryTake({ ...closed, ...opens, event, timer, answers }, new Map(rows));
      return taken?.state === to;
    }
    return why !== "nothing-listens" || row === undefined || !listensIn(view, row, event);
  }

  /**
   * How a statechart begins, each question it asks answered with yes. What is about none, such as a clock, begins with the
   * first statechart of its protocol.
   */
  beginning({ protocol, machine, actor }: About): Story {
    const view =
      this.viewOf({ protocol: String(protocol), machine: String(machine) }) ?? this.firstOf(protocol);
    if (view === undefined) return [];
    const about = { protocol: view.protocol.id, machine: view.name };
    const { tables, per } = view;
    const answers: Answer[] = [];
    tables.start({
      ...IDLE,
      ask: (guard) => {
        const { type, params } = tables.guards[guard];
        answers.push({
          guard: type,
          ...(params !== undefined && { params: params as Answer["params"] }),
          is: true,
        });
        return true;
      },
    });
    const event = per === undefined ? "beginning" : `${per}.delivered`;
    return [{ ...about, ...(actor !== undefined && { actor: String(actor) }), event, opens: true, answers }];
  }

  private firstOf(protocol: unknown): MachineView | undefined {
    const found = this.protocols.find(({ id }) => id === protocol);
    return found === undefined ? undefined : viewMachines(found)[0];
  }

  private viewOf({ protocol, machine }: Pick<StoryStep, "protocol" | "machine">): MachineView | undefined {
    const found = this.protocols.find(({ id }) => id === protocol);
    if (found === undefined) return undefined;
    const views = this.views.get(protocol) ?? viewMachines(found);
    this.views.set(protocol, views);
    return views.find(({ name }) => name === machine);
  }

  private take(step: StoryStep, rows: Map<string, number>): TraceStep {
    const view = this.viewOf(step);
    if (view === undefined) throw new Unplayable("nobody-hears");
    const { tables } = view;
    const key = keyOf(step);
    const before = rows.get(key);
    const [answers, effects] = [[...step.answers], [] as AskedEffect[]];
    const host = (given: { readonly is: boolean }[]) => ({
      ask: () => {
        const next = given.shift();
        if (next === undefined) throw new Unplayable("question-unanswered");
        return next.is;
      },
      effect: (effect: number) => {
        const { type, params } = tables.effects[effect];
        effects.push({ type, params: (params ?? {}) as AskedEffect["params"] });
      },
      startTimer: () => undefined,
      cancelTimer: () => undefined,
    });
    let row: number;
    if (step.opens === true) row = tables.start(host(answers));
    else {
      const timer = tables.timers.findIndex(({ id }) => id === step.event);
      const code = timer >= 0 ? tables.timerEvent(timer) : tables.eventCode(step.event);
      if (code < 0) throw new Unplayable("nobody-hears");
      // What begins without a question begins alike in every story.
      const begun = before ?? tables.start(host([]));
      if (before === undefined) effects.length = 0;
      row = tables.step(begun, code, host(answers));
    }
    if (answers.length > 0) throw new Unplayable("answer-unasked");
    rows.set(key, row);
    return { ...step, state: tables.stateName(row), effects };
  }
}
