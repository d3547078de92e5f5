import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Prepared, prepare, Replicator } from "../../src/experiment/index.ts";
import { MeasureFold } from "../../src/measures/index.ts";
import type { Scenario } from "../../src/model/index.ts";
import { parseScenario } from "../../src/scenario/index.ts";
import type * as Simulated from "../../src/simulation/index.ts";
import { readerBeside } from "../scenario/reader.ts";
import type { ClosedForm, Expectation } from "./cases.ts";

/** A scenario from a file of a folder, or an error that names its first fault. */
export function load(folder: string, file: string): Scenario {
  const source = `${file}.yaml`;
  const result = parseScenario(readFileSync(join(folder, source), "utf8"), {
    source,
    read: readerBeside(folder),
  });
  if (!result.ok) throw new Error(`${source}: ${JSON.stringify(result.diagnostics[0])}`);
  return result.scenario;
}

/** One measure over many replications, against what it must be. */
export interface Finding {
  readonly file: string;
  readonly measure: string;
  readonly replications: number;
  readonly expected: number;
  readonly mean: number;
  /** distance of the mean in its own standard errors; 0 where all replications are equal and right */
  readonly z: number;
  /** four standard errors, as a share of the expected mean */
  readonly width: number;
  /** NaN where none is expected */
  readonly varianceRatio: number;
  /** four standard errors of the variance's ratio, by the sample's own fourth moment */
  readonly varianceWidth: number;
}

export interface FormFinding {
  readonly findings: readonly Finding[];
  readonly capped: number;
}

/** What needs to run replications: the product's own, or a mutant of it. */
export interface Runner {
  readonly values: Float64Array;
  readonly status: Uint8Array;
  readonly layout: readonly { readonly id: string; readonly platform?: string }[];
  run(seed: number, replication: number): { readonly isCapped: boolean };
}

/** A simulation, the product's or a mutant's, measured by the product's own measures; `play` brings each replication to its end. */
export function measured(
  { compile, headerOf, Simulation }: typeof Simulated,
  scenario: Scenario,
  play: (simulation: Simulated.Simulation, replication: number) => { readonly isCapped: boolean },
  { scale, ...rest }: { readonly scale: number; readonly wholeUploads?: number } = { scale: 1 },
): Runner {
  const compiled = compile(scenario);
  const fold = new MeasureFold(headerOf(compiled, { seed: 0, replication: 0, scale }), compiled.dictionary);
  const simulation = new Simulation(compiled, { listener: fold, scale, ...rest });
  return {
    layout: fold.layout,
    values: fold.values,
    status: fold.status,
    run(seed, replication) {
      fold.reset();
      simulation.reset(seed, replication);
      const outcome = play(simulation, replication);
      fold.finish();
      return outcome;
    },
  };
}

const nameOf = ({ id, platform }: Expectation) => (platform === undefined ? id : `${id} @${platform}`);

/** Runs replications 0, 1, 2, … of a seed and holds each expected measure against them. */
export function estimate(form: ClosedForm, runner: Runner, seed: number, replications: number): FormFinding {
  const slots = form.expected.map((wanted) => {
    const slot = runner.layout.findIndex(
      ({ id, platform }) => id === wanted.id && platform === wanted.platform,
    );
    if (slot < 0) throw new Error(`${form.file}: no measure ${nameOf(wanted)}`);
    return slot;
  });
  const size = slots.length;
  // Powers of the distance from the expected mean, so that nothing cancels.
  const sums = Array.from({ length: 4 }, () => new Float64Array(size));
  const open = new Float64Array(size);
  let capped = 0;
  for (let replication = 0; replication < replications; replication++) {
    if (runner.run(seed, replication).isCapped) capped++;
    for (let i = 0; i < size; i++) {
      if (runner.status[slots[i]] !== 0) open[i]++;
      const distance = runner.values[slots[i]] - form.expected[i].mean;
      const square = distance * distance;
      sums[0][i] += distance;
      sums[1][i] += square;
      sums[2][i] += square * distance;
      sums[3][i] += square * square;
    }
  }
  const findings = form.expected.map((wanted, i): Finding => {
    const [m1, m2, m3, m4] = sums.map((sum) => sum[i] / replications);
    const variance = m2 - m1 * m1;
    const fourth = m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 ** 4;
    const isConstant = variance <= 1e-12 * wanted.mean * wanted.mean;
    const error = Math.sqrt(variance / replications);
    return {
      file: form.file,
      measure: nameOf(wanted),
      replications,
      expected: wanted.mean,
      // An open value has no mean: let it show.
      mean: open[i] > 0 ? Number.NaN : wanted.mean + m1,
      z:
        open[i] > 0
          ? Number.NaN
          : isConstant
            ? Math.abs(m1) <= 1e-9 * Math.max(1, wanted.mean)
              ? 0
              : Number.POSITIVE_INFINITY
            : m1 / error,
      width: isConstant ? 0 : (4 * error) / wanted.mean,
      varianceRatio:
        wanted.variance === undefined
          ? Number.NaN
          : isConstant && wanted.variance === 0
            ? 1
            : variance / wanted.variance,
      varianceWidth: isConstant
        ? 0
        : (4 * Math.sqrt((fourth - variance * variance) / replications)) / variance,
    };
  });
  return { findings, capped: capped / replications };
}

export const FOLDER = import.meta.dirname;

/** The product's own replications of a file of this folder. */
export const runnerOf = (form: ClosedForm): Replicator => new Replicator(preparedOf(form));
export const preparedOf = (form: ClosedForm): Prepared => prepare(load(FOLDER, form.file));
