import type { Diagnostic } from "../model/index.ts";
import type { Fault } from "./fault.ts";
import type { LoadedProtocol } from "./sources.ts";
export function judgeScenario(_raw: unknown, _protocols: readonly LoadedProtocol[]): { faults: Fault[]; elsewhere: Diagnostic[] } {
  return { faults: [], elsewhere: [] };
}
