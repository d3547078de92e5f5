import {
  addedRow,
  type ExerciseRecord,
  entryAt,
  expectedOf,
  judgeExpected,
  type StageWatch,
  type Watched,
  watchedOf,
} from "../exercise/index.ts";
import { type Condition, type ExerciseFile, type MselRow, rowIdOf, statesAskedIn } from "../model/index.ts";
import type { ControlContingency, ControlExpectation } from "./table-shapes.ts";

/**
 * What was expected of players, judged while they play: for those who see everything, and by the same rule by which the
 * report judges it afterwards.
 */

/** Rows that come only where something is missing, with what that is. */
function contingenciesOf({ rows }: Pick<ExerciseFile, "rows">): { row: MselRow; unless: Condition }[] {
  return rows.flatMap((row) =>
    row.trigger.kind === "contingency" ? [{ row, unless: row.trigger.unless }] : [],
  );
}

/** What is followed while an exercise goes on: expected actions first, then what contingencies hang on. */
export function watchedAtTable(file: Pick<ExerciseFile, "rows">): readonly Watched[] {
  return [
    ...watchedOf(expectedOf(file)),
    ...contingenciesOf(file).map(({ unless }) => ({ condition: unless })),
  ];
}

export interface ExpectedParts {
  readonly file: ExerciseFile;
  readonly record: ExerciseRecord;
  /** entries that added a row, in order */
  readonly added: readonly number[];
  readonly watching: StageWatch;
  /** exercise time */
  readonly at: number;
  readonly hasEnded: boolean;
}

export function expectationsAt({
  file,
  record,
  added: entries,
  watching,
  at,
  hasEnded,
}: ExpectedParts): ControlExpectation[] {
  const { rows } = file;
  const added = entries.flatMap((n) => {
    const entry = entryAt(record, n);
    return entry === undefined ? [] : [addedRow(entry.data, {})];
  });
  const planned = watchedOf(expectedOf(file)).length;
  const { held, told } = watching;
  const own = [...held.slice(0, planned), ...held.slice(planned + contingenciesOf(file).length)];
  const expected = expectedOf({ rows: [...rows, ...added] });
  return judgeExpected(expected, { held: own, sentAt: told, at, hasEnded }, []).map(
    ({ row, end, each, from, dueAt, expiresAt, metAt }) => ({
      row,
      end,
      each: each.map(({ actor, at: since, fact }) => ({
        actor: actor ?? null,
        at: since ?? null,
        fact: fact ?? null,
      })),
      from: from ?? null,
      dueAt: dueAt ?? null,
      expiresAt: expiresAt ?? null,
      metAt: metAt ?? null,
    }),
  );
}

/**
 * Contingencies, and since when what they hang on is there. One that asks who is in which state is looked at anew at its
 * time, so nothing is said of it before.
 */
export function contingenciesAt({ file, watching }: ExpectedParts): ControlContingency[] {
  const planned = watchedOf(expectedOf(file)).length;
  return contingenciesOf(file).flatMap(({ row, unless }, index) => {
    if (statesAskedIn(unless).length > 0 || hasNot(unless)) return [];
    const { at, fact } = watching.held[planned + index] ?? {};
    return [{ row: row.number, id: rowIdOf(row.number), at: at ?? null, fact: fact ?? null }];
  });
}

function hasNot(given: Condition): boolean {
  if ("not" in given) return true;
  const parts = "all" in given ? given.all : "any" in given ? given.any : [];
  return parts.some(hasNot);
}
