import { type Measure, measure } from "../../src/measures/index.ts";
import type { EventLog } from "../../src/model/index.ts";

/** A measure of a log by its id; undefined where the header rules it out. */
export function measureOf(log: EventLog, id: string, platform?: string): Measure {
  const known = measured.get(log) ?? measure(log);
  measured.set(log, known);
  return known.find((each) => each.id === id && each.platform === platform) as Measure;
}

const measured = new WeakMap<EventLog, readonly Measure[]>();

/** Its value, which must exist. */
export function numberOf(log: EventLog, id: string, platform?: string): number {
  const found = measureOf(log, id, platform);
  if (found?.status !== "value") throw new Error(`${id}: ${found?.status ?? "no such measure"}`);
  return found.value as number;
}
