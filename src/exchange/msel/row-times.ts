import { parseDuration, textOfDay } from "../../model/index.ts";
import { Clockwork, datesInOrder, type GivenTime, offsetIn, type SetTime } from "./clockwork.ts";
import { shown } from "./grid.ts";
import type { Line, SheetCells } from "./sheet-cells.ts";
import { readTimeCell } from "./times.ts";

/** When each row comes and until when an answer is due: from our own two columns, or from whatever a team writes. */

const DAY = 86_400_000;

export class RowTimes {
  private readonly sheet: SheetCells;

  constructor(sheet: SheetCells) {
    this.sheet = sheet;
  }

  /** Sets `at` and `due` of every line, as far as they are clear or answered. */
  setTimes(lines: readonly Line[]): void {
    const isExact = this.sheet.own !== undefined;
    const late: Line[] = [];
    for (const line of lines) {
      if (isExact) {
        line.at = this.exactTime(line);
        line.due = this.exactDue(line);
      } else late.push(line);
    }
    if (late.length === 0) return;
    const start = this.setColumn(late, "at");
    this.setColumn(late, "due", start);
    this.withoutTime(late);
  }

  /** Our own column of times and the ISO one beside it say the same, or somebody has changed only one of them. */
  private exactTime(line: Line): SetTime {
    const [at, iso] = [this.sheet.text(line, "at"), this.sheet.text(line, "iso")];
    const read = at === undefined ? undefined : offsetIn(at);
    const exact = iso === undefined ? undefined : parseDuration(iso.trim());
    const isWrong = (at !== undefined && read === undefined) || (iso !== undefined && exact === undefined);
    if (isWrong || (read !== undefined && exact !== undefined && read !== exact)) {
      this.sheet.fault(
        "msel/times_differ",
        line.row.line,
        this.sheet.mappedTo("at"),
        `${at ?? ""} / ${iso ?? ""}`,
        "D+0 01:30:00 / PT1H30M",
      );
      return undefined;
    }
    return exact ?? read;
  }

  private exactDue(line: Line): SetTime {
    const due = this.sheet.text(line, "due");
    if (due === undefined) return undefined;
    const at = offsetIn(due);
    if (at === undefined)
      this.sheet.fault("msel/not_written_so", line.row.line, this.sheet.mappedTo("due"), due, "D+0 01:30:00");
    return at;
  }

  private setColumn(
    lines: readonly Line[],
    field: "at" | "due",
    started?: ReturnType<Clockwork["set"]>["start"],
  ) {
    const mapped = this.sheet.mappedTo(field);
    const clockwork = new Clockwork(
      this.sheet.asker,
      field === "at" ? "time-unit" : "due-unit",
      mapped?.unit,
    );
    const given: (GivenTime & { readonly of: Line })[] = [];
    const days = field === "at" ? this.daysOf(lines) : new Map<Line, number>();
    for (const line of lines) {
      const found = this.sheet.cell(line, field);
      const day = days.get(line);
      if (found === undefined || shown(found.cell, textOfDay).trim() === "") {
        // A day and no time says too little.
        if (field === "at" && day !== undefined && this.sheet.mappedTo("at") === undefined)
          given.push({
            of: line,
            line: line.row.line,
            found: textOfDay(day / DAY),
            reading: { kind: "instant", wall: day, hasClock: false },
          });
        continue;
      }
      const reading = readTimeCell(found.cell);
      const text = shown(found.cell, textOfDay);
      const about = { line: line.row.line, found: text };
      if (reading === undefined) line[field] = clockwork.askTime(about);
      else given.push({ of: line, ...about, reading, ...(day === undefined ? {} : { day }) });
    }
    const { times, start } = clockwork.set(given, started);
    given.forEach(({ of }, place) => {
      of[field] = times[place];
    });
    if (field === "due") this.dueFrom(given);
    return start;
  }

  /** Days of a column beside the time, milliseconds since 1970, by line. */
  private daysOf(lines: readonly Line[]): ReadonlyMap<Line, number> {
    const given = lines.flatMap((line) => {
      const found = this.sheet.cell(line, "date");
      const reading = found === undefined ? undefined : readTimeCell(found.cell);
      if (found === undefined || reading === undefined) return [];
      return [{ of: line, line: line.row.line, found: shown(found.cell, textOfDay), reading }];
    });
    const days = datesInOrder(given, this.sheet.asker).map(({ reading }) =>
      reading.kind === "instant" ? Math.floor(reading.wall / DAY) * DAY : undefined,
    );
    return new Map(given.flatMap(({ of }, place) => (days[place] === undefined ? [] : [[of, days[place]]])));
  }

  /** How long after something: after its row, or after STARTEX? */
  private dueFrom(given: readonly (GivenTime & { readonly of: Line })[]): void {
    for (const { of, reading, line, found } of given) {
      const isLong = reading.kind === "offset" || reading.kind === "bare" || reading.kind === "colon";
      if (!isLong || typeof of.due !== "number") continue;
      const answer = this.sheet.asker.ask({
        kind: "due",
        found,
        line,
        choices: ["after-row", "after-start"],
        suggested: "after-row",
      });
      if (answer === "after-row") of.due = typeof of.at === "number" ? of.at + of.due : undefined;
    }
  }

  /** Rows that say no time: by hand, with the row above, or not at all. */
  private withoutTime(lines: readonly Line[]): void {
    let above: number | undefined;
    for (const line of lines) {
      const isGiven = line.at !== undefined || this.sheet.asker.isOpen(line.row.line);
      if (!isGiven) {
        const answer = this.sheet.asker.ask({
          kind: "no-time",
          found: this.sheet.sample(line.row.line),
          line: line.row.line,
          choices: ["by-hand", "as-above", "leave-out"],
          suggested: "by-hand",
        });
        line.at =
          answer === "as-above" ? (above ?? "by-hand") : (answer as "by-hand" | "leave-out" | undefined);
      }
      if (typeof line.at === "number") above = line.at;
    }
  }
}
