import { rowsThatClash } from "../exercise/index.ts";
import { type ExerciseFile, exerciseFile, type Scenario } from "../model/index.ts";
import type { StoredExercise } from "../store/index.ts";
import { HttpProblem, notValid } from "./problem.ts";
import type { TablePast } from "./table-host.ts";

/** Files of exercises as they are stored: read once, and held against the scenario that they play. */

/** What is planned. */
export function exerciseOf({ file }: StoredExercise): ExerciseFile {
  return readFile(file);
}

/** Of a copy: what was done before it went its own way. */
export function pastOf(past: StoredExercise["past"]): { readonly past?: TablePast } {
  if (past === undefined) return {};
  const { opening, moves, at, epoch } = past as unknown as TablePast;
  return { past: { opening, moves, at, epoch } };
}

/** Files that were read once: each is asked for again and again. */
const FILES = new WeakMap<object, ExerciseFile>();

export function readFile(given: unknown): ExerciseFile {
  const known = typeof given === "object" && given !== null ? FILES.get(given) : undefined;
  if (known !== undefined) return known;
  const read = exerciseFile.safeParse(given);
  if (!read.success) throw notValid(read.error);
  const file = read.data as ExerciseFile;
  FILES.set(given as object, file);
  return file;
}

/** What the file says against the scenario that it plays. */
export function checkFile(file: ExerciseFile, scenario: Scenario): void {
  const actors = new Set([...Object.keys(scenario.actors), ...Object.keys(scenario.platforms)]);
  const named = [...file.seats.map(({ actor }) => actor), ...file.rows.flatMap(({ to }) => to)];
  const stranger = named.find((each) => !actors.has(each));
  if (stranger !== undefined) throw new HttpProblem("exercise/bad_actor", { found: stranger });
  // What its actor knows and decides would go to one of them alone.
  const twice = file.seats.find(
    ({ actor }, index) => file.seats.findIndex((each) => each.actor === actor) < index,
  );
  if (twice !== undefined) throw new HttpProblem("exercise/seat_twice", { found: twice.actor });
  const [clash] = rowsThatClash(file.rows);
  if (clash !== undefined) throw new HttpProblem("exercise/rows_clash", { found: clash });
}
