import { z } from "zod";
import { becauseText, id, NO_REASON, sourceText, type Text } from "./ids.ts";
import { type Delay, delay, type Mark, markedDuration, type Quantity, UNMARKED } from "./quantity.ts";

/**
 * How long a clock runs, as laws and promises say it: elapsed time; days, weeks, months or years of a calendar; working days
 * of a jurisdiction; what the message itself says; or an open standard ("expeditiously"), judged afterwards.
 */
export const CALENDAR_UNITS = ["days", "weeks", "months", "years", "workingDays"] as const;
export type CalendarUnit = (typeof CALENDAR_UNITS)[number];

/**
 * So many of one unit in somebody's calendar. The day of the start does not count. The clock ends with the last millisecond
 * of its last day (`day`); where that is no working day, with that of the next working day (`working-day`); or at the time
 * of day at which it began (`moment`).
 */
export type CalendarLength = { readonly [Unit in CalendarUnit]?: Quantity } & {
  /** the debtor's, the creditor's, or a jurisdiction's by its id */
  readonly of: string;
  readonly ends: "moment" | "day" | "working-day";
};

/** An open standard: nobody knows the length until the clock has been stopped, then it is drawn, once for each clock. */
export interface JudgedLength {
  readonly judged: Delay;
}

/** Elapsed time has a fixed number of milliseconds. */
export type FixedLength = Quantity | CalendarLength;

/** `message`: as the message that starts it says. `counted`: as long as `counts` is fulfilled. */
export type DutyLength = FixedLength | JudgedLength | "message" | "counted";

export const isElapsed = (length: DutyLength): length is Quantity =>
  typeof length === "object" && "value" in length;
export const isCalendar = (length: DutyLength): length is CalendarLength =>
  typeof length === "object" && "of" in length;
export const isJudged = (length: DutyLength): length is JudgedLength =>
  typeof length === "object" && "judged" in length;

/** The unit that a calendar length counts, and how many. */
export function unitOf(length: CalendarLength): { readonly unit: CalendarUnit; readonly count: number } {
  const unit = CALENDAR_UNITS.find((each) => length[each] !== undefined) as CalendarUnit;
  return { unit, count: (length[unit] as Quantity).value };
}

const whole = z.int().min(1).max(10_000);
const markFields = {
  source: sourceText.optional(),
  assumed: z.tuple([whole, whole]).optional().describe("The range within which it could as well lie."),
  because: becauseText.optional(),
};
const calendarFields = {
  of: id
    .default("debtor")
    .describe("Whose calendar: debtor, creditor, or a jurisdiction of the scenario's calendars."),
  ends: z
    .enum(["moment", "day", "working-day"])
    .default("day")
    .describe("With its last day, with the next working day where that is none, or at the same time of day."),
};

interface Written {
  readonly of: string;
  readonly ends: CalendarLength["ends"];
  readonly source?: Text;
  readonly assumed?: [number, number];
  readonly because?: Text;
}

function inUnit<U extends CalendarUnit>(unit: U, what: string) {
  return z
    .strictObject({ [unit]: whole.describe(what), ...calendarFields, ...markFields })
    .transform((input, context): CalendarLength => {
      const given = input as unknown as Written;
      const value = (input as unknown as Record<string, number>)[unit];
      const issue = (message: string) =>
        context.issues.push({ code: "custom", message, path: ["assumed"], input: given });
      let mark: Mark = UNMARKED;
      if (given.source !== undefined) mark = { kind: "sourced", source: given.source };
      if (given.assumed !== undefined) {
        const [low, high] = given.assumed;
        if (given.source !== undefined) issue("two-marks");
        if (!(low <= value && value <= high)) issue("range-excludes-value");
        mark = { kind: "assumed", low, high, because: given.because ?? NO_REASON };
      }
      return { [unit]: { value, mark }, of: given.of, ends: given.ends } as unknown as CalendarLength;
    });
}

const calendar = [
  inUnit("days", "Calendar days."),
  inUnit("weeks", "Calendar weeks."),
  inUnit("months", "Calendar months."),
  inUnit("years", "Calendar years."),
  inUnit("workingDays", "Working days of a jurisdiction: its week less its holidays."),
] as const;

/** A length that is known when the clock starts. */
export const fixedLength = z
  .union([markedDuration, ...calendar])
  .describe("A duration (PT1H), or days, weeks, months, years or workingDays of a calendar, with its mark.");

export const dutyLength = z
  .union([
    markedDuration,
    z.enum(["message", "counted"]),
    ...calendar,
    z.strictObject({
      judged: delay.describe("What a judge would call in time, drawn once for each clock when it has ended."),
    }),
  ])
  .describe(
    "How long: a duration (PT1H); days, weeks, months, years or workingDays; message, where the message says it; counted, as long as the count lasts; or judged, an open standard.",
  );
