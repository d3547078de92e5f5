import type { Protocol, TraceStep } from "../model/index.ts";
import {
  type AskedEffect,
  type MachineView,
  type Story,
  type StoryStep,
  viewMachines,
} from "./exploration.ts";

/** A story as it was played: every step with what it came to, or the first step that could not be taken. */
export type Played =
  | { readonly ok: true; readonly steps: readonly TraceStep[] }
  | { readonly ok: false; readonly at: number; readonly problem: ReplayProblem };

export type ReplayProblem =
  /** no statechart of this protocol listens to it */
  | "nobody-hears"
  /** the step asks more than the story answers */
  | "question-unanswered"
  /** the story answers what the step does not ask */
  | "answer-unasked";

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

  play(story: Story): Played {
    const rows = new Map<string, number>();
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

  private viewOf({ protocol, machine }: StoryStep): MachineView | undefined {
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
    const key = `${step.actor ?? ""}|${step.protocol}|${step.machine}`;
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
