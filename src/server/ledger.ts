import type { VariantText } from "../scenario/index.ts";
import type { StoredRun } from "../store/index.ts";
import type { Clock, Command } from "./contract.ts";

/**
 * Where runs and their numbered streams are written down, and who may write them. One server has all to itself
 * (`OwnLedger`); several share what they play (`SharedLedger`), and each run is held by one of them at a time.
 */
export interface Ledger {
  /** several servers write here */
  readonly isShared: boolean;
  /** how long to wait before who holds a run is asked for again, milliseconds */
  readonly patienceMs: number;
  listener: LedgerListener | undefined;

  /** A new run; `own`: its variant, where that stands in no file. What it returned from is there after a crash. */
  create(run: StoredRun, own: VariantText | undefined): Promise<void>;
  run(id: string): Promise<StoredRun | undefined>;
  variantOf(run: StoredRun): Promise<VariantText | undefined>;
  /** oldest first */
  runs(): Promise<readonly StoredRun[]>;
  count(): Promise<number>;
  /** The result of a run, as texts by name; nothing where the run was removed meanwhile. */
  finish(run: StoredRun, documents: Readonly<Record<string, string>>): Promise<void>;
  document(id: string, name: string): Promise<string | undefined>;
  /** with all that belongs to it; false where there is none */
  remove(id: string): Promise<boolean>;

  /** The right to play a run, or to compute its result; undefined where somebody else has it. */
  hold(what: Held, id: string): Promise<Hold | undefined>;
  /** Updates above `since`, in order, at most so many. */
  read(id: string, since: number, most: number): Promise<readonly Entry[]>;
  /** number of the last update; 0 where there is none */
  head(id: string): Promise<number>;
  /** The stream is at rest: from now on whoever played it keeps it in a store of its own. */
  rest(id: string): Promise<void>;

  /** Asks whoever holds a run for something; undefined where nobody answered. */
  forward(id: string, asked: Forwarded): Promise<Told | undefined>;
  /** Runs that should go on, or whose result is missing, and that nobody holds. */
  orphans(): Promise<Readonly<Record<Held, readonly string[]>>>;
  /** Says that these are watched here, and answers which of the others are watched elsewhere. */
  watched(here: readonly string[], held: readonly string[]): Promise<ReadonlySet<string>>;
  /** true while what is asked of it is answered */
  isThere(): boolean;
  close(): Promise<void>;
}

export type Held = "session" | "result";

export interface Entry {
  readonly seq: number;
  /** the update as JSON */
  readonly text: string;
}

export interface Hold {
  /**
   * All of them or none; they follow on the last number. What it returned from is there after a crash.
   * @throws HoldLost where somebody else may have the run by now: nothing was written
   */
  append(entries: readonly Entry[], isMoving: boolean): Promise<void>;
  release(): Promise<void>;
}

/** Whoever held a run does so no longer: what it has not written down by now counts for nothing. */
export class HoldLost extends Error {
  constructor(id: string) {
    super(`server/hold_lost ${id}`);
    this.name = "HoldLost";
  }
}

/** A command on its way to whoever holds the run. */
export interface Forwarded {
  readonly command: Command;
  /** under the same name it is done once, whoever is asked */
  readonly name: string;
}

export interface Told {
  readonly seq: number;
  readonly clock: Clock;
}

/** What others did with runs. */
export interface LedgerListener {
  onGrowth(id: string): void;
  onResult(run: StoredRun): void;
  onRemoved(id: string): void;
  /** the right to play it is gone */
  onLost(id: string): void;
  /** Undefined where it is not held here; a refusal is thrown. */
  onForwarded(id: string, asked: Forwarded): Promise<Told | undefined>;
}
