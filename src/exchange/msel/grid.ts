/** A sheet as cells, whatever file it came from. */
export type Cell =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly value: number }
  /** a spreadsheet's instant: days since 1970, of which the number's format shows the day, the clock, or how long */
  | { readonly kind: "date"; readonly days: number; readonly shows: "day" | "clock" | "both" | "span" }
  | { readonly kind: "boolean"; readonly value: boolean }
  /** what a spreadsheet could not reckon, or did not */
  | { readonly kind: "error"; readonly text: string };

export interface GridRow {
  /** the row's number in the spreadsheet, from 1 */
  readonly line: number;
  readonly cells: readonly (Cell | undefined)[];
  /** the fill of its first cell that has one, as #rrggbb */
  readonly colour?: string;
}

export interface Grid {
  readonly name: string;
  readonly rows: readonly GridRow[];
  /** whether the sheet is hidden in its workbook */
  readonly isHidden: boolean;
}

/** The letter of a column as spreadsheets show it, from 0: A, B … AA. */
export function columnName(column: number): string {
  const before = column < 26 ? "" : columnName(Math.floor(column / 26) - 1);
  return before + String.fromCharCode(65 + (column % 26));
}

const MINUTES_OF_DAY = 1440;
const two = (value: number) => String(value).padStart(2, "0");

/** A cell as a person sees it, near enough to be named in a question. */
export function shown(cell: Cell | undefined, dayText: (day: number) => string): string {
  if (cell === undefined) return "";
  switch (cell.kind) {
    case "text":
    case "error":
      return cell.text;
    case "number":
    case "boolean":
      return String(cell.value);
    case "date": {
      const day = Math.floor(cell.days);
      const minutes = Math.round((cell.days - day) * MINUTES_OF_DAY);
      const clock = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
      if (cell.shows === "clock" || cell.shows === "span") return clock;
      return cell.shows === "day" ? dayText(day) : `${dayText(day)} ${clock}`;
    }
  }
}
