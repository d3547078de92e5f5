/** What a gate reports: the broken rule, the place, and a sentence for the person who will mend it. */
export type Finding = {
  readonly rule: string;
  readonly file: string;
  readonly line?: number;
  readonly message: string;
};

export type GateReport = {
  readonly findings: readonly Finding[];
  /** What the gate really read, so that reading nothing is never taken for a clean tree. */
  readonly seen: readonly string[];
};

export function formatFinding({ rule, file, line, message }: Finding): string {
  return `${file}${line === undefined ? "" : `:${line}`}  ${rule}  ${message}`;
}
