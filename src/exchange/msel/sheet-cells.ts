import { cleanText, strangeSign, textOfDay } from "../../model/index.ts";
import type { Language } from "../../words/index.ts";
import type { Asker } from "./asking.ts";
import type { SetTime } from "./clockwork.ts";
import { type Cell, columnName, type Grid, type GridRow, shown } from "./grid.ts";
import type { ColumnField, Heading, Sureness, TimeUnit } from "./heads.ts";
import type { MselFault, MselFaultCode, Notes } from "./preview.ts";

/** A sheet whose columns have been given their meaning: its cells by row and field, and what is wrong with them. */

export interface Mapped {
  readonly column: number;
  readonly head: string;
  readonly sureness: Sureness;
  readonly unit?: TimeUnit;
}

/** A row of the sheet that says something. */
export interface Line {
  readonly row: GridRow;
  at: SetTime;
  due: SetTime;
}

/** A number in a cell of text. */
export const NUMERIC = /^-?\d+(?:[.,]\d+)?$/;

/** The cells by row and field, with what is asked, noted and found wrong on the way. */
export class SheetCells {
  readonly grid: Grid;
  readonly asker: Asker;
  readonly notes: Notes;
  readonly faults: MselFault[] = [];
  readonly fields = new Map<ColumnField, Mapped[]>();
  heading: Heading = { line: 0, place: -1, columns: [], known: 0 };

  constructor(grid: Grid, asker: Asker, notes: Notes) {
    this.grid = grid;
    this.asker = asker;
    this.notes = notes;
  }

  /** The language of our own export; undefined of a stranger's sheet. */
  get own(): Language | undefined {
    return this.heading.own;
  }

  fault(
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

  sample(line: number): string {
    const row = this.grid.rows.find((each) => each.line === line);
    return (row?.cells ?? [])
      .map((cell) => shown(cell, textOfDay))
      .filter((text) => text !== "")
      .join(" | ");
  }

  /** The cells of a column below the heads, those that hold something. */
  cellsBelow(column: number): readonly Cell[] {
    return this.grid.rows.slice(this.heading.place + 1).flatMap(({ cells }) => cells[column] ?? []);
  }

  cell({ row }: Line, field: ColumnField): { readonly cell: Cell; readonly mapped: Mapped } | undefined {
    const [mapped] = this.fields.get(field) ?? [];
    const cell = mapped === undefined ? undefined : row.cells[mapped.column];
    return cell === undefined || mapped === undefined ? undefined : { cell, mapped };
  }

  /** A cell's text; of our own export as it stands, of a stranger's without the spaces around it. */
  textIn(cell: Cell, mapped: Mapped, line: number): string | undefined {
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

  text(line: Line, field: ColumnField): string | undefined {
    const found = this.cell(line, field);
    return found === undefined ? undefined : this.textIn(found.cell, found.mapped, line.row.line);
  }

  /** Texts of all columns that hold a field, one below the other. */
  joined(line: Line, field: ColumnField): string | undefined {
    const texts = (this.fields.get(field) ?? []).flatMap((mapped) => {
      const cell = line.row.cells[mapped.column];
      return cell === undefined ? [] : (this.textIn(cell, mapped, line.row.line) ?? []);
    });
    return texts.length === 0 ? undefined : [...new Set(texts)].join("\n");
  }

  mappedTo(field: ColumnField): Mapped | undefined {
    return this.fields.get(field)?.[0];
  }
}
