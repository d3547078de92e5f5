import * as product from "../../src/simulation/index.ts";
import { CLOSED_FORMS, type ClosedForm } from "./cases.ts";
import { FOLDER, load, measured, type Runner } from "./estimate.ts";

const HOUR = 3_600_000;

/** Files whose cascades are branched, and when (hours): in the middle of what they are about. */
export const BRANCHED: readonly (readonly [file: string, hours: number])[] = [
  ["original-only-gamma", 1],
  ["all-at-once-shifted", 1.5],
  ["own-age-fixed", 1],
  ["own-age-gamma", 2],
  ["own-age-empirical", 0.75],
  ["own-age-lognormal", 0.5],
  ["own-age-power-law-exponential", 1],
  ["some-found-growing", 0.5],
  ["reupload-later", 1],
  ["two-phase-exponential", 1],
  ["two-phase-fixed-age", 2.5],
  ["variants", 1],
  ["horizon-growing", 2],
  ["stream-cut", 0.1],
  ["stream-recording", 1],
  ["fertility-light", 1],
  ["three-platforms-two-phase", 1],
];

export function branchedForm(file: string): ClosedForm {
  const form = CLOSED_FORMS.find((each) => each.file === file);
  if (form === undefined) throw new Error(file);
  return form;
}

/** Runs a base run up to an instant, branches it there under an epoch of its own, and goes on to the end. */
export function branchingRunner(file: string, hours: number): Runner {
  return measured(product, load(FOLDER, file), (simulation, replication) => {
    if (simulation.runUntil(hours * HOUR)) simulation.branch(1 + (replication % 7));
    return simulation.run();
  });
}
