/**
 * Rows that nobody has written yet, in one place which only shrinks: who writes a row takes its number out. A test fails when
 * a number stands here that has a row, and when one that has none does not.
 */
export const MISSING: {
  readonly constructs: readonly number[];
  readonly clocks: readonly string[];
} = {
  constructs: [
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 26, 34, 35, 37, 38,
    39, 40, 41, 42, 44, 45, 46, 47, 51, 52, 53, 54, 56,
  ],
  clocks: [],
};
