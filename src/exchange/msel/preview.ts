import type { MselRow, Text } from "../../model/index.ts";
import type { Language } from "../../words/index.ts";
import type { MselQuestion } from "./asking.ts";
import type { Encoding } from "./csv-reader.ts";
import type { ColumnField, Sureness } from "./heads.ts";
import type { MselRefusal } from "./limits.ts";

/** What comes of reading a team's own list: rows as they would be, questions, faults, notes; or why it is not read. */

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

/** What was done that a person would want to know; the same said once, with its lines. */
export class Notes {
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
