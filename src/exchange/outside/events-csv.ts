import { SIMULATION_MARK } from "../../words/index.ts";
import { csvLine } from "../text-safety.ts";
import { LogClock, offsetOf } from "./instants.ts";
import { valuesOf } from "./links.ts";
import { runName } from "./names.ts";
import type { LogSource } from "./source.ts";

/** A byte order mark: by it spreadsheets know UTF-8. */
const MARK_OF_UTF8 = "\ufeff";

/**
 * A log as comma-separated values, one line a fact: `marking`, run, number, instant (simulated time), offset from the start,
 * kind, then one column for each name that a slot of any kept fact has (`mark` is one of them, an instant of counting). Times
 * without an instant are empty.
 */
export function* eventsCsv({ header, facts }: LogSource): Generator<string> {
  const clock = new LogClock(header.startsAt);
  const names = new Set<string>();
  for (const fact of facts) for (const [name] of valuesOf(fact)) names.add(name);
  const columns = [...names];
  yield MARK_OF_UTF8 + csvLine(["marking", "run", "number", "time", "offset", "at", "kind", ...columns]);
  for (const fact of facts) {
    const values = new Map(valuesOf(fact));
    const { n, at, kind } = fact;
    const offset = at === "beyond" ? "" : offsetOf(at);
    const fixed = [SIMULATION_MARK.en, runName(header), n, clock.iso(at), offset, at, kind];
    yield csvLine([...fixed, ...columns.map((name) => values.get(name))]);
  }
}
