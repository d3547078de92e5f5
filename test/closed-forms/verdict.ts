import type { ClosedForm } from "./cases.ts";
import { REPLICATIONS } from "./counts.ts";
import { estimate, type Finding, type FormFinding, type Runner } from "./estimate.ts";

export const SEED = 20_260_107;

/** What a finding breaks, in words; nothing when it holds. */
export function faultsOf(finding: Finding, isFull: boolean): string[] {
  const { file, measure, expected, mean, z, width, varianceRatio, varianceWidth } = finding;
  const about = `${file}: ${measure} should be ${expected.toPrecision(7)}, is ${mean.toPrecision(7)}`;
  const faults: string[] = [];
  // Not "above 4": a mean that does not exist fails too.
  if (!(Math.abs(z) <= 4)) faults.push(`${about}, ${z.toFixed(1)} standard errors off`);
  if (isFull && expected > 0 && !(width <= 0.01))
    faults.push(`${about}: four standard errors are ${width.toPrecision(3)}`);
  if (Number.isNaN(varianceRatio)) return faults;
  // Fewer replications cannot tell 5 % from chance: then as much as chance allows, by the fourth moment.
  const allowed = isFull ? 0.05 : Math.max(0.05, varianceWidth);
  if (!(Math.abs(varianceRatio - 1) <= allowed))
    faults.push(`${about}: its variance is ${varianceRatio.toPrecision(4)} times what it should be`);
  return faults;
}

/** Holds a file to its closed form: with the full count, or with a part of it. */
export function judge(
  form: ClosedForm,
  runner: Runner,
  part: number,
): { faults: string[]; found: FormFinding } {
  const replications = Math.ceil(REPLICATIONS[form.file] * part);
  const found = estimate(form, runner, SEED, replications);
  const faults = found.findings.flatMap((finding) => faultsOf(finding, part >= 1));
  const wanted = form.capped ?? 0;
  const error = Math.sqrt((wanted * (1 - wanted)) / replications);
  if (Math.abs(found.capped - wanted) > 4 * error)
    faults.push(
      `${form.file}: the cap is reached in ${found.capped} of the replications instead of ${wanted}`,
    );
  return { faults, found };
}
