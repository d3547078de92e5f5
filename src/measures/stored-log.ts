import { Dictionary, Digest, type EventLog, FACT_KINDS, Fact, foldFact, fromRecord } from "../model/index.ts";
import type { Measure } from "./definition.ts";
import { MeasureFold } from "./measure-fold.ts";

/**
 * Measures a stored log: the very numbers that the run itself gave. A log that kept only facts about actors answers
 * what can be told from those; the rest is left out.
 */
export function measure(log: EventLog, dictionary: Dictionary = new Dictionary()): Measure[] {
  const fold = new MeasureFold(log.header, dictionary);
  const fact = new Fact();
  for (const record of log.facts) fold.onFact(fromRecord(record, dictionary, fact));
  fold.finish();
  const measures = fold.measures();
  if (log.kept === "all") return measures;
  return measures.filter((_, row) =>
    fold.layout[row].definition.reads.every((name) => !FACT_KINDS[name].bulk),
  );
}

/** The digest of what a stored log says happened, which must be the one that the run gave. Needs every fact. */
export function digestOf(log: EventLog): string {
  if (log.kept !== "all") throw new Error("measures/log_not_full");
  const dictionary = new Dictionary();
  const fold = new MeasureFold(log.header, dictionary);
  const digest = new Digest();
  const fact = new Fact();
  for (const record of log.facts) {
    fromRecord(record, dictionary, fact);
    foldFact(digest, fact, dictionary.hashes);
    fold.onFact(fact);
  }
  fold.finish();
  fold.foldInto(digest);
  return digest.hex();
}
