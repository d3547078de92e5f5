import { FACT_KINDS, type Fact } from "../model/index.ts";

/** Duties of single items whose facts are kept: enough to list; the measures count all. */
const ITEM_DUTIES_KEPT = 10_000;

const STARTED = FACT_KINDS["duty.started"].code;
const LAST_DUTY_FACT = FACT_KINDS["duty.judged"].code;

/**
 * Which facts that are not about single copies are kept as the story of a run: all of them, but of duties that single items
 * have (there can be hundreds of thousands) only those of the first so many.
 */
export class KeptFacts {
  /** how many duties started, kept or not */
  dutiesTotal = 0;
  private readonly itemDuties = new Set<string>();

  keeps(fact: Fact): boolean {
    const { kind } = fact;
    if (kind < STARTED || kind > LAST_DUTY_FACT) return true;
    if (kind === STARTED) this.dutiesTotal++;
    if (fact.itemHi === 0 && fact.itemLo === 0) return true;
    const key = `${fact.what} ${fact.x}`;
    if (kind === STARTED && this.itemDuties.size < ITEM_DUTIES_KEPT) this.itemDuties.add(key);
    return this.itemDuties.has(key);
  }
}
