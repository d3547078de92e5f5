/**
 * What is wrong with a file, as data: where, which rule, what was found and what would be right. The sentence is made
 * from these in `words`.
 */
export interface Diagnostic {
  /** room/what_went_wrong */
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly source: string;
  /** from 1; 0 when the file as a whole is meant */
  readonly line: number;
  readonly column: number;
  /** keys from the root, joined by dots */
  readonly path: string;
  /** values the sentence needs: found, expected, nearest right name */
  readonly details: Readonly<Record<string, string | number>>;
}
