import { type Measure, measure } from "../../src/measures/index.ts";
import type { EventLog } from "../../src/model/index.ts";

/** A measure of a log by its id; undefined where the header rules it out. */
export function measureOf(log: EventLog, id: string, platform?: string): Measure {
  return measure(log).find((each) => each.id === id && each.platform === platform) as Measure;
}

/** Its value, which must exist. */
export function numberOf(log: EventLog, id: string, platform?: string): number {
  const found = measureOf(log, id, platform);
  if (found?.status !== "value") throw new Error(`${id}: ${found?.status ?? "no such measure"}`);
  return found.value as number;
}
