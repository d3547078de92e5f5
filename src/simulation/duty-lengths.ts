import {
  BEYOND,
  type CalendarLength,
  type CivilCalendar,
  type DutyLength,
  dayAt,
  endOfDay,
  endOfUnits,
  isCalendar,
  isElapsed,
  textOfDay,
  unitOf,
  workingDayAfter,
  workingDayFrom,
  workingDaysBetween,
} from "../model/index.ts";
import type { CompiledScenario } from "./compile.ts";

/** Who stands on both ends of a clock: numbers of actors, -1 for nobody. */
export interface Parties {
  readonly debtor: number;
  readonly creditor: number;
}

/** What is left of a suspended clock: milliseconds, or days of its calendar (working days where it counts those). */
export interface Left {
  readonly ms: number;
  readonly days: number;
}

/**
 * Lengths of clocks in a scenario's calendars. Instants are milliseconds from the incident's start. Where a jurisdiction has
 * no calendar, the offset holds with which the incident's start was written.
 */
export class DutyLengths {
  private readonly compiled: CompiledScenario;

  constructor(compiled: CompiledScenario) {
    this.compiled = compiled;
  }

  /** The last millisecond in time of a length that begins at an instant; BEYOND where nobody knows it yet. */
  endOf(length: DutyLength, from: number, parties: Parties): number {
    if (length === "message" || length === "counted") return BEYOND;
    if (isElapsed(length)) return from + length.value;
    if (!isCalendar(length)) return BEYOND;
    const { startEpoch } = this.compiled;
    const calendar = this.calendarOf(length, parties);
    return endOfUnits(calendar, from + startEpoch, { ...unitOf(length), ends: length.ends }) - startEpoch;
  }

  /** What is left at an instant of a clock of this length that ends at `dueAt`. */
  leftAt(length: DutyLength, now: number, dueAt: number, parties: Parties): Left {
    const ms = dueAt - now;
    if (!countsDays(length)) return { ms, days: 0 };
    const { startEpoch } = this.compiled;
    const calendar = this.calendarOf(length, parties);
    const today = dayAt(calendar.zone, now + startEpoch);
    const last = dayAt(calendar.zone, dueAt + startEpoch);
    const days = length.workingDays === undefined ? last - today : workingDaysBetween(calendar, today, last);
    return { ms, days };
  }

  /** The end of a clock that goes on with what was left. */
  endOfLeft(length: DutyLength, now: number, left: Left, parties: Parties): number {
    if (!countsDays(length)) return now + left.ms;
    const { startEpoch } = this.compiled;
    const calendar = this.calendarOf(length, parties);
    const today = dayAt(calendar.zone, now + startEpoch);
    let last = today + left.days;
    if (length.workingDays !== undefined)
      last = left.days === 0 ? workingDayFrom(calendar, today) : workingDayAfter(calendar, today, left.days);
    else if (length.ends === "working-day") last = workingDayFrom(calendar, last);
    return endOfDay(calendar.zone, last) - startEpoch;
  }

  /** Whether a duty may start at an instant by its dates in force, in the debtor's calendar. */
  isInForce(
    inForce: { readonly from?: string; readonly to?: string } | undefined,
    now: number,
    debtor: number,
  ): boolean {
    if (inForce === undefined) return true;
    const { zone } = this.calendarFor(debtor);
    const today = textOfDay(dayAt(zone, now + this.compiled.startEpoch));
    return (
      (inForce.from === undefined || inForce.from <= today) &&
      (inForce.to === undefined || today <= inForce.to)
    );
  }

  private calendarOf({ of }: CalendarLength, { debtor, creditor }: Parties): CivilCalendar {
    if (of === "debtor") return this.calendarFor(debtor);
    if (of === "creditor") return this.calendarFor(creditor);
    return this.compiled.calendars.get(of) ?? this.compiled.ownCalendar;
  }

  private calendarFor(actor: number): CivilCalendar {
    const { actors, calendars, ownCalendar } = this.compiled;
    return (actor < 0 ? undefined : calendars.get(actors[actor].jurisdiction)) ?? ownCalendar;
  }
}

/** Whole days, the rest of one not counted. */
function countsDays(length: DutyLength): length is CalendarLength {
  return isCalendar(length) && length.ends !== "moment";
}
