/**
 * Rows that nobody has written yet, in one place which only shrinks: who writes a row takes its number out. A test fails when
 * a number stands here that has a row, and when one that has none does not.
 */
export const MISSING: {
  readonly constructs: readonly number[];
  readonly clocks: readonly string[];
} = {
  constructs: [],
  clocks: [],
};
