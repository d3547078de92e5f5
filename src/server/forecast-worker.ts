import { parentPort } from "node:worker_threads";
import { type ForecastDuty, Forecaster, type ForecastOptions, type TimedMove } from "../exercise/index.ts";
import type { Scenario } from "../model/index.ts";
import { answerCalls } from "./threads.ts";

/** Entry of a thread that plays continuations of a running exercise, which goes on meanwhile. */

export interface ForecastTask {
  readonly scenario: Scenario;
  /** the same incident under another variant, to stand beside it */
  readonly other?: Scenario;
  readonly options: ForecastOptions;
  readonly moves: readonly TimedMove[];
  /** exercise time from which it goes on, and at which ENDEX is planned: undefined where that has passed */
  readonly at: number;
  readonly ends?: number;
}

/** Moves that were made up to then, and how many of them could not be made under the other variant. */
export interface ForecastReady {
  readonly moves: number;
  readonly notMade: number;
}

/** One continuation, and the one with the same draws under the other variant. */
export interface Continuation {
  readonly here: readonly ForecastDuty[];
  readonly there?: readonly ForecastDuty[];
}

let here: Forecaster | undefined;
let there: Forecaster | undefined;

answerCalls(parentPort as NonNullable<typeof parentPort>, {
  open({ scenario, other, options, moves, at, ends }: ForecastTask): ForecastReady {
    here = new Forecaster(scenario, options, moves, at, ends);
    there = other === undefined ? undefined : new Forecaster(other, options, here.known, at, ends);
    return { moves: here.known.length, notMade: there?.notMade ?? 0 };
  },
  continue(epoch: number): Continuation {
    if (here === undefined) throw new Error("server/forecast_not_open");
    const duties = here.continue(epoch);
    return { here: duties, ...(there === undefined ? {} : { there: there.continue(epoch) }) };
  },
});
