import { parse } from "yaml";
import { type ExerciseFile, exerciseFile, realTimeOf, type Text } from "../model/index.ts";

/** What stands at the head of an exercise's file: enough to list it. */
export interface ExerciseHeading {
  readonly id: string;
  readonly title: Text;
  readonly aim: Text;
  readonly scenario: string;
  readonly variant: string;
  readonly mode: ExerciseFile["mode"];
  readonly type: ExerciseFile["type"];
  /** exercise time, milliseconds */
  readonly duration: number;
  /** real time from STARTEX to ENDEX without a pause, milliseconds, at the speeds of its moves */
  readonly realTime: number;
  readonly seats: number;
  readonly rows: number;
}

/**
 * The heading of an exercise's file; undefined where its shape is wrong. A list of exercises need not wait until their
 * scenarios are read and judged.
 */
export function exerciseHeadingOf(text: string): ExerciseHeading | undefined {
  const read = exerciseFile.safeParse(parse(text, { uniqueKeys: false }));
  if (!read.success) return undefined;
  const file = read.data as ExerciseFile;
  const { id, title, aim, scenario, variant, mode, type, duration, seats, rows } = file;
  const realTime = realTimeOf(file);
  return {
    id,
    title,
    aim,
    scenario,
    variant,
    mode,
    type,
    duration,
    realTime,
    seats: seats.length,
    rows: rows.length,
  };
}
