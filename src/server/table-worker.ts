import { parentPort } from "node:worker_threads";
import { Stage, type StageOptions, type StagePiece, type TimedMove } from "../exercise/index.ts";
import type { Scenario } from "../model/index.ts";
import { answerCalls } from "./threads.ts";

/**
 * Entry of the thread in which the model plays at the table of one exercise. It goes nowhere by itself: whoever keeps the
 * clock says how far.
 */
export interface TableTask extends StageOptions {
  readonly scenario: Scenario;
}

/** What a fact of a seat's view is about, for who puts words to it: never sent to the seat. */
export interface FactLink {
  readonly row?: string;
  readonly exchange?: number;
}

export interface TablePiece extends StagePiece {
  /** by actor, and there by the number of the fact in its view */
  readonly links: Readonly<Record<string, Readonly<Record<number, FactLink>>>>;
  /** why a move was not made; undefined where it was */
  readonly fault?: string;
}

/** Entries that are taken between two looks at what else is asked for. */
const AT_ONCE = 2048;

let stage: Stage | undefined;

function opened(): Stage {
  if (stage === undefined) throw new Error("server/table_not_open");
  return stage;
}

function withLinks(piece: StagePiece & { readonly fault?: string }): TablePiece {
  const links: Record<string, Record<number, FactLink>> = {};
  for (const [actor, updates] of Object.entries(piece.learnt ?? {})) {
    const { rows, exchanges } = opened().linksOf(actor);
    const own: Record<number, FactLink> = {};
    for (const { n } of updates.flatMap(({ facts }) => facts)) {
      const [row, exchange] = [rows.get(n), exchanges.get(n)];
      if (row === undefined && exchange === undefined) continue;
      own[n] = { ...(row === undefined ? {} : { row }), ...(exchange === undefined ? {} : { exchange }) };
    }
    links[actor] = own;
  }
  return { ...piece, links };
}

answerCalls(parentPort as NonNullable<typeof parentPort>, {
  open({ scenario, ...options }: TableTask) {
    stage = new Stage(scenario, options);
    return { header: stage.header };
  },
  advance: (to: number) => withLinks(opened().advance(to, AT_ONCE)),
  apply: ({ at, move }: TimedMove) => withLinks(opened().apply(move, at)),
  rows: () => opened().rows(),
  openTo: (actor: string) => opened().openTo(actor),
});
