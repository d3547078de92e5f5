import type { ClosedForm } from "../closed-forms/cases.ts";
import type { Finding, Runner } from "../closed-forms/estimate.ts";
import { judge } from "../closed-forms/verdict.ts";
import type { SoakResult } from "./parts.ts";

const furthest = (findings: readonly Finding[], of: (finding: Finding) => number) =>
  Math.max(0, ...findings.map((finding) => Math.abs(of(finding))).filter((value) => !Number.isNaN(value)));

/** Holds files to their closed forms with the full count of replications. */
export function soakForms(forms: readonly ClosedForm[], runnerFor: (form: ClosedForm) => Runner): SoakResult {
  const rows: SoakResult["rows"][number][] = [];
  const failures: string[] = [];
  for (const form of forms) {
    const start = performance.now();
    const { faults, found } = judge(form, runnerFor(form), 1);
    failures.push(...faults);
    rows.push({
      file: form.file,
      replications: found.findings[0].replications,
      means: found.findings.length,
      "largest |z|": furthest(found.findings, ({ z }) => z).toFixed(2),
      "widest 4 SE": `${(100 * furthest(found.findings, ({ width }) => width)).toFixed(2)} %`,
      "variance off": found.findings.every(({ varianceRatio }) => Number.isNaN(varianceRatio))
        ? "not asked"
        : `${(100 * furthest(found.findings, ({ varianceRatio }) => varianceRatio - 1)).toFixed(2)} %`,
      seconds: ((performance.now() - start) / 1000).toFixed(1),
    });
  }
  return { rows, failures };
}
