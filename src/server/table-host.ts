import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import {
  type Author,
  append,
  type BranchPast,
  beginRecord,
  type Draft,
  deleteTexts,
  type Entry,
  type ExerciseRecord,
  entriesAfter,
  entryAt,
  evolve,
  goneBefore,
  type Hash,
  type KeptText,
  planTable,
  propose,
  type Receipt,
  type RecordHeading,
  rowIdOf,
  stretchOf,
  type TableSession,
  type TimedMove,
  timeAt,
  withEntry,
} from "../exercise/index.ts";
import type { ExerciseFile, Scenario, TableCommand } from "../model/index.ts";
import type { BesideChain, Store, StoredEntry } from "../store/index.ts";
import type { ServerProblemCode } from "../words/index.ts";
import { HttpProblem } from "./problem.ts";
import {
  formDrafts,
  holdsTexts,
  NO_FORMS,
  readForms,
  type SealedForms,
  withForm,
  withoutTexts,
} from "./sealed-forms.ts";
import { type ControlParts, controlOf, NOTHING_STANDS, standingAfter, verdictsOf } from "./table-control.ts";
import { watchedAtTable } from "./table-expected.ts";
import type {
  OpenToPeople,
  TableClock,
  TableControl,
  TableItem,
  TablePiece,
  TableStanding,
  ViewName,
} from "./table-shapes.ts";
import { TableStreams } from "./table-streams.ts";
import type { TableTask } from "./table-worker.ts";
import { ThreadCaller } from "./threads.ts";

/** Entries of threads are plain JavaScript, so from the sources too they are taken from the build. */
const ENTRY = join(import.meta.dirname, "../../dist/server/table-worker.js");

/** How much wall time the model may be behind before the clock of the exercise waits for it, milliseconds. */
const LAGS_BY = 250;
/** Pieces of the way in a discussion between two looks at what else is asked for. */
const PIECES_AT_ONCE = 8;
/** What waits for its turn is done in lots, each written down in one piece: at most so much in one. */
const MOST_TOGETHER = 64;
/**
 * How often the instant at which the exercise stands is written down though nothing else is new, milliseconds at the pace of
 * its clock: what is shown is never further ahead of what is written, however late the machine comes to write.
 */
const KEEP_MS = 500;

type Move = TimedMove["move"];

/** What an entry is kept as: what it did to the model stands beside it, so that it can be done again. */
export interface KeptEntry {
  readonly entry: Entry;
  readonly moves: readonly Move[];
  /** exchange of messages that it began */
  readonly exchange?: number;
}

/** The way of another exercise up to an instant, from which a copy goes its own. */
export type TablePast = BranchPast;

export interface TableHostParts {
  readonly id: string;
  readonly file: ExerciseFile;
  /** as it is played: with the rows of the file */
  readonly scenario: Scenario;
  readonly seed: number;
  readonly address: string;
  readonly heading: RecordHeading;
  readonly store: Store;
  /** milliseconds of the wall, from anywhere, never going back */
  readonly now: () => number;
  /** an ISO instant */
  readonly today: () => string;
  /** what it went off from, where it is a copy of another exercise */
  readonly past?: TablePast;
  readonly onItems: (view: ViewName, items: readonly TableItem[]) => void;
  /** it stands for nothing any more: whoever wants it takes it up again from what is written */
  readonly onFailure: (error: unknown) => void;
}

export const sha256: Hash = (text) => createHash("sha256").update(text).digest("hex");
const TOOLS = { hash: sha256, salt: () => randomBytes(16).toString("hex") };

/** What comes of a refusal of the table, or of a move that the model cannot make. */
const RENAMED: Readonly<Record<string, ServerProblemCode>> = {
  "exercise/ended": "exercise/over",
  "exercise/bad_speed": "exercise/bad_pace",
};

function refusal(code: string): HttpProblem {
  const full = code.startsWith("exercise/") ? code : `exercise/${code}`;
  return new HttpProblem(RENAMED[full] ?? (full as ServerProblemCode));
}

/** What somebody says of themselves at the door, each empty where they say nothing. */
export interface Newcomer {
  readonly name: string;
  /** what they do where they come from */
  readonly function: string;
  /** as what they would come in: control decides */
  readonly part: string;
  readonly language: "en" | "fr";
}

export interface Acted {
  /** number of the entry in the record: for those who see it; 0 where there is none yet */
  readonly n: number;
  /** exercise time */
  readonly at: number;
}

/** Something that waits for its turn. */
interface Turn {
  readonly work: () => Promise<unknown>;
  readonly done: (value: unknown) => void;
  readonly fail: (error: unknown) => void;
}

/** What is done and not written down yet. */
interface Unwritten {
  readonly entries: StoredEntry[];
  readonly texts: BesideChain[];
  /** the instant that the clock is to be found at after a crash, where another one is to be written */
  clock: number | undefined;
  /** forms without a name, where they are others than before */
  forms: SealedForms | undefined;
  /** what everybody is told once it is written, in order */
  readonly tell: (() => void)[];
}

/** How everything stood when it was written down last: all that anybody may see. */
interface Written {
  readonly record: ExerciseRecord;
  readonly session: TableSession;
  readonly standing: TableStanding;
  readonly at: number;
}

const NOTHING_UNWRITTEN = (): Unwritten => ({
  entries: [],
  texts: [],
  clock: undefined,
  forms: undefined,
  tell: [],
});

/**
 * The table of one exercise: the only clock that moves it, and the only one that writes into its record. What is
 * acknowledged is written down; what is told is either written down or follows from what is. What comes while it is busy is
 * written down together, in one piece, and acknowledged after that: nobody waits for the disk once for each other one.
 */
export class TableHost {
  readonly id: string;
  /** another one each time it is taken up: numbers of its streams hold under it */
  readonly stream = randomBytes(8).toString("hex");
  private readonly parts: TableHostParts;
  private readonly thread = new ThreadCaller(ENTRY, undefined);
  /** what each view is told */
  readonly told: TableStreams;
  /** rows and open decisions as the model last told them */
  private standing: TableStanding = NOTHING_STANDS;
  /** moves whenever control would see something else */
  private turn = 0;
  private verdicts = "";
  /** of when these verdicts are */
  private judged: Written | undefined;
  private record: ExerciseRecord;
  private current: TableSession;
  private isOpen = false;
  private isBroken = false;
  private isAdvancing = false;
  /** how many decisions were put to people so far; how many, and which of them waited, when the step under way began */
  private opened = 0;
  private steppedFrom: { readonly opened: number; readonly waiting: readonly OpenToPeople[] } | undefined;
  /** exercise time up to which everything is known */
  private at = 0;
  private keptAt = 0;
  private readonly waiting: Turn[] = [];
  private isBusy = false;
  private unwritten = NOTHING_UNWRITTEN();
  private kept: Written;
  private forms = NO_FORMS;

  constructor(parts: TableHostParts) {
    const { id, file, scenario, heading } = parts;
    this.parts = parts;
    this.id = id;
    this.record = beginRecord(heading);
    const actors = [...Object.keys(scenario.actors), ...Object.keys(scenario.platforms)];
    const planned = new Set(file.rows.map(({ number }) => rowIdOf(number)));
    const injects = Object.keys(scenario.injects).filter((each) => !planned.has(each));
    this.current = planTable(file, actors, injects);
    if (parts.past !== undefined) {
      this.at = parts.past.at;
      this.current = { ...this.current, pace: { ...this.current.pace, time: this.at } };
    }
    this.told = new TableStreams({ file, scenario, record: () => this.kept.record, onItems: parts.onItems });
    this.kept = this.asItStands();
  }

  get session(): TableSession {
    return this.kept.session;
  }

  private asItStands(): Written {
    const { record, current: session, standing, at } = this;
    return { record, session, standing, at };
  }

  /** One thing after the other: commands, and the way of the clock between them. Answers once it is written down. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((done, fail) => {
      this.waiting.push({ work, done: done as (value: unknown) => void, fail });
      if (!this.isBusy) this.takeTurns().catch((error: unknown) => this.fail(error));
    });
  }

  private async takeTurns(): Promise<void> {
    this.isBusy = true;
    while (this.waiting.length > 0) {
      const lot = this.waiting.splice(0, MOST_TOGETHER);
      const answers: (() => void)[] = [];
      for (const { work, done, fail } of lot) {
        try {
          if (this.isBroken) throw new HttpProblem("server/away");
          const value = await work();
          answers.push(() => done(value));
        } catch (error) {
          // A refusal too may rest on what is not written yet.
          answers.push(() => fail(error));
        }
      }
      try {
        this.commit();
      } catch (error) {
        // The model has gone on already: what stands in memory is no longer what is written.
        this.fail(error);
        for (const { fail } of lot) fail(error);
        continue;
      }
      for (const answer of answers) answer();
    }
    this.isBusy = false;
  }

  /** Writes down all that was done since the last time, in one piece, and tells of it. */
  private commit(): void {
    const { store, id } = this.parts;
    const { entries, texts, clock, forms, tell } = this.unwritten;
    this.unwritten = NOTHING_UNWRITTEN();
    if (this.isBroken) {
      // Another one may go on from what is written already.
      if (entries.length > 0) throw new HttpProblem("server/away");
      return;
    }
    if (entries.length > 0 || clock !== undefined || forms !== undefined)
      store.together(() => {
        if (entries.length > 0) store.appendEntries(id, entries, texts);
        if (clock !== undefined) store.putDocument("exercise", id, "clock", String(clock));
        if (forms !== undefined) store.putDocument("exercise", id, "forms", JSON.stringify(forms));
      });
    // In which order they came is not left in the log of writes either.
    if (forms === NO_FORMS) store.dropTexts(id, [], []);
    if (entries.length > 0 || this.standing !== this.kept.standing) this.turn++;
    this.kept = this.asItStands();
    for (const each of tell) each();
  }

  private fail(error: unknown): void {
    if (this.isBroken) return;
    this.isBroken = true;
    this.parts.onFailure(error);
  }

  // ---- taking it up

  /** Does again what is written, in the same order at the same exercise times. */
  restore(): Promise<void> {
    return this.inTurn(async () => {
      const { store, id, now } = this.parts;
      const texts = store.texts(id).map(({ text }) => JSON.parse(text) as KeptText);
      this.record = beginRecord(this.parts.heading, new Map(texts.map((each) => [each.digest, each])));
      this.forms = readForms(store.document("exercise", id, "forms"));
      for (const { text } of store.entries(id)) await this.redo(JSON.parse(text) as KeptEntry);
      const kept = store.document("exercise", id, "clock");
      if (this.isOpen && kept !== undefined) this.tell(await this.advance(Number(kept)));
      // The time in which nobody was there counts for nothing.
      const { pace } = this.current;
      this.current = { ...this.current, pace: { ...pace, time: this.at, wall: now() } };
    });
  }

  private async redo({ entry, moves, exchange }: KeptEntry): Promise<void> {
    const pieces: TablePiece[] = entry.kind === "started" ? await this.open(moves) : [];
    if (this.isOpen) pieces.push(...(await this.advance(entry.at)));
    if (entry.kind !== "started")
      for (const move of moves) pieces.push(await this.call("apply", { at: entry.at, move }));
    if (exchange !== undefined) this.told.began(exchange, entry.n);
    this.told.brings(entry);
    this.record = withEntry(this.record, entry);
    this.current = evolve(this.current, entry);
    this.tell(pieces);
    this.tellEntry(entry);
  }

  private async open(opening: readonly Move[]): Promise<TablePiece[]> {
    const { scenario, seed, address, file, past } = this.parts;
    const views = file.seats.map(({ actor }) => actor).sort();
    const first = past?.opening ?? opening;
    const options = { scenario, seed, replication: 0, scale: file.scale, address };
    const task: TableTask = { ...options, views, opening: first, watched: watchedAtTable(file) };
    await this.thread.call("open", task);
    this.isOpen = true;
    const pieces: TablePiece[] = [];
    for (const timed of goneBefore(past, opening)) pieces.push(await this.call("apply", timed));
    return pieces;
  }

  private async call(method: "advance" | "advanceToOpened" | "apply", given: unknown): Promise<TablePiece> {
    const piece = await this.thread.call<TablePiece>(method, given);
    this.opened = piece.opened;
    this.at = Math.max(this.at, piece.at);
    this.standing = standingAfter(this.standing, piece);
    return piece;
  }

  /** Pieces of the way to an instant, at most so many. */
  private async advance(to: number, most = Number.POSITIVE_INFINITY): Promise<readonly TablePiece[]> {
    const pieces: TablePiece[] = [];
    if (!this.isOpen || to <= this.at) return pieces;
    do pieces.push(await this.call("advance", to));
    while (!pieces[pieces.length - 1].isThere && pieces.length < most);
    const last = pieces[pieces.length - 1];
    // With nothing pending, time goes on all the same as long as the run does.
    if (last.isThere && last.endedAt === undefined) this.at = Math.max(this.at, to);
    return pieces;
  }

  // ---- the clock

  clock(wall = this.parts.now()): TableClock {
    const { session, at } = this.kept;
    const { phase, isPaused, isFrozen, pace, move, mode } = session;
    const { isRunning, speed } = pace;
    const common = { phase, isPaused, isFrozen, speed, move };
    return mode === "discussion" || session.isStepping
      ? { ...common, isRunning: isPlayingOn(session, at), at }
      : { ...common, isRunning, at: Math.min(timeAt(pace, wall), at) };
  }

  /** Decisions that wait for somebody who sits. */
  private waitingForPeople(): readonly OpenToPeople[] {
    const { seats } = this.current;
    const people = new Set(
      [...seats.values()].flatMap(({ actor, player }) => (player === "person" ? [actor] : [])),
    );
    return this.standing.open.filter(({ actor }) => people.has(actor));
  }

  private get isPlayingOn(): boolean {
    return isPlayingOn(this.current, this.at);
  }

  /** A look at the clock: the model goes on as far as the time has come. */
  tick(): void {
    const { pace } = this.current;
    if (!(pace.isRunning || this.isPlayingOn) || this.isAdvancing || this.isBroken) return;
    this.isAdvancing = true;
    this.inTurn(() => this.goOn())
      .catch((error: unknown) => this.fail(error))
      .finally(() => {
        this.isAdvancing = false;
      });
  }

  private async goOn(): Promise<void> {
    if (this.isPlayingOn) return this.playOn();
    if (!this.current.pace.isRunning) return;
    await this.comeTo(this.parts.now());
    const { pace } = this.current;
    const wall = this.parts.now();
    if (pace.isRunning && timeAt(pace, wall) - this.at > LAGS_BY * pace.speed)
      this.current = { ...this.current, pace: { ...pace, time: this.at, wall } };
  }

  /** A piece of the way to the next move of a discussion: short enough that whoever says stop is heard. */
  private async playOn(): Promise<void> {
    if (this.current.isStepping) return this.stepOn();
    const before = this.at;
    const { goal, pace } = this.current;
    const pieces = await this.advance(goal, PIECES_AT_ONCE);
    this.keepClock(true);
    this.tell(pieces);
    // Where the run is over, there is nothing to be played on to.
    const isOver = pieces.some(({ endedAt }) => endedAt !== undefined) || this.at === before;
    this.current = { ...this.current, goal: isOver ? this.at : goal, pace: { ...pace, time: this.at } };
  }

  /**
   * A piece of the way of a step. Moves of the plan begin on it, each at its time, and what others ask for meanwhile has its
   * turn between two pieces. One to the next decision stands where somebody who sits is asked, and where the time is over of
   * a decision that waited for somebody: nobody is played past without a word.
   */
  private async stepOn(): Promise<void> {
    this.steppedFrom ??= { opened: this.opened, waiting: this.waitingForPeople() };
    const { opened, waiting } = this.steppedFrom;
    const { moves, move, pace, stepsTo } = this.current;
    const isTimed = Number.isFinite(stepsTo);
    const next = moves.find((each) => each.number > move);
    const dues = isTimed
      ? []
      : this.waitingForPeople()
          .map(({ due }) => due)
          .filter((due) => due > this.at);
    const ends = Math.min(next?.at ?? Number.POSITIVE_INFINITY, this.parts.file.duration, stepsTo, ...dues);
    const to = Math.max(this.at, ends);
    const pieces: TablePiece[] = [];
    const asked = { to, after: isTimed ? Number.POSITIVE_INFINITY : opened };
    do pieces.push(await this.call("advanceToOpened", asked));
    while (!pieces[pieces.length - 1].isThere && pieces.length < PIECES_AT_ONCE);
    const last = pieces[pieces.length - 1];
    const isAsked = !isTimed && this.opened > opened;
    const isThere = last.isThere && !isAsked && last.endedAt === undefined;
    // With nothing pending, time goes on all the same.
    if (isThere) this.at = Math.max(this.at, to);
    this.keepClock(true);
    this.tell(pieces);
    const wall = this.parts.now();
    this.current = { ...this.current, pace: { ...pace, time: this.at, wall } };
    if (!last.isThere) return;
    if (isThere && next !== undefined && this.at >= next.at && !(isTimed && this.at >= stepsTo)) {
      await this.settle("system", { kind: "next-move" }, `move ${next.number}`, wall);
      return;
    }
    const open = new Set(this.waitingForPeople().map(nameOfChoice));
    const ranOut = waiting.filter((each) => each.due <= this.at && !open.has(nameOfChoice(each)));
    const known = new Set(waiting.map(nameOfChoice));
    const fresh = this.waitingForPeople().filter((each) => !known.has(nameOfChoice(each)));
    const isAtEnd = last.endedAt !== undefined || this.at >= this.parts.file.duration;
    // One that waited was answered meanwhile, or given more time.
    if (!isTimed && !isAsked && ranOut.length === 0 && !isAtEnd) return;
    this.steppedFrom = undefined;
    const why = isAsked ? "decision" : isAtEnd ? "end" : isTimed ? "minute" : "ran-out";
    const whose = why === "decision" ? fresh : why === "ran-out" ? ranOut : [];
    const command: TableCommand = {
      kind: "step-over",
      why,
      asked: whose.map(({ actor, decision }) => ({ actor, decision })),
    };
    await this.settle("system", command, `step-over ${this.current.entries}`, wall);
  }

  /** To where the clock stands at an instant of the wall; moves of the plan begin on the way, each at its time. */
  private async comeTo(wall: number): Promise<void> {
    for (;;) {
      const { pace, moves, move } = this.current;
      if (!pace.isRunning) return;
      const to = timeAt(pace, wall);
      const next = moves.find((each) => each.number > move && each.at <= to);
      const pieces = await this.advance(next?.at ?? to);
      this.keepClock(hasNews(pieces));
      this.tell(pieces);
      if (next === undefined || this.at < next.at) return;
      const began = pace.wall + (this.at - pace.time) / pace.speed;
      await this.settle("system", { kind: "next-move" }, `move ${next.number}`, Math.min(wall, began));
    }
  }

  /** What anybody is told of is not taken back after a crash: the clock does not stand before it then. */
  private keepClock(isNeeded: boolean): void {
    const unkept = this.at - this.keptAt;
    if (unkept <= 0 || (!isNeeded && unkept < KEEP_MS * this.current.pace.speed)) return;
    this.unwritten.clock = this.at;
    this.keptAt = this.at;
  }

  // ---- commands

  /** What a participant asks for; `id` is their own name for it, under which it is done once. */
  act(by: string, command: TableCommand, id: string): Promise<Acted> {
    return this.inTurn(() => this.answer({ participant: by }, command, `${by} ${id}`));
  }

  /** Somebody came to the door with the right code. */
  enter(participant: string, newcomer: Newcomer): Promise<Acted> {
    const command: TableCommand = { kind: "enter", participant, ...newcomer };
    return this.inTurn(() => this.answer("system", command, `enter ${participant}`));
  }

  /** Whoever made the exercise directs it, before anybody else is there to say so. */
  installDirector(participant: string, language: "en" | "fr"): Promise<Acted> {
    return this.inTurn(async () => {
      const command: TableCommand = { kind: "enter", participant, name: "", language };
      await this.answer("system", command, `enter ${participant}`);
      const data = { participant, role: "director", seat: null, deciding: false };
      return this.write([{ kind: "admitted", by: { role: "system" }, data }], []);
    });
  }

  /**
   * Nobody comes here any more, or it is to be deleted: one that is planned is cancelled, one that runs comes to ENDEX.
   * `isLeft` is asked when the turn has come; false where it is not left, or over already.
   */
  giveUp(isLeft: (stretch: "before" | "run") => boolean): Promise<boolean> {
    return this.inTurn(async () => {
      const stretch = stretchOf(this.current);
      if (stretch === "after" || !isLeft(stretch)) return false;
      const command: TableCommand = stretch === "before" ? { kind: "cancel", reason: "" } : { kind: "end" };
      await this.answer("system", command, "left alone");
      return true;
    });
  }

  private async answer(
    by: "system" | { readonly participant: string },
    command: TableCommand,
    id: string,
  ): Promise<Acted> {
    const wall = this.parts.now();
    await this.comeTo(wall);
    return this.settle(by, command, id, wall);
  }

  /** Asks the table at the exercise time that has come, and does what it comes to. */
  private async settle(
    by: "system" | { readonly participant: string },
    command: TableCommand,
    id: string,
    wall: number,
  ): Promise<Acted> {
    const proposal = propose(this.current, command, { by, now: { at: this.at, wall }, id });
    if (!proposal.ok) throw refusal(proposal.code);
    if ("repeated" in proposal) {
      const { at } = entryAt(this.record, proposal.repeated) as Entry;
      return { n: proposal.repeated, at };
    }
    const { entries, moves } = proposal;
    if (command.kind === "hot-wash-form" && by !== "system") {
      const { participant } = by;
      const given = this.forms.given[participant];
      if (given !== undefined && given !== id) throw refusal("form_given");
      if (given !== undefined) return { n: 0, at: this.at };
      if (command.anonymous === true) return this.seal(entries[0], { participant, id });
    }
    if (command.kind === "close") {
      const drafts = formDrafts(this.forms);
      this.forms = NO_FORMS;
      this.unwritten.forms = NO_FORMS;
      return this.write([...entries, ...drafts], moves);
    }
    if (command.kind === "step") this.steppedFrom = undefined;
    if (command.kind === "start") {
      return this.write(entries, moves, await this.open(moves));
    }
    const pieces: TablePiece[] = [];
    for (const move of moves) {
      const piece = await this.call("apply", { at: this.at, move });
      // Where the model came to its end by itself, ENDEX is still the director's to say.
      if (piece.fault !== undefined && command.kind !== "end") {
        this.tell([...pieces, piece]);
        throw refusal(piece.fault);
      }
      pieces.push(piece);
    }
    return this.write(entries, moves, pieces);
  }

  /** A form without a name: kept beside the record until the exercise is closed. */
  private seal(draft: Draft, by: { readonly participant: string; readonly id: string }): Acted {
    this.forms = withForm(this.forms, draft, by);
    this.unwritten.forms = this.forms;
    return { n: 0, at: this.at };
  }

  /** Takes it as done; it is written down, and told, with whatever else is done in these turns. */
  private write(drafts: readonly Draft[], moves: readonly Move[], pieces: readonly TablePiece[] = []): Acted {
    const { today } = this.parts;
    const { unwritten } = this;
    let { record } = this;
    for (const draft of drafts) record = append(record, draft, { at: this.at, real: today() }, TOOLS);
    const fresh = entriesAfter(record, this.current.entries);
    const exchange =
      fresh[0].kind === "message" ? pieces.find(({ began }) => began !== undefined)?.began : undefined;
    for (const [index, entry] of fresh.entries()) {
      const kept: KeptEntry = {
        entry,
        moves: index === 0 ? moves : [],
        ...(index === 0 && exchange !== undefined ? { exchange } : {}),
      };
      unwritten.entries.push({ n: entry.n, text: JSON.stringify(kept) });
      for (const digest of Object.values(entry.texts))
        unwritten.texts.push({ digest, text: JSON.stringify(record.texts.get(digest)) });
      this.current = evolve(this.current, entry);
      this.told.brings(entry);
    }
    this.record = record;
    if (exchange !== undefined) this.told.began(exchange, fresh[0].n);
    this.tell(pieces);
    for (const entry of fresh) this.tellEntry(entry);
    const [{ n, at }] = fresh;
    return { n, at };
  }

  /** What the model brought, to everybody whose view it is in. */
  private tell(pieces: readonly TablePiece[]): void {
    if (pieces.length > 0) this.unwritten.tell.push(() => this.told.tell(pieces));
  }

  private tellEntry(entry: Entry): void {
    this.unwritten.tell.push(() => this.told.tellEntry(entry));
  }

  // ---- for those who see everything

  /** Where the rows of the plan stand in the model; none before STARTEX. */
  get rows(): TableStanding["rows"] {
    return this.kept.standing.rows;
  }

  /** Another number whenever control would see something else. */
  get controlTurn(): number {
    if (this.judged === this.kept) return this.turn;
    const verdicts = verdictsOf(this.controlParts());
    // What is overdue became so by the clock alone.
    if (verdicts !== this.verdicts) this.turn++;
    this.verdicts = verdicts;
    this.judged = this.kept;
    return this.turn;
  }

  /** Somebody came or went without an entry. */
  turnControl(): void {
    this.turn++;
  }

  control(): TableControl {
    return controlOf(this.controlParts());
  }

  private controlParts(): ControlParts {
    const { file, scenario } = this.parts;
    return { file, scenario, ...this.kept, told: this.told };
  }

  // ---- the plan

  /**
   * Other rows take the place of those that were planned, before STARTEX: `install` keeps them, in one piece with the entry
   * that says whose pen it was and what is played now. What stands here is made anew from what is written.
   */
  changeRows(author: Author, data: Draft["data"], install: () => void): Promise<void> {
    return this.inTurn(async () => {
      if (stretchOf(this.current) !== "before") throw new HttpProblem("exercise/already_started");
      this.commit();
      const { store, today } = this.parts;
      const draft: Draft = { kind: "rows-changed", by: author, data };
      const record = append(this.record, draft, { at: this.at, real: today() }, TOOLS);
      const entry = record.entries[record.entries.length - 1];
      const kept: KeptEntry = { entry, moves: [] };
      store.together(() => {
        install();
        store.appendEntries(this.id, [{ n: entry.n, text: JSON.stringify(kept) }], []);
      });
      this.record = record;
      this.kept = { ...this.kept, record };
      this.fail(new Error("server/rows_changed"));
    });
  }

  // ---- the record

  /** As plain data, fit to go to another thread. */
  get written(): ExerciseRecord {
    const { heading, entries, texts } = this.kept.record;
    return { heading, entries, texts: new Map(texts) };
  }

  /** Moves made so far, with their instants; those of the opening apart. */
  moves(): { readonly opening: readonly Move[]; readonly moves: readonly TimedMove[]; readonly at: number } {
    const { store, past } = this.parts;
    const kept = store.entries(this.id).map(({ text }) => JSON.parse(text) as KeptEntry);
    const opening = kept.find(isStart)?.moves ?? [];
    const own = kept
      .filter((each) => !isStart(each))
      .flatMap(({ entry, moves }) => moves.map((move) => ({ at: entry.at, move })));
    return {
      opening: past?.opening ?? opening,
      moves: [...goneBefore(past, opening), ...own],
      at: this.kept.at,
    };
  }

  /** Deletes names and typed texts for good, all or those of one participant; what is shown is made anew from what is left. */
  deleteTexts(author: Author, of?: string): Promise<Receipt> {
    return this.inTurn(async () => {
      if (stretchOf(this.current) !== "after") throw new HttpProblem("exercise/not_allowed");
      this.commit();
      const { store, id, today } = this.parts;
      const when = { at: this.at, real: today() };
      const given = of === undefined ? undefined : { participant: of };
      const { record, receipt } = deleteTexts(this.record, author, when, TOOLS, given);
      const entry = record.entries[record.entries.length - 1];
      const kept: KeptEntry = { entry, moves: [] };
      if (of === undefined && holdsTexts(this.forms)) {
        this.forms = withoutTexts(this.forms);
        store.putDocument("exercise", id, "forms", JSON.stringify(this.forms));
      }
      store.dropTexts(id, receipt.deleted, [{ n: entry.n, text: JSON.stringify(kept) }]);
      this.record = record;
      this.kept = { ...this.kept, record };
      this.fail(new Error("server/texts_deleted"));
      return receipt;
    });
  }

  async close(): Promise<void> {
    this.isBroken = true;
    await this.thread.close();
  }
}

/**
 * The model plays as fast as it can: in discussion to where the next move begins, elsewhere to the next decision of somebody
 * who sits.
 */
function isPlayingOn(session: TableSession, at: number): boolean {
  const { phase, mode, isPaused, isFrozen, isStepping, goal } = session;
  if (phase !== "running" || isPaused || isFrozen) return false;
  return mode === "discussion" ? at < goal : isStepping;
}

const nameOfChoice = ({ actor, number }: OpenToPeople) => `${actor} ${number}`;

const hasNews = (pieces: readonly TablePiece[]) =>
  pieces.some(({ facts, learnt = {} }) => facts.length > 0 || Object.keys(learnt).length > 0);

const isStart = ({ entry }: KeptEntry) => entry.kind === "started";
