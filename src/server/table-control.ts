import {
  addedRow,
  deliveryOf,
  type ExerciseRecord,
  entryAt,
  stretchOf,
  type TableSession,
} from "../exercise/index.ts";
import type { ExerciseFile, MselRow, Scenario } from "../model/index.ts";
import { contingenciesAt, type ExpectedParts, expectationsAt } from "./table-expected.ts";
import type {
  ControlAction,
  ControlDecision,
  ControlPerson,
  ControlRow,
  TableControl,
  TablePiece,
  TableStanding,
} from "./table-shapes.ts";
import type { TableStreams } from "./table-streams.ts";

/**
 * What those who see everything have before them beside the log: how each row, each open decision and everybody stands. Asked
 * for at each refresh, so it takes from the record the entries that it needs by their numbers: however long the record is,
 * it costs the same.
 */

export const NOTHING_STANDS: TableStanding = { rows: [], open: [], watching: { held: [], told: new Map() } };

export function standingAfter(before: TableStanding, { rows, open, watching }: TablePiece): TableStanding {
  return rows === undefined && open === undefined && watching === undefined
    ? before
    : {
        rows: rows ?? before.rows,
        open: open ?? before.open,
        watching: watching ?? before.watching,
      };
}

export interface ControlParts {
  readonly file: ExerciseFile;
  readonly scenario: Scenario;
  readonly record: ExerciseRecord;
  readonly session: TableSession;
  readonly standing: TableStanding;
  readonly at: number;
  readonly told: TableStreams;
}

/** Rows that are nearer to one another than this, milliseconds of exercise time, come at once for whoever gets both. */
const AT_ONCE_MS = 60_000;

const expectedParts = ({ file, record, session, standing, at }: ControlParts): ExpectedParts => ({
  file,
  record,
  added: [...session.added.values()],
  watching: standing.watching,
  at,
  hasEnded: stretchOf(session) === "after",
});

/** How expected actions stand, as one word: another one whenever somebody would see something else, though nothing happened. */
export function verdictsOf(parts: ControlParts): string {
  return expectationsAt(expectedParts(parts))
    .map(({ end }) => end)
    .join(" ");
}

export function controlOf(parts: ControlParts): TableControl {
  const { session, at } = parts;
  const rows = rowsOf(parts);
  const expected = expectedParts(parts);
  return {
    at,
    rows,
    clashes: clashesOf(rows),
    open: openOf(parts),
    expected: expectationsAt(expected),
    contingencies: contingenciesAt(expected),
    participants: peopleOf(parts),
    players: Object.fromEntries([...session.seats].map(([seat, { player }]) => [seat, player])),
    actions: actionsOf(parts),
  };
}

function rowsOf({ file, scenario, record, session, standing, at, told }: ControlParts): ControlRow[] {
  const planned = new Map(file.rows.map((row) => [row.number, row]));
  const added = new Map(
    [...session.added].flatMap(([number, n]) => {
      const entry = entryAt(record, n);
      return entry === undefined ? [] : [[number, addedRow(entry.data, told.textsOf(entry))] as const];
    }),
  );
  const states = new Map(standing.rows.map((each) => [each.id, each]));
  const seatOf = new Map(file.seats.map((seat) => [seat.actor, seat.id]));
  const hasEnded = stretchOf(session) === "after";
  return [...session.rows].map(([number, row]): ControlRow => {
    const inject = scenario.injects[row];
    const own = planned.get(number) ?? added.get(number);
    const to = own?.to ?? inject?.to ?? [];
    const { received, acknowledged } = told.receiptOf(row);
    const receivers = to.length === 0 ? seatOf.size : to.filter((actor) => seatOf.has(actor)).length;
    const state = states.get(row);
    const dueAt = state?.dueAt ?? plannedAt(own, inject?.manual === true ? undefined : inject?.at);
    const status = deliveryOf(
      { planningStatus: own?.planningStatus ?? "approved" },
      {
        state: state?.state,
        dueAt,
        now: at,
        hasEnded,
        receivers,
        received: received.length,
        isAcknowledged: received.length > 0 && acknowledged.length >= received.length,
      },
    );
    return {
      number,
      row,
      title: own?.title ?? inject?.title ?? { en: number, fr: number },
      status,
      dueAt: Number.isFinite(dueAt) ? dueAt : null,
      to,
      received,
      acknowledged,
      ...(added.has(number) && own !== undefined ? { added: own } : {}),
    };
  });
}

function plannedAt(row: MselRow | undefined, at: number | undefined): number {
  const planned = row === undefined ? at : row.trigger.kind === "manual" ? undefined : row.at;
  return planned ?? Number.POSITIVE_INFINITY;
}

const reachesBoth = (a: ControlRow, b: ControlRow) =>
  a.to.length === 0 || b.to.length === 0 || a.to.some((actor) => b.to.includes(actor));

function clashesOf(rows: readonly ControlRow[]): [string, string][] {
  const toCome = rows
    .flatMap((row) =>
      row.dueAt !== null && (row.status === "armed" || row.status === "due" || row.status === "ready")
        ? [{ ...row, dueAt: row.dueAt }]
        : [],
    )
    .sort((a, b) => a.dueAt - b.dueAt);
  return toCome.flatMap((row, index) => {
    const clashes: [string, string][] = [];
    for (let next = index + 1; next < toCome.length; next++) {
      if (toCome[next].dueAt - row.dueAt >= AT_ONCE_MS) break;
      if (reachesBoth(row, toCome[next])) clashes.push([row.number, toCome[next].number]);
    }
    return clashes;
  });
}

function openOf({ file, standing }: ControlParts): ControlDecision[] {
  const seatOf = new Map(file.seats.map((seat) => [seat.actor, seat.id]));
  return standing.open.map(({ actor, number, decision, due, options }) => ({
    actor,
    seat: seatOf.get(actor) ?? null,
    number,
    decision,
    dueAt: due,
    options,
  }));
}

function peopleOf({ record, session, told }: ControlParts): ControlPerson[] {
  /** the last time that somebody came to the door */
  const saidBy = (id: string): Readonly<Record<string, string>> => {
    const entry = entryAt(record, session.entered.get(id) ?? 0);
    return entry === undefined ? {} : told.textsOf(entry);
  };
  return [...session.participants.values()].map(({ id, role, seat, isDeciding, language }) => {
    const { name = "", function: does = "", part = "" } = saidBy(id);
    return {
      id,
      name,
      function: does,
      part,
      role: role ?? null,
      seat: seat ?? null,
      isDeciding,
      language,
    };
  });
}

function actionsOf({ record, session, told }: ControlParts): ControlAction[] {
  return [...session.actions].flatMap(([action, { seat, isRuled }]) => {
    const entry = entryAt(record, action);
    if (isRuled || entry === undefined) return [];
    return [{ action, seat, at: entry.at, text: told.textsOf(entry).text ?? "" }];
  });
}
