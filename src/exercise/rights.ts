import type { TableRole } from "../model/index.ts";

/**
 * Who may do what, and when, as one table. It is data: the session asks it, the documentation shows it, and a test goes
 * through every cell.
 */

/** Before STARTEX, while it runs (paused or not), and from ENDEX until it is closed. */
export const STRETCHES = ["before", "run", "after"] as const;
export type Stretch = (typeof STRETCHES)[number];

const NEVER: readonly Stretch[] = [];
const BEFORE: readonly Stretch[] = ["before"];
const RUN: readonly Stretch[] = ["run"];
const AFTER: readonly Stretch[] = ["after"];
const TO_ENDEX: readonly Stretch[] = ["before", "run"];
const APART: readonly Stretch[] = ["before", "after"];
const FROM_STARTEX: readonly Stretch[] = ["run", "after"];
const ALWAYS: readonly Stretch[] = STRETCHES;

type Row = Readonly<Record<TableRole, readonly Stretch[]>>;

/** The cells of one right; a role that is not named has it never. */
const row = (given: Partial<Row>): Row => ({
  director: NEVER,
  facilitator: NEVER,
  controller: NEVER,
  evaluator: NEVER,
  player: NEVER,
  observer: NEVER,
  projector: NEVER,
  ...given,
});

const lead = (when: readonly Stretch[]) => row({ director: when, controller: when, facilitator: when });
const everybody = (when: readonly Stretch[]) =>
  row({
    director: when,
    facilitator: when,
    controller: when,
    evaluator: when,
    player: when,
    observer: when,
    projector: when,
  });

export const RIGHTS = {
  /** the plan, its rows and its roles */
  "edit-plan": row({ director: BEFORE, controller: BEFORE }),
  /** rows of the list of events while it runs: add, and shift what is to come */
  "change-rows": row({ director: RUN, controller: RUN }),
  /** send, hold, release, skip and repeat rows */
  "run-rows": lead(RUN),
  /** bring up what no row holds, and say what a free action leads to */
  improvise: lead(RUN),
  /** let somebody in from the waiting room, put them into a seat, and take them out again */
  admit: lead(TO_ENDEX),
  /** with another code, after too many wrong ones */
  "reopen-door": row({ director: TO_ENDEX }),
  start: row({ director: BEFORE }),
  /** it is not played; whoever waits is told */
  cancel: row({ director: BEFORE }),
  /** PAUSEX and on, speed, the next move */
  pace: lead(RUN),
  end: row({ director: RUN }),
  close: row({ director: AFTER }),
  /** a real emergency: everybody may stop everything */
  "no-duff": everybody(RUN),
  /** only one person says that it is over */
  "resume-no-duff": row({ director: RUN }),
  /** all seats, the whole log, what is true, the list of events, which can be taken away */
  "see-everything": row({ director: ALWAYS, controller: ALWAYS, facilitator: ALWAYS, evaluator: ALWAYS }),
  /** what the actor of one's own seat has learnt */
  "see-own-seat": row({ player: FROM_STARTEX }),
  /** what control has released, and both clocks */
  "see-released": everybody(ALWAYS),
  "decide-own": row({ player: RUN }),
  /** for actors that no person plays */
  "decide-for-model": row({ controller: RUN, director: RUN }),
  "hand-over": row({ director: RUN, controller: RUN, facilitator: RUN, player: RUN }),
  "step-out": row({ player: RUN }),
  /** something that the protocol does not foresee */
  "free-action": row({ player: RUN }),
  /** to other seats, over the protocol's channels */
  message: row({ player: RUN, controller: RUN }),
  "tell-control": row({ player: RUN, observer: RUN, evaluator: RUN }),
  /** the journal of control, and observations of evaluators */
  note: row({ director: ALWAYS, controller: ALWAYS, facilitator: ALWAYS, evaluator: ALWAYS }),
  rate: row({ evaluator: FROM_STARTEX }),
  /** what the room decided, in discussion */
  "record-room": row({ director: RUN, facilitator: RUN }),
  /** show something to observers and on the projector */
  release: lead(ALWAYS),
  forecast: row({ director: RUN }),
  branch: row({ director: FROM_STARTEX }),
  /** one's own entries, in the open */
  correct: row({
    director: ALWAYS,
    controller: ALWAYS,
    facilitator: ALWAYS,
    evaluator: ALWAYS,
    player: FROM_STARTEX,
  }),
  "hot-wash": row({
    director: AFTER,
    controller: AFTER,
    facilitator: AFTER,
    evaluator: AFTER,
    player: AFTER,
    observer: AFTER,
  }),
  /** record and report */
  export: row({ director: ALWAYS, controller: AFTER, facilitator: AFTER, evaluator: AFTER }),
  /** the finished run in the player, and what was done beside it */
  replay: row({ director: AFTER, controller: AFTER, facilitator: AFTER, evaluator: AFTER }),
  "delete-words": row({ director: AFTER }),
  /** the whole of it, one that is planned only where nobody else sits in it */
  delete: row({ director: APART }),
} as const satisfies Readonly<Record<string, Row>>;

export type Right = keyof typeof RIGHTS;

/** Whether a role has a right in this stretch of an exercise. */
export function may(role: TableRole, right: Right, stretch: Stretch): boolean {
  return RIGHTS[right][role].includes(stretch);
}
