import type { Scenario } from "../model/index.ts";
import type { Fault } from "./fault.ts";
export function judgeNumbers(_scenario: Scenario, _raw: unknown): Fault[] {
  return [];
}
