import {
  type DeliveryStatus,
  type ExerciseFile,
  type Inject,
  type MselRow,
  rowIdOf,
  type Scenario,
} from "../model/index.ts";
import type { RowState } from "../simulation/index.ts";

/** The life of the rows of the list of events: what they are in the simulation, and how far each has come. */

/** Numbers of rows that share a name with an earlier one. */
export function rowsThatClash(rows: readonly MselRow[]): readonly string[] {
  const seen = new Set<string>();
  return rows.flatMap(({ number }) => {
    const id = rowIdOf(number);
    if (seen.has(id)) return [number];
    seen.add(id);
    return [];
  });
}

/** A row as the simulation plays it. */
export function injectOf({ at, kind, title, text, from, to, expects, acts, trigger }: MselRow): Inject {
  return {
    at: at ?? 0,
    kind,
    title,
    to,
    acts,
    ...(text === undefined ? {} : { text }),
    ...(from === undefined ? {} : { from: from.en }),
    ...(expects === undefined ? {} : { expects: expects.text }),
    ...(trigger.kind === "condition" ? { when: trigger.when, until: trigger.until } : {}),
    ...(trigger.kind === "contingency" ? { unless: trigger.unless } : {}),
    // Without a time and a condition there is only the hand.
    ...(trigger.kind === "manual" || (at === undefined && trigger.kind !== "condition")
      ? { manual: true }
      : {}),
  };
}

/**
 * The scenario that an exercise plays: with the rows of its list of events beside its own injects. What `run` makes of it
 * is what the exercise makes of it with nobody in any seat.
 */
export function playedScenario(scenario: Scenario, { rows }: Pick<ExerciseFile, "rows">): Scenario {
  if (rows.length === 0) return scenario;
  const own = Object.fromEntries(rows.map((row) => [rowIdOf(row.number), injectOf(row)]));
  return { ...scenario, injects: { ...scenario.injects, ...own } };
}

export interface RowProgress {
  /** where the simulation has it; undefined before STARTEX */
  readonly state: RowState | undefined;
  readonly dueAt: number;
  /** exercise time now */
  readonly now: number;
  readonly hasEnded: boolean;
  /** actors who are told, and those of them whose view shows it */
  readonly receivers: number;
  readonly received: number;
  readonly isAcknowledged: boolean;
}

/** How long before its time a row counts as due, milliseconds of exercise time. */
const SOON = 60_000;

export function deliveryOf(
  { planningStatus }: Pick<MselRow, "planningStatus">,
  progress: RowProgress,
): DeliveryStatus {
  const { state, dueAt, now, hasEnded, receivers, received, isAcknowledged } = progress;
  if (state === undefined)
    return planningStatus === "pending" || planningStatus === "entered" ? "draft" : "ready";
  if (state === "sent") {
    if (isAcknowledged) return "acknowledged";
    return received >= receivers && receivers > 0 ? "delivered" : "sent";
  }
  if (state === "skipped") return "skipped";
  if (state === "not-needed" || hasEnded) return "cancelled";
  if (state === "held") return "held";
  return dueAt - now <= SOON ? "due" : "armed";
}

/** What a shift of the rest of the plan would do: each row that would move, from when to when. */
export function previewShift(
  rows: readonly { readonly id: string; readonly state: RowState; readonly dueAt: number }[],
  from: number,
  by: number,
  now: number,
): readonly { readonly id: string; readonly from: number; readonly to: number }[] {
  return rows.flatMap(({ id, state, dueAt }) =>
    (state === "armed" || state === "held") && dueAt >= from && dueAt < Number.POSITIVE_INFINITY
      ? [{ id, from: dueAt, to: Math.max(now, dueAt + by) }]
      : [],
  );
}

/** How far an expected action has come. */
export type ExpectationState = "open" | "met" | "not-met" | "expired";

/**
 * What became of an expected action. `met`: whether each of those who owe it has met it, false for one who was seen not to.
 * With owner `any` one success is success; with `all` one failure is failure. Time that ran out is a state of its own.
 */
export function expectationState(
  owner: "all" | "any",
  met: readonly (boolean | undefined)[],
  isOver: boolean,
): ExpectationState {
  const isMet = owner === "any" ? met.includes(true) : met.length > 0 && met.every((each) => each === true);
  if (isMet) return "met";
  const isMissed =
    met.length > 0 && (owner === "any" ? met.every((each) => each === false) : met.includes(false));
  if (isMissed) return "not-met";
  return isOver ? "expired" : "open";
}
