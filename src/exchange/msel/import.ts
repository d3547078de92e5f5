import { type MselRow, mselRow } from "../../model/index.ts";
import { Asker, type MselAnswers } from "./asking.ts";
import { ColumnReader, isLikely } from "./columns.ts";
import { readCsv } from "./csv-reader.ts";
import type { Grid } from "./grid.ts";
import { type ColumnField, findHeading } from "./heads.ts";
import { MSEL_LIMITS, RefusedError } from "./limits.ts";
import { type MappedColumn, type MselPreview, type MselReading, type MselSubject, Notes } from "./preview.ts";
import { RowReader } from "./row-reader.ts";
import { RowTimes } from "./row-times.ts";
import { SheetCells } from "./sheet-cells.ts";
import { isZip } from "./unzip.ts";
import { readWorkbook } from "./workbook-reader.ts";

/**
 * A team's own list of events, read without saving anything: the rows as they would be, what must be asked first, and what is
 * wrong, all at once. With the answers the same file is read again; rows are taken only where nothing is open and nothing wrong.
 */

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

const LONGEST_NUMBER = 40;

/** Keys of a row whose column has another name. */
const COLUMN_OF: Readonly<Record<string, ColumnField>> = { rowStyle: "colour" };

class SheetReader {
  private readonly sheet: SheetCells;
  private readonly subject: MselSubject;

  constructor(grid: Grid, subject: MselSubject, asker: Asker, notes: Notes) {
    this.sheet = new SheetCells(grid, asker, notes);
    this.subject = subject;
  }

  read(): Omit<MselPreview, "form" | "sheet" | "encoding" | "separator"> {
    const { sheet } = this;
    const reader = new ColumnReader(sheet);
    const heading = reader.findHeads();
    if (heading === undefined) {
      sheet.fault("msel/no_heads", 0, undefined, "", "");
      return this.result([]);
    }
    sheet.heading = heading;
    const columns = reader.mapColumns(heading);
    const lines = reader.linesOf(heading);
    if (lines.length > MSEL_LIMITS.rows) throw new RefusedError("msel/too_many_rows");
    if (lines.length === 0 && sheet.own === undefined) sheet.fault("msel/no_rows", 0, undefined, "", "");
    new RowTimes(sheet).setTimes(lines);
    const rowReader = new RowReader(sheet, this.subject);
    const inputs = lines.flatMap((line) => {
      const input = rowReader.rowOf(line);
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
    const { questions } = this.sheet.asker;
    return {
      headLine: this.sheet.heading.line,
      ...(this.sheet.own === undefined ? {} : { own: this.sheet.own }),
      columns,
      rows,
      questions,
      faults: this.sheet.faults,
      notes: this.sheet.notes.all,
      isReady: questions.length === 0 && this.sheet.faults.length === 0,
    };
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
        this.sheet.notes.add("numbered", "", line);
      } else if (taken.has(this.subject.rowName(number))) {
        let again = 2;
        const base = number.slice(0, LONGEST_NUMBER - 5);
        while (!isFree(`${base}-${again}`) || all.has(this.subject.rowName(`${base}-${again}`))) again += 1;
        const answer = this.sheet.asker.ask({
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
          this.sheet.notes.add("left-out", "", line);
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
    if (found.success) return [{ line, row: found.data as MselRow, isOpen: this.sheet.asker.isOpen(line) }];
    // A fault that has been told already needs no second one.
    if (input.title === undefined) return [];
    for (const { code, path, ...more } of found.error.issues) {
      const [field] = path.map(String);
      const mapped = this.sheet.mappedTo(COLUMN_OF[field] ?? (field as ColumnField)) ?? undefined;
      const value = field === undefined ? "" : JSON.stringify(input[field] ?? "");
      const isLong = code === "too_big" && "maximum" in more;
      const expected = isLong ? String((more as { maximum: unknown }).maximum) : path.slice(1).join(".");
      this.sheet.fault(isLong ? "msel/too_long" : "msel/not_valid", line, mapped, value, expected);
    }
    return [];
  }
}
