import type { Direction, LogShape } from "../definition.ts";
import { DUTY_ENDS, type DutyEnd } from "../duty-counts.ts";
import type { Tally } from "../tally.ts";
import { DUTY_KINDS, type DutyFormWord, formOf } from "../words.ts";
import { MINUTE, ratio, total } from "./columns.ts";
import { type MeasureEntry, measure } from "./entry.ts";
import { hasDuties, hasDutyKind } from "./header.ts";
import { BOUNDS, DUTIES, JUDGED } from "./origins.ts";

const lateness = (tally: Tally, kind: number): number => {
  const { all, wrongful } = tally.duties;
  const missed = dutyCount(tally, "missed", kind);
  tally.per(missed);
  if (missed === 0) return tally.absent();
  const late = all.lateStops[kind] - wrongful.lateStops[kind];
  const stopped = all.lateStopped[kind] - wrongful.lateStopped[kind];
  const due = all.due[kind] - wrongful.due[kind];
  const mean = (stopped + (missed - late) * tally.judgedAt - due) / missed;
  return late < missed ? tally.open(mean) : mean;
};

type DutyColumn = "started" | "suspended" | DutyEnd;

const cellsOf = (line: Tally["duties"]["all"], column: DutyColumn) =>
  column === "started" || column === "suspended" ? line[column] : line.ends[column];

/** Duties that no unlawful order started. */
const dutyCount = ({ duties: { all, wrongful } }: Tally, column: DutyColumn, kind: number): number =>
  cellsOf(all, column)[kind] - cellsOf(wrongful, column)[kind];

const openDuties = (tally: Tally, kind: number): number => {
  let open = dutyCount(tally, "started", kind) - dutyCount(tally, "suspended", kind);
  for (const end of DUTY_ENDS) open -= dutyCount(tally, end, kind);
  return open;
};

const hasForm =
  (...forms: DutyFormWord[]) =>
  (duty: LogShape["duties"][number]) =>
    forms.includes(formOf(duty));

/** How clocks of other forms than a deadline ended: a row for each kind of duty that may end so. */
const dutyEnd = (
  id: string,
  end: DutyEnd,
  direction: Direction,
  isMeant: (duty: LogShape["duties"][number]) => boolean,
) =>
  measure(id, "count", "run", direction, 1, {
    kind: "sum",
    reads: JUDGED,
    survivesScale: false,
    names: () => DUTY_KINDS,
    exists: (shape, index) => shape.duties.some((duty) => duty.kind === DUTY_KINDS[index] && isMeant(duty)),
    ...(direction === "none" ? {} : { verdictNeeds: "duties.started.<kind>" }),
    read: (tally, { index }) => dutyCount(tally, end, index),
  });

/** Duties, never mixing law with promise. What an unlawful order started stands on its own lines. */
export const DUTIES_MEASURES: readonly MeasureEntry[] = [
  measure("duties.started.<kind>", "count", "run", "none", 1, {
    kind: "sum",
    reads: JUDGED,
    survivesScale: false,
    names: () => DUTY_KINDS,
    exists: hasDutyKind,
    read: (tally, { index }) => dutyCount(tally, "started", index),
  }),
  measure("duties.met.<kind>", "count", "run", "none", 1, {
    kind: "sum",
    reads: JUDGED,
    survivesScale: false,
    names: () => DUTY_KINDS,
    exists: hasDutyKind,
    read: (tally, { index }) => dutyCount(tally, "met", index),
  }),
  measure("duties.missed.<kind>", "count", "run", "lower-better", 1, {
    kind: "sum",
    reads: JUDGED,
    survivesScale: false,
    names: () => DUTY_KINDS,
    exists: hasDutyKind,
    verdictNeeds: "duties.started.<kind>",
    read: (tally, { index }) => dutyCount(tally, "missed", index),
  }),
  measure("duties.open.<kind>", "count", "run", "none", 1, {
    kind: "sum",
    reads: JUDGED,
    survivesScale: false,
    names: () => DUTY_KINDS,
    exists: hasDutyKind,
    read: (tally, { index }) => openDuties(tally, index),
  }),
  measure("duties.suspended.<kind>", "count", "run", "none", 1, {
    kind: "sum",
    reads: DUTIES,
    survivesScale: false,
    names: () => DUTY_KINDS,
    exists: hasDutyKind,
    read: (tally, { index }) => dutyCount(tally, "suspended", index),
  }),
  measure("duties.met.share.<kind>", "share", "run", "higher-better", 0.02, {
    kind: "ratio",
    reads: JUDGED,
    names: () => DUTY_KINDS,
    exists: hasDutyKind,
    verdictNeeds: "duties.started.<kind>",
    read: (tally, { index }) => {
      const met = dutyCount(tally, "met", index);
      const broken = dutyCount(tally, "missed", index) + dutyCount(tally, "tooEarly", index);
      return ratio(tally, met, met + broken);
    },
  }),
  measure("duties.lateness.<kind>", "ms", "run", "lower-better", MINUTE, {
    kind: "ratio",
    reads: [...JUDGED, ...BOUNDS],
    names: () => DUTY_KINDS,
    exists: hasDutyKind,
    read: (tally, { index }) => lateness(tally, index),
  }),
  dutyEnd("duties.too-early.<kind>", "tooEarly", "lower-better", hasForm("minimum-wait")),
  dutyEnd("duties.waived.<kind>", "waived", "none", ({ waivable }) => waivable === true),
  dutyEnd("duties.used.<kind>", "used", "none", hasForm("window")),
  dutyEnd("duties.lapsed.<kind>", "lapsed", "none", hasForm("window", "expiry")),
  dutyEnd("duties.ended.<kind>", "ended", "none", hasForm("expiry")),
  dutyEnd("duties.judged.met.<kind>", "judgedMet", "none", hasForm("judged")),
  dutyEnd("duties.judged.missed.<kind>", "judgedMissed", "lower-better", hasForm("judged")),
  measure("duties.wrongful-order.met", "count", "run", "none", 1, {
    kind: "sum",
    reads: JUDGED,
    survivesScale: false,
    exists: hasDuties,
    read: ({ duties }) => total(duties.wrongful.ends.met),
  }),
  measure("duties.wrongful-order.missed", "count", "run", "none", 1, {
    kind: "sum",
    reads: JUDGED,
    survivesScale: false,
    exists: hasDuties,
    read: ({ duties }) => total(duties.wrongful.ends.missed),
  }),
  measure("duties.wrongful-order.open", "count", "run", "none", 1, {
    kind: "sum",
    reads: JUDGED,
    survivesScale: false,
    exists: hasDuties,
    read: ({ duties: { wrongful } }) =>
      DUTY_ENDS.reduce((open, end) => open - total(wrongful.ends[end]), total(wrongful.started)),
  }),
];
