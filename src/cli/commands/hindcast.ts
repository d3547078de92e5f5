import {
  atFarEnd,
  type Hindcast,
  type HindcastCount,
  type HindcastRow,
  HindcastRun,
  prepare,
} from "../../experiment/index.ts";
import type { Scenario } from "../../model/index.ts";
import {
  type HindcastPage,
  hindcastPage,
  type Language,
  NOT_A_PROOF,
  PROGRESS,
  SIMULATION_MARK,
} from "../../words/index.ts";
import { type House, loadScenario } from "../compose.ts";
import type { Config } from "../config.ts";
import { Interruption } from "../interruption.ts";
import { layOut } from "../layout.ts";
import { print, printJson, startProgress } from "../output.ts";
import { EXIT, type ExitCode, Problem } from "../problem.ts";

/** Holds simulated figures against reported ones. */

export interface HindcastOptions {
  readonly seeds: number;
  readonly assumptions?: "far-low" | "far-high";
  readonly json: boolean;
}

/** Share of the rows not given that must hold. */
const ENOUGH = 0.8;

interface Judged {
  readonly scenario: Scenario;
  readonly hindcast: Hindcast;
}

export async function hindcast(
  house: House,
  config: Config,
  language: Language,
  argument: string | undefined,
  options: HindcastOptions,
): Promise<ExitCode> {
  const scenarios = argument === undefined ? allReported(house) : [loadScenario(house, argument).scenario];
  if (scenarios.every(({ reported }) => reported.length === 0)) {
    throw new Problem("cli/nothing_reported", { found: argument ?? "scenarios" });
  }
  const judged = await judgeAll(scenarios, config, language, options);
  const page = pageOf(judged, options);
  if (options.json) await printJson(jsonOf(judged, page, options, language));
  else await print(layOut(hindcastPage(page, language), config));
  return page.isEnough || options.assumptions !== undefined ? EXIT.ok : EXIT.notMet;
}

function allReported(house: House): Scenario[] {
  return house.library.scenarios
    .map(({ id }) => loadScenario(house, id).scenario)
    .filter(({ reported }) => reported.length > 0);
}

async function judgeAll(
  scenarios: readonly Scenario[],
  config: Config,
  language: Language,
  options: HindcastOptions,
) {
  const interruption = new Interruption();
  const progress = startProgress(config, options.seeds * scenarios.length, PROGRESS.seeds[language]);
  const judged: Judged[] = [];
  try {
    for (const scenario of scenarios) {
      const moved =
        options.assumptions === undefined
          ? scenario
          : atFarEnd(scenario, options.assumptions === "far-low" ? "low" : "high");
      const run = new HindcastRun(prepare(moved), options.seeds);
      do {
        await interruption.breathe();
        progress.update(judged.length * options.seeds + run.done);
      } while (run.advance());
      judged.push({ scenario, hindcast: run.result() });
    }
  } finally {
    progress.stop();
    interruption.done();
  }
  return judged;
}

function pageOf(judged: readonly Judged[], options: HindcastOptions): HindcastPage {
  const fitted = add(judged.map(({ hindcast: each }) => each.fitted));
  const predicted = add(judged.map(({ hindcast: each }) => each.predicted));
  const rows = fitted.rows + predicted.rows;
  return {
    sections: judged.map(({ scenario, hindcast: each }) => ({ title: scenario.title, ...each })),
    assumptions: options.assumptions ?? "as-given",
    fitted,
    predicted,
    isEnough: rows > 0 && fitted.hold + predicted.hold >= ENOUGH * rows,
  };
}

function add(counts: readonly HindcastCount[]): HindcastCount {
  return counts.reduce((a, b) => ({ rows: a.rows + b.rows, hold: a.hold + b.hold }), { rows: 0, hold: 0 });
}

function jsonOf(judged: readonly Judged[], page: HindcastPage, options: HindcastOptions, language: Language) {
  const { fitted, predicted } = page;
  const rows = fitted.rows + predicted.rows;
  return {
    mark: SIMULATION_MARK[language],
    note: NOT_A_PROOF[language],
    seeds: options.seeds,
    assumptions: page.assumptions,
    scenarios: judged.map(({ scenario, hindcast: each }) => ({
      scenario: scenario.id,
      rows: each.rows.map((row) => rowJson(row, language)),
      given: each.given,
      leftOut: each.leftOut,
      fitted: each.fitted,
      predicted: each.predicted,
    })),
    summary: {
      notGiven: rows,
      hold: fitted.hold + predicted.hold,
      fail: rows - fitted.hold - predicted.hold,
      fitted,
      predicted,
      holds: page.isEnough,
    },
  };
}

function rowJson({ fact, simulated, rule, holds }: HindcastRow, language: Language) {
  const { id, title, value, low, high, unit, source, confidence, status, reason, measure, group } = fact;
  return {
    id,
    title: title[language],
    reported: { value: value ?? null, low: low ?? null, high: high ?? null },
    unit,
    source: source[language],
    confidence,
    status,
    ...(reason === undefined ? {} : { reason: reason[language] }),
    ...(measure === undefined ? {} : { measure }),
    ...(group === undefined ? {} : { group }),
    // JSON has no infinity: a quantile that was not reached is null.
    simulated,
    rule,
    holds,
  };
}
