import type { runDocument } from "./run-document.ts";
import { csvLine } from "./text-safety.ts";

type RunDocument = Pick<
  ReturnType<typeof runDocument>,
  "mark" | "scenario" | "variant" | "seed" | "replication" | "address" | "digest"
> & {
  readonly measures: readonly {
    readonly id: string;
    readonly platform?: string;
    readonly unit: string;
    readonly value: number | null;
    readonly status?: string;
    readonly atLeast?: number;
  }[];
};

const COLUMNS = ["mark", "scenario", "variant", "seed", "replication", "address", "digest"] as const;

/**
 * The measures of one run as comma-separated values (RFC 4180), one line a measure, each with the marking and what determines
 * it. `status` is empty where there is a value; beside `open` stands how much had passed by the end.
 */
export function runCsv(document: RunDocument): string {
  const common = COLUMNS.map((name) => document[name]);
  const lines = document.measures.map(({ id, platform, unit, value, status, atLeast }) => [
    ...common,
    id,
    platform,
    unit,
    value ?? undefined,
    status,
    atLeast,
  ]);
  return [[...COLUMNS, "measure", "platform", "unit", "value", "status", "atLeast"], ...lines]
    .map(csvLine)
    .join("");
}
