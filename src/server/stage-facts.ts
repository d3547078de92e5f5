import type { RunSubject } from "../exchange/index.ts";
import { gridOf, STAGE_COLUMNS } from "../exercise/index.ts";
import { headerFor, prepare, type Which } from "../experiment/index.ts";
import type { Stage } from "./contract.ts";
import { titlesAsTables } from "./describe.ts";

/** What a page needs once of a run, before its stream. */
export type StageFacts = Pick<Stage, "header" | "titles" | "columns" | "grid">;

export function stageFacts(subject: RunSubject, which: Which, scale: number): StageFacts {
  const header = headerFor(prepare(subject.scenario), which, scale);
  return { header, titles: titlesAsTables(subject), columns: [...STAGE_COLUMNS], grid: gridOf(header) };
}
