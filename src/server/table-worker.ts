import { parentPort } from "node:worker_threads";
import { Stage, type StageOptions, type StagePiece, type TimedMove } from "../exercise/index.ts";
import type { Scenario } from "../model/index.ts";
import type { FactLink, TablePiece } from "./table-shapes.ts";
import { answerCalls } from "./threads.ts";

/**
 * Entry of the thread in which the model plays at the table of one exercise. It goes nowhere by itself: whoever keeps the
 * clock says how far.
 */
export interface TableTask extends StageOptions {
  readonly scenario: Scenario;
}

/** Entries that are taken between two looks at what else is asked for. */
const AT_ONCE = 2048;

let stage: Stage | undefined;
let actors: readonly string[] = [];
/** as it was told last */
let toldRows = "";
let toldOpen = "";
let toldWatch = "";

function opened(): Stage {
  if (stage === undefined) throw new Error("server/table_not_open");
  return stage;
}

function withLinks(piece: StagePiece & Pick<TablePiece, "fault" | "began">): TablePiece {
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
  return { ...piece, links, opened: opened().opened, ...standing() };
}

/** Rows, open decisions and what is expected, each where it has changed. */
function standing(): Pick<TablePiece, "rows" | "open" | "watching"> {
  const rows = opened().rows();
  const open = actors.flatMap((actor) =>
    opened()
      .openTo(actor)
      .map((choice) => ({ ...choice, actor })),
  );
  const [rowsNow, openNow] = [JSON.stringify(rows), JSON.stringify(open)];
  const { held, told } = opened().watching();
  const watchNow = JSON.stringify([held, [...told]]);
  const news = {
    ...(rowsNow === toldRows ? {} : { rows }),
    ...(openNow === toldOpen ? {} : { open }),
    ...(watchNow === toldWatch ? {} : { watching: { held: [...held], told: new Map(told) } }),
  };
  toldWatch = watchNow;
  toldRows = rowsNow;
  toldOpen = openNow;
  return news;
}

answerCalls(parentPort as NonNullable<typeof parentPort>, {
  open({ scenario, ...options }: TableTask) {
    stage = new Stage(scenario, options);
    actors = [...Object.keys(scenario.actors), ...Object.keys(scenario.platforms)].sort();
    return { header: stage.header };
  },
  advance: (to: number) => withLinks(opened().advance(to, AT_ONCE)),
  advanceToOpened: ({ to, after }: { readonly to: number; readonly after: number }) =>
    withLinks(opened().advanceToOpened(to, after, AT_ONCE)),
  apply: ({ at, move }: TimedMove) => withLinks(opened().apply(move, at)),
});
