import {
  cleanText,
  findNearest,
  formatDuration,
  type MselRow,
  mselRow,
  parseDuration,
  readOwnOffset,
  strangeSign,
  type Text,
  textOfDay,
} from "../../model/index.ts";
import { type Language, MSEL_CELL_WORDS } from "../../words/index.ts";
import { Asker, type MselAnswers, type MselQuestion } from "./asking.ts";
import { Clockwork, datesInOrder, type GivenTime, offsetIn, type SetTime } from "./clockwork.ts";
import { type Encoding, readCsv } from "./csv-reader.ts";

import { type Cell, columnName, type Grid, type GridRow, shown } from "./grid.ts";
import {
  type Column,
  type ColumnField,
  findHeading,
  type Heading,
  headingAt,
  JOINED,
  type Sureness,
  type TimeUnit,
} from "./heads.ts";
import { MSEL_LIMITS, type MselRefusal, RefusedError } from "./limits.ts";
import { plainText } from "./plain-word.ts";
import { readTimeCell } from "./times.ts";
import { isZip } from "./unzip.ts";
import { findValue, isEverybody, type ListField, methodIn, readTick, valuesOf } from "./values.ts";
import { readWorkbook } from "./workbook-reader.ts";
import { type Misread, type Reading, readActs, readCondition, readTrigger } from "./written.ts";

/**
 * A team's own list of events, read without saving anything: the rows as they would be, what must be asked first, and what is
 * wrong, all at once. With the answers the same file is read again; rows are taken only where nothing is open and nothing wrong.
 */

/** Who can be told, under which names. */
export interface MselParty {
  readonly id: string;
  readonly names: readonly Text[];
}

/** What the rows will be part of. */
export interface MselSubject {
  readonly parties: readonly MselParty[];
  readonly objectives: readonly { readonly id: string; readonly text: Text }[];
  /** the name that a row's number gives it in the simulation: two rows may not share one */
  readonly rowName: (number: string) => string;
}

export const MSEL_FAULTS = [
  "msel/no_heads",
  "msel/no_title",
  "msel/no_rows",
  "msel/error_cell",
  "msel/date_in_cell",
  "msel/too_long",
  "msel/not_a_number",
  "msel/not_written_so",
  "msel/times_differ",
  "msel/nobody_left",
  "msel/no_expectation",
  "msel/not_valid",
] as const;
export type MselFaultCode = (typeof MSEL_FAULTS)[number];

/** Something wrong, at its place: nothing is taken before it is put right in the file, or its line left out. */
export interface MselFault {
  readonly code: MselFaultCode;
  /** line of the sheet, from 1; 0 where the sheet as a whole is meant */
  readonly line: number;
  /** letter of the column; empty where the line as a whole is meant */
  readonly column: string;
  readonly head: string;
  readonly found: string;
  /** what could stand there: the nearest name, a limit, a form */
  readonly expected: string;
}

export const MSEL_NOTES = [
  "encoding",
  "loose-quotes",
  "sheets-left",
  "column-left",
  "section",
  "head-again",
  "numbered",
  "title-from-text",
  "strange-signs",
  "method-default",
  "colours",
  "left-out",
] as const;
/** Something done that a person would want to know. */
export interface MselNote {
  readonly kind: (typeof MSEL_NOTES)[number];
  readonly found: string;
  readonly lines: readonly number[];
  readonly count: number;
}

export interface MappedColumn {
  /** letter of the column */
  readonly column: string;
  readonly head: string;
  readonly field?: ColumnField;
  readonly sureness: Sureness;
}

export interface MselPreview {
  readonly form: "csv" | "xlsx";
  readonly encoding?: Encoding;
  readonly separator?: string;
  readonly sheet: string;
  readonly headLine: number;
  /** the language of our own export */
  readonly own?: Language;
  readonly columns: readonly MappedColumn[];
  readonly rows: readonly {
    readonly line: number;
    readonly row: MselRow;
    /** it waits for an answer: what stands here is the likeliest */
    readonly isOpen: boolean;
  }[];
  readonly questions: readonly MselQuestion[];
  readonly faults: readonly MselFault[];
  readonly notes: readonly MselNote[];
  /** nothing open, nothing wrong: the rows may be taken */
  readonly isReady: boolean;
}

export type MselReading =
  | { readonly ok: true; readonly preview: MselPreview }
  | { readonly ok: false; readonly code: MselRefusal; readonly line: number };

const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0] as const;
const PDF = [0x25, 0x50, 0x44, 0x46] as const;
const begins = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, place) => bytes[place] === byte);

/** Reads a file of rows. `answers`: by the ids of questions that an earlier reading asked. */
export function readMsel(bytes: Uint8Array, subject: MselSubject, answers: MselAnswers = {}): MselReading {
  try {
    return { ok: true, preview: preview(bytes, subject, answers) };
  } catch (error) {
    if (error instanceof RefusedError) return { ok: false, code: error.code, line: error.line };
    throw error;
  }
}

function preview(bytes: Uint8Array, subject: MselSubject, answers: MselAnswers): MselPreview {
  if (bytes.length > MSEL_LIMITS.bytes) throw new RefusedError("msel/too_large");
  if (begins(bytes, OLD_WORKBOOK)) throw new RefusedError("msel/old_workbook");
  if (begins(bytes, PDF)) throw new RefusedError("msel/other_format");
  const asker = new Asker(answers);
  const notes = new Notes();
  if (isZip(bytes)) {
    const grids = readWorkbook(bytes);
    const grid = chooseSheet(grids, asker, notes);
    const taken = new SheetReader(grid, subject, asker, notes).read();
    return { form: "xlsx", sheet: grid.name, ...taken };
  }
  const { grid, encoding, separator, hasLooseQuotes } = readCsv(bytes);
  if (encoding === "windows-1252") notes.add("encoding", encoding);
  if (hasLooseQuotes) notes.add("loose-quotes", '"');
  const taken = new SheetReader(grid, subject, asker, notes).read();
  return { form: "csv", encoding, separator, sheet: "", ...taken };
}

class Notes {
  private readonly notes = new Map<
    string,
    { kind: MselNote["kind"]; found: string; lines: number[]; count: number }
  >();

  add(kind: MselNote["kind"], found = "", line?: number): void {
    const key = `${kind} ${found}`;
    const note = this.notes.get(key) ?? { kind, found, lines: [], count: 0 };
    note.count += 1;
    if (line !== undefined && note.lines.length < 20) note.lines.push(line);
    this.notes.set(key, note);
  }

  get all(): readonly MselNote[] {
    return [...this.notes.values()];
  }
}

/** The sheet with the most known heads; where several could be meant, somebody says which. */
function chooseSheet(grids: readonly Grid[], asker: Asker, notes: Notes): Grid {
  const filled = grids.filter(({ rows }) =>
    rows.some(({ cells }) => cells.some((cell) => cell !== undefined)),
  );
  if (filled.length === 0) throw new RefusedError("msel/nothing_in_it");
  const ranked = filled
    .map((grid) => ({ grid, heading: findHeading(grid) }))
    .filter(({ grid, heading }) => !grid.isHidden && isLikely(heading))
    .sort((a, b) => (b.heading?.known ?? 0) - (a.heading?.known ?? 0));
  const [best, second] = ranked;
  let chosen = best?.grid ?? filled.find(({ isHidden }) => !isHidden) ?? filled[0];
  if (second !== undefined || (best === undefined && filled.length > 1)) {
    const names = filled.map(({ name }) => name);
    const answer = asker.ask({
      kind: "sheet",
      found: (second === undefined ? filled : ranked.map(({ grid }) => grid))
        .map(({ name }) => name)
        .join(", "),
      choices: names,
      suggested: chosen.name,
    });
    chosen = filled.find(({ name }) => name === answer) ?? chosen;
  }
  for (const { name } of filled) if (name !== chosen.name) notes.add("sheets-left", name);
  return chosen;
}

/** Heads of a list of events: three or more known, with a time or a number, and what happens. */
function isLikely(heading: Heading | undefined): boolean {
  const fields = new Set(heading?.columns.flatMap(({ guess }) => guess.field ?? []));
  const tells = fields.has("title") || fields.has("text") || fields.has("subject");
  const isPlaced = fields.has("at") || fields.has("number") || fields.has("date");
  return (heading?.known ?? 0) >= 3 && tells && isPlaced;
}

interface Mapped {
  readonly column: number;
  readonly head: string;
  readonly sureness: Sureness;
  readonly unit?: TimeUnit;
}

/** A row of the sheet that says something. */
interface Line {
  readonly row: GridRow;
  at: SetTime;
  due: SetTime;
}

const DAY = 86_400_000;
const MINUS_TEXT = "-";
const NUMERIC = /^-?\d+(?:[.,]\d+)?$/;
const LONGEST_NUMBER = 40;
const LONGEST_TITLE = 120;

class SheetReader {
  private readonly grid: Grid;
  private readonly subject: MselSubject;
  private readonly asker: Asker;
  private readonly notes: Notes;
  private readonly faults: MselFault[] = [];
  private readonly fields = new Map<ColumnField, Mapped[]>();
  private heading: Heading = { line: 0, place: -1, columns: [], known: 0 };
  private readonly partyByName: ReadonlyMap<string, readonly string[]>;

  constructor(grid: Grid, subject: MselSubject, asker: Asker, notes: Notes) {
    this.grid = grid;
    this.subject = subject;
    this.asker = asker;
    this.notes = notes;
    const byName = new Map<string, string[]>();
    for (const { id, names } of subject.parties)
      for (const name of new Set([id, ...names.flatMap(({ en, fr }) => [en, fr])].map(plainText)))
        byName.set(name, [...(byName.get(name) ?? []), id]);
    this.partyByName = byName;
  }

  private get own(): Language | undefined {
    return this.heading.own;
  }

  read(): Omit<MselPreview, "form" | "sheet" | "encoding" | "separator"> {
    const heading = this.findHeads();
    if (heading === undefined) {
      this.fault("msel/no_heads", 0, undefined, "", "");
      return this.result([]);
    }
    this.heading = heading;
    const columns = this.mapColumns(heading);
    const lines = this.linesOf(heading);
    if (lines.length > MSEL_LIMITS.rows) throw new RefusedError("msel/too_many_rows");
    if (lines.length === 0 && this.own === undefined) this.fault("msel/no_rows", 0, undefined, "", "");
    this.setTimes(lines);
    const inputs = lines.flatMap((line) => {
      const input = this.rowOf(line);
      return input === undefined ? [] : [{ line: line.row.line, input }];
    });
    const numbered = this.withNumbers(inputs);
    const rows = numbered.flatMap(({ line, input }) => this.checked(line, input));
    return this.result(rows, columns);
  }

  private result(
    rows: MselPreview["rows"],
    columns: readonly MappedColumn[] = [],
  ): Omit<MselPreview, "form" | "sheet" | "encoding" | "separator"> {
    const { questions } = this.asker;
    return {
      headLine: this.heading.line,
      ...(this.own === undefined ? {} : { own: this.own }),
      columns,
      rows,
      questions,
      faults: this.faults,
      notes: this.notes.all,
      isReady: questions.length === 0 && this.faults.length === 0,
    };
  }

  private fault(
    code: MselFaultCode,
    line: number,
    mapped: Pick<Mapped, "column" | "head"> | undefined,
    found: string,
    expected: string,
  ): void {
    this.faults.push({
      code,
      line,
      column: mapped === undefined ? "" : columnName(mapped.column),
      head: mapped?.head ?? "",
      found: found.slice(0, 200),
      expected,
    });
  }

  /** A heading that is likely, or the line that somebody names. */
  private findHeads(): Heading | undefined {
    const found = findHeading(this.grid);
    if (found?.own !== undefined || isLikely(found)) return found;
    const lines = this.grid.rows
      .filter(({ cells }) => cells.filter((cell) => cell?.kind === "text").length >= 2)
      .slice(0, 20)
      .map(({ line }) => String(line));
    if (lines.length === 0) return undefined;
    const suggested = found === undefined ? lines[0] : String(found.line);
    const answer = this.asker.ask({
      kind: "head",
      found: this.sample(Number(suggested)),
      line: Number(suggested),
      choices: lines,
      suggested,
    });
    return answer === undefined ? undefined : headingAt(this.grid, Number(answer));
  }

  private sample(line: number): string {
    const row = this.grid.rows.find((each) => each.line === line);
    return (row?.cells ?? [])
      .map((cell) => shown(cell, textOfDay))
      .filter((text) => text !== "")
      .join(" | ");
  }

  /** The cells of a column below the heads, those that hold something. */
  private cellsBelow(column: number): readonly Cell[] {
    return this.grid.rows.slice(this.heading.place + 1).flatMap(({ cells }) => cells[column] ?? []);
  }

  private mapColumns({ columns, own }: Heading): readonly MappedColumn[] {
    const wanted = columns.map((column) => ({ ...column, field: this.fieldOf(column) }));
    // Of several columns that want one field, the most specific head has it.
    const best = new Map<ColumnField, number>();
    for (const { column, field, guess } of wanted) {
      if (field === undefined || JOINED.has(field)) continue;
      const holder = wanted.find((each) => each.column === best.get(field));
      if (holder === undefined || guess.rank < holder.guess.rank) best.set(field, column);
    }
    const isFree = (field: ColumnField) => !best.has(field);
    const rescued = wanted.map(({ column, head, guess, field }) => {
      if (field === undefined || JOINED.has(field) || best.get(field) === column)
        return { column, head, guess, field };
      // A second head for the same thing: a name beside a description, what happens beside the message.
      const next = (["title", "text", "subject"] as const).find(
        (each) => (field === "title" || field === "text" || field === "subject") && isFree(each),
      );
      if (next !== undefined) {
        best.set(next, column);
        return { column, head, guess, field: next };
      }
      return { column, head, guess, field: undefined, wants: field };
    });
    // A lone subject is the title.
    const promoted = rescued.map((each) => {
      if (each.field !== "subject" || best.has("title") || own !== undefined) return each;
      best.set("title", each.column);
      return { ...each, field: "title" as const };
    });
    const claimed = new Set(promoted.flatMap(({ field }) => field ?? []));
    return promoted.map(({ column, head, guess, field, ...more }) => {
      const wants = "wants" in more ? (more.wants as ColumnField) : undefined;
      const isUnsure =
        own === undefined && ((guess.sureness === "like" && field !== undefined) || wants !== undefined);
      const taken = isUnsure
        ? this.askColumn(column, head, wants === undefined ? field : "notesController", claimed)
        : this.toldOf(column, head, field);
      if (taken === undefined) {
        if (this.cellsBelow(column).length > 0) this.notes.add("column-left", head);
      } else {
        const unit = guess.unit === undefined ? {} : { unit: guess.unit };
        const mapped = { column, head, sureness: guess.sureness, ...unit };
        this.fields.set(taken, [...(this.fields.get(taken) ?? []), mapped]);
      }
      return {
        column: columnName(column),
        head,
        sureness: guess.sureness,
        ...(taken === undefined ? {} : { field: taken }),
      };
    });
  }

  /** What a head says, set right by what stands below it. */
  private fieldOf({ column, guess }: Column): ColumnField | undefined {
    const { field } = guess;
    if (this.own !== undefined || field === undefined) return field;
    const texts = this.cellsBelow(column).flatMap((cell) => (cell.kind === "text" ? [cell.text] : []));
    if (field === "kind") {
      const known = (list: ListField) => texts.filter((text) => findValue(list, text) !== undefined).length;
      if (known("method") > known("kind")) return "method";
    }
    if (field === "title" || field === "text") {
      const cells = this.cellsBelow(column);
      const areNumbers =
        cells.length > 0 &&
        cells.every(
          (cell) => cell.kind === "number" || (cell.kind === "text" && NUMERIC.test(cell.text.trim())),
        );
      if (areNumbers) return "number";
    }
    return field;
  }

  private columnChoices(claimed: ReadonlySet<ColumnField>): readonly string[] {
    const all: readonly ColumnField[] = [
      "number",
      "kind",
      "title",
      "at",
      "date",
      "move",
      "groupOrder",
      "from",
      "to",
      "method",
      "subject",
      "text",
      "expects",
      "due",
      "objective",
      "controller",
      "notesController",
      "notesEvaluator",
      "score",
      "planningStatus",
      "visibility",
    ];
    return [...all.filter((field) => JOINED.has(field) || !claimed.has(field)), MINUS_TEXT];
  }

  private askColumn(
    column: number,
    head: string,
    field: ColumnField | undefined,
    claimed: ReadonlySet<ColumnField>,
  ): ColumnField | undefined {
    const choices = this.columnChoices(claimed);
    const answer = this.asker.ask({
      kind: "column",
      about: columnName(column),
      found: head,
      line: this.heading.line,
      choices: field === undefined || choices.includes(field) ? choices : [field, ...choices],
      suggested: field ?? MINUS_TEXT,
    });
    return answer === undefined || answer === MINUS_TEXT ? undefined : (answer as ColumnField);
  }

  /** A column that is clear, unless somebody has said otherwise of it. */
  private toldOf(column: number, head: string, field: ColumnField | undefined): ColumnField | undefined {
    const told = this.asker.told(`column:${columnName(column)}`);
    if (told === undefined) return field;
    if (told === MINUS_TEXT) return undefined;
    const known = this.columnChoices(new Set()).find((each) => each === told);
    return known === undefined ? this.askColumn(column, head, field, new Set()) : (known as ColumnField);
  }

  private linesOf({ place, columns }: Heading): Line[] {
    const lines: Line[] = [];
    const heads = new Map(columns.map(({ column, head }) => [column, plainText(head)]));
    const used = new Set([...this.fields.values()].flatMap((all) => all.map(({ column }) => column)));
    for (const row of this.grid.rows.slice(place + 1)) {
      const filled = row.cells.flatMap((cell, column) => {
        const text = shown(cell, textOfDay).trim();
        return text === "" ? [] : [{ column, text }];
      });
      if (filled.length === 0) continue;
      if (this.own !== undefined) {
        // The marking alone says that the list has no rows.
        const marking = this.fields.get("marking")?.[0].column;
        if (filled.some(({ column }) => column !== marking && used.has(column)))
          lines.push({ row, at: undefined, due: undefined });
        continue;
      }
      const isHead =
        filled.length >= 2 &&
        filled.every(({ column, text }) => heads.get(column)?.endsWith(plainText(text)) === true);
      if (isHead) {
        this.notes.add("head-again", "", row.line);
        continue;
      }
      if (new Set(filled.map(({ text }) => text)).size === 1 && used.size > 1) {
        this.notes.add("section", filled[0].text.slice(0, 60), row.line);
        continue;
      }
      if (filled.every(({ column }) => !used.has(column))) continue;
      lines.push({ row, at: undefined, due: undefined });
    }
    return lines;
  }

  private cell(
    { row }: Line,
    field: ColumnField,
  ): { readonly cell: Cell; readonly mapped: Mapped } | undefined {
    const [mapped] = this.fields.get(field) ?? [];
    const cell = mapped === undefined ? undefined : row.cells[mapped.column];
    return cell === undefined || mapped === undefined ? undefined : { cell, mapped };
  }

  /** A cell's text; of our own export as it stands, of a stranger's without the spaces around it. */
  private textIn(cell: Cell, mapped: Mapped, line: number): string | undefined {
    switch (cell.kind) {
      case "error":
        this.fault("msel/error_cell", line, mapped, cell.text, "");
        return undefined;
      case "date":
        this.fault("msel/date_in_cell", line, mapped, shown(cell, textOfDay), "");
        return undefined;
      case "number":
      case "boolean":
        return String(cell.value);
      case "text": {
        const strange = strangeSign(cell.text);
        if (strange !== undefined) this.notes.add("strange-signs", strange, line);
        const clean = cleanText(cell.text);
        const text = this.own === undefined ? clean.trim() : clean;
        return text === "" ? undefined : text;
      }
    }
  }

  private text(line: Line, field: ColumnField): string | undefined {
    const found = this.cell(line, field);
    return found === undefined ? undefined : this.textIn(found.cell, found.mapped, line.row.line);
  }

  /** Texts of all columns that hold a field, one below the other. */
  private joined(line: Line, field: ColumnField): string | undefined {
    const texts = (this.fields.get(field) ?? []).flatMap((mapped) => {
      const cell = line.row.cells[mapped.column];
      return cell === undefined ? [] : (this.textIn(cell, mapped, line.row.line) ?? []);
    });
    return texts.length === 0 ? undefined : [...new Set(texts)].join("\n");
  }

  private mappedTo(field: ColumnField): Mapped | undefined {
    return this.fields.get(field)?.[0];
  }

  private setTimes(lines: readonly Line[]): void {
    const isExact = this.own !== undefined;
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
    const [at, iso] = [this.text(line, "at"), this.text(line, "iso")];
    const read = at === undefined ? undefined : offsetIn(at);
    const exact = iso === undefined ? undefined : parseDuration(iso.trim());
    const isWrong = (at !== undefined && read === undefined) || (iso !== undefined && exact === undefined);
    if (isWrong || (read !== undefined && exact !== undefined && read !== exact)) {
      this.fault(
        "msel/times_differ",
        line.row.line,
        this.mappedTo("at"),
        `${at ?? ""} / ${iso ?? ""}`,
        "D+0 01:30:00 / PT1H30M",
      );
      return undefined;
    }
    return exact ?? read;
  }

  private exactDue(line: Line): SetTime {
    const due = this.text(line, "due");
    if (due === undefined) return undefined;
    const at = offsetIn(due);
    if (at === undefined)
      this.fault("msel/not_written_so", line.row.line, this.mappedTo("due"), due, "D+0 01:30:00");
    return at;
  }

  private setColumn(
    lines: readonly Line[],
    field: "at" | "due",
    started?: ReturnType<Clockwork["set"]>["start"],
  ) {
    const mapped = this.mappedTo(field);
    const clockwork = new Clockwork(this.asker, field === "at" ? "time-unit" : "due-unit", mapped?.unit);
    const given: (GivenTime & { readonly of: Line })[] = [];
    const days = field === "at" ? this.daysOf(lines) : new Map<Line, number>();
    for (const line of lines) {
      const found = this.cell(line, field);
      const day = days.get(line);
      if (found === undefined || shown(found.cell, textOfDay).trim() === "") {
        // A day and no time says too little.
        if (field === "at" && day !== undefined && this.mappedTo("at") === undefined)
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
      const found = this.cell(line, "date");
      const reading = found === undefined ? undefined : readTimeCell(found.cell);
      if (found === undefined || reading === undefined) return [];
      return [{ of: line, line: line.row.line, found: shown(found.cell, textOfDay), reading }];
    });
    const days = datesInOrder(given, this.asker).map(({ reading }) =>
      reading.kind === "instant" ? Math.floor(reading.wall / DAY) * DAY : undefined,
    );
    return new Map(given.flatMap(({ of }, place) => (days[place] === undefined ? [] : [[of, days[place]]])));
  }

  /** How long after something: after its row, or after STARTEX? */
  private dueFrom(given: readonly (GivenTime & { readonly of: Line })[]): void {
    for (const { of, reading, line, found } of given) {
      const isLong = reading.kind === "offset" || reading.kind === "bare" || reading.kind === "colon";
      if (!isLong || typeof of.due !== "number") continue;
      const answer = this.asker.ask({
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
      const isGiven = line.at !== undefined || this.asker.isOpen(line.row.line);
      if (!isGiven) {
        const answer = this.asker.ask({
          kind: "no-time",
          found: this.sample(line.row.line),
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

  /** The row as a file would have it; undefined where it is left out. */
  private rowOf(line: Line): Record<string, unknown> | undefined {
    const { row } = line;
    if (line.at === "leave-out") {
      this.notes.add("left-out", "", row.line);
      return undefined;
    }
    const input: Record<string, unknown> = {};
    const put = (key: string, value: unknown) => {
      if (value !== undefined) input[key] = value;
    };
    put("number", this.text(line, "number"));
    put("kind", this.listed(line, "kind"));
    const text = this.said(line, "text");
    const subject = this.said(line, "subject");
    put("title", this.said(line, "title") ?? this.titleFrom(line, subject ?? text));
    put("at", typeof line.at === "number" ? formatDuration(line.at) : undefined);
    put("due", typeof line.due === "number" ? formatDuration(line.due) : undefined);
    put("move", this.number(line, "move"));
    put("groupOrder", this.number(line, "groupOrder"));
    put("from", this.from(line));
    const to = this.receivers(line, input.kind === "expected-action");
    if (to === "leave-out") {
      this.notes.add("left-out", "", row.line);
      return undefined;
    }
    put("to", to);
    put("method", this.method(line, input));
    put("subject", subject);
    put("text", text);
    put("trigger", this.trigger(line));
    put("acts", this.written(line, "acts", readActs));
    put("expects", this.expects(line));
    put("objective", this.objective(line));
    put("controller", this.text(line, "controller"));
    put("notesController", this.said(line, "notesController"));
    put("notesEvaluator", this.said(line, "notesEvaluator"));
    put("score", this.number(line, "score"));
    put("planningStatus", this.listed(line, "planningStatus"));
    put("visibility", this.visibility(line));
    put("rowStyle", this.style(line));
    return input;
  }

  /** A text in both languages, or one that serves both. */
  private said(
    line: Line,
    field: "title" | "subject" | "text" | "expects" | "notesController" | "notesEvaluator",
  ) {
    const text = JOINED.has(field) ? this.joined(line, field) : this.text(line, field);
    if (text === undefined || this.own === undefined) return text;
    const other = this.text(line, `${field}Other`);
    if (other === undefined) return text;
    return this.own === "en" ? { en: text, fr: other } : { en: other, fr: text };
  }

  private titleFrom(line: Line, text: unknown): string | undefined {
    if (typeof text === "string" && this.own === undefined) {
      this.notes.add("title-from-text", "", line.row.line);
      const [first] = text.split(/\n|(?<=[.!?])\s/);
      return first.length <= LONGEST_TITLE ? first : `${first.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;
    }
    this.fault("msel/no_title", line.row.line, this.mappedTo("title"), "", "");
    return undefined;
  }

  private number(line: Line, field: "move" | "groupOrder" | "score" | "height"): number | undefined {
    const found = this.cell(line, field);
    if (found === undefined) return undefined;
    const text = this.textIn(found.cell, found.mapped, line.row.line)?.trim();
    if (text === undefined || text === "") return undefined;
    // "Move 2", "Module 1": the number in the name.
    const bare =
      field === "move" && this.own === undefined ? text.replace(/^[\p{L}\s.°#-]+(?=\d)/u, "") : text;
    const isNumber = this.own === undefined ? NUMERIC.test(bare) : bare !== "";
    const value = isNumber ? Number(bare.replace(",", ".")) : Number.NaN;
    if (Number.isFinite(value)) return value;
    this.fault("msel/not_a_number", line.row.line, found.mapped, text, "");
    return undefined;
  }

  private listed(line: Line, field: ListField): string | undefined {
    const text = this.text(line, field)?.trim();
    if (text === undefined || text === "") return undefined;
    const value = findValue(field, text);
    if (value !== undefined) return value;
    const choices = valuesOf(field);
    return this.asker.ask({
      kind: field,
      about: text,
      found: text,
      line: line.row.line,
      choices,
      suggested: findNearest(plainText(text), choices) ?? DEFAULTS[field],
    });
  }

  private visibility(line: Line): string | undefined {
    const mapped = this.mappedTo("visibility");
    if (mapped === undefined) return undefined;
    const found = this.cell(line, "visibility");
    const text = found === undefined ? "" : (this.textIn(found.cell, found.mapped, line.row.line) ?? "");
    if (text.trim() === "") return undefined;
    const tick = this.own === undefined ? readTick(text) : undefined;
    if (tick === undefined) return this.listed(line, "visibility");
    const isOfHidden = /hid|masqu|cach/.test(plainText(mapped.head));
    return tick === isOfHidden ? "hidden" : "shown";
  }

  private method(line: Line, input: Readonly<Record<string, unknown>>): string | undefined {
    if (this.mappedTo("method") !== undefined) return this.listed(line, "method");
    if (this.own !== undefined) return undefined;
    const spoken = [this.text(line, "title"), this.text(line, "text"), input.title]
      .filter((text) => typeof text === "string")
      .map((text) => methodIn(text))
      .find((found) => found !== undefined);
    if (spoken === undefined) {
      this.notes.add("method-default", "in_tool", line.row.line);
      return undefined;
    }
    const answer = this.asker.ask({
      kind: "method-guess",
      about: spoken,
      found: String(input.title ?? ""),
      line: line.row.line,
      choices: valuesOf("method"),
      suggested: spoken,
    });
    return answer;
  }

  private from(line: Line): string | undefined {
    const text = this.text(line, "from");
    if (text === undefined || this.own !== undefined) return text;
    const ids = this.partyByName.get(plainText(text)) ?? [];
    return ids.length === 1 ? ids[0] : text;
  }

  private receivers(line: Line, sendsNothing: boolean): readonly string[] | "leave-out" | undefined {
    const given = this.joined(line, "to")?.trim();
    if (given === undefined || given === "") {
      if (sendsNothing || this.own !== undefined) return [];
      const answer = this.asker.ask({
        kind: "no-recipient",
        found: this.sample(line.row.line),
        line: line.row.line,
        choices: ["everybody", "leave-out", ...this.subject.parties.map(({ id }) => id)],
        suggested: "everybody",
      });
      if (answer === "leave-out") return answer;
      return answer === undefined || answer === "everybody" ? [] : [answer];
    }
    const names = this.namesIn(given);
    const ids = names.map((name) => this.receiver(name, line.row.line));
    if (ids.includes("everybody")) return [];
    const named = [...new Set(ids.flatMap((id) => (id === undefined || id === "nobody" ? [] : [id])))];
    if (named.length === 0 && ids.includes("nobody"))
      this.fault("msel/nobody_left", line.row.line, this.mappedTo("to"), given, "");
    return named;
  }

  /** Several receivers stand in one cell; a name may hold the sign that parts others. */
  private namesIn(given: string): readonly string[] {
    const isKnown = (text: string) => isEverybody(text) || this.partyByName.has(plainText(text));
    const split = (text: string, signs: readonly RegExp[]): readonly string[] => {
      const name = text.trim();
      if (name === "") return [];
      const [sign, ...rest] = signs;
      if (isKnown(name) || sign === undefined) return [name];
      const parts = name.split(sign);
      // Words that part names also stand within them: only where one part is known.
      const isWord = rest.length === 0;
      if (parts.length > 1 && isWord && !parts.some((part) => isKnown(part.trim()))) return [name];
      return parts.flatMap((part) => split(part, rest));
    };
    return split(given, [/[\n;]/, /,/, /\s*[/+]\s*/, /\s+(?:and|et|&)\s+|\s*&\s*/i]);
  }

  private receiver(name: string, line: number): string | undefined {
    const ids = this.partyByName.get(plainText(name)) ?? [];
    if (ids.length === 1) return ids[0];
    const own = this.subject.parties.find(({ id }) => id === name);
    if (own !== undefined) return own.id;
    if (ids.length === 0 && isEverybody(name)) return "everybody";
    const all = this.subject.parties.map(({ id }) => id);
    const nearest =
      findNearest(plainText(name), this.partyByName.keys()) ??
      [...this.partyByName.keys()].find(
        (known) => known.includes(plainText(name)) && plainText(name).length > 3,
      );
    return this.asker.ask({
      kind: "actor",
      about: name,
      found: name,
      line,
      choices: [...all, "everybody", "nobody"],
      suggested: ids[0] ?? (nearest === undefined ? undefined : this.partyByName.get(nearest)?.[0]),
    });
  }

  private objective(line: Line): string | undefined {
    const text = this.text(line, "objective")?.trim();
    if (text === undefined || text === "") return undefined;
    const { objectives } = this.subject;
    const plain = plainText(text);
    const found = objectives.filter(
      ({ id, text: said }) =>
        plainText(id) === plain || plainText(said.en) === plain || plainText(said.fr) === plain,
    );
    if (found.length === 1) return found[0].id;
    const answer = this.asker.ask({
      kind: "objective",
      about: text,
      found: text,
      line: line.row.line,
      choices: [...objectives.map(({ id }) => id), "none"],
      suggested:
        findNearest(
          plain,
          objectives.map(({ id }) => id),
        ) ?? "none",
    });
    return answer === "none" ? undefined : answer;
  }

  private written<T>(line: Line, field: ColumnField, read: (text: string) => Reading<T>): T | undefined {
    const text = this.text(line, field);
    if (text === undefined || text.trim() === "") return undefined;
    const reading = read(text);
    if (reading.ok) return reading.value;
    const { at, found, expected }: Misread = reading.fault;
    this.fault("msel/not_written_so", line.row.line, this.mappedTo(field), `${found} (${at})`, expected);
    return undefined;
  }

  private trigger(line: Line): unknown {
    if (this.mappedTo("trigger") === undefined)
      return this.own === undefined && line.at === "by-hand" ? { kind: "manual" } : undefined;
    return this.written(line, "trigger", (text) =>
      readTrigger(text, (time) => {
        const at = readOwnOffset(time) ?? offsetIn(time);
        return at === undefined ? undefined : formatDuration(at);
      }),
    );
  }

  private expects(line: Line): unknown {
    const text = this.said(line, "expects");
    const within = this.within(line);
    const who = this.owners(line);
    const when = this.written(line, "expectsWhen", readCondition);
    if (text === undefined) {
      if (within !== undefined || who !== undefined || when !== undefined)
        this.fault("msel/no_expectation", line.row.line, this.mappedTo("expects"), "", "");
      return undefined;
    }
    return {
      text,
      ...who,
      ...(within === undefined ? {} : { within }),
      ...(when === undefined ? {} : { when }),
    };
  }

  private within(line: Line): string | undefined {
    const text = this.text(line, "expectsWithin")?.trim();
    if (text === undefined || text === "") return undefined;
    const length = parseDuration(text) ?? offsetIn(text);
    if (length !== undefined) return formatDuration(length);
    this.fault("msel/not_written_so", line.row.line, this.mappedTo("expectsWithin"), text, "PT30M");
    return undefined;
  }

  private owners(line: Line): { readonly owner: string; readonly actors?: readonly string[] } | undefined {
    const text = this.text(line, "expectsWho")?.trim();
    if (text === undefined || text === "") return undefined;
    const [rule, ...names] = text.split(":");
    const owner = (["all", "any"] as const).find((each) =>
      [each, MSEL_CELL_WORDS[each].en, MSEL_CELL_WORDS[each].fr].some(
        (word) => plainText(word) === plainText(rule),
      ),
    );
    if (owner === undefined) {
      this.fault("msel/not_written_so", line.row.line, this.mappedTo("expectsWho"), text, "any: …, all: …");
      return undefined;
    }
    const list = names.join(":").trim();
    if (list === "") return { owner };
    const ids = list.split(",").map((name) => this.receiver(name.trim(), line.row.line));
    return { owner, actors: ids.flatMap((id) => (id === undefined || id === "nobody" ? [] : [id])) };
  }

  private style(line: Line): unknown {
    if (this.own === undefined) {
      if (line.row.colour === undefined) return undefined;
      this.notes.add("colours", "", line.row.line);
      return { colour: line.row.colour };
    }
    const [colour, height] = [this.text(line, "colour")?.trim(), this.number(line, "height")];
    if (colour === undefined && height === undefined) return undefined;
    return { ...(colour === undefined ? {} : { colour }), ...(height === undefined ? {} : { height }) };
  }

  /** Every row has a number of its own; where a sheet has none, they are counted. */
  private withNumbers(inputs: readonly { readonly line: number; readonly input: Record<string, unknown> }[]) {
    const taken = new Set<string>();
    const isFree = (number: string) =>
      number.trim() !== "" && number.length <= LONGEST_NUMBER && !taken.has(this.subject.rowName(number));
    const all = new Set(
      inputs.flatMap(({ input }) =>
        typeof input.number === "string" ? [this.subject.rowName(input.number)] : [],
      ),
    );
    let next = 1;
    return inputs.flatMap(({ line, input }) => {
      let number = input.number as string | undefined;
      if (number === undefined) {
        while (all.has(this.subject.rowName(String(next))) || !isFree(String(next))) next += 1;
        number = String(next);
        this.notes.add("numbered", "", line);
      } else if (taken.has(this.subject.rowName(number))) {
        let again = 2;
        const base = number.slice(0, LONGEST_NUMBER - 5);
        while (!isFree(`${base}-${again}`) || all.has(this.subject.rowName(`${base}-${again}`))) again += 1;
        const answer = this.asker.ask({
          kind: "number",
          about: String(line),
          found: number,
          line,
          choices: ["leave-out"],
          suggested: `${base}-${again}`,
          free: "number",
          isAnswer: isFree,
        });
        if (answer === "leave-out") {
          this.notes.add("left-out", "", line);
          return [];
        }
        number = answer ?? number;
      }
      taken.add(this.subject.rowName(number));
      return [{ line, input: { ...input, number } }];
    });
  }

  /** The row as the model has it, or every fault that its schema finds, at its column. */
  private checked(line: number, input: Readonly<Record<string, unknown>>): MselPreview["rows"] {
    const found = mselRow.safeParse(input);
    if (found.success) return [{ line, row: found.data as MselRow, isOpen: this.asker.isOpen(line) }];
    // A fault that has been told already needs no second one.
    if (input.title === undefined) return [];
    for (const { code, path, ...more } of found.error.issues) {
      const [field] = path.map(String);
      const mapped = this.mappedTo(COLUMN_OF[field] ?? (field as ColumnField)) ?? undefined;
      const value = field === undefined ? "" : JSON.stringify(input[field] ?? "");
      const isLong = code === "too_big" && "maximum" in more;
      const expected = isLong ? String((more as { maximum: unknown }).maximum) : path.slice(1).join(".");
      this.fault(isLong ? "msel/too_long" : "msel/not_valid", line, mapped, value, expected);
    }
    return [];
  }
}

const DEFAULTS: Readonly<Record<ListField, string>> = {
  kind: "contextual",
  method: "in_tool",
  planningStatus: "approved",
  visibility: "shown",
};

/** Keys of a row whose column has another name. */
const COLUMN_OF: Readonly<Record<string, ColumnField>> = { rowStyle: "colour" };
