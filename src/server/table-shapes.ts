import type {
  Author,
  Entry,
  SeatUpdate,
  Stage,
  StagePiece,
  StageSample,
  StageWatch,
  TableSession,
} from "../exercise/index.ts";
import type { DeliveryStatus, ExpectationEnd, FactRecord, MselRow, Text } from "../model/index.ts";

/** What goes over the table of an exercise: between its threads, and to those who sit at it. */

/** The clock of an exercise, as everybody at the table may know it. */
export interface TableClock {
  readonly phase: TableSession["phase"];
  readonly isPaused: boolean;
  readonly isFrozen: boolean;
  readonly isRunning: boolean;
  readonly speed: number;
  /** exercise time, milliseconds */
  readonly at: number;
  readonly move: number;
}

/** Words that go with a fact of a seat's view. */
export interface FactWords {
  /** as its sender would head it; titles of rows are control's own and go to nobody else */
  readonly subject?: Text;
  readonly text?: Text | string;
  readonly method?: string;
  readonly from?: Text;
}

/** One step of a numbered stream; numbers are those of the view, from 1 without a gap. */
export interface TableItem {
  readonly seq: number;
  /** exercise time */
  readonly at: number;
  readonly learnt?: SeatUpdate;
  /** by the number of the fact in `learnt` */
  readonly words?: Readonly<Record<string, FactWords>>;
  /** something that was done at the table */
  readonly done?: TableDeed;
  /** for those who see everything */
  readonly entry?: Entry;
  readonly texts?: Readonly<Record<string, string>>;
  readonly facts?: readonly FactRecord[];
  readonly samples?: readonly StageSample[];
}

export interface TableDeed {
  readonly kind: string;
  readonly by: Pick<Author, "role">;
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, string>>;
  /** the reader wrote it, who may put it right: of several at one seat, each is told of their own words alone */
  readonly isYours?: true;
}

/** A view: that of a seat by its id, of those who see everything, or of those who see what was released. */
export type ViewName = `seat ${string}` | "control" | "public";

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
  /** how many decisions were put to people so far */
  readonly opened: number;
  /** number of the exchange that a move itself began */
  readonly began?: number;
  /** where the rows stand, and which decisions are open to people: where that is not what was told last */
  readonly rows?: ReturnType<Stage["rows"]>;
  readonly open?: readonly OpenToPeople[];
  /** of expected actions and contingencies: where that is not what was told last */
  readonly watching?: StageWatch;
}

export interface OpenToPeople {
  readonly actor: string;
  readonly number: number;
  readonly decision: string;
  /** when the default acts, exercise time */
  readonly due: number;
  readonly options: readonly string[];
}

/** As the model told it last. */
export interface TableStanding {
  readonly rows: ReturnType<Stage["rows"]>;
  readonly open: readonly OpenToPeople[];
  readonly watching: StageWatch;
}

export interface ControlRow {
  /** as control asks for it, and as facts name it */
  readonly number: string;
  readonly row: string;
  readonly title: Text;
  readonly status: DeliveryStatus;
  /** exercise time; null: by hand only */
  readonly dueAt: number | null;
  readonly to: readonly string[];
  /** seats in whose view it is, and those that said they had read it */
  readonly received: readonly string[];
  readonly acknowledged: readonly string[];
  /** where it was added while the exercise ran: all of it */
  readonly added?: MselRow;
}

export interface ControlDecision {
  readonly actor: string;
  readonly seat: string | null;
  readonly number: number;
  readonly decision: string;
  readonly dueAt: number;
  readonly options: readonly string[];
}

/** An expected action as it stands now; times are exercise time. */
export interface ControlExpectation {
  /** number of its row */
  readonly row: string;
  readonly end: ExpectationEnd;
  /** each who owes it, or all together without an actor: since when it is done, and the number of the fact that shows it */
  readonly each: readonly {
    readonly actor: string | null;
    readonly at: number | null;
    readonly fact: number | null;
  }[];
  /** from when its time counts; null: not asked yet */
  readonly from: number | null;
  readonly dueAt: number | null;
  readonly expiresAt: number | null;
  readonly metAt: number | null;
}

/** A row that comes only where something is missing: since when that is there, and the fact that shows it; null: missing. */
export interface ControlContingency {
  readonly row: string;
  readonly id: string;
  readonly at: number | null;
  readonly fact: number | null;
}

export interface ControlPerson {
  readonly id: string;
  readonly name: string;
  /** what they do, and as what they would come in, as they said at the door; empty where they did not */
  readonly function: string;
  readonly part: string;
  /** null: in the waiting room */
  readonly role: string | null;
  readonly seat: string | null;
  readonly isDeciding: boolean;
  readonly language: "en" | "fr";
}

export interface ControlAction {
  /** number of the entry */
  readonly action: number;
  readonly seat: string;
  readonly at: number;
  readonly text: string;
}

export interface TableControl {
  /** exercise time */
  readonly at: number;
  readonly rows: readonly ControlRow[];
  /** rows to come that reach somebody within a minute of one another, by their numbers */
  readonly clashes: readonly (readonly [string, string])[];
  readonly open: readonly ControlDecision[];
  readonly expected: readonly ControlExpectation[];
  readonly contingencies: readonly ControlContingency[];
  readonly participants: readonly ControlPerson[];
  /** seats, and who plays them now */
  readonly players: Readonly<Record<string, "person" | "model">>;
  /** free actions that nobody has ruled on yet */
  readonly actions: readonly ControlAction[];
}

/** The state of the table as control has it, with who is connected and the door. */
export interface Controlled extends Omit<TableControl, "participants"> {
  /** another one whenever something changed */
  readonly turn: number;
  readonly participants: readonly (ControlPerson & { readonly isConnected: boolean })[];
  readonly door: { readonly code: string | null; readonly isShut: boolean; readonly isDead: boolean };
}
