import type { AccountEntry, FactRecord, LogHeader, Text } from "../model/index.ts";
import { type AccountSource, entriesTold } from "./account.ts";
import { goneBefore } from "./branched.ts";
import { movesOfRecord } from "./moves-of-record.ts";
import { STAGE_COLUMNS, Stage, type StageSample } from "./stage.ts";

/** A finished exercise as the player of runs shows a run, with what was done at the table beside it. */
export interface ExerciseReplay {
  readonly header: LogHeader;
  readonly columns: readonly string[];
  /** exercise time between two samples, milliseconds */
  readonly grid: number;
  readonly facts: readonly FactRecord[];
  readonly samples: readonly StageSample[];
  /** where it begins: 0, or the instant from which a copy went its own way */
  readonly from: number;
  readonly endedAt: number;
  readonly digest: string | undefined;
  readonly title: Text;
  readonly marking: Text;
  readonly scenario: Text;
  readonly seats: readonly { readonly id: string; readonly actor: string; readonly title: Text }[];
  /** what was done at the table, without names of persons where the file asked for none */
  readonly entries: readonly AccountEntry[];
}

/** Takes as long as the run itself: not for a thread that answers. */
export function replayOf(source: AccountSource): ExerciseReplay {
  const { file, record, scenario, seed, address, past } = source;
  const { opening, moves } = movesOfRecord(file, scenario, record.entries);
  const stage = new Stage(scenario, {
    seed,
    replication: 0,
    scale: file.scale,
    address,
    opening: past?.opening ?? opening,
  });
  const all = [...goneBefore(past, opening), ...moves];
  const until = Math.max(0, ...record.entries.map(({ at }) => at));
  const told = stage.skipTo({ at: until, fact: 0, sample: -1 }, all);
  const { header, grid } = stage;
  const { title, marking, seats } = file;
  return {
    header,
    columns: STAGE_COLUMNS,
    grid,
    facts: told.facts,
    samples: told.samples,
    from: past?.at ?? 0,
    endedAt: told.endedAt ?? until,
    digest: told.digest,
    title,
    marking,
    scenario: scenario.title,
    seats: seats.map(({ id, actor, title: named }) => ({ id, actor, title: named })),
    entries: entriesTold(source),
  };
}
