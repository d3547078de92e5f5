import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import {
  type Author,
  append,
  beginRecord,
  type Draft,
  deleteTexts,
  type Entry,
  type ExerciseRecord,
  evolve,
  type Hash,
  type KeptText,
  type Participant,
  planTable,
  propose,
  type Receipt,
  type RecordHeading,
  rowIdOf,
  type SeatUpdate,
  type StageSample,
  stretchOf,
  type TableSession,
  type TimedMove,
  timeAt,
} from "../exercise/index.ts";
import type { ExerciseFile, FactRecord, Scenario, TableCommand, Text } from "../model/index.ts";
import type { Store } from "../store/index.ts";
import type { ServerProblemCode } from "../words/index.ts";
import { HttpProblem } from "./problem.ts";
import type { FactLink, TablePiece, TableTask } from "./table-worker.ts";
import { ThreadCaller } from "./threads.ts";

/** Entries of threads are plain JavaScript, so from the sources too they are taken from the build. */
const ENTRY = join(import.meta.dirname, "../../dist/server/table-worker.js");

/** How much wall time the model may be behind before the clock of the exercise waits for it, milliseconds. */
const LAGS_BY = 250;
/** How often the instant at which the exercise stands is written down though nothing else is new, milliseconds. */
const KEEP_MS = 500;

type Move = TimedMove["move"];

/** What an entry is kept as: what it did to the model stands beside it, so that it can be done again. */
interface KeptEntry {
  readonly entry: Entry;
  readonly moves: readonly Move[];
  /** exchange of messages that it began */
  readonly exchange?: number;
}

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
  readonly title?: Text;
  readonly text?: Text | string;
  readonly method?: string;
  readonly from?: string;
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
}

/** A view: that of a seat by its id, of those who see everything, or of those who see what was released. */
export type ViewName = `seat ${string}` | "control" | "public";

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
  readonly onItems: (view: ViewName, items: readonly TableItem[]) => void;
  /** it stands for nothing any more: whoever wants it takes it up again from what is written */
  readonly onFailure: (error: unknown) => void;
}

export const sha256: Hash = (text) => createHash("sha256").update(text).digest("hex");
const TOOLS = { hash: sha256, salt: () => randomBytes(16).toString("hex") };

/** What everybody at the table is told, whoever they are. */
const FOR_ALL: ReadonlySet<string> = new Set([
  "started",
  "paused",
  "resumed",
  "speed-set",
  "move-begun",
  "no-duff",
  "no-duff-over",
  "ended",
  "hot-wash-begun",
  "closed",
]);

/** What comes of a refusal of the table, or of a move that the model cannot make. */
const RENAMED: Readonly<Record<string, ServerProblemCode>> = {
  "exercise/ended": "exercise/over",
  "exercise/bad_speed": "exercise/bad_pace",
};

function refusal(code: string): HttpProblem {
  const full = code.startsWith("exercise/") ? code : `exercise/${code}`;
  return new HttpProblem(RENAMED[full] ?? (full as ServerProblemCode));
}

export interface Acted {
  /** number of the entry in the record: for those who see it */
  readonly n: number;
  /** exercise time */
  readonly at: number;
}

/**
 * The table of one exercise: the only clock that moves it, and the only one that writes into its record. What is
 * acknowledged is written down; what is told is either written down or follows from what is.
 */
export class TableHost {
  readonly id: string;
  /** another one each time it is taken up: numbers of its streams hold under it */
  readonly stream = randomBytes(8).toString("hex");
  private readonly parts: TableHostParts;
  private readonly thread = new ThreadCaller(ENTRY, undefined);
  private readonly streams = new Map<ViewName, TableItem[]>();
  private readonly seatOf: ReadonlyMap<string, string>;
  private readonly exchanges = new Map<number, string>();
  private readonly rowWords: Map<string, FactWords>;
  /** free actions of each seat, by their entry: the seat's own numbers */
  private readonly actions = new Map<number, number>();
  private record: ExerciseRecord;
  private current: TableSession;
  private isOpen = false;
  private isBroken = false;
  private isAdvancing = false;
  /** exercise time up to which everything is known */
  private at = 0;
  private keptAt = 0;
  private keptWall = Number.NEGATIVE_INFINITY;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(parts: TableHostParts) {
    const { id, file, scenario, heading } = parts;
    this.parts = parts;
    this.id = id;
    this.record = beginRecord(heading);
    const actors = [...Object.keys(scenario.actors), ...Object.keys(scenario.platforms)];
    const planned = new Set(file.rows.map(({ number }) => rowIdOf(number)));
    const injects = Object.keys(scenario.injects).filter((each) => !planned.has(each));
    this.current = planTable(file, actors, injects);
    this.seatOf = new Map(file.seats.map((seat) => [seat.actor, seat.id]));
    this.rowWords = new Map(
      Object.entries(scenario.injects).map(([row, { title, text, from }]) => [
        row,
        { title, ...(text === undefined ? {} : { text }), ...(from === undefined ? {} : { from }) },
      ]),
    );
    for (const { number, method } of file.rows) {
      const row = rowIdOf(number);
      this.rowWords.set(row, { ...this.rowWords.get(row), method });
    }
  }

  get session(): TableSession {
    return this.current;
  }

  /** One thing after the other: commands, and the way of the clock between them. */
  private serial<T>(work: () => Promise<T>): Promise<T> {
    const done = this.queue.then(async () => {
      if (this.isBroken) throw new HttpProblem("server/away");
      return work();
    });
    this.queue = done.catch(() => {});
    return done;
  }

  private fail(error: unknown): void {
    if (this.isBroken) return;
    this.isBroken = true;
    this.parts.onFailure(error);
  }

  // ---- taking it up

  /** Does again what is written, in the same order at the same exercise times. */
  restore(): Promise<void> {
    return this.serial(async () => {
      const { store, id, now } = this.parts;
      const texts = store.texts(id).map(({ text }) => JSON.parse(text) as KeptText);
      this.record = { ...this.record, texts: new Map(texts.map((each) => [each.digest, each])) };
      for (const { text } of store.entries(id)) await this.redo(JSON.parse(text) as KeptEntry);
      const kept = store.document("exercise", id, "clock");
      if (this.isOpen && kept !== undefined) this.tellAll(await this.advance(Number(kept)));
      // The time in which nobody was there counts for nothing.
      const { pace } = this.current;
      this.current = { ...this.current, pace: { ...pace, time: this.isOpen ? this.at : 0, wall: now() } };
    });
  }

  private async redo({ entry, moves, exchange }: KeptEntry): Promise<void> {
    if (entry.kind === "started") await this.open(moves);
    const pieces: TablePiece[] = this.isOpen ? [...(await this.advance(entry.at))] : [];
    if (entry.kind !== "started")
      for (const move of moves) pieces.push(await this.call("apply", { at: entry.at, move }));
    if (exchange !== undefined) this.exchanges.set(exchange, String(entry.n));
    this.record = { ...this.record, entries: [...this.record.entries, entry] };
    this.current = evolve(this.current, entry);
    this.tellAll(pieces);
    this.tellEntry(entry);
  }

  private async open(opening: readonly Move[]): Promise<void> {
    const { scenario, seed, address, file } = this.parts;
    const views = [...this.seatOf.keys()].sort();
    const task: TableTask = { scenario, seed, replication: 0, scale: file.scale, address, views, opening };
    await this.thread.call("open", task);
    this.isOpen = true;
  }

  private async call(method: "advance" | "apply", given: unknown): Promise<TablePiece> {
    const piece = await this.thread.call<TablePiece>(method, given);
    this.at = Math.max(this.at, piece.at);
    return piece;
  }

  /** Pieces of the way to an instant. */
  private async advance(to: number): Promise<readonly TablePiece[]> {
    const pieces: TablePiece[] = [];
    if (!this.isOpen || to <= this.at) return pieces;
    do pieces.push(await this.call("advance", to));
    while (!pieces[pieces.length - 1].isThere);
    // With nothing pending, time goes on all the same as long as the run does.
    if (pieces[pieces.length - 1].endedAt === undefined) this.at = Math.max(this.at, to);
    return pieces;
  }

  // ---- the clock

  clock(wall = this.parts.now()): TableClock {
    const { phase, isPaused, isFrozen, pace, move } = this.current;
    const { isRunning, speed } = pace;
    return { phase, isPaused, isFrozen, isRunning, speed, at: Math.min(timeAt(pace, wall), this.at), move };
  }

  /** A look at the clock: the model goes on as far as the time has come. */
  tick(): void {
    const { pace } = this.current;
    if (!pace.isRunning || this.isAdvancing || this.isBroken) return;
    this.isAdvancing = true;
    this.serial(() => this.goOn())
      .catch((error: unknown) => this.fail(error))
      .finally(() => {
        this.isAdvancing = false;
      });
  }

  private async goOn(): Promise<void> {
    const { pace } = this.current;
    if (!pace.isRunning) return;
    const pieces = await this.advance(timeAt(pace, this.parts.now()));
    const hasNews = pieces.some(
      ({ facts, learnt = {} }) => facts.length > 0 || Object.keys(learnt).length > 0,
    );
    this.keepClock(hasNews);
    this.tellAll(pieces);
    const wall = this.parts.now();
    if (timeAt(pace, wall) - this.at > LAGS_BY * pace.speed)
      this.current = { ...this.current, pace: { ...pace, time: this.at, wall } };
  }

  /** What anybody is told of is not taken back after a crash: the clock does not stand before it then. */
  private keepClock(isNeeded: boolean): void {
    const { store, id, now } = this.parts;
    const wall = now();
    if (this.at <= this.keptAt || (!isNeeded && wall - this.keptWall < KEEP_MS)) return;
    store.putDocument("exercise", id, "clock", String(this.at));
    this.keptAt = this.at;
    this.keptWall = wall;
  }

  // ---- commands

  /** What a participant asks for; `id` is their own name for it, under which it is done once. */
  act(by: string, command: TableCommand, id: string): Promise<Acted> {
    return this.serial(() => this.answer({ participant: by }, command, `${by} ${id}`));
  }

  /** Somebody came to the door with the right code. */
  enter(participant: string, name: string, language: "en" | "fr"): Promise<Acted> {
    const command: TableCommand = { kind: "enter", participant, name, language };
    return this.serial(() => this.answer("system", command, `enter ${participant}`));
  }

  /** Whoever made the exercise directs it, before anybody else is there to say so. */
  installDirector(participant: string, language: "en" | "fr"): Promise<Acted> {
    return this.serial(async () => {
      await this.answer("system", { kind: "enter", participant, name: "", language }, `enter ${participant}`);
      const data = { participant, role: "director", seat: null, deciding: false };
      return this.write([{ kind: "admitted", by: { role: "system" }, data }], []);
    });
  }

  private async answer(
    by: "system" | { readonly participant: string },
    command: TableCommand,
    id: string,
  ): Promise<Acted> {
    const wall = this.parts.now();
    const { pace } = this.current;
    const before = pace.isRunning ? await this.advance(timeAt(pace, wall)) : [];
    this.keepClock(before.length > 0);
    this.tellAll(before);
    const proposal = propose(this.current, command, { by, now: { at: this.at, wall }, id });
    if (!proposal.ok) throw refusal(proposal.code);
    if ("repeated" in proposal) {
      const { n, at } = this.record.entries[proposal.repeated - 1];
      return { n, at };
    }
    const { entries, moves } = proposal;
    if (command.kind === "start") {
      await this.open(moves);
      return this.write(entries, moves);
    }
    const pieces: TablePiece[] = [];
    for (const move of moves) {
      const piece = await this.call("apply", { at: this.at, move });
      // Where the model came to its end by itself, ENDEX is still the director's to say.
      if (piece.fault !== undefined && command.kind !== "end") {
        this.tellAll([...pieces, piece]);
        throw refusal(piece.fault);
      }
      pieces.push(piece);
    }
    return this.write(entries, moves, pieces);
  }

  /** Writes down, and only then takes it as done and tells of it. */
  private write(drafts: readonly Draft[], moves: readonly Move[], pieces: readonly TablePiece[] = []): Acted {
    const { store, id, today } = this.parts;
    let { record } = this;
    for (const draft of drafts) record = append(record, draft, { at: this.at, real: today() }, TOOLS);
    const fresh = record.entries.slice(this.record.entries.length);
    const exchange = fresh[0].kind === "message" ? exchangeOf(pieces) : undefined;
    const kept = fresh.map((entry, index): KeptEntry => {
      const isFirst = index === 0;
      return {
        entry,
        moves: isFirst ? moves : [],
        ...(isFirst && exchange !== undefined ? { exchange } : {}),
      };
    });
    const beside = [...record.texts].filter(([digest]) => !this.record.texts.has(digest));
    try {
      store.appendEntries(
        id,
        kept.map((each) => ({ n: each.entry.n, text: JSON.stringify(each) })),
        beside.map(([digest, text]) => ({ digest, text: JSON.stringify(text) })),
      );
    } catch (error) {
      // The model has gone on already: what stands in memory is no longer what is written.
      this.fail(error);
      throw error;
    }
    this.record = record;
    for (const entry of fresh) this.current = evolve(this.current, entry);
    if (exchange !== undefined) this.exchanges.set(exchange, String(fresh[0].n));
    this.tellAll(pieces);
    for (const entry of fresh) this.tellEntry(entry);
    const { n, at } = fresh[fresh.length - 1];
    return { n, at };
  }

  // ---- streams

  private push(view: ViewName, items: readonly Omit<TableItem, "seq">[]): void {
    if (items.length === 0) return;
    const stream = this.streams.get(view) ?? [];
    this.streams.set(view, stream);
    const fresh = items.map((item, index): TableItem => ({ ...item, seq: stream.length + index + 1 }));
    stream.push(...fresh);
    this.parts.onItems(view, fresh);
  }

  private tellAll(pieces: readonly TablePiece[]): void {
    for (const { at, facts, samples, learnt = {}, links } of pieces) {
      for (const [actor, updates] of Object.entries(learnt)) {
        const seat = this.seatOf.get(actor);
        if (seat === undefined) continue;
        this.push(
          `seat ${seat}`,
          updates.map((update) => ({ at: update.at, learnt: update, ...this.wordsOf(update, links[actor]) })),
        );
      }
      if (facts.length + samples.length > 0) this.push("control", [{ at, facts, samples }]);
    }
  }

  private wordsOf(
    { facts }: SeatUpdate,
    links: Readonly<Record<number, FactLink>> = {},
  ): Pick<TableItem, "words"> {
    const words: Record<string, FactWords> = {};
    for (const { n } of facts) {
      const { row, exchange } = links[n] ?? {};
      const found =
        row === undefined ? this.typed(exchange) : (this.rowWords.get(row) ?? this.broughtUp(row));
      if (found !== undefined) words[String(n)] = found;
    }
    return Object.keys(words).length === 0 ? {} : { words };
  }

  private textsOf(entry: Entry): Readonly<Record<string, string>> {
    const { texts } = this.record;
    return Object.fromEntries(
      Object.entries(entry.texts).flatMap(([name, digest]) => {
        const kept = texts.get(digest);
        return kept === undefined ? [] : [[name, kept.text] as const];
      }),
    );
  }

  /** What somebody typed into the message that began an exchange. */
  private typed(exchange: number | undefined): FactWords | undefined {
    const n = exchange === undefined ? undefined : this.exchanges.get(exchange);
    if (n === undefined) return undefined;
    const { text } = this.textsOf(this.record.entries[Number(n) - 1]);
    return text === undefined ? undefined : { text };
  }

  /** Words of a row that control brought up by hand. */
  private broughtUp(row: string): FactWords | undefined {
    const entry = this.record.entries.findLast(({ data }) => data.row === row);
    if (entry === undefined) return undefined;
    const { title, text } = this.textsOf(entry);
    return {
      ...(title === undefined ? {} : { title: { en: title, fr: title } }),
      ...(text === undefined ? {} : { text }),
    };
  }

  private tellEntry(entry: Entry): void {
    const { kind, at, by, data } = entry;
    const texts = this.textsOf(entry);
    this.push("control", [{ at, entry, texts }]);
    const deed = (given: Partial<TableDeed>): Omit<TableItem, "seq"> => ({
      at,
      done: { kind, by: { role: by.role }, data: {}, texts: {}, ...given },
    });
    if (FOR_ALL.has(kind)) {
      const { command: _, wall: __, time: ___, ...rest } = data;
      const told = [deed({ data: rest })];
      this.push("public", told);
      for (const seat of this.seatOf.values()) this.push(`seat ${seat}`, told);
    } else if (kind === "released") {
      const told = [deed({ texts: this.releasedTexts(entry, texts) })];
      this.push("public", told);
      for (const seat of this.seatOf.values()) this.push(`seat ${seat}`, told);
    } else this.tellSeat(entry, texts, deed);
  }

  private releasedTexts(entry: Entry, texts: Readonly<Record<string, string>>) {
    const shown = this.record.entries[Number(entry.data.entry ?? 0) - 1];
    return shown === undefined ? texts : { ...this.textsOf(shown), ...texts };
  }

  /** What concerns one seat alone: what was done from it, and what control made of it. No number of the record is in it. */
  private tellSeat(
    entry: Entry,
    texts: Readonly<Record<string, string>>,
    deed: (given: Partial<TableDeed>) => Omit<TableItem, "seq">,
  ): void {
    const { kind, n, by, data } = entry;
    if (kind === "action-ruled") {
      const action = Number(data.action);
      const seat = this.record.entries[action - 1]?.by.seat;
      if (seat === undefined) return;
      const { text = "" } = texts;
      this.push(`seat ${seat}`, [
        deed({ data: { action: this.actions.get(action) ?? 0, ruling: data.ruling }, texts: { text } }),
      ]);
      return;
    }
    if (kind === "handed-over") {
      const { seat, to } = data;
      this.push(`seat ${String(seat)}`, [deed({ data: { seat, to }, texts })]);
      return;
    }
    const { seat } = by;
    if (by.role !== "player" || seat === undefined) return;
    const { command: _, wall: __, entry: ___, participant: ____, ...rest } = data;
    if (kind !== "free-action") return this.push(`seat ${seat}`, [deed({ data: rest, texts })]);
    const before = this.record.entries.filter(
      (each) => each.kind === kind && each.by.seat === seat && each.n <= n,
    ).length;
    this.actions.set(n, before);
    this.push(`seat ${seat}`, [deed({ data: { action: before }, texts })]);
  }

  /** Steps of a view above a number, at most so many; from the beginning where the numbers are of another stream. */
  items(view: ViewName, since: number, most: number): readonly TableItem[] {
    return (this.streams.get(view) ?? []).slice(since, since + most);
  }

  head(view: ViewName): number {
    return this.streams.get(view)?.length ?? 0;
  }

  // ---- the record

  get written(): ExerciseRecord {
    return this.record;
  }

  /** Moves made so far, with their instants; those of the opening apart. */
  moves(): { readonly opening: readonly Move[]; readonly moves: readonly TimedMove[]; readonly at: number } {
    const kept = this.parts.store.entries(this.id).map(({ text }) => JSON.parse(text) as KeptEntry);
    return {
      opening: kept.find(isStart)?.moves ?? [],
      moves: kept
        .filter((each) => !isStart(each))
        .flatMap(({ entry, moves }) => moves.map((move) => ({ at: entry.at, move }))),
      at: this.at,
    };
  }

  /** Deletes names and typed texts for good, all or those of one participant; what is shown is made anew from what is left. */
  deleteTexts(by: Participant, of?: string): Promise<Receipt> {
    return this.serial(async () => {
      if (stretchOf(this.current) !== "after") throw new HttpProblem("exercise/not_allowed");
      const { store, id, today } = this.parts;
      const author: Author = { role: by.role ?? "system", participant: by.id };
      const when = { at: this.at, real: today() };
      const given = of === undefined ? undefined : { participant: of };
      const { record, receipt } = deleteTexts(this.record, author, when, TOOLS, given);
      const entry = record.entries[record.entries.length - 1];
      const kept: KeptEntry = { entry, moves: [] };
      store.dropTexts(id, receipt.deleted, [{ n: entry.n, text: JSON.stringify(kept) }]);
      this.record = record;
      this.fail(new Error("server/texts_deleted"));
      return receipt;
    });
  }

  async close(): Promise<void> {
    this.isBroken = true;
    await this.thread.close();
  }
}

const isStart = ({ entry }: KeptEntry) => entry.kind === "started";

function exchangeOf(pieces: readonly TablePiece[]): number | undefined {
  const sent = pieces.flatMap(({ facts }) => facts).find(({ kind }) => kind === "message.sent");
  const number = (sent as Readonly<Record<string, unknown>> | undefined)?.["message-number"];
  return typeof number === "number" ? number : undefined;
}
