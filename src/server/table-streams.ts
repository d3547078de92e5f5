import {
  addedRow,
  type Entry,
  type ExerciseRecord,
  entryAt,
  isOwnWriting,
  rowIdOf,
  type SeatUpdate,
} from "../exercise/index.ts";
import type { ExerciseFile, Scenario } from "../model/index.ts";
import type { FactLink, FactWords, TableDeed, TableItem, TablePiece, ViewName } from "./table-shapes.ts";

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
  "cancelled",
]);

/** Kinds of entries that bring up a row which no plan had. */
const BRINGS: ReadonlySet<string> = new Set(["improvised", "action-ruled", "row-added"]);

export interface StreamParts {
  readonly file: ExerciseFile;
  /** as it is played: with the rows of the file */
  readonly scenario: Scenario;
  readonly record: () => ExerciseRecord;
  readonly onItems: (view: ViewName, items: readonly TableItem[]) => void;
}

/**
 * What each view of an exercise is told, numbered by itself: a seat what its actor learnt and what was done from it, those
 * who see everything all of it, everybody else what was released.
 */
export class TableStreams {
  private readonly parts: StreamParts;
  private readonly streams = new Map<ViewName, TableItem[]>();
  private readonly seatOf: ReadonlyMap<string, string>;
  /** entries by the exchange of messages that they began */
  private readonly exchanges = new Map<number, number>();
  private readonly rowWords: Map<string, FactWords>;
  /** entries by the row that they brought up */
  private readonly broughtBy = new Map<string, number>();
  /** free actions of each seat, by their entry: the seat's own numbers */
  private readonly actions = new Map<number, number>();
  /** how much was written from each seat: the seat's own numbers */
  private readonly written = new Map<string, number>();
  private readonly actionsOf = new Map<string, number>();
  /** seats whose view shows a row, and the row that a seat has under a number of its view */
  private readonly receivedBy = new Map<string, Set<string>>();
  private readonly rowsSeen = new Map<string, string>();
  private readonly acknowledgedBy = new Map<string, Set<string>>();

  constructor(parts: StreamParts) {
    this.parts = parts;
    const { file, scenario } = parts;
    this.seatOf = new Map(file.seats.map((seat) => [seat.actor, seat.id]));
    this.rowWords = new Map(
      Object.entries(scenario.injects).map(([row, { text, from }]) => [
        row,
        {
          ...(text === undefined ? {} : { text }),
          ...(from === undefined ? {} : { from: { en: from, fr: from } }),
        },
      ]),
    );
    for (const { number, method, subject, from } of file.rows) {
      const row = rowIdOf(number);
      const headed = subject === undefined ? {} : { subject };
      const sent = from === undefined ? {} : { from };
      this.rowWords.set(row, { ...this.rowWords.get(row), ...headed, ...sent, method });
    }
  }

  /** An entry began an exchange of messages: what was typed goes with it. */
  began(exchange: number, entry: number): void {
    this.exchanges.set(exchange, entry);
  }

  /** An entry brings up a row that no plan had: what was typed goes with it, from before the model tells of the row. */
  brings({ kind, n, data }: Entry): void {
    if (BRINGS.has(kind)) this.broughtBy.set(String(data.row), n);
  }

  /** Seats whose view shows a row, and those of them that said they had read it. */
  receiptOf(row: string): { readonly received: readonly string[]; readonly acknowledged: readonly string[] } {
    return {
      received: [...(this.receivedBy.get(row) ?? [])],
      acknowledged: [...(this.acknowledgedBy.get(row) ?? [])],
    };
  }

  private push(view: ViewName, items: readonly Omit<TableItem, "seq">[]): void {
    if (items.length === 0) return;
    const stream = this.streams.get(view) ?? [];
    this.streams.set(view, stream);
    const fresh = items.map((item, index): TableItem => ({ ...item, seq: stream.length + index + 1 }));
    stream.push(...fresh);
    this.parts.onItems(view, fresh);
  }

  tell(pieces: readonly TablePiece[]): void {
    for (const { at, facts, samples, learnt = {}, links } of pieces) {
      for (const [actor, updates] of Object.entries(learnt)) {
        const seat = this.seatOf.get(actor);
        if (seat === undefined) continue;
        this.push(
          `seat ${seat}`,
          updates.map((update) => ({
            at: update.at,
            learnt: update,
            ...this.wordsOf(seat, update, links[actor]),
          })),
        );
      }
      if (facts.length + samples.length > 0) this.push("control", [{ at, facts, samples }]);
    }
  }

  private wordsOf(
    seat: string,
    { facts }: SeatUpdate,
    links: Readonly<Record<number, FactLink>> = {},
  ): Pick<TableItem, "words"> {
    const words: Record<string, FactWords> = {};
    for (const { n } of facts) {
      const { row, exchange } = links[n] ?? {};
      if (row !== undefined) this.received(seat, n, row);
      const found =
        row === undefined ? this.typed(exchange) : (this.rowWords.get(row) ?? this.broughtUp(row));
      if (found !== undefined) words[String(n)] = found;
    }
    return Object.keys(words).length === 0 ? {} : { words };
  }

  /** What is left of the texts of an entry, by their names. */
  textsOf(entry: Entry): Readonly<Record<string, string>> {
    const { texts } = this.parts.record();
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
    const entry = entryAt(this.parts.record(), n);
    const text = entry === undefined ? undefined : this.textsOf(entry).text;
    return text === undefined ? undefined : { text };
  }

  /** Words of a row that control brought up by hand. */
  private broughtUp(row: string): FactWords | undefined {
    const n = this.broughtBy.get(row);
    const entry = n === undefined ? undefined : entryAt(this.parts.record(), n);
    if (entry === undefined) return undefined;
    const texts = this.textsOf(entry);
    if (entry.kind === "row-added") {
      const added = addedRow(entry.data, texts);
      const none = { en: "", fr: "" };
      const { subject, method, text = none, from = none } = added;
      return { ...(subject === undefined ? {} : { subject }), text, method, from };
    }
    const { title, text } = texts;
    return {
      // What is brought up by hand has no other heading, and is written for whoever it goes to.
      ...(title === undefined ? {} : { subject: { en: title, fr: title } }),
      ...(text === undefined ? {} : { text }),
    };
  }

  tellEntry(entry: Entry): void {
    const { kind, at, by, data } = entry;
    const texts = this.textsOf(entry);
    if (kind === "acknowledged" && by.seat !== undefined) this.acknowledged(by.seat, Number(data.fact));
    this.push("control", [{ at, entry, texts }]);
    const deed = (given: Partial<TableDeed>): Omit<TableItem, "seq"> => ({
      at,
      done: { kind, by: { role: by.role }, data: {}, texts: {}, ...given },
    });
    if (FOR_ALL.has(kind)) {
      const { command: _, wall: __, time: ___, goal: ____, ...rest } = data;
      const told = [deed({ data: { ...rest, ...this.moveOf(entry) } })];
      this.push("public", told);
      for (const seat of this.seatOf.values()) this.push(`seat ${seat}`, told);
    } else if (kind === "released") {
      const told = [deed({ texts: this.releasedTexts(entry, texts) })];
      this.push("public", told);
      for (const seat of this.seatOf.values()) this.push(`seat ${seat}`, told);
    } else this.tellSeat(entry, texts, deed);
  }

  /** What is read out when a move begins. */
  private moveOf({ kind, data }: Entry): Readonly<Record<string, unknown>> {
    const move = this.parts.file.moves.find(({ number }) => number === data.move);
    if (kind !== "move-begun" || move === undefined) return {};
    const { title, situation, questions } = move;
    return { title, situation, questions };
  }

  private releasedTexts(entry: Entry, texts: Readonly<Record<string, string>>) {
    const shown = entryAt(this.parts.record(), Number(entry.data.entry ?? 0));
    return shown === undefined ? texts : { ...this.textsOf(shown), ...texts };
  }

  /** What concerns one seat alone: what was done from it, and what control made of it. No number of the record is in it. */
  private tellSeat(
    entry: Entry,
    texts: Readonly<Record<string, string>>,
    deed: (given: Partial<TableDeed>) => Omit<TableItem, "seq">,
  ): void {
    const { kind, n, by, data } = entry;
    const own = this.ownNumber(entry);
    if (kind === "action-ruled") {
      const action = Number(data.action);
      const seat = entryAt(this.parts.record(), action)?.by.seat;
      if (seat === undefined) return;
      const { text = "" } = texts;
      this.push(`seat ${seat}`, [
        deed({ data: { action: this.actions.get(action) ?? 0, ruling: data.ruling }, texts: { text } }),
      ]);
      return;
    }
    if (kind === "handed-over") {
      const { seat, to } = data;
      this.push(`seat ${String(seat)}`, [deed({ data: { seat, to, ...own }, texts })]);
      return;
    }
    const { seat } = by;
    if (by.role !== "player" || seat === undefined) return;
    const { command: _, wall: __, entry: ___, participant: ____, ...rest } = data;
    if (kind !== "free-action")
      return this.push(`seat ${seat}`, [deed({ data: { ...rest, ...own }, texts })]);
    const number = (this.actionsOf.get(seat) ?? 0) + 1;
    this.actionsOf.set(seat, number);
    this.actions.set(n, number);
    this.push(`seat ${seat}`, [deed({ data: { action: number, ...own }, texts })]);
  }

  /** The seat's own number of what somebody in it wrote, by which they may correct it. */
  private ownNumber(entry: Entry): { readonly own?: number } {
    const { seat } = entry.by;
    if (seat === undefined || !isOwnWriting(entry)) return {};
    const own = (this.written.get(seat) ?? 0) + 1;
    this.written.set(seat, own);
    return { own };
  }

  /** Steps of a view above a number, at most so many; from the beginning where the numbers are of another stream. */
  items(view: ViewName, since: number, most: number): readonly TableItem[] {
    return (this.streams.get(view) ?? []).slice(since, since + most);
  }

  head(view: ViewName): number {
    return this.streams.get(view)?.length ?? 0;
  }

  private received(seat: string, n: number, row: string): void {
    this.rowsSeen.set(`${seat} ${n}`, row);
    this.receivedBy.set(row, (this.receivedBy.get(row) ?? new Set()).add(seat));
  }

  private acknowledged(seat: string, n: number): void {
    const row = this.rowsSeen.get(`${seat} ${n}`);
    if (row !== undefined)
      this.acknowledgedBy.set(row, (this.acknowledgedBy.get(row) ?? new Set()).add(seat));
  }
}
