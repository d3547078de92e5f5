import { type DeliveryStatus, type Inject, type MselRow, rowIdOf } from "../../../src/model/index.ts";
import type { ControlStory, RowStanding } from "./control-story.ts";
import type { TableClock, TableStage } from "./table-types.ts";

/** The rows of the plan, with those that the scenario brings by itself, and where each stands now. */
export interface PlannedRow {
  /** its name in the simulation */
  readonly id: string;
  /** by which control names it */
  readonly number: string;
  readonly title: { readonly en: string; readonly fr: string };
  readonly to: readonly string[];
  readonly trigger: MselRow["trigger"]["kind"];
  /** exercise time, milliseconds, shifts counted; absent where only a hand or a condition brings it */
  readonly at: number | undefined;
  readonly standing: RowStanding | undefined;
  readonly row: MselRow | undefined;
}

const triggerOf = ({ manual, when, unless }: Inject): PlannedRow["trigger"] =>
  manual === true
    ? "manual"
    : when !== undefined
      ? "condition"
      : unless !== undefined
        ? "contingency"
        : "time";

export function plannedRows(stage: TableStage, story: ControlStory): readonly PlannedRow[] {
  const rows = (stage.file?.rows ?? []).map((row): PlannedRow => {
    const id = rowIdOf(row.number);
    const { number, title, to, trigger } = row;
    const isManual = trigger.kind === "manual" || (row.at === undefined && trigger.kind !== "condition");
    return {
      id,
      number,
      title,
      to,
      trigger: isManual ? "manual" : trigger.kind,
      at: isManual ? undefined : shifted(row.at, story),
      standing: story.rows.get(id),
      row,
    };
  });
  const own = Object.entries(stage.injects ?? {}).map(([id, inject]): PlannedRow => {
    const trigger = triggerOf(inject);
    return {
      id,
      number: id,
      title: inject.title,
      to: inject.to,
      trigger,
      at: trigger === "manual" ? undefined : shifted(inject.at, story),
      standing: story.rows.get(id),
      row: undefined,
    };
  });
  return [...rows, ...own].sort((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity));
}

/** Each shift moves what is due at its instant or later, in the order in which they were made. */
function shifted(at: number | undefined, { shifts }: Pick<ControlStory, "shifts">): number | undefined {
  if (at === undefined) return undefined;
  return shifts.reduce((when, { from, by }) => (when >= from ? when + by : when), at);
}

/** How long before its time a row counts as due, milliseconds of exercise time. */
const SOON = 60_000;

export function shownStatus(
  { standing, at, row, trigger }: PlannedRow,
  clock: TableClock,
  now: number,
): DeliveryStatus {
  if (standing?.status === "sent") return "sent";
  if (standing?.status === "skipped") return "skipped";
  if (clock.phase === "planned") return row?.planningStatus === "pending" ? "draft" : "ready";
  if (clock.phase !== "running") return "cancelled";
  if (standing?.status === "held") return "held";
  if (trigger === "contingency" && at !== undefined && at < now) return "cancelled";
  return trigger === "time" && at !== undefined && at - now <= SOON ? "due" : "armed";
}
