import { textOfDay } from "../../model/index.ts";
import { columnName, shown } from "./grid.ts";
import {
  type Column,
  type ColumnField,
  findHeading,
  type Heading,
  headingAt,
  JOINED,
  READ_FIELDS,
} from "./heads.ts";
import { plainText } from "./plain-word.ts";
import type { MappedColumn } from "./preview.ts";
import { type Line, NUMERIC, type SheetCells } from "./sheet-cells.ts";
import { findValue, type ListField } from "./values.ts";

/** Which line of a sheet has the heads, what each column means, and which lines below are rows. */

const MINUS_TEXT = "-";

/** Heads of a list of events: three or more known, with a time or a number, and what happens. */
export function isLikely(heading: Heading | undefined): boolean {
  const fields = new Set(heading?.columns.flatMap(({ guess }) => guess.field ?? []));
  const tells = fields.has("title") || fields.has("text") || fields.has("subject");
  const isPlaced = fields.has("at") || fields.has("number") || fields.has("date");
  return (heading?.known ?? 0) >= 3 && tells && isPlaced;
}

export class ColumnReader {
  private readonly sheet: SheetCells;

  constructor(sheet: SheetCells) {
    this.sheet = sheet;
  }

  /** A heading that is likely, or the line that somebody names. */
  findHeads(): Heading | undefined {
    const found = findHeading(this.sheet.grid);
    if (found?.own !== undefined || isLikely(found)) return found;
    const lines = this.sheet.grid.rows
      .filter(({ cells }) => cells.filter((cell) => cell?.kind === "text").length >= 2)
      .slice(0, 20)
      .map(({ line }) => String(line));
    if (lines.length === 0) return undefined;
    const suggested = found === undefined ? lines[0] : String(found.line);
    const answer = this.sheet.asker.ask({
      kind: "head",
      found: this.sheet.sample(Number(suggested)),
      line: Number(suggested),
      choices: lines,
      suggested,
    });
    return answer === undefined ? undefined : headingAt(this.sheet.grid, Number(answer));
  }

  /** Which column holds which field: clear ones as they are, others by an answer. */
  mapColumns({ columns, own }: Heading): readonly MappedColumn[] {
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
        if (this.sheet.cellsBelow(column).length > 0) this.sheet.notes.add("column-left", head);
      } else {
        const unit = guess.unit === undefined ? {} : { unit: guess.unit };
        const mapped = { column, head, sureness: guess.sureness, ...unit };
        this.sheet.fields.set(taken, [...(this.sheet.fields.get(taken) ?? []), mapped]);
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
    if (this.sheet.own !== undefined || field === undefined) return field;
    const texts = this.sheet.cellsBelow(column).flatMap((cell) => (cell.kind === "text" ? [cell.text] : []));
    if (field === "kind") {
      const known = (list: ListField) => texts.filter((text) => findValue(list, text) !== undefined).length;
      if (known("method") > known("kind")) return "method";
    }
    if (field === "title" || field === "text") {
      const cells = this.sheet.cellsBelow(column);
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
    return [...READ_FIELDS.filter((field) => JOINED.has(field) || !claimed.has(field)), MINUS_TEXT];
  }

  private askColumn(
    column: number,
    head: string,
    field: ColumnField | undefined,
    claimed: ReadonlySet<ColumnField>,
  ): ColumnField | undefined {
    const choices = this.columnChoices(claimed);
    const answer = this.sheet.asker.ask({
      kind: "column",
      about: columnName(column),
      found: head,
      line: this.sheet.heading.line,
      choices: field === undefined || choices.includes(field) ? choices : [field, ...choices],
      suggested: field ?? MINUS_TEXT,
    });
    return answer === undefined || answer === MINUS_TEXT ? undefined : (answer as ColumnField);
  }

  /** A column that is clear, unless somebody has said otherwise of it. */
  private toldOf(column: number, head: string, field: ColumnField | undefined): ColumnField | undefined {
    const told = this.sheet.asker.told(`column:${columnName(column)}`);
    if (told === undefined) return field;
    if (told === MINUS_TEXT) return undefined;
    const known = this.columnChoices(new Set()).find((each) => each === told);
    return known === undefined ? this.askColumn(column, head, field, new Set()) : (known as ColumnField);
  }

  /** Lines below the heads that say something: no heads again, no titles of sections. */
  linesOf({ place, columns }: Heading): Line[] {
    const lines: Line[] = [];
    const heads = new Map(columns.map(({ column, head }) => [column, plainText(head)]));
    const used = new Set([...this.sheet.fields.values()].flatMap((all) => all.map(({ column }) => column)));
    for (const row of this.sheet.grid.rows.slice(place + 1)) {
      const filled = row.cells.flatMap((cell, column) => {
        const text = shown(cell, textOfDay).trim();
        return text === "" ? [] : [{ column, text }];
      });
      if (filled.length === 0) continue;
      if (this.sheet.own !== undefined) {
        // The marking alone says that the list has no rows.
        const marking = this.sheet.fields.get("marking")?.[0].column;
        if (filled.some(({ column }) => column !== marking && used.has(column)))
          lines.push({ row, at: undefined, due: undefined });
        continue;
      }
      const isHead =
        filled.length >= 2 &&
        filled.every(({ column, text }) => heads.get(column)?.endsWith(plainText(text)) === true);
      if (isHead) {
        this.sheet.notes.add("head-again", "", row.line);
        continue;
      }
      if (new Set(filled.map(({ text }) => text)).size === 1 && used.size > 1) {
        this.sheet.notes.add("section", filled[0].text.slice(0, 60), row.line);
        continue;
      }
      if (filled.every(({ column }) => !used.has(column))) continue;
      lines.push({ row, at: undefined, due: undefined });
    }
    return lines;
  }
}
