export type { Run, ScenarioCard, Stage, Update } from "../../src/server/index.ts";

export interface ComparisonResult {
  readonly digest: string;
  readonly versions?: object;
  readonly timing?: object;
  readonly [other: string]: unknown;
}
