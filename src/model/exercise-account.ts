import type { DutyOutcome } from "./duty-outcome.ts";
import type { LogHeader } from "./event-log.ts";
import type { ExerciseFile } from "./exercise.ts";
import type { FactName, FactRecord } from "./facts.ts";
import type { Text } from "./ids.ts";
import { utcOf } from "./instant.ts";
import type { NOTE_KINDS, PAUSE_REASONS, RATINGS, TableRole } from "./table-commands.ts";

/**
 * What an exercise came to, as data: made from its file, its record and the facts of its run, and told by reports in both
 * languages. Times `at` are milliseconds of exercise time, `real` are instants of the outside world (UTC, ISO 8601).
 */

/** What somebody typed; null once it was deleted. Absent where nothing was typed. */
export type Typed = string | null;

export interface AccountAuthor {
  readonly role: TableRole | "system";
  readonly seat?: string;
}

/** A later entry that puts an earlier one right; the earlier one stays as it is. */
export interface AccountCorrection {
  readonly entry: number;
  readonly at: number;
  readonly real: string;
  readonly by: AccountAuthor;
  readonly text: Typed;
}

/** An entry of the record with its texts. */
export interface AccountEntry {
  readonly entry: number;
  readonly at: number;
  readonly real: string;
  readonly kind: string;
  readonly by: AccountAuthor;
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, Typed>>;
  readonly corrections: readonly AccountCorrection[];
}

/** What reached a seat: a message of another actor, or something that control or the plan brought up. */
export interface SightOfNews {
  readonly at: number;
  readonly kind: "message" | "inject";
  /** of a message an actor; otherwise whoever it is from, in words */
  readonly from?: string | Text;
  /** kind of message */
  readonly message?: string;
  readonly title?: Text | Typed;
  readonly text?: Text | Typed;
}

/** What a seat could see at an instant: a fold of its own view up to then, and of nothing else. */
export interface Sight {
  readonly at: number;
  /** `protocol/role` and the state in it */
  readonly roles: readonly { readonly role: string; readonly state: string; readonly since: number }[];
  /** other decisions that were open to it */
  readonly open: readonly { readonly decision: string; readonly dueAt: number }[];
  /** clocks of its own that ran, `protocol/duty` */
  readonly duties: readonly { readonly duty: string; readonly dueAt: number }[];
  /** the latest, the oldest first */
  readonly news: readonly SightOfNews[];
  /** all that had reached it, those left out here with them */
  readonly newsTotal: number;
  /** facts about single copies on its own service so far */
  readonly counts: Readonly<Partial<Record<FactName, number>>>;
}

export interface AccountDecision {
  readonly at: number;
  readonly real: string;
  readonly actor: string;
  readonly seat?: string;
  /** by a person in the seat, by control for the model, by the room in discussion, or by the default as time ran out */
  readonly how: "person" | "control" | "room" | "lapsed";
  /** absent: outside the protocol */
  readonly decision?: string;
  readonly option?: string;
  readonly openedAt?: number;
  readonly dueAt?: number;
  readonly entry?: AccountEntry;
  /** number of the fact of the run, where there is one */
  readonly fact?: number;
  /** undefined where the seat has no view */
  readonly saw?: Sight;
}

/** Something that somebody did whatever the protocol says, and what control made of it. */
export interface AccountAction {
  readonly entry: AccountEntry;
  readonly seat: string;
  readonly actor: string;
  readonly ruling?: {
    readonly kind: string;
    readonly entry: AccountEntry;
    /** how many effects in the model it had */
    readonly acts: number;
  };
}

export const ROW_ENDS = ["sent", "held", "skipped", "not-needed", "not-come"] as const;
export type RowEnd = (typeof ROW_ENDS)[number];

/** What became of a row of the list of events. */
export interface AccountRow {
  /** number in the plan; for what was brought up by hand the number of the entry */
  readonly number: string;
  readonly id: string;
  readonly from: "plan" | "scenario" | "improvised" | "ruling" | "added";
  readonly title: Text | Typed;
  readonly plannedAt?: number;
  /** each time that it was told */
  readonly sentAt: readonly number[];
  readonly end: RowEnd;
  /** what was done to it by hand, with the reason */
  readonly handled: readonly AccountEntry[];
  /** seats that said they had read it */
  readonly acknowledged: readonly string[];
}

/**
 * How an expected action came out. `late`: after its time ran out; `missed`: not by the end, or not before it
 * expired; `not-yet`: its time is not over; `overdue`: its time is over, but it may still come; `not-asked`: its row never came; `untold`: no criterion, so that an evaluator has to say.
 */
export const EXPECTATION_ENDS = [
  "met",
  "late",
  "missed",
  "not-yet",
  "overdue",
  "not-asked",
  "untold",
] as const;
export type ExpectationEnd = (typeof EXPECTATION_ENDS)[number];

export interface AccountExpectation {
  readonly row: string;
  readonly title: Text;
  readonly text: Text;
  readonly owner: "all" | "any";
  /** where nobody is named, `when` is asked of all together and stands here once, without an actor */
  readonly each: readonly { readonly actor?: string; readonly at?: number; readonly fact?: number }[];
  /** from when the time counts; absent where the row never came */
  readonly from?: number;
  readonly dueAt?: number;
  /** from when it is too late for it; done after that it counts as late */
  readonly expiresAt?: number;
  readonly end: ExpectationEnd;
  /** when it was met, in time or late */
  readonly metAt?: number;
  readonly objective?: string;
  /** entries of observers' notes on this row */
  readonly notes: readonly number[];
}

export type Rating = (typeof RATINGS)[number];

/** What one evaluator said last of a task, target or capability. */
export interface GivenRating {
  readonly rating: Rating;
  readonly entry: AccountEntry;
  /** entries of the record that it rests on */
  readonly evidence: readonly number[];
}

/** Letters are never averaged: where evaluators differ, each stands by itself. `unrated` where nobody rated. */
export interface Rated {
  readonly id: string;
  readonly text: Text;
  readonly ratings: readonly GivenRating[];
  readonly rating: Rating | "differing";
}

export interface RatedTask extends Rated {
  readonly source: Text;
  /** entries of notes that were pinned to it */
  readonly notes: readonly number[];
}
export interface RatedTarget extends Rated {
  readonly tasks: readonly RatedTask[];
}
/** An objective with its capability; the rating is that of the capability, given by a person. */
export interface RatedObjective extends Rated {
  readonly capability: Text;
  readonly targets: readonly RatedTarget[];
  readonly expectations: readonly string[];
}

export interface AccountNote {
  readonly note: (typeof NOTE_KINDS)[number];
  readonly entry: AccountEntry;
  readonly tag: string;
  readonly row: string;
  readonly task: string;
  readonly seat: string;
}

/** How much of one statechart was used. */
export interface AccountCoverage {
  readonly protocol: string;
  /** a role */
  readonly machine: string;
  readonly used: number;
  readonly all: number;
  /** transitions that never took part: from a state (keys from the top), by what, to where */
  readonly unused: readonly {
    readonly from: readonly string[];
    readonly by: "event" | "after" | "always" | "done";
    readonly what: string;
    readonly to?: readonly string[];
  }[];
}

/** Decisions of one protocol and their options: how often each was taken in this exercise. */
export interface AccountChoice {
  readonly protocol: string;
  readonly decision: string;
  readonly options: readonly { readonly option: string; readonly taken: number }[];
}

/** What one seat had to do. */
export interface SeatLoad {
  readonly seat: string;
  readonly actor: string;
  readonly title: Text;
  /** decisions that people in it took, and those for which time ran out */
  readonly decided: number;
  readonly lapsed: number;
  /** half of its answers came within so much exercise time, milliseconds; absent without any */
  readonly median?: number;
  /** the most decisions that were open at once */
  readonly mostOpen: number;
  readonly sent: number;
  readonly received: number;
  readonly actions: number;
  /** the longest stretch with a decision open and nothing done, milliseconds of exercise time */
  readonly longestSilence: number;
}

export interface AccountPause {
  readonly kind: "pause" | "no-duff";
  readonly entry: AccountEntry;
  readonly why?: (typeof PAUSE_REASONS)[number];
  /** absent where it never went on */
  readonly until?: string;
  /** milliseconds of the outside world */
  readonly lasted?: number;
}

export interface AccountPerson {
  readonly seat?: string;
  readonly role: TableRole;
  readonly isDeciding: boolean;
  /** only where names were asked for before STARTEX; null once deleted */
  readonly name?: Typed;
}

export interface AccountMeasure {
  readonly id: string;
  readonly unit: string;
  readonly platform?: string;
  readonly value: number | null;
  readonly status?: string;
  readonly atLeast?: number;
}

/** A duty as judged, without its place in the log of the run. */
export type AccountDuty = Omit<DutyOutcome, "instance" | "earlyBy" | "startedBy" | "stoppedBy" | "expiredBy">;

/** One run up to where the exercise ended: with people in it, or the model by itself. */
export interface AccountRun {
  readonly measures: readonly AccountMeasure[];
  readonly duties: readonly AccountDuty[];
  readonly dutiesTotal: number;
  readonly digest: string | undefined;
}

/** Answers of all forms together: who gave which is not kept apart. */
export interface AccountHotWash {
  readonly forms: number;
  /** how many gave 1, 2, 3, 4 and 5, by statement */
  readonly answers: Readonly<Record<string, readonly number[]>>;
  /** in the order of the alphabet, so that the order tells nothing of who wrote first */
  readonly texts: Readonly<Record<string, readonly Typed[]>>;
}

export interface ExerciseAccount {
  readonly file: ExerciseFile;
  readonly header: LogHeader;
  /** what the scenario is called, and its story */
  readonly scenario: Text;
  readonly story?: Text;
  readonly hasEnded: boolean;
  /** exercise time up to which this goes */
  readonly at: number;
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** of a copy of another exercise: the instant of exercise time at which it went its own way */
  readonly branchedAt?: number;
  readonly entries: readonly AccountEntry[];
  /** facts of the run, without those about single copies */
  readonly facts: readonly FactRecord[];
  /** where exercise time ran, at which speed: for the other clock of a fact. `real` in milliseconds since 1970 */
  readonly stretches: readonly {
    readonly from: number;
    readonly to: number;
    readonly real: number;
    readonly speed: number;
  }[];
  readonly decisions: readonly AccountDecision[];
  readonly actions: readonly AccountAction[];
  readonly rows: readonly AccountRow[];
  readonly pauses: readonly AccountPause[];
  readonly people: readonly AccountPerson[];
  readonly expectations: readonly AccountExpectation[];
  readonly objectives: readonly RatedObjective[];
  readonly notes: readonly AccountNote[];
  readonly coverage: readonly AccountCoverage[];
  readonly choices: readonly AccountChoice[];
  readonly loads: readonly SeatLoad[];
  readonly hotWash: AccountHotWash;
  readonly played: AccountRun;
  /** the same seed to the same instant with nobody in any seat; absent before ENDEX */
  readonly alone?: AccountRun;
  /** texts that were deleted, counted */
  readonly deleted: number;
  readonly receipt: {
    readonly exercise: string;
    readonly scenario: string;
    readonly protocols: string;
    readonly parameters: string;
    readonly engineVersion: number;
    readonly address: string;
    /** absent before ENDEX */
    readonly seed?: number;
    readonly scale: number;
    readonly variant: string;
    readonly entries: number;
    /** hash of the last entry */
    readonly head: string;
  };
}

/** The other clock of an instant of exercise time, UTC; empty before STARTEX. */
export function realAt(stretches: ExerciseAccount["stretches"], at: number): string {
  // What happens in the instant of a pause happened before it.
  const stretch = stretches.find(({ to }) => at <= to) ?? stretches.at(-1);
  if (stretch === undefined) return "";
  const { from, to, real, speed } = stretch;
  return utcOf(real + Math.max(0, Math.min(at, to) - from) / speed);
}
