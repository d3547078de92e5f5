import { readOwnOffset, textOfDay } from "../../model/index.ts";
import type { Asker } from "./asking.ts";

import type { TimeUnit } from "./heads.ts";
import { dayIn, readClock, readTime, type TimeReading } from "./times.ts";

/** From what times say to milliseconds after STARTEX, by what the sheet as a whole and the answers say. */

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
const UNIT: Readonly<Record<TimeUnit, number>> = { seconds: 1000, minutes: MINUTE, hours: HOUR, days: DAY };
/** A time that goes back by more than this is likelier the next day than out of order. */
const A_NIGHT = 6 * HOUR;

export interface GivenTime {
  readonly line: number;
  readonly found: string;
  readonly reading: TimeReading;
  /** the day of a column beside it, milliseconds since 1970 */
  readonly day?: number;
}

/** By hand, left out, or milliseconds after STARTEX; undefined where nothing can be said yet. */
export type SetTime = number | "by-hand" | "leave-out" | undefined;

const two = (value: number) => String(value).padStart(2, "0");
const clockText = (clock: number): string =>
  `${two(Math.floor((clock % DAY) / HOUR))}:${two(Math.floor((clock % HOUR) / MINUTE))}`;

function instantText(wall: number, zone: number | undefined): string {
  const day = Math.floor(wall / DAY);
  const text = `${textOfDay(day)}T${clockText(wall - day * DAY)}`;
  if (zone === undefined) return text;
  if (zone === 0) return `${text}Z`;
  const size = Math.abs(zone);
  return `${text}${zone < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

type Instant = Extract<TimeReading, { kind: "instant" }>;

/** Readings that the whole column decides on: which part of a date is the month, and numbers that are clocks (0905). */
export class Clockwork {
  private readonly asker: Asker;
  private readonly unit: TimeUnit | undefined;
  private readonly unitQuestion: "time-unit" | "due-unit";

  constructor(asker: Asker, unitQuestion: "time-unit" | "due-unit", unit: TimeUnit | undefined) {
    this.asker = asker;
    this.unitQuestion = unitQuestion;
    this.unit = unit;
  }

  /** The times of a column, in the order of the sheet. `start`: of another column that was asked already. */
  set(
    given: readonly GivenTime[],
    started?: Start,
  ): { readonly times: readonly SetTime[]; readonly start: Start } {
    const dated = datesInOrder(
      given.map((each) => this.digitsAsClocks(each, given)),
      this.asker,
    );
    const start = started ?? this.findStart(dated);
    const clocks = this.clocksInOrder(dated, start);
    return { times: dated.map((each, place) => this.setOne(each, start, clocks[place])), start };
  }

  private askUnit(given: GivenTime, all: readonly GivenTime[]): string | undefined {
    if (this.unit !== undefined) return this.unit;
    const values = all.flatMap(({ reading }) => (reading.kind === "bare" ? [reading.value] : []));
    const areDigits = values.length > 0 && values.every((value) => isDigitClock(value));
    return this.asker.ask({
      kind: this.unitQuestion,
      found: given.found,
      line: given.line,
      choices: ["minutes", "hours", "days", "seconds", ...(areDigits ? ["hhmm"] : [])],
      suggested: Math.max(...values.map(Math.abs)) > 24 ? "minutes" : "hours",
    });
  }

  private digitsAsClocks(given: GivenTime, all: readonly GivenTime[]): GivenTime {
    const { reading } = given;
    if (reading.kind !== "bare") return given;
    const unit = this.askUnit(given, all);
    if (unit === "hhmm") {
      const clock = Math.floor(reading.value / 100) * HOUR + (reading.value % 100) * MINUTE;
      return { ...given, reading: { kind: "clock", clock } };
    }
    return {
      ...given,
      reading: { kind: "offset", at: Math.round(reading.value * UNIT[unit as TimeUnit]) },
    };
  }

  private findStart(given: readonly GivenTime[]): Start {
    const instants = given.flatMap(({ reading, day, line, found }) => {
      if (reading.kind === "instant" && reading.hasClock) return [{ ...reading, line, found }];
      if (reading.kind === "clock" && day !== undefined)
        return [{ kind: "instant", wall: day + reading.clock, hasClock: true, line, found } as const];
      return [];
    });
    if (instants.length > 0) return this.startOfInstants(instants);
    const clocks = given.flatMap(({ reading, line, found }) =>
      reading.kind === "clock" || reading.kind === "day-clock" ? [{ reading, line, found }] : [],
    );
    if (clocks.length === 0) return {};
    let answer: string | undefined;
    const [{ reading: first }] = clocks;
    const elapsed = first.clock === 0 || clocks.some(({ reading }) => reading.kind === "day-clock");
    for (const { line, found, reading } of clocks)
      answer = this.asker.ask({
        kind: "clock",
        found,
        line,
        choices: reading.kind === "clock" ? ["h:mm", "mm:ss"] : ["h:mm"],
        suggested: elapsed ? "h:mm" : clockText(first.clock),
        free: "clock",
        isAnswer: (text) => readClock(text) !== undefined,
      });
    if (answer === "h:mm" || answer === "mm:ss" || answer === undefined) return { elapsed: answer ?? "h:mm" };
    return { clock: readClock(answer) ?? 0 };
  }

  private startOfInstants(
    instants: readonly (Instant & { readonly line: number; readonly found: string })[],
  ): Start {
    const zoned = instants.filter(({ zone }) => zone !== undefined);
    const isMixed = zoned.length > 0 && zoned.length < instants.length;
    const utc = ({ wall, zone }: Instant) => wall - (zone ?? 0) * MINUTE;
    const [earliest] = [...instants].sort((a, b) => utc(a) - utc(b));
    let answer: string | undefined;
    for (const { line } of instants)
      answer = this.asker.ask({
        kind: "start",
        found: earliest.found,
        line,
        choices: [],
        ...(isMixed ? {} : { suggested: instantText(earliest.wall, earliest.zone) }),
        free: "start",
        isAnswer: (text) => {
          const reading = readTime(text);
          if (reading?.kind !== "instant" || !reading.hasClock) return false;
          return zoned.length === 0 || reading.zone !== undefined;
        },
      });
    const reading = answer === undefined ? undefined : readTime(answer);
    return reading?.kind === "instant" ? { wall: reading.wall, zone: reading.zone } : {};
  }

  /** How far each time of day lies after STARTEX, where the sheet has times of day and no days. */
  private clocksInOrder(given: readonly GivenTime[], start: Start): readonly (number | undefined)[] {
    const base =
      start.clock ?? (start.wall === undefined ? undefined : start.wall - Math.floor(start.wall / DAY) * DAY);
    if (base === undefined) return given.map(() => undefined);
    const bare = given.map(({ reading, day }) =>
      reading.kind === "clock" && day === undefined ? reading.clock : undefined,
    );
    let before = base;
    let back = 0;
    const backLines: { readonly line: number; readonly found: string }[] = [];
    bare.forEach((clock, place) => {
      if (clock === undefined) return;
      if (clock < before) {
        back = Math.max(back, before - clock);
        backLines.push(given[place]);
      }
      before = clock;
    });
    if (backLines.length === 0) return bare.map((clock) => (clock === undefined ? undefined : clock - base));
    let answer: string | undefined;
    for (const { line, found } of backLines)
      answer = this.asker.ask({
        kind: "midnight",
        found,
        line,
        choices: ["next-day", "same-day"],
        suggested: back > A_NIGHT ? "next-day" : "same-day",
      });
    let days = 0;
    before = base;
    return bare.map((clock) => {
      if (clock === undefined) return undefined;
      if (answer === "next-day" && clock < before) days += 1;
      before = clock;
      return clock - base + days * DAY;
    });
  }

  private setOne(given: GivenTime, start: Start, clock: number | undefined): SetTime {
    const { reading, line, found, day } = given;
    switch (reading.kind) {
      case "offset":
        return reading.at;
      case "hand":
        return "by-hand";
      case "colon": {
        const { first, second, sign } = reading;
        const answer = this.asker.ask({
          kind: "time-colon",
          found,
          line,
          choices: ["h:mm", "mm:ss"],
          suggested: "h:mm",
        });
        return sign * (answer === "mm:ss" ? first * MINUTE + second * 1000 : first * HOUR + second * MINUTE);
      }
      case "clock":
        if (day !== undefined && start.wall !== undefined) return day + reading.clock - start.wall;
        if (start.elapsed === "mm:ss") return Math.round(reading.clock / 60);
        if (start.elapsed !== undefined) return reading.clock;
        return clock;
      case "day-clock": {
        const days = (reading.day - (reading.isCounted ? 1 : 0)) * DAY;
        const base = start.wall === undefined ? start.clock : start.wall - Math.floor(start.wall / DAY) * DAY;
        return days + reading.clock - (start.elapsed === undefined ? (base ?? 0) : 0);
      }
      case "instant":
        if (!reading.hasClock) return this.askTime(given);
        if (start.wall === undefined) return undefined;
        return reading.wall - start.wall - ((reading.zone ?? start.zone ?? 0) - (start.zone ?? 0)) * MINUTE;
      default:
        return this.askTime(given);
    }
  }

  /** A time that says too little, or nothing. */
  askTime({ line, found }: Pick<GivenTime, "line" | "found">): SetTime {
    const answer = this.asker.ask({
      kind: "time",
      about: found,
      found,
      line,
      choices: ["by-hand", "leave-out"],
      free: "time",
      isAnswer: (text) => offsetIn(text) !== undefined,
    });
    if (answer === undefined || answer === "by-hand" || answer === "leave-out") return answer;
    return offsetIn(answer);
  }
}

/** Dates whose month may be the first or the second number, by what all of them allow or else by what somebody says. */
export function datesInOrder(given: readonly GivenTime[], asker: Asker): readonly GivenTime[] {
  type Slashed = Extract<TimeReading, { kind: "slashed" }>;
  const slashed = given.flatMap(({ reading }) => (reading.kind === "slashed" ? [reading] : []));
  const fits = (order: "day-first" | "month-first") =>
    slashed.every((reading) => dayOf(reading, order) !== undefined);
  const dayOf = ({ first, second, year }: Slashed, order: string | undefined) =>
    order === "month-first" ? dayIn(year, first, second) : dayIn(year, second, first);
  const [dayFirst, monthFirst] = [fits("day-first"), fits("month-first")];
  return given.map((each): GivenTime => {
    const { reading, line, found } = each;
    if (reading.kind !== "slashed") return each;
    const order =
      dayFirst !== monthFirst
        ? dayFirst
          ? "day-first"
          : "month-first"
        : asker.ask({
            kind: "date-order",
            found,
            line,
            choices: ["day-first", "month-first"],
            suggested: "day-first",
          });
    const day = dayOf(reading, order) ?? dayOf(reading, order === "day-first" ? "month-first" : "day-first");
    const { clock, hasClock } = reading;
    return { ...each, reading: { kind: "instant", wall: (day ?? 0) + clock, hasClock } };
  });
}

/** A time after STARTEX that leaves no doubt. */
export function offsetIn(text: string): number | undefined {
  const own = readOwnOffset(text);
  if (own !== undefined) return own;
  const reading = readTime(text);
  return reading?.kind === "offset" ? reading.at : undefined;
}

/** What is known of STARTEX: its instant on the wall, its time of day, or that all clocks count from it. */
export interface Start {
  readonly wall?: number;
  readonly zone?: number | undefined;
  readonly clock?: number;
  readonly elapsed?: "h:mm" | "mm:ss";
}

/** Whether a number could be a clock written in digits: 905 for 09:05. */
const isDigitClock = (value: number): boolean =>
  Number.isInteger(value) && value >= 0 && value < 2400 && value % 100 < 60;
