import type { Fault } from "./fault.ts";
export function judgeProtocol(_raw: unknown): Fault[] {
  return [];
}
