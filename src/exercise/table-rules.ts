import type { TableCommand, TableRole } from "../model/index.ts";
import { may, type Right } from "./rights.ts";
import { stretchOf, type TableSession } from "./table-session.ts";

/** Who may ask the table for what and when: each command by the right that it needs, and why it is refused. */

export type TableRefusal =
  | "exercise/not_allowed"
  | "exercise/not_started"
  | "exercise/already_started"
  | "exercise/ended"
  | "exercise/frozen"
  | "exercise/not_frozen"
  | "exercise/waiting"
  | "exercise/unknown_participant"
  | "exercise/unknown_seat"
  | "exercise/seat_taken"
  | "exercise/not_yours"
  | "exercise/last_director"
  | "exercise/advising"
  | "exercise/unknown_actor"
  | "exercise/played_by_people"
  | "exercise/played_by_model"
  | "exercise/unknown_row"
  | "exercise/unknown_task"
  | "exercise/row_exists"
  | "exercise/reason_needed"
  | "exercise/unknown_action"
  | "exercise/action_ruled"
  | "exercise/unknown_entry"
  | "exercise/bad_speed"
  | "exercise/bad_text"
  | "exercise/no_more_moves"
  | "exercise/form_given"
  | "exercise/nothing_to_change";

/** Which right a command asks for; none: it is the server's own. */
export const RIGHT_FOR: Readonly<Record<TableCommand["kind"], Right | undefined>> = {
  enter: undefined,
  leave: undefined,
  admit: "admit",
  remove: "admit",
  start: "start",
  cancel: "cancel",
  pause: "pace",
  resume: "pace",
  speed: "pace",
  "next-move": "pace",
  step: "pace",
  "step-over": undefined,
  end: "end",
  "hot-wash": "close",
  close: "close",
  "no-duff": "no-duff",
  "resume-no-duff": "resume-no-duff",
  "hand-over": "hand-over",
  "step-out": "step-out",
  decide: "decide-own",
  "decide-for-model": "decide-for-model",
  message: "message",
  "tell-control": "tell-control",
  "free-action": "free-action",
  "rule-action": "improvise",
  row: "run-rows",
  "add-row": "change-rows",
  shift: "change-rows",
  improvise: "improvise",
  acknowledge: "see-own-seat",
  "record-room": "record-room",
  note: "note",
  rate: "rate",
  release: "release",
  correct: "correct",
  "correct-own": "correct",
  "hot-wash-form": "hot-wash",
};

/** What still goes on while a real emergency stands over the exercise. */
export const THROUGH_A_FREEZE: ReadonlySet<TableCommand["kind"]> = new Set([
  "enter",
  "leave",
  "admit",
  "remove",
  "end",
  "no-duff",
  "resume-no-duff",
]);

/**
 * What the server does by itself: people come and go, a move of the plan begins when its time has come, a step is over, and
 * what everybody has left ends.
 */
export const BY_ITSELF: ReadonlySet<TableCommand["kind"]> = new Set([
  "enter",
  "leave",
  "next-move",
  "step-over",
  "cancel",
  "end",
]);

/** Before STARTEX and after ENDEX a refusal says which of the two it is, where somebody would have the right in between. */
export function whyNot(role: TableRole, right: Right, session: TableSession): TableRefusal {
  const stretch = stretchOf(session);
  if (stretch !== "run" && may(role, right, "run"))
    return stretch === "before" ? "exercise/not_started" : "exercise/ended";
  if (stretch === "run" && may(role, right, "before")) return "exercise/already_started";
  return "exercise/not_allowed";
}
