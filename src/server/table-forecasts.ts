import { availableParallelism } from "node:os";
import { join } from "node:path";
import { chancesOf, type DutyChance } from "../experiment/index.ts";
import type { Continuation, ForecastReady, ForecastTask } from "./forecast-worker.ts";
import { HttpProblem } from "./problem.ts";
import { ThreadCaller } from "./threads.ts";

/**
 * What the model would do from the present state of an exercise on: so many continuations in threads of their own, while the
 * exercise goes on. Whoever asks looks again until it is there.
 */

/** Entries of threads are plain JavaScript, so from the sources too they are taken from the build. */
const ENTRY = join(import.meta.dirname, "../../dist/server/forecast-worker.js");

/** Continuations of one forecast. */
export const CONTINUATIONS = 200;
/** Within a minute there is an answer: of as many as were played by then, milliseconds of the wall. */
const ANSWER_MS = 50_000;
/** Draws of forecasts are apart from one another, and from those of copies. */
const EPOCHS_APART = 1000;

export interface TableForecast {
  /** one for each that was asked for in this exercise */
  readonly number: number;
  readonly status: "running" | "done" | "failed";
  /** exercise time from which it goes on */
  readonly at: number;
  /** exercise time at which ENDEX is planned, and to which it goes; null: that has passed, so to the end of the scenario */
  readonly ends: number | null;
  /** that of the exercise: at another one, other things would have happened */
  readonly scale: number;
  readonly wanted: number;
  /** continuations that it rests on */
  readonly played: number;
  readonly chances: readonly DutyChance[];
  readonly other?: OtherForecast;
}

/**
 * The same under another variant. The present state is not carried over, for it is no state of that variant: what was done
 * so far is done again under it at the same exercise times, decisions under their names where they are open, and from
 * there it goes on with the same draws.
 */
export interface OtherForecast {
  readonly variant: string;
  readonly compared: "moves-replayed";
  readonly moves: number;
  /** those that could not be made under it */
  readonly notMade: number;
  readonly chances: readonly DutyChance[];
}

export interface ForecastAsked {
  readonly exercise: string;
  readonly number: number;
  readonly task: ForecastTask;
  readonly variant?: string;
}

export class TableForecasts {
  private readonly now: () => number;
  private readonly log: (what: string, details?: Readonly<Record<string, unknown>>) => void;
  private readonly latest = new Map<string, TableForecast>();
  private readonly threads = new Set<ThreadCaller>();

  constructor({
    now,
    log,
  }: {
    readonly now: () => number;
    readonly log: (what: string, details?: Readonly<Record<string, unknown>>) => void;
  }) {
    this.now = now;
    this.log = log;
  }

  get(exercise: string): TableForecast {
    const found = this.latest.get(exercise);
    if (found === undefined) throw new HttpProblem("exercise/no_forecast");
    return found;
  }

  isRunning(exercise: string): boolean {
    return this.latest.get(exercise)?.status === "running";
  }

  start(asked: ForecastAsked): TableForecast {
    const { exercise, number, task } = asked;
    const begun: TableForecast = {
      number,
      status: "running",
      at: task.at,
      ends: task.ends ?? null,
      scale: task.options.scale,
      wanted: CONTINUATIONS,
      played: 0,
      chances: [],
    };
    this.latest.set(exercise, begun);
    this.play(asked, begun).catch((error: unknown) => {
      this.log("forecast failed", { exercise, error });
      this.latest.set(exercise, { ...begun, status: "failed" });
    });
    return begun;
  }

  private async play({ exercise, number, task, variant }: ForecastAsked, begun: TableForecast) {
    const until = this.now() + ANSWER_MS;
    // One core is left to those who are at the table.
    const callers = Array.from(
      { length: Math.max(1, availableParallelism() - 1) },
      () => new ThreadCaller(ENTRY, undefined),
    );
    for (const caller of callers) this.threads.add(caller);
    const results: (Continuation | undefined)[] = [];
    let ready: ForecastReady = { moves: 0, notMade: 0 };
    let next = 0;
    const drive = async (caller: ThreadCaller) => {
      ready = await caller.call<ForecastReady>("open", task);
      while (next < CONTINUATIONS && (this.now() < until || next === 0)) {
        const index = next++;
        results[index] = await caller.call<Continuation>("continue", number * EPOCHS_APART + index + 1);
      }
    };
    try {
      await Promise.all(callers.map(drive));
    } finally {
      for (const caller of callers) this.threads.delete(caller);
      await Promise.all(callers.map((caller) => caller.close()));
    }
    const played = results.flatMap((each) => each ?? []);
    const other: OtherForecast | undefined =
      variant === undefined
        ? undefined
        : {
            variant,
            compared: "moves-replayed",
            ...ready,
            chances: chancesOf(played.map(({ there = [] }) => there)),
          };
    this.latest.set(exercise, {
      ...begun,
      status: "done",
      played: played.length,
      chances: chancesOf(played.map(({ here }) => here)),
      ...(other === undefined ? {} : { other }),
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.threads].map((caller) => caller.close()));
  }
}
