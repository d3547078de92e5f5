import type {
  ExerciseFile,
  ExerciseMove,
  ExpectationEnd,
  FactName,
  FactRecord,
  Inject,
  MselRow,
  TableCommand,
  TableRole,
  Text,
} from "../../../src/model/index.ts";
import type { TableStage as Given } from "../../../src/server/contract.ts";

/** What crosses between the table and its pages, as the pages use it. */

/** What a page may ask; who comes in and goes is the server's to say. Defaults are written out. */
export type Command = Exclude<TableCommand, { readonly kind: "enter" | "leave" | "step-over" }>;

export type TableClock = Given["clock"];
export type Phase = TableClock["phase"];

export interface Party {
  readonly id: string;
  readonly kind: string;
  readonly title: Text;
}

/** A choice that a seat may be asked for: options, and what the protocol takes most often. */
export interface SeatDecision {
  readonly protocol: string;
  readonly decision: string;
  readonly title: Text;
  readonly options: readonly string[];
  readonly usual: string;
}

export type TableStage = Omit<Given, "decisions" | "file" | "injects" | "you" | "participants"> & {
  readonly you: Omit<Given["you"], "role"> & { readonly role: TableRole | null };
  readonly decisions?: readonly SeatDecision[];
  readonly file?: ExerciseFile;
  readonly injects?: Readonly<Record<string, Inject>>;
  /** the move that has begun, with what is read out */
  readonly move?: MoveNow | null;
};

export type MoveNow = Pick<ExerciseMove, "number" | "title" | "situation" | "questions">;

export interface SeatFact {
  readonly n: number;
  readonly at: number;
  readonly kind: FactName;
  readonly cause?: number;
  readonly [field: string]: unknown;
}

export interface SeatUpdate {
  readonly seq: number;
  readonly at: number;
  readonly facts: readonly SeatFact[];
  readonly counts?: Readonly<Partial<Record<FactName, number>>>;
}

/** Words that go with a fact of a seat's view. */
export interface FactWords {
  readonly subject?: Text;
  readonly text?: Text | string;
  readonly method?: string;
  readonly from?: Text;
}

export interface Deed {
  readonly kind: string;
  readonly by: { readonly role: string };
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, string>>;
  /** the reader wrote it and may put it right */
  readonly isYours?: true;
}

export interface RecordEntry {
  readonly n: number;
  readonly at: number;
  readonly real: string;
  readonly by: { readonly role: string; readonly seat?: string; readonly participant?: string };
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface TableItem {
  readonly seq: number;
  readonly at: number;
  readonly learnt?: SeatUpdate;
  readonly words?: Readonly<Record<string, FactWords>>;
  readonly done?: Deed;
  readonly entry?: RecordEntry;
  readonly texts?: Readonly<Record<string, string>>;
  readonly facts?: readonly FactRecord[];
}

/** An expected action as it stands; times are exercise time, `fact` is the number of the fact that shows it. */
export interface ExpectedNow {
  readonly row: string;
  readonly end: ExpectationEnd;
  readonly each: readonly {
    readonly actor: string | null;
    readonly at: number | null;
    readonly fact: number | null;
  }[];
  readonly dueAt: number | null;
  readonly metAt: number | null;
}

/** How everything stands, as control is told beside its log. */
export interface ControlState {
  readonly rows: readonly {
    readonly number: string;
    readonly status: string;
    /** null: by hand only */
    readonly dueAt: number | null;
    /** where it was added while the exercise ran: all of it */
    readonly added?: MselRow;
  }[];
  readonly expected?: readonly ExpectedNow[];
  /** rows that come only where something is missing; `at`: since when it is there, null while it is missing */
  readonly contingencies?: readonly {
    readonly row: string;
    readonly at: number | null;
    readonly fact: number | null;
  }[];
  readonly participants: readonly { readonly id: string; readonly isConnected: boolean }[];
  readonly door: { readonly code: string | null; readonly isShut: boolean; readonly isDead: boolean };
}
