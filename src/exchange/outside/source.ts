import type { EventLog, FactRecord } from "../../model/index.ts";

/** A log whose facts may be read again each time that somebody goes through them: it can be larger than memory. */
export interface LogSource extends Omit<EventLog, "facts"> {
  readonly facts: Iterable<FactRecord>;
}
