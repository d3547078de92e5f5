import type { ZoneOffsets } from "./civil.ts";
import type { FactRecord } from "./facts.ts";
import type { Text } from "./ids.ts";
import type { DutyForm, DutyKind } from "./protocol.ts";

/**
 * What a log says of itself before its facts: enough to judge the facts without the scenario file. The log is the waist
 * of the product: replays, batches and exercises all make one, and everything that judges reads one.
 */
export interface LogHeader {
  readonly format: "golden-hour-log";
  readonly formatVersion: 1;
  readonly engineVersion: number;
  readonly scenario: string;
  readonly variant: string;
  readonly seed: number;
  readonly replication: number;
  /** the part of what comes late that was simulated; 1 is all of it */
  readonly scale: number;
  /** hash of what determines this replication */
  readonly address: string;
  /** the incident's own start as an ISO instant: minute 0 */
  readonly startsAt: string;
  readonly real: boolean;
  /** milliseconds; absent when the run ends only when nothing is left to happen */
  readonly horizon?: number;
  /** instants (milliseconds) at which views and copies were counted */
  readonly marks: readonly number[];
  /** sorted by id */
  readonly platforms: readonly LogPlatform[];
  readonly actors: readonly LogActor[];
  readonly originals: readonly { readonly id: string; readonly platform: string; readonly item: string }[];
  readonly duties: readonly LogDuty[];
  readonly protocols: readonly LogProtocol[];
  /**
   * Offsets of the zones that the scenario's calendars name, as they were looked up: another table of zones could give
   * another log. Sorted by id; absent where no calendar names a zone.
   */
  readonly calendars?: readonly LogCalendar[];
  /** what the scenario brings up at set times; absent where it brings up nothing */
  readonly injects?: readonly { readonly id: string; readonly title: Text }[];
  /**
   * Words of the vocabulary that the first engine did not know and that this scenario's protocols use, sorted: what is
   * counted about them exists only there. Absent where there are none.
   */
  readonly words?: readonly string[];
  /** false when no lookalikes exist: then nothing can be said about wrongful removals */
  readonly hasLookalikes: boolean;
  /** languages of lawful lookalikes, and kinds of speech beyond the usual ones; absent where none is told */
  readonly languages?: readonly string[];
  readonly speeches?: readonly string[];
  /** false when reviewers' errors do not depend on deadline and queue: said on every output */
  readonly pressureMatters: boolean;
  /**
   * True where a part was simulated and somebody sends messages that name a number of items, again and again, to where the
   * copies are: at a scale they name others, so what happens to items is not what happens at full size. Absent elsewhere.
   */
  readonly namesItems?: true;
}

/** The zone of one jurisdiction's calendar: `offsets[i]`, milliseconds east of UTC, holds from instant `from[i]` on. */
export interface LogCalendar extends ZoneOffsets {
  readonly id: string;
  readonly timeZone: string;
}

export interface LogPlatform {
  readonly id: string;
  readonly kind: string;
  readonly title: Text;
  readonly members: readonly string[];
  readonly public: boolean;
  /** review lanes, by rank */
  readonly lanes: readonly string[];
  /** private messages an hour that are compared with hashes once any is matched */
  readonly messagesPerHour?: number;
  /** people who work there, and milliseconds that each opened message takes one of them */
  readonly staff?: { readonly people: number; readonly perMessage: number };
}

export interface LogActor {
  readonly id: string;
  readonly kind: string;
  readonly title: Text;
}

export interface LogDuty {
  readonly id: string;
  readonly protocol: string;
  readonly title: Text;
  readonly instrument: Text;
  readonly kind: DutyKind;
  readonly source: Text;
  readonly clock?: string;
  /** milliseconds allowed; 0 where that is no fixed span */
  readonly within: number;
  /** absent for a deadline */
  readonly form?: DutyForm;
  /** an open standard: judged when the clock has ended */
  readonly judged?: true;
  /** the debtor may be freed of it */
  readonly waivable?: true;
  /** not in force on the incident's date */
  readonly counterfactual: boolean;
}

export interface LogProtocol {
  readonly id: string;
  readonly version: string;
  readonly title: Text;
  readonly binding: string;
  readonly reconstructed: boolean;
  readonly counterfactual: boolean;
}

/** A log that was kept: header, kept facts in order, and what the run itself said at the end. */
export interface EventLog {
  readonly header: LogHeader;
  /** `all`: every fact, also about single copies; `actors`: those about actors, decisions, messages, duties and originals */
  readonly kept: "all" | "actors";
  readonly facts: readonly FactRecord[];
}
