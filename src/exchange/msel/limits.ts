/** What a file of rows may be at most: it is refused with a sentence before it is parsed. */
export const MSEL_LIMITS = {
  /** bytes as it comes: 5 MB */
  bytes: 5 * 1024 * 1024,
  /** bytes of all parts of a workbook, unzipped: 50 MB */
  unzipped: 50 * 1024 * 1024,
  rows: 5000,
} as const;

/** Lines that a sheet may have besides its rows: titles, heads, sections. */
export const ROOM_FOR_HEADS = 200;

export const MSEL_REFUSALS = [
  "msel/too_large",
  "msel/unzips_too_large",
  "msel/too_many_rows",
  "msel/old_workbook",
  "msel/other_format",
  "msel/broken_file",
  "msel/broken_quotes",
  "msel/nothing_in_it",
  /** told by whoever runs the reading: it took too long, or more memory than it may have */
  "msel/too_slow",
  "msel/too_much_memory",
] as const;
export type MselRefusal = (typeof MSEL_REFUSALS)[number];

/** Why a file is not read at all. Thrown within the reading, handed out as data. */
export class RefusedError extends Error {
  readonly code: MselRefusal;
  readonly line: number;

  constructor(code: MselRefusal, line = 0) {
    super(code);
    this.code = code;
    this.line = line;
  }
}
