import type { LogSource } from "../../src/exchange/index.ts";
import { prepare, Recording } from "../../src/experiment/index.ts";
import { type FactRecord, IS_BULK, type Scenario, toRecord } from "../../src/model/index.ts";

/** Facts about single items of each kind that are taken into a log here: a few show every shape there is. */
const MOST_ITEM_FACTS = 25;

/** A log of a scenario: every fact about actors, and of each kind about single items the first so many. */
export function logOf(scenario: Scenario, { seed = 1, scale = 0.01 } = {}): LogSource {
  const prepared = prepare(scenario);
  const { dictionary } = prepared.compiled;
  const facts: FactRecord[] = [];
  const counts = new Map<number, number>();
  const { header } = new Recording(prepared, {
    seed,
    replication: 0,
    scale,
    onFact(fact) {
      const count = counts.get(fact.kind) ?? 0;
      counts.set(fact.kind, count + 1);
      if (IS_BULK[fact.kind] === 0 || count < MOST_ITEM_FACTS) facts.push(toRecord(fact, dictionary));
    },
  }).finish();
  return { header, kept: "all", facts };
}
